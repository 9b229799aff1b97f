"""Shortfalls and top-ups.

Put back into the budgets they meet the targets, and one percent less does not.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import ontschotting as on
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.samples import sample

SAMPLE = sample(12)


def with_additions(case: on.Case, additions: pl.DataFrame, share: float) -> on.Case:
    key = ["stream", "level", "area", "year", "awarded"]
    budgets = case.budgets.with_columns(pl.col("awarded").fill_null(False))
    more = budgets.join(
        additions.select(*key, "addition_eur"), on=key, how="left", nulls_equal=True
    )
    grown = more.with_columns(
        (pl.col("amount_eur") + share * pl.col("addition_eur").fill_null(0.0)).alias("amount_eur")
    )
    assert grown["addition_eur"].drop_nulls().len() == additions.height
    return case.with_table("budgets", grown.select(case.budgets.columns))


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=100_000)), ids=lambda scenario: scenario.name
)
def test_the_top_up_put_back_meets_the_targets(scenario: Any) -> None:
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    if case.targets.is_empty():
        with pytest.raises(on.QuestionError, match="no targets"):
            on.target_gap(case, regime)
        return
    found = on.target_gap(case, regime, steps=(0.0, 1e6))
    compared = on.compare(case, regime)
    for gap, side, name in (
        (found.current, compared.current, "current"),
        (found.lifted, compared.lifted, "lifted"),
    ):
        wanted = float(case.targets["units"].sum())
        assert gap.top_up_eur == (
            None
            if side.target_top_up_eur is None
            else pytest.approx(side.target_top_up_eur, rel=1e-6, abs=1.0)
        ), name
        assert (
            gap.shortfall["units"] + gap.shortfall["short"]
            >= gap.shortfall["target"] - 1e-6 * max(1.0, wanted)
        ).all()
        if gap.top_up_eur is None or (
            name == "lifted" and any(one.is_partial for one in regime.lifts)
        ):
            continue
        assert (gap.top_up_eur == 0) == (gap.shortfall["short"].sum() == 0) or gap.top_up_eur < 1.0
        world = on.CURRENT if name == "current" else regime
        filled = on.target_gap(
            with_additions(case, gap.additions, 1.0 + 1e-7), world, steps=()
        ).lifted
        assert filled.shortfall["short"].sum() <= 1e-5 * max(1.0, wanted)
        if gap.top_up_eur > 1e3:
            less = on.target_gap(with_additions(case, gap.additions, 0.99), world, steps=()).lifted
            assert less.shortfall["short"].sum() > 0


def test_the_two_villages_short_of_a_promise() -> None:
    """Land 60 million and mobility 20 million, 10,000 of each a home.

    5,000 homes take 30 million more mobility, or 20 million of anything.
    """
    case = on.load_case("two-villages").with_table(
        "targets",
        pl.DataFrame(
            {
                "level": ["national"],
                "area": [None],
                "year": [None],
                "outcome": ["homes"],
                "units": [5000.0],
            }
        ),
    )
    found = on.target_gap(case, steps=(0.0, 1e7))
    assert found.current.top_up_eur == pytest.approx(30e6)
    assert found.lifted.top_up_eur == pytest.approx(20e6)
    assert found.current.shortfall["short"].to_list() == pytest.approx([3000])
    assert found.lifted.shortfall["short"].to_list() == pytest.approx([1000])
    assert found.lifted.shortfall["units"].to_list() == pytest.approx([4000])
    assert found.curve["current_value"].to_list() == pytest.approx([2000, 3000])
    assert found.curve["lifted_value"].to_list() == pytest.approx([4000, 4500])
    assert found.current.additions["stream"].to_list() == ["mobility"]
    assert "30 miljoen euro" in " ".join(found.sentences())
    assert set(found.to_json()["current"]) >= {"shortfall", "top_up_eur"}  # type: ignore[arg-type]


def test_a_year_without_plans_is_named() -> None:
    case = on.load_case("two-villages").with_table(
        "targets",
        pl.DataFrame(
            {
                "level": ["national"],
                "area": [None],
                "year": [2099],
                "outcome": ["homes"],
                "units": [10.0],
            }
        ),
    )
    found = on.target_gap(case, steps=())
    assert found.current.top_up_eur is None
    assert not found.current.shortfall["deliverable"][0]
    assert found.current.shortfall["short"].to_list() == pytest.approx([10.0])
    assert "geen plan" in " ".join(found.sentences())
