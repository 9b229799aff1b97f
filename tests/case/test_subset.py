"""A region of one's own.

Cut out, filled with better figures in Excel or by frames, read back, and what differs told cell by
cell.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest

import ontschotting as on
from tests.case.good_case import write_good


@pytest.fixture(scope="module")
def nederland() -> on.Case:
    return on.load_case("nederland")


def test_a_region_may_be_named_and_every_unknown_area_is_told_at_once(good: on.Case) -> None:
    assert good.only(region="Aa").plans["plan"].to_list() == ["A1"]
    assert good.only(region=["Aa", "GM0002"]).plans["plan"].to_list() == ["A1", "B1"]
    with pytest.raises(on.QuestionError) as refused:
        good.only(region=["Noord", "Aaa"], provincie="Noord")
    told = str(refused.value).split("\n")
    assert (
        told[0]
        == "only | no region 'Noord'. It is an area of the level province: province='Noord'."
    )
    assert told[1] == "only | no region 'Aaa'. Did you mean 'Aa'?"
    assert told[2].startswith(
        "only | no level 'provincie'. Levels: province, region. Did you mean 'province'?"
    )
    for wrong, message in (
        ({"region": None}, "no region 'None'"),
        ({"region": 1}, "no region '1'"),
        ({"region": []}, "region is an empty list"),
        ({}, "name an area, for example province="),
    ):
        with pytest.raises(on.QuestionError, match=message):
            good.only(**wrong)
    twice = good.set("regions", "GM0002", name="Aa")
    with pytest.raises(on.QuestionError, match="2 regions are called 'Aa': GM0001, GM0002"):
        twice.only(region="Aa")


def test_the_title_of_a_part_says_so(good: on.Case) -> None:
    assert good.only(region="GM0001").title == "Klein: Aa"
    assert good.with_table("case", None).only(region="GM0001").title == "Aa"
    assert good.only(region=["GM0001", "GM0002", "GM0003"]) == good


def test_ceilings_and_limits_for_each_area_follow_the_rule_where_an_area_reaches_outside(
    tmp_path: Path,
) -> None:
    ceilings = (
        "stream,level,area,year,max_eur,max_eur_high\nroad,province,,2026,400000,600000\n"
        "road,province,Noord,2026,300000,\nland,region,,,7000,\n"
    )
    limits = (
        "level,area,year,outcome,max_units\nprovince,,2026,homes,90\nnational,,2026,homes,120\n"
    )
    case = on.read_case(write_good(tmp_path / "case", ceilings=ceilings, limits=limits))
    # one third of the planned homes of the province and of the nation
    part = case.only(region="GM0001")
    rows = (
        part.ceilings.sort("stream")
        .select("stream", "level", "area", "max_eur", "max_eur_high")
        .rows()
    )
    # the lower of 400,000 and 300,000
    assert rows == [
        ("land", "region", None, 7000.0, None),
        ("road", "province", "Noord", pytest.approx(100_000), None),
    ]
    assert part.limits.select("level", "area", pl.col("max_units").round(6)).rows() == [
        ("province", "Noord", 30.0),
        ("national", None, 40.0),
    ]
    whole = case.only(province="Noord")
    assert whole.ceilings.equals(case.ceilings) and whole.limits.equals(case.limits)
    assert on.allocate(part).value <= on.allocate(case).value


def test_parts_add_up_to_the_whole(nederland: on.Case) -> None:
    """The rule itself.

    Every euro, every planned home and every promised home lies in one housing-deal region.
    """
    parts = [
        nederland.only(housing_deal_region=area)
        for area in nederland.regions["housing_deal_region"].drop_nulls().unique().sort()
    ]
    for table, column in (
        ("budgets", "amount_eur"),
        ("plans", "capacity_units"),
        ("limits", "max_units"),
        ("targets", "units"),
    ):
        assert sum(part.tables[table][column].sum() for part in parts) == pytest.approx(
            nederland.tables[table][column].sum(), rel=1e-9
        ), table


def test_a_part_has_the_same_fingerprint_in_every_process() -> None:
    code = (
        "import ontschotting as on; print(on.load_case('nederland').only(housing_deal_region='Regio"
        " Foodvalley').fingerprint)"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    there = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = on.load_case("nederland").only(housing_deal_region="Regio Foodvalley").fingerprint
    assert there.strip() == here


def test_own_rows_take_the_place_of_the_rows_named(good: on.Case) -> None:
    plans = pd.DataFrame(
        {
            "plan": ["Aa-station", "Aa-west"],
            "plan_type": ["station", "home"],
            "outcome": "homes",
            "capacity_units": [30, 70],
            "first_year": 2026,
            "last_year": 2027,
        }
    )
    costs = pl.DataFrame({"purpose": ["land", "road"], "eur_per_unit": [60_000, 8_000]})
    own = (
        good.replace_rows("budgets", None, stream="own", level="plan")
        .replace_rows("costs", costs, plan_type="station")
        .replace_rows("plans", plans, region="GM0001")
    )
    assert own.plans.select("plan", "region").rows() == [
        ("Aa-station", "GM0001"),
        ("Aa-west", "GM0001"),
        ("B1", "GM0002"),
    ]
    assert own.costs.filter(plan_type="station").sort("purpose")["eur_per_unit"].to_list() == [
        60_000,
        8_000,
    ]
    assert own.costs.filter(plan_type="home").equals(good.costs)
    # doing it again changes nothing
    assert own.replace_rows("plans", plans, region="GM0001") == own
    assert good.replace_rows("streams", good.streams.filter(stream="land"), stream="land") == good
    # a blank is no award
    assert good.replace_rows("budgets", None, awarded=False).budgets["awarded"].to_list() == [True]


def test_own_rows_that_do_not_fit_are_refused_with_their_own_line(good: on.Case) -> None:
    rows = pl.DataFrame(
        {
            "plan": ["x", "y"],
            "plan_type": ["home", "hoome"],
            "outcome": "homes",
            "capacity_units": ["10", "-1"],
            "first_year": 2026,
            "last_year": 2026,
        }
    )
    with pytest.raises(on.CaseError) as refused:
        good.replace_rows("plans", rows, region="GM0002")
    assert "plans | line 3, column capacity_units: '-1' is below 0" in str(refused.value)
    assert (
        "plans | line 3, column plan_type: no plan_type 'hoome' in costs. Nearest: 'home'."
        in str(refused.value)
    )
    assert "blank, where a value is needed" not in str(refused.value)
    with pytest.raises(
        on.CaseError, match=r"budgets \| line 5, column area: no plan 'A1' in plans"
    ):
        good.replace_rows("plans", None, region="GM0001")
    for call, message in (
        ({"table": "plan", "rows": None, "region": "GM0001"}, "Did you mean 'plans'"),
        ({"table": "plans", "rows": None}, "say which rows of plans"),
        ({"table": "plans", "rows": None, "regio": "GM0001"}, "Did you mean 'region'"),
        (
            {"table": "plans", "rows": None, "region": "GM001"},
            (
                "no row of plans has the region 'GM001', in the case nor in these rows. Did you"
                " mean 'GM0001'"
            ),
        ),
        ({"table": "plans", "rows": None, "region": []}, "empty list"),
        (
            {"table": "plans", "rows": None, "first_year": "soon"},
            "column first_year: 'soon' is not a number",
        ),
        (
            {
                "table": "regions",
                "rows": good.regions.drop("province"),
                "province": ["Noord", "Zuid"],
            },
            (
                r"regions \| line 2, column province: blank, while these rows stand for province"
                r" 'Noord', 'Zuid'"
            ),
        ),
        (
            {"table": "plans", "rows": good.plans, "region": "GM0001"},
            r"plans \| line 3, column region: 'GM0002', while these rows stand for region 'GM0001'",
        ),
    ):
        with pytest.raises(on.QuestionError, match=message):
            good.replace_rows(**call)  # type: ignore[arg-type]


def test_changes_are_told_cell_by_cell(good: on.Case) -> None:
    assert good.with_table("budgets", good.budgets.reverse()).changes(good).is_empty()
    own = good.set("costs", "home", "road", eur_per_unit=4000).replace_rows(
        "budgets", None, stream="own"
    )
    own = own.replace_rows(
        "budgets",
        pl.DataFrame(
            {"level": ["national"], "year": [2027], "amount_eur": [9.5], "awarded": [False]}
        ),
        stream="road",
        year=2027,
    )
    found = own.changes(good).rows()
    assert ("costs", "home, road, 0", "changed", "eur_per_unit", "5000", "4000") in found
    assert (
        "budgets",
        "own, plan, A1, 2026, False",
        "removed",
        "amount_eur",
        "300000",
        None,
    ) in found
    assert ("budgets", "road, national, , 2027, False", "added", "amount_eur", None, "9.5") in found
    assert len(found) == 3
    back = good.changes(own)
    assert back.height == 3 and set(back["change"]) == {"added", "removed", "changed"}


def test_a_workbook_of_a_part_comes_back_as_it_was_and_edits_in_excel_are_seen(
    nederland: on.Case, tmp_path: Path
) -> None:
    part = nederland.only(housing_deal_region="Regio Foodvalley")
    path = part.write(tmp_path / "foodvalley.xlsx")
    with pytest.warns(on.CaseWarning, match="stream 'wmre' has no budget"):
        assert on.read_case(path) == part
    book = openpyxl.load_workbook(path)
    sheet = book["plans"]
    header = {cell.value: cell.column for cell in sheet[1]}
    row = next(
        row
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, header["plan"]).value == "GM0228-deficit"
    )
    for column, value in (
        ("capacity_units", 2000),
        ("capacity_units_low", None),
        ("capacity_units_high", None),
        ("source", "grondexploitatie Ede 2026"),
        ("status", "derived"),
    ):
        sheet.cell(row, header[column]).value = value
    book.save(path)
    with pytest.warns(on.CaseWarning):
        own = on.read_case(path)
    told = own.changes(part)
    assert set(told["table"]) == {"plans"} and set(told["key"]) == {"GM0228-deficit"}
    assert dict(told.select("column", "after").iter_rows())["capacity_units"] == "2000"
    assert own.totals().equals(part.totals())
