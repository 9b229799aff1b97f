"""Changes to the tables of a case: cells of a row, rows of one's own, a scheme that ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.tables.columns import TEXT, Column
from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.from_frames import from_frames
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.parse_value import RefusedValue, parse_native
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.validate.tables import BLANK_STANDS_FOR
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean


def set_cells(
    case: CaseTables, table: str, key: Sequence[Any], values: Mapping[str, Any]
) -> pl.DataFrame:
    """Return a table with some cells of one row changed; see `Case.set`."""
    if table not in TABLES:
        raise QuestionError(f"case | no table is called '{table}'.{did_you_mean(table, TABLES)}")
    declared, frame = TABLES[table], case.tables[table]
    columns = declared.key
    if len(key) > len(columns):
        raise QuestionError(
            f"set | {table} has the key {', '.join(columns)}: {len(columns)} values, not"
            f" {len(key)}."
        )
    match = pl.lit(True)
    for column, value in zip(columns, [*key, *[None] * (len(columns) - len(key))], strict=True):
        wanted = (
            BLANK_STANDS_FOR.get(column)
            if value is None
            else checked_value(value, declared.by_name[column], f"set | {table}, column {column}")
        )
        at = (
            pl.col(column).fill_null(BLANK_STANDS_FOR[column])
            if column in BLANK_STANDS_FOR
            else pl.col(column)
        )
        match &= at.eq_missing(pl.lit(wanted, dtype=declared.by_name[column].dtype))
    found = frame.select(match.alias("match"))["match"]
    if found.sum() != 1:
        shown = ", ".join(str(value) for value in key)
        near = did_you_mean(str(key[0]), frame[columns[0]].drop_nulls().to_list()) if key else ""
        raise QuestionError(
            f"set | no row of {table} has the key {shown}.{near} Key columns: {', '.join(columns)}."
        )
    for name, value in values.items():
        cell = declared.find_column(name)
        if cell is None and not (table == "regions" and name in frame.columns):
            raise QuestionError(
                f"set | no column is called '{name}' in"
                f" {table}.{did_you_mean(name, declared.by_name)}"
            )
        dtype = cell.dtype if cell is not None else pl.String()
        answer = (
            None
            if value is None
            else (
                checked_value(value, cell, f"set | {table}, column {name}")
                if cell is not None
                else str(value)
            )
        )
        old = pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype)
        frame = frame.with_columns(
            pl.when(match).then(pl.lit(answer, dtype=dtype)).otherwise(old).alias(name)
        )
    return frame


def replace_rows(
    case: CaseTables, table: str, rows: Any, where: Mapping[str, Any]
) -> tuple[list[RawTable], Findings]:
    """Return all tables of a case, raw, with other rows in one of them; see `Case.replace_rows`."""
    if table not in TABLES:
        raise QuestionError(
            f"replace_rows | no table is called '{table}'.{did_you_mean(table, TABLES)} Tables:"
            f" {', '.join(TABLES)}."
        )
    if not where:
        key = TABLES[table].key[0]
        raise QuestionError(
            f"replace_rows | say which rows of {table} these are, for example {key}='…'; with_table"
            " replaces the whole table."
        )
    frame = case.tables[table]
    wanted = {name: _values(case, table, name, values) for name, values in where.items()}
    raws, findings = from_frames({table: rows})
    mine = frame.clear()
    if raws:
        given = raws[0].frame
        for name, values in wanted.items():
            if name not in given.columns and len(values) == 1:
                given = given.with_columns(pl.lit(values[0], dtype=frame.schema[name]).alias(name))
        raw = RawTable(table, TableOrigin("frame", table, tuple(given.columns)), given)
        mine = parse_table(raw, TABLES[table], findings)
        mine = mine.with_columns(
            pl.lit(None, dtype=frame.schema[name]).alias(name)
            for name in wanted
            if name not in mine.columns
        )
    _lie_within(mine, wanted, table)
    for name, values in wanted.items():
        present = {
            *frame.select(_key_as_text(name)).to_series().to_list(),
            *mine.select(_key_as_text(name)).to_series().to_list(),
        }
        missing = [value for value in values if value not in present]
        if missing:
            known = [str(value) for value in frame[name].drop_nulls().unique().to_list()]
            raise QuestionError(
                f"replace_rows | no row of {table} has the {name} '{missing[0]}', in the case nor"
                f" in these rows.{did_you_mean(str(missing[0]), known)}"
            )
    matches = pl.all_horizontal(
        *(
            _key_as_text(name).is_in(pl.Series(values, dtype=frame.schema[name]), nulls_equal=True)
            for name, values in wanted.items()
        )
    )
    # One's own rows come first, so that a refusal names the lines of the frame that was given.
    whole = pl.concat([mine, frame.filter(~matches)], how="diagonal")
    kept = [
        RawTable(name, TableOrigin("frame", name, tuple(one.columns)), one)
        for name, one in case.tables.items()
        if name != table and one.height
    ]
    return [
        *kept,
        RawTable(table, TableOrigin("frame", table, tuple(whole.columns)), whole),
    ], findings


def cancel(case: CaseTables, stream: str, from_year: int) -> dict[str, pl.DataFrame]:
    """Return the budgets without those of a scheme from a year on; see `Case.cancel`."""
    known = case.streams["stream"].to_list()
    if stream not in known:
        raise QuestionError(f"case | no stream '{stream}' in streams.{did_you_mean(stream, known)}")
    giving = (
        case.transfers.filter((pl.col("to_stream") == stream) & (pl.col("share") > 0))["stream"]
        .sort()
        .to_list()
    )
    if giving:
        raise QuestionError(
            f"cancel | money of {', '.join(giving)} may move to '{stream}' (transfers), and no year"
            " says whether that ends too. Take those rows out first, so that nothing ever moves"
            f" there: case.replace_rows('transfers', None, to_stream='{stream}')."
        )
    return {
        "budgets": case.budgets.filter((pl.col("stream") != stream) | (pl.col("year") < from_year))
    }


def keep_first_year(
    case: CaseTables, tables: Mapping[str, pl.DataFrame], question: str
) -> dict[str, pl.DataFrame]:
    """Return the tables of a part of a case with its first year as it was, also where the budget
    that set it is gone: `opening_work` depends on it.
    """
    if "plans" in tables and tables["plans"].is_empty():
        raise QuestionError(f"{question} | nothing is left in plans. Ask for a part that has some.")
    part = dict(tables)
    if "first_year" not in case.settings and part["budgets"]["year"].min() != case.first_year:
        row = pl.DataFrame({"key": ["first_year"], "value": [str(case.first_year)]})
        kept = case.tables["case"].filter(pl.col("key") != "first_year")
        part["case"] = pl.concat([kept, row], how="diagonal")
    return part


def _values(case: CaseTables, table: str, name: str, values: Any) -> list[Any]:
    """The values asked for in a column, as the type of the column."""
    frame, declared = case.tables[table], TABLES[table]
    column = declared.find_column(name) or (
        Column(name, TEXT, "", "") if name in frame.columns else None
    )
    if column is None or name not in frame.columns:
        raise QuestionError(
            f"replace_rows | no column is called '{name}' in"
            f" {table}.{did_you_mean(name, frame.columns)} Columns: {', '.join(frame.columns)}."
        )
    parsed = []
    for value in (
        list(values) if isinstance(values, list | tuple | set | frozenset | pl.Series) else [values]
    ):
        answer = None if value is None else parse_native(value, column)
        if isinstance(answer, RefusedValue):
            raise QuestionError(f"replace_rows | {table}, column {name}: {answer.reason}")
        parsed.append(BLANK_STANDS_FOR.get(name) if answer is None else answer)
    if not parsed:
        raise QuestionError(f"replace_rows | {name} is an empty list. Name at least one value.")
    return parsed


def _key_as_text(name: str) -> pl.Expr:
    """A column with blanks as what they stand for."""
    return (
        pl.col(name).fill_null(BLANK_STANDS_FOR[name]) if name in BLANK_STANDS_FOR else pl.col(name)
    )


def _lie_within(mine: pl.DataFrame, wanted: Mapping[str, list[Any]], table: str) -> None:
    """Own rows outside what they replace would be added without anyone having said so."""
    wrong = []
    for name, values in wanted.items():
        for row, value in enumerate(mine.select(_key_as_text(name)).to_series().to_list()):
            if value not in values:
                wrong.append(
                    f"replace_rows | {table} | line {row + 2}, column {name}:"
                    f" {'blank' if value is None else repr(value)}, while these rows stand for"
                    f" {name} {', '.join(map(repr, values))}."
                )
    if wrong:
        raise QuestionError("\n".join([*wrong, "Correct those rows, or name more in the call."]))


def checked_value(value: Any, column: Column, where: str) -> Any:
    """Return a value as the type of its column. Raises QuestionError when it is none."""
    answer = parse_native(value, column)
    if isinstance(answer, RefusedValue):
        raise QuestionError(f"{where}: {answer.reason}")
    return answer
