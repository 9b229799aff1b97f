"""What version 2 of the case format adds: goals, chances, accounts, names and whole projects."""

from __future__ import annotations

import pickle
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.uncertain_inputs import uncertain_inputs
from tests.case.good_case import GOOD, write_good

ADDED = {
    "case": GOOD["case"] + "title_en,Small\n",
    "streams": (
        "stream,name,counts_as_cofinancing,fixed_eur_per_plan,min_award_eur,short_name,name_en\n"
        "land,Grond,nee,0,,Grond,Land\nroad,Weg,,,0,,\nown,Eigen geld,ja,,,,Own money\n"
    ),
    "budgets": (
        "stream,level,area,year,amount_eur,awarded,chance\n"
        "land,region,GM0001,2026,1000000,nee,60%\nroad,national,,2026,500000,,\n"
        "own,plan,A1,2026,300000,,1\n"
    ),
    "plans": (
        "plan,region,plan_type,outcome,capacity_units,first_year,last_year,max_units_per_year,"
        "whole,name,name_en\nA1,GM0001,home,homes,100,2026,2027,50,nee,Aa-Noord,Aa North\n"
        "B1,GM0002,home,homes,200,2026,2027,,,,\n"
    ),
    "yields": "plan_type,outcome,per_unit,per_unit_low\nhome,water,0,0\n",
    "outcomes": (
        "outcome,unit,weight,additional_share,name,name_en\nhomes,home,1,0.8,woningen,homes\n"
        "water,m3,0,,waterberging,water\n"
    ),
    "accounts": (
        "stream,level,area,year,opening_eur,received_eur,spent_eur,repaid_eur,closing_eur\n"
        "land,region,GM0001,2024,100,50,30,20,100\n*,region,GM0001,2023,,,,,-40.5\n"
        "*,province,Noord,2024,0,,,,900\n*,national,,2024,,,,,7000\n"
    ),
    "purposes": "purpose,name,name_en\nland,grond,land\n",
}


def write_added(folder: Path, **changed: str | None) -> Path:
    return write_good(folder, **{**ADDED, **changed})


@pytest.fixture
def added(tmp_path: Path) -> on.Case:
    return on.read_case(write_added(tmp_path / "added"))


def changed_text(table: str, old: str, new: str) -> dict[str, str]:
    text = {**GOOD, **ADDED}[table]
    assert text.count(old) == 1, (table, old)
    return {table: text.replace(old, new)}


def test_it_is_accepted_without_a_finding(added: on.Case) -> None:
    assert added.findings == ()
    assert (added.title_in("nl"), added.title_in("en")) == ("Klein", "Small")
    assert added.budgets["chance"].to_list() == [0.6, None, 1.0]
    assert added.plans["whole"].to_list() == [False, None]


def test_written_read_pickled_and_given_as_frames_it_is_the_same(
    added: on.Case, tmp_path: Path
) -> None:
    for again in (
        on.read_case(added.write(tmp_path / "folder")),
        on.read_case(added.write(tmp_path / "book.xlsx")),
        on.Case(**{name: frame for name, frame in added.tables.items() if frame.height}),
        on.Case(**{name: frame.to_pandas() for name, frame in added.tables.items()}),
        pickle.loads(pickle.dumps(added)),
    ):
        assert again == added
        assert again.fingerprint == added.fingerprint
        assert again.program_fingerprint == added.program_fingerprint
        assert again.changes(added).is_empty()


REFUSED = [
    ("yields", "home,water", "house,water", "plan_type", "no plan_type 'house' in plans or costs"),
    ("yields", "home,water", "home,watter", "outcome", "Nearest: 'water'"),
    ("yields", "home,water", "home,homes", "outcome", "own outcome of plan '[AB]1'"),
    ("yields", "water,0,0", "water,-1,", "per_unit", "below 0, the least that per_unit can be"),
    ("yields", "water,0,0", "water,,", "per_unit", "blank, where a value is needed"),
    ("yields", "water,0,0", "water,0,0\nhome,water,0,", "plan_type", "stands on line 2 already"),
    ("yields", "water,0,0", "water,0,1", "per_unit_low", "lies above the value"),
    ("budgets", "60%", "110%", "chance", "can be at most 1"),
    ("budgets", "60%", "-0.1", "chance", "below 0"),
    ("streams", "land,Grond,nee,0", "land,Grond,nee,-1", "fixed_eur_per_plan", "below 0"),
    ("plans", "2027,50,nee", "2027,50,soms", "whole", "neither yes nor no"),
    ("plans", "2027,50,nee", "2027,49,ja", "max_units_per_year", "at most 49 a year in 2 years"),
    ("accounts", "20,100", "20,90", "closing_eur", "a difference of 10.00 euros"),
    ("accounts", "land,region,GM0001", "lnad,region,GM0001", "stream", "Nearest: 'land'"),
    ("accounts", "Noord,2024", ",2024", "area", "an area of level province is needed"),
    ("accounts", "national,,2024", "national,Noord,2024", "area", "Leave it blank"),
    ("accounts", "national,,2024,,,,,7000", "national,,2024,,,,,", "closing_eur", "blank, where"),
    ("purposes", "land,grond", ",grond", "purpose", "blank, where a value is needed"),
    ("case", "title_en", "titel_en", "key", "is not allowed here"),
]


@pytest.mark.parametrize(("table", "old", "new", "column", "words"), REFUSED)
def test_it_is_refused_in_its_cell_with_a_remedy(
    tmp_path: Path, table: str, old: str, new: str, column: str, words: str
) -> None:
    folder = write_added(tmp_path, **changed_text(table, old, new))
    with pytest.raises(on.CaseError, match=words) as refused:
        on.read_case(folder)
    at = {(finding.table, finding.column) for finding in refused.value.findings}
    assert (table, column) in at


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ("national,,2026,homes,120,stuff\n", "Nearest: 'staff'"),
        ("national,,2026,homes,120,homes\n", "'homes' is raised by 'homes'"),
        (
            "national,,,water,1,staff\nregion,GM0001,,staff,5,homes\nnational,,,homes,9,staff\n",
            "'homes' is raised by 'staff' is raised by 'homes'|'staff' is raised by 'homes' is",
        ),
    ],
)
def test_limits_that_an_outcome_raises(tmp_path: Path, limits: str, words: str) -> None:
    folder = write_added(
        tmp_path,
        limits="level,area,year,outcome,max_units,raised_by\n" + limits,
        outcomes=ADDED["outcomes"] + "staff,fte,0,,,\n",
    )
    with pytest.raises(on.CaseError, match=words) as refused:
        on.read_case(folder)
    assert ("limits", "raised_by") in {(each.table, each.column) for each in refused.value.findings}


def test_without_a_table_outcomes_nothing_is_known_to_raise_a_limit(tmp_path: Path) -> None:
    folder = write_added(
        tmp_path,
        limits="level,outcome,max_units,raised_by\nnational,homes,120,staff\n",
        outcomes=None,
    )
    with pytest.raises(on.CaseError, match=r"no table outcomes\.csv, so 'staff'"):
        on.read_case(folder)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("streams", "land,Grond,nee,0", "land,Grond,nee,50000"),
        ("streams", "road,Weg,,,0", "road,Weg,,,100000"),
        ("plans", "2027,50,nee", "2027,50,ja"),
    ],
)
def test_a_rule_about_projects_is_accepted_and_another_program(
    added: on.Case, tmp_path: Path, table: str, old: str, new: str
) -> None:
    changed = on.read_case(write_added(tmp_path, **changed_text(table, old, new)))
    assert changed.program_fingerprint != added.program_fingerprint


def test_a_short_name_that_is_long_gets_a_warning(tmp_path: Path) -> None:
    long = changed_text("streams", ",Grond,Land", ",Grond en nog veel meer dan dat,Land")
    with pytest.warns(on.CaseWarning, match="a short name of 30 characters"):
        on.read_case(write_added(tmp_path, **long))


def test_streams_that_hold_more_than_all_money_get_a_warning(tmp_path: Path) -> None:
    less = changed_text("accounts", "2023,,,,,-40.5", "2024,,,,,99")
    with pytest.warns(on.CaseWarning, match=r"hold 100\.00 together, more than the 99\.00"):
        on.read_case(write_added(tmp_path, **less))


FOR_READERS = [
    ("case", ("title",), {"value": "Groot"}),
    ("case", ("title_en",), {"value": "Large"}),
    ("regions", ("GM0001",), {"name": "Aaa"}),
    ("streams", ("land",), {"name": "Bodem"}),
    ("streams", ("land",), {"short_name": "Bodem"}),
    ("streams", ("land",), {"ministry": "Binnenlandse Zaken"}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"chance": 0.5}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"note": "brief"}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"source": "brief"}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"status": "assumption"}),
    ("plans", ("A1",), {"name": "Aa-Zuid", "name_en": "Aa South"}),
    ("outcomes", ("homes",), {"name_en": "dwellings", "unit": "dwelling"}),
    ("accounts", ("*", "national", None, 2024), {"closing_eur": 7001}),
    ("purposes", ("land",), {"name": "bodem"}),
    ("sources", ("s1",), {"title": "Een andere bron"}),
]
IN_PROGRAM = [
    ("case", ("opening_work",), {"value": "paid"}),
    ("streams", ("road",), {"spend_within_years": 2}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"amount_eur": 1.0}),
    ("budgets", ("land", "region", "GM0001", 2026, False), {"amount_eur_low": 1.0}),
    ("plans", ("A1",), {"capacity_units": 99}),
    ("costs", ("home", "road"), {"eur_per_unit": 1}),
    ("yields", ("home", "water"), {"note": "niets", "per_unit_high": 0.0}),
    ("outcomes", ("water",), {"weight": 0.1}),
    ("targets", ("province", "Noord", None, "homes"), {"units": 149}),
    ("regions", ("GM0003",), {"province": "Noord"}),
]


@pytest.mark.parametrize(("table", "key", "cells"), FOR_READERS)
def test_what_is_for_readers_changes_one_fingerprint(
    added: on.Case, table: str, key: tuple[object, ...], cells: dict[str, object]
) -> None:
    other = added.set(table, *key, **cells)
    assert other.fingerprint != added.fingerprint
    assert other.program_fingerprint == added.program_fingerprint


@pytest.mark.parametrize(("table", "key", "cells"), IN_PROGRAM)
def test_what_enters_the_program_changes_both_fingerprints(
    added: on.Case, table: str, key: tuple[object, ...], cells: dict[str, object]
) -> None:
    other = added.set(table, *key, **cells)
    assert other.fingerprint != added.fingerprint
    assert other.program_fingerprint != added.program_fingerprint


def test_the_program_fingerprint_does_not_see_rows_for_readers_nor_their_order(
    added: on.Case,
) -> None:
    bare = added.with_table("accounts", added.accounts.clear())
    bare = bare.with_table("purposes", bare.purposes.clear()).with_table(
        "budgets", bare.budgets.reverse()
    )
    assert bare.program_fingerprint == added.program_fingerprint
    assert added.program_fingerprint != added.fingerprint


def test_a_part_keeps_yields_purposes_and_the_accounts_of_its_areas(added: on.Case) -> None:
    part = added.only(region="GM0001")
    assert part.yields.equals(added.yields) and part.purposes.equals(added.purposes)
    assert part.accounts["closing_eur"].to_list() == [100, -40.5]
    assert part.budgets["chance"].to_list() == [0.6, None, 1.0]
    assert (part.title_in("nl"), part.title_in("en")) == ("Klein: Aa", "Small: Aa")
    province = added.only(province="Noord")
    assert province.accounts["level"].to_list() == ["region", "region", "province"]
    assert added.only(region=["GM0001", "GM0002", "GM0003"]).accounts.height == 4


def test_a_part_keeps_what_raises_its_limits() -> None:
    case = on.load_case("two-villages-staff")
    part = case.only(region="a")
    assert part.limits.select("area", "max_units", "raised_by").rows() == [
        ("a", 300.0, "prepared_homes")
    ]
    assert on.allocate(part).outcomes["homes"] == pytest.approx(500)
    rows = {"level": "province", "area": ["north", None], "outcome": "homes", "max_units": 500.0}
    unlike = pl.DataFrame({**rows, "raised_by": ["prepared_homes", None]})
    with pytest.raises(on.QuestionError, match="limits on 'homes' of province 'north' are raised"):
        case.with_table("limits", unlike).only(region="a")
    alike = unlike.with_columns(raised_by=pl.lit("prepared_homes"))
    limits = case.with_table("limits", alike).only(region="a").limits
    # of the 3,000 planned units 1,900 lie in a: 1,200 homes, 600 prepared, 100 climate plans
    assert limits.select("area", "raised_by").rows() == [("north", "prepared_homes")]
    assert limits["max_units"][0] == pytest.approx(500 * 1900 / 3000)


def test_a_change_is_told_cell_by_cell(added: on.Case) -> None:
    other = added.set("accounts", "land", "region", "GM0001", 2024, spent_eur=50, closing_eur=80)
    assert other.changes(added).rows() == [
        ("accounts", "land, region, GM0001, 2024", "changed", "spent_eur", "30", "50"),
        ("accounts", "land, region, GM0001, 2024", "changed", "closing_eur", "100", "80"),
    ]


def test_accounts_and_chances_move_no_input(added: on.Case) -> None:
    moved = added.set("accounts", "*", "national", None, 2024, closing_eur_low=1.0)
    moved = moved.set("budgets", "land", "region", "GM0001", 2026, False, chance_low=0.1)
    assert uncertain_inputs(moved) == []


def test_every_new_table_may_be_left_out() -> None:
    """The fingerprint of a case of version 1 is what it was."""
    case = on.load_case("two-villages")
    english = {"title": "Two villages", "first_year": "2026"}
    version_1 = case.with_tables(
        case=pl.DataFrame({"key": list(english), "value": list(english.values())}),
        streams=case.streams.with_columns(name="name_en").drop("name_en"),
    )
    assert version_1.fingerprint.startswith("5c2c752b2714")
    assert all(TABLES[name].added_after_v1 for name in ("yields", "accounts", "purposes"))
    assert isinstance(on.load_case("two-villages").yields, pl.DataFrame)


def test_a_case_without_settings_has_both_fingerprints(added: on.Case) -> None:
    """A case of frames may leave the table `case` out: its frame is then without columns."""
    tables = {name: frame for name, frame in added.tables.items() if name != "case"}
    bare = on.Case(**tables)
    titled = on.Case(case=pl.DataFrame({"key": ["title"], "value": ["Klein"]}), **tables)
    assert bare.program_fingerprint == titled.program_fingerprint
    assert bare.fingerprint != titled.fingerprint
