"""Laws of the best value: what may not lower it, what may not change it, what bounds its growth."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from tests.oracle.families import PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import assert_lifting_never_lowers, library_value
from tests.oracle.samples import sample


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=5)), ids=lambda scenario: scenario.name
)
def test_lifting_more_never_lowers_the_value(scenario: Any) -> None:
    if any(lift.get("cut") for lift in scenario.regime):
        pytest.skip("a cut may lower the value")
    case = on.Case(**to_frames(scenario.tables))
    value = library_value(case)
    for upto in range(1, len(scenario.regime) + 1):
        more = library_value(case, to_regime(scenario.regime[:upto]))
        assert more >= value - 1e-7 * max(1.0, value)
        value = more
    assert library_value(case, on.BORDERLESS.with_awarded()) >= library_value(
        case, on.BORDERLESS
    ) - 1e-7 * max(1.0, value)


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(sample(17), seed=6, families=tuple(PROJECT_FAMILIES))),
    ids=lambda scenario: scenario.name,
)
def test_lifting_more_never_lowers_the_value_of_projects(scenario: Any) -> None:
    """Whole plans, fixed costs and least awards, in chains with free shares and granted money."""
    assert_lifting_never_lowers(scenario)


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=12)), ids=lambda scenario: scenario.name
)
def test_scaling_all_euros_changes_no_value(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    factor = 1024.0
    scaled = case
    for table, columns in {
        "budgets": ["amount_eur"],
        "costs": ["eur_per_unit"],
        "ceilings": ["max_eur"],
        "streams": ["cap_eur_per_unit"],
    }.items():
        frame = scaled.tables[table]
        if not frame.is_empty():
            scaled = scaled.with_table(
                table, frame.with_columns(frame[column] * factor for column in columns)
            )
    regime = to_regime(scenario.regime)
    assert library_value(scaled, regime) == pytest.approx(
        library_value(case, regime), rel=1e-9, abs=1e-9
    )


def test_an_extra_euro_is_worth_its_price() -> None:
    """The price of a budget bounds what the next euro adds, and its sign is right."""
    tried, drawn = 0, sample(12)
    for scenario in scenarios(drawn, seed=31):
        case = on.Case(**to_frames(scenario.tables))
        before = on.allocate(case)
        if before.value < 1:
            continue
        price = before.prices["value_per_eur"]
        for number in range(min(3, price.len())):
            row = before.prices.row(number, named=True)
            key = ["stream", "level", "area", "year", "awarded"]
            same = [
                (
                    case.budgets[k].fill_null(False) if k == "awarded" else case.budgets[k]
                ).eq_missing(row[k])
                for k in key
            ]
            hit = np.logical_and.reduce([mask.to_numpy() for mask in same])
            extra = 1000.0
            more = case.with_table(
                "budgets", case.budgets.with_columns(case.budgets["amount_eur"] + extra * hit)
            )
            gained = library_value(more) - before.value
            assert (
                -1e-6 * before.value
                <= gained
                <= row["value_per_eur"] * extra + 1e-6 * max(1.0, before.value)
            )
            tried += 1
    assert tried > 0.75 * drawn


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=13)), ids=lambda scenario: scenario.name
)
def test_renaming_the_regions_changes_no_value(scenario: Any) -> None:
    """Codes are names: the names of regions in another alphabetical order give the same values."""
    frames = to_frames(scenario.tables)
    codes = frames["regions"]["region"].to_list()
    order = sorted(codes, reverse=True)
    others = {code: f"{number:03d}-{code}" for number, code in enumerate(order)}
    renamed = {}
    for name, frame in frames.items():
        if "region" in frame.columns:
            frame = frame.with_columns(pl.col("region").replace(others))
        if {"level", "area"} <= set(frame.columns):
            of_region = pl.when(pl.col("level") == "region").then(pl.col("area").replace(others))
            frame = frame.with_columns(of_region.otherwise(pl.col("area")).alias("area"))
        renamed[name] = frame
    before, after = on.Case(**frames), on.Case(**renamed)
    for regime in (on.CURRENT, on.INTEGRAL.with_awarded(), on.BORDERLESS):
        assert library_value(after, regime) == pytest.approx(
            library_value(before, regime), rel=1e-9, abs=1e-9
        )
