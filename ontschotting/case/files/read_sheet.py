"""Reads one sheet of a workbook as a raw table."""

from __future__ import annotations

from ontschotting.case.files.raw_from_rows import IsHeader, raw_from_rows
from ontschotting.case.files.workbook import Sheet
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin


def read_sheet(
    sheet: Sheet, findings: Findings, is_header: IsHeader | None = None
) -> RawTable | None:
    """Return a sheet as a raw table, or None for an empty sheet that a case does not need.

    Numbers keep their value; texts stay texts (`0363`).

    Args:
        sheet: The sheet
        findings: Collects what is wrong
        is_header: Which cells name a column; by default the columns of the table of a case
    """
    name = sheet.name.strip()
    if not sheet.rows and not sheet.refused and not (name in TABLES and TABLES[name].required):
        return None
    origin = TableOrigin("sheet", name, first_column=sheet.first_column)
    raw = raw_from_rows(origin, sheet.rows, findings, is_header=is_header)
    if name in TABLES or is_header is not None:
        _report(sheet, raw, findings)
    return raw


def _report(sheet: Sheet, raw: RawTable, findings: Findings) -> None:
    """Add a finding for each cell without a value, and a warning for what the sheet hides."""
    # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.utils import get_column_letter

    table_findings = findings.of_table(raw.origin)
    headers = raw.origin.columns
    for cell in sheet.refused:
        position = cell.column - sheet.first_column
        in_table = 0 <= position < len(headers)
        table_findings.add(
            cell.code,
            content=cell.content,
            line=cell.line,
            column=headers[position] if in_table else None,
            value=cell.content,
            cell=None if in_table else f"{get_column_letter(cell.column + 1)}{cell.line}",
        )
    if sheet.hidden:
        table_findings.warn("hidden_sheet")
    if sheet.hidden_columns:
        count, columns = len(sheet.hidden_columns), ", ".join(sheet.hidden_columns)
        table_findings.warn("hidden_columns", count=count, columns=columns, value=columns)
    if sheet.hidden_lines:
        lines = ", ".join(map(str, sheet.hidden_lines[:5]))
        more = "" if len(sheet.hidden_lines) <= 5 else ", …"
        table_findings.warn(
            "hidden_rows",
            count=len(sheet.hidden_lines),
            lines=lines + more,
            value=len(sheet.hidden_lines),
        )
