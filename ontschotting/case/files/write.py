"""Writes frames to a folder of CSV files or a workbook; text never becomes a formula."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path, move_into_place, staging_folder

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def write_folder(frames: Mapping[str, pl.DataFrame], folder: Path) -> Path:
    """Write each frame as `<name>.csv` (UTF-8, comma).

    Tables of an earlier case that are not among them are removed; other files stay.
    """
    if folder.exists() and not folder.is_dir():
        raise QuestionError(
            f"write | '{folder}' is a file. Name a folder, or a path that ends in .xlsx."
        )
    with staging_folder(folder, "write") as prepared:
        for name, frame in frames.items():
            _text(frame).write_csv(prepared / f"{name}.csv", quote_style="necessary")
        for name in frames:
            move_into_place(prepared / f"{name}.csv", folder / f"{name}.csv")
        for name in TABLES:
            if name not in frames:
                (folder / f"{name}.csv").unlink(missing_ok=True)
    return folder


def _text(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers as the shortest text that reads back to the same number.

    Yes and no as true and false.
    """
    columns = []
    for column in frame.get_columns():
        if column.dtype == pl.Float64:
            shown = [
                (
                    None
                    if value is None
                    else (
                        repr(int(value))
                        if value == int(value) and abs(value) < 1e15
                        else repr(value)
                    )
                )
                for value in column.to_list()
            ]
            column = pl.Series(column.name, shown, dtype=pl.String)
        columns.append(column)
    return pl.DataFrame(columns)


def write_frames(frames: Mapping[str, pl.DataFrame], path: Path) -> Path:
    """Write each frame to a sheet of a workbook.

    Texts stay texts (`0363`, `=1+1`), numbers keep their digits.
    """
    if path.suffix.casefold() != ".xlsx":
        raise QuestionError(f"write | '{path}' must end in .xlsx.")
    with atomic_path(path) as temporary:
        write_sheets(frames, temporary)
    return path


def write_sheets(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Write each frame to a sheet of a workbook at `path`, straight into it."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
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
                widest = max(
                    [
                        len(column.name),
                        *(
                            len(str(value))
                            for value in column.head(200).to_list()
                            if value is not None
                        ),
                    ]
                )
                sheet.set_column(position, position, min(60, widest + 2))
            sheet.freeze_panes(1, 0)
            if frame.height:
                sheet.autofilter(0, 0, frame.height, max(0, frame.width - 1))


def _write_column(
    sheet: Worksheet, position: int, column: pl.Series, formats: Mapping[str, Format]
) -> None:
    for row, value in enumerate(column.to_list(), start=1):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, position, value)
        elif isinstance(value, int | float):
            shown = (
                formats["whole"]
                if isinstance(value, int)
                else formats["money"]
                if column.name.endswith("_eur")
                else None
            )
            sheet.write_number(
                row,
                position,
                FullPrecisionFloat(value) if isinstance(value, float) else value,
                shown,
            )
        elif sheet.write_string(row, position, str(value), formats["text"]) != 0:
            raise QuestionError(
                f"write | column {column.name}, row {row}: a sheet holds no text of {len(value)}"
                " characters. Write to a folder instead."
            )


class FullPrecisionFloat(float):
    """A number that is written with every digit it has.

    The workbook writer asks for sixteen, and some numbers need seventeen.
    """

    def __format__(self, _: str) -> str:
        return repr(float(self))
