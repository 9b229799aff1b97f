"""The most of each goal while the others keep what they have, and the frontier over weights."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from tests.cli.terminal import run
from tests.measures.comparison.test_goals_compared import homes_and_halls
from tests.oracle.facts import Facts, pieces_of, plus, times
from tests.oracle.families import GOAL_FAMILIES
from tests.oracle.goals import goals
from tests.oracle.naive import Asker, exact_highs
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.rows import World
from tests.oracle.samples import sample


def test_by_hand() -> None:
    """Land 40, sport 10. Today 3,000 homes and 1,000 halls, which nothing else equals.

    Within the walls: with 1,000 halls kept 30 of land is left: 3,000 homes; with 3,000 homes kept
    10 of land: 1,000 halls. When sport may pay for anything 50 is there for both: with 1,000 halls
    (20) 3,000 homes, and with 3,000 homes 20, so 1,000 halls.
    """
    found = on.goals(homes_and_halls())
    rows = {row["outcome"]: row for row in found.most.iter_rows(named=True)}
    for name, units in (("homes", 3000), ("halls", 1000)):
        row = rows[name]
        numbers = row["floor"], row["current"], row["lifted"]
        assert numbers == pytest.approx((units, units, units), abs=0.01)


def test_the_frontier_by_hand() -> None:
    """Homes alone: land 40 gives 4,000 within the walls, 50 gives 5,000 without. Halls alone: 10 of
    sport give 1,000, and 30 of land is left for 3,000 homes; without walls 2,500 and no home.
    """
    found = on.goals(homes_and_halls(), weights=[{"homes": 1}, {"halls": 1}])
    first, second = found.to_json()["frontier"]  # type: ignore[misc]
    assert first["weights"] == {"halls": 0.0, "homes": 1.0}
    assert first["current"] == pytest.approx({"halls": 0, "homes": 4000}, abs=0.01)
    assert first["lifted"] == pytest.approx({"halls": 0, "homes": 5000}, abs=0.01)
    assert second["current"] == pytest.approx({"halls": 1000, "homes": 3000}, abs=0.01)
    assert second["lifted"] == pytest.approx({"halls": 2500, "homes": 0}, abs=0.01)


def test_the_grid_holds_the_weights_of_the_case() -> None:
    found = on.goals(homes_and_halls())
    assert found.frontier["point"].n_unique() == 11
    points = found.frontier.partition_by("point")
    ratios = [dict(each.select("outcome", "weight").iter_rows()) for each in points]
    assert any(each["halls"] == pytest.approx(3 * each["homes"]) for each in ratios)
    own = on.compare(homes_and_halls())
    middle = next(each for each in points if each["point"][0] == 5)
    lifted = dict(middle.select("outcome", "lifted_units").iter_rows())
    assert lifted == pytest.approx(dict(own.lifted.outcomes or {}), abs=0.01)


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(7), seed=21, families=tuple(GOAL_FAMILIES))),
    ids=lambda scenario: scenario.name,
)
def test_the_naive_program_finds_the_same(scenario: Any) -> None:
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    has_cut = any(lift.cut for lift in regime.lifts)
    rng = np.random.default_rng([21, len(scenario.name)])
    facts = Facts(scenario.tables)
    weights = {name: float(rng.choice([0.0, 0.5, 1.0, 4.0])) for name in facts.weight}
    weights[min(weights)] = 1.0
    found = on.goals(case, regime, [weights])
    size = 1e-5 * max(1.0, float(case.plans["capacity_units"].sum()))
    if not has_cut:
        expected = goals(scenario.tables, scenario.regime)
        for row in found.most.iter_rows(named=True):
            name = row["outcome"]
            numbers = row["floor"], row["current"], row["lifted"]
            assert numbers == pytest.approx(
                (expected.floors[name], expected.most_current[name], expected.most_lifted[name]),
                abs=size,
            ), name
    for side, each in (("current", []), ("lifted", scenario.regime)):
        asker = Asker(World(facts, each, pieces_of(facts, each)), exact_highs())
        counts = {
            name: asker.world.delivered("national", None, None, name) for name in facts.weight
        }
        best = asker.most(plus(*(times(weights[name], counts[name]) for name in counts)))
        units = dict(found.frontier.select("outcome", f"{side}_units").iter_rows())
        here = sum(weights[name] * units[name] for name in weights)
        assert here == pytest.approx(best, abs=4 * size)


def test_a_point_does_not_depend_on_the_points_before_it() -> None:
    """Three goals: each home also brings a tenth of a hectare. Each point adds a row of its own."""
    rows = {"outcome": ["homes", "halls", "nature"], "weight": [1.0, 3.0, 0.5]}
    case = homes_and_halls().with_table("outcomes", pl.DataFrame(rows))
    case = case.with_table(
        "yields", pl.DataFrame({"plan_type": ["home"], "outcome": ["nature"], "per_unit": [0.1]})
    )
    points = on.goals(case).frontier.partition_by("point")
    assert len(points) == 28
    for point in points[::3]:
        weights = dict(point.select("outcome", "weight").iter_rows())
        alone = on.goals(case, weights=[weights]).frontier
        for side in ("current_units", "lifted_units"):
            here, there = (float((each["weight"] * each[side]).sum()) for each in (point, alone))
            assert here == pytest.approx(there, abs=0.01), weights


def test_weights_that_do_not_fit_are_refused() -> None:
    case = homes_and_halls()
    with pytest.raises(on.QuestionError, match="no plan brings 'hals'"):
        on.goals(case, weights=[{"hals": 1}])
    with pytest.raises(on.QuestionError, match="every weight is 0"):
        on.goals(case, weights=[{"halls": 0}])
    with pytest.raises(on.QuestionError, match="Give 0 or more"):
        on.goals(case, weights=[{"halls": -1}])


def test_the_terminal_says_it(tmp_path: Any) -> None:
    homes_and_halls().write(tmp_path / "case")
    options = ("--weights", "homes=1", "--weights", "homes=1,halls=3")
    answer = json.loads(run("goals", str(tmp_path / "case"), *options, "--json").stdout)
    assert [point["weights"]["halls"] for point in answer["frontier"]] == [0, 3]
    printed = run("goals", str(tmp_path / "case"), *options).stdout
    assert "woningen" in printed and "3.000 → 0" in printed
    assert run("goals", str(tmp_path / "case"), "--weights", "homes").returncode == 2


def test_the_chart_gives_every_goal_its_own_measure() -> None:
    axes = on.goals(homes_and_halls()).plot(lang="en")
    assert [text.get_text() for text in axes.get_yticklabels()] == ["sports halls", "homes"]
    assert any("1,000 hall" in text.get_text() for text in axes.texts)
