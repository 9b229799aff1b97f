"""Routing through transshipment nodes changes nothing.

The same measures with every route through a node, the same optimum on random programs, and a
certificate of the whole program.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

import ontschotting as on
from ontschotting.lp import transshipment
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.program import Program, Routes
from ontschotting.lp.solve import minimise
from ontschotting.lp.transshipment import TransshipmentBackend
from ontschotting.model.build import build_regime_program
from tests.oracle.families import SHARE_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import assert_both_roads_agree
from tests.oracle.samples import sample


@pytest.fixture
def is_reduced_each_time(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Route every program through nodes, however small, and every demand through one of its own if
    need be; say whether each was.
    """
    monkeypatch.setattr(transshipment, "SMALL", 0)
    monkeypatch.setattr(transshipment, "_REMAINING_SHARE", np.inf)
    monkeypatch.setattr(transshipment, "_saves_columns", lambda supplies, demands: supplies > 0)
    is_reduced: list[bool] = []
    original = transshipment._reduced_program

    def spy(*arguments: Any) -> Program | None:
        smaller = original(*arguments)
        is_reduced.append(smaller is not None)
        return smaller

    monkeypatch.setattr(transshipment, "_reduced_program", spy)
    return is_reduced


@pytest.mark.parametrize(
    "scenario",
    [
        *scenarios(sample(12), seed=78),
        *scenarios(sample(7), seed=78, families=tuple(SHARE_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_every_measure_is_the_same_through_nodes(
    scenario: Any, is_reduced_each_time: list[bool]
) -> None:
    assert_both_roads_agree(scenario)
    assert any(is_reduced_each_time)


@pytest.mark.parametrize(
    "scenario",
    [
        *scenarios(sample(12), seed=79),
        *scenarios(sample(7), seed=79, families=tuple(SHARE_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_routes_say_what_the_columns_are(scenario: Any) -> None:
    """Each routed column is its supply's part plus the gain times its demand's part, coefficient by
    coefficient.
    """
    case = on.Case(**to_frames(scenario.tables))
    for regime, crossing in (
        (on.CURRENT, False),
        (to_regime(scenario.regime), False),
        (to_regime(scenario.regime), True),
    ):
        program = build_regime_program(case, regime, crossing=crossing).program
        routes = program.routes
        assert routes is not None
        assert len(np.unique(np.stack([routes.supply, routes.demand]), axis=1).T) == len(
            routes.columns
        )
        block = program.matrix.toarray()[:, routes.columns]
        for ends, rows, scale in (
            (routes.supply, routes.supply_rows, np.ones(len(routes.gain))),
            (routes.demand, ~routes.supply_rows, routes.gain),
        ):
            part = block[rows] / scale
            for end in np.unique(ends):
                same = part[:, ends == end]
                assert np.allclose(same, same[:, :1], rtol=1e-14, atol=0)
        for supply in np.unique(routes.supply):
            assert len(np.unique(routes.gain[routes.supply == supply])) == 1


def transport(seed: int) -> Program:
    """Return supplies with a budget and a gain, demands with a need and a price.

    Some pairs are closed, and many demands share their supplies.
    """
    chance = np.random.default_rng(seed)
    supplies, demands = 6, 15
    kinds = chance.integers(0, 3, demands)
    open_ = (chance.random((supplies, 3)) < 0.6)[:, kinds]
    supply, demand = np.nonzero(open_)
    gain = chance.choice([1.0, 0.9, 0.75], supplies)
    count = len(supply)
    rows = np.concatenate([supply, supplies + demand])
    columns = np.concatenate([np.arange(count)] * 2)
    matrix = sparse.coo_array(
        (np.concatenate([np.ones(count), gain[supply]]), (rows, columns)),
        shape=(supplies + demands, count),
    ).tocsc()
    # Even where a demand counts half a supply's coefficient, the demand side only sees the gain.
    need, budget = chance.uniform(1, 5, demands), chance.uniform(2, 20, supplies)
    upper = np.concatenate([budget, need])
    on_supply = np.arange(supplies + demands) < supplies
    routes = Routes(np.arange(count), supply, demand, gain[supply], on_supply)
    cost = -chance.uniform(0.5, 2, demands)[demand] * gain[supply]
    return Program(
        matrix,
        cost,
        np.full(supplies + demands, -np.inf),
        upper,
        np.zeros(count),
        np.full(count, np.inf),
        np.full(count, 20.0),
        routes,
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_same_optimum_through_nodes(seed: int, is_reduced_each_time: list[bool]) -> None:
    program = transport(seed)
    whole, in_nodes = (
        minimise(program, backend)
        for backend in (HighsBackend(), TransshipmentBackend(HighsBackend()))
    )
    assert is_reduced_each_time == [True]
    assert in_nodes.minimum == pytest.approx(whole.minimum, rel=1e-9)
    assert in_nodes.certificate.columns == program.columns
    assert in_nodes.certificate.rows == program.rows


def test_a_question_about_pairs_is_passed_on(is_reduced_each_time: list[bool]) -> None:
    """A cost that is different for every pair cannot be asked of sums.

    The program is solved as it is, and rightly.
    """
    program = transport(3)
    program = program.changed(cost=-np.random.default_rng(5).uniform(0.5, 2, program.columns))
    assert minimise(program, TransshipmentBackend(HighsBackend())).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert is_reduced_each_time == [False]


def test_a_bound_on_a_pair_is_passed_on(is_reduced_each_time: list[bool]) -> None:
    program = transport(4)
    upper = program.upper.copy()
    upper[0] = 0.5
    program = program.changed(upper=upper)
    assert minimise(program, TransshipmentBackend(HighsBackend())).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert is_reduced_each_time == [False]


def test_nodes_make_large_programs_smaller() -> None:
    from tests.benchmarks.synthetic import synthetic

    program = build_regime_program(synthetic(12, 20, 6), on.CURRENT).program
    assert program.routes is not None
    reformulation = transshipment._reformulate(program.matrix, program.routes)
    assert reformulation is not None
    assert reformulation.matrix.shape[1] < 0.8 * program.columns
