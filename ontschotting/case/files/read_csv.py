"""Reads one CSV file as a raw table."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from ontschotting.case.files.raw_from_rows import raw_from_rows
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin


def read_csv(path: Path, findings: Findings) -> RawTable | None:
    """Return a CSV file as a raw table, or None with a finding when it cannot be read.

    The file has commas and decimal points, or semicolons and decimal commas.

    Args:
        path: The file; its name is that of the table
        findings: Collects what is wrong
    """
    name = path.stem
    file_findings = findings.of_table(TableOrigin("csv", name))
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        file_findings.warn(
            "this file is not UTF-8 and was read as Windows-1252. Check the accents, or save it as"
            " UTF-8."
        )
    if "\0" in text:
        file_findings.add(
            "this file holds zero bytes and is not a CSV file. Save it again as CSV (UTF-8)."
        )
        return None
    semicolons = _has_semicolons(name, text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if semicolons else ",", strict=True
    )
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        file_findings.add(
            f"this file cannot be read as CSV from line {line} on ({error}). Is a quote left open?",
            line=line,
        )
        return None
    return raw_from_rows(TableOrigin("csv", name), rows, findings, "," if semicolons else ".")


def _has_semicolons(table: str, text: str) -> bool:
    """Return True when semicolons separate the header, rather than commas.

    It is the sign that gives the most known columns, and of two that give as many the sign that
    gives the most columns.
    """
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    known = TABLES[table].by_name if table in TABLES else {}
    score = {}
    for sign in ",;":
        try:
            cells = next(csv.reader([header], delimiter=sign), [])
        except csv.Error:  # reported when the file is read
            cells = []
        score[sign] = (sum(cell.strip() in known for cell in cells), len(cells))
    return score[";"] > score[","]
