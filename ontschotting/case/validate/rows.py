"""Finds the rows of a table that a check is about."""

from __future__ import annotations

from collections.abc import Collection

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


def filled_and_not_in(column: str, known: Collection[str]) -> pl.Expr:
    """Return the condition that a cell is filled with something that is not known.

    Args:
        column: Name of the column
        known: The values that are known
    """
    return pl.col(column).is_not_null() & ~pl.col(column).is_in(known)
