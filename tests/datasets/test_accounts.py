"""What annual accounts say in the bundled case of the Netherlands.

Every published total is added up from the raw rows by a second road, and no euro is lost.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on

DATASETS = Path(__file__).parents[2] / "datasets"
BUILT, RAW = DATASETS / "nederland", DATASETS / "raw" / "accounts"
STATE = "received_in_advance_state_eur"
PROGRAM_FINGERPRINT = "6e39b38315eb4cf0ae624dd04ef950b951e562794d7d9f4be8e4338ef427d53c"
"""Of `nederland` before it had accounts."""

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def advances() -> Rows:
    return rows(RAW / "advances.csv")


@pytest.fixture(scope="module")
def national() -> dict[str, int]:
    return {row["id"]: int(float(row["value"])) for row in rows(RAW / "national.csv")}


@pytest.fixture(scope="module")
def accounts() -> Rows:
    return rows(BUILT / "accounts.csv")


@pytest.fixture(scope="module")
def gaps() -> Rows:
    return rows(BUILT / "account_gaps.csv")


def test_accounts_enter_no_program() -> None:
    case = on.load_case("nederland")
    assert case.program_fingerprint == PROGRAM_FINGERPRINT
    assert case.with_table("accounts", case.accounts.clear()).program_fingerprint == (
        PROGRAM_FINGERPRINT
    )


def test_every_year_equals_the_national_total_to_the_euro(
    accounts: Rows, advances: Rows, national: dict[str, int]
) -> None:
    built: dict[int, int] = defaultdict(int)
    read: dict[int, int] = defaultdict(int)
    for row in accounts:
        built[int(row["year"])] += int(row["closing_eur"])
    for row in advances:
        read[int(row["year"])] += int(row[STATE] or 0)
    assert sorted(built) == list(range(2017, 2025))
    for year, euros in built.items():
        assert euros == read[year] == national[f"iv3_p29b_{year}"]


def test_no_euro_changes_municipality_but_by_a_merger(accounts: Rows, advances: Rows) -> None:
    """What has a code today keeps its own amount; what has none is found in its successors."""
    built = {(row["area"], row["year"]): row for row in accounts}
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for row in advances:
        if row["gm_code"] and row[STATE]:
            here = built[row["gm_code"], row["year"]]
            if here["status"] == "published":
                assert int(here["closing_eur"]) == int(row[STATE])
            moved[row["gm_code"], row["year"]] -= int(row[STATE])
    for row in accounts:
        moved[row["area"], row["year"]] += int(row["closing_eur"])
    came = {key: euros for key, euros in moved.items() if euros}
    assert all(built[key]["status"] == "derived" for key in came)
    former = {
        (row["government"], row["year"]): int(row[STATE])
        for row in advances
        if not row["gm_code"] and row[STATE]
    }
    assert sum(came.values()) == sum(former.values())
    for (name, year), euros in former.items():
        heirs = [key for key in came if key[1] == year and name in built[key]["note"]]
        assert heirs, (name, year)
        if name == "Haaren":  # divided over four municipalities
            assert len(heirs) == 4 and euros % 4 == 0
            assert all(f"{name} (one of 4 equal parts)" in built[key]["note"] for key in heirs)
        else:
            assert len(heirs) == 1


def test_a_merger_of_which_every_part_is_known_is_the_sum_of_its_parts(advances: Rows) -> None:
    """By hand: Eemsdelta in 2020, Maashorst in 2021, Purmerend below zero in 2020."""
    case = on.load_case("nederland")
    for area, year, names in (
        ("GM1979", 2020, ("Appingedam", "Delfzijl", "Loppersum")),
        ("GM1991", 2021, ("Uden", "Landerd")),
        ("GM0439", 2020, ("Purmerend", "Beemster")),
    ):
        expected = sum(
            int(row[STATE])
            for row in advances
            if row["government"] in names and row["year"] == str(year)
        )
        mine = case.accounts.filter(area=area, year=year)
        assert mine["closing_eur"].to_list() == [expected]
    assert 72_289_000 + 25_963_000 + 8_638_000 == 106_890_000
    assert case.accounts.filter(area="GM1979", year=2020)["closing_eur"].item() == 106_890_000


def test_what_is_missing_is_named(advances: Rows, gaps: Rows) -> None:
    missing = {(row["name"], row["year"]) for row in gaps if row["finding"] == "missing"}
    assert missing == {
        ("Waddinxveen", "2017"),
        ("Vijfheerenlanden", "2018"),
        ("Renswoude", "2020"),
        ("Hof van Twente", "2020"),
        ("Almelo", "2022"),
        ("Dordrecht", "2022"),
        ("Twenterand", "2022"),
        ("Vijfheerenlanden", "2023"),
        ("Loon op Zand", "2024"),
    }
    present = {(row["government"], row["year"]) for row in advances}
    assert not missing & present
    assert not {(name, "2018") for name in ("Leerdam", "Vianen", "Zederik")} & present


def test_what_is_below_zero_stays_as_booked(advances: Rows, accounts: Rows, gaps: Rows) -> None:
    read = [row for row in advances if row[STATE] and int(row[STATE]) < 0]
    below = [row for row in gaps if row["finding"] == "below_zero"]
    assert len(read) == len(below) == 25
    assert {(row["area"], row["year"]) for row in accounts if int(row["closing_eur"]) < 0} == {
        (row["region"], row["year"]) for row in below
    }


def test_what_shows_nothing_in_2024_is_named(advances: Rows, gaps: Rows) -> None:
    """62 of 341 show nothing above zero: 60 without an amount, and 2 below zero."""
    of_2024 = [row for row in advances if row["year"] == "2024"]
    blank = {row["gm_code"] for row in of_2024 if not row[STATE]}
    above = [row for row in of_2024 if row[STATE] and int(row[STATE]) > 0]
    assert (len(of_2024), len(above), len(blank)) == (341, 279, 60)
    nothing = {
        row["region"] for row in gaps if row["year"] == "2024" and row["finding"] == "nothing"
    }
    assert nothing == blank
    eindhoven = next(row for row in gaps if (row["region"], row["year"]) == ("GM0772", "2024"))
    assert (eindhoven["last_year"], eindhoven["last_closing_eur"]) == ("2023", "156558000")


def test_every_municipality_and_year_has_a_balance_or_a_gap(accounts: Rows, gaps: Rows) -> None:
    codes = {row["region"] for row in rows(BUILT / "regions.csv")}
    there = {(row["area"], row["year"]) for row in accounts}
    absent = {
        (row["region"], row["year"]) for row in gaps if row["finding"] in ("missing", "nothing")
    }
    assert not there & absent
    assert there | absent == {(code, str(year)) for code in codes for year in range(2017, 2025)}
    assert len({(row["region"], row["year"]) for row in gaps}) == len(gaps)


def test_the_number_of_grants_is_the_published_one(national: dict[str, int]) -> None:
    grants = {int(row["year"]): row for row in rows(BUILT / "specific_grants.csv")}
    assert {year: int(row["grants"]) for year, row in grants.items()} == {
        2017: 21,
        **{year: national[f"spuk_count_{year}"] for year in range(2018, 2023)},
        2023: national["osu_2023_count"],
        2024: national["osu_2024_count"],
    }
    assert {year: int(row["paid_eur"]) for year, row in grants.items() if row["paid_eur"]} == {
        2017: 7_800_000_000,
        2018: 8_000_000_000,
        2023: 18_300_000_000,
        2024: 21_300_000_000,
    }
    assert [year for year, row in grants.items() if row["secondary"] == "yes"] == [2017]


def test_reasons_are_counted_as_they_were_read() -> None:
    reasons = rows(BUILT / "unspent_reasons.csv")
    assert Counter(row["reason"] for row in reasons) == {
        "staff": 12,
        "costs": 5,
        "conditions": 5,
        "delay": 5,
        "permits": 3,
        "state_decision": 3,
        "preparation": 3,
        "other": 18,
    }
    # SOURCES.md says 29: annual accounts are told from reports in the year and from the press.
    assert Counter(row["read_in"] for row in reasons)["annual accounts"] == 29
    assert all(row["note"] and row["source"].startswith("http") for row in reasons)


def test_balances_per_grant_add_up_where_all_amounts_are_there() -> None:
    grants = rows(BUILT / "advances_per_grant.csv")
    assert len(grants) == len(rows(RAW / "advances_per_grant.csv")) == 193
    impulse = {
        row["year"]: int(row["closing_eur"])
        for row in grants
        if row["government"] == "Rotterdam" and row["grant_name"] == "Besluit Woningbouwimpuls 2020"
    }
    assert impulse == {"2019": 0, "2020": 25_000_000, "2021": 42_961_000, "2022": 53_016_000}
    last = next(
        row
        for row in grants
        if (row["government"], row["year"]) == ("Rotterdam", "2022")
        and row["grant_name"] == "Besluit Woningbouwimpuls 2020"
    )
    added = int(last["opening_eur"]) + int(last["received_eur"]) - int(last["spent_eur"])
    assert added == pytest.approx(int(last["closing_eur"]), abs=1_000)  # rounded to thousands


def test_the_totals_of_rotterdam_are_those_of_its_own_accounts(accounts: Rows) -> None:
    """Two sources of one number: the balance of CBS, and the annual accounts of the city."""
    built = {row["year"]: int(row["closing_eur"]) for row in accounts if row["area"] == "GM0599"}
    read = {
        row["year"]: int(row["closing_eur"])
        for row in rows(BUILT / "advances_per_grant.csv")
        if row["government"] == "Rotterdam" and row["row_kind"] == "total"
    }
    assert {"2017", "2019", "2020", "2021", "2022"} <= set(read)
    assert {year: euros for year, euros in read.items() if year in built} == {
        year: built[year] for year in read if year in built
    }


def test_the_results_of_2023_are_those_that_were_collected() -> None:
    built = {row["id"]: float(row["value"]) for row in rows(BUILT / "municipal_results_2023.csv")}
    for row in rows(RAW / "iv3_2023.csv"):
        size = 1e6 if row["unit"] == "million_eur" else 1
        assert built[row["id"]] == pytest.approx(float(row["value"]) * size)
    assert built["iv3_result_budget"] == 146_308_000
    assert built["iv3_reserves_net_budget"] == -474_639_000
    costs, budget = built["iv3_8_2_lasten_accounts"], built["iv3_8_2_lasten_budget"]
    assert 1 - costs / budget == pytest.approx(0.233, abs=5e-4)
    earned, expected = built["iv3_8_2_baten_accounts"], built["iv3_8_2_baten_budget"]
    assert 1 - earned / expected == pytest.approx(0.231, abs=5e-4)


def test_the_case_tells_of_the_licence_and_of_the_copy() -> None:
    case, passport = on.load_case("nederland"), on.passport("nederland")
    assert set(case.accounts["source"]) == {"accounts:iv3_p29b"}
    source = case.sources.filter(pl.col("source") == "accounts:iv3_p29b").row(0, named=True)
    assert source["license"] == "CC BY 4.0" and "(CBS)" in source["publisher"]
    assert "read from a copy" in source["note"]
    assert any("Iv3" in line for line in passport.attribution)
