"""Reads the sheets of a workbook as rows of texts, each at its own line, with the cells that hold
no readable value named.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import polars as pl

from ontschotting.errors import QuestionError

DOUBTFUL = "a text that may be a number"


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    `rows` are texts from line 1 and column `first_column` on; `unreadable` are (line, column, what
    stands there), columns counted from 0.
    """

    name: str
    rows: list[list[str]]
    first_column: int
    unreadable: tuple[tuple[int, int, str], ...]


def read_sheets(path: Path, skip: frozenset[str]) -> list[Sheet]:
    """Every sheet that is not skipped (names folded) and does not start with `_`.

    Raises:
        QuestionError: When the file is no workbook.
    """
    import fastexcel

    try:
        book = fastexcel.read_excel(path)
        cells = _Cells(path)
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
            first, unreadable = cells.of(name)
            sheets.append(
                Sheet(
                    name,
                    _rows(texts, wholes, numbers),
                    first,
                    (*unreadable, *_doubtful(texts, wholes, first)),
                )
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


def _rows(texts: pl.DataFrame, wholes: pl.DataFrame, numbers: pl.DataFrame) -> list[list[str]]:
    """Texts, with all digits of what is a number in the workbook.

    The reader gives a number as text with fewer digits than it has. It tells a number from a text
    that looks like one by what it makes of them as a whole number: a number is cut off, a text with
    a point gives none.
    """
    columns = []
    for name in texts.columns:
        text = texts[name].fill_null("")
        decimal = text.str.contains(r"^[+-]?\d*\.\d+$|[eE][+-]?\d+$")
        if not decimal.any():
            columns.append(text.to_list())
            continue
        found = zip(
            text.to_list(),
            decimal.to_list(),
            wholes[name].to_list(),
            numbers[name].to_list(),
            strict=True,
        )
        columns.append(
            [
                repr(number) if known and whole is not None and number is not None else one
                for one, known, whole, number in found
            ]
        )
    return [list(row) for row in zip(*columns, strict=True)]


def _doubtful(texts: pl.DataFrame, wholes: pl.DataFrame, first: int) -> list[tuple[int, int, str]]:
    """Texts such as `1.234`, typed as text: a thousand or a little more than one."""
    found = []
    for position, name in enumerate(texts.columns):
        mask = (
            texts[name].str.strip_chars().str.contains(r"^[+-]?\d{1,3}\.\d{3}$").fill_null(False)
            & wholes[name].is_null()
        )
        found += [(row + 1, first + position, DOUBTFUL) for row in mask.arg_true().to_list()]
    return found


class _Cells:
    """What the reader does not tell.

    Where the cells of an .xlsx begin, and which hold an error or a formula that was never worked
    out.
    """

    def __init__(self, path: Path) -> None:
        self._parts: dict[str, str] = {}
        self._path = path
        if path.suffix.casefold() not in (".xlsx", ".xlsm"):
            return
        with zipfile.ZipFile(path) as archive:
            links = {
                one.get("Id"): str(one.get("Target"))
                for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            }
            for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
                if one.tag.endswith("}sheet"):
                    link = next(value for key, value in one.attrib.items() if key.endswith("}id"))
                    target = links[link]
                    self._parts[str(one.get("name"))] = (
                        target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                    )

    def of(self, sheet: str) -> tuple[int, tuple[tuple[int, int, str], ...]]:
        """The first column in use, and the unreadable cells of a sheet."""
        if sheet not in self._parts:
            return 0, ()
        with zipfile.ZipFile(self._path) as archive:
            data = archive.read(self._parts[sheet])
        filled = {_number(letters) for letters in set(_FILLED.findall(data))}
        found = []
        for attributes, body in _SUSPECT.findall(data):
            at = _AT.search(attributes)
            if at is None:
                continue
            is_error = b't="e"' in attributes
            worked_out = _VALUE.search(body)
            if is_error:
                found.append(
                    (
                        int(at[2]),
                        _number(at[1]),
                        worked_out[1].decode() if worked_out else "an error",
                    )
                )
            elif b"<f" in body and worked_out is None and b't="str"' not in attributes:
                found.append((int(at[2]), _number(at[1]), "a formula that was not worked out"))
        return min(filled, default=0), tuple(found)


_FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)\d+"[^>]*>(?!</c>)')
_SUSPECT = re.compile(rb'<c\b((?=[^>]*\bt="e")[^>]*|[^>]*(?=><f\b))(?<!/)>(.*?)</c>', re.DOTALL)
_AT = re.compile(rb'\br="([A-Z]+)(\d+)"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")


def _number(letters: bytes) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total - 1
