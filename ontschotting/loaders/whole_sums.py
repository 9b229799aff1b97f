"""Adds up amounts of several lines of a file into one row, where none of them is blank."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def with_whole_sums(rows: pl.DataFrame, key: Sequence[str], names: Sequence[str]) -> pl.DataFrame:
    """Return the rows with, for each column of amounts, whether no line of its key has a blank.

    A sum over lines of which one is blank would be too low, so it is not made.

    Args:
        rows: A row per line, with `reason` (blank where the line is mapped)
        key: The columns of the row that lines are added up into
        names: The columns of amounts
    """
    is_mapped = pl.col("reason").is_null()
    return rows.with_columns(
        (pl.col(name).is_not_null() | ~is_mapped).all().over(key).alias(f"_whole_{name}")
        for name in names
    )


def whole_sum(name: str) -> pl.Expr:
    """Return the sum of a column of amounts within a group; blank where a line has a blank."""
    return pl.when(pl.col(f"_whole_{name}").all()).then(pl.col(name).sum()).alias(name)


def reason_of_sums(name: str) -> pl.Expr:
    """Return why an amount is not mapped: the reason of its line, or a blank beside it."""
    is_part = pl.col("reason").is_null() & ~pl.col(f"_whole_{name}")
    return pl.when(is_part).then(pl.lit("part_not_known")).otherwise(pl.col("reason"))
