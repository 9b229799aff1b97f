"""A mixed-integer program is searched, and its optimum is that of every choice tried one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import sparse

from ontschotting.errors import CertificateError
from ontschotting.lp.mixed_integer.infeasible import InfeasibilityProof
from ontschotting.lp.mixed_integer.tree import search_tree
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Limits, Proposal
from ontschotting.lp.solve import minimise
from ontschotting.lp.solver_choice import Solver, open_backend

INF = np.inf


def random_program(seed: int) -> Program:
    """Some 0–1 columns, some others, and rows that a random point keeps."""
    rng = np.random.default_rng(seed)
    whole, others, rows = int(rng.integers(2, 7)), int(rng.integers(1, 5)), int(rng.integers(2, 6))
    columns = whole + others
    matrix = np.round(rng.normal(size=(rows, columns)) * (rng.random((rows, columns)) < 0.7), 2)
    point = np.concatenate([rng.integers(0, 2, whole), rng.uniform(0, 3, others)])
    upper = matrix @ point + rng.uniform(0, 0.5, rows)
    lower = np.where(rng.random(rows) < 0.5, -INF, upper - 1.5)
    is_binary = np.arange(columns) < whole
    most = np.where(is_binary, 1.0, 4.0)
    return Program(
        sparse.csc_array(matrix),
        np.round(rng.normal(size=columns), 2),
        lower,
        upper,
        np.zeros(columns),
        most,
        most,
        is_binary=is_binary,
    )


def beside(first: Program, second: Program) -> Program:
    """Two programs that share no row."""
    matrix = sparse.block_diag([first.matrix, second.matrix], format="csc")
    assert first.is_binary is not None and second.is_binary is not None
    names = ("cost", "row_lower", "row_upper", "lower", "upper", "valid_upper")
    arrays = [np.concatenate([getattr(first, name), getattr(second, name)]) for name in names]
    marks = np.concatenate([first.is_binary, second.is_binary])
    return Program(sparse.csc_array(matrix), *arrays, is_binary=marks)


def least_of_all_choices(program: Program) -> float:
    """The least cost over every 0–1 choice, each solved as a linear program."""
    least, backend = INF, open_backend()
    for choice in product((0.0, 1.0), repeat=len(program.undecided)):
        values = np.zeros(program.columns)
        values[program.undecided] = choice
        solution = backend.solve(program.decided(values))
        if solution.is_usable:
            least = min(least, float(program.cost @ solution.values))
    return least


@pytest.mark.parametrize("seed", range(25))
def test_it_is_the_best_of_all_choices(seed: int) -> None:
    program = random_program(seed)
    optimum = minimise(program, open_backend())
    assert optimum.minimum == pytest.approx(least_of_all_choices(program), abs=1e-7)
    assert optimum.certificate.bound_by == "tree"
    assert not optimum.certificate.is_open


@pytest.mark.parametrize("name", ["CBC", "HiGHS"])
@pytest.mark.parametrize("seed", range(4))
def test_through_pulp_it_is_the_same(seed: int, name: str) -> None:
    program = random_program(seed)
    optimum = minimise(program, open_backend(Solver("pulp", name)))
    assert optimum.minimum == pytest.approx(least_of_all_choices(program), abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_blocks_are_searched_one_by_one(seed: int) -> None:
    first, second = random_program(seed), random_program(seed + 100)
    optimum = minimise(beside(first, second), open_backend())
    apart = sum(minimise(part, open_backend()).minimum for part in (first, second))
    assert optimum.minimum == pytest.approx(apart, abs=1e-7)
    assert optimum.certificate.bound <= optimum.minimum <= optimum.certificate.bound + 1e-6


@pytest.mark.parametrize("seed", range(10))
def test_the_tree_finds_the_best_without_a_start(seed: int) -> None:
    program = random_program(seed)
    tree = search_tree(program, open_backend(), INF, None, 10.0)
    assert tree.objective == pytest.approx(least_of_all_choices(program), abs=1e-7)
    assert tree.bound == pytest.approx(tree.objective, abs=1e-6)


def test_the_word_of_the_solver_alone_is_said_to_be_its_word() -> None:
    """A tree that may open no node proves nothing beyond its root."""
    program = random_program(3)
    backend = open_backend(Solver(seconds=1e-9))
    assert search_tree(program, open_backend(), INF, None, -1.0).bound <= least_of_all_choices(
        program
    )
    with pytest.raises(CertificateError, match="no allowed 0-1 values"):
        minimise(program, NothingFound(backend.limits))


class NothingFound:
    """A solver that finds nothing and proves nothing."""

    name = "nothing"

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def copy(self) -> NothingFound:
        return self

    def solve(self, program: Program):  # type: ignore[no-untyped-def]
        from ontschotting.lp.solution import Solution

        return Solution(np.full(program.columns, np.nan), None, "unknown", self.name)

    def search(self, program: Program, limits: Limits) -> Proposal:
        return Proposal(np.full(program.columns, np.nan), -INF, "unknown")


def test_what_has_no_point_is_proven_to_have_none() -> None:
    matrix = sparse.csc_array(np.array([[1.0, 1.0], [1.0, -1.0]]))
    high = np.ones(2)
    program = Program(
        matrix, np.ones(2), np.array([1.9, 0.5]), np.full(2, INF), np.zeros(2), high, high
    )
    backend = open_backend()
    assert InfeasibilityProof(program, backend).holds(program)
    wider = program.changed(row_lower=np.array([1.5, 0.5]))
    assert not InfeasibilityProof(program, backend).holds(wider)


def test_a_gap_that_is_not_reached_is_no_answer() -> None:
    """The best point is 0.5 above the bound that half a choice gives, and no time is left."""
    program = random_program(7)
    best = minimise(program, open_backend())
    assert best.certificate.gap <= 1e-6
    with pytest.raises(CertificateError):
        minimise(program, NothingFound(Limits(gap=0.0, seconds=1e-9)))
