"""Two roads to every number.

The library against worlds computed by hand, the naive program, another solver and a closed form.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest

import ontschotting as on
from tests.oracle import worlds_of_projects
from tests.oracle.families import BOTH, PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.roads import (
    assert_agree,
    assert_both_roads_agree,
    library_measures,
    library_value,
)
from tests.oracle.samples import FUZZ, sample
from tests.oracle.worlds import WORLDS, WorkedWorld

SAMPLE = sample(12)


EVERY_WORLD = [*WORLDS, *worlds_of_projects.WORLDS]


@pytest.mark.parametrize("world", EVERY_WORLD, ids=[world.name for world in EVERY_WORLD])
def test_hand_computed_answers(world: WorkedWorld) -> None:
    found = library_measures(world.tables, world.regime, world.guarantee, world.expected)
    assert_agree(found, world.expected)


@pytest.mark.parametrize(
    "scenario",
    [
        *scenarios(SAMPLE, seed=2026),
        *scenarios(sample(6), seed=2027, families=tuple(BOTH)),
        *scenarios(sample(17), seed=2028, families=tuple(PROJECT_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_the_library_agrees_with_the_naive_program(scenario: Any) -> None:
    assert_both_roads_agree(scenario)


BY_NAME = {scenario.name: scenario for scenario in scenarios(sample(12), seed=99)}


@cache
def measures_by_highs(name: str) -> dict[str, Any]:
    """By the solver that the library takes by itself."""
    scenario = BY_NAME[name]
    return library_measures(scenario.tables, scenario.regime, scenario.guarantee)


@pytest.mark.parametrize(
    ("scenario", "pulp_solver"),
    [
        (scenario, solver)
        for number, scenario in enumerate(BY_NAME.values())
        for which, solver in enumerate(("CBC", "HiGHS"))
        if FUZZ > 1 or number % 2 == which
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_solvers_agree_or_decline(scenario: Any, pulp_solver: str) -> None:
    """CBC's answers pass through a text file.

    Where digits are lost beyond repair there is no certificate and so no number. The families are
    divided over both; `make fuzz` gives each of them to both.
    """
    here = measures_by_highs(scenario.name)
    try:
        there = library_measures(
            scenario.tables,
            scenario.regime,
            scenario.guarantee,
            solver=on.Solver("pulp", pulp_solver),
        )
    except on.CertificateError:
        assert pulp_solver == "CBC"
        pytest.skip("CBC gave no certified answer")
    assert_agree(there, here)


def test_closed_form_over_sets_of_purposes() -> None:
    """One plan per region, one year, only purpose walls.

    The units are the least of (money that may pay in Q) / (cost of Q) over sets Q of purposes.
    """
    rng = np.random.default_rng(1957)
    for _ in range(sample(20)):
        purposes = [f"p{number}" for number in range(int(rng.integers(1, 5)))]
        costs = {purpose: float(rng.integers(1, 40)) * 1000 for purpose in purposes}
        streams = {
            f"s{number}": float(rng.integers(0, 90)) * 1e6
            for number in range(int(rng.integers(1, 6)))
        }
        marks = {name: [p for p in purposes if rng.random() < 0.5] for name in streams}
        tables = {
            "regions": [{"region": "r"}],
            "streams": [{"stream": name} for name in streams],
            "budgets": [
                {"stream": name, "level": "region", "area": "r", "year": 2026, "amount_eur": euros}
                for name, euros in streams.items()
            ],
            "earmarks": (
                [{"stream": name, "purpose": p} for name, named in marks.items() for p in named]
                or [{"stream": "s0", "purpose": purposes[0]}]
            ),
            "plans": [
                {
                    "plan": "a",
                    "region": "r",
                    "plan_type": "home",
                    "outcome": "homes",
                    "capacity_units": 1e9,
                    "first_year": 2026,
                    "last_year": 2026,
                }
            ],
            "costs": [
                {"plan_type": "home", "purpose": p, "eur_per_unit": euros}
                for p, euros in costs.items()
            ],
        }
        if not any(marks.values()):
            marks["s0"] = [purposes[0]]
        sets = [
            chosen
            for size in range(1, len(purposes) + 1)
            for chosen in combinations(purposes, size)
        ]
        closed_form = min(
            sum(euros for name, euros in streams.items() if set(marks[name]) & set(q))
            / sum(costs[p] for p in q)
            for q in sets
        )
        assert library_value(on.Case(**to_frames(tables))) == pytest.approx(
            closed_form, rel=1e-9, abs=1e-9
        )
