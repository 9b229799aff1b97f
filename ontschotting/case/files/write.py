"""Writes frames to a folder of CSV files or a workbook; text never becomes a formula."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path, move_into_place, staging_folder
from ontschotting.support.file_dates import file_date
from ontschotting.support.numerics import clear_text
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def write_folder(frames: Mapping[str, pl.DataFrame], folder: Path) -> Path:
    """Write each frame as `<name>.csv` (UTF-8, comma), and return the folder.

    Tables of an earlier case that are not among the frames are removed; other files stay.

    Args:
        frames: Tables by their name
        folder: Is made when it does not exist

    Raises:
        QuestionError: The folder is a file, or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise QuestionError(problem("file_for_a_folder", folder=folder))
    with staging_folder(folder, "write") as prepared:
        for name, frame in frames.items():
            _exact_texts(frame).write_csv(prepared / f"{name}.csv", quote_style="necessary")
        for name in frames:
            move_into_place(prepared / f"{name}.csv", folder / f"{name}.csv")
        for name in TABLES:
            if name not in frames:
                (folder / f"{name}.csv").unlink(missing_ok=True)
    return folder


def _exact_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in which a number is a short text that reads back to the same number."""
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                [None if number is None else clear_text(number) for number in column],
                dtype=pl.String,
            )
            if column.dtype == pl.Float64
            else column
            for column in frame.get_columns()
        ]
    )


def write_frames(frames: Mapping[str, pl.DataFrame], path: Path) -> Path:
    """Write each frame to a sheet of a workbook, and return its path.

    Texts stay texts (`0363`, `=1+1`), numbers keep their digits.

    Args:
        frames: Tables by the name of their sheet
        path: Ends in .xlsx

    Raises:
        QuestionError: The path does not end in .xlsx, or cannot be written to.
    """
    if path.suffix.casefold() != ".xlsx":
        raise QuestionError(problem("must_end_in_xlsx", question="write", path=path))
    with atomic_path(path) as temporary:
        _write_sheets(frames, temporary)
    return path


def _write_sheets(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Write each frame to a sheet of a new workbook."""
    # xlsxwriter is heavy: loaded when a workbook is written
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": file_date()})
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {
            "text": book.add_format({"num_format": "@"}),
            "money": book.add_format({"num_format": "#,##0"}),
            "whole": book.add_format({"num_format": "0"}),
        }
        for name, frame in frames.items():
            sheet = book.add_worksheet(name[:31])
            for position, column in enumerate(frame.get_columns()):
                sheet.write_string(0, position, column.name, head)
                _write_column(sheet, position, column, formats)
                sheet.set_column(position, position, min(60, _widest(column) + 2))
            sheet.freeze_panes(1, 0)
            if frame.height:
                sheet.autofilter(0, 0, frame.height, max(0, frame.width - 1))


def _widest(column: pl.Series) -> int:
    """Return the most characters in the header and the first 200 cells."""
    cells = column.head(200).drop_nulls().to_list()
    return max(len(str(value)) for value in (column.name, *cells))


def _write_column(
    sheet: Worksheet, position: int, column: pl.Series, formats: Mapping[str, Format]
) -> None:
    """Write the cells of a column below its header; a blank is no cell."""
    money = formats["money"] if column.name.endswith("_eur") else None
    for row, value in enumerate(column.to_list(), start=1):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, position, value)
        elif isinstance(value, int):
            sheet.write_number(row, position, value, formats["whole"])
        elif isinstance(value, float):
            sheet.write_number(row, position, FullPrecisionFloat(value), money)
        elif sheet.write_string(row, position, str(value), formats["text"]) != 0:
            raise QuestionError(
                problem("text_too_long_for_a_sheet", name=column.name, row=row, length=len(value))
            )


class FullPrecisionFloat(float):
    """A number that is written with every digit it has.

    xlsxwriter formats a number with sixteen digits, and some numbers need seventeen.
    """

    def __format__(self, _: str) -> str:
        return repr(float(self))
