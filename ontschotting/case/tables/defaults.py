"""Blanks that stand for a value: the defaults that the declarations of columns give."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.schema import TABLES

KEY_DEFAULTS: dict[str, object] = {
    name: schema.by_name[name].default
    for schema in TABLES.values()
    for name in schema.key
    if schema.by_name[name].default is not None
}
"""The value that a blank in a key column stands for; in other key columns a blank is a blank."""


def key_column(name: str) -> pl.Expr:
    """Return a key column in which every blank has the value that it stands for."""
    column = pl.col(name)
    return column.fill_null(KEY_DEFAULTS[name]) if name in KEY_DEFAULTS else column


def fill_defaults(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables of a case with every blank that stands for a value filled in.

    Args:
        tables: The typed tables by name, all or some
    """
    filled = dict(tables)
    for name, table in tables.items():
        defaults = [
            pl.col(column.name).fill_null(column.default)
            for column in TABLES[name].columns
            if column.default is not None and table[column.name].null_count()
        ]
        if defaults:
            filled[name] = table.with_columns(defaults)
    return filled
