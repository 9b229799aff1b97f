"""Numbers of columns: the least, the greatest, and a number as the shortest exact text."""

from __future__ import annotations

import math
import re

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


_LOOKS_LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def clear_text(number: float) -> str:
    """Return the shortest text that can be read back in one way only: 12.345 is `12.3450`.

    `12.345` may also be twelve thousand, with a point between thousands, and is refused when read.
    """
    text = shortest_text(number) if math.isfinite(number) else repr(number)
    return f"{text}0" if _LOOKS_LIKE_THOUSANDS.fullmatch(text) else text


def _number(extreme: object, default: float | None, name: str) -> float:
    """Return the value as a float: polars types the least of a column as any value."""
    number = default if extreme is None else extreme
    if number is None:
        raise ValueError(f"column {name} has no number")
    if not isinstance(number, int | float):
        raise TypeError(f"column {name} holds {number!r}, and no numbers")
    return float(number)
