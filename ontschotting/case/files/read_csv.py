"""Reads one CSV file as a raw table."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from ontschotting.case.files.raw_from_rows import (
    HEADER_WITHIN,
    IsHeader,
    is_header_of_table,
    raw_from_rows,
)
from ontschotting.case.tables.findings import Findings, TableFindings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.words.messages import Message, message

MOST_BYTES = 500_000_000
"""A larger file is refused before it is read."""

SEPARATORS = ",;\t|"
_NAMES = {"\t": "tab", "|": "bar"}


def read_csv(path: Path, findings: Findings, is_header: IsHeader | None = None) -> RawTable | None:
    """Return a CSV file as a raw table, or None with a finding when it cannot be read.

    The file has commas and decimal points, or semicolons and decimal commas. A first line such as
    `sep=;`, which Excel writes, names the sign itself.

    Args:
        path: The file; its name is that of the table
        findings: Collects what is wrong
        is_header: Which cells name a column; by default the columns of the table of a case
    """
    name = path.stem
    origin = TableOrigin("csv", name)
    file_findings = findings.of_table(origin)
    text = read_text(path, file_findings)
    if text is None:
        return None
    separator, start = _separator(is_header or is_header_of_table(name), text)
    if separator not in ",;":
        file_findings.add("other_separator", sign=message(f"sign_{_NAMES[separator]}"))
    reader = csv.reader(
        io.StringIO(text[start:], newline=""),
        delimiter=separator,
        skipinitialspace=True,
        strict=True,
    )
    lines_before = text[:start].count("\n")
    rows: list[tuple[int, list[str]]] = []
    line = 1 + lines_before
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1 + lines_before
    except csv.Error as error:
        file_findings.add(
            "not_readable_as_csv",
            from_line=line,
            reason=_reason(error),
            line=line,
        )
        return None
    return raw_from_rows(origin, rows, findings, "," if separator == ";" else ".", is_header)


def _reason(error: csv.Error) -> Message | str:
    """Return what is wrong with a line; the library says it in English."""
    text = str(error)
    if text.startswith("field larger"):
        return message("csv_cell_too_long", most=csv.field_size_limit())
    if text.startswith("unexpected end"):
        return message("csv_quote_open")
    return message("csv_text_behind_quote") if "expected after" in text else text


def read_text(path: Path, findings: TableFindings) -> str | None:
    """Return the text of a file, or None with a finding when it is not a text of sane size."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        findings.add("file_too_large", size=size / 1e6, most=MOST_BYTES / 1e6)
        return None
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        findings.warn("read_as_windows_1252")
    if "\0" in text:
        findings.add("not_a_text_file")
        return None
    return text


def _separator(is_header: IsHeader, text: str) -> tuple[str, int]:
    """Return the sign between cells, and where the table begins in the text.

    Excel may write the sign in a first line of its own, such as `sep=;`.
    """
    hint = re.match(r"\s*\"?sep=([,;\t|])\"?[;,]*\r?\n", text, re.IGNORECASE)
    if hint:
        return hint[1], hint.end()
    return _separator_of_header(is_header, text), 0


def _separator_of_header(is_header: IsHeader, text: str) -> str:
    """Return the sign that gives the most known columns in any of the first lines.

    Of two that give as many, the sign that gives the most columns; and otherwise the comma.
    """
    lines = [line for line in re.split(r"[\r\n]+", text[:100_000]) if line.strip()][:HEADER_WITHIN]
    score = {}
    for sign in SEPARATORS:
        counts = [(0, 0)]
        for header in lines:
            try:
                cells = next(csv.reader([header], delimiter=sign), [])
            except csv.Error:  # reported when the file is read
                continue
            counts.append((sum(map(is_header, cells)), len(cells)))
        score[sign] = max(counts[:2]) if max(counts[:2])[0] else max(counts)
    return max(SEPARATORS, key=lambda sign: score[sign])
