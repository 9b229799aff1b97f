"""Draws of the analyst's own, from a frame that says which cells differ from the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.defaults import KEY_DEFAULTS, key_column
from ontschotting.case.tables.parse_value import RefusedValue, parse_native, refuse
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.unchecked import with_values
from ontschotting.errors import Problem, QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

_LARGEST_DRAW = 2**63 - 1


_OWN_COLUMNS = ("draw", "table", "column", "value")
"""Columns of a frame of draws beside the key of the row."""

Key = tuple[Any, ...]
"""The values of the key columns of a row."""


@dataclass(frozen=True, eq=False)
class OwnDraws:
    """Draws from a frame: for each draw the cells that differ from the case.

    Attributes:
        cells: draw → rows of (table, row number in the case, column, value)
    """

    cells: Mapping[int, tuple[tuple[str, int, str, float], ...]]

    def case_of(self, case: Case, draw: int) -> Case:
        """Return the case of one draw.

        Args:
            case: The case that the draws were made for
            draw: The number of the draw
        """
        tables: dict[str, pl.DataFrame] = {}
        for table, row, column, value in self.cells[draw]:
            frame = tables.get(table, case.tables[table])
            tables[table] = frame.with_columns(
                pl.when(pl.int_range(pl.len()) == row)
                .then(pl.lit(value, dtype=frame.schema[column]))
                .otherwise(pl.col(column))
                .alias(column)
            )
        return with_values(case, tables)

    def words(self, draw: int) -> str:
        """Say what, beside the case, decides a draw: part of the key of its cache."""
        return f"own draw {draw}: {sorted(self.cells[draw])!r}"

    def only(self, draw: int) -> OwnDraws:
        """Return one draw alone: what a worker needs."""
        return OwnDraws({draw: self.cells[draw]})


def own_draws(case: Case, draws: Any) -> OwnDraws:
    """Return the draws of a frame; every table, column, key and value is checked.

    Args:
        case: The case whose cells they set
        draws: A frame (pandas, polars, …): `draw`, `table`, the key columns of the row (blank where
            the table has no such column), `column`, `value`

    Raises:
        QuestionError: For a row that does not fit the case.
    """
    frame = _as_polars(draws)
    _check_columns(frame)
    rows_by_key: dict[str, dict[Key, int]] = {}
    cells: dict[int, dict[tuple[str, int, str], float]] = {}
    for line, row in enumerate(frame.iter_rows(named=True), start=1):
        where = f"draws | line {line}"
        draw, table = _draw_number(row["draw"], where), row["table"]
        if table not in TABLES:
            raise QuestionError(
                problem(
                    "unknown_table_of_draw",
                    where=where,
                    table=table,
                    hint=did_you_mean(str(table), TABLES),
                    tables=", ".join(TABLES),
                )
            )
        column, value = _column_and_value(table, row["column"], row["value"], where)
        if table not in rows_by_key:
            rows_by_key[table] = _rows_by_key(case, table)
        cell = (table, _row_number(case, table, row, rows_by_key[table], where), column)
        if cell in cells.setdefault(draw, {}):
            raise QuestionError(
                problem("cell_drawn_twice", where=where, draw=draw, column=column, table=table)
            )
        cells[draw][cell] = value
    return OwnDraws(
        {
            draw: tuple((*cell, value) for cell, value in values.items())
            for draw, values in sorted(cells.items())
        }
    )


def _as_polars(draws: Any) -> pl.DataFrame:
    try:
        frame = nw.from_native(draws, eager_only=True)
    except TypeError as error:
        raise QuestionError(problem("no_draws", type=type(draws).__name__)) from error
    # A value that differs from itself is pandas' way to write a blank.
    return pl.DataFrame(
        {
            name: [None if value != value else value for value in frame[name].to_list()]
            for name in frame.columns
        },
        strict=False,
    )


def _check_columns(frame: pl.DataFrame) -> None:
    keys = sorted({name for table in TABLES.values() for name in table.key})
    known = [*_OWN_COLUMNS, *keys]
    for name in _OWN_COLUMNS:
        if name not in frame.columns:
            raise QuestionError(problem("draws_lack_column", name=name))
    for name in frame.columns:
        if name not in known:
            raise QuestionError(
                problem(
                    "no_key_column", name=name, hint=did_you_mean(name, known), keys=", ".join(keys)
                )
            )
    if frame.is_empty():
        raise QuestionError(problem("draws_without_rows"))


def _draw_number(value: Any, where: str) -> int:
    try:
        draw = int(value)
    except (TypeError, ValueError):
        draw = -1
    if draw != value or not 0 <= draw <= _LARGEST_DRAW:
        raise QuestionError(problem("no_number_of_draw", where=where, value=value))
    return draw


def _column_and_value(table: str, name: Any, value: Any, where: str) -> tuple[str, float]:
    """Return the column and the value of a cell, when a draw can set it so."""
    declared = TABLES[table]
    numbers = [
        column.name
        for column in declared.columns
        if column.is_number and column.name not in declared.key and declared.in_program
        # a draw of one's own says itself whether money comes: its amount is zero, or not
        if (table, column.name) != ("budgets", "chance")
    ]
    if name not in numbers:
        choices = (
            problem("columns_of_draws", columns=", ".join(numbers))
            if numbers
            else problem("no_columns_of_draws")
        )
        raise QuestionError(
            problem(
                "column_not_drawn",
                where=where,
                name=name,
                table=table,
                hint=did_you_mean(str(name), numbers),
                choices=choices,
            )
        )
    parsed = (
        refuse("no_value_for_draw")
        if value is None
        else parse_native(value, declared.by_name[name])
    )
    if isinstance(parsed, RefusedValue):
        raise QuestionError(
            problem(
                "value_not_admitted",
                where=f"{where}, {table}, column {name}",
                reason=parsed.message,
            )
        )
    assert isinstance(parsed, int | float)  # the value of a number column
    return name, parsed


def _rows_by_key(case: Case, table: str) -> dict[Key, int]:
    keys = case.tables[table].select(key_column(name) for name in TABLES[table].key)
    return {tuple(key): row for row, key in enumerate(keys.iter_rows())}


def _row_number(
    case: Case, table: str, row: Mapping[str, Any], rows_by_key: Mapping[Key, int], where: str
) -> int:
    """Return the number of the row in the case that the key of a row of draws names."""
    key = _key(table, row, where)
    if key not in rows_by_key:
        raise QuestionError(_no_such_row(case, table, key, where))
    return rows_by_key[key]


def _key(table: str, row: Mapping[str, Any], where: str) -> Key:
    """Return the key of a row of draws; raise QuestionError for one that the table cannot have."""
    declared = TABLES[table]
    key: list[Any] = []
    for name in declared.key:
        value = row.get(name)
        parsed = (
            KEY_DEFAULTS.get(name) if value is None else parse_native(value, declared.by_name[name])
        )
        if isinstance(parsed, RefusedValue):
            raise QuestionError(
                problem(
                    "value_not_admitted", where=f"{where}, column {name}", reason=parsed.message
                )
            )
        key.append(parsed)
    for name, value in row.items():
        if value is not None and name not in (*declared.key, *_OWN_COLUMNS):
            raise QuestionError(
                problem(
                    "blank_outside_key",
                    where=where,
                    name=name,
                    table=table,
                    key=", ".join(declared.key),
                )
            )
    return tuple(key)


def _no_such_row(case: Case, table: str, key: Key, where: str) -> Problem:
    """Say that no row of the table has the key, with the nearest value of its first column."""
    names = TABLES[table].key
    parts = [f"{name} {value}" for name, value in zip(names, key, strict=True) if value is not None]
    known: Sequence[str] = (
        case.tables[table][names[0]].drop_nulls().cast(pl.String).unique().sort().to_list()
    )
    nearest = did_you_mean(str(key[0]), known) if str(key[0]) not in known else ""
    return problem(
        "no_row_for_draw",
        where=where,
        table=table,
        key=", ".join(parts) or problem("blank_key"),
        hint=nearest,
        columns=", ".join(names),
    )
