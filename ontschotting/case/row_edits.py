"""Adds rows to a table of a case, and sets cells of many rows by their key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.tables.defaults import key_column
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.from_frames import from_frames
from ontschotting.case.tables.known_table import refuse_unknown_table
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.errors import Problem, QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

_NAMED_PROBLEMS = 20
"""So many problems are written out; of the others only the number is told."""


def add_rows(case: CaseTables, frames: Mapping[str, Any]) -> tuple[list[RawTable], Findings]:
    """Return the raw tables of a case with rows added to some of them; see `Case.add_rows`.

    Args:
        case: The case
        frames: The rows by the name of their table, frames of any library
    """
    findings, raw_tables = Findings(), unchanged_tables(case, frames)
    for table, rows in frames.items():
        schema = _schema_of(table, "add_rows")
        added = parse_table(RawTable.from_frame(table, _passed(table, rows)), schema, findings)
        # The new rows come first, so that a refusal names the lines of the frame that was passed.
        longer = pl.concat([added, case.tables[table]], how="diagonal")
        raw_tables.append(RawTable.from_frame(table, longer))
    return raw_tables, findings


def update_cells(
    case: CaseTables, table: str, rows: Any, drop_margins: bool
) -> tuple[list[RawTable], Findings]:
    """Return the raw tables of a case with cells of one of them changed; see `Case.update`.

    Args:
        case: The case
        table: Name of the table
        rows: A frame of any library: the key columns, and the columns to change
        drop_margins: Take off the margins of the cells that change
    """
    schema, findings = _schema_of(table, "update"), Findings()
    passed = _passed(table, rows)
    lacking = [
        name for name in schema.key if schema.by_name[name].required and name not in passed.columns
    ]
    if lacking:
        raise QuestionError(
            problem(
                "key_lacks_columns",
                table=table,
                key=", ".join(schema.key),
                lacking=", ".join(lacking),
            )
        )
    typed = parse_table(
        RawTable.from_frame(table, passed), _partly_filled(schema, passed), findings
    )
    frame = case.tables[table]
    numbers = _row_numbers(frame, typed, schema)
    columns = [name for name in passed.columns if name in typed.columns and name not in schema.key]
    changed = frame
    for name in columns:
        changed = _with_cells(changed, name, numbers, typed[name])
    if drop_margins:
        changed = _without_margins(changed, columns, numbers, typed)
    else:
        _check_margins(changed, columns, numbers, typed, table)
    return raw_tables_with(case, table, changed), findings


def _schema_of(table: str, question: str) -> TableSchema:
    """Return the declaration of a table; raise QuestionError for a table that there is not."""
    refuse_unknown_table(question, table)
    return TABLES[table]


def _passed(table: str, rows: Any) -> pl.DataFrame:
    """Return the frame that was passed as polars; None has no rows."""
    raw_tables = from_frames({table: rows})
    return raw_tables[0].frame if raw_tables else pl.DataFrame()


def _partly_filled(schema: TableSchema, passed: pl.DataFrame) -> TableSchema:
    """Return a declaration in which only the columns that were passed are required."""
    columns = tuple(
        replace(column, required=column.required and column.name in passed.columns)
        for column in schema.columns
    )
    return replace(schema, columns=columns)


def _row_numbers(frame: pl.DataFrame, typed: pl.DataFrame, schema: TableSchema) -> list[int]:
    """Return the row of the table that each row of the frame names by its key."""
    keys = [key_column(name) for name in schema.key]
    row_of = {key: row for row, key in enumerate(frame.select(keys).iter_rows())}
    numbers: dict[int, None] = {}  # in order, and quick to look up
    problems: list[Problem] = []
    for line, key in enumerate(typed.select(keys).iter_rows(), start=2):
        words = ", ".join(
            f"{name} {value}"
            for name, value in zip(schema.key, key, strict=True)
            if value is not None
        )
        if key not in row_of:
            known = [str(value) for value in frame[schema.key[0]].drop_nulls().unique()]
            hint = "" if str(key[0]) in known else did_you_mean(str(key[0]), known)
            problems.append(
                problem(
                    "no_row_to_update",
                    table=schema.name,
                    line=line,
                    key=words,
                    hint=hint,
                    columns=", ".join(schema.key),
                )
            )
        elif row_of[key] in numbers:
            problems.append(problem("key_twice_in_update", table=schema.name, line=line, key=words))
        else:
            numbers[row_of[key]] = None
    _raise(problems)
    return list(numbers)


def _with_cells(
    frame: pl.DataFrame, name: str, numbers: list[int], values: pl.Series
) -> pl.DataFrame:
    """Return a table with the filled values of a column set in these rows."""
    cells = frame[name].to_list() if name in frame.columns else [None] * frame.height
    for row, value in zip(numbers, values, strict=True):
        if value is not None:
            cells[row] = value
    return frame.with_columns(pl.Series(name, cells, dtype=values.dtype))


def _without_margins(
    frame: pl.DataFrame, columns: list[str], numbers: list[int], typed: pl.DataFrame
) -> pl.DataFrame:
    """Return a table in which a changed cell has no margin but one that came with it."""
    for name in columns:
        for end in (f"{name}_low", f"{name}_high"):
            if end not in frame.columns:
                continue
            own = typed[end] if end in columns else [None] * typed.height
            cells = frame[end].to_list()
            for row, value, margin in zip(numbers, typed[name], own, strict=True):
                if value is not None and margin is None:
                    cells[row] = None
            frame = frame.with_columns(pl.Series(end, cells, dtype=frame.schema[end]))
    return frame


def _check_margins(
    frame: pl.DataFrame,
    columns: list[str],
    numbers: list[int],
    typed: pl.DataFrame,
    table: str,
) -> None:
    """Refuse values outside the margin that their row has, with the margin."""
    problems = []
    for name in columns:
        ends = [end for end in (f"{name}_low", f"{name}_high") if end in frame.columns]
        for line, (row, value) in enumerate(zip(numbers, typed[name], strict=True), start=2):
            low, high = (
                frame[end][row] if end in ends else None for end in (f"{name}_low", f"{name}_high")
            )
            below, above = low is not None, high is not None
            if value is None or not ((below and value < low) or (above and value > high)):
                continue
            problems.append(
                problem(
                    "value_outside_margin",
                    table=table,
                    line=line,
                    name=name,
                    value=value,
                    low="…" if low is None else f"{low:g}",
                    high="…" if high is None else f"{high:g}",
                )
            )
    _raise(problems)


def _raise(problems: list[Problem]) -> None:
    """Raise QuestionError with every problem, where there is any."""
    if problems:
        more = len(problems) - _NAMED_PROBLEMS
        rest = [problem("more_in_update", number=more)] if more > 0 else []
        raise QuestionError(*problems[:_NAMED_PROBLEMS], *rest)


def raw_tables_with(case: CaseTables, table: str, changed: pl.DataFrame) -> list[RawTable]:
    """Return the tables of a case as raw tables, with one of them changed.

    Args:
        case: The case
        table: The name of the changed table
        changed: All its rows
    """
    return [*unchanged_tables(case, {table}), RawTable.from_frame(table, changed)]


def unchanged_tables(case: CaseTables, changed: Collection[str]) -> list[RawTable]:
    """Return the tables of a case that stay as they are, as raw tables.

    Args:
        case: The case
        changed: The names of the other tables
    """
    return [
        RawTable.from_frame(name, frame, is_typed=True)
        for name, frame in case.tables.items()
        if name not in changed and (frame.height or TABLES[name].required)
    ]
