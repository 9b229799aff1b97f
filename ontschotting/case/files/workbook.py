"""Reads the sheets of a workbook as rows of texts, with a list of the cells that have no value."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import polars as pl

from ontschotting.errors import QuestionError

MAY_BE_NUMBER = "a text that may be a number"


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As it stands on its tab
        rows: Texts from line 1 and column `first_column` on
        first_column: The first column in use, counted from 0
        unreadable: Line, column (counted from 0) and what stands there, of each cell that holds an
            error, a formula without a value, or a text that may be a number
    """

    name: str
    rows: list[list[str]]
    first_column: int
    unreadable: tuple[tuple[int, int, str], ...]


def read_sheets(path: Path, skip: frozenset[str]) -> list[Sheet]:
    """Return every sheet, but not those to skip and those whose name starts with `_`.

    Args:
        path: The workbook
        skip: Names of sheets in lower case

    Raises:
        QuestionError: The file is no workbook.
    """
    import fastexcel

    try:
        book = fastexcel.read_excel(path)
        xml = _SheetXml(path)
        sheets = []
        for name in book.sheet_names:
            if name.strip().startswith("_") or name.strip().casefold() in skip:
                continue
            texts, wholes, numbers = (
                book.load_sheet(
                    name, header_row=None, skip_rows=0, dtypes=kind, skip_whitespace_tail_rows=False
                ).to_polars()
                for kind in ("string", "int", "float")
            )
            first, unreadable = xml.unreadable_cells(name)
            rows = _full_precision_rows(texts, wholes, numbers)
            sheets.append(
                Sheet(name, rows, first, (*unreadable, *_may_be_numbers(texts, wholes, first)))
            )
        return sheets
    except (
        fastexcel.FastExcelError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        KeyError,
        OSError,
    ) as error:
        raise QuestionError(
            f"case | '{path}' cannot be read as a workbook ({type(error).__name__}). Save it as"
            " .xlsx."
        ) from error


def _full_precision_rows(
    texts: pl.DataFrame, wholes: pl.DataFrame, numbers: pl.DataFrame
) -> list[list[str]]:
    """Return the rows as texts, with all digits of what is a number in the workbook.

    The text that fastexcel gives of a number has fewer digits than the number. A cell is a number,
    and no text that looks like one, when fastexcel can also give it as a whole number: it rounds a
    number off, and gives nothing for a text with a point.
    """
    columns = []
    for name in texts.columns:
        text = texts[name].fill_null("")
        decimal = text.str.contains(r"^[+-]?\d*\.\d+$|[eE][+-]?\d+$")
        if not decimal.any():
            columns.append(text.to_list())
            continue
        cells = zip(text, decimal, wholes[name], numbers[name], strict=True)
        columns.append(
            [
                repr(number) if is_decimal and whole is not None and number is not None else shown
                for shown, is_decimal, whole, number in cells
            ]
        )
    return [list(row) for row in zip(*columns, strict=True)]


def _may_be_numbers(
    texts: pl.DataFrame, wholes: pl.DataFrame, first: int
) -> list[tuple[int, int, str]]:
    """Return the cells with a text such as `1.234`: more than a thousand, or more than one."""
    cells = []
    for position, name in enumerate(texts.columns):
        mask = (
            texts[name].str.strip_chars().str.contains(r"^[+-]?\d{1,3}\.\d{3}$").fill_null(False)
            & wholes[name].is_null()
        )
        cells += [(row + 1, first + position, MAY_BE_NUMBER) for row in mask.arg_true().to_list()]
    return cells


class _SheetXml:
    """The XML of the sheets of an .xlsx: what fastexcel does not say of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part_of: dict[str, str] = {}
        if path.suffix.casefold() not in (".xlsx", ".xlsm"):
            return
        with zipfile.ZipFile(path) as archive:
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
        for element in workbook.iter():
            if element.tag.endswith("}sheet"):
                relation_id = next(
                    value for key, value in element.attrib.items() if key.endswith("}id")
                )
                target = targets[relation_id]
                self._part_of[str(element.get("name"))] = (
                    target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                )

    def unreadable_cells(self, sheet: str) -> tuple[int, list[tuple[int, int, str]]]:
        """Return the first column in use, and the cells with an error or an empty formula."""
        # xlsxwriter is heavy: loaded when a workbook is read
        from xlsxwriter.utility import xl_cell_to_rowcol

        if sheet not in self._part_of:
            return 0, []
        with zipfile.ZipFile(self._path) as archive:
            data = archive.read(self._part_of[sheet])
        columns = {
            xl_cell_to_rowcol(f"{letters.decode()}1")[1] for letters in set(_FILLED.findall(data))
        }
        unreadable = []
        for attributes, body in _ERROR_OR_FORMULA.findall(data):
            address, value = _ADDRESS.search(attributes), _VALUE.search(body)
            if address is None:
                continue
            if b't="e"' in attributes:
                problem = value[1].decode() if value else "an error"
            elif b"<f" in body and value is None and b't="str"' not in attributes:
                problem = "a formula that was not worked out"
            else:
                continue
            row, column = xl_cell_to_rowcol(address[1].decode())
            unreadable.append((row + 1, column, problem))
        return min(columns, default=0), unreadable


_FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)\d+"[^>]*>(?!</c>)')
_ERROR_OR_FORMULA = re.compile(
    rb'<c\b((?=[^>]*\bt="e")[^>]*|[^>]*(?=><f\b))(?<!/)>(.*?)</c>', re.DOTALL
)
_ADDRESS = re.compile(rb'\br="([A-Z]+\d+)"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")
