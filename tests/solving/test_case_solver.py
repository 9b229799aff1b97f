"""What is worked out once: answers to questions about a regime, and things by their key.

Two threads that ask for different things never wait for each other.
"""

from __future__ import annotations

import threading

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.unchecked import with_values
from ontschotting.lp.backends import highs
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.program import Program
from ontschotting.solving.answers import Answers, answered_once
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.made_once import MadeOnce
from ontschotting.support.parallel import parallel_map, run_parallel
from tests.benchmarks.synthetic import synthetic


class Slow(RegimeQuestions):
    """Questions whose answer takes until another thread works on its own."""

    def __init__(self, meeting: threading.Barrier) -> None:
        self.meeting, self.asked = meeting, 0
        self.answers = Answers()

    @answered_once
    def doubled(self, number: int) -> int:
        """Return twice a number, and count how often it was worked out."""
        self.meeting.wait()
        self.asked += 1
        return 2 * number


def test_an_answer_is_remembered_for_each_argument() -> None:
    slow = Slow(threading.Barrier(1))
    assert [slow.doubled(3), slow.doubled(3), slow.doubled(4)] == [6, 6, 8]
    assert slow.asked == 2
    assert Slow.doubled.__doc__ == "Return twice a number, and count how often it was worked out."


@pytest.fixture
def two_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads at work on a machine with one core too."""
    monkeypatch.setattr("ontschotting.support.parallel.CORES", 2)


@pytest.mark.usefixtures("two_threads")
def test_two_regimes_do_not_wait_for_each_other() -> None:
    # broken when one of the two is not let in while the other is there
    meeting = threading.Barrier(2, timeout=30)
    assert parallel_map(lambda slow: slow.doubled(1), [Slow(meeting), Slow(meeting)]) == [2, 2]


def test_two_threads_that_ask_the_same_work_it_out_once() -> None:
    slow = Slow(threading.Barrier(1))
    assert run_parallel(lambda: slow.doubled(5), lambda: slow.doubled(5)) == [10, 10]
    assert slow.asked == 1


def test_a_thing_is_made_once_for_its_key_and_the_last_ones_are_kept() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    things: MadeOnce[str] = MadeOnce(2)
    ask = ["a", "b", "a", "c", "a", "b"]  # c takes the place of b, since a was asked for later
    assert [things.get(key, lambda key=key: make(key)) for key in ask] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]


@pytest.mark.usefixtures("two_threads")
def test_two_things_are_made_at_the_same_time_and_one_thing_by_one_thread() -> None:
    meeting, things, made = threading.Barrier(2, timeout=30), MadeOnce[int](), []

    def make(number: int) -> int:
        meeting.wait()
        made.append(number)
        return number

    keys = [1, 2]
    assert parallel_map(lambda key: things.get(key, lambda: make(key)), keys) == keys
    assert run_parallel(*[lambda: things.get(1, lambda: make(1))] * 4) == [1] * 4
    assert sorted(made) == keys


def test_regimes_with_the_same_rules_are_one_question() -> None:
    solver = CaseSolver(on.load_case("two-villages"))
    walls = on.lift("purpose", "period", "stacking")
    assert solver.questions(walls) is solver.questions(on.INTEGRAL)
    # Nothing in this case has a cap, so lifting it too changes no rule.
    assert solver.questions(on.lift("purpose", "cap")) is solver.questions(on.lift("purpose"))
    assert solver.questions(on.lift("purpose")) is not solver.questions(on.CURRENT)
    assert solver.value(walls) == solver.value(on.INTEGRAL)
    assert len(solver.certificates) == 1


def test_a_value_found_near_another_case_is_that_of_the_case_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Prices and budgets move a little; the basis of the case before still fits.
    case, regime = synthetic(6, 5, 3), on.INTEGRAL
    near: list[bool] = []
    solved_nearby = HighsBackend._solved_nearby

    def noted(backend: HighsBackend, program: Program) -> object:
        highs = solved_nearby(backend, program)
        near.append(highs is not None)
        return highs

    monkeypatch.setattr(HighsBackend, "_solved_nearby", noted)
    solver = CaseSolver(case)
    solver.value(), solver.value(regime)
    assert not any(near)
    for table, column, factor in (
        ("budgets", "amount_eur", 0.97),
        ("costs", "eur_per_unit", 1.05),
        ("plans", "capacity_units", 0.9),
    ):
        frame = case.tables[table].with_columns(pl.col(column) * factor)
        moved = with_values(case, {table: frame})
        beside = solver.of(moved).starting_from(solver)
        alone = CaseSolver(moved)
        for each in (on.CURRENT, regime):
            del near[:]
            assert beside.value(each) == pytest.approx(alone.value(each), rel=1e-12)
            assert near == [True, False]  # the one beside started near, the other from nothing


def test_a_basis_of_another_size_is_not_used() -> None:
    case = synthetic(6, 5, 3)
    part = case.only(region=case.regions["region"][:3].to_list())
    solver = CaseSolver(case)
    solver.value()
    beside = solver.of(part).starting_from(solver)
    assert beside.value() == pytest.approx(CaseSolver(part).value(), rel=1e-12)


def test_a_value_of_which_nothing_else_is_asked_is_the_best_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Small programs take the way of large ones: interior point, and no basis.
    monkeypatch.setattr(highs, "_MEDIUM", 0)
    case = on.load_case("two-villages-years")
    solver = CaseSolver(case)
    for regime in (on.CURRENT, on.INTEGRAL, on.lift("cofinancing", streams=["land"])):
        expected = on.allocate(case, regime).value
        assert solver.value_alone(regime) == pytest.approx(expected, rel=1e-9)
        assert solver.value(regime) == solver.value_alone(regime)
    budgets = case.tables["budgets"].with_columns(pl.col("amount_eur") * 1e3)
    richer = on.allocate(with_values(case, {"budgets": budgets}), on.CURRENT)
    assert -solver.questions().unlimited.minimum == pytest.approx(richer.value, rel=1e-9)
