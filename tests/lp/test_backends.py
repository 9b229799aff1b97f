"""Both backends give the same certified minimum, and a tampered answer is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pulp
import pytest
from scipy import sparse

from ontschotting.errors import CertificateError, QuestionError
from ontschotting.lp.backends import highs
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.certificate import certify
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Solution
from ontschotting.lp.solve import minimise
from ontschotting.lp.solver_choice import Solver, open_backend

INF = np.inf


def random_program(rng: np.random.Generator) -> Program:
    """A small feasible program with equalities, ranges, rows on either side, empty rows and fixed
    columns.
    """
    rows, columns = int(rng.integers(2, 8)), int(rng.integers(2, 9))
    matrix = np.round(rng.normal(size=(rows, columns)) * (rng.random((rows, columns)) < 0.6), 2)
    inside = rng.uniform(0, 5, columns)
    activity = matrix @ inside
    kind = rng.integers(0, 4, rows)
    lower = np.where(kind == 0, -INF, np.where(kind == 3, activity, activity - 1.0))
    upper = np.where(kind == 1, INF, np.where(kind == 3, activity, activity + 1.0))
    fixed = rng.random(columns) < 0.15
    low, high = np.where(fixed, inside, 0.0), np.where(fixed, inside, 6.0)
    return Program(
        sparse.csc_array(matrix),
        np.round(rng.normal(size=columns), 2),
        lower,
        upper,
        low,
        high,
        high,
    )


def solvers() -> list[str]:
    found = pulp.listSolvers(onlyAvailable=True)
    return [name for name in ("PULP_CBC_CMD", "HiGHS") if name in found]


@pytest.mark.parametrize("name", solvers())
@pytest.mark.parametrize("seed", range(25))
def test_backends_agree(name: str, seed: int) -> None:
    program = random_program(np.random.default_rng(seed))
    here, there = (
        minimise(program, open_backend()),
        minimise(program, open_backend(Solver("pulp", name))),
    )
    assert there.minimum == pytest.approx(here.minimum, rel=1e-6, abs=1e-6)
    assert here.certificate.gap == pytest.approx(0, abs=1e-9)


def test_the_last_basis_is_kept_and_changes_nothing() -> None:
    program = random_program(np.random.default_rng(3))
    backend = open_backend()
    for seed in range(6):
        changed = program.changed(cost=np.random.default_rng(seed).normal(size=program.columns))
        assert minimise(changed, backend).minimum == pytest.approx(
            minimise(changed, open_backend()).minimum, abs=1e-9
        )


def test_a_basis_that_is_not_near_is_left_for_a_cold_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highs, "_LARGE", 0)
    for seed in range(6):
        program = random_program(np.random.default_rng(seed))
        other = program.changed(upper=program.upper + 3.0, valid_upper=program.valid_upper + 3.0)
        expected = minimise(other, HighsBackend()).minimum
        for most in (0, 10_000):
            monkeypatch.setattr(highs, "_BOUNDS_ITERATIONS", most)
            backend = HighsBackend()
            minimise(program, backend)
            moved = minimise(other.changed(only_bounds_changed=True), backend)
            assert moved.minimum == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_noise_left_by_an_older_basis_is_solved_again_from_a_cold_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program, backend = random_program(np.random.default_rng(3)), HighsBackend()
    exact = minimise(program, backend).minimum
    original, undecomposed = HighsBackend.solve, []

    def noisy(self: HighsBackend, question: Program) -> Solution:
        solution = original(self, question)
        undecomposed.append(question.solve_undecomposed)
        assert solution.prices is not None
        noise = 0.0 if question.solve_undecomposed else 1e-4
        return replace(solution, prices=solution.prices * (1 - noise))

    monkeypatch.setattr(HighsBackend, "solve", noisy)
    assert minimise(program, backend).minimum == pytest.approx(exact)
    assert undecomposed == [False, True]
    started: list[object] = []
    monkeypatch.setattr("highspy.Highs.setBasis", lambda self, basis: started.append(basis))
    original(backend, program.changed(solve_undecomposed=True))
    assert not started
    original(backend, program)
    assert started


def test_the_sign_of_a_price() -> None:
    """Minimise −x with x ≤ 5 as a row: one more unit of the bound lowers the minimum by one."""
    program = Program(
        sparse.csc_array([[1.0]]),
        np.array([-1.0]),
        np.array([-INF]),
        np.array([5.0]),
        np.zeros(1),
        np.array([INF]),
        np.array([9.0]),
    )
    for backend in (open_backend(), *(open_backend(Solver("pulp", name)) for name in solvers())):
        assert minimise(program, backend).prices[0] == pytest.approx(-1)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a better value", "a row is violated"),
        ("a worse value", "gap between answer and proof"),
        ("outside a bound", "a bound is violated"),
        ("wrong prices", "gap between answer and proof"),
        ("no prices", "gave no prices"),
        ("not a number", "gave no finite values"),
    ],
)
def test_a_tampered_answer_is_refused(what: str, words: str) -> None:
    program = Program(
        sparse.csc_array([[1.0, 1.0]]),
        np.array([-1.0, -2.0]),
        np.array([-INF]),
        np.array([5.0]),
        np.zeros(2),
        np.array([4.0, 4.0]),
        np.array([4.0, 4.0]),
    )
    solution = open_backend().solve(program)
    assert certify(program, solution).objective == pytest.approx(-9)
    tampered = {
        "a better value": replace(solution, values=np.array([2.0, 4.0])),
        "a worse value": replace(solution, values=np.array([0.0, 4.0])),
        "outside a bound": replace(solution, values=np.array([0.0, 5.0])),
        "wrong prices": replace(solution, prices=np.array([0.0])),
        "no prices": replace(solution, prices=None),
        "not a number": replace(solution, values=np.array([np.nan, 4.0])),
    }[what]
    with pytest.raises(CertificateError, match=words):
        certify(program, tampered)


def test_an_infeasible_program_gives_no_number() -> None:
    program = Program(
        sparse.csc_array([[1.0]]),
        np.array([1.0]),
        np.array([5.0]),
        np.array([INF]),
        np.zeros(1),
        np.array([1.0]),
        np.array([1.0]),
    )
    for backend in (open_backend(), *(open_backend(Solver("pulp", name)) for name in solvers())):
        with pytest.raises(CertificateError, match="no certified answer"):
            minimise(program, backend)


def test_unknown_solvers_are_refused_by_name() -> None:
    with pytest.raises(QuestionError, match="Choose highs or pulp"):
        open_backend("glop")
    with pytest.raises(QuestionError, match="finds no solver 'NOPE'"):
        _ = open_backend(Solver("pulp", "NOPE")).name


def test_standard_output_comes_back_from_any_number_of_threads(
    capfd: pytest.CaptureFixture[str],
) -> None:
    import os
    import time

    from ontschotting.lp.backends.quiet import quiet_output
    from ontschotting.support.parallel import parallel_map

    def loud(number: int) -> None:
        with quiet_output():
            os.write(1, b"banner\n")
            time.sleep(0.001 * (number % 7))

    for _ in range(10):
        parallel_map(loud, range(20))
    os.write(1, b"the answer\n")
    assert capfd.readouterr().out == "the answer\n"
