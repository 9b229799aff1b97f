"""The least and greatest number of a column: blanks are no numbers, and a column without any gives the default or says so."""

from __future__ import annotations

import polars as pl
import pytest

from ontschotting.support.numerics import highest, lowest


def test_blanks_are_passed_over_and_zero_is_a_number() -> None:
    values = pl.Series("units", [None, 3, 0, -2], dtype=pl.Int64)
    assert (lowest(values), highest(values)) == (-2.0, 3.0)
    assert highest(pl.Series([-1.0, 0.0]), 7.0) == 0.0


def test_a_column_without_a_number_gives_the_default_or_says_so() -> None:
    blank = pl.Series("units", [None], dtype=pl.Float64)
    assert (lowest(blank, 0.0), highest(blank, 1.0)) == (0.0, 1.0)
    with pytest.raises(ValueError, match="column units has no number"):
        lowest(blank)
    with pytest.raises(TypeError, match="column name holds 'b', and no numbers"):
        highest(pl.Series("name", ["a", "b"]))
