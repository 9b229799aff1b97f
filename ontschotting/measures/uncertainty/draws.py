"""Draws: a case with its values moved within their margins by seeded numbers, or set by a frame of
the analyst's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.keys import KEY_DEFAULTS, key_column
from ontschotting.case.tables.parse_value import RefusedValue, parse_native
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.uncertain_inputs import moving_columns, number_group
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean

_LARGEST_DRAW = 2**63 - 1


def uniform(seed: int, draw: int, group: str) -> float:
    """The number in [0, 1) of one group in one draw.

    It depends on nothing else, so draws may be made anywhere and in any order.

    The group and the seed are the key of a Philox generator and the draw is its counter: raw bits,
    which no version of numpy may change.
    """
    key = int.from_bytes(hashlib.sha256(f"{seed}|{group}".encode()).digest()[:16], "little")
    raw = np.random.Philox(counter=draw, key=key).random_raw()
    return (int(raw) >> 11) * 2.0**-53


def triangular(
    share: np.ndarray, low: np.ndarray, mode: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """The quantile of the triangular distribution: with F = (mode − low) / (high − low),

    low + √(share · (high − low) · (mode − low))         where share < F
    high − √((1 − share) · (high − low) · (high − mode)) elsewhere
    """
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - share) * (high - low) * (high - mode))
    quantile: np.ndarray = np.where(share * (high - low) < mode - low, rising, falling)
    return quantile


@dataclass(frozen=True)
class SeededDraws:
    """Triangular draws: low and high are the ends of a margin, the value itself is the mode.

    Whole numbers and years are rounded to the nearest one.
    """

    seed: int

    def case_of(self, case: Case, draw: int) -> Case:
        """The case of one draw."""
        tables: dict[str, pl.DataFrame] = {}
        for table, column in moving_columns(case):
            frame = tables.get(table, case.tables[table])
            groups = frame.with_columns(number_group(case, table, column))["_group"].to_list()
            numbers = {group: uniform(self.seed, draw, group) for group in set(groups)}
            share = np.array([numbers[group] for group in groups])
            mode = frame[column].cast(pl.Float64).to_numpy()
            ends = (
                (
                    frame[f"{column}_{end}"].cast(pl.Float64).fill_null(frame[column]).to_numpy()
                    if f"{column}_{end}" in frame.columns
                    else mode
                )
                for end in ("low", "high")
            )
            low, high = ends
            drawn = np.where(low < high, triangular(share, low, mode, high), mode)
            values = pl.Series(column, drawn).fill_nan(None)
            dtype = frame.schema[column]
            values = values.round().cast(dtype) if dtype.is_integer() else values
            tables[table] = frame.with_columns(values)
        return case.with_values(tables)

    def words(self, draw: int) -> str:
        """What, beside the case, decides this draw."""
        return f"seed {self.seed}, draw {draw}"


@dataclass(frozen=True, eq=False)
class OwnDraws:
    """Draws from a frame: for each draw the cells that differ from the case.

    Attributes:
        cells: draw → rows of (table, row number in the case, column, value)
    """

    cells: Mapping[int, tuple[tuple[str, int, str, float], ...]]

    def case_of(self, case: Case, draw: int) -> Case:
        """The case of one draw."""
        tables: dict[str, pl.DataFrame] = {}
        for table, row, column, value in self.cells[draw]:
            frame = tables.get(table, case.tables[table])
            at = pl.int_range(pl.len()) == row
            tables[table] = frame.with_columns(
                pl.when(at)
                .then(pl.lit(value, dtype=frame.schema[column]))
                .otherwise(pl.col(column))
                .alias(column)
            )
        return case.with_values(tables)

    def words(self, draw: int) -> str:
        """What, beside the case, decides this draw."""
        return f"own draw {draw}: {sorted(self.cells[draw])!r}"

    def only(self, draw: int) -> OwnDraws:
        """One draw alone: what a worker needs."""
        return OwnDraws({draw: self.cells[draw]})


def check_margins(case: Case) -> None:
    """Every margin needs its value: it is the mode of the distribution."""
    for table, column in moving_columns(case):
        frame = case.tables[table]
        ends = [
            pl.col(f"{column}_{end}").is_not_null()
            for end in ("low", "high")
            if f"{column}_{end}" in frame.columns
        ]
        lost = frame.filter(pl.col(column).is_null() & pl.any_horizontal(ends))
        if lost.height:
            key = ", ".join(
                str(value) for value in lost.select(TABLES[table].key).row(0) if value is not None
            )
            raise QuestionError(
                f"sweep | {table}, column {column}: {lost.height} row(s) have a margin but no"
                f" value, for example {key}. The value is the top of the triangle; fill it in."
            )


def own_draws(case: Case, given: Any) -> OwnDraws:
    """The analyst's own draws, every table, column, key and value checked before anything is
    solved.

    Args:
        given: A frame (pandas, polars, …): `draw`, `table`, the key columns of the row (blank where
            the table has no such column), `column`, `value`
    """
    frame = _as_polars(given)
    keys = sorted({name for table in TABLES.values() for name in table.key})
    known = ["draw", "table", "column", "value", *keys]
    for name in ("draw", "table", "column", "value"):
        if name not in frame.columns:
            raise QuestionError(
                f"draws | the column '{name}' is missing. A frame of draws has draw, table, the key"
                " columns of the row, column and value."
            )
    for name in frame.columns:
        if name not in known:
            raise QuestionError(
                f"draws | no table has a key column '{name}'.{did_you_mean(name, known)} Key"
                f" columns: {', '.join(keys)}."
            )
    if frame.is_empty():
        raise QuestionError("draws | the frame has no rows. Give at least one draw.")
    index: dict[str, dict[tuple[Any, ...], int]] = {}
    cells: dict[int, dict[tuple[str, int, str], float]] = {}
    for line, row in enumerate(frame.iter_rows(named=True), start=1):
        where = f"draws | line {line}"
        draw, table = _draw_number(row["draw"], where), row["table"]
        if table not in TABLES:
            raise QuestionError(
                f"{where}: no table is called '{table}'.{did_you_mean(str(table), TABLES)} Tables:"
                f" {', '.join(TABLES)}."
            )
        column, value = _number_of(table, row["column"], row["value"], where)
        if table not in index:
            index[table] = {
                key: at
                for at, key in enumerate(
                    map(
                        tuple,
                        case.tables[table].select(_key(case.tables[table], table)).iter_rows(),
                    )
                )
            }
        cell = (table, _row_of(case, table, row, index[table], where), column)
        if cell in cells.setdefault(draw, {}):
            raise QuestionError(
                f"{where}: draw {draw} sets column {column} of this row of {table} twice. Keep one"
                " of them."
            )
        cells[draw][cell] = value
    return OwnDraws(
        {
            draw: tuple((*cell, value) for cell, value in found.items())
            for draw, found in sorted(cells.items())
        }
    )


def _as_polars(given: Any) -> pl.DataFrame:
    try:
        frame = nw.from_native(given, eager_only=True)
    except TypeError as error:
        raise QuestionError(
            f"draws | draws is a {type(given).__name__}; give a number of draws, or a frame"
            " (pandas, polars, pyarrow)."
        ) from error
    return pl.DataFrame(
        {
            name: [None if value != value else value for value in frame[name].to_list()]
            for name in frame.columns
        },
        strict=False,
    )


def _draw_number(value: Any, where: str) -> int:
    try:
        draw = int(value)
    except (TypeError, ValueError):
        draw = -1
    if draw != value or not 0 <= draw <= _LARGEST_DRAW:
        raise QuestionError(
            f"{where}: draw {value!r} is not a whole number of 0 or more. Number the draws."
        )
    return draw


def _number_of(table: str, name: Any, value: Any, where: str) -> tuple[str, float]:
    """The column and the value, when it is a number column outside the key and the value fits
    it.
    """
    declared = TABLES[table]
    numbers = [
        column.name
        for column in declared.columns
        if column.is_number and column.name not in declared.key
    ]
    if name not in numbers:
        choices = (
            f" Columns that a draw can set: {', '.join(numbers)}."
            if numbers
            else " A draw can set no column of this table."
        )
        raise QuestionError(
            f"{where}: '{name}' is no number column of {table} outside its"
            f" key.{did_you_mean(str(name), numbers)}{choices}"
        )
    answer = (
        RefusedValue("a draw needs a value.")
        if value is None
        else parse_native(value, declared.by_name[name])
    )
    if isinstance(answer, RefusedValue):
        raise QuestionError(f"{where}, {table}, column {name}: {answer.reason}")
    assert isinstance(answer, int | float)  # the value of a number column
    return name, answer


def _key(frame: pl.DataFrame, table: str) -> list[pl.Expr]:
    return [key_column(name) for name in TABLES[table].key]


def _row_of(
    case: Case, table: str, row: Mapping[str, Any], index: Mapping[tuple[Any, ...], int], where: str
) -> int:
    """The row that the key names."""
    declared = TABLES[table]
    wanted: list[Any] = []
    for name in declared.key:
        value = row.get(name)
        answer = (
            KEY_DEFAULTS.get(name) if value is None else parse_native(value, declared.by_name[name])
        )
        if isinstance(answer, RefusedValue):
            raise QuestionError(f"{where}, column {name}: {answer.reason}")
        wanted.append(answer)
    extra = [
        name
        for name, value in row.items()
        if value is not None and name not in (*declared.key, "draw", "table", "column", "value")
    ]
    if extra:
        raise QuestionError(
            f"{where}: {extra[0]} is no key column of {table}. Leave it blank; the key is"
            f" {', '.join(declared.key)}."
        )
    if tuple(wanted) not in index:
        shown = (
            ", ".join(
                f"{name} {value}"
                for name, value in zip(declared.key, wanted, strict=True)
                if value is not None
            )
            or "(blank)"
        )
        known: Sequence[str] = (
            case.tables[table][declared.key[0]]
            .drop_nulls()
            .cast(pl.String)
            .unique()
            .sort()
            .to_list()
        )
        near = did_you_mean(str(wanted[0]), known) if str(wanted[0]) not in known else ""
        raise QuestionError(
            f"{where}: no row of {table} has the key {shown}.{near} Key columns:"
            f" {', '.join(declared.key)}."
        )
    return index[tuple(wanted)]
