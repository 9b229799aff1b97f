"""Least crossing by classes of budgets: the same number as with every budget apart, and a program
in the size of the worlds that it compares.
"""

from __future__ import annotations

from typing import Any

import pytest

import ontschotting as on
from ontschotting.lp.solver_choice import open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.questions import RegimeSolver
from tests.benchmarks.synthetic import synthetic
from tests.oracle.facts import Facts, pieces_of
from tests.oracle.families import CROSSING_FAMILIES
from tests.oracle.naive import Asker, exact_highs
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.rows import World, at_least
from tests.oracle.samples import sample
from tests.oracle.world_tables import (
    LAND_10,
    Lift,
    Rows,
    budget,
    case,
    cost,
    earmarks,
    lift,
    plan,
    stream,
)

SAMPLE = sample(7)
SEED = 24
"""In four of these seven cases a pool holds several classes."""

PRESETS = [
    preset.with_awarded() if awarded else preset
    for preset in (on.INTEGRAL, on.UNCONDITIONAL, on.BORDERLESS, on.regional("province"))
    for awarded in (False, True)
]


def crossing_eur(tables: dict[str, Any], regime: Regime) -> float:
    """The library's least crossing, in euros."""
    program = build_regime_program(on.Case(**to_frames(tables)), regime, crossing=True)
    questions = RegimeSolver(program, open_backend("highs"))
    least = questions.least_crossing(questions.value)
    assert least is not None
    return least.minimum * program.euro_unit


def naive_crossing_eur(tables: dict[str, Any], regime: list[Lift]) -> float:
    """The same by the program with a column for every budget, payment and variant."""
    facts = Facts(tables)
    asker = Asker(World(facts, regime, pieces_of(facts, regime)), exact_highs())
    value = asker.most(asker.world.value)
    return asker.least(asker.world.crossing, at_least(asker.world.value, value)) * facts.scale


@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
@pytest.mark.parametrize(
    "scenario",
    list(scenarios(SAMPLE, SEED, families=tuple(CROSSING_FAMILIES))),
    ids=lambda scenario: scenario.name,
)
def test_classes_cross_as_much_as_single_budgets(scenario: Any) -> None:
    money = sum(row["amount_eur"] for row in scenario.tables["budgets"])
    expected = naive_crossing_eur(scenario.tables, scenario.regime)
    found = crossing_eur(scenario.tables, to_regime(scenario.regime))
    assert found == pytest.approx(expected, abs=1e-6 * max(1.0, money))


def test_the_random_cases_have_classes_that_matter() -> None:
    """In a good part of them pools hold several classes, and money does cross."""
    with_classes = 0
    for scenario in scenarios(SAMPLE, SEED, families=tuple(CROSSING_FAMILIES)):
        case = on.Case(**to_frames(scenario.tables))
        program = build_regime_program(case, to_regime(scenario.regime), crossing=True)
        with_classes += program.columns.spending["open_class"].is_not_null().any()
    assert with_classes >= 0.15 * SAMPLE


LAND_IN_TWO_VILLAGES: Rows = [
    budget("l", 100, level="region", area="r1"),
    budget("l", 100, level="region", area="r2"),
]


@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_a_carry_over_share_holds_for_the_money_of_each_village() -> None:
    """By hand, in millions. Plan a (village 1, this year) takes 100 and plan b (village 3, next
    year) takes 100: together all money. Of each budget at most 50 may be spent next year, so each
    gives 50 to b and 50 to a. Only the 50 of village 1 for its own plan a cross no wall. If the
    villages were one pot with a class each, village 1 could pay all of a.
    """
    tables = case(
        [stream("l", carry_over_share=0.5)],
        LAND_IN_TWO_VILLAGES,
        earmarks(l="land"),
        [plan("a", 10_000), plan("b", 10_000, 2027, 2027, region="r3")],
        LAND_10,
    )
    regime = lift("area", area="national")
    assert crossing_eur(tables, to_regime(regime)) == pytest.approx(150e6)
    assert naive_crossing_eur(tables, regime) == pytest.approx(150e6)


@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_a_share_that_may_move_holds_for_the_money_of_each_village() -> None:
    """By hand: the same, where at most half of each budget may move to the stream that pays b."""
    tables = case(
        [stream("l"), stream("m")],
        LAND_IN_TWO_VILLAGES,
        earmarks(l="land", m="mobility"),
        [plan("a", 10_000), plan("b", 10_000, region="r3", plan_type="road")],
        [*LAND_10, cost("mobility", 10_000, plan_type="road")],
        transfers=[{"stream": "l", "to_stream": "m", "share": 0.5}],
    )
    regime = lift("area", area="national")
    assert crossing_eur(tables, to_regime(regime)) == pytest.approx(150e6)
    assert naive_crossing_eur(tables, regime) == pytest.approx(150e6)


@pytest.mark.parametrize("rules", ["few", "all"])
@pytest.mark.parametrize("regime", PRESETS, ids=str)
def test_the_program_has_at_most_three_times_the_columns_of_the_worlds(
    rules: str, regime: Regime
) -> None:
    case = synthetic(12, 12, 4, rules=rules, budgets="mixed")
    worlds = [build_regime_program(case, world).program.columns for world in (CURRENT, regime)]
    marked = build_regime_program(case, regime, crossing=True).program.columns
    assert marked <= 3 * max(worlds)
