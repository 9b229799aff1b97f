"""What runs out first: by hand, and again by separate questions about changed cases."""

from __future__ import annotations

import polars as pl
import pytest
from matplotlib.text import Text

import ontschotting as on
from ontschotting.measures.comparison.binding_limits import target_note
from tests.measures.uncertainty.test_switching_values import limited


def test_without_limits_the_money_within_the_walls_runs_out_first() -> None:
    """Two villages: 10,000 planned homes, money for 2,000 within the walls and 4,000 without."""
    answer = on.binding_limits(on.load_case("two-villages"))
    assert dict(answer.limits.select("limit", "units").iter_rows()) == pytest.approx(
        {"plans": 10_000, "money_lifted": 4_000, "money_current": 2_000}
    )
    assert answer.first == "money_current"
    assert "2.000 woningen" in answer.headline


def test_each_limit_is_what_a_case_without_the_others_reaches() -> None:
    """At most 1,500 homes (1,400 to 2,500); the money pays for 2,000 and 4,000."""
    case = limited(1500.0, 1400.0, 2500.0)
    answer = on.binding_limits(case)
    rows = {row[0]: row[1:] for row in answer.limits.iter_rows()}
    assert answer.first == "limits"
    assert rows["limits"] == pytest.approx((1500.0, 1400.0, 2500.0))
    unlimited = case.with_table("limits", case.limits.clear())
    comparison = on.compare(unlimited)
    assert rows["money_current"][0] == pytest.approx(comparison.current.value)
    assert rows["money_lifted"][0] == pytest.approx(comparison.lifted.value)
    assert rows["plans"][0] == pytest.approx(case.plans["capacity_units"].sum())
    for name, value in answer.without_limits.items():
        assert value == pytest.approx(comparison.measures()[name], abs=1.0)
    assert any("2.000 woningen tegen" in sentence for sentence in answer.sentences("nl"))


def test_plans_that_the_money_pays_for_run_out_first() -> None:
    case = on.load_case("two-villages").set("plans", "A1", capacity_units=1000.0)
    answer = on.binding_limits(case)
    assert answer.first == "plans"
    assert answer.limits["units"].to_list() == pytest.approx([1000.0] * 3)


def test_new_homes_are_not_subtracted_from_a_target_that_counts_more() -> None:
    """The chart sets the target beside the bars, with what it counts; it names no difference."""
    target = {"level": "national", "outcome": "homes", "units": 3000.0, "note": "telt ook verbouw."}
    case = limited(1500.0).with_table("targets", pl.DataFrame([target]))
    axes = on.binding_limits(case).plot(lang="nl")
    words = str(axes.get_label())
    figure = axes.get_figure()
    assert figure is not None
    drawn = " ".join(text.get_text() for text in figure.findobj(Text))
    assert "afspraak 3.000" in words
    assert "telt ook verbouw" in " ".join(drawn.split())
    assert "1.500 per jaar" not in words and "ontbre" not in words


@pytest.mark.parametrize("note", [None, "counts conversions too."])
def test_the_share_taken_for_a_part_is_no_note_on_what_a_target_counts(note: str | None) -> None:
    target = {"level": ["national"], "outcome": ["homes"], "units": [300.0], "note": [note]}
    case = on.load_case("two-villages-project").with_table("targets", pl.DataFrame(target))
    part = case.only(region="a")  # 300 of the 400 planned homes
    assert "share of planned units inside: 0.75" in part.targets["note"][0]
    assert target_note(part, "nl") == target_note(case, "nl")
    assert target_note(case, "nl") == (None if note is None else "counts conversions too")
