"""Writes findings back as comments on the cells of a copy of the analyst's workbook."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontschotting.case.files.read import read_case
from ontschotting.errors import ERROR, CaseError, Finding, QuestionError
from ontschotting.support.atomic_files import atomic_path

if TYPE_CHECKING:  # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.workbook import Workbook

LIST = "_bevindingen"
"""The sheet with all findings in a row. Its name begins with `_`, so that the copy can be read as a
case again.
"""

MARK = "[ontschotting check]"
"""What every comment begins with; the analyst's own comment stays above it, and a next check takes
away what stands below.
"""

_HEADS = (
    "ernst / severity",
    "tabblad / sheet",
    "cel / cell",
    "gevonden / found",
    "wat te doen / what to do",
)


def annotate(path: str | Path, out: str | Path) -> tuple[Finding, ...]:
    """Check a workbook and write a copy with every finding as a comment on its cell, and a sheet
    that lists them; gives the findings.

    Comments of an earlier check are taken away first, so a copy can be corrected and checked again.
    Values, formulas, formats, lists, widths, charts and pictures stay as they were; what openpyxl
    does not know (text boxes and shapes, slicers, the size of comment boxes, the last worked-out
    value of a formula until Excel opens the copy) is lost in the copy.

    Args:
        path: The workbook of the analyst (.xlsx or .xlsm); it is never written to
        out: The copy, with the same extension

    Raises:
        QuestionError: When the workbook cannot be read or the copy would take its place.
    """
    # openpyxl is heavy: loaded when a workbook is annotated
    import openpyxl

    source, target = Path(path), Path(out)
    if source.suffix.casefold() not in (".xlsx", ".xlsm"):
        raise QuestionError(
            f"annotate | '{path}' is no .xlsx or .xlsm workbook. Save it as .xlsx first; findings"
            " on CSV files stand in the list that check prints."
        )
    if source.suffix.casefold() != target.suffix.casefold():
        raise QuestionError(
            f"annotate | the copy '{out}' must end in {source.suffix}, like the workbook itself."
        )
    if not source.exists():
        raise QuestionError(f"annotate | there is no workbook at '{path}'.")
    if target.exists() and target.samefile(source):
        raise QuestionError(
            f"annotate | '{out}' is the workbook itself, which is never written over. Name another"
            " file."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            findings = read_case(source).findings
    except CaseError as error:
        findings = error.findings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it leaves out; so does the text above
        book = openpyxl.load_workbook(
            source, keep_vba=source.suffix.casefold() == ".xlsm", rich_text=True
        )
    _clean(book)
    _comment(book, findings)
    _list(book, findings)
    with atomic_path(target) as temporary:
        book.save(temporary)
    return findings


def _clean(book: Workbook) -> None:
    """Take away what an earlier check left."""
    if LIST in book.sheetnames:
        del book[LIST]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and MARK in cell.comment.text:
                    kept = cell.comment.text.split(MARK)[0].rstrip()
                    cell.comment = _box(kept, cell.comment.author) if kept else None


def _comment(book: Workbook, findings: Sequence[Finding]) -> None:
    """One comment per cell, with all that was found there, below what already stood there."""
    at: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        name = _sheet(book, finding)
        if name is not None and finding.cell is not None:
            at.setdefault((name, finding.cell), []).append(finding)
    for (name, address), here in at.items():
        cell = book[name][address]
        cell = _first_of_merged(book[name], cell)
        own = cell.comment
        told = "\n".join(f"{_severity(one)}: {one.message}" for one in here)
        text = f"{own.text.rstrip()}\n\n" if own is not None else ""
        cell.comment = _box(
            f"{text}{MARK}\n{told}", own.author if own is not None else "ontschotting"
        )


def _box(text: str, author: str | None) -> Any:
    """A comment in a box that its text fits in."""
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // 46 for line in text.splitlines())
    return Comment(text, author or "", height=30 + 18 * lines, width=340)


def _list(book: Workbook, findings: Sequence[Finding]) -> None:
    """All findings on one sheet, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(LIST, 0)
    for column, (head, width) in enumerate(
        zip(_HEADS, (22, 16, 12, 24, 100), strict=True), start=1
    ):
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill = (
            Font(name="Calibri", size=11, bold=True),
            PatternFill("solid", fgColor="DCE6F1"),
        )
        sheet.column_dimensions[cell.column_letter].width = width
    for line, finding in enumerate(findings, start=2):
        name = _sheet(book, finding)
        shown = (
            _severity(finding),
            name or finding.table,
            finding.cell if name else None,
            finding.value,
            finding.message,
        )
        for column, value in enumerate(shown, start=1):
            cell = sheet.cell(line, column)
            cell.value, cell.alignment = value, Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s" if value is not None else "n"  # never a formula
        if name is not None and finding.cell is not None:
            link = sheet.cell(line, 3)
            link.hyperlink, link.style = (
                Hyperlink(ref=link.coordinate, location=f"'{name}'!{finding.cell}"),
                "Hyperlink",
            )
    if not findings:
        sheet.cell(2, 1, "geen bevindingen / no findings")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr = (
        "landscape",
        PageSetupProperties(fitToPage=True),
    )
    sheet.page_setup.fitToHeight = 0
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _severity(finding: Finding) -> str:
    return "fout / error" if finding.severity == ERROR else "waarschuwing / warning"


def _sheet(book: Workbook, finding: Finding) -> str | None:
    """The name of the sheet that a finding is about, as it stands in the workbook.

    None when there is none.
    """
    return next((name for name in book.sheetnames if name.strip() == finding.table), None)


def _first_of_merged(sheet: Any, cell: Any) -> Any:
    """The cell itself, or the first of the merged cells that it is part of.

    Only that one can hold a comment.
    """
    for block in sheet.merged_cells.ranges:
        if cell.coordinate in block:
            return sheet.cell(block.min_row, block.min_col)
    return cell
