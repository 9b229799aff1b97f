"""Finds the rows and names of a table that a check is about.

Most tables have a few rows, and lists of Python are faster there than a step of polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl


def rows_where(frame: pl.DataFrame, condition: pl.Expr) -> list[int]:
    """Return the numbers of the rows that meet a condition, counted from 0.

    Args:
        frame: The table
        condition: Blank counts as not met
    """
    if frame.is_empty():
        return []
    return frame.select(pl.arg_where(condition)).to_series().to_list()


def rows_not_in(cells: pl.Series, known: Iterable[str | None]) -> list[int]:
    """Return the numbers of the rows whose cell is filled with something that is not known.

    Args:
        cells: A column of names
        known: The values that are known
    """
    passed = {None, *known}
    return [row for row, name in enumerate(cells.to_list()) if name not in passed]


def cells_of(frame: pl.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Give the cells of some columns, row by row.

    Args:
        frame: The table
        *columns: Their names
    """
    return zip(*(frame[column].to_list() for column in columns), strict=True)


def names_in(*columns: pl.Series) -> list[str]:
    """Return what columns are filled with, each name once, in the order of the rows.

    Args:
        *columns: Columns of names
    """
    listed = dict.fromkeys(name for column in columns for name in column.to_list())
    return [name for name in listed if name is not None]
