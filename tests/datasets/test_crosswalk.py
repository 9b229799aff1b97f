"""Older names and codes of municipalities on today's map.

None is lost, and no home and no euro with it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

DATASETS = Path(__file__).parents[2] / "datasets"

from datasets.builders.material import Assumptions, Geography, read_raw  # noqa: E402
from datasets.builders.money import (  # noqa: E402
    CONTAINS_LATER_ROWS,
    INSIDE_OTHER_ROWS,
    OUTSIDE,
    WITHOUT_ROWS,
    Money,
)
from datasets.builders.streams import STREAMS  # noqa: E402


@pytest.fixture(scope="module")
def geography() -> Geography:
    return Geography()


def test_the_regions_carry_the_division_they_stand_for(geography: Geography) -> None:
    with (DATASETS / "nederland/regions.csv").open(encoding="utf-8", newline="") as file:
        regions = list(csv.DictReader(file))
    assert {row["note"] for row in regions} == {"division of 2023-2026"}
    completed = {
        row["gm_code"]
        for row in read_raw("geography/housing_completions_municipality")
        if row["year"] in ("2023", "2024")
    }
    assert {row["region"] for row in regions} == set(geography.municipalities) == completed


def test_every_row_of_the_crosswalk_leads_to_municipalities_of_today(geography: Geography) -> None:
    names = {row["name"] for row in geography.municipalities.values()}
    rows = read_raw("crosswalk")
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert row["note"] and row["source"], row
        assert row["name"] not in names, f"{row['name']} exists today and needs no crosswalk"
        assert set(row["municipalities"].split("|")) <= names, row
        assert bool(row["code"]) == bool(row["last_year"]), row
        assert row["code"] not in geography.municipalities, row


def test_it_agrees_with_the_codes_of_the_completions(geography: Geography) -> None:
    former = {
        row["gm_code"]: row
        for row in read_raw("geography/housing_completions_municipality")
        if row["gm_code"] not in geography.municipalities
    }
    assert {row["code"] for row in read_raw("crosswalk") if row["code"]} == set(former)
    for code, row in former.items():
        assert geography.codes(code) == geography.codes(row["name"])
        if row["current_gm_code"]:
            assert geography.codes(code) == [row["current_gm_code"]]
        else:
            assert len(geography.codes(code)) > 1  # divided


def test_no_home_that_was_completed_is_lost(geography: Geography) -> None:
    before: dict[str, float] = defaultdict(float)
    after: dict[tuple[str, str], float] = defaultdict(float)
    for row in read_raw("geography/housing_completions_municipality"):
        before[row["year"]] += float(row["new_dwellings"])
        for code in geography.codes(row["gm_code"]):
            after[row["year"], code] += float(row["new_dwellings"]) / len(
                geography.codes(row["gm_code"])
            )
    assert len(before) == 5
    for year, homes in before.items():
        assert sum(count for (one, _), count in after.items() if one == year) == pytest.approx(
            homes
        )
    assert {code for _, code in after} <= set(geography.municipalities)


def test_no_planned_home_is_lost(geography: Geography) -> None:
    plans = [
        row
        for row in read_raw("allocations/plan_capacity")
        if row["metric"] == "plan_capacity_municipality"
    ]
    after: dict[str, float] = defaultdict(float)
    for row in plans:
        for code in geography.codes(row["region"]):
            after[geography.province(code)] += float(row["value"] or 0) / len(
                geography.codes(row["region"])
            )
    before: dict[str, float] = defaultdict(float)
    for row in plans:
        before[{"Friesland": "Fryslân"}.get(row["province"], row["province"])] += float(
            row["value"] or 0
        )
    assert len(plans) == 353
    assert dict(after) == pytest.approx(dict(before))  # no home changes province either


def test_the_key_is_what_each_municipality_planned_on_the_borders_of_today(
    geography: Geography,
) -> None:
    """Inside each province the key is in proportion to the inventory on today's borders, home by
    home, so that a home that goes astray on the way is seen.
    """
    homes: dict[str, float] = defaultdict(float)
    for row in read_raw("allocations/plan_capacity"):
        if row["metric"] == "plan_capacity_municipality":
            codes = geography.codes(row["region"])
            for code in codes:
                homes[code] += float(row["value"] or 0) / len(codes)
    # three municipalities there report no plan and get a mean
    for province in {geography.province(code) for code in geography.municipalities} - {"Flevoland"}:
        mine = geography.municipalities_in(("province", province))
        planned, counted = (
            sum(geography.planned[code] for code in mine),
            sum(homes[code] for code in mine),
        )
        for code in mine:
            assert geography.planned[code] / planned == pytest.approx(
                homes[code] / counted, abs=1e-12
            ), code


def test_no_euro_of_a_list_is_lost(geography: Geography) -> None:
    money = Money(Assumptions(), geography)
    checked = 0
    for stream in STREAMS:
        name, rounds = stream.listed
        rows = [
            row
            for row in read_raw("allocations/allocations")
            if row["stream_id"] == name and row["tranche"] in rounds
        ]
        homes = sum(
            float(row["homes"] or 0) for row in rows if row["row_scope"] == "national_total"
        )
        expected = 0.0
        for row in rows:
            key = (name, row["municipality_or_region"])
            if (
                key in INSIDE_OTHER_ROWS
                or key[1] in OUTSIDE
                or not (row["row_scope"] in ("municipality", "region") or key in WITHOUT_ROWS)
            ):
                continue
            half = 2 if row["amount_basis"] == "rijk_plus_region" else 1
            if row["amount_eur"]:
                expected += float(row["amount_eur"]) / half
            elif row["homes"] and name == "woningbouwimpuls":
                expected += stream.total() * float(row["homes"]) / homes
        if name == CONTAINS_LATER_ROWS[0]:
            expected -= sum(
                float(row["amount_eur"]) for row in rows if row["tranche"] == CONTAINS_LATER_ROWS[2]
            )
        listed = sum(sum(given.values()) for given in money._listed_amounts(stream)[0].values())
        assert listed == pytest.approx(expected), stream.name
        checked += bool(rows)
    assert checked == 11
