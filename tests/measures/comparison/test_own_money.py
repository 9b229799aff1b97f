"""Own money that the walls tie: by hand, by the plain program on the national case, and by area."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np
import polars as pl
import pytest

import ontschotting as on
from tests.benchmarks.plain import plain_program
from tests.benchmarks.ways import as_arrays
from tests.oracle.families import GOAL_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime

RULES = ("spend_within_years", "carry_over_share")
MORE_RULES = (
    "cofinancing_share",
    "cap_eur_per_unit",
    "min_plan_units",
    "max_plan_units",
    "assured_years",
    "overhead_share",
)


def with_walls_down(case: on.Case, columns: tuple[str, ...]) -> on.Case:
    """The case that a lift of purpose, period and these rules makes, written in its tables."""
    own = pl.col("counts_as_cofinancing").fill_null(False)
    free = case.streams.filter(~own)["stream"]
    blank = [
        pl.when(own).then(pl.col(name)).otherwise(None).alias(name)
        for name in columns
        if name in case.streams.columns
    ]
    kept = case.earmarks.filter(~pl.col("stream").is_in(free.implode()))
    every = pl.DataFrame({"stream": free}).with_columns(
        pl.lit("*").alias("purpose"), pl.lit(None, pl.String).alias("plan_type")
    )
    columns_kept = ["stream", "purpose", "plan_type"]
    return case.with_table("streams", case.streams.with_columns(blank)).with_table(
        "earmarks", pl.concat([kept.select(columns_kept), every])
    )


def least_own_money(case: on.Case, value: float) -> float:
    """O(c, w) of a case by the plain program, in euros: nothing of the library but its tables."""
    plain = plain_program(case)
    highs = as_arrays(plain, solver="ipm")
    variables = np.arange(plain.columns)
    cost = np.zeros(plain.columns)
    cost[plain.own] = 1.0
    highs.changeColsCost(plain.columns, variables, cost)
    valued = np.flatnonzero(plain.value)
    reach = value - 1e-8 * max(1.0, value)
    highs.addRow(reach, highspy.kHighsInf, len(valued), valued, plain.value[valued])
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(highs.getInfo().objective_function_value) * plain.euro


def test_the_nation_on_two_roads() -> None:
    """Awarded money lifted too: 133 million under integral, 1.03 billion under unconditional.

    The walls fall by a regime here, and there by writing the tables without them.
    """
    case = on.load_case("nederland")
    integral = ("purpose", "period", "stacking")
    unconditional = (*integral, "cofinancing", "cap", "threshold", "assurance", "overhead")
    within: float | None = None
    for walls, rules, expected_eur in (
        (integral, RULES, 132.5e6),
        (unconditional, RULES + MORE_RULES, 1032.1e6),
    ):
        found = on.compare(case, on.lift(*walls, awarded=True))
        value = found.current.value
        assert value is not None and found.own_tied_eur is not None
        within = least_own_money(case, value) if within is None else within
        without = least_own_money(with_walls_down(case, rules), value)
        assert found.own_tied_eur == pytest.approx(within - without, abs=2000)
        assert found.own_tied_eur == pytest.approx(expected_eur, abs=0.1e6)


def some_with_own_money(count: int, seed: int) -> list[Any]:
    families = tuple(name for name in GOAL_FAMILIES if name == "goals_own")
    return list(scenarios(count, seed=seed, families=families))


@pytest.mark.parametrize("scenario", some_with_own_money(8, 3), ids=lambda each: each.name)
def test_the_parts_of_areas_hold_the_whole(scenario: Any) -> None:
    """Every region's least and most add up to bounds of the whole; it is never below zero without
    a cut, and no more than today's own money.
    """
    case, regime = on.Case(**to_frames(scenario.tables)), to_regime(scenario.regime)
    found = on.compare(case, regime)
    if found.own_tied_eur is None:
        return
    slack = 1e-5 * max(1.0, case.budgets["amount_eur"].sum())
    frame = found.by("region", own_tied=True)
    least, most = (float(frame[f"own_tied_eur_{end}"].sum()) for end in ("least", "most"))
    assert least - slack <= found.own_tied_eur <= most + slack
    if not any(lift.cut for lift in regime.lifts):
        assert found.own_tied_eur >= -slack
    assert "own_tied_eur_least" not in found.by("region").columns


def test_the_sentence_and_the_chart_name_it() -> None:
    """State money asks for half of each home; when that falls, 30 of own money is spared."""
    case = on.load_case("two-villages-own-money")
    found = on.compare(case, on.UNCONDITIONAL)
    tied = found.own_tied_eur or 0.0
    assert tied > 0
    assert "binden" in " ".join(found.sentences("nl"))
    assert "own money" in " ".join(found.sentences("en"))
    labels = [text.get_text() for text in found.plot(lang="en").get_yticklabels()]
    assert any("own money that the walls tie" in label.replace("\n", " ") for label in labels)
