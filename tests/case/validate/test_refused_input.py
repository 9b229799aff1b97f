"""Broken input is refused with the right table, line and column, a value and a remedy.

All findings at once.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import ontschotting as on
from tests.case.good_case import GOOD, broken, write_good

# what is changed · table · line · column · words of the message
BROKEN = [
    pytest.param(
        {"regions": None}, "regions", None, None, "table is missing", id="a missing table"
    ),
    pytest.param(
        {"budgets": None}, "budgets", None, None, "table is missing", id="another missing table"
    ),
    pytest.param(
        {"plans": GOOD["plans"].split("\n")[0] + "\n"},
        "plans",
        None,
        None,
        "no rows",
        id="a required table without rows",
    ),
    pytest.param({"costs": ""}, "costs", None, None, "empty", id="an empty file"),
    pytest.param(
        broken("streams", "stream,name", "streem,name"),
        "streams",
        1,
        "stream",
        "Is it 'streem'",
        id="a misspelt starred column",
    ),
    pytest.param(
        broken("budgets", "amount_eur", "bedrag"),
        "budgets",
        1,
        "amount_eur",
        "is missing",
        id="a missing starred column",
    ),
    pytest.param(
        broken("budgets", "amount_eur", "amount_euro"),
        "budgets",
        1,
        "amount_euro",
        "Nearest: 'amount_eur'",
        id="an unknown column",
    ),
    pytest.param(
        broken("plans", "plan_type", "Plan_Type"),
        "plans",
        1,
        "Plan_Type",
        "Nearest: 'plan_type'",
        id="a column in capitals",
    ),
    pytest.param(
        broken("costs", "plan_type,purpose", "plan_type,plan_type"),
        "costs",
        1,
        "plan_type",
        "stands 2 times",
        id="a column twice",
    ),
    pytest.param(
        broken("regions", "province", "national"),
        "regions",
        1,
        "national",
        "cannot be called 'national'",
        id="a reserved grouping",
    ),
    pytest.param(
        broken("budgets", "year", "year_low"),
        "budgets",
        1,
        "year_low",
        "no column is called",
        id="a margin on a key",
    ),
    pytest.param(
        broken("costs", "home,road,5000,", "home,road,5000,,x"),
        "costs",
        3,
        None,
        "cells and the header",
        id="a cell too many",
    ),
    pytest.param(
        broken("costs", "home,road,5000,", "home,road"),
        "costs",
        3,
        None,
        "cells and the header",
        id="cells too few",
    ),
    pytest.param(
        broken("costs", "home,road", '"home,road'),
        "costs",
        3,
        None,
        "quote left open",
        id="an open quote",
    ),
    pytest.param(
        broken("regions", "GM0002,", "GM0001,"),
        "regions",
        3,
        "region",
        "stands on line 2 already",
        id="a region twice",
    ),
    pytest.param(
        broken("streams", "road,Weg", "land,Weg"),
        "streams",
        3,
        "stream",
        "stands on line 2 already",
        id="a stream twice",
    ),
    pytest.param(
        {"budgets": GOOD["budgets"] + "road,national,,2026,7,nee\n"},
        "budgets",
        6,
        "stream",
        "stands on line 4 already",
        id="a budget twice, blank and no",
    ),
    pytest.param(
        {"costs": GOOD["costs"] + "home,road,1,0\n"},
        "costs",
        4,
        "plan_type",
        "stands on line 3 already",
        id="a cost twice, blank and 0",
    ),
    pytest.param(
        {"earmarks": GOOD["earmarks"] + "road,road,\n"},
        "earmarks",
        5,
        "stream",
        "stands on line 3 already",
        id="an earmark twice",
    ),
    pytest.param(
        {"limits": GOOD["limits"] + "national,,2026,homes,1\n"},
        "limits",
        3,
        "level",
        "stands on line 2 already",
        id="a limit twice",
    ),
    pytest.param(
        {"case": GOOD["case"] + "title,Nog een\n"},
        "case",
        4,
        "key",
        "stands on line 2 already",
        id="a setting twice",
    ),
    pytest.param(
        broken("plans", "B1,GM0002", "A1,GM0002"),
        "plans",
        3,
        "plan",
        "stands on line 2 already",
        id="a plan twice",
    ),
    pytest.param(
        broken("budgets", "2026,1000000", "2026,"),
        "budgets",
        2,
        "amount_eur",
        "blank",
        id="a blank amount",
    ),
    pytest.param(
        broken("plans", "A1,GM0001", "A1,bee"),
        "plans",
        2,
        "region",
        "that is the name of region 'GM0002'",
        id="the name of a region in the place of its code",
    ),
    pytest.param(
        broken("budgets", "land,region,GM0001", "land,region,Aa"),
        "budgets",
        2,
        "area",
        "Write the code 'GM0001'",
        id="the name of an area in the place of its code",
    ),
    pytest.param(
        broken("earmarks", "road,road", "Weg,road"),
        "earmarks",
        3,
        "stream",
        "that is the name of stream 'road'",
        id="the name of a stream in the place of its code",
    ),
    pytest.param(
        broken("plans", "A1,GM0001", "A1,"), "plans", 2, "region", "blank", id="a blank region"
    ),
    pytest.param(
        broken("streams", "road,Weg", ",Weg"), "streams", 3, "stream", "blank", id="a blank stream"
    ),
    pytest.param(
        broken("costs", "home,road,5000", "home,,5000"),
        "costs",
        3,
        "purpose",
        "blank",
        id="a blank purpose",
    ),
    pytest.param(
        broken("limits", "homes,120", ",120"), "limits", 2, "outcome", "blank", id="a blank outcome"
    ),
    pytest.param(
        broken("budgets", "1000000", "een miljoen"),
        "budgets",
        2,
        "amount_eur",
        "is not a number",
        id="text where a number belongs",
    ),
    pytest.param(
        broken("budgets", "1000000", "-5"),
        "budgets",
        2,
        "amount_eur",
        "below 0",
        id="a negative amount",
    ),
    pytest.param(
        broken("budgets", "1000000", "inf"),
        "budgets",
        2,
        "amount_eur",
        "not a finite number",
        id="an infinite amount",
    ),
    pytest.param(
        broken("budgets", "1000000", "NaN"),
        "budgets",
        2,
        "amount_eur",
        "not a finite number",
        id="not a number",
    ),
    pytest.param(
        broken("budgets", "1000000", "1e999"),
        "budgets",
        2,
        "amount_eur",
        "not a finite number",
        id="an amount too large for a number",
    ),
    pytest.param(
        broken("budgets", "1000000", '"1,234"'),
        "budgets",
        2,
        "amount_eur",
        "two ways",
        id="a number in two ways, comma file",
    ),
    pytest.param(
        broken("budgets", "1000000", '"12,5"'),
        "budgets",
        2,
        "amount_eur",
        "decimal sign",
        id="a decimal comma in a comma file",
    ),
    pytest.param(
        broken("budgets", "1000000", "50%"),
        "budgets",
        2,
        "amount_eur",
        "percentage",
        id="a percentage of nothing",
    ),
    pytest.param(
        broken("budgets", "1000000", "10 00"),
        "budgets",
        2,
        "amount_eur",
        "space",
        id="a space inside a number",
    ),
    pytest.param(
        broken("streams", "nee,0.5", "nee,50"),
        "streams",
        2,
        "cofinancing_share",
        "50% or 0.5",
        id="a share of 50",
    ),
    pytest.param(
        broken("streams", "nee,0.5", "nee,1"),
        "streams",
        2,
        "cofinancing_share",
        "must stay below 1",
        id="a share of one",
    ),
    pytest.param(
        broken("streams", "nee,0.5", "nee,-0.1"),
        "streams",
        2,
        "cofinancing_share",
        "below 0",
        id="a negative share",
    ),
    pytest.param(
        broken("streams", "0.5,2,0.1", "1.5,2,0.1"),
        "streams",
        2,
        "carry_over_share",
        "at most 1",
        id="a carry-over above one",
    ),
    pytest.param(
        broken("streams", "0.5,2,0.1", "0.5,2,100%"),
        "streams",
        2,
        "overhead_share",
        "must stay below 1",
        id="an overhead of everything",
    ),
    pytest.param(
        broken("streams", "0.5,2,0.1", "0.5,2.5,0.1"),
        "streams",
        2,
        "assured_years",
        "not a whole number",
        id="half a year",
    ),
    pytest.param(
        broken("streams", "0.5,2,0.1", "0.5,-2,0.1"),
        "streams",
        2,
        "assured_years",
        "below 0",
        id="negative years",
    ),
    pytest.param(
        broken("streams", "Grond,nee", "Grond,misschien"),
        "streams",
        2,
        "counts_as_cofinancing",
        "neither yes nor no",
        id="neither yes nor no",
    ),
    pytest.param(
        broken("streams", "ja,,", "ja,0.2,"),
        "streams",
        4,
        "cofinancing_share",
        "itself counts as co-financing",
        id="own money that asks for own money",
    ),
    pytest.param(
        broken("outcomes", "1,0.8", "1,80"),
        "outcomes",
        2,
        "additional_share",
        "at most 1",
        id="an additional share of 80",
    ),
    pytest.param(
        broken("outcomes", "1,0.8", "-1,0.8"),
        "outcomes",
        2,
        "weight",
        "below 0",
        id="a negative weight",
    ),
    pytest.param(
        broken("budgets", "road,national", "raod,national"),
        "budgets",
        4,
        "stream",
        "Nearest: 'road'",
        id="an unknown stream",
    ),
    pytest.param(
        broken("earmarks", "own,*", "onw,*"),
        "earmarks",
        4,
        "stream",
        "Nearest: 'own'",
        id="an unknown stream in earmarks",
    ),
    pytest.param(
        broken("exclusions", "land,road", "land,weg"),
        "exclusions",
        2,
        "excludes",
        "no stream 'weg'",
        id="an unknown excluded stream",
    ),
    pytest.param(
        broken("exclusions", "land,road", "land,land"),
        "exclusions",
        2,
        "excludes",
        "excludes itself",
        id="a stream that excludes itself",
    ),
    pytest.param(
        broken("transfers", "land,road", "land,weg"),
        "transfers",
        2,
        "to_stream",
        "no stream 'weg'",
        id="a transfer to an unknown stream",
    ),
    pytest.param(
        broken("transfers", "land,road", "gond,road"),
        "transfers",
        2,
        "stream",
        "no stream 'gond'",
        id="a transfer of an unknown stream",
    ),
    pytest.param(
        broken("transfers", "land,road", "land,land"),
        "transfers",
        2,
        "to_stream",
        "moves money to itself",
        id="a transfer to itself",
    ),
    pytest.param(
        broken("transfers", "land,road", "land,own"),
        "transfers",
        2,
        "to_stream",
        "does not become own money",
        id="a transfer to own money",
    ),
    pytest.param(
        broken("transfers", "land,road", "own,road"),
        "transfers",
        2,
        "stream",
        "its own rules only",
        id="a transfer of own money",
    ),
    pytest.param(
        {"transfers": GOOD["transfers"] + "land,road,0.2\n"},
        "transfers",
        3,
        "stream",
        "stands on line 2 already",
        id="a transfer twice",
    ),
    pytest.param(
        broken("transfers", "15%", "1.5"),
        "transfers",
        2,
        "share",
        "50% or 0.5",
        id="a transfer of more than all",
    ),
    pytest.param(
        broken("transfers", "15%", "-0.1"),
        "transfers",
        2,
        "share",
        "below 0",
        id="a negative transfer",
    ),
    pytest.param(
        broken("transfers", "15%", ""),
        "transfers",
        2,
        "share",
        "blank",
        id="a transfer without a share",
    ),
    pytest.param(
        broken("transfers", "road,15%", ",15%"),
        "transfers",
        2,
        "to_stream",
        "blank",
        id="a transfer to nobody",
    ),
    pytest.param(
        {"transfers": "stream,to_stream,share,share_low\nland,road,0.1,0.2\n"},
        "transfers",
        2,
        "share_low",
        "lies above",
        id="a low share above the share",
    ),
    pytest.param(
        broken("ceilings", "road,", "rood,"),
        "ceilings",
        2,
        "stream",
        "Nearest: 'road'",
        id="an unknown stream in ceilings",
    ),
    pytest.param(
        broken("minimum_shares", "land,", "lnad,"),
        "minimum_shares",
        2,
        "stream",
        "Nearest: 'land'",
        id="an unknown stream with a minimum share",
    ),
    pytest.param(
        broken("minimum_shares", "region", "regoin"),
        "minimum_shares",
        2,
        "level",
        "Nearest: 'region'",
        id="an unknown level of a minimum share",
    ),
    pytest.param(
        broken("minimum_shares", "homes", "house"),
        "minimum_shares",
        2,
        "outcome",
        "no outcome 'house' in outcomes",
        id="an unknown outcome of a minimum share",
    ),
    pytest.param(
        broken("minimum_shares", "50%", "50"),
        "minimum_shares",
        2,
        "min_share",
        "50% or 0.5",
        id="a minimum share of 50",
    ),
    pytest.param(
        broken("minimum_shares", "50%", "-0.1"),
        "minimum_shares",
        2,
        "min_share",
        "below 0",
        id="a negative minimum share",
    ),
    pytest.param(
        broken("minimum_shares", "50%", "110%"),
        "minimum_shares",
        2,
        "min_share",
        "at most 1",
        id="a minimum share above all",
    ),
    pytest.param(
        broken("minimum_shares", "50%", ""),
        "minimum_shares",
        2,
        "min_share",
        "blank",
        id="a blank minimum share",
    ),
    pytest.param(
        broken("minimum_shares", "land,", "own,"),
        "minimum_shares",
        2,
        "stream",
        "own money has no such condition",
        id="a minimum share of own money",
    ),
    pytest.param(
        {"minimum_shares": GOOD["minimum_shares"] + "land,region,homes,0.3\n"},
        "minimum_shares",
        3,
        "stream",
        "stands on line 2 already",
        id="a minimum share twice",
    ),
    pytest.param(
        broken("minimum_shares", "min_share", "share"),
        "minimum_shares",
        1,
        "min_share",
        "is missing",
        id="a minimum share without its column",
    ),
    pytest.param(
        broken("minimum_shares", "level,", "level,area,"),
        "minimum_shares",
        1,
        "area",
        "no column is called 'area'",
        id="a minimum share with an area",
    ),
    pytest.param(
        broken("plans", "B1,GM0002", "B1,GM00002"),
        "plans",
        3,
        "region",
        "Nearest: 'GM0002'",
        id="an unknown region",
    ),
    pytest.param(
        broken("budgets", "land,province", "land,provence"),
        "budgets",
        3,
        "level",
        "Nearest: 'province'",
        id="an unknown level",
    ),
    pytest.param(
        broken("budgets", "region,GM0001", "region,GM9999"),
        "budgets",
        2,
        "area",
        "in regions.csv",
        id="an unknown area",
    ),
    pytest.param(
        broken("budgets", "plan,A1", "plan,A9"),
        "budgets",
        5,
        "area",
        "no plan 'A9' in plans.csv",
        id="an unknown plan",
    ),
    pytest.param(
        broken("targets", "province,Noord", "province,Nord"),
        "targets",
        2,
        "area",
        "Nearest: 'Noord'",
        id="an unknown area in targets",
    ),
    pytest.param(
        broken("ceilings", "province,Noord", "province,Zuid"),
        "ceilings",
        2,
        "area",
        "no province 'Zuid'",
        id="an unknown area in ceilings",
    ),
    pytest.param(
        broken("budgets", "national,,", "national,Noord,"),
        "budgets",
        4,
        "area",
        "level is national",
        id="an area on a national row",
    ),
    pytest.param(
        broken("limits", "national,,", "national,NL,"),
        "limits",
        2,
        "area",
        "level is national",
        id="an area on a national limit",
    ),
    pytest.param(
        broken("budgets", "region,GM0001", "region,"),
        "budgets",
        2,
        "area",
        "is needed",
        id="a budget without its area",
    ),
    pytest.param(
        broken("targets", "province,Noord", "province,"),
        "targets",
        2,
        "area",
        "is needed",
        id="a target without its area",
    ),
    pytest.param(
        broken("plans", "home,homes,100", "hoem,homes,100"),
        "plans",
        2,
        "plan_type",
        "Nearest: 'home'",
        id="a plan type without a recipe",
    ),
    pytest.param(
        broken("earmarks", "land,land,home", "land,land,hoem"),
        "earmarks",
        2,
        "plan_type",
        "Nearest: 'home'",
        id="an unknown plan type in earmarks",
    ),
    pytest.param(
        broken("plans", "home,homes,100", "home,house,100"),
        "plans",
        2,
        "outcome",
        "no outcome 'house' in outcomes",
        id="an unknown outcome",
    ),
    pytest.param(
        broken("limits", "homes,120", "home,120"),
        "limits",
        2,
        "outcome",
        "Nearest: 'homes'",
        id="an unknown outcome in limits",
    ),
    pytest.param(
        broken("targets", "homes,150", "house,150"),
        "targets",
        2,
        "outcome",
        "no outcome 'house'",
        id="an unknown outcome in targets",
    ),
    pytest.param(
        {**broken("plans", "homes,200", "flats,200"), "outcomes": None},
        "outcomes",
        None,
        None,
        "weights are a choice",
        id="two outcomes, no table",
    ),
    pytest.param(
        broken("plans", "100,2026,2028", "100,2029,2028"),
        "plans",
        2,
        "first_year",
        "lies after the last",
        id="a first year after the last",
    ),
    pytest.param(
        broken("budgets", "GM0001,2026", "GM0001,26"),
        "budgets",
        2,
        "year",
        "plausible year",
        id="a year of two digits",
    ),
    pytest.param(
        broken("budgets", "GM0001,2026", "GM0001,20260"),
        "budgets",
        2,
        "year",
        "plausible year",
        id="a year of five digits",
    ),
    pytest.param(
        broken("budgets", "GM0001,2026", "GM0001,2026.5"),
        "budgets",
        2,
        "year",
        "not a whole number",
        id="half a year in budgets",
    ),
    pytest.param(
        broken("case", "title,Klein", "titel,Klein"),
        "case",
        2,
        "key",
        "not allowed here",
        id="an unknown setting",
    ),
    pytest.param(
        broken("case", "opening_work,none", "opening_work,betaald"),
        "case",
        3,
        "value",
        "Choose one of: paid, none",
        id="a setting with another value",
    ),
    pytest.param(
        {"case": GOOD["case"] + "first_year,soon\n"},
        "case",
        4,
        "value",
        "plausible year",
        id="a first year in words",
    ),
    pytest.param(
        {"sources": "source,title,status\ns1,Een bron,gepubliceerd\n"},
        "sources",
        2,
        "status",
        "published, derived",
        id="an unknown status",
    ),
    pytest.param(
        {
            "costs": (
                "plan_type,purpose,eur_per_unit,eur_per_unit_low\nhome,land,10,11\nhome,road,5,4\n"
            )
        },
        "costs",
        2,
        "eur_per_unit_low",
        "lies above",
        id="a low above the value",
    ),
    pytest.param(
        {
            "costs": (
                "plan_type,purpose,eur_per_unit,eur_per_unit_high\nhome,land,10,11\nhome,road,5,4\n"
            )
        },
        "costs",
        3,
        "eur_per_unit_high",
        "lies below",
        id="a high below the value",
    ),
    pytest.param(
        {"regions": "a" * 200_000},
        "regions",
        1,
        None,
        "cannot be read as CSV",
        id="a line that never ends",
    ),
    pytest.param(
        {"budgetten": "stream\nx\n"},
        "budgetten",
        None,
        None,
        "Nearest: 'budgets'",
        id="a file that is no table",
    ),
]


@pytest.mark.parametrize(("changed", "table", "line", "column", "words"), BROKEN)
def test_broken_input_is_refused(
    tmp_path: Path, changed: dict, table: str, line: int | None, column: str | None, words: str
) -> None:
    folder = write_good(tmp_path / "case", **changed)
    with pytest.raises(on.CaseError) as refused:
        on.read_case(folder)
    errors = [finding for finding in refused.value.findings if finding.severity == "error"]
    at_place = [
        finding
        for finding in errors
        if (finding.table, finding.line, finding.column) == (table, line, column)
    ]
    assert at_place, [str(finding) for finding in errors]
    assert any(words in finding.message for finding in at_place), [
        finding.message for finding in at_place
    ]
    assert all(str(finding) in str(refused.value) for finding in errors)


def test_at_least_sixty_kinds() -> None:
    assert len(BROKEN) >= 60


def test_semicolon_file_refuses_a_number_in_two_ways(tmp_path: Path) -> None:
    folder = write_good(
        tmp_path / "case",
        costs="plan_type;purpose;eur_per_unit\nhome;land;1.234\nhome;road;1.234,50\n",
    )
    with pytest.raises(
        on.CaseError,
        match=(
            r"costs.csv \| line 2, column eur_per_unit: '1.234' can be read in two ways. Write 1234"
            r" or 1,234"
        ),
    ):
        on.read_case(folder)


def test_all_findings_of_all_tables_at_once(tmp_path: Path) -> None:
    changed = {
        **broken("budgets", "1000000", "veel"),
        **broken("plans", "B1,GM0002", "B1,GM9999"),
        **broken("costs", "home,road,5000", "home,road,-1"),
    }
    with pytest.raises(on.CaseError) as refused:
        on.read_case(write_good(tmp_path / "case", **changed))
    assert {finding.table for finding in refused.value.findings} == {"budgets", "plans", "costs"}


def test_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    path = on.read_case(write_good(tmp_path / "case")).write(tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["budgets"]
    columns = [cell.value for cell in sheet[1]]
    row = next(
        row for row in range(2, 9) if sheet.cell(row, columns.index("stream") + 1).value == "road"
    )
    cell = sheet.cell(row, columns.index("amount_eur") + 1)
    cell.value = "veel"
    book.save(path)
    with pytest.raises(
        on.CaseError,
        match=rf"budgets \| cell {cell.coordinate}, column amount_eur: 'veel' is not a number",
    ):
        on.read_case(path)


def test_frames_are_refused_in_the_same_words(tmp_path: Path) -> None:
    case = on.read_case(write_good(tmp_path / "case"))
    wrong = case.budgets.with_columns(
        pl.when(pl.col("stream") == "road")
        .then(pl.lit("raod"))
        .otherwise(pl.col("stream"))
        .alias("stream")
    )
    with pytest.raises(on.CaseError, match=r"no stream 'raod' in streams\. Nearest: 'road'"):
        case.with_table("budgets", wrong)
    with pytest.raises(on.QuestionError, match="Did you mean 'budgets'"):
        on.Case(budget=case.budgets)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (broken("earmarks", "road,road,", "road,raod,"), "Nearest: 'road'"),
        (broken("streams", "own,Eigen", "own2,Los,,,,,,,,,,\nown,Eigen"), "has no earmark"),
        (broken("streams", "10,,3", "10,5,3"), "no plan fits"),
        (
            {
                **broken("plans", "B1,GM0002,home,homes", "B1,GM0002,home,flats"),
                "outcomes": GOOD["outcomes"] + "flats,flat,1,\n",
            },
            r"in 1 of 2 areas of the level region with plans \(GM0002\) no plan counts 'homes'",
        ),
        (
            {
                "minimum_shares": GOOD["minimum_shares"] + "land,region,flats,60%\n",
                "outcomes": GOOD["outcomes"] + "flats,flat,1,\n",
            },
            "add up to 1.1",
        ),
        (broken("minimum_shares", "region", "plan"), "a plan counts one outcome"),
    ],
    ids=[
        "an earmark nobody needs",
        "a stream without earmark or budget",
        "a threshold no plan meets",
        "a region without the outcome of a share",
        "shares above all",
        "a share per plan",
    ],
)
def test_warnings_are_told_and_kept(tmp_path: Path, changed: dict, words: str) -> None:
    with pytest.warns(on.CaseWarning, match=words):
        case = on.read_case(write_good(tmp_path / "case", **changed))
    assert any(re.search(words, finding.message) for finding in case.findings)


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    folder = write_good(tmp_path / "case")
    (folder / "regions.csv").write_bytes(
        GOOD["regions"].replace("Aa", "Súdwest-Fryslân").encode("cp1252")
    )
    with pytest.warns(on.CaseWarning, match="read as Windows-1252"):
        case = on.read_case(folder)
    assert case.regions["name"][0] == "Súdwest-Fryslân"


@pytest.mark.parametrize(
    ("changed", "remedy"),
    [
        (broken("budgets", "1000000", "veel"), "Write digits, with '.' as the decimal sign."),
        (
            broken("budgets", "1000000", "1 miljoen"),
            "Write it in digits alone, such as 12000000 for twelve million.",
        ),
        (broken("budgets", "1000000", '"1.000.000,50"'), "Write 1000000.50."),
        (broken("budgets", "1000000", "1.000.000"), "Write 1000000."),
        (broken("budgets", "1000000", "-1"), "the least that amount_eur can be. Correct it."),
        (
            broken("streams", "30000,10", "-3,10"),
            "or leave the cell blank where there is no such rule.",
        ),
        (broken("streams", "0.5,2,0.1", "0.5,2.5,0.1"), "Write one without a fraction."),
        (broken("budgets", "GM0001,2026", "GM0001,26"), "Write four digits, such as 2026."),
        (broken("plans", "2026,2028,50", "2029,2028,50"), "Correct one of the two."),
    ],
)
def test_every_refusal_says_what_to_do(tmp_path: Path, changed: dict, remedy: str) -> None:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(write_good(tmp_path / "case", **changed))
    assert any(remedy in finding.message for finding in refused.value.findings), [
        finding.message for finding in refused.value.findings
    ]


def test_a_frame_whose_columns_have_numbers_for_names_is_refused(tmp_path: Path) -> None:
    import pandas as pd

    case = on.read_case(write_good(tmp_path / "case"))
    with pytest.raises(on.CaseError, match="no column is called '0' in streams"):
        case.with_table("streams", pd.DataFrame([["a", "b"]]))


def test_a_column_without_a_name_is_named_by_its_cell(tmp_path: Path) -> None:
    path = on.read_case(write_good(tmp_path / "case")).write(tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["costs"]
    sheet.cell(2, sheet.max_column + 1).value = "een opmerking"
    book.save(path)
    with pytest.raises(on.CaseError, match=r"costs \| cell [A-Z]+1: a column of costs has no name"):
        on.read_case(path)
