"""Turns raw tables into typed ones: every cell is parsed by the declaration of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from ontschotting.case.tables.columns import NUMBER, TEXT, YEAR, Column
from ontschotting.case.tables.examples import without_examples
from ontschotting.case.tables.findings import Findings, TableFindings
from ontschotting.case.tables.levels import FIXED_LEVELS
from ontschotting.case.tables.parse_value import RefusedValue, parse_native, parse_value
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.side_rows import without_side_rows
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.support.suggestions import hint, nearest, visible
from ontschotting.words.messages import Message, message


def parse_tables(
    raw_tables: Iterable[RawTable], findings: Findings, kind: str
) -> tuple[dict[str, pl.DataFrame], dict[str, TableOrigin]]:
    """Return every table of the format, typed and with every declared column, and its origin.

    Example rows of the template are left out. A refused cell becomes blank and gets a finding; so
    does a table that is missing.

    Args:
        raw_tables: The tables as they were read
        findings: Collects what is wrong
        kind: `csv`, `sheet` or `frame`: how a missing table is named
    """
    tables: dict[str, pl.DataFrame] = {}
    origins: dict[str, TableOrigin] = {}
    for raw in raw_tables:
        schema = TABLES.get(raw.name)
        if schema is None:
            findings.of_table(raw.origin).add(
                "unknown_table",
                name=raw.name,
                hint=hint(raw.name, TABLES),
                tables=", ".join(TABLES),
                value=raw.name,
            )
            continue
        if raw.name in tables:
            findings.of_table(raw.origin).add(
                "table_given_twice",
                name=raw.name,
                value=raw.name,
            )
            continue
        if raw.is_typed:
            tables[raw.name], origins[raw.name] = raw.frame, raw.origin
            continue
        if raw.origin.kind != "frame" and not raw.frame.columns:  # empty, which is told
            tables[raw.name] = pl.DataFrame(schema=schema.dtypes)
            origins[raw.name] = raw.origin
            continue
        rows = without_side_rows(without_examples(raw, findings), schema, findings)
        tables[raw.name] = parse_table(rows, schema, findings)
        origins[raw.name] = rows.origin
    unreadable = {finding.table for finding in findings.collected}
    for name, schema in TABLES.items():
        if name in tables:
            continue
        origin = origins.setdefault(name, TableOrigin(kind, name))
        if schema.required and name not in unreadable:
            starred = ", ".join(column.name for column in schema.columns if column.required)
            findings.of_table(origin).add("missing_table", meaning=schema, starred=starred)
        tables[name] = pl.DataFrame(schema=schema.dtypes)
    return tables, origins


def parse_table(raw: RawTable, schema: TableSchema, findings: Findings) -> pl.DataFrame:
    """Return one table, typed and with every declared column.

    Args:
        raw: The table as it was read
        schema: Its declaration
        findings: Collects what is wrong
    """
    table_findings = findings.of_table(raw.origin)
    typed: dict[str, pl.Series] = {}
    years = _year_headers(raw, schema, table_findings)
    for name in raw.frame.columns:
        if name in years:
            continue
        column = _find_column(schema, name, table_findings)
        if column is not None:
            typed[name] = typed_column(raw, column, raw.frame[name], table_findings)
    for column in schema.columns:
        if years and column.kind in (YEAR, NUMBER):
            continue
        if column.required and column.name not in typed:
            unknown = [name for name in raw.frame.columns if schema.find_column(name) is None]
            near = nearest(column.name, unknown)
            is_it = message("hint_is_it", nearest=visible(near)) if near else ""
            table_findings.add(
                "missing_column",
                name=column.name,
                meaning=column,
                hint=is_it,
                line=1,
                column=column.name,
            )
    declared = {
        name: (
            typed.pop(name)
            if name in typed
            else pl.Series(name, [None] * raw.frame.height, dtype=dtype)
        )
        for name, dtype in schema.dtypes.items()
    }
    return pl.DataFrame([*declared.values(), *typed.values()])


def _year_headers(raw: RawTable, schema: TableSchema, findings: TableFindings) -> set[str]:
    """Return the headers that are years, with one finding that says how years are given."""
    if "year" not in schema.by_name:
        return set()
    years = [name for name in raw.frame.columns if re.fullmatch(r"(19|20|21)\d\d(\.0)?", name)]
    if years:
        amount = next(column.name for column in schema.columns if column.kind == NUMBER)
        findings.add(
            "years_as_columns",
            years=", ".join(years),
            amount=amount,
            line=1,
            column="year",
            value=years[0],
        )
    return set(years)


def _find_column(schema: TableSchema, name: str, findings: TableFindings) -> Column | None:
    """Return the declaration of a header, or None with a finding when there is none.

    *regions* may have columns of its own: a grouping of regions, which is a level.
    """
    column = schema.find_column(name)
    if column is not None:
        return column
    if schema.name != "regions":
        problem = _unknown_column(schema, name)
    elif _may_be_grouping(schema, name):
        return Column(name, TEXT, "groepering", "grouping")
    elif name.startswith("_"):
        problem = message("grouping_with_underscore", name=name)
    elif name in FIXED_LEVELS:
        problem = message("grouping_named_as_level", name=name)
    else:
        problem = _unknown_column(schema, name)
    findings.add(problem, line=1, column=name, value=name)
    return None


def _may_be_grouping(schema: TableSchema, name: str) -> bool:
    """Return True for a header of *regions* that can name a grouping.

    A header that differs from a declared column in its capitals only is a typing error.
    """
    if not name or name != name.strip() or name.startswith("_"):
        return False
    if name in (*FIXED_LEVELS, "level", "area", "year"):
        return False
    near = nearest(name, [column.name for column in schema.columns])
    return near is None or name.casefold() != near.casefold()


def _unknown_column(schema: TableSchema, name: str) -> Message:
    """Return the message for a header that the table does not declare."""
    known = hint(name, schema.by_name)
    if not known and name.endswith(("_low", "_high")):
        known = hint(name.rsplit("_", 1)[0], schema.by_name)
    return message(
        "unknown_column" if name else "column_without_name",
        name=name,
        table=schema.name,
        hint=known,
        columns=", ".join(schema.by_name),
    )


def typed_column(
    raw: RawTable, column: Column, cells: pl.Series, findings: TableFindings
) -> pl.Series:
    """Return the values of a column, parsed once per distinct cell.

    A refused cell becomes blank, with a finding for each row that has it.
    """
    if cells.null_count() == len(cells):
        return pl.Series(column.name, [None] * len(cells), dtype=column.dtype)
    listed = cells.to_list()
    if cells.dtype == pl.String:
        listed = [(cell.strip() or None) if cell else None for cell in listed]
    values: dict[object, object] = {}
    reasons: dict[object, Message] = {}
    for cell in dict.fromkeys(listed):
        if cell is None or (isinstance(cell, float) and cell != cell):  # NaN is a blank
            continue
        value = (
            parse_value(cell, column, raw.decimal)
            if isinstance(cell, str)
            else parse_native(cell, column)
        )
        if isinstance(value, RefusedValue):
            reasons[cell] = value.message
        else:
            values[cell] = value
    if reasons:
        for row, cell in enumerate(listed):
            if cell in reasons:
                findings.add(reasons[cell], row=row, column=column.name, value=cell)
    return pl.Series(
        column.name,
        [values.get(cell) if cell is not None else None for cell in listed],
        dtype=column.dtype,
        strict=False,
    )
