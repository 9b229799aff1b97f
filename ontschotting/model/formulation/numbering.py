"""Add one column or row to the program for each row of a table, and write its number beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder


def with_new_columns(
    table: pl.DataFrame,
    builder: ProgramBuilder,
    *,
    upper: Any = np.inf,
    valid_upper: Any,
    name: str = "column",
) -> pl.DataFrame:
    """Add a program column for each row of a table, with lower bound 0.

    Args:
        table: What each column stands for
        builder: The program under construction
        upper: The upper bound, one number or one per row
        valid_upper: A finite value that no feasible point needs to exceed, likewise
        name: The table column that gets the numbers

    Returns:
        The table with the number of each program column.
    """
    column = builder.add_columns(table.height, 0.0, upper, valid_upper)
    return table.hstack([pl.Series(name, column)])


def with_new_rows(
    table: pl.DataFrame, builder: ProgramBuilder, *, lower: Any = -np.inf, upper: Any = np.inf
) -> pl.DataFrame:
    """Add a program row for each row of a table.

    Args:
        table: What each program row stands for
        builder: The program under construction
        lower: The lower bound, one number or one per row
        upper: The upper bound, likewise

    Returns:
        The table with the number of each program row in `row`.
    """
    return table.hstack([pl.Series("row", builder.add_rows(table.height, lower, upper))])
