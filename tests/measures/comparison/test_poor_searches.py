"""A search that finds less than the best still says what the best may be: every end holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import ontschotting as on
from ontschotting.lp.backends.highs import HighsBackend
from ontschotting.lp.mixed_integer import minimise as mixed_integer
from ontschotting.lp.mixed_integer.tree import TreeResult
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend, Limits, Proposal
from tests.cli.terminal import run

CASES = ("two-villages-project", "two-villages-applying")


@pytest.fixture
def poor_search(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let searches find a point without projects where one is allowed, and bound it rightly."""
    search = HighsBackend.search

    def searched(self: HighsBackend, program: Program, limits: Limits) -> Proposal:
        best, upper = search(self, program, replace(limits, gap=None)), program.upper.copy()
        upper[program.undecided] = program.lower[program.undecided]
        poor = search(self, program.changed(upper=upper), limits)
        return replace(poor, bound=best.bound) if poor.is_usable else best

    def no_tree(
        program: Program, backend: Backend, objective: float, gap: float | None, seconds: float
    ) -> TreeResult:
        return TreeResult(-np.inf, None, objective)

    def begin() -> None:
        monkeypatch.setattr(HighsBackend, "search", searched)
        monkeypatch.setattr(mixed_integer, "search_tree", no_tree)

    return begin


@pytest.mark.parametrize("name", CASES)
def test_every_end_holds_the_truth(name: str, poor_search: Callable[[], None]) -> None:
    case = on.load_case(name)
    proven = on.compare(case, on.UNCONDITIONAL)
    truth, goals, groups = proven.measures(), proven.freed_outcomes, proven.by("stream")
    poor_search()
    found = on.compare(case, on.UNCONDITIONAL)
    measures, ends = found.measures(), found.open_ends
    assert {"value_current", "needed_eur", "utilisation"} <= set(ends)
    for measure, value in truth.items():
        least, most = ends.get(measure, (measures[measure], measures[measure]))
        if value is None or least is None:  # no targets; or no amount suffices, which is no end
            continue
        assert least <= value + 1e-3, measure
        assert most is None or value <= most + 1e-3, measure
    for goal, range_of_goal in found.freed_outcomes.items():
        least, most = range_of_goal["least"], range_of_goal["most"]
        assert least is not None and most is not None
        assert least <= (goals[goal]["least"] or 0) + 1e-3 and (goals[goal]["most"] or 0) <= most
    wider = found.by("stream")
    for column in ("spent_current_eur", "spent_needed_eur", "spent_lifted_eur"):
        assert (wider[f"{column}_least"] <= groups[f"{column}_least"] + 1).all()
        assert (wider[f"{column}_most"] >= groups[f"{column}_most"] - 1).all()


def test_every_answer_says_that_it_is_not_proven(poor_search: Callable[[], None]) -> None:
    poor_search()
    case = on.load_case("two-villages-project")
    solver = on.Solver(seconds=7)
    answers: list[on.Result] = [
        on.compare(case, solver=solver),
        on.compare(case, {"a": on.INTEGRAL}, solver=solver),
        on.allocate(case, solver=solver),
        on.attribute(case, solver=solver),
        on.choose_walls(case, k=1, solver=solver),
        on.free_share(case, shares=[0.5], solver=solver),
        on.shadow_prices(case, solver=solver),
        on.explain(case, solver=solver),
        on.by_area(case, "region", solver=solver),
    ]
    for answer in answers:
        assert "niet bewezen" in answer.note or "voordat" in answer.note, type(answer)
        json = answer.to_json()
        assert json["bound_by"] == "solver" and json["gap"] is not None, type(answer)
    assert "7 seconds" in answers[0].note_in("en")
    chart = answers[0].plot(lang="en")
    assert chart.get_label().endswith("stopped before the best was proven.")
    assert any(text.get_text().startswith("Not proven:") for text in chart.figure.texts)


def test_parts_have_ends(poor_search: Callable[[], None]) -> None:
    case = on.load_case("two-villages-project")
    truth = dict(on.attribute(case).parts.select("wall", "value").iter_rows())
    poor_search()
    parts = on.attribute(case).parts
    for wall, least, most in parts.select("wall", "least", "most").iter_rows():
        assert least <= truth[wall] + 1e-6 and truth[wall] <= most + 1e-6, wall
        assert least >= 0
    assert not on.choose_walls(case, k=1).ties_complete
    printed = run("attribute", "two-villages-project", "--lang", "en").stdout
    assert "at least 0, at most" in printed and "stopped" in printed


def test_a_bound_stays_a_bound(poor_search: Callable[[], None]) -> None:
    case = on.load_case("two-villages-project")
    truth = on.bounds(case).central
    poor_search()
    found = on.bounds(case)
    assert found.least <= truth <= found.most
    assert "adds nothing in this model" not in " ".join(on.explain(case).sentences("en"))
