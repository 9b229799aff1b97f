"""Makes a raw table of rows of texts, of which the first is the header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from ontschotting.case.tables.findings import Findings, TableFindings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.support.suggestions import nearest

HEADER_WITHIN = 20
"""The header is looked for in this many rows."""

IsHeader = Callable[[str], bool]
"""Whether a cell names a column that is read."""


def is_header_of_table(table: str) -> IsHeader:
    """Return which cells name a column of a table of a case."""
    known = TABLES[table].by_name if table in TABLES else {}
    return lambda cell: cell.strip() in known


def raw_from_rows(
    origin: TableOrigin,
    rows: list[tuple[int, list[str]]],
    findings: Findings,
    decimal: str = ".",
    is_header: IsHeader | None = None,
) -> RawTable:
    """Return rows of texts as a raw table.

    Args:
        origin: The file or sheet
        rows: The line and the cells of each row that is not blank; the first is the header
        findings: Collects what is wrong
        decimal: The decimal sign of the texts
        is_header: Which cells name a column; by default the columns of the table of a case
    """
    if not rows:
        findings.of_table(origin).add("empty_table")
        return RawTable(origin.table, origin, pl.DataFrame(), decimal)
    if is_header is None and not _has_header(origin.table, rows):
        schema, filled = TABLES[origin.table], [cell for cell in rows[0][1] if cell.strip()]
        findings.of_table(origin).add(
            "no_header",
            found=", ".join(filled),
            columns=", ".join(schema.by_name),
            line=rows[0][0],
            value=filled[0],
        )
        return RawTable(origin.table, origin, pl.DataFrame(), decimal)
    rows = _from_header_on(origin, rows, findings, is_header or is_header_of_table(origin.table))
    cells = _without_blank_columns([row for _, row in rows])
    header, body = [cell.strip() for cell in cells[0]], cells[1:]
    origin = replace(origin, columns=tuple(header), lines=tuple(line for line, _ in rows[1:]))
    table_findings = findings.of_table(origin)
    _report_repeated_headers(header, table_findings)
    _report_lengths(header, body, table_findings)
    columns: dict[str, list[str | None]] = {}
    for position, name in enumerate(header):
        values = [row[position] if position < len(row) else None for row in body]
        if not name and all(value is None or not value.strip() for value in values):
            continue  # a column that was left free, as in the template
        columns.setdefault(name, values)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return RawTable(origin.table, origin, frame, decimal)


def _has_header(table: str, rows: list[tuple[int, list[str]]]) -> bool:
    """Return whether any of the first rows names a column of the table, or comes near to one."""
    if table not in TABLES:
        return True
    known = TABLES[table].by_name
    named = (
        cell.strip() in known or nearest(cell, known, cutoff=0.8) is not None
        for _, row in rows[:HEADER_WITHIN]
        for cell in row
    )
    return any(named)


def _from_header_on(
    origin: TableOrigin,
    rows: list[tuple[int, list[str]]],
    findings: Findings,
    is_header: IsHeader,
) -> list[tuple[int, list[str]]]:
    """Return the rows from the header on; a finding says so when lines stand above it.

    The header is looked for where the first row names no column of the table.
    """
    for position, (line, row) in enumerate(rows[:HEADER_WITHIN]):
        named = sum(map(is_header, row))
        if position == 0 and named:
            return rows
        if named > 1:
            findings.of_table(origin).add(
                "header_not_first",
                header_line=line,
                line=rows[0][0],
                value=next(cell for cell in rows[0][1] if cell.strip()),
            )
            return rows[position:]
    return rows


def _without_blank_columns(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without columns at the end that have no header and no values.

    Rows that are longer than the header are left as they are, and so is everything then.
    """
    width = len(rows[0])
    if any(len(row) > width for row in rows):
        return rows
    while width and not any(len(row) >= width and row[width - 1].strip() for row in rows):
        width -= 1
    return [row[:width] for row in rows]


def _report_repeated_headers(header: list[str], findings: TableFindings) -> None:
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        findings.add(
            "repeated_column",
            name=name,
            count=header.count(name),
            line=1,
            column=name,
            value=name,
        )


def _report_lengths(header: list[str], body: list[list[str]], findings: TableFindings) -> None:
    """Add a finding for each row that has more or fewer cells than the header."""
    for number, row in enumerate(body):
        extra = [cell for cell in row[len(header) :] if cell.strip()]
        if extra:
            findings.add(
                "too_many_cells",
                count=len(row),
                columns=len(header),
                row=number,
                value=extra[0],
            )
        elif len(row) < len(header):
            findings.add(
                "too_few_cells",
                count=len(row),
                columns=len(header),
                row=number,
            )
