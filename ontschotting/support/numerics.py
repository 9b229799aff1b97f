"""Numbers of columns: the least, the greatest, and a number as the shortest exact text."""

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


def shortest_text(number: float) -> str:
    """Return the shortest text that reads back to the same number: 2.0 is `2`, 0.1 is `0.1`."""
    is_whole = number == int(number) and abs(number) < 1e15
    return repr(int(number)) if is_whole else repr(number)


def _number(extreme: object, default: float | None, name: str) -> float:
    """Return the value as a float: polars types the least of a column as any value."""
    number = default if extreme is None else extreme
    if number is None:
        raise ValueError(f"column {name} has no number")
    if not isinstance(number, int | float):
        raise TypeError(f"column {name} holds {number!r}, and no numbers")
    return float(number)
