"""Prices against the measured effect of more money.

Equal where they are said to be exact, never below it elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.roads import library_value
from tests.oracle.samples import sample

SAMPLE = sample(12)
KEY = ["stream", "level", "area", "year", "awarded"]


def richer(case: on.Case, row: dict[str, Any], euros: float) -> on.Case:
    budgets = case.budgets.with_columns(pl.col("awarded").fill_null(False))
    here = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(row[name])) for name in KEY)
    assert budgets.filter(here).height == 1
    return case.with_table(
        "budgets",
        budgets.with_columns(
            pl.when(here)
            .then(pl.col("amount_eur") + euros)
            .otherwise(pl.col("amount_eur"))
            .alias("amount_eur")
        ),
    )


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=40)), ids=lambda scenario: scenario.name
)
def test_prices_of_budgets_equal_the_measured_effect(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    found = on.shadow_prices(case)
    value, scale = found.value, max(1.0, found.value)
    priced = found.budgets.sort("value_per_eur", descending=True).head(3)
    free = found.budgets.filter(pl.col("value_per_eur") == 0).head(1)
    for row in pl.concat([priced, free]).iter_rows(named=True):
        until = row["holds_until_eur"]
        assert row["exact"]
        euros = 1e6 if until is None else 0.9 * until
        gain = library_value(richer(case, row, euros)) - value
        assert gain == pytest.approx(row["value_per_eur"] * euros, abs=3e-7 * scale)
        if until is not None:
            # Beyond the range the next euros add less.
            further = library_value(richer(case, row, 3 * until)) - value
            assert further <= row["value_per_eur"] * 3 * until + 3e-7 * scale


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=41)), ids=lambda scenario: scenario.name
)
def test_prices_of_walls_are_never_below_the_measured_effect(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    found = on.shadow_prices(case, awarded=True, exact=True)
    scale = max(1.0, found.value)
    money = dict(case.budgets.group_by("stream").agg(pl.col("amount_eur").sum()).iter_rows())
    for row in found.walls.iter_rows(named=True):
        moved = 0.01 * money.get(row["stream"], 0.0)
        regime = on.lift(
            "purpose",
            streams=[row["stream"]],
            purposes=[row["purpose"]],
            free_share=0.01,
            awarded=True,
        )
        gain = library_value(case, regime) - found.value
        assert gain <= row["value_per_eur"] * moved + 1e-6 * scale
        assert row["gain_lifted"] >= gain - 1e-6 * scale
        if row["roads"] == 0:
            assert row["gain_lifted"] == 0


def test_the_price_of_a_wall_is_exact_where_duals_are_unique() -> None:
    """Mobility is short by 40 million.

    A euro of land money for mobility leaves land in plenty, so it adds one home per 10,000 euros.
    """
    case = on.load_case("two-villages")
    found = on.shadow_prices(case, exact=True)
    row = found.walls.row(0, named=True)
    assert (row["stream"], row["purpose"]) == ("land", "mobility")
    assert row["value_per_eur"] == pytest.approx(1e-4)
    assert row["gain_lifted"] == pytest.approx(2000)
    other = found.walls.row(1, named=True)
    assert (other["stream"], other["purpose"], other["value_per_eur"]) == ("mobility", "land", 0.0)
    budgets = {row["stream"]: row for row in found.budgets.iter_rows(named=True)}
    assert budgets["mobility"]["value_per_eur"] == pytest.approx(1e-4)
    assert budgets["mobility"]["holds_until_eur"] == pytest.approx(40e6)
    assert budgets["land"]["value_per_eur"] == 0
    assert "Grondfonds mag niet naar mobiliteit" in found.note


@pytest.mark.parametrize(("awarded", "price"), [(False, 0.0), (True, 1e-4)])
def test_awarded_money_has_a_price_only_where_it_is_asked_for(awarded: bool, price: float) -> None:
    base = on.load_case("two-villages")
    case = base.with_table("budgets", base.budgets.with_columns(pl.lit(True).alias("awarded")))
    walls = on.shadow_prices(case, awarded=awarded).walls
    assert walls["value_per_eur"].max() == pytest.approx(price)


def test_where_both_run_out_together_neither_alone_adds_anything() -> None:
    """Equal money for both halves of a home.

    Duals may put the price on either, but the next euro of one alone adds nothing.
    """
    base = on.load_case("two-villages")
    case = base.with_table("budgets", base.budgets.with_columns(pl.lit(20e6).alias("amount_eur")))
    found = on.shadow_prices(case)
    assert found.budgets["value_per_eur"].to_list() == [0.0, 0.0]
    assert found.budgets["exact"].all()


def test_without_rays_a_price_is_a_bound() -> None:
    for scenario in scenarios(sample(2), seed=42):
        case = on.Case(**to_frames(scenario.tables))
        bounds, exact = on.shadow_prices(case, rays=0), on.shadow_prices(case)
        assert (bounds.budgets["value_per_eur"] >= exact.budgets["value_per_eur"] - 1e-12).all()
        assert set(bounds.to_json()) >= {"budgets", "walls"}
    with pytest.raises(on.QuestionError, match="rays"):
        on.shadow_prices(on.load_case("two-villages"), rays=-1)


def test_the_price_of_a_wall_holds_until_what_can_pass_has_passed() -> None:
    """60 and 20 million for the two halves of a home.

    20 million of land money for mobility makes them equal, and from there on it is land that is
    short.
    """
    found = on.shadow_prices(on.load_case("two-villages"))
    row = found.walls.row(0, named=True)
    assert (row["stream"], row["purpose"], row["exact"]) == ("land", "mobility", True)
    assert row["holds_until_eur"] == pytest.approx(20e6)
    assert set(found.to_json()["walls"][0]) >= {
        "stream",
        "purpose",
        "value_per_eur",
        "holds_until_eur",
        "exact",
    }  # type: ignore[index]
    bound = on.shadow_prices(on.load_case("two-villages"), rays=0).walls.row(0, named=True)
    assert (bound["exact"], bound["holds_until_eur"]) == (False, None)


@pytest.mark.parametrize(
    "family", ["general", "cofinancing_overhead", "one_wall", "moving", "moving_cofinancing"]
)
def test_ranges_of_walls_are_reached_and_not_passed(family: str) -> None:
    """Never above the dual bound.

    And the whole wall lifted brings at least what the range promises.
    """
    followed = 0
    for scenario in scenarios(sample(2), seed=44, families=(family,)):
        case = on.Case(**to_frames(scenario.tables))
        found, bounds = (
            on.shadow_prices(case, awarded=True, exact=True),
            on.shadow_prices(case, awarded=True, rays=0),
        )
        scale = max(1.0, found.value)
        most = {
            f"{stream} {purpose}": bound
            for stream, purpose, bound in bounds.walls.select(
                "stream", "purpose", "value_per_eur"
            ).iter_rows()
        }
        for row in found.walls.iter_rows(named=True):
            assert (
                row["value_per_eur"]
                <= most[f"{row['stream']} {row['purpose']}"] * (1 + 1e-6) + 1e-12
            )
            if not row["value_per_eur"]:
                continue
            assert row["exact"]
            followed += 1
            until = row["holds_until_eur"]
            assert row["gain_lifted"] >= row["value_per_eur"] * until - 1e-6 * scale
    assert followed, "these cases have no walls with a price"


def test_a_free_share_that_lets_as_much_pass_brings_just_as_much() -> None:
    """One budget per stream and no rule but its purpose.

    A free share of the wall is so many euros that may pass, by another part of the program than a
    ray.
    """
    rng = np.random.default_rng(43)
    compared = 0
    for _ in range(sample(6)):
        purposes = ["land", "mobility", "water"]
        streams = {
            f"s{number}": (purposes[number % 3], float(rng.integers(5, 60)) * 1e6)
            for number in range(int(rng.integers(2, 5)))
        }
        tables: dict[str, Any] = {
            "regions": [{"region": "r"}],
            "streams": [{"stream": name} for name in streams],
            "budgets": [
                {"stream": name, "level": "region", "area": "r", "year": 2026, "amount_eur": euros}
                for name, (_, euros) in streams.items()
            ],
            "earmarks": [
                {"stream": name, "purpose": purpose} for name, (purpose, _) in streams.items()
            ],
            "plans": [
                {
                    "plan": plan,
                    "region": "r",
                    "plan_type": plan,
                    "outcome": "homes",
                    "capacity_units": float(rng.integers(200, 900)),
                    "first_year": 2026,
                    "last_year": 2026,
                }
                for plan in ("near", "far")
            ],
            "costs": [
                {
                    "plan_type": plan,
                    "purpose": purpose,
                    "eur_per_unit": float(rng.integers(5, 40)) * 1e3,
                }
                for plan in ("near", "far")
                for purpose in purposes
            ],
        }
        case = on.Case(**to_frames(tables))
        found = on.shadow_prices(case)
        for stream, purpose, price, until in (
            found.walls.filter(pl.col("value_per_eur") > 0)
            .select("stream", "purpose", "value_per_eur", "holds_until_eur")
            .iter_rows()
        ):
            share = until / streams[stream][1]
            assert 0 < share <= 1 + 1e-9
            for part in (0.5, 1.0):
                gain = (
                    library_value(
                        case,
                        on.lift(
                            "purpose",
                            streams=[stream],
                            purposes=[purpose],
                            free_share=min(1.0, part * share),
                        ),
                    )
                    - found.value
                )
                assert gain == pytest.approx(part * price * until, rel=1e-6)
            if share < 0.9:
                past = (
                    library_value(
                        case,
                        on.lift(
                            "purpose", streams=[stream], purposes=[purpose], free_share=1.1 * share
                        ),
                    )
                    - found.value
                )
                assert past < 1.1 * price * until * (1 - 1e-6), "beyond its range a euro adds less"
                compared += 1
    assert compared >= 3
