"""The least and the greatest number of a column, typed as numbers."""

from __future__ import annotations

import polars as pl


def series_min(values: pl.Series, default: float | None = None) -> float:
    """Return the least number of a column.

    Args:
        values: Numbers; blanks are passed over
        default: Returned when there is no number

    Raises:
        ValueError: There is no number and no default.
    """
    return _number(values.min(), default, values.name)


def series_max(values: pl.Series, default: float | None = None) -> float:
    """Return the greatest number of a column.

    Args:
        values: Numbers; blanks are passed over
        default: Returned when there is no number

    Raises:
        ValueError: There is no number and no default.
    """
    return _number(values.max(), default, values.name)


def _number(extreme: object, default: float | None, name: str) -> float:
    """Return the value as a float: polars types the least of a column as any value."""
    number = default if extreme is None else extreme
    if number is None:
        raise ValueError(f"column {name} has no number")
    if not isinstance(number, int | float):
        raise TypeError(f"column {name} holds {number!r}, and no numbers")
    return float(number)
