"""Opens an .xlsx workbook, or says in words why it cannot be read."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ontschotting.errors import Problem, QuestionError
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".xlsm")
"""The workbooks that are read. Other kinds do not say of every cell what it holds."""

MOST_UNPACKED_BYTES = 500_000_000
"""A workbook is a zip file. One that unpacks to more than this is refused before it is unpacked."""

_OLD_WORKBOOK = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an .xls file, and of an .xlsx that is protected with a password."""


def open_workbook(path: Path, *, worked_out: bool) -> Workbook:
    """Return a workbook with its cells, merged ranges and hidden rows.

    Args:
        path: The workbook
        worked_out: Give the values that were stored for formulas, rather than the formulas

    Raises:
        QuestionError: The file is no workbook that can be read; the message says what it is.
    """
    # openpyxl is heavy: loaded when a workbook is read
    from openpyxl.reader.excel import ExcelReader

    _check_is_workbook(path)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts that it would lose in writing; here nothing is written
            warnings.simplefilter("ignore")
            reader = ExcelReader(path, data_only=worked_out, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl raises errors of every kind for a damaged file
        raise QuestionError(
            problem("workbook_not_readable", path=path, type=type(error).__name__, error=error)
        ) from error
    book = reader.wb
    if not book.worksheets:
        raise QuestionError(problem("workbook_without_sheets", path=path))
    # openpyxl leaves out a sheet whose part is not in the file
    lost = [sheet.name for sheet in reader.parser.sheets if sheet.name not in book.sheetnames]
    if lost:
        raise QuestionError(problem("workbook_without_part", path=path, sheets=", ".join(lost)))
    return book


def cells_in_use(sheet: Worksheet) -> Iterator[Cell | MergedCell]:
    """Yield the cells that exist in a sheet.

    openpyxl's own `iter_rows` makes every cell up to the last one, which are billions where one
    stray cell stands far away.
    """
    yield from sheet._cells.values()


def _check_is_workbook(path: Path) -> None:
    """Refuse what only has the name of a workbook, and what is too large to unpack."""
    try:
        with path.open("rb") as file:
            start = file.read(512)
        if start.startswith(_OLD_WORKBOOK):
            raise QuestionError(_old_or_protected(path))
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        looks_like = problem("holds_web_page_or_text") if start.lstrip()[:1] in (b"<", b"{") else ""
        raise QuestionError(
            problem("only_named_workbook", path=path, looks_like=looks_like)
        ) from error
    except OSError as error:
        raise QuestionError(
            problem("file_cannot_be_opened", path=path, problem=error.strerror or error)
        ) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise QuestionError(
            problem(
                "workbook_too_large",
                path=path,
                unpacked=unpacked / 1000000.0,
                most=MOST_UNPACKED_BYTES / 1000000.0,
            )
        )
    if any("\\" in name for name in names):
        raise QuestionError(problem("workbook_with_backslashes", path=path))


def _old_or_protected(path: Path) -> Problem:
    """Return the message for a file in the format of Excel 97, which also wraps encrypted files."""
    # A directory of such a file names its parts in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return problem("workbook_with_password", path=path)
    return problem("old_workbook", path=path)
