"""The naive program gives the answers computed by hand, keeps the law of lifting and agrees with
the closed form.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pulp
import pytest

from tests.oracle import worlds_of_projects
from tests.oracle.facts import Facts, pieces_of
from tests.oracle.families import FAMILIES, PROJECT_FAMILIES, WALLS
from tests.oracle.naive import Asker, cbc, exact_highs, measures, measures_of
from tests.oracle.random_cases import random_case, scenarios, to_frames
from tests.oracle.random_regimes import random_chain
from tests.oracle.rows import World
from tests.oracle.samples import sample, steps
from tests.oracle.world_tables import WorkedWorld
from tests.oracle.worlds import WORLDS

GAINS = 1e-6


def best_value(tables: dict[str, Any], regime: list[dict[str, Any]]) -> float:
    facts = Facts(tables)
    asker = Asker(World(facts, regime, pieces_of(facts, regime)), exact_highs())
    return asker.most(asker.world.value)


EVERY_WORLD = [*WORLDS, *worlds_of_projects.WORLDS]


@pytest.mark.parametrize("world", EVERY_WORLD, ids=[world.name for world in EVERY_WORLD])
def test_hand_computed_answers(world: WorkedWorld) -> None:
    found = measures(world.tables, world.regime, world.guarantee)
    for name, expected in world.expected.items():
        if expected is None:
            assert found[name] is None, name
        else:
            # Reaching w within 1e-8 · |w| is worth up to a euro or so, and a gain is a difference
            # of two values.
            slack = (
                2.0
                if "_eur" in name
                else GAINS * (max(1.0, found["value_current"]) if name == "freed" else 1.0)
            )
            assert found[name] == pytest.approx(expected, rel=GAINS, abs=slack), name


def test_every_measure_has_a_hand_computed_answer() -> None:
    asked = {name for world in WORLDS for name in world.expected}
    assert asked == set(measures(WORLDS[0].tables, WORLDS[0].regime)) - {"floors"}


@pytest.mark.parametrize(
    "scenario",
    [
        *scenarios(sample(12), seed=2026),
        *scenarios(sample(17), seed=2028, families=tuple(PROJECT_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_money_adds_up_and_is_never_negative(scenario: Any) -> None:
    found = measures_of(scenario)
    budget = found["budget_eur_lifted"]
    slack = 1e-6 * max(1.0, found["budget_eur_current"])
    if found["needed_eur"] is not None:
        parts = [found["needed_eur"], found["blocked_eur"], found["surplus_eur"]]
        assert sum(parts) == pytest.approx(budget, abs=slack)
        assert min(parts) >= -slack
    assert found["stranded_eur_current"] >= -slack
    # What applying takes is spent, but stranded does not count it.
    if not any(row.get("fixed_eur_per_plan") for row in scenario.tables["streams"]):
        assert found["stranded_eur_lifted"] <= found["surplus_eur"] + slack
    assert found["crossing_eur"] <= found["spent_eur_lifted"] + slack


@pytest.mark.parametrize("family", FAMILIES)
def test_lifting_more_never_lowers_the_value(family: str) -> None:
    """A chain: nothing, one lift after the other, wider free shares, then every wall everywhere.

    Without a cut.
    """
    for number, scenario in enumerate(scenarios(sample(2), seed=11, families=(family,))):
        rng = np.random.default_rng([11, number])
        walls = [str(wall) for wall in rng.permutation(WALLS)]
        lift = {
            **scenario.regime[0],
            "cut": 0.0,
            "area": "province",
            "purposes": None,
            "streams": None,
        }
        chain: list[list[dict[str, Any]]] = [[]]
        chain += [
            [{**lift, "walls": set(walls[:count]), "free_share": 0.3}]
            for count in range(1, len(WALLS) + 1)
        ]
        chain += [[{**lift, "walls": set(WALLS), "free_share": share}] for share in (0.6, 1.0)]
        chain += [[{"walls": set(WALLS), "area": "national", "awarded": True}]]
        values = [best_value(scenario.tables, regime) for regime in steps(chain)]
        for less, more in pairwise(values):
            assert more >= less - GAINS * max(1.0, less), (scenario.name, values)


@pytest.mark.parametrize("family", PROJECT_FAMILIES)
def test_lifting_more_never_lowers_the_value_of_projects(family: str) -> None:
    """Chains of regimes drawn at random, with free shares, sums and granted money."""
    for number, scenario in enumerate(scenarios(sample(1), seed=12, families=(family,))):
        rng = np.random.default_rng([12, number])
        chain = random_chain(rng, scenario.tables, PROJECT_FAMILIES[family])
        values = [best_value(scenario.tables, regime) for regime in steps(chain)]
        for less, more in pairwise(values):
            assert more >= less - GAINS * max(1.0, less), (scenario.name, values)


@pytest.mark.parametrize("seed", range(40))
def test_closed_form_over_sets_of_purposes(seed: int) -> None:
    """Gale: one plan and year, only purpose walls.

    units = min over sets Q of money that may pay for Q / cost of Q.
    """
    rng = np.random.default_rng([5, seed])
    purposes = ["land", "water", "grid", "school"][: int(rng.integers(1, 5))]
    cost = {purpose: float(rng.integers(1, 40)) * 500 for purpose in purposes}
    pays = {
        f"s{n}": {p for p in purposes if rng.random() < 0.5} for n in range(int(rng.integers(1, 6)))
    }
    money = {name: float(rng.integers(0, 50)) * 1e5 for name in pays}
    tables = {
        "regions": [{"region": "r"}],
        "streams": [{"stream": name} for name in pays],
        "budgets": [
            {"stream": name, "level": "region", "area": "r", "year": 2026, "amount_eur": amount}
            for name, amount in money.items()
        ],
        "earmarks": [
            {"stream": name, "purpose": purpose}
            for name, listed in pays.items()
            for purpose in sorted(listed)
        ],
        "plans": [
            {
                "plan": "a",
                "region": "r",
                "plan_type": "home",
                "outcome": "homes",
                "capacity_units": 1e7,
                "first_year": 2026,
            }
            | {"last_year": 2026}
        ],
        "costs": [
            {"plan_type": "home", "purpose": purpose, "eur_per_unit": euros}
            for purpose, euros in cost.items()
        ],
    }
    sets = [
        set(chosen)
        for size in range(1, len(purposes) + 1)
        for chosen in combinations(purposes, size)
    ]
    closed = min(
        sum(money[s] for s in pays if pays[s] & chosen) / sum(cost[p] for p in chosen)
        for chosen in sets
    )
    assert best_value(tables, []) == pytest.approx(closed, rel=1e-9, abs=1e-9)
    assert best_value(tables, [{"walls": {"purpose"}}]) == pytest.approx(
        sum(money.values()) / sum(cost.values()), rel=1e-9, abs=1e-9
    )


@pytest.mark.skipif(
    "PULP_CBC_CMD" not in pulp.listSolvers(onlyAvailable=True), reason="this PuLP brings no CBC"
)
def test_a_second_solver_gives_the_same_values() -> None:
    for world in WORLDS[::6]:
        facts = Facts(world.tables)
        lifted = World(facts, world.regime, pieces_of(facts, world.regime))
        by_cbc, by_highs = (
            Asker(lifted, solver).most(lifted.value) for solver in (cbc(), exact_highs())
        )
        assert by_cbc == pytest.approx(by_highs, rel=GAINS)


def test_random_cases_are_the_same_every_time_and_use_every_rule() -> None:
    first, second = list(scenarios(sample(44), seed=3)), list(scenarios(sample(44), seed=3))
    assert first == second
    filled = {
        (table, column)
        for scenario in first
        for table, rows in scenario.tables.items()
        for row in rows
        for column, value in row.items()
        if value is not None
    }
    model = random_case(np.random.default_rng(1))
    for column in model["streams"][0]:
        assert ("streams", column) in filled
    for table in ("exclusions", "ceilings", "limits", "targets", "outcomes", "earmarks", "case"):
        assert any(scenario.tables[table] for scenario in first), table
    lifted = {wall for scenario in first for lift in scenario.regime for wall in lift["walls"]}
    assert lifted == set(WALLS)


def test_frames_keep_every_row_and_every_blank() -> None:
    for scenario in scenarios(sample(22), seed=4):
        for name, frame in to_frames(scenario.tables).items():
            assert frame.to_dicts() == scenario.tables[name]
            if name == "budgets":
                assert [str(frame.schema[column]) for column in ("area", "year", "amount_eur")] == [
                    "String",
                    "Int64",
                    "Float64",
                ]
