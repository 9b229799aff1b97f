"""Reads a case: a folder of CSV files, an Excel workbook, or frames, into raw tables."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.files.workbook import DOUBTFUL, read_sheets
from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError

COMPANIONS = (
    "assumptions",
    "register",
    "register_rules",
    "rule_patterns",
    "programmes",
    "reconciliation",
    "published_totals",
    "contradictions",
    "division",
    "observed_completions",
    "observed_unspent",
)
"""CSV files and sheets that may lie beside the tables of a case; they are not part of it."""

GUIDE_SHEETS = ("lees mij", "readme")
"""Sheets that the template writes for people."""


def read_case(path: str | Path) -> Case:
    """Read a case from a folder of CSV files or an Excel workbook.

    Raises:
        CaseError: With every finding of every table; warnings come as one CaseWarning and stand in
            `case.findings`.
        QuestionError: When there is no such folder or workbook.
    """
    place = Path(path)
    if place.is_dir():
        return Case.from_raw(*read_folder(place), "csv")
    if not place.exists():
        raise QuestionError(f"case | there is no folder or workbook at '{path}'.")
    if place.suffix.casefold() not in (".xlsx", ".xlsm", ".xls", ".ods"):
        raise QuestionError(
            f"case | '{path}' is neither a folder of CSV files nor a workbook (.xlsx)."
        )
    return Case.from_raw(*read_workbook(place), "sheet")


def read_folder(folder: Path) -> tuple[list[RawTable], Findings]:
    """The CSV files of a folder as raw tables.

    Other files are left alone; a CSV that is no table of the format is a finding.
    """
    findings, raws = Findings(), []
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() == ".csv"
        and path.is_file()
        and not path.name.startswith((".", "~"))
    )
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
    place = TableOrigin("csv", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        findings.warn(
            place,
            None,
            None,
            None,
            "this file is not UTF-8 and was read as Windows-1252. Check the accents, or save it as"
            " UTF-8.",
        )
    if "\0" in text:
        findings.add(
            place,
            None,
            None,
            None,
            "this file holds zero bytes and is not a CSV file. Save it again as CSV (UTF-8).",
        )
        return None
    semicolon = _has_semicolons(name, text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if semicolon else ",", strict=True
    )
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
        findings.add(
            place,
            None,
            None,
            None,
            f"this file cannot be read as CSV from line {started} on ({error}). Is a quote left"
            " open?",
            line=started,
        )
        return None
    return _from_rows(
        name, rows, lines, TableOrigin("csv", name), "," if semicolon else ".", findings
    )


def _has_semicolons(name: str, text: str) -> bool:
    """Whether the header is separated by semicolons.

    The sign that gives the most known columns, then the one that stands there most, outside quotes.
    """
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    known = TABLES[name].by_name if name in TABLES else {}
    score = {}
    for sign in ",;":
        try:
            cells = next(csv.reader([header], delimiter=sign), [])
        except csv.Error:  # told where the file is read
            cells = []
        score[sign] = (sum(cell.strip() in known for cell in cells), len(cells))
    return score[";"] > score[","]


def _from_rows(
    name: str,
    rows: list[list[str]],
    lines: list[int],
    place: TableOrigin,
    decimal: str,
    findings: Findings,
) -> RawTable:
    """A raw table from rows of texts, the first of which is the header."""
    if not rows:
        findings.add(
            place, None, None, None, "this table is empty. The first line must name its columns."
        )
        return RawTable(name, place, pl.DataFrame(), decimal)
    header = [cell.strip() for cell in rows[0]]
    widest = max(len(row) for row in rows)
    while (
        header
        and not header[-1]
        and widest <= len(header)
        and all(len(row) < len(header) or not row[len(header) - 1].strip() for row in rows[1:])
    ):
        header.pop()
        rows = [row[: len(header)] for row in rows]
        widest = len(header)
    place = TableOrigin(
        place.kind, place.table, tuple(header), tuple(lines[1:]), place.first_column
    )
    repeated = {cell for cell in header if cell and header.count(cell) > 1}
    for cell in sorted(repeated):
        findings.add(
            place,
            None,
            cell,
            cell,
            f"the column {cell} stands {header.count(cell)} times. Keep one of them.",
            line=1,
        )
    body = rows[1:]
    for number, row in enumerate(body):
        extra = [cell for cell in row[len(header) :] if cell.strip()]
        if extra:
            findings.add(
                place,
                number,
                None,
                extra[0],
                f"this line has {len(row)} cells and the header {len(header)}. Is there a separator"
                " inside a text? Put that text between quotes.",
            )
        elif len(row) < len(header):
            findings.add(
                place,
                number,
                None,
                None,
                f"this line has {len(row)} cells and the header {len(header)}. Fill in the missing"
                " cells, or leave them blank between separators.",
            )
    columns: dict[str, list[str | None]] = {}
    for position, cell in enumerate(header):
        if not cell and all(len(row) <= position or not row[position].strip() for row in body):
            continue  # a column left free, as in the template
        if cell not in columns:
            columns[cell] = [row[position] if position < len(row) else None for row in body]
    return RawTable(
        name, place, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), decimal
    )


def read_workbook(path: Path) -> tuple[list[RawTable], Findings]:
    """The sheets of a workbook as raw tables.

    Numbers keep their value; texts stay texts (`0363`).
    """
    findings, raws = Findings(), []
    for sheet in read_sheets(path, frozenset((*GUIDE_SHEETS, *COMPANIONS))):
        name = sheet.name.strip()
        numbered = [
            (line, row)
            for line, row in enumerate(sheet.rows, start=1)
            if any(cell.strip() for cell in row)
        ]
        if not numbered and (name not in TABLES or not TABLES[name].required):
            continue
        place = TableOrigin("sheet", name, first_column=sheet.first_column)
        raw = _from_rows(
            name, [row for _, row in numbered], [line for line, _ in numbered], place, ".", findings
        )
        raws.append(raw)
        for line, position, what in sheet.unreadable:
            at = position - sheet.first_column
            column = raw.place.columns[at] if 0 <= at < len(raw.place.columns) else None
            if what == DOUBTFUL:
                declared = TABLES[name].find_column(column) if name in TABLES and column else None
                if declared is not None and declared.is_number:
                    value = sheet.rows[line - 1][at].strip()
                    findings.add(
                        raw.place,
                        None,
                        column,
                        value,
                        f"'{value}' is a text that can be read in two ways. Write it as a number in"
                        " the cell.",
                        line=line,
                    )
                continue
            findings.add(
                raw.place,
                None,
                column,
                what,
                f"{what} stands where a value belongs. Correct the formula, or write the value"
                " itself.",
                line=line,
            )
    return raws, findings
