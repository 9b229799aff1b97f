"""The documented cases of walls that were rebuilt.

Derived figures follow from published ones, and the answers from sums on the back of an envelope.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on

ROOT = Path(__file__).parents[2]
NAMES = ("hilversum-2021", "impulsen-2022-2023")
COPAID = on.lift("purpose", "cofinancing")


@pytest.mark.parametrize("name", NAMES)
def test_no_row_lacks_source_and_status_and_every_assumed_number_has_a_range_or_a_reason(
    name: str,
) -> None:
    case = on.load_case(name)
    known = set(case.sources["source"])
    for table in (
        "case",
        "regions",
        "streams",
        "budgets",
        "earmarks",
        "plans",
        "costs",
        "outcomes",
    ):
        frame = case.tables[table]
        assert set(frame["source"]) <= known, table
        assert frame["status"].null_count() == 0, table
    for table, column in (
        ("budgets", "amount_eur"),
        ("costs", "eur_per_unit"),
        ("outcomes", "additional_share"),
    ):
        frame = case.tables[table].filter(pl.col("status") != "published")
        high = f"{column}_high"
        assert all(row[high] is not None or row["note"] for row in frame.iter_rows(named=True)), (
            table
        )
    assert on.passport(name).as_recorded


def test_hilversum_derived_figures() -> None:
    case = on.load_case("hilversum-2021")
    assert case.plans["capacity_units"].sum() == 626
    cost = case.costs.row(0, named=True)
    assert cost["eur_per_unit"] == pytest.approx(2 * 6.5e6 / 626, abs=0.01)
    assert cost["eur_per_unit_high"] == pytest.approx((6.5e6 + 20e6) / 626, abs=0.01)
    raw = pl.read_csv(ROOT / "datasets/raw/need/need.csv", infer_schema=False).filter(
        pl.col("id") == "need_hilversum"
    )
    assert float(raw["central"].item()) == pytest.approx(cost["eur_per_unit"], abs=1)


def test_hilversum_a_late_plan_loses_the_grant_only_under_the_harsh_reading() -> None:
    case = on.load_case("hilversum-2021")
    awarded = on.INTEGRAL.with_awarded()
    late = on.compare(case, awarded)
    # own money alone: half of the homes
    assert late.current.value == pytest.approx(6.5e6 / (13e6 / 626), rel=1e-6)
    assert late.lifted.value == pytest.approx(626, rel=1e-6)
    assert late.blocked_eur == pytest.approx(6.5e6, rel=1e-5)
    # the grant was awarded: what can still be freed is nothing
    assert on.compare(case).freed == pytest.approx(0, abs=1e-3)
    mild = case.set("streams", "wbi_t2", spend_within_years=10)
    in_time = case.with_table(
        "plans", case.plans.with_columns(first_year=pl.lit(2025), last_year=pl.lit(2025))
    )
    for other in (mild, in_time):
        found = on.compare(other, awarded)
        assert found.current.value == pytest.approx(626, rel=1e-6) and found.freed == pytest.approx(
            0, abs=1e-3
        )
    bounds = on.bounds(case, awarded).frame
    gains = dict(bounds.select("data", "gain").iter_rows())
    assert gains["least"] == pytest.approx(6.5e6 / 42332.27 * 2 - 626, abs=0.1)
    assert gains["most"] == pytest.approx(626 - 6.5e6 / 42332.27, abs=0.1)


def test_impulses_derived_figures() -> None:
    case = on.load_case("impulsen-2022-2023")
    costs = dict(case.costs.select("plan_type", "eur_per_unit").iter_rows())
    assert costs["wbi"] == pytest.approx(2 * 112e6 / 24768, abs=0.01)
    assert costs["stalled"] == pytest.approx(300e6 / 31500, abs=0.01)
    stalled = case.plans.filter(plan_type="stalled").row(0, named=True)
    assert stalled["capacity_units"] == pytest.approx(860e6 / costs["stalled"], rel=1e-4)
    assert stalled["capacity_units_low"] == pytest.approx(860e6 / 12500)


def test_impulses_the_earmark_alone_frees_nothing_and_with_the_co_payment_it_does() -> None:
    case = on.load_case("impulsen-2022-2023")
    integral, both = on.compare(case), on.compare(case, COPAID)
    assert integral.current.value == pytest.approx(24768 + 31500, rel=1e-6)
    assert integral.freed == pytest.approx(0, abs=0.01)
    assert integral.current.stranded_eur == pytest.approx(188e6, rel=1e-5)
    assert both.freed == pytest.approx(188e6 / 9523.81, rel=1e-5)
    assert both.blocked_eur == pytest.approx(188e6, rel=1e-5)
    ample = case.set(
        "budgets",
        "own_money",
        "national",
        None,
        2022,
        amount_eur=300e6,
        amount_eur_low=None,
        amount_eur_high=None,
    )
    assert on.compare(ample).freed == pytest.approx(188e6 / 9523.81, rel=1e-5)
    dear, cheap = (
        case.set(
            "costs",
            "stalled",
            "land",
            eur_per_unit=cost,
            eur_per_unit_low=None,
            eur_per_unit_high=None,
        )
        for cost in (12500, 8591)
    )
    assert on.compare(dear, COPAID).freed == pytest.approx(188e6 / 12500, rel=1e-5)
    # all money to the cheapest homes
    assert on.compare(cheap, COPAID).freed == pytest.approx(
        712e6 / 8591 - (24768 + 300e6 / 8591), rel=1e-5
    )
    # the grant and its match move to the cheapest homes
    assert on.compare(cheap).freed == pytest.approx(224e6 / 8591 - 24768, rel=1e-4)


@pytest.mark.parametrize(
    ("name", "regimes"),
    [
        ("hilversum-2021", [on.INTEGRAL.with_awarded()]),
        ("impulsen-2022-2023", [on.INTEGRAL, COPAID]),
    ],
)
def test_the_page_of_a_case_tells_what_the_model_finds(name: str, regimes: list[on.Regime]) -> None:
    page = (
        (ROOT / "datasets" / name / "README.md")
        .read_text(encoding="utf-8")
        .replace("−", "-")
        .replace(",", "")
    )
    case = on.load_case(name)
    for regime in regimes:
        found, bounds = on.compare(case, regime), on.bounds(case, regime).frame
        gains = dict(bounds.select("data", "gain").iter_rows())
        for number in (found.current.value, found.lifted.value, gains["least"], gains["most"]):
            assert re.search(rf"(?<!\d){round(number)}(?!\d)", page), number  # type: ignore[arg-type]
