"""Reads the sheets of a workbook as rows of texts, with a list of what has no clear value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ontschotting.case.files.open_workbook import cells_in_use, open_workbook
from ontschotting.support.numerics import clear_text

if TYPE_CHECKING:  # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

FAR = 1000
"""A cell that stands more rows or columns than this from all others is refused: it was filled by
accident, and a table that reaches so far cannot be meant.
"""


@dataclass(frozen=True, order=True)
class RefusedCell:
    """A cell of a sheet that has no value of its own.

    Attributes:
        line: Counted from 1
        column: Counted from 0
        code: Of the finding
        content: What stands there
    """

    line: int
    column: int
    code: str
    content: str


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As it stands on its tab
        rows: The line and the texts of each row that is not blank, from column `first_column` on
        first_column: The first column in use, counted from 0
        refused: The cells that have no value of their own, in order
        hidden: The workbook does not show the sheet
        hidden_lines: The lines of filled rows that the workbook does not show
        hidden_columns: The letters of filled columns that the workbook does not show
    """

    name: str
    rows: list[tuple[int, list[str]]]
    first_column: int
    refused: tuple[RefusedCell, ...]
    hidden: bool
    hidden_lines: tuple[int, ...]
    hidden_columns: tuple[str, ...]


def read_sheets(path: Path, skip: frozenset[str]) -> list[Sheet]:
    """Return every sheet, but not those to skip and those whose name starts with `_`.

    Args:
        path: The workbook
        skip: Names of sheets in lower case

    Raises:
        QuestionError: The file is no workbook that can be read.
    """
    book = open_workbook(path, worked_out=False)
    sheets = [
        sheet
        for sheet in book.worksheets
        if not sheet.title.strip().startswith("_") and sheet.title.strip().casefold() not in skip
    ]
    has_formulas = any(cell.data_type == "f" for sheet in sheets for cell in _filled(sheet))
    values = open_workbook(path, worked_out=True) if has_formulas else None
    # XlsxWriter stores 0 for every formula and asks Excel to work them out when it opens the file.
    is_stale = bool(book.calculation is not None and book.calculation.fullCalcOnLoad)
    return [
        _read_sheet(sheet, None if values is None else values[sheet.title], is_stale)
        for sheet in sheets
    ]


def _read_sheet(sheet: Worksheet, values: Worksheet | None, is_stale: bool) -> Sheet:
    """Return a sheet as texts.

    Args:
        sheet: With formulas
        values: With the stored values of the formulas; None when the workbook has no formulas
        is_stale: The stored values are to be worked out again
    """
    # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.utils.cell import coordinate_to_tuple

    texts: dict[tuple[int, int], str] = {}
    refused: list[RefusedCell] = []
    for cell in _filled(sheet):
        line, column = coordinate_to_tuple(cell.coordinate)
        is_formula = cell.data_type == "f"
        stored = values.cell(line, column) if values and is_formula else cell
        problem = _problem(stored, is_formula=is_formula, is_stale=is_stale)
        if problem is not None:
            refused.append(RefusedCell(line, column - 1, *problem))
        texts[line, column - 1] = "" if problem else _text(stored.value)
    far = _far_cells(texts)
    refused += [RefusedCell(*place, "cell_far_away", texts[place]) for place in far]
    texts = {place: text for place, text in texts.items() if place not in far}
    refused += _merged(sheet, texts)
    rows, first_column = _rows(texts)
    lines = {line for line, _ in rows}
    return Sheet(
        name=sheet.title,
        rows=rows,
        first_column=first_column,
        refused=tuple(sorted(refused)),
        hidden=sheet.sheet_state != "visible",
        hidden_lines=tuple(
            sorted(
                row
                for row, shape in sheet.row_dimensions.items()
                if (shape.hidden or shape.height == 0) and row in lines
            )
        ),
        hidden_columns=tuple(_hidden_columns(sheet, texts)),
    )


def _hidden_columns(sheet: Worksheet, texts: Mapping[tuple[int, int], str]) -> Iterator[str]:
    """Yield the letters of the filled columns that are not shown; one shape may span several."""
    # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.utils import get_column_letter

    shapes = [
        shape for shape in sheet.column_dimensions.values() if shape.hidden or shape.width == 0
    ]
    for column in sorted({column + 1 for (_, column), text in texts.items() if text.strip()}):
        if any((shape.min or 1) <= column <= (shape.max or 0) for shape in shapes):
            yield get_column_letter(column)


def _filled(sheet: Worksheet) -> Iterator[Cell | MergedCell]:
    """Yield the cells that hold something, not only a format."""
    for cell in cells_in_use(sheet):
        if cell.value is not None or cell.data_type == "f":
            yield cell


def _problem(
    stored: Cell | MergedCell, *, is_formula: bool, is_stale: bool
) -> tuple[str, str] | None:
    """Return the code of what is wrong with a cell, and its content; None when it has a value."""
    if stored.data_type == "e":
        return "error_in_cell", str(stored.value)
    if not is_formula:
        return None
    # A formula that gives an empty text is stored with the type of a text: that is a blank.
    no_value = stored.value is None and stored.data_type != "str"
    if no_value or (is_stale and stored.value in (0, "")):
        return "formula_not_worked_out", _text(stored.value)
    return None


def _text(value: object) -> str:
    """Return the value of a cell as a text that can be read in one way."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return clear_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)


def _far_cells(texts: Mapping[tuple[int, int], str]) -> set[tuple[int, int]]:
    """Return the cells that stand more than `FAR` rows or columns beyond all cells before them."""
    far: set[tuple[int, int]] = set()
    for axis in (0, 1):
        positions = sorted({place[axis] for place in texts})
        gap = next(
            (after for before, after in pairwise(positions) if after - before > FAR),
            None,
        )
        if gap is not None:
            far |= {place for place in texts if place[axis] >= gap}
    return far


def _merged(sheet: Worksheet, texts: Mapping[tuple[int, int], str]) -> list[RefusedCell]:
    """Return the first cell of each merged range that holds a value."""
    return [
        RefusedCell(merged.min_row, merged.min_col - 1, "merged_cell", merged.coord)
        for merged in sheet.merged_cells.ranges
        if texts.get((merged.min_row, merged.min_col - 1), "").strip()
    ]


def _rows(texts: Mapping[tuple[int, int], str]) -> tuple[list[tuple[int, list[str]]], int]:
    """Return the rows that are not blank, and the first column in use."""
    filled = [place for place, text in texts.items() if text.strip()]
    if not filled:
        return [], 0
    columns = [column for _, column in filled]
    first, last = min(columns), max(columns)
    by_line: dict[int, list[str]] = {}
    for line in sorted({line for line, _ in filled}):
        by_line[line] = [""] * (last - first + 1)
    for (line, column), text in texts.items():
        if line in by_line and first <= column <= last:
            by_line[line][column - first] = text
    return list(by_line.items()), first
