"""Keys of tables: the columns that no two rows may share, and what a blank in them stands for."""

from __future__ import annotations

import polars as pl

KEY_DEFAULTS: dict[str, object] = {"awarded": False, "years_before_delivery": 0}
"""The value that a blank in a key column stands for; in other key columns a blank is a blank."""


def key_column(name: str) -> pl.Expr:
    """Return a key column in which every blank has the value that it stands for."""
    column = pl.col(name)
    return column.fill_null(KEY_DEFAULTS[name]) if name in KEY_DEFAULTS else column
