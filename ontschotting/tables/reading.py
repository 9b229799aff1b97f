"""Reads a case: a folder of CSV files, an Excel workbook, or frames, into raw tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from ontschotting.errors import CaseError, QuestionError
from ontschotting.names import nearest
from ontschotting.tables.findings import Findings, Place
from ontschotting.tables.raw import RawTable
from ontschotting.tables.schema import TABLES

if TYPE_CHECKING:
    from ontschotting.case import Case

COMPANIONS = ("assumptions", "register", "programmes", "reconciliation")
"""CSV files and sheets that may lie beside the tables of a case; they are not part of it."""

GUIDE_SHEETS = ("lees mij", "readme")
"""Sheets that the template writes for people."""


def read_case(path: str | Path) -> Case:
    """Read a case from a folder of CSV files or an Excel workbook.

    Raises CaseError with every finding of every table; warnings come as one CaseWarning and stand in `case.findings`.
    Raises QuestionError when there is no such folder or workbook.
    """
    from ontschotting.case import Case

    place = Path(path)
    if place.is_dir():
        return Case._read(*read_folder(place), "csv")
    if not place.exists():
        raise QuestionError(f"case | there is no folder or workbook at '{path}'.")
    if place.suffix.casefold() not in (".xlsx", ".xlsm", ".xls", ".ods"):
        raise QuestionError(f"case | '{path}' is neither a folder of CSV files nor a workbook (.xlsx).")
    return Case._read(*read_workbook(place), "sheet")


def read_folder(folder: Path) -> tuple[list[RawTable], Findings]:
    """The CSV files of a folder as raw tables. Other files are left alone; a CSV that is no table of the format is a finding."""
    findings, raws = Findings(), []
    files = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv" and path.is_file())
    if not files:
        raise QuestionError(f"case | the folder '{folder}' holds no CSV files.")
    for path in files:
        name = path.stem
        if name not in COMPANIONS:
            raw = _read_csv(path, name, findings)
            if raw is not None:
                raws.append(raw)
    return raws, findings


def _read_csv(path: Path, name: str, findings: Findings) -> RawTable | None:
    data = path.read_bytes()
    place = Place("csv", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        findings.warn(place, None, None, None, "this file is not UTF-8 and was read as Windows-1252. Check the accents, or save it as UTF-8.")
    if "\0" in text:
        findings.add(place, None, None, None, "this file holds zero bytes and is not a CSV file. Save it again as CSV (UTF-8).")
        return None
    header = text.lstrip("\r\n").split("\n", 1)[0]
    semicolon = header.count(";") > header.count(",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolon else ",", strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    started = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(started)
            started = reader.line_num + 1
    except csv.Error as error:
        findings.add(place, None, None, None, f"this file cannot be read as CSV from line {started} on ({error}). Is a quote left open?", line=started)
        return None
    return _from_rows(name, rows, lines, Place("csv", name), "," if semicolon else ".", findings)


def _from_rows(name: str, rows: list[list[str]], lines: list[int], place: Place, decimal: str, findings: Findings) -> RawTable:
    """A raw table from rows of texts, the first of which is the header."""
    if not rows:
        findings.add(place, None, None, None, "this table is empty. The first line must name its columns.")
        return RawTable(name, place, pl.DataFrame(), decimal)
    header = [cell.strip() for cell in rows[0]]
    while header and not header[-1] and all(len(row) < len(header) or not row[len(header) - 1].strip() for row in rows[1:]):
        header.pop()
        rows = [row[: len(header)] if len(row) == len(header) + 1 else row for row in rows]
    place = Place(place.kind, place.table, tuple(header), tuple(lines[1:]))
    repeated = {cell for cell in header if cell and header.count(cell) > 1}
    for cell in sorted(repeated):
        findings.add(place, None, cell, cell, f"the column {cell} stands {header.count(cell)} times. Keep one of them.", line=1)
    body = rows[1:]
    for number, row in enumerate(body):
        extra = [cell for cell in row[len(header) :] if cell.strip()]
        if extra:
            findings.add(place, number, None, extra[0], f"this line has {len(row)} cells and the header {len(header)}. Is there a separator inside a text? Put that text between quotes.")
        elif len(row) < len(header):
            findings.add(place, number, None, None, f"this line has {len(row)} cells and the header {len(header)}. Fill in the missing cells, or leave them blank between separators.")
    columns: dict[str, list[str | None]] = {}
    for position, cell in enumerate(header):
        if cell not in columns:
            columns[cell] = [row[position] if position < len(row) else None for row in body]
    return RawTable(name, place, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), decimal)


def read_workbook(path: Path) -> tuple[list[RawTable], Findings]:
    """The sheets of a workbook as raw tables. Numbers keep their value; texts stay texts (`0363`)."""
    import fastexcel

    findings, raws = Findings(), []
    try:
        book = fastexcel.read_excel(path)
    except Exception as error:
        raise QuestionError(f"case | '{path}' cannot be read as a workbook ({type(error).__name__}). Save it as .xlsx.") from error
    for sheet in book.sheet_names:
        name = sheet.strip()
        if name.startswith("_") or name.casefold() in GUIDE_SHEETS or name in COMPANIONS:
            continue
        texts = book.load_sheet(sheet, header_row=None, dtypes="string", skip_whitespace_tail_rows=True).to_polars()
        rows, lines = [], []
        for number, row in enumerate(texts.iter_rows()):
            if any(cell is not None and str(cell).strip() for cell in row):
                rows.append(["" if cell is None else str(cell) for cell in row])
                lines.append(number + 1)
        if rows or name in TABLES:
            if not rows and not TABLES[name].required:
                continue
            raws.append(_from_rows(name, rows, lines, Place("sheet", name), ".", findings))
    return raws, findings


def from_frames(frames: Mapping[str, Any]) -> tuple[list[RawTable], Findings]:
    """Frames of any library that narwhals reads as raw tables."""
    findings, raws = Findings(), []
    for name, frame in frames.items():
        if frame is None:
            continue
        if name not in TABLES:
            near = nearest(name, TABLES)
            raise QuestionError(f"case | no table is called '{name}'.{f' Did you mean {near!r}?' if near else ''} Tables: {', '.join(TABLES)}.")
        try:
            native = nw.from_native(frame, eager_only=True)
        except TypeError as error:
            raise QuestionError(f"case | {name} is a {type(frame).__name__}; give a frame (pandas, polars, pyarrow).") from error
        raws.append(RawTable(name, Place("frame", name, tuple(native.columns)), _to_polars(native)))
    return raws, findings


def _to_polars(frame: nw.DataFrame[Any]) -> pl.DataFrame:
    """A frame as polars with plain types; columns of mixed values become text, NaN becomes blank."""
    found = frame.to_polars()
    plain = []
    for column in found.get_columns():
        if column.dtype in (pl.Categorical, pl.Enum) or column.dtype == pl.Null:
            column = column.cast(pl.String)
        elif column.dtype.is_float():
            column = column.fill_nan(None).cast(pl.Float64)
        elif not (column.dtype.is_numeric() or column.dtype in (pl.String, pl.Boolean)):
            column = pl.Series(column.name, [None if value is None else str(value) for value in column.to_list()], dtype=pl.String)
        plain.append(column)
    return pl.DataFrame(plain)


def raise_if_refused(findings: Findings) -> None:
    """Raise CaseError when any finding is an error."""
    if findings.has_errors:
        raise CaseError(findings.sorted())
