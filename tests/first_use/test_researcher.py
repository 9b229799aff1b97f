"""The walk of a researcher: scenarios, a goal of one's own, draws, and results to pass on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from pandas import DataFrame

import ontschotting as on

CASE = on.load_case("two-villages")


def with_halls() -> on.Case:
    """Six sports halls with a stream of their own: one call."""
    return CASE.add_rows(
        outcomes=DataFrame({"outcome": ["homes", "halls"], "weight": [1, 200]}),
        plans=DataFrame(
            {
                "plan": ["halls"],
                "region": "A",
                "plan_type": "hall",
                "outcome": "halls",
                "capacity_units": 6,
                "first_year": 2026,
                "last_year": 2026,
            }
        ),
        costs=DataFrame({"plan_type": ["hall"], "purpose": "sport", "eur_per_unit": 2e6}),
        streams=DataFrame({"stream": ["sport"]}),
        earmarks=DataFrame({"stream": ["sport"], "purpose": "sport"}),
        budgets=DataFrame(
            {"stream": ["sport"], "level": "national", "year": 2026, "amount_eur": 4e6}
        ),
    )


def test_a_table_per_region_has_its_range() -> None:
    table = on.compare(on.load_case("two-villages-years")).by("region")
    assert {"blocked_eur_least", "blocked_eur_most"} <= set(table.columns)


def test_a_limit_beyond_its_margin_is_refused_with_that_margin_which_can_be_taken_off() -> None:
    margin = {"amount_eur_low": 50e6, "amount_eur_high": 70e6}
    key = ("land", "region", "A", 2026)
    case = CASE.set("budgets", *key, **margin)
    with pytest.raises(on.CaseError, match=r"7e\+07 lies below the value 9e\+07"):
        case.set("budgets", *key, amount_eur=90e6)
    row = DataFrame(
        {"stream": ["land"], "level": "region", "area": "A", "year": 2026, "amount_eur": 90e6}
    )
    wider = case.update("budgets", row, drop_margins=True)
    assert wider.budgets.filter(stream="land")["amount_eur"].item() == 90e6
    assert wider.budgets.filter(stream="land")["amount_eur_low"].item() is None


def test_a_goal_of_ones_own_is_one_call_and_no_goal_hides_behind_the_weights() -> None:
    answer = on.compare(with_halls())
    assert set(answer.freed_outcomes) == {"homes", "halls"}
    assert all(word in answer.sentences("en")[0] for word in ("homes", "halls"))
    assert set(on.goals(with_halls()).frame["outcome"]) == {"homes", "halls"}


def test_packages_side_by_side_are_one_table_and_one_chart() -> None:
    packages = {
        "two": on.lift("purpose") + on.lift("period"),
        "ten less": on.block_grant(0.1),
        "all": on.UNCONDITIONAL,
    }
    table = on.compare(CASE, packages)
    assert list(table.to_pandas().loc["freed", list(packages)]) == [
        on.compare(CASE, regime).freed for regime in packages.values()
    ]
    assert table.plot().get_label()
    with pytest.raises(on.QuestionError, match=r"joined with \+"):
        on.INTEGRAL | on.lift("cap")  # type: ignore[operator]


def test_any_number_of_scenarios_is_three_lines() -> None:
    factors = [0.5, 0.75, 1.0]
    cases = {f"{factor:.2f}": CASE.scale("budgets", "amount_eur", factor) for factor in factors}
    table = on.compare(cases).to_pandas()
    homes = table.loc["value_current", list(cases)].to_numpy(dtype=float)
    # mobility, 20 million, is what is short today: 10,000 euros of it a home
    assert homes == pytest.approx([2000 * factor for factor in factors])


def test_whose_draws_they_are_is_said() -> None:
    mine = pl.DataFrame(
        {
            "draw": [1],
            "table": ["costs"],
            "plan_type": ["homes"],
            "purpose": ["land"],
            "column": ["eur_per_unit"],
            "value": [9e3],
        }
    )
    answer = on.sweep(CASE, draws=mine, measures=["freed"], tornado=False, workers=1)
    assert "of your own" in answer.note_in("en") and "margin" not in answer.note_in("en")


def test_what_is_solved_can_be_read_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("ontschotting").level
    with caplog.at_level(logging.INFO, logger="ontschotting"):
        on.allocate(CASE)
    assert "certified minimum" in caplog.text and " in " in caplog.text
    assert logging.getLogger("ontschotting").level == level


@pytest.mark.parametrize("ask", [on.compare, on.attribute])
def test_progress_is_asked_in_one_way(ask: Callable[..., Any]) -> None:
    said: list[str] = []
    for progress in (True, False, said.append):
        ask(CASE, progress=progress)
    assert said
