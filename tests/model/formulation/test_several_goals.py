"""Several goals: yields and limits that an outcome raises agree with the naive program, and the
laws hold.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.model.build import build_regime_program
from tests.oracle.families import GOAL_FAMILIES, WALLS
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import assert_both_roads_agree, library_value
from tests.oracle.samples import sample, steps

FAMILIES = tuple(GOAL_FAMILIES)
SAMPLE = sample(7)
SEED = 2057
"""Of these seven cases every yield binds, and in three of them a limit that an outcome raises."""

GAINS = 1e-6


def case_of(scenario: Any) -> on.Case:
    return on.Case(**to_frames(scenario.tables))


def same(one: float, other: float) -> bool:
    return abs(one - other) <= GAINS * max(1.0, abs(other))


def without_raising(case: on.Case) -> on.Case:
    blank = pl.lit(None, pl.String).alias("raised_by")
    return case.with_table("limits", case.limits.with_columns(blank))


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(SAMPLE, SEED, FAMILIES)),
    ids=lambda scenario: scenario.name,
)
def test_the_library_agrees_with_the_naive_program(scenario: Any) -> None:
    assert_both_roads_agree(scenario)


def test_the_random_rows_bind() -> None:
    """Otherwise agreeing would prove little: yields and raised limits move many best values."""
    yields, raised, tried = 0, 0, 0
    for scenario in scenarios(SAMPLE, SEED, FAMILIES):
        case, regime = case_of(scenario), to_regime(scenario.regime)
        value, tried = library_value(case, regime), tried + 1
        bare = case.with_table("yields", case.yields.clear())
        yields += not same(library_value(bare, regime), value)
        raised += not same(library_value(without_raising(case), regime), value)
    assert yields >= 0.3 * tried and raised >= 0.05 * tried, (yields, raised, tried)


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(7), seed=5, families=FAMILIES)),
    ids=lambda scenario: scenario.name,
)
def test_lifting_more_never_lowers_the_value(scenario: Any) -> None:
    """A chain of walls and free shares, and every wall everywhere; without a cut."""
    case = case_of(scenario)
    rng = np.random.default_rng([5, len(scenario.name)])
    walls = [str(wall) for wall in rng.permutation([wall for wall in WALLS if wall != "area"])]
    regimes = [on.CURRENT]
    regimes += [on.lift(*walls[:count], free_share=0.3) for count in range(1, len(walls) + 1)]
    regimes += [on.lift(*walls), on.lift(*walls, area="national", awarded=True)]
    values = [library_value(case, regime) for regime in steps(regimes)]
    for less, more in pairwise(values):
        assert more >= less - GAINS * max(1.0, less), values


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(7), seed=6, families=FAMILIES)),
    ids=lambda scenario: scenario.name,
)
def test_more_room_never_lowers_the_value(scenario: Any) -> None:
    """A limit that an outcome raises allows all that it allowed without, and a higher one more."""
    case, regime = case_of(scenario), to_regime(scenario.regime)
    higher = case.with_table("limits", case.limits.with_columns(pl.col("max_units") * 1.5))
    least, here, most = (
        library_value(each, regime) for each in (without_raising(case), case, higher)
    )
    assert least <= here + GAINS * max(1.0, here) <= most + 2 * GAINS * max(1.0, most)


def test_a_yield_of_nothing_gives_the_very_same_program() -> None:
    case = on.load_case("two-villages")
    rows = pl.DataFrame({"outcome": ["homes", "water"], "weight": [1.0, 5.0]})
    zero = pl.DataFrame({"plan_type": ["homes"], "outcome": ["water"], "per_unit": [0.0]})
    plain = case.with_table("outcomes", rows)
    for regime in (on.CURRENT, on.INTEGRAL):
        one, other = (
            build_regime_program(each, regime).program
            for each in (plain, plain.with_table("yields", zero))
        )
        assert np.array_equal(one.matrix.toarray(), other.matrix.toarray())
        assert np.array_equal(one.row_upper, other.row_upper)


def test_a_yield_is_worth_what_a_heavier_outcome_is() -> None:
    """A home that also brings half of something of weight 2 is worth what a home of weight 2 is,
    and its limits count the same units.
    """
    case = on.load_case("two-villages")
    heavy = case.with_table("outcomes", pl.DataFrame({"outcome": ["homes"], "weight": [2.0]}))
    weights = pl.DataFrame({"outcome": ["homes", "water"], "weight": [1.0, 2.0]})
    yields = pl.DataFrame({"plan_type": ["homes"], "outcome": ["water"], "per_unit": [0.5]})
    both = case.with_table("outcomes", weights).with_table("yields", yields)
    for regime in (on.CURRENT, on.INTEGRAL, on.UNCONDITIONAL):
        one, other = on.compare(heavy, regime), on.compare(both, regime)
        assert other.freed == pytest.approx(one.freed, abs=1e-5)
        assert other.blocked_eur == pytest.approx(one.blocked_eur, abs=1)


def test_renaming_outcomes_changes_nothing() -> None:
    for scenario in scenarios(sample(7), seed=8, families=FAMILIES):
        case, regime = case_of(scenario), to_regime(scenario.regime)
        names = ("outcome", "raised_by")
        frames = {
            table: frame.with_columns(
                ("x" + pl.col(name)).alias(name) for name in names if name in frame.columns
            )
            for table, frame in to_frames(scenario.tables).items()
        }
        renamed = on.Case(**frames)
        for each in (on.CURRENT, regime):
            assert same(library_value(renamed, each), library_value(case, each))
