"""Finds rows that are no rows of a table, such as units under its header or a total below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from ontschotting.case.tables.columns import NUMBER, TEXT, YES_NO
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.words.messages import Message, message

_TOTAL = re.compile(r"\W*((sub|grand |eind)?tota+l(e|en|s)?|som|sum|alles( samen)?)\W*", re.I)
_TOTAL_OF = re.compile(r"\W*(sub|grand |eind)?tota+l(e|en|s)?\b.*", re.I)
_NOTE = re.compile(
    r"(bron(nen)?|noot|noten|n\.?b|let op|opmerking(en)?|toelichting|peildatum|stand per"
    r"|sources?|notes?|remarks?|nota bene)(\s*[:.]\s*|\s+)\S.*|[*†¹²³]+\W*\w.*|\(?\d\)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_UNIT = re.compile(
    r"[(\[]?(in |x |\* ?)?(eur|euro('?s)?|procent|percent|jaar|jaren|years?|aantal|number|stuks"
    r"|eenheden|eenheid|units?|woningen|homes|mln|miljoen|million|duizend|thousand)\b.*|[(\[]?[€%].*",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"([,;|\t])[^,;|\t]*\1")
_FREE_TEXTS = ("source", "status", "note")


def is_total(name: str) -> bool:
    """Return whether a name is the word for a total.

    Args:
        name: As it stands in a cell
    """
    return _TOTAL.fullmatch(name) is not None


def without_side_rows(raw: RawTable, schema: TableSchema, findings: Findings) -> RawTable:
    """Return a table without its totals, notes and headings: each gets one finding.

    Such a row is known by its words, or by its single cell, where a value is needed elsewhere. What
    was found on its line before is forgotten, but an example of the template that was left there.

    Args:
        raw: The table as it was read
        schema: Its declaration
        findings: Collects what is wrong
    """
    half_filled = {
        finding.line
        for finding in findings.collected
        if (finding.table, finding.code) == (raw.origin.table, "example_left")
    }
    side_rows = {
        row: found
        for row, found in _side_rows(raw.frame, schema)
        if raw.origin.line(row) not in half_filled
    }
    if not side_rows:
        return raw
    table_findings = findings.of_table(raw.origin)
    for row, (column, text, found) in side_rows.items():
        findings.forget(raw.origin.table, raw.origin.line(row))
        table_findings.add(found, row=row, column=column, value=text)
    kept = [row for row in range(raw.frame.height) if row not in side_rows]
    lines = tuple(map(raw.origin.line, kept))
    return replace(raw, frame=raw.frame[kept], origin=replace(raw.origin, lines=lines))


def _side_rows(
    frame: pl.DataFrame, schema: TableSchema
) -> Iterator[tuple[int, tuple[str, str, Message]]]:
    """Yield each such row with the column and the text that betray it, and what to say."""
    needed = [
        column.name for column in schema.columns if column.required and column.name in frame.columns
    ]
    if not needed or frame.is_empty():
        return
    for row in _suspects(frame, needed):
        cells = frame.row(row, named=True)
        filled = {name: str(cell).strip() for name, cell in cells.items() if not _is_blank(cell)}
        blanks = sum(name not in filled for name in needed)
        unit = _unit_in(filled, schema) if row == 0 else None
        betrayed = unit or _betrayed_by(filled, blanks, schema)
        if betrayed is not None:
            column, code = betrayed
            yield row, (column, filled[column], message(code, text=filled[column]))


def _suspects(frame: pl.DataFrame, needed: Sequence[str]) -> list[int]:
    """Return the rows to look at: the first, and those that repeat a header or lack cells."""
    first = frame[needed[0]].to_list()
    rows = {row for row, cell in enumerate(first) if str(cell).strip() == needed[0]}
    rows.add(0)  # the units of the columns may stand under the header
    for name in needed:
        rows.update(row for row, cell in enumerate(frame[name].to_list()) if _is_blank(cell))
    if len(needed) == 1:
        blanks = (list(map(_is_blank, cells)) for cells in frame.iter_rows())
        rows.update(row for row, cells in enumerate(blanks) if cells.count(False) == 1)
    return sorted(rows)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _betrayed_by(
    filled: Mapping[str, str], blanks: int, schema: TableSchema
) -> tuple[str, str] | None:
    """Return the column that betrays a row, and the code of what to say; None for a usual row.

    Args:
        filled: The filled cells of the row
        blanks: How many cells are blank that need a value
        schema: The declaration of the table
    """
    if not filled:
        return None
    first = next(iter(filled))
    if len(filled) > 1 and all(name == text for name, text in filled.items()):
        return first, "header_again"
    total = next((name for name, text in filled.items() if _TOTAL_OF.fullmatch(text)), None)
    if total is not None and total not in _FREE_TEXTS and blanks:
        return total, "total_row"
    may_stand_alone = schema.name == "sources"  # such as the code Bron 2
    if _NOTE.fullmatch(filled[first]) and (blanks or (len(filled) == 1 and not may_stand_alone)):
        return first, "note_row"
    if len(filled) == 1 and blanks > 1:
        if _DIVIDED.search(filled[first]):
            return first, "line_not_divided"
        column = schema.find_column(first)
        is_amount = column is not None and column.kind == NUMBER and filled[first][:1].isdigit()
        return first, "total_row" if is_amount else "note_row"
    return None


def _unit_in(filled: Mapping[str, str], schema: TableSchema) -> tuple[str, str] | None:
    """Return the column that names a unit where numbers belong, if no cell there holds a digit."""
    measured = {
        name: text
        for name, text in filled.items()
        if (column := schema.find_column(name)) and column.kind not in (TEXT, YES_NO)
    }
    if any(sign.isdigit() for text in measured.values() for sign in text):
        return None
    unit = next((name for name, text in measured.items() if _UNIT.fullmatch(text)), None)
    return None if unit is None else (unit, "units_row")
