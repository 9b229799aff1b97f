"""Prices on the rows that link blocks change nothing.

The same certified optimum as undecomposed, or the whole program is asked.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

import ontschotting as on
from ontschotting.errors import CertificateError
from ontschotting.lp import transshipment
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.decomposition import (
    binding_row,
    block_decomposition,
    dantzig_wolfe,
    linking_rows,
)
from ontschotting.lp.decomposition.block_decomposition import BlockDecompositionBackend
from ontschotting.lp.program import Program
from ontschotting.lp.solve import minimise
from ontschotting.lp.transshipment import TransshipmentBackend
from ontschotting.model.build import build_regime_program
from ontschotting.solving.questions import RegimeSolver
from tests.benchmarks.synthetic import synthetic
from tests.oracle.random_cases import scenarios
from tests.oracle.roads import assert_both_roads_agree, library_measures
from tests.oracle.samples import sample


@pytest.fixture
def prices_found(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every program that rows hold together is taken apart, however small.

    Says whether prices were found, each time they were looked for.
    """
    monkeypatch.setattr(block_decomposition, "SMALL", 0)
    monkeypatch.setattr(block_decomposition, "GROUP_SIZE", 1)
    monkeypatch.setattr(block_decomposition, "LINKED_GROUP_SIZE", 1)
    monkeypatch.setattr(block_decomposition, "MANY", 0)
    monkeypatch.setattr(linking_rows, "LARGEST_BLOCK", 12)
    successes: list[bool] = []
    original = dantzig_wolfe.solve_by_column_generation

    def spy(*arguments: Any) -> Any:
        optimum = original(*arguments)
        successes.append(optimum is not None)
        return optimum

    monkeypatch.setattr(dantzig_wolfe, "solve_by_column_generation", spy)
    return successes


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=78)), ids=lambda scenario: scenario.name
)
def test_every_measure_is_the_same_with_prices(scenario: Any, prices_found: list[bool]) -> None:
    assert_both_roads_agree(scenario)


def test_prices_are_found_for_cases(prices_found: list[bool]) -> None:
    for scenario in scenarios(sample(12), seed=92):
        library_measures(scenario.tables, scenario.regime)
    assert sum(prices_found) > 10
    assert sum(prices_found) > 0.5 * len(prices_found)


def blocks(seed: int, count: int, rows: int, *, degenerate: bool = False) -> Program:
    """Small packing programs with rows through all of them.

    Upper, lower and two-sided bounds and an equation; degenerate: every number is one or two, so
    that ties abound.
    """
    chance = np.random.default_rng(seed)
    top = 3 if degenerate else 9
    parts = [
        sparse.csc_array(chance.integers(1, 4, size=(3, 5)).astype(float)) for _ in range(count)
    ]
    block = sparse.csc_array(sparse.block_diag(parts, format="csc"))
    columns = block.shape[1]
    through = chance.integers(0, top - 1, size=(rows, columns)).astype(float) * (
        chance.random((rows, columns)) < 0.6
    )
    matrix = sparse.csc_array(sparse.vstack([block, sparse.csc_array(through)], format="csc"))
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    allowed = chance.integers(2, top, size=block.shape[0]).astype(float)
    # A point inside says which bounds can be kept.
    inside = through @ np.full(columns, 0.3)
    upper, lower = (
        np.where(np.arange(rows) % 4 == 1, np.inf, inside),
        np.where(np.arange(rows) % 4 == 0, -np.inf, 0.8 * inside),
    )
    lower = np.where(np.arange(rows) % 4 == 3, upper, lower)
    cost = -chance.integers(1, top, size=columns).astype(float)
    allowed = np.maximum(allowed, block @ np.full(columns, 0.3))
    return Program(
        matrix,
        cost,
        np.concatenate([np.full(len(allowed), -np.inf), lower]),
        np.concatenate([allowed, upper]),
        np.zeros(columns),
        np.full(columns, 4.0),
        np.full(columns, 4.0),
    )


@pytest.mark.parametrize("degenerate", [False, True])
@pytest.mark.parametrize("rows", [1, 2, 5, 9])
def test_blocks_have_the_same_certified_optimum(
    rows: int, degenerate: bool, prices_found: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding_row, "find_binding_row", lambda program: None)
    for seed in range(sample(3)):
        program = blocks(seed, 15, rows, degenerate=degenerate)
        undecomposed, in_blocks = (
            minimise(program, HighsBackend()),
            minimise(program, BlockDecompositionBackend(HighsBackend)),
        )
        assert in_blocks.minimum == pytest.approx(undecomposed.minimum, rel=1e-8, abs=1e-8)
        assert in_blocks.certificate.gap <= 1e-7
    assert sum(prices_found) >= 0.8 * sample(3)


def test_a_sample_gives_prices_to_start_from(
    prices_found: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dantzig_wolfe, "SAMPLE_FROM", 40)
    for seed in range(sample(2)):
        program = blocks(seed, 60, 3)
        assert minimise(program, BlockDecompositionBackend(HighsBackend)).minimum == pytest.approx(
            minimise(program, HighsBackend()).minimum, rel=1e-8
        )
    assert all(prices_found)
    assert len(prices_found) == sample(2)


def test_the_same_program_gives_the_same_answer(prices_found: list[bool]) -> None:
    program = blocks(3, 30, 5)
    first, second = (minimise(program, BlockDecompositionBackend(HighsBackend)) for _ in range(2))
    assert np.array_equal(first.values, second.values)
    assert np.array_equal(first.prices, second.prices)
    assert prices_found == [True, True]


def test_another_cost_on_the_same_blocks(prices_found: list[bool]) -> None:
    """A second question starts from where the first one ended, and from nothing of its answer."""
    program, backend = blocks(4, 30, 5), BlockDecompositionBackend(HighsBackend)
    for seed in range(5):
        question = program.changed(cost=np.random.default_rng(seed).uniform(-3, 1, program.columns))
        assert minimise(question, backend).minimum == pytest.approx(
            minimise(question, HighsBackend()).minimum, rel=1e-8
        )
    assert sum(prices_found) >= 4


def test_an_impossible_row_is_left_to_the_whole(prices_found: list[bool]) -> None:
    program = blocks(5, 15, 4)
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    lower[-4], upper[-4] = 1e7, np.inf
    with pytest.raises(CertificateError):
        minimise(
            program.changed(row_lower=lower, row_upper=upper),
            BlockDecompositionBackend(HighsBackend),
        )
    assert prices_found == [False]


def test_without_linking_rows_there_are_no_prices(prices_found: list[bool]) -> None:
    program = blocks(6, 15, 4)
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    lower[-4:], upper[-4:] = -np.inf, np.inf
    program = program.changed(row_lower=lower, row_upper=upper)
    assert minimise(program, BlockDecompositionBackend(HighsBackend)).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert prices_found == []


def test_a_column_in_such_rows_alone_leaves_it_to_the_whole(prices_found: list[bool]) -> None:
    program = blocks(9, 15, 4)
    matrix = program.matrix.tolil()
    matrix[:45, 0] = 0.0
    loose = sparse.csc_array(matrix)
    loose.indices, loose.indptr = loose.indices.astype(np.int32), loose.indptr.astype(np.int32)
    program = Program(
        loose,
        program.cost,
        program.row_lower,
        program.row_upper,
        program.lower,
        program.upper,
        program.valid_upper,
    )
    assert minimise(program, BlockDecompositionBackend(HighsBackend)).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert prices_found == []


def test_what_blocks_do_not_prove_is_asked_of_the_whole(
    prices_found: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = dantzig_wolfe.solve_by_column_generation

    def wrong(*arguments: Any) -> Any:
        optimum = original(*arguments)
        return dantzig_wolfe.LinkedSolution(
            0.9 * optimum.prices, optimum.values, optimum.block_prices
        )

    monkeypatch.setattr(dantzig_wolfe, "solve_by_column_generation", wrong)
    program = blocks(3, 30, 5)
    assert minimise(program, BlockDecompositionBackend(HighsBackend)).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert prices_found == [True]


def test_rounds_are_bounded(prices_found: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where prices are not found in time the whole program answers."""
    monkeypatch.setattr(dantzig_wolfe, "_ROUNDS", 1)
    program = blocks(7, 15, 5)
    assert minimise(program, BlockDecompositionBackend(HighsBackend)).minimum == pytest.approx(
        minimise(program, HighsBackend()).minimum, rel=1e-9
    )
    assert prices_found == [False]


def test_the_linking_rows_are_those_that_join() -> None:
    program = blocks(8, 4000, 3)
    bounded, free = (
        np.isfinite(program.row_upper) | np.isfinite(program.row_lower),
        program.upper > program.lower,
    )
    rows = linking_rows.linking_rows(program.matrix, bounded, free)
    assert rows is not None
    assert rows.tolist() == [12000, 12001, 12002]


def test_a_synthetic_case_with_every_rule(
    prices_found: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits and ceilings of the nation get prices, the regions answer apart.

    The best value and the least spending for it are those of the whole.
    """
    monkeypatch.setattr(linking_rows, "LARGEST_BLOCK", 600)
    monkeypatch.setattr(transshipment, "SMALL", 0)
    regime_program = build_regime_program(synthetic(10, 12, 5, rules="all"), on.CURRENT)
    in_blocks, undecomposed = (
        RegimeSolver(regime_program, TransshipmentBackend(BlockDecompositionBackend(HighsBackend))),
        RegimeSolver(regime_program, HighsBackend()),
    )
    assert in_blocks.value == pytest.approx(undecomposed.value, rel=1e-9)
    assert undecomposed.value is not None
    least, second = (
        in_blocks.least_spending(undecomposed.value),
        undecomposed.least_spending(undecomposed.value),
    )
    assert least is not None
    assert second is not None
    assert least.minimum == pytest.approx(second.minimum, rel=1e-6)
    assert prices_found[0]
