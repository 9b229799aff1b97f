"""The frames of an allocation, by hand."""

from __future__ import annotations

import pytest

import ontschotting as on
from tests.oracle.random_cases import to_frames
from tests.oracle.worlds_of_walls import CARRY


def test_a_price_counts_only_what_may_be_carried_over() -> None:
    """Homes of 10,000 euros come next year, for which a quarter of each euro may be kept."""
    prices = on.allocate(on.Case(**to_frames(CARRY))).prices
    assert prices["value_per_eur"].to_list() == pytest.approx([0.25 / 10_000])
