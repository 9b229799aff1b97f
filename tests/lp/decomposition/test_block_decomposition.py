"""Solving in blocks changes nothing.

The same measures as undecomposed, on every random case and on programs made of blocks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.decomposition import block_decomposition
from ontschotting.lp.decomposition.block_decomposition import BlockDecompositionBackend
from ontschotting.lp.program import Program
from ontschotting.lp.solve import minimise
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
    for method in ("_solve_blocks", "_solve_with_binding_row"):
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
        *scenarios(sample(36), seed=77),
        *scenarios(sample(14), seed=77, families=tuple(SHARE_FAMILIES)),
    ],
    ids=lambda scenario: scenario.name,
)
def test_every_measure_is_the_same_by_blocks(scenario: Any, methods_used: list[str]) -> None:
    assert_both_roads_agree(scenario)


def test_both_methods_are_used(methods_used: list[str]) -> None:
    for scenario in scenarios(sample(33), seed=78):
        library_measures(scenario.tables, scenario.regime)
    assert methods_used.count("_solve_blocks") > 20
    assert methods_used.count("_solve_with_binding_row") > 20
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
    for _ in range(40):
        program = blocks(rng, 12, coupled=coupled)
        undecomposed = minimise(program, HighsBackend())
        in_blocks = minimise(program, BlockDecompositionBackend(HighsBackend))
        assert in_blocks.minimum == pytest.approx(undecomposed.minimum, rel=1e-7)
        assert in_blocks.certificate.gap <= 1e-6
    assert ("_solve_with_binding_row" if coupled else "_solve_blocks") in methods_used


def test_an_impossible_program_is_left_to_the_whole(methods_used: list[str]) -> None:
    from ontschotting.errors import CertificateError

    program = blocks(np.random.default_rng(1), 6, coupled=False)
    lower = program.row_lower.copy()
    lower[0], lower[-1] = 1e9, -np.inf
    with pytest.raises(CertificateError):
        minimise(
            program.changed(row_lower=lower, row_upper=np.maximum(program.row_upper, lower)),
            BlockDecompositionBackend(HighsBackend),
        )
