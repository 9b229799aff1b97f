"""Reads files that are no case as raw tables: CSV, a sheet of a workbook, or JSON records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case.files.open_workbook import SUFFIXES
from ontschotting.case.files.raw_from_rows import IsHeader
from ontschotting.case.files.read_csv import read_csv, read_text
from ontschotting.case.files.read_sheet import read_sheet
from ontschotting.case.files.workbook import read_sheets
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.errors import QuestionError
from ontschotting.support.arguments import checked_path
from ontschotting.support.numerics import clear_text
from ontschotting.words.messages import problem

RECORDS_UNDER = ("value", "data", "results", "records")
"""Where a JSON object has its records; `value` is that of OData."""

NEXT_PAGE = ("odata.nextLink", "@odata.nextLink")
"""What an OData page says when another page follows."""

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]
"""A file, or the pages of one table in their order."""


@dataclass(frozen=True, eq=False)
class SourceTable:
    """A table as it was read from a file that is no case.

    Attributes:
        raw: The table
        file: The name of the file
        has_next: The file says that another page follows
    """

    raw: RawTable
    file: str
    has_next: bool = False


def read_source(
    paths: Paths,
    is_header: IsHeader,
    findings: Findings,
    sheet: str | None = None,
) -> list[SourceTable]:
    """Return every file as a raw table.

    Args:
        paths: A file, or several pages
        is_header: Which cells name a column that is read
        findings: Collects what is wrong
        sheet: Of a workbook; None where it has one sheet that is not empty

    Raises:
        QuestionError: A file does not exist, is of another kind, or has no such sheet.
    """
    listed = [paths] if isinstance(paths, str) or not isinstance(paths, Iterable) else list(paths)
    if not listed:
        raise QuestionError(problem("no_file_given"))
    tables = [
        _read(checked_path("read", path).expanduser(), is_header, findings, sheet)
        for path in dict.fromkeys(listed)
    ]
    return [table for table in tables if table is not None]


def _read(
    path: Path, is_header: IsHeader, findings: Findings, sheet: str | None
) -> SourceTable | None:
    """Return one file as a raw table, or None with a finding."""
    if not path.is_file():
        raise QuestionError(problem("no_file_there", path=path))
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        raw = read_csv(path, findings, is_header)
        return None if raw is None else SourceTable(raw, path.name)
    if suffix == ".json":
        return _read_json(path, findings)
    if suffix in SUFFIXES:
        raw = _read_workbook(path, is_header, findings, sheet)
        return None if raw is None else SourceTable(raw, path.name)
    raise QuestionError(problem("other_kind_of_source", path=path))


def _read_workbook(
    path: Path, is_header: IsHeader, findings: Findings, sheet: str | None
) -> RawTable | None:
    """Return a sheet of a workbook; the only one that is not empty unless one is named."""
    sheets = {each.name.strip(): each for each in read_sheets(path, frozenset())}
    filled = [name for name, each in sheets.items() if each.rows]
    if sheet is None and len(filled) == 1:
        sheet = filled[0]
    if sheet not in sheets:
        names = ", ".join(filled)
        if sheet is None:
            raise QuestionError(problem("several_sheets", path=path, sheets=names))
        raise QuestionError(problem("unknown_sheet", path=path, sheet=sheet, sheets=names))
    return read_sheet(sheets[sheet], findings, is_header)


def _read_json(path: Path, findings: Findings) -> SourceTable | None:
    """Return the records of a JSON file, or None with a finding."""
    origin = TableOrigin("json", path.stem)
    file_findings = findings.of_table(origin)
    text = read_text(path, file_findings)
    if text is None:
        return None
    try:
        content = json.loads(text)
    except ValueError as error:
        file_findings.add("not_readable_as_json", problem=str(error))
        return None
    records = content
    if isinstance(content, dict):
        records = next((content[name] for name in RECORDS_UNDER if name in content), None)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        file_findings.add("no_records_in_json", names=", ".join(RECORDS_UNDER))
        return None
    names = list(dict.fromkeys(name for record in records for name in record))
    frame = pl.DataFrame([_column(name, records) for name in names])
    origin = TableOrigin("json", path.stem, tuple(names), tuple(range(1, len(records) + 1)))
    has_next = isinstance(content, dict) and any(content.get(name) for name in NEXT_PAGE)
    return SourceTable(RawTable(path.stem, origin, frame), path.name, has_next)


def _column(name: str, records: list[dict[str, Any]]) -> pl.Series:
    """Return a field of all records: numbers where all are numbers, and texts otherwise."""
    values = [record.get(name) for record in records]
    filled = [value for value in values if value is not None]
    if filled and all(type(value) in (int, float) for value in filled):
        return pl.Series(name, values, dtype=pl.Float64, strict=False)
    return pl.Series(name, [_text(value) for value in values], dtype=pl.String)


def _text(value: Any) -> str | None:
    """Return a value of a record as a text that can be read in one way only."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return clear_text(value)
    return str(value)
