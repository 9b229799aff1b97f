"""The bundled case of the Netherlands: rebuilt to the same bytes, adding up to what was published, nothing without a source."""

from __future__ import annotations

import csv
import filecmp
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on

HERE = Path(__file__).resolve().parent.parent / "datasets"


@pytest.fixture(scope="module")
def case() -> on.Case:
    return on.load_case("nederland")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(HERE / "build_nederland.py"), str(tmp_path)], check=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in (HERE / "nederland").glob("*.csv"))
    assert filecmp.cmpfiles(tmp_path, HERE / "nederland", names, shallow=False)[0] == names


def test_it_is_the_whole_country(case: on.Case) -> None:
    assert case.regions.height == 342
    assert case.regions["province"].n_unique() == 12
    assert case.regions["housing_deal_region"].n_unique() == 35
    assert case.findings == ()


def test_every_row_has_a_source_and_a_status(case: on.Case) -> None:
    for name, frame in case.tables.items():
        if frame.height:
            assert frame["status"].null_count() == 0, name
            assert frame["source"].null_count() == 0, name


def test_budgets_add_up_to_the_published_totals(case: on.Case) -> None:
    totals = dict(case.totals(by=["stream"]).iter_rows())
    listed = rows(HERE / "nederland" / "reconciliation.csv")
    assert {row["stream"] for row in listed} == set(totals)
    for row in listed:
        assert totals[row["stream"]] == pytest.approx(float(row["in_horizon_eur"]), abs=200), row["stream"]
        assert float(row["in_horizon_eur"]) <= float(row["published_eur"]) * 1.0001
    raw = {row["stream_id"]: row for row in rows(HERE / "raw" / "streams" / "streams.csv")}
    published = {row["stream"]: float(row["published_eur"]) for row in listed}
    for stream in ("wbi_t4", "wbi_t5", "wbi_t6", "wbi_t7", "gebiedsbudget_475", "gebiedsbudget_877", "mf_25mld_2025", "realisatiestimulans"):
        assert published[stream] == float(raw[stream]["total_budget_eur"])
    assert published["mobility_2022"] == float(raw["mf_novex_6mld"]["total_budget_eur"]) + float(raw["wokt_2022"]["total_budget_eur"])


def test_plans_add_up_to_the_national_total(case: on.Case) -> None:
    assert case.plans["capacity_units"].sum() == pytest.approx(930_400, abs=1)
    register = {row["id"]: row for row in rows(HERE / "nederland" / "assumptions.csv")}
    deficit = case.plans.filter(pl.col("plan_type") == "deficit")["capacity_units"].sum()
    assert deficit / 930_400 == pytest.approx(float(register["land_deficit_share"]["central"]), abs=1e-4)


def test_no_planned_home_is_lost_between_the_borders_of_2021_and_today() -> None:
    sys.path.insert(0, str(HERE))
    try:
        import build_nederland
    finally:
        sys.path.remove(str(HERE))
    inventory = sum(float(row["value"] or 0) for row in rows(HERE / "raw" / "allocations" / "plan_capacity.csv") if row["metric"] == "plan_capacity_municipality")
    assert sum(build_nederland.Builder().planned.values()) == pytest.approx(inventory)


def test_every_stream_found_stands_in_the_register_once() -> None:
    register = [row["stream"] for row in rows(HERE / "nederland" / "register.csv")]
    raw = [row["stream_id"] for table in ("streams/streams", "budgets/new_streams") for row in rows(HERE / "raw" / f"{table}.csv")]
    assert sorted(register) == sorted(raw)
    assert all(row["reason"] for row in rows(HERE / "nederland" / "register.csv"))


def test_every_assumption_has_a_range_a_reason_and_a_source() -> None:
    for row in rows(HERE / "nederland" / "assumptions.csv"):
        assert float(row["low"]) <= float(row["central"]) <= float(row["high"]), row["id"]
        assert row["why"], row["id"]
        assert row["source"], row["id"]
        assert row["favours_when_high"] in ("today", "lifted", "unclear"), row["id"]


def test_nothing_marked_published_differs_from_its_source(case: on.Case) -> None:
    letter = case.targets.filter(pl.col("status") == "published")
    assert set(letter["units"].to_list()) == {100_000.0}
    names = {row["gm_code"]: row["name"] for row in rows(HERE / "raw" / "geography" / "municipalities.csv")}
    assert dict(case.regions.select("region", "name").iter_rows()) == names
    published = case.budgets.filter(pl.col("status") == "published")
    raw = {row["municipality_or_region"]: float(row["amount_eur"]) for row in rows(HERE / "raw" / "allocations" / "allocations.csv") if row["amount_eur"]}
    for amount in published["amount_eur"].to_list():
        assert any(abs(amount - one) < 1 for one in raw.values())
