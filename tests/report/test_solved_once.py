"""In a report no optimum is solved twice, and what it shows is what a question alone gives."""

from __future__ import annotations

import hashlib

import pytest

import ontschotting as on
from ontschotting.datasets.bundled import case_folder
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.mixed_integer.minimise import Hint
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend
from ontschotting.lp.solve import minimise
from ontschotting.report.collect.collect import collect
from ontschotting.solving import solved_optima
from ontschotting.solving.case_solver import CaseSolver

NAMES = ("two-villages", "two-villages-years")


def _content(program: Program) -> str:
    """Return a hash of the numbers that a solver gets."""
    matrix, digest = program.matrix, hashlib.sha256()
    for array in (
        *(matrix.data, matrix.indices, matrix.indptr, program.cost),
        *(program.lower, program.upper, program.row_lower, program.row_upper),
    ):
        digest.update(array.tobytes() + b"|")
    return digest.hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_no_optimum_is_solved_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Every optimum comes from here. A solver that is only brought to a corner of a face, to start
    # from there, gives none.
    solved: list[str] = []

    def counted(program: Program, backend: Backend, hint: Hint | None = None) -> Optimum:
        solved.append(_content(program))
        return minimise(program, backend, hint)

    monkeypatch.setattr(solved_optima, "minimise", counted)
    collect(on.load_case(name), folder=case_folder(name))
    assert len(solved) == len(set(solved)) > 90


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_does_not_depend_on_what_was_asked_before(name: str) -> None:
    case = on.load_case(name)
    shared = CaseSolver(case)
    on.free_share(case, solver=shared)
    on.conditions(case, guarantee="region", solver=shared)
    gap = on.target_gap(case, solver=shared) if case.targets.height else None
    for regime in (on.CURRENT, on.INTEGRAL):
        alone = on.allocate(case, regime)
        after = shared.questions(regime)
        assert (
            after.cheapest.values.tolist()
            == CaseSolver(case).questions(regime).cheapest.values.tolist()
        )
        assert after.best.prices.tolist() == CaseSolver(case).questions(regime).best.prices.tolist()
        assert alone.value == after.value
    if gap is not None:
        assert gap.to_json() == on.target_gap(case).to_json()


def test_an_answer_counts_the_optima_that_it_rests_on_whoever_solved_them() -> None:
    case = on.load_case("two-villages-years")
    alone = on.year_rules(case).trace.optima
    shared = CaseSolver(case)
    on.attribute(case, solver=shared)
    assert on.year_rules(case, solver=shared).trace.optima == alone
    assert on.bounds(case, solver=shared).trace.optima == on.bounds(case).trace.optima
