"""Puts rows of one's own in the place of some rows of a table."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.files.read import from_frames
from ontschotting.case.tables.findings import TableOrigin
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.parse_value import RefusedValue, parse_native
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES, TEXT, Column
from ontschotting.case.validate.tables import BLANK_STANDS_FOR
from ontschotting.errors import CaseWarning, QuestionError
from ontschotting.support.suggestions import did_you_mean

if TYPE_CHECKING:
    from ontschotting.case.case import Case


def replace_rows(case: Case, table: str, rows: Any, where: Mapping[str, Any]) -> Case:
    """See `Case.replace_rows`."""
    if table not in TABLES:
        raise QuestionError(f"replace_rows | no table is called '{table}'.{did_you_mean(table, TABLES)} Tables: {', '.join(TABLES)}.")
    if not where:
        key = TABLES[table].key[0]
        raise QuestionError(f"replace_rows | say which rows of {table} these are, for example {key}='…'; with_table replaces the whole table.")
    from ontschotting.case.case import Case

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
        mine = mine.with_columns(pl.lit(None, dtype=frame.schema[name]).alias(name) for name in wanted if name not in mine.columns)
    _lie_within(mine, wanted, table)
    for name, values in wanted.items():
        present = {*frame.select(_key_as_text(name)).to_series().to_list(), *mine.select(_key_as_text(name)).to_series().to_list()}
        missing = [value for value in values if value not in present]
        if missing:
            known = [str(value) for value in frame[name].drop_nulls().unique().to_list()]
            raise QuestionError(f"replace_rows | no row of {table} has the {name} '{missing[0]}', in the case nor in these rows.{did_you_mean(str(missing[0]), known)}")
    matches = pl.all_horizontal(*(_key_as_text(name).is_in(pl.Series(values, dtype=frame.schema[name]), nulls_equal=True) for name, values in wanted.items()))
    # One's own rows come first, so that a refusal names the lines of the frame that was given.
    whole = pl.concat([mine, frame.filter(~matches)], how="diagonal")
    kept = [RawTable(name, TableOrigin("frame", name, tuple(one.columns)), one) for name, one in case.tables.items() if name != table and one.height]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CaseWarning)  # as in with_table: they stand in findings
        return Case._read([*kept, RawTable(table, TableOrigin("frame", table, tuple(whole.columns)), whole)], findings, "frame")


def _values(case: Case, table: str, name: str, values: Any) -> list[Any]:
    """The values asked for in a column, as the type of the column."""
    frame, declared = case.tables[table], TABLES[table]
    column = declared.allowed(name) or (Column(name, TEXT, "", "") if name in frame.columns else None)
    if column is None or name not in frame.columns:
        raise QuestionError(f"replace_rows | no column is called '{name}' in {table}.{did_you_mean(name, frame.columns)} Columns: {', '.join(frame.columns)}.")
    parsed = []
    for value in list(values) if isinstance(values, list | tuple | set | frozenset | pl.Series) else [values]:
        answer = None if value is None else parse_native(value, column)
        if isinstance(answer, RefusedValue):
            raise QuestionError(f"replace_rows | {table}, column {name}: {answer.reason}")
        parsed.append(BLANK_STANDS_FOR.get(name) if answer is None else answer)
    if not parsed:
        raise QuestionError(f"replace_rows | {name} is an empty list. Name at least one value.")
    return parsed


def _key_as_text(name: str) -> pl.Expr:
    """A column with blanks as what they stand for."""
    return pl.col(name).fill_null(BLANK_STANDS_FOR[name]) if name in BLANK_STANDS_FOR else pl.col(name)


def _lie_within(mine: pl.DataFrame, wanted: Mapping[str, list[Any]], table: str) -> None:
    """Own rows outside what they replace would be added without anyone having said so."""
    wrong = []
    for name, values in wanted.items():
        for row, value in enumerate(mine.select(_key_as_text(name)).to_series().to_list()):
            if value not in values:
                wrong.append(f"replace_rows | {table} | line {row + 2}, column {name}: {'blank' if value is None else repr(value)}, while these rows stand for {name} {', '.join(map(repr, values))}.")
    if wrong:
        raise QuestionError("\n".join([*wrong, "Correct those rows, or name more in the call."]))
