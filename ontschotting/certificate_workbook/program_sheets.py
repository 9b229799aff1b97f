"""Write the program of one regime on three sheets: its rows, columns and terms, with formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ontschotting.case.files.write import FullPrecisionFloat
from ontschotting.certificate_workbook.evaluation import evaluate
from ontschotting.certificate_workbook.program_tables import CertificateTables
from ontschotting.certificate_workbook.words import translate

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

FIRST = 4
"""Line of the first row below the headers of every sheet; the first line is 1."""

_HEADER_INDEX = FIRST - 2
"""The line of the headers as xlsxwriter counts, from 0."""

_ROWS = {
    "row": 7,
    "kind": 26,
    "what": 52,
    "lower": 16,
    "upper": 16,
    "price": 15,
    "used_price": 15,
    "activity": 17,
    "violation": 14,
    "contribution": 17,
}
"""Headers of the sheet of rows (A to J), with the width of the column."""

_COLUMNS = {
    "column": 8,
    "kind": 16,
    "what": 62,
    "weight": 9,
    "amount": 17,
    "most": 18,
    "charged": 16,
    "over": 16,
    "contribution": 17,
    "below_zero": 14,
}
"""Headers of the sheet of columns (A to J), with the width of the column."""

_TERMS_BY_ROW = {"row": 8, "column": 8, "coefficient": 17, "amount": 17, "product": 19}
"""Headers of the terms sorted by row (A to E of their sheet), with the width of the column."""

_TERMS_BY_COLUMN = {"column": 8, "row": 8, "coefficient": 17, "price": 15, "product": 17}
"""Headers of the terms sorted by column (G to K of their sheet), with the width of the column."""


@dataclass(frozen=True)
class SheetRange:
    """The lines of a sheet that hold rows, columns or terms.

    Attributes:
        sheet: The name of the sheet
        last: Its last line
    """

    sheet: str
    last: int

    def column(self, letter: str) -> str:
        """Return the cells of a column, as a formula on any sheet names them."""
        return f"'{self.sheet}'!${letter}${FIRST}:${letter}${self.last}"

    def cells(self, letter: str, lines: tuple[int, int]) -> str:
        """Return the cells of a column from one line to another, or nothing where there are none.

        Args:
            letter: The column
            lines: The first and the last line
        """
        first, last = lines
        return f"'{self.sheet}'!{letter}{first}:{letter}{last}" if last >= first else ""


class ProgramSheets:
    """The three sheets of one regime.

    Attributes:
        tables: The program of the regime
        evaluation: What its formulas give
        lang: `nl` or `en`
        rows: Where the rows stand
        columns: Where the columns stand
        terms: Where the terms stand
    """

    def __init__(
        self,
        book: Workbook,
        formats: dict[str, Any],
        name: str,
        tables: CertificateTables,
        lang: str,
    ) -> None:
        """Write the sheets.

        Args:
            book: The workbook
            formats: Its formats by name
            name: `current` or `lifted`, with which the names of the sheets begin
            tables: The program of the regime
            lang: `nl` or `en`
        """
        self.tables, self.evaluation, self.lang = tables, evaluate(tables), lang
        self._formats = formats
        self.rows, self.columns, self.terms = (
            SheetRange(
                f"{translate(name, lang)} {translate(f'sheet_{part}', lang)}",
                FIRST - 1 + frame.height,
            )
            for part, frame in (
                ("rows", tables.rows),
                ("columns", tables.columns),
                ("terms", tables.terms),
            )
        )
        self._write_rows(book.add_worksheet(self.rows.sheet))
        self._write_columns(book.add_worksheet(self.columns.sheet))
        self._write_terms(book.add_worksheet(self.terms.sheet))

    def _write_rows(self, sheet: Any) -> None:
        """Write each row: its bounds and price, and what it adds to the upper bound."""
        self._write_headers(sheet, "rows_note", _ROWS)
        evaluation = self.evaluation
        lines = _lines_of_terms(evaluation.terms_by_row["row"], self.tables.rows.height)
        for number, (row, kind, what, lower, upper, price) in enumerate(
            self.tables.rows.iter_rows()
        ):
            line = FIRST + number
            products = self.terms.cells("E", lines[number])
            size = f"MAX(1,SUMPRODUCT(ABS({products})))" if products else "1"
            wrong_sign = f'OR(AND(F{line}>0,E{line}=""),AND(F{line}<0,D{line}=""))'
            below = f'IF(D{line}="",0,D{line}-H{line})'
            above = f'IF(E{line}="",0,H{line}-E{line})'
            cells = _LineWriter(sheet, line, self._formats)
            cells.numbers(row)
            cells.texts(translate(f"kind_{kind}", self.lang), what)
            cells.inputs(lower, upper)
            cells.inputs(price, style="price_input")
            cells.formula(f"=IF({wrong_sign},0,F{line})", "price", evaluation.used_price[number])
            cells.formula(
                f"=SUM({products})" if products else "=0", "number", evaluation.activity[number]
            )
            cells.formula(f"=MAX(0,{below},{above})/{size}", "small", evaluation.violation[number])
            cells.formula(
                f"=IF(G{line}>0,G{line}*E{line},IF(G{line}<0,G{line}*D{line},0))",
                "number",
                evaluation.row_contribution[number],
            )
        sheet.autofilter(_HEADER_INDEX, 0, self.rows.last - 1, len(_ROWS) - 1)

    def _write_columns(self, sheet: Any) -> None:
        """Write each column: its weight and value, and what it adds to the upper bound."""
        self._write_headers(sheet, "columns_note", _COLUMNS)
        evaluation = self.evaluation
        lines = _lines_of_terms(evaluation.terms_by_column["column"], self.tables.columns.height)
        for number, (column, kind, what, weight, value, most) in enumerate(
            self.tables.columns.iter_rows()
        ):
            line = FIRST + number
            charges = self.terms.cells("K", lines[number])
            cells = _LineWriter(sheet, line, self._formats)
            cells.numbers(column)
            cells.texts(translate(f"kind_{kind}", self.lang), what)
            cells.numbers(weight, style="input")
            cells.inputs(value)
            cells.inputs(most, style="number")
            cells.formula(
                f"=SUM({charges})" if charges else "=0", "price", evaluation.charged[number]
            )
            cells.formula(f"=D{line}-G{line}", "price", evaluation.reduced_value[number])
            cells.formula(
                f"=MAX(0,H{line})*F{line}", "number", evaluation.column_contribution[number]
            )
            cells.formula(
                f"=MAX(0,-E{line})/MAX(1,ABS(E{line}))", "small", evaluation.below_zero[number]
            )
        sheet.autofilter(_HEADER_INDEX, 0, self.columns.last - 1, len(_COLUMNS) - 1)

    def _write_terms(self, sheet: Any) -> None:
        """Write the terms twice: by row with the values, and by column with the prices."""
        blank = {"": 3}
        self._write_headers(sheet, "terms_note", _TERMS_BY_ROW, blank, _TERMS_BY_COLUMN)
        second = len(_TERMS_BY_ROW) + len(blank)
        bold, evaluation = self._formats["bold"], self.evaluation
        sheet.write_string(_HEADER_INDEX - 1, 0, translate("by_row", self.lang), bold)
        sheet.write_string(_HEADER_INDEX - 1, second, translate("by_column", self.lang), bold)
        values = self.tables.columns["value"].to_list()
        for number, (row, column, coefficient) in enumerate(evaluation.terms_by_row.iter_rows()):
            line = FIRST + number
            cells = _LineWriter(sheet, line, self._formats)
            cells.numbers(row, column)
            cells.inputs(coefficient)
            cells.formula(
                f"=INDEX({self.columns.column('E')},B{line})", "number", values[column - 1]
            )
            cells.formula(f"=C{line}*D{line}", "number", evaluation.products[number])
        for number, (row, column, coefficient) in enumerate(evaluation.terms_by_column.iter_rows()):
            line = FIRST + number
            cells = _LineWriter(sheet, line, self._formats, second)
            cells.numbers(column, row)
            cells.inputs(coefficient)
            cells.formula(
                f"=INDEX({self.rows.column('G')},H{line})",
                "price",
                evaluation.used_price[row - 1],
            )
            cells.formula(f"=I{line}*J{line}", "price", evaluation.charges[number])

    def _write_headers(self, sheet: Any, note: str, *groups: dict[str, int]) -> None:
        """Write the note and the headers of a sheet, and set how it is shown and printed."""
        formats = self._formats
        sheet.write_string(0, 0, translate(note, self.lang), formats["soft"])
        sheet.set_row(_HEADER_INDEX, 31)
        headers = [header for group in groups for header in group.items()]
        for column, (header, width) in enumerate(headers):
            sheet.set_column(column, column, width)
            if header:
                header_format = formats["head" if header in ("kind", "what") else "head_right"]
                sheet.write_string(
                    _HEADER_INDEX, column, translate(header, self.lang), header_format
                )
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER_INDEX)
        sheet.freeze_panes(FIRST - 1, 3 if note != "terms_note" else 0)


class _LineWriter:
    """Writes the cells of one line from left to right."""

    def __init__(self, sheet: Any, line: int, formats: dict[str, Any], column: int = 0) -> None:
        self._sheet, self._index, self._formats = sheet, line - 1, formats
        self._column = column

    def numbers(self, *numbers: float, style: str | None = None) -> None:
        """Write numbers that need few digits."""
        cell_format = None if style is None else self._formats[style]
        for number in numbers:
            self._sheet.write_number(self._index, self._column, number, cell_format)
            self._column += 1

    def texts(self, *texts: str) -> None:
        """Write texts."""
        for text in texts:
            self._sheet.write_string(self._index, self._column, text)
            self._column += 1

    def inputs(self, *numbers: float | None, style: str = "input") -> None:
        """Write numbers with all their digits; of None the cell stays empty."""
        for number in numbers:
            if number is not None:
                self._sheet.write_number(
                    self._index, self._column, FullPrecisionFloat(number), self._formats[style]
                )
            self._column += 1

    def formula(self, formula: str, style: str, value: float) -> None:
        """Write a formula with what it gives."""
        self._sheet.write_formula(self._index, self._column, formula, self._formats[style], value)
        self._column += 1


def _lines_of_terms(sorted_numbers: pl.Series, count: int) -> Sequence[tuple[int, int]]:
    """Return the first and the last line of the terms of each row or column.

    Where one has no terms, the last line comes before the first.

    Args:
        sorted_numbers: The number of the row or column of each term, in the order of their sheet
        count: How many rows or columns there are
    """
    ends = np.searchsorted(sorted_numbers.to_numpy(), np.arange(1, count + 2))
    return [(FIRST + int(first), FIRST - 1 + int(last)) for first, last in pairwise(ends)]
