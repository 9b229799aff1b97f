"""Solving in blocks changes nothing.

The same measures as undecomposed, on every random case and on programs made of blocks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

import ontschotting as on
from ontschotting.errors import CertificateError
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.decomposition import block_decomposition
from ontschotting.lp.decomposition.block_decomposition import BlockDecompositionBackend
from ontschotting.lp.program import Program
from ontschotting.lp.solve import minimise
from tests.benchmarks.synthetic import synthetic
from tests.oracle.families import SHARE_FAMILIES
from tests.oracle.random_cases import scenarios
from tests.oracle.roads import assert_both_roads_agree, library_measures
from tests.oracle.samples import sample


@pytest.fixture
def methods_used(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that can fall apart does; say which method solved each program."""
    monkeypatch.setattr(block_decomposition, "SMALL", 0)
    monkeypatch.setattr(block_decomposition, "GROUP_SIZE", 1)
    methods: list[str] = []
    for method in ("_solve_blocks", "_solve_with_binding_row", "_solve_with_binding_column"):
        original = getattr(BlockDecompositionBackend, method)

        def spy(self: Any, *arguments: Any, method: str = method, original: Any = original) -> Any:
            solution = original(self, *arguments)
            methods.append(method if solution is not None else f"{method} gave up")
            return solution

        monkeypatch.setattr(BlockDecompositionBackend, method, spy)
    return methods


@pytest.mark.parametrize(
    "scenario",
    [
        *scenarios(sample(12), seed=78),
        *scenarios(sample(7), seed=78, families=tuple(SHARE_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_every_measure_is_the_same_by_blocks(scenario: Any, methods_used: list[str]) -> None:
    assert_both_roads_agree(scenario)


def test_both_methods_are_used(methods_used: list[str]) -> None:
    for scenario in scenarios(sample(8), seed=78):
        library_measures(scenario.tables, scenario.regime)
    assert methods_used.count("_solve_blocks") > 10
    assert methods_used.count("_solve_with_binding_row") > 10
    assert sum(word.endswith("gave up") for word in methods_used) < len(methods_used) / 4


def blocks(rng: np.random.Generator, count: int, *, coupled: bool) -> Program:
    """Blocks of small packing programs, with one row through all of them when asked."""
    parts, cost, upper_rows = [], [], []
    for _ in range(count):
        rows, columns = int(rng.integers(1, 5)), int(rng.integers(2, 7))
        parts.append(sparse.csc_array(rng.integers(0, 4, size=(rows, columns)).astype(float)))
        cost.append(-rng.integers(1, 9, size=columns).astype(float))
        upper_rows.append(rng.integers(1, 20, size=rows).astype(float))
    matrix = sparse.block_diag(parts, format="csc")
    columns = matrix.shape[1]
    everything = np.concatenate(cost)
    through = rng.integers(1, 5, size=(1, columns)).astype(float)
    stacked = sparse.csc_array(sparse.vstack([matrix, sparse.csc_array(through)], format="csc"))
    stacked.indices, stacked.indptr = (
        stacked.indices.astype(np.int32),
        stacked.indptr.astype(np.int32),
    )
    top = np.concatenate([*upper_rows, [float(through.sum()) * 2 if coupled else np.inf]])
    lower = np.full(len(top), -np.inf)
    return Program(
        stacked,
        everything,
        lower,
        top,
        np.zeros(columns),
        np.full(columns, 10.0),
        np.full(columns, 10.0),
    )


@pytest.mark.parametrize("coupled", [False, True])
def test_blocks_have_the_same_certified_optimum(methods_used: list[str], coupled: bool) -> None:
    rng = np.random.default_rng(7)
    for _ in range(sample(8)):
        program = blocks(rng, 12, coupled=coupled)
        undecomposed = minimise(program, HighsBackend())
        in_blocks = minimise(program, BlockDecompositionBackend(HighsBackend))
        assert in_blocks.minimum == pytest.approx(undecomposed.minimum, rel=1e-7)
        assert in_blocks.certificate.gap <= 1e-6
    assert ("_solve_with_binding_row" if coupled else "_solve_blocks") in methods_used


def with_shared_budget(rng: np.random.Generator, program: Program, part: float) -> Program:
    """The least share θ of every budget with which a part of the best result is reached.

    Rows A x ≤ b become A x − b θ ≤ 0 for θ in [0, 1]; some rows keep a part of b whatever θ is.
    """
    best = -minimise(program.changed(cost=program.cost), HighsBackend()).minimum
    budgets = np.where(np.isfinite(program.row_upper), program.row_upper, 0.0)
    kept = budgets * rng.choice([0.0, 0.3], size=len(budgets))
    column = sparse.csc_array((kept - budgets).reshape(-1, 1))
    value = sparse.csc_array(np.append(-program.cost, 0.0).reshape(1, -1))
    matrix = sparse.csc_array(
        sparse.vstack([sparse.hstack([program.matrix, column]), value], format="csc")
    )
    matrix.sort_indices()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return Program(
        matrix,
        np.append(np.zeros(program.columns), 1.0),
        np.append(program.row_lower, part * best),
        np.append(np.where(np.isfinite(program.row_upper), kept, np.inf), np.inf),
        np.append(program.lower, 0.0),
        np.append(program.upper, 1.0),
        np.append(program.valid_upper, 1.0),
    )


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_the_least_share_by_tangents_is_that_of_the_whole(
    methods_used: list[str], part: float
) -> None:
    rng = np.random.default_rng(11)
    for _ in range(sample(8)):
        program = with_shared_budget(rng, blocks(rng, 12, coupled=False), part)
        undecomposed = minimise(program, HighsBackend())
        by_tangents = minimise(program, BlockDecompositionBackend(HighsBackend))
        assert by_tangents.minimum == pytest.approx(undecomposed.minimum, abs=1e-8)
        assert by_tangents.certificate.gap <= 1e-6
    assert methods_used.count("_solve_with_binding_column") > 0.75 * sample(8)


def test_free_share_and_break_even_are_the_same_by_tangents(methods_used: list[str]) -> None:
    case = synthetic(8, 5, 2, seed=3, rules="few")
    by_tangents = on.compare(case)
    shares = by_tangents.measures(["least_free_share", "least_free_share_90", "break_even_cut"])
    assert methods_used.count("_solve_with_binding_column") == 3
    undecomposed = on.compare(case, solver=on.Solver("pulp", "HiGHS"))
    assert shares == pytest.approx(undecomposed.measures(shares), abs=1e-7)
    assert 0.0 < shares["least_free_share_90"] < shares["least_free_share"]


def test_a_share_that_does_not_suffice_is_left_to_the_whole(methods_used: list[str]) -> None:
    rng = np.random.default_rng(12)
    program = with_shared_budget(rng, blocks(rng, 12, coupled=False), 1.1)
    with pytest.raises(CertificateError):
        minimise(program, BlockDecompositionBackend(HighsBackend))
    assert "_solve_with_binding_column gave up" in methods_used


def test_an_impossible_program_is_left_to_the_whole(methods_used: list[str]) -> None:
    program = blocks(np.random.default_rng(1), 6, coupled=False)
    lower = program.row_lower.copy()
    lower[0], lower[-1] = 1e9, -np.inf
    with pytest.raises(CertificateError):
        minimise(
            program.changed(row_lower=lower, row_upper=np.maximum(program.row_upper, lower)),
            BlockDecompositionBackend(HighsBackend),
        )
