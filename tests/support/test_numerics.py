"""The least and greatest number of a column.

Blanks are no numbers, and a column without any gives the default or says so.
"""

from __future__ import annotations

import polars as pl
import pytest

from ontschotting.support.numerics import series_max, series_min


def test_blanks_are_passed_over_and_zero_is_a_number() -> None:
    values = pl.Series("units", [None, 3, 0, -2], dtype=pl.Int64)
    assert (series_min(values), series_max(values)) == (-2.0, 3.0)
    assert series_max(pl.Series([-1.0, 0.0]), 7.0) == 0.0


def test_a_column_without_a_number_gives_the_default_or_says_so() -> None:
    blank = pl.Series("units", [None], dtype=pl.Float64)
    assert (series_min(blank, 0.0), series_max(blank, 1.0)) == (0.0, 1.0)
    with pytest.raises(ValueError, match="column units has no number"):
        series_min(blank)
    with pytest.raises(TypeError, match="column name holds 'b', and no numbers"):
        series_max(pl.Series("name", ["a", "b"]))
