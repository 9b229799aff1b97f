"""The columns of a table of prices, and how many of its prices are proven."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from ontschotting.lp.program import Program
from ontschotting.solving.prices.parametric import Slope

PROVEN = 100
"""Prices that are proven by following the value along their money, the dearest first."""

LARGE = 20_000
"""Columns of a program above which fewer are proven: each takes a few solves."""


def count_to_prove(program: Program, rays: int | None, in_large: int) -> int:
    """Return how many prices to prove.

    Args:
        program: The program of the prices
        rays: How many the caller asked for; None for the usual number
        in_large: The usual number for a large program
    """
    if rays is not None:
        return rays
    return PROVEN if program.columns <= LARGE else in_large


def bound_as_slope(per_eur: float) -> Slope:
    """Return the slope of a price that is only bounded by the duals; a bound of zero is exact."""
    is_zero = per_eur == 0
    return Slope(per_eur, np.inf if is_zero else 0.0, is_zero)


def slope_columns(slopes: Iterable[Slope]) -> list[pl.Series]:
    """Return `value_per_eur`, `holds_until_eur` (null: without end, or not proven) and `exact`."""
    rows = [
        (
            slope.per_eur,
            slope.until if slope.exact and np.isfinite(slope.until) else None,
            slope.exact,
        )
        for slope in slopes
    ]
    schema = {"value_per_eur": pl.Float64, "holds_until_eur": pl.Float64, "exact": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row").get_columns()
