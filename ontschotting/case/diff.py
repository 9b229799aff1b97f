"""Finds what differs between two cases, cell by cell."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.tables.defaults import KEY_DEFAULTS
from ontschotting.case.tables.schema import TABLES
from ontschotting.support.numerics import shortest_text
from ontschotting.support.tolerances import SAME_NUMBER

SCHEMA = dict.fromkeys(("table", "key", "change", "column", "before", "after"), pl.String)

Key = tuple[Any, ...]
Row = dict[str, Any]


def diff(earlier: CaseTables, later: CaseTables) -> pl.DataFrame:
    """Return a row for each changed cell, and for each filled cell of an added or removed row.

    `key` is the key of the row as `Case.set` takes it, blanks at the end left out; cells of the key
    get no row. The order of rows and columns makes no difference. Nor do the digits of a number
    beyond the fifteen that a spreadsheet keeps.

    Args:
        earlier: The case with the cells `before`
        later: The case with the cells `after`
    """
    rows: list[tuple[str, str, str, str | None, str | None, str | None]] = []
    for name, schema in TABLES.items():
        before = _rows_by_key(earlier.tables[name], schema.key)
        after = _rows_by_key(later.tables[name], schema.key)
        for key in {**before, **after}:
            old, new = before.get(key), after.get(key)
            change = "added" if old is None else "removed" if new is None else "changed"
            cells = _changed_cells(old or {}, new or {})
            if not cells and change != "changed":
                cells = [(None, None, None)]
            key_text = ", ".join(_text(value) or "" for value in _without_trailing_blanks(key))
            rows += [
                (name, key_text, change, column, _text(old_value), _text(new_value))
                for column, old_value, new_value in cells
            ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _rows_by_key(frame: pl.DataFrame, key: tuple[str, ...]) -> dict[Key, Row]:
    """Return the other cells of each row by its key, with defaults for blanks in the key."""
    return {
        tuple(KEY_DEFAULTS.get(name) if row[name] is None else row[name] for name in key): {
            name: value for name, value in row.items() if name not in key
        }
        for row in frame.iter_rows(named=True)
    }


def _changed_cells(old: Row, new: Row) -> list[tuple[str | None, Any, Any]]:
    """Return column, old value and new value of each cell that differs."""
    return [
        (column, old.get(column), new.get(column))
        for column in {**old, **new}
        if not _is_same(old.get(column), new.get(column))
    ]


def _is_same(old: Any, new: Any) -> bool:
    both_numbers = isinstance(old, float) and isinstance(new, float)
    return math.isclose(old, new, rel_tol=SAME_NUMBER) if both_numbers else old == new


def _without_trailing_blanks(key: Key) -> Key:
    while len(key) > 1 and key[-1] is None:
        key = key[:-1]
    return key


def _text(value: Any) -> str | None:
    """Return a value as text, or None for a blank."""
    if value is None:
        return None
    return shortest_text(value) if isinstance(value, float) else str(value)
