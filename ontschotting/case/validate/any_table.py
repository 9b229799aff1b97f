"""Checks that hold for any table: blanks, duplicates, references, margins, levels and areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.tables.columns import NUMBER
from ontschotting.case.tables.defaults import key_column
from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.case.validate.rows import cells_of, names_in, rows_not_in, rows_where
from ontschotting.case.validate.unknown_names import code_of_name, unknown_level, unknown_name
from ontschotting.errors import Finding
from ontschotting.words.messages import message


def check_blanks(
    schema: TableSchema, frame: pl.DataFrame, findings: TableFindings, parsed: Iterable[Finding]
) -> None:
    """Add a finding for a required table without rows, and for a blank where a value is needed.

    Args:
        schema: The declaration of the table
        frame: The typed table
        findings: Collects what is wrong
        parsed: The findings of parsing: those cells are blank, but not reported again
    """
    reported = {
        (finding.line, finding.column) for finding in parsed if finding.table == schema.name
    }
    # Without earmarks or budgets every stream gets a warning that it may pay for nothing or has no
    # money; a case without rows in the other required tables has no answer.
    may_be_empty = schema.name in ("earmarks", "budgets") or not schema.required
    if frame.is_empty() and not may_be_empty and not reported:
        findings.add("no_rows", meaning=schema)
    for column in schema.columns:
        # Where years stand as columns, one finding says so: their amounts are not blank.
        in_header = (1, column.name) in reported or (
            column.kind == NUMBER and (1, "year") in reported
        )
        if not column.required or in_header or not frame[column.name].null_count():
            continue
        for row in rows_where(frame, pl.col(column.name).is_null()):
            if (findings.origin.line(row), column.name) not in reported:
                findings.add(
                    "blank_value",
                    meaning=column,
                    row=row,
                    column=column.name,
                )


def check_duplicates(schema: TableSchema, frame: pl.DataFrame, findings: TableFindings) -> None:
    """Add a finding for each row whose key stands in an earlier row.

    Args:
        schema: The declaration of the table
        frame: The typed table
        findings: Collects what is wrong
    """
    if frame.height < 2:
        return
    keys = frame.select(key_column(name) for name in schema.key)
    if not keys.is_duplicated().any():
        return
    required = [
        column.name for column in schema.columns if column.required and column.name in schema.key
    ]
    repeated = (
        keys.with_row_index("_row")
        .drop_nulls(required)
        .with_columns(pl.col("_row").min().over(schema.key).alias("_first"))
        .filter(pl.col("_row") != pl.col("_first"))
    )
    for row, first, *values in repeated.select("_row", "_first", *schema.key).iter_rows():
        key = ", ".join(
            f"{name} {value}"
            for name, value in zip(schema.key, values, strict=True)
            if value is not None
        )
        findings.add(
            "duplicate_key",
            key=key,
            first_line=findings.origin.line(first),
            row=row,
            column=schema.key[0],
            value=values[0],
        )


def check_references(
    schema: TableSchema, tables: Mapping[str, pl.DataFrame], findings: TableFindings
) -> None:
    """Add a finding for each name that the table it refers to does not know.

    Args:
        schema: The declaration of the table
        tables: Every typed table
        findings: Collects what is wrong
    """
    frame = tables[schema.name]
    for column in () if frame.is_empty() else schema.columns:
        if column.refers_to is None or tables[column.refers_to].is_empty():
            continue
        key = TABLES[column.refers_to].key[0]
        known = names_in(tables[column.refers_to][key])
        rows = rows_not_in(frame[column.name], known)
        codes = code_of_name(column.refers_to, tables) if rows else {}
        table = findings.origin.name_of(column.refers_to)
        for row in rows:
            name = frame[column.name][row]
            findings.add(
                unknown_name(key, name, known, table, codes),
                row=row,
                column=column.name,
                value=name,
            )


def check_margins(schema: TableSchema, frame: pl.DataFrame, findings: TableFindings) -> None:
    """Add a finding where a low end lies above the value or the high end, or a high end below.

    Args:
        schema: The declaration of the table
        frame: The typed table
        findings: Collects what is wrong
    """
    names = set(frame.columns)
    for column in schema.columns:
        low, high = f"{column.name}_low", f"{column.name}_high"
        if not {low, high} & names:
            continue
        for end, condition, word in (
            (low, pl.col(low) > pl.col(column.name), "above"),
            (high, pl.col(high) < pl.col(column.name), "below"),
        ):
            for row in rows_where(frame, condition) if end in names else ():
                findings.add(
                    "margin_beyond_value",
                    end=frame[end][row],
                    word=message(f"margin_{word}"),
                    central=frame[column.name][row],
                    row=row,
                    column=end,
                    value=frame[end][row],
                )
        if {low, high} <= names:
            crossed = pl.col(column.name).is_null() & (pl.col(low) > pl.col(high))
            for row in rows_where(frame, crossed):
                findings.add(
                    "margin_reversed",
                    low=frame[low][row],
                    high=frame[high][row],
                    row=row,
                    column=low,
                    value=frame[low][row],
                )


def check_levels(frame: pl.DataFrame, levels: tuple[str, ...], findings: TableFindings) -> None:
    """Add a finding for each level that the case does not have, in a table without areas.

    Args:
        frame: The typed table
        levels: The levels of the case
        findings: Collects what is wrong
    """
    for row, level in enumerate(frame["level"]):
        if level is not None and level not in levels:
            findings.add(unknown_level(level, levels), row=row, column="level", value=level)


def check_areas(
    name: str,
    tables: Mapping[str, pl.DataFrame],
    levels: tuple[str, ...],
    findings: TableFindings,
) -> None:
    """Add a finding for each level that the case does not have, and each area not of its level.

    In *ceilings* and *limits* a blank area means each area of the level separately.

    Args:
        name: Name of the table
        tables: Every typed table
        levels: The levels of the case
        findings: Collects what is wrong
    """
    if tables["regions"].is_empty():  # no region can be known, which is told
        return
    reported = {
        (finding.line, finding.column) for finding in findings.collected if finding.table == name
    }
    known: dict[str, set[str]] = {}
    for row, (level, area) in enumerate(cells_of(tables[name], "level", "area")):
        if level is None:
            continue
        if level not in levels:
            findings.add(unknown_level(level, levels), row=row, column="level", value=level)
        elif level == "national":
            if area is not None:
                findings.add(
                    "area_on_national_row",
                    area=area,
                    row=row,
                    column="area",
                    value=area,
                )
        elif area is None:
            is_told = (findings.origin.line(row), "area") in reported
            if name not in ("ceilings", "limits") and not is_told:
                findings.add(
                    "blank_area",
                    level=level,
                    row=row,
                    column="area",
                )
        else:
            table, column = ("plans", "plan") if level == "plan" else ("regions", level)
            if level not in known:
                known[level] = set(names_in(tables[table][column]))
            if area not in known[level]:
                codes = code_of_name(table, tables) if level in ("region", "plan") else None
                message = unknown_name(
                    level, area, known[level], findings.origin.name_of(table), codes
                )
                findings.add(message, row=row, column="area", value=area)
