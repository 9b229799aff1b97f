"""Which whole plans close, when, what is short, who pays, and which wall alone closes them."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.solving.projects.whole_plans import WholePlanQuestions
from tests.cli.terminal import run
from tests.oracle.families import PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios
from tests.oracle.roads import assert_closing_agrees
from tests.oracle.samples import FUZZ, sample


def two_projects() -> on.Case:
    """Land 12, nature 6. The square takes 8 of each, the quay 4 of each; 50 units a year."""
    pots = ["land", "nature"]
    return on.Case(
        regions=pl.DataFrame({"region": ["A"]}),
        streams=pl.DataFrame({"stream": pots, "name": ["Land pot", "Nature pot"]}),
        budgets=pl.DataFrame(
            {
                "stream": pots,
                "level": ["national", "national"],
                "area": pl.Series([None, None], dtype=pl.String),
                "year": [2026, 2026],
                "amount_eur": [12e6, 6e6],
            }
        ),
        earmarks=pl.DataFrame({"stream": pots, "purpose": pots}),
        plans=pl.DataFrame(
            {
                "plan": ["square", "quay"],
                "name": ["The square", "The quay"],
                "region": ["A", "A"],
                "plan_type": ["project", "project"],
                "outcome": ["homes", "homes"],
                "capacity_units": [100.0, 50.0],
                "first_year": [2026, 2026],
                "last_year": [2028, 2028],
                "max_units_per_year": [50.0, 50.0],
                "whole": [True, True],
            }
        ),
        costs=pl.DataFrame(
            {
                "plan_type": ["project", "project"],
                "purpose": pots,
                "eur_per_unit": [80_000.0, 80_000.0],
            }
        ),
    )


def test_by_hand() -> None:
    """The quay closes. The square is 2 short of nature; with one purse of 18 both close alone.

    Together they take 24: within the walls 6 of nature is short (12 of 6), without walls 6 of 18.
    """
    found = on.closing(two_projects())
    rows = {row["plan"]: row for row in found.plans.iter_rows(named=True)}
    quay, square = rows["quay"], rows["square"]
    assert (quay["current_closes"], quay["current_first_year"], quay["walls"]) == (True, 2026, [])
    assert quay["current_short_alone_eur"] == 0
    assert (square["current_closes"], square["current_first_year"]) == (False, None)
    assert square["current_short_alone_eur"] == pytest.approx(2e6)
    assert square["current_short_alone_least_eur"] == square["current_short_alone_eur"]
    assert (square["lifted_closes"], square["lifted_first_year"]) == (True, 2027)
    assert square["walls"] == ["purpose"]
    assert found.current_short_together_eur == pytest.approx(6e6)
    assert found.lifted_short_together_eur == pytest.approx(6e6)


def test_who_pays_and_what_is_short() -> None:
    found = on.closing(two_projects())
    within = found.payments.filter((pl.col("regime") == "current") & (pl.col("plan") == "square"))
    assert dict(within.select("stream", "shown_eur").iter_rows()) == pytest.approx(
        {"land": 8e6, "nature": 8e6}
    )
    assert dict(within.select("stream", "addition_eur").iter_rows()) == pytest.approx(
        {"land": 0, "nature": 2e6}
    )
    added = found.additions.filter((pl.col("regime") == "current") & (pl.col("plan") == "square"))
    assert added.select("stream", "own", "year").rows() == [("nature", False, 2026)]
    ranges = {
        (row["regime"], row["plan"], row["stream"]): (row["least_eur"], row["most_eur"])
        for row in found.payment_ranges.iter_rows(named=True)
    }
    # without the wall of purpose: 16 from pots of 12 and 6
    assert ranges["lifted", "square", "land"] == pytest.approx((10e6, 12e6), abs=1)
    assert ranges["lifted", "square", "nature"] == pytest.approx((4e6, 6e6), abs=1)
    assert ranges["current", "quay", "nature"] == pytest.approx((4e6, 4e6), abs=1)


def test_the_sentences_say_it_in_both_languages() -> None:
    found = on.closing(two_projects())
    assert found.of_plan("square", "en") == (
        "The square does not close within the walls: at least 2 million euros is short, for"
        " example in Nature pot 2 million euros. Without these walls it closes, in 2027 at the"
        " earliest. Lifting one wall is enough; each of these alone closes it: purpose."
    )
    assert found.of_plan("quay").startswith("The quay sluit binnen de schotten")
    assert found.sentences("en")[0].startswith("Whole plans that close: 1 of 2 within the walls, 2")
    with pytest.raises(on.QuestionError, match="Whole plans: quay, square"):
        found.of_plan("bridge")


def test_a_result_travels(tmp_path: Path) -> None:
    found = on.closing(two_projects())
    again = pickle.loads(pickle.dumps(found))
    assert again.payment_ranges.equals(found.payment_ranges)
    assert again.to_json() == found.to_json()
    assert found.to_excel(tmp_path / "closing.xlsx").exists()


def test_at_the_terminal(tmp_path: Path) -> None:
    two_projects().write(tmp_path / "case")
    answer = json.loads(run("closing", str(tmp_path / "case"), "--json").stdout)
    assert answer["plans"][1]["plan"] == "square"
    assert answer["plans"][1]["current"]["short_alone_eur"] == pytest.approx(2e6)
    assert answer["plans"][1]["lifted"] == {
        "closes": True,
        "first_year": 2027,
        "first_year_least": 2027,
        "short_alone_eur": 0.0,
        "short_alone_least_eur": 0.0,
    }
    assert answer["current"]["short_together_eur"] == pytest.approx(6e6)
    printed = " ".join(run("closing", str(tmp_path / "case")).stdout.split())
    assert "2 miljoen euro te kort" in printed and "sluit, vanaf 2027" in printed


def test_one_undecided_wall_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a plan of which nothing was found in time leaves the other plans."""
    closes = WholePlanQuestions.closes

    steps: list[str] = []

    def undecided(self: WholePlanQuestions, plan: str) -> bool | None:
        return None if steps[-1] == "wall period" else closes(self, plan)

    monkeypatch.setattr(WholePlanQuestions, "closes", undecided)
    found = on.closing(two_projects(), progress=steps.append)
    square = found.plans.row(by_predicate=pl.col("plan") == "square", named=True)
    assert (square["walls"], square["walls_open"]) == (["purpose"], ["period"])
    assert "closes it: purpose. Of these walls it is not proven" in found.of_plan("square", "en")
    assert found.to_json()["plans"][1]["walls_open"] == ["period"]  # type: ignore[index]

    def nothing_found(self: WholePlanQuestions, plans: list[str], program: Any) -> bool | None:
        return None if "square" in plans else True

    monkeypatch.setattr(WholePlanQuestions, "closes", closes)
    monkeypatch.setattr(WholePlanQuestions, "_are_built", nothing_found)
    found = on.closing(two_projects())
    quay, square = found.plans.sort("plan").rows(named=True)
    assert quay["current_closes"] and square["current_closes"] is None
    assert (square["current_short_alone_least_eur"], square["current_short_alone_eur"]) == (0, None)
    assert "not proven" in found.of_plan("square", "en")
    assert "at least 1, at most 2 of 2 within the walls" in found.sentences("en")[0]
    assert "niet bewezen" in found.plot().get_label()


def test_a_case_without_whole_plans_is_refused_in_words() -> None:
    with pytest.raises(on.QuestionError, match="no plan of this case is whole"):
        on.closing(on.load_case("two-villages"))


WITH_PROJECTS = [
    each
    for each in scenarios(sample(17), seed=31, families=tuple(PROJECT_FAMILIES))
    if any(plan.get("whole") for plan in each.tables["plans"])
]


@pytest.mark.parametrize(
    "number", range(len(WITH_PROJECTS)), ids=lambda number: WITH_PROJECTS[number].name
)
def test_the_naive_program_agrees(number: int) -> None:
    # eight programs per plan for the walls that close it alone: in the suite every other time
    assert_closing_agrees(WITH_PROJECTS[number], walls=FUZZ > 1 or number % 2 == 0)
