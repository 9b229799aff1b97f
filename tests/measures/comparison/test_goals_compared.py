"""What each goal gains or loses: by hand, beside the naive program, and in every sentence."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import ontschotting as on
from tests.cli.terminal import run
from tests.oracle.families import GOAL_FAMILIES
from tests.oracle.goals import goals
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.samples import sample


def homes_and_halls() -> on.Case:
    """Homes take 10,000 of land, halls 10,000 of land and 10,000 of sport; a hall is worth 3.

    Land 40, sport 10 that may pay for sport alone. Today 1,000 halls take 10 of sport and 10 of
    land, and 3,000 homes the other 30: 6,000. When sport may pay for anything a hall costs two
    homes and is worth three: all 50 goes to 2,500 halls, and to no home: 7,500.
    """
    plans = {
        "plan": ["h", "s"],
        "region": ["r", "r"],
        "plan_type": ["home", "hall"],
        "outcome": ["homes", "halls"],
        "capacity_units": [10_000.0, 10_000.0],
        "first_year": [2026, 2026],
        "last_year": [2026, 2026],
    }
    return on.Case(
        regions=pl.DataFrame({"region": ["r"]}),
        streams=pl.DataFrame({"stream": ["land", "sport"]}),
        budgets=pl.DataFrame(
            {
                "stream": ["land", "sport"],
                "level": ["national", "national"],
                "area": [None, None],
                "year": [2026, 2026],
                "amount_eur": [40e6, 10e6],
            },
            schema_overrides={"area": pl.String},
        ),
        earmarks=pl.DataFrame({"stream": ["land", "sport"], "purpose": ["land", "sport"]}),
        plans=pl.DataFrame(plans),
        costs=pl.DataFrame(
            {
                "plan_type": ["home", "hall", "hall"],
                "purpose": ["land", "land", "sport"],
                "eur_per_unit": [10_000.0, 10_000.0, 10_000.0],
            }
        ),
        outcomes=pl.DataFrame(
            {
                "outcome": ["homes", "halls"],
                "weight": [1.0, 3.0],
                "unit": ["home", "hall"],
                "name": ["woningen", "sporthallen"],
                "name_en": ["homes", "sports halls"],
            }
        ),
    )


def test_a_goal_that_loses_is_seen() -> None:
    found = on.compare(homes_and_halls())
    assert found.freed == pytest.approx(1500)
    freed = found.freed_outcomes
    assert freed["homes"] == pytest.approx({"least": -3000, "most": -3000}, abs=0.01)
    assert freed["halls"] == pytest.approx({"least": 1500, "most": 1500}, abs=0.01)
    assert found.to_json()["freed_outcomes"] == freed
    first, *others = found.sentences("nl")
    assert "woningen (home) van 3.000 naar 0 (3.000 minder)" in first
    assert "sporthallen (hall) van 1.000 naar 2.500 (1.500 meer)" in first
    assert any("garantie op resultaten" in each for each in others)
    assert "gewogen" not in first and any("Gewogen samen" in each for each in others)
    assert "sports halls" in repr(found)


def test_the_guarantee_keeps_every_goal() -> None:
    """With 3,000 homes and 1,000 halls kept there is nothing left to win."""
    found = on.compare(homes_and_halls(), guarantee="outcomes")
    assert found.freed == pytest.approx(0, abs=1e-3)
    assert found.freed_outcomes["homes"]["least"] == pytest.approx(0, abs=0.01)
    assert not any("garantie op resultaten" in each for each in found.sentences("nl"))


def test_one_outcome_is_one_number() -> None:
    found = on.compare(on.load_case("two-villages"))
    freed = found.freed_outcomes["homes"]
    assert freed["least"] == freed["most"] == pytest.approx(found.freed)


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(7), seed=12, families=tuple(GOAL_FAMILIES))),
    ids=lambda scenario: scenario.name,
)
def test_the_naive_program_finds_the_same_ranges(scenario: Any) -> None:
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    expected = goals(scenario.tables, scenario.regime, scenario.guarantee)
    found = on.compare(case, regime, scenario.guarantee).freed_outcomes
    assert set(found) == set(expected.freed)
    size = max(1.0, float(case.plans["capacity_units"].sum()))
    for name, (least, most) in expected.freed.items():
        here = found[name]["least"], found[name]["most"]
        assert here == pytest.approx((least, most), abs=1e-5 * size), name


def test_the_terminal_and_the_notebook_name_every_goal(tmp_path: Any) -> None:
    case = homes_and_halls()
    case.write(tmp_path / "case")
    printed = run("compare", str(tmp_path / "case")).stdout
    assert printed.index("sporthallen") < printed.index("nodig")
    assert "1.500 meer" in printed
    shown = on.compare(case)._repr_html_()
    assert shown.index("sporthallen") < shown.index("benutting")
