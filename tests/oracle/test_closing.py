"""The naive program says of whole plans what was worked out by hand, and its answers fit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.closing import Closing, closing, walls_that_close
from tests.oracle.families import PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios
from tests.oracle.samples import sample
from tests.oracle.world_tables import (
    BOTH_10,
    LAND_10,
    M,
    budget,
    case,
    earmarks,
    lift,
    plan,
    stream,
    two_pots,
)


def test_what_is_short_alone_and_together() -> None:
    """Land 60, mobility 20; a takes 30 of each, b 10 and c 25.

    b closes, a is 10 of mobility short and c is 5. All three take 65 of each: 5 of land and 45 of
    mobility.
    """
    projects = [plan(name, homes, whole=True) for name, homes in (("a", 3000), ("b", 1000))]
    projects += [plan("c", 2500, whole=True), plan("d", 500)]
    tables = two_pots() | {"plans": projects}
    found = closing(tables, [])
    assert found.plans == {
        "a": Closing(closes=False, first_year=None, short_alone_eur=pytest.approx(10 * M)),
        "b": Closing(closes=True, first_year=2026, short_alone_eur=pytest.approx(0)),
        "c": Closing(closes=False, first_year=None, short_alone_eur=pytest.approx(5 * M)),
    }
    assert found.short_together_eur == pytest.approx(50 * M)
    # with one purse of 80, what is short of 130
    pooled = closing(tables, lift("purpose"))
    assert all(found.closes for found in pooled.plans.values())
    assert pooled.short_together_eur == pytest.approx(50 * M)
    assert walls_that_close(tables, "national") == {"a": ["purpose"], "c": ["purpose"]}


def test_the_first_year_is_the_one_in_which_the_last_unit_can_be_paid() -> None:
    """1 in each of 2026, 2027 and 2028; a project of 250 homes takes 2.5, not before 2028."""
    tables = case(
        [stream("s")],
        [budget("s", 1, year=year) for year in (2026, 2027, 2028)],
        earmarks(s="land"),
        [plan("a", 250, 2026, 2029, whole=True)],
        LAND_10,
    )
    assert closing(tables, []).plans["a"].first_year == 2028
    assert walls_that_close(tables, "national") == {}


def test_none_is_an_answer() -> None:
    """No stream may pay mobility, so no money closes it."""
    tables = case(
        [stream("s")],
        [budget("s", 1)],
        earmarks(s="land"),
        [plan("a", 100, whole=True)],
        BOTH_10,
    )
    found = closing(tables, [])
    assert found.plans["a"] == Closing(closes=False, first_year=None, short_alone_eur=None)
    assert found.short_together_eur is None
    assert closing(tables, lift("purpose")).plans["a"].short_alone_eur == pytest.approx(M)


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(17), seed=8, families=tuple(PROJECT_FAMILIES))),
    ids=lambda scenario: scenario.name,
)
def test_answers_fit_each_other(scenario: Any) -> None:
    found = closing(scenario.tables, scenario.regime)
    alone = [project.short_alone_eur for project in found.plans.values()]
    for project in found.plans.values():
        assert project.closes == (project.short_alone_eur == pytest.approx(0, abs=1e-3))
        assert (project.first_year is None) == (not project.closes)
    if found.short_together_eur is None:
        return
    assert found.short_together_eur >= max([0.0, *alone]) - 1e-3
