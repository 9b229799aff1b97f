"""Reads one sheet of a workbook as a raw table."""

from __future__ import annotations

from ontschotting.case.files.raw_from_rows import raw_from_rows
from ontschotting.case.files.workbook import MAY_BE_NUMBER, Sheet
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin


def read_sheet(sheet: Sheet, findings: Findings) -> RawTable | None:
    """Return a sheet as a raw table, or None for an empty sheet that a case does not need.

    Numbers keep their value; texts stay texts (`0363`).

    Args:
        sheet: The sheet
        findings: Collects what is wrong
    """
    name = sheet.name.strip()
    rows = [
        (line, row)
        for line, row in enumerate(sheet.rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows and (name not in TABLES or not TABLES[name].required):
        return None
    origin = TableOrigin("sheet", name, first_column=sheet.first_column)
    raw = raw_from_rows(origin, rows, findings)
    _report_unreadable(sheet, raw, findings)
    return raw


def _report_unreadable(sheet: Sheet, raw: RawTable, findings: Findings) -> None:
    """Add a finding for each cell without a value, and each text that may be a number."""
    headers = raw.origin.columns
    table_findings = findings.of_table(raw.origin)
    for line, sheet_column, problem in sheet.unreadable:
        position = sheet_column - sheet.first_column
        header = headers[position] if 0 <= position < len(headers) else None
        if problem != MAY_BE_NUMBER:
            table_findings.add(
                f"{problem} stands where a value belongs. Correct the formula, or write the value"
                " itself.",
                line=line,
                column=header,
                value=problem,
            )
            continue
        column = TABLES[raw.name].find_column(header) if raw.name in TABLES and header else None
        if column is not None and column.is_number:
            text = sheet.rows[line - 1][position].strip()
            table_findings.add(
                f"'{text}' is a text that can be read in two ways. Write it as a number in the"
                " cell.",
                line=line,
                column=header,
                value=text,
            )
