"""Writes findings as comments into a copy of the analyst's workbook."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontschotting.case.files.open_workbook import cells_in_use
from ontschotting.case.files.read import read_case
from ontschotting.errors import ERROR, CaseError, Finding, QuestionError
from ontschotting.support.arguments import checked_path
from ontschotting.support.atomic_files import atomic_path
from ontschotting.words.catalogue import check_lang, texts
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # openpyxl is heavy: loaded when a workbook is annotated
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FINDINGS_SHEET = "_bevindingen"
"""The sheet that lists all findings. Its name begins with `_`, so that reading passes it over."""

MARK = "[ontschotting check]"
"""The first line of what a check adds to a comment; the analyst's own comment stays above it, and a
next check removes what stands below.
"""

_HEADERS = {
    "severity": 22,
    "sheet": 16,
    "cell": 12,
    "found": 24,
    "remedy": 100,
}
"""The columns of the sheet of findings, with their widths in characters."""


def annotate(path: str | Path, out: str | Path, lang: str = "nl") -> tuple[Finding, ...]:
    """Check a workbook, write a copy with the findings in it, and return the findings.

    Each finding is a comment on its cell, and a new sheet lists them all. Comments of an earlier
    check are removed first, so a copy can be corrected and checked again. Values, formulas,
    formats, lists, widths, charts and pictures stay as they were. What openpyxl does not know is
    lost in the copy: text boxes and shapes, slicers, the size of comment boxes, and the computed
    value of a formula until Excel opens the copy.

    Args:
        path: The workbook of the analyst (.xlsx or .xlsm); it is never written to
        out: The copy, with the same extension
        lang: `nl` or `en`: the language of the comments

    Raises:
        QuestionError: The workbook cannot be read, or the copy would replace it.

    Examples:
        >>> import ontschotting as on
        >>> path = on.load_case("two-villages").write("my-case.xlsx")
        >>> on.annotate(path, "my-case-with-findings.xlsx")
        ()
    """
    # openpyxl is heavy: loaded when a workbook is annotated
    import openpyxl

    check_lang(lang)
    source, target = checked_path("annotate", path), checked_path("annotate", out)
    _check_paths(source, target)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            findings = read_case(source).findings
    except CaseError as error:
        findings = error.findings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what is lost, as the docstring does
        book = openpyxl.load_workbook(
            source, keep_vba=source.suffix.casefold() == ".xlsm", rich_text=True
        )
    _remove_earlier_check(book)
    _add_comments(book, findings, lang)
    _add_findings_sheet(book, findings, lang)
    with atomic_path(target) as temporary:
        book.save(temporary)
    return findings


def _check_paths(source: Path, target: Path) -> None:
    """Refuse what is no workbook, and a copy that would replace it."""
    if source.suffix.casefold() not in (".xlsx", ".xlsm"):
        raise QuestionError(problem("no_workbook_to_annotate", source=source))
    if source.suffix.casefold() != target.suffix.casefold():
        raise QuestionError(problem("copy_of_other_kind", target=target, suffix=source.suffix))
    if not source.exists():
        raise QuestionError(problem("no_workbook_there", source=source))
    if target.exists() and target.samefile(source):
        raise QuestionError(problem("copy_is_the_workbook", target=target))


def _remove_earlier_check(book: Workbook) -> None:
    """Remove the comments and the sheet that an earlier check added."""
    if FINDINGS_SHEET in book.sheetnames:
        del book[FINDINGS_SHEET]
    for sheet in book.worksheets:
        for cell in cells_in_use(sheet):
            if cell.comment is not None and MARK in cell.comment.text:
                own_text = cell.comment.text.split(MARK)[0].rstrip()
                cell.comment = _comment(own_text, cell.comment.author) if own_text else None


def _add_comments(book: Workbook, findings: Sequence[Finding], lang: str) -> None:
    """Add one comment per cell with all findings on it, below the analyst's own comment."""
    findings_at: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        sheet = _sheet_name(book, finding)
        if sheet is not None and finding.cell is not None:
            findings_at.setdefault((sheet, finding.cell), []).append(finding)
    for (sheet, address), of_cell in findings_at.items():
        cell = _first_of_merged(book[sheet], book[sheet][address])
        own = cell.comment
        own_text = f"{own.text.rstrip()}\n\n" if own is not None else ""
        messages = "\n".join(
            f"{_severity(finding, lang)}: {finding.message_in(lang)}" for finding in of_cell
        )
        author = own.author if own is not None else "ontschotting"
        cell.comment = _comment(f"{own_text}{MARK}\n{messages}", author)


def _comment(text: str, author: str | None) -> Any:
    """Return a comment in a box that is large enough for its text."""
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // 46 for line in text.splitlines())
    return Comment(text, author or "", height=30 + 18 * lines, width=340)


def _add_findings_sheet(book: Workbook, findings: Sequence[Finding], lang: str) -> None:
    """Add a sheet with all findings, each with a link to its cell."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(FINDINGS_SHEET, 0)
    words = texts("template", lang)
    for column, (header, width) in enumerate(_HEADERS.items(), start=1):
        cell = sheet.cell(1, column, words[header])
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
        sheet.column_dimensions[cell.column_letter].width = width
    for line, finding in enumerate(findings, start=2):
        _write_finding(sheet, line, finding, _sheet_name(book, finding), lang)
    if not findings:
        sheet.cell(2, 1, words["no_findings"])
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    book.active = 0
    for tab in book.worksheets[1:]:
        tab.sheet_view.tabSelected = False


def _write_finding(
    sheet: Worksheet, line: int, finding: Finding, table_sheet: str | None, lang: str
) -> None:
    """Write one finding on a line, with a link when its sheet is in the workbook."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.hyperlink import Hyperlink

    values = (
        _severity(finding, lang),
        table_sheet or finding.table,
        finding.cell if table_sheet else None,
        finding.value,
        finding.message_in(lang),
    )
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(line, column)
        cell.value, cell.alignment = value, Alignment(wrap_text=True, vertical="top")
        cell.data_type = "s" if value is not None else "n"  # never a formula
    if table_sheet is not None and finding.cell is not None:
        link = sheet.cell(line, 3)
        location = f"'{table_sheet}'!{finding.cell}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=location)
        link.style = "Hyperlink"


def _severity(finding: Finding, lang: str) -> str:
    """Return the word for an error or a warning."""
    return texts("template", lang)["error" if finding.severity == ERROR else "warning"]


def _sheet_name(book: Workbook, finding: Finding) -> str | None:
    """Return the name of the sheet that a finding is about as the workbook has it, or None."""
    return next((name for name in book.sheetnames if name.strip() == finding.table), None)


def _first_of_merged(sheet: Any, cell: Any) -> Any:
    """Return the cell that can hold a comment: of merged cells only the first can."""
    for block in sheet.merged_cells.ranges:
        if cell.coordinate in block:
            return sheet.cell(block.min_row, block.min_col)
    return cell
