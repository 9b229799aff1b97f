"""A comparison works out its headline, and every other measure when it is first read."""

from __future__ import annotations

import pickle
import random

import pytest

import ontschotting as on
from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.comparison.measures import HEADLINE, MEASURES
from ontschotting.solving import solved_optima
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.words.measures import MEASURES as WORDS

CASE = "two-villages-years"


def test_every_measure_has_words_and_what_works_it_out() -> None:
    assert list(WORDS) == list(MEASURES)
    assert set(HEADLINE) <= set(MEASURES)


def test_the_headline_is_solved_and_nothing_else() -> None:
    solver = CaseSolver(on.load_case(CASE))
    comparison = compare_regimes(solver, on.INTEGRAL)
    # V, S and the allocation at V of both regimes, and S(i, V(c))
    assert len(solver.certificates) == comparison.trace.optima == 7
    assert comparison.freed is not None and comparison.blocked_eur is not None
    assert repr(comparison) and comparison._repr_html_() and comparison.sentences("en")
    assert comparison.outcomes.height and comparison.plot()
    assert len(solver.certificates) == 7
    assert comparison.top_up_eur == comparison.top_up_eur
    assert len(solver.certificates) == comparison.trace.optima > 7


def test_a_measure_is_the_same_in_whatever_order_it_is_read() -> None:
    case = on.load_case(CASE)
    all_at_once = on.compare(case, guarantee="region").measures()
    names = list(all_at_once)
    for seed in range(3):
        random.Random(seed).shuffle(names)
        comparison = on.compare(case, guarantee="region")
        one_by_one = {name: comparison.lazy_measures[name] for name in names}
        assert {name: one_by_one[name] for name in all_at_once} == all_at_once


def test_an_allocation_is_the_same_whatever_was_asked_before() -> None:
    case = on.load_case(CASE)
    fresh, asked = CaseSolver(case), CaseSolver(case)
    for regime in (on.CURRENT, on.INTEGRAL):
        before = asked.questions(regime, reached=0.0)
        before.least_theta(0.0)
        assert before.most_spending and before.unlimited
        before.least_additions_eur(1.01 * asked.value(on.UNCONDITIONAL))
    first, second = compare_regimes(fresh, on.INTEGRAL), compare_regimes(asked, on.INTEGRAL)
    for name in ("current_allocation", "lifted_allocation"):
        one, two = getattr(first, name), getattr(second, name)
        assert one.units.equals(two.units) and one.spend.equals(two.spend)
        assert one.prices.equals(two.prices)


def test_the_trace_counts_what_was_read_also_where_it_was_known_already() -> None:
    case = on.load_case(CASE)
    known = CaseSolver(case)
    whole = compare_regimes(known, on.INTEGRAL)
    whole.measures()
    again = compare_regimes(known, on.INTEGRAL)
    fresh = on.compare(case)
    assert again.trace == fresh.trace
    assert again.trace.optima < whole.trace.optima
    assert again.crossing_eur == fresh.crossing_eur and again.trace == fresh.trace
    assert str(whole.trace) == again.to_json()["trace"]
    assert again.trace == whole.trace


def test_a_pickle_holds_every_measure_and_can_be_asked_more() -> None:
    comparison = on.compare(on.load_case(CASE))
    copy = pickle.loads(pickle.dumps(comparison))
    assert copy.measures() == comparison.measures()
    assert copy.trace == comparison.trace and copy.case == comparison.case
    assert copy.sentences() == comparison.sentences()
    assert copy.by("stream").equals(comparison.by("stream"))


def test_a_measure_without_certificate_raises_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison = on.compare(on.load_case(CASE))

    def fail(program: Program, backend: Backend, hint: object = None) -> Optimum:
        raise CertificateError("no certified answer")

    monkeypatch.setattr(solved_optima, "minimise", fail)
    assert comparison.freed is not None and comparison.note
    with pytest.raises(CertificateError):
        _ = comparison.crossing_eur
    with pytest.raises(CertificateError):
        _ = comparison.frame
    with pytest.raises(CertificateError):
        comparison.to_json()
    monkeypatch.undo()
    assert comparison.crossing_eur is not None  # a failure is not remembered
