"""What time did not close is shown with two ends, or is no answer where a gap was asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import ontschotting as on
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.mixed_integer import minimise as mixed_integer
from ontschotting.lp.mixed_integer.tree import TreeResult
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend, Limits, Proposal
from ontschotting.measures.comparison.measures import MEASURES
from ontschotting.measures.comparison.open_ends import _ENDS

CASE = "two-villages-applying"


@pytest.fixture
def nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that knows the best point and cannot prove it: its bound lies a tenth lower."""
    search = HighsBackend.search

    def searched(self: HighsBackend, program: Program, limits: Limits) -> Proposal:
        found = search(self, program, replace(limits, gap=None))
        return replace(found, bound=found.bound - 0.1 * max(1.0, abs(found.bound)))

    def no_tree(
        program: Program, backend: Backend, objective: float, gap: float | None, seconds: float
    ) -> TreeResult:
        return TreeResult(-np.inf, None, objective)

    monkeypatch.setattr(HighsBackend, "search", searched)
    monkeypatch.setattr(mixed_integer, "search_tree", no_tree)


def test_every_measure_that_is_searched_for_has_ends() -> None:
    assert MEASURES.keys() - _ENDS.keys() == {"budget_eur"}  # a sum of the tables


def test_a_proven_comparison_says_by_whom() -> None:
    comparison = on.compare(on.load_case(CASE))
    answer = comparison.to_json()
    assert answer["bound_by"] == comparison.bound_by == "tree"
    assert answer["gap"] is not None and 0 <= answer["gap"] <= 1e-6
    assert comparison.open_ends == answer["open_ends"] == {}


def test_a_linear_comparison_has_no_gap() -> None:
    comparison = on.compare(on.load_case("two-villages"))
    assert comparison.gap is None and comparison.bound_by is None
    assert not {"gap", "bound_by", "open_ends"} & set(comparison.to_json())


@pytest.mark.usefixtures("nothing_is_closed")
def test_what_is_open_has_two_ends_that_hold_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    case = on.load_case(CASE)
    comparison = on.compare(case, on.UNCONDITIONAL)
    ends = comparison.open_ends
    assert comparison.bound_by == "solver" and comparison.gap is not None
    assert comparison.gap > 0.05
    assert "solver's word" in str(comparison.trace)
    sentence = " ".join(comparison.sentences("nl"))
    assert "ten minste" in sentence and "ten hoogste" in sentence
    monkeypatch.undo()
    proven = on.compare(case, on.UNCONDITIONAL).measures()
    for name, (least, most) in ends.items():
        truth = proven[name]
        assert truth is not None
        assert least <= truth + 1e-3 and (most is None or truth <= most + 1e-3), name
    assert "value_current" in ends


@pytest.mark.usefixtures("nothing_is_closed")
def test_a_gap_that_is_not_reached_is_no_answer() -> None:
    with pytest.raises(on.CertificateError, match="no certified answer within the gap"):
        on.compare(on.load_case(CASE), solver=on.Solver(gap=0.01))


@pytest.mark.usefixtures("nothing_is_closed")
def test_a_gap_that_is_reached_is_an_answer() -> None:
    comparison = on.compare(on.load_case(CASE), solver=on.Solver(gap=0.5))
    assert comparison.gap is not None and 0.05 < comparison.gap <= 0.5
    note = comparison.note_in("en")
    assert "gap of 50% that was asked" in note and "seconds" not in note


@pytest.mark.parametrize(("options", "words"), [({"gap": 1.5}, "gap"), ({"seconds": 0}, "seconds")])
def test_limits_that_mean_nothing_are_refused(options: dict[str, float], words: str) -> None:
    with pytest.raises(on.QuestionError, match=words):
        on.Solver(**options)  # type: ignore[arg-type]
