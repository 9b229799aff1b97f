"""The least and the greatest number of a column, as a number.

Polars promises no more than some value.
"""

from __future__ import annotations

import polars as pl


def series_min(values: pl.Series, default: float | None = None) -> float:
    """The least number; `default` where there is none.

    Raises:
        ValueError: Where there is none and no default.
    """
    return _number(values.min(), default, values.name)


def series_max(values: pl.Series, default: float | None = None) -> float:
    """The greatest number; `default` where there is none.

    Raises:
        ValueError: Where there is none and no default.
    """
    return _number(values.max(), default, values.name)


def _number(found: object, default: float | None, name: str) -> float:
    answer = default if found is None else found
    if answer is None:
        raise ValueError(f"column {name} has no number")
    if not isinstance(answer, int | float):
        raise TypeError(f"column {name} holds {answer!r}, and no numbers")
    return float(answer)
