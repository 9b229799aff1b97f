"""The levels of a case: the sizes of area for which money, limits and targets can be given."""

from __future__ import annotations

import polars as pl

from ontschotting.case.tables.declarations.general import REGIONS

FIXED_LEVELS = ("plan", "region", "national")
"""The levels that every case has."""


def level_names(regions: pl.DataFrame) -> tuple[str, ...]:
    """Return the levels of a case: the grouping columns of *regions*, then the fixed levels."""
    return (*(name for name in regions.columns if name not in REGIONS.by_name), *FIXED_LEVELS)
