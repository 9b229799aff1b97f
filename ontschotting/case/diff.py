"""Tells what differs between two cases, cell by cell."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.validate.tables import BLANK_STANDS_FOR

SCHEMA = dict.fromkeys(("table", "key", "change", "column", "before", "after"), pl.String)


def diff(earlier: CaseTables, later: CaseTables) -> pl.DataFrame:
    """A row for each cell that was changed, and for each filled cell outside the key of a row that
    was added or removed.

    `key` is the key of the row, blanks at the end left out, as `Case.set` takes it. The order of
    rows and columns is no difference, nor is what lies beyond the fifteen digits that a spreadsheet
    keeps of a number.
    """
    found: list[tuple[str, str, str, str | None, str | None, str | None]] = []
    for name, table in TABLES.items():
        before, after = (
            _by_key(earlier.tables[name], table.key),
            _by_key(later.tables[name], table.key),
        )
        for key in {**before, **after}:
            old, new = before.get(key), after.get(key)
            change = "added" if old is None else "removed" if new is None else "changed"
            cells = [
                (column, (old or {}).get(column), (new or {}).get(column))
                for column in {**(old or {}), **(new or {})}
            ]
            told: list[tuple[str | None, Any, Any]] = [
                (column, was, becomes) for column, was, becomes in cells if not _same(was, becomes)
            ]
            if not told and change != "changed":
                told = [(None, None, None)]
            shown = ", ".join(_text(value) or "" for value in _without_blank_end(key))
            found += [
                (name, shown, change, column, _text(was), _text(becomes))
                for column, was, becomes in told
            ]
    return pl.DataFrame(found, schema=SCHEMA, orient="row")


def _by_key(frame: pl.DataFrame, key: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = {}
    for row in frame.iter_rows(named=True):
        at = tuple(BLANK_STANDS_FOR.get(name) if row[name] is None else row[name] for name in key)
        rows[at] = {name: value for name, value in row.items() if name not in key}
    return rows


def _same(was: Any, becomes: Any) -> bool:
    numbers = isinstance(was, float) and isinstance(becomes, float)
    return math.isclose(was, becomes, rel_tol=1e-13) if numbers else was == becomes


def _without_blank_end(key: tuple[Any, ...]) -> tuple[Any, ...]:
    while len(key) > 1 and key[-1] is None:
        key = key[:-1]
    return key


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return (
        repr(int(value))
        if isinstance(value, float) and value == int(value) and abs(value) < 1e15
        else str(value)
    )
