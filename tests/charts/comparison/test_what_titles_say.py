"""A title names no single winner of a tie, and texts say only what was asked."""

from __future__ import annotations

import polars as pl

from ontschotting.charts.comparison.blocked_by_group import blocked_by_group_chart
from ontschotting.charts.comparison.scenarios import scenarios_chart


def blocked(least: list[float], most: list[float], lang: str) -> str:
    names = [f"Village {letter}" for letter in "ABC"[: len(least)]]
    frame = pl.DataFrame({"group": names, "blocked_eur_least": least, "blocked_eur_most": most})
    return str(blocked_by_group_chart(frame, lang=lang).get_label())


def test_a_tie_of_blocked_money_is_said() -> None:
    two = blocked([20e6, 20e6], [20e6, 20e6], "en")
    assert two.startswith("Village A and Village B: 20 million euros blocked in each.")
    three = blocked([20e6, 20e6, 20e6], [30e6, 30e6, 40e6], "nl")
    assert "en 2 andere: in elk ten minste 20 miljoen euro geblokkeerd" in three
    assert blocked([20e6, 10e6], [20e6, 10e6], "en").startswith("Village A: 20 million euros")


def test_a_question_that_was_not_asked_is_not_mentioned() -> None:
    frame = pl.DataFrame(
        {"name": ["one", "two"], "free": [2000.0, None], "awarded": [None, 2500.0]},
        schema={"name": pl.String, "free": pl.Float64, "awarded": pl.Float64},
    )
    label = scenarios_chart(frame, units="homes", lang="en").get_label()
    assert "one: 2,000. two: 2,500 with awarded money too." in label
    assert "none exists" not in label
    assert label.startswith("Most, 2,500 homes when awarded money counts too")


def test_a_tie_that_free_money_reaches_needs_no_awarded_money() -> None:
    frame = pl.DataFrame(
        {"name": ["one", "two"], "free": [2000.0, None], "awarded": [None, 2000.0]},
        schema={"name": pl.String, "free": pl.Float64, "awarded": pl.Float64},
    )
    assert "awarded money counts too" not in scenarios_chart(frame, lang="en").get_label()
