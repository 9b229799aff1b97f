"""The number formats of a workbook, chosen by what a column holds."""

from __future__ import annotations

import polars as pl

NUMBER_FORMATS = {
    "money": "#,##0",
    "share": "0.0%",
    "price": "0.000E+00",
    "whole": "0",
    "number": "#,##0.0",
    "text": "@",
}
"""The format of a cell in Excel's notation, by what it holds."""
_SHARES = ("share", "cut", "utilisation", "jaccard")
"""Words in the name of a column that holds shares."""


def format_of(column: pl.Series) -> str:
    """Return the key in `NUMBER_FORMATS` for a column, by its type and its name."""
    if column.dtype.is_integer():
        return "whole"
    if "per_eur" in column.name:
        return "price"
    if column.name.endswith("_eur") or "_eur_" in column.name:
        return "money"
    return "share" if any(part in _SHARES for part in column.name.split("_")) else "number"
