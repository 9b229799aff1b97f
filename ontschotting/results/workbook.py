"""Writes results as a workbook: a sheet that says what it is, charts, and a sheet per table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.files.write import FullPrecisionFloat
from ontschotting.errors import QuestionError
from ontschotting.results.cell_formats import NUMBER_FORMATS, format_of
from ontschotting.results.workbook_charts import (
    WorkbookChart,
    charts_of_sheets,
    write_charts_sheet,
)
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.file_dates import file_date
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

_HEAD = {"bold": True, "bottom": 1, "bg_color": "#DCE6F1"}
_TEXT_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""
_WIDEST_COLUMN = 60
_A4 = 9
"""The number of the paper size A4 in Excel."""


def write_result(
    frames: Mapping[str, pl.DataFrame],
    path: Path,
    notes: Sequence[str],
    lang: str = "nl",
    charts: Mapping[str, Iterable[WorkbookChart]] | None = None,
) -> Path:
    """Write tables of results to a workbook; the file appears whole or not at all.

    Texts stay texts and numbers keep their digits: only their formats round.

    Args:
        frames: What stands on each sheet, by the sheet's name
        path: Where the workbook goes; must end in `.xlsx`
        notes: What the reader must know: the finding with its reservation, and where it comes from
        lang: `nl` or `en`
        charts: The native charts of a sheet, by the sheet's name

    Raises:
        QuestionError: For another suffix.
    """
    import xlsxwriter

    if path.suffix.casefold() != ".xlsx":
        raise QuestionError(problem("must_end_in_xlsx", question="write", path=path))
    with atomic_path(path) as temporary, xlsxwriter.Workbook(str(temporary), _TEXT_OPTIONS) as book:
        book.set_properties({"created": file_date()})
        formats = {
            key: book.add_format({"num_format": code}) for key, code in NUMBER_FORMATS.items()
        }
        formats["head"] = book.add_format({**_HEAD, "text_wrap": True, "valign": "top"})
        words = texts("workbooks", lang)
        about_sheet = book.add_worksheet(words["about_sheet"])
        sheet_charts = charts_of_sheets(frames, charts or {}, lang)
        charts_sheet = book.add_worksheet(words["charts_sheet"]) if sheet_charts else None
        for name, frame in frames.items():
            _write_table(book.add_worksheet(name[:31]), frame, formats)
        _write_about(book, about_sheet, frames, notes, lang)
        if charts_sheet is not None:
            write_charts_sheet(book, charts_sheet, sheet_charts, formats, lang)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(_A4)
            sheet.fit_to_pages(1, 0)
    return path


def _write_table(sheet: Any, frame: pl.DataFrame, formats: Mapping[str, Any]) -> None:
    """Write a frame to a sheet, with a fixed heading and a filter."""
    for position, column in enumerate(frame.get_columns()):
        sheet.write_string(0, position, column.name, formats["head"])
        widest = _write_column(sheet, position, column, _cell_formats(frame, column), formats)
        sheet.set_column(position, position, min(_WIDEST_COLUMN, widest))
    sheet.freeze_panes(1, 1 if frame.width > 4 else 0)
    if frame.height:
        sheet.autofilter(0, 0, frame.height, max(0, frame.width - 1))
    sheet.repeat_rows(0)


def _cell_formats(frame: pl.DataFrame, column: pl.Series) -> list[str]:
    """Return the format of each number of a column: that of its unit, or that of the column."""
    usual = format_of(column)
    if column.name != "value" or "unit" not in frame.columns:
        return [usual] * frame.height
    by_unit = {"eur": "money", "share": "share"}
    return [by_unit.get(str(unit), usual) for unit in frame["unit"].to_list()]


def _write_column(
    sheet: Any,
    position: int,
    column: pl.Series,
    cell_formats: Sequence[str],
    formats: Mapping[str, Any],
) -> int:
    """Write the values of a column below its heading; return the width of the widest."""
    widest = len(column.name) + 3
    for row, value in enumerate(column.to_list(), start=1):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, position, value)
        elif isinstance(value, float) and not math.isfinite(value):
            sheet.write_string(row, position, _infinite_as_text(value), formats["text"])
        elif isinstance(value, int | float):
            exact = FullPrecisionFloat(value) if isinstance(value, float) else value
            sheet.write_number(row, position, exact, formats[cell_formats[row - 1]])
            widest = max(widest, len(f"{value:,.0f}") + 4)
        else:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            if text:
                sheet.write_string(row, position, text[:_LONGEST_TEXT], formats["text"])
            widest = max(widest, min(_WIDEST_COLUMN, len(text) + 2))
    return widest


def _infinite_as_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return "∞" if value > 0 else "-∞"


def _write_about(
    book: Workbook, sheet: Any, frames: Mapping[str, pl.DataFrame], notes: Sequence[str], lang: str
) -> None:
    """Write what the workbook is, and what is on each sheet."""
    words, wrap = (
        texts("workbooks.about", lang),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    head = book.add_format(_HEAD)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 90, wrap)
    sheet.write_string(0, 0, words["title"], book.add_format({"bold": True, "font_size": 15}))
    line = 2
    for note in filter(None, notes):
        sheet.merge_range(line, 0, line, 2, "", wrap)
        sheet.write_string(line, 0, note, wrap)
        sheet.set_row(line, 15.5 * (1 + len(note) // 115))
        line += 1
    line += 1
    for column, word in enumerate(("sheet", "rows", "columns")):
        sheet.write_string(line, column, words[word], head)
    for row, (name, frame) in enumerate(frames.items(), start=line + 1):
        columns = ", ".join(frame.columns)
        sheet.write_url(row, 0, f"internal:'{name[:31]}'!A1", string=name[:31])
        sheet.write_number(row, 1, frame.height)
        sheet.write_string(row, 2, columns, wrap)
        sheet.set_row(row, 15.5 * (1 + len(columns) // 95))
