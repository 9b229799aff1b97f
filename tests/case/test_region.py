"""A whole region as an analyst fills it in, and the same region with one slip in it.

Merwedal is made up: two municipalities, five streams with real kinds of rules, own money, four
plans. Without a slip 561 homes can be paid within the walls and 710 without.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

import ontschotting as on

RULES = (
    "counts_as_cofinancing;cofinancing_share;cap_eur_per_unit;min_plan_units;max_plan_units;"
    "spend_within_years"
)
STREAMS = f"""stream;name;{RULES}
WBI;Woningbouwimpuls;;0,5;12500;200;;1
Mobiliteit;Mobiliteitspakket;;0,25;;;;
Klimaat;Impulsregeling klimaatadaptatie;;0,67;;;;1
School;SPUK onderwijshuisvesting;;;;250;;
Provincie;Knelpuntenpot provincie;;;5000;;150;
Eigen geld;Grondexploitatiereserve;ja;;;;;
"""
BUDGETS = """stream;level;area;year;amount_eur
WBI;national;;2026;4500000
Mobiliteit;region;Merwedal;2026;6000000
Klimaat;national;;2026;2400000
School;region;Merwedal;2027;7000000
Provincie;national;;2026;900000
Eigen geld;region;Merwedal;2026;8000000
Eigen geld;region;Waterkamp;2026;1500000
"""
EARMARKS = """stream;purpose
WBI;grond
WBI;mobiliteit
Mobiliteit;mobiliteit
Klimaat;water
School;school
Provincie;*
Eigen geld;*
"""
PLANS = """plan;region;plan_type;outcome;capacity_units;first_year;last_year
Stationskwartier;Merwedal;Stationskwartier;woningen;420;2027;2031
Havenkade;Merwedal;Havenkade;woningen;260;2027;2030
Dorpsrand;Waterkamp;Dorpsrand;woningen;90;2026;2028
Zuidpolder;Waterkamp;Zuidpolder;woningen;600;2028;2034
"""
COSTS = {
    "Stationskwartier": (22000, 14000, 2000, 6000),
    "Havenkade": (26000, 6000, 9000, 6000),
    "Dorpsrand": (9000, 5000, 3000, 0),
    "Zuidpolder": (11000, 9000, 7000, 8000),
}
PURPOSES = ("grond", "mobiliteit", "water", "school")
TABLES = {
    "regions": "region;name\nMerwedal;Merwedal\nWaterkamp;Waterkamp\n",
    "streams": STREAMS,
    "budgets": BUDGETS,
    "earmarks": EARMARKS,
    "plans": PLANS,
    "costs": "plan_type;purpose;eur_per_unit\n"
    + "".join(
        f"{plan};{purpose};{euros}\n"
        for plan, recipe in COSTS.items()
        for purpose, euros in zip(PURPOSES, recipe, strict=True)
    ),
}


def region(folder: Path, table: str = "", old: str = "", new: str = "") -> tuple[on.Case, str]:
    """Return the region with one text changed, and the Dutch words of its warnings."""
    tables = dict(TABLES)
    if table:
        assert old in tables[table]
        tables[table] = tables[table].replace(old, new)
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        case = on.read_case(folder)
    said = [each.message.text("nl") for each in caught if isinstance(each.message, on.CaseWarning)]
    return case, "\n".join(said)


def values(case: on.Case, solver: str = "highs") -> tuple[float, float]:
    """Return the homes within the walls and without, under the preset `integral`."""
    current, lifted = (
        on.allocate(case, regime, solver=solver) for regime in (on.CURRENT, on.INTEGRAL)
    )
    return current.value, lifted.value


@pytest.mark.parametrize("solver", ["highs", "pulp"])
def test_the_region_without_a_slip(tmp_path: Path, solver: str) -> None:
    case, said = region(tmp_path / "merwedal")
    assert said == ""
    assert values(case, solver) == pytest.approx((561.145774, 710.060892), abs=1e-5)


def test_the_explanation_names_co_financing_for_climate_money_beside_a_shortage_of_water(
    tmp_path: Path,
) -> None:
    case, _ = region(tmp_path / "merwedal")
    sentences = on.explain(case).sentences("nl")
    (moves,) = (text for text in sentences if text.startswith("Geld van Impulsregeling klimaat"))
    assert "cofinanciering (" in moves
    assert any(text.startswith("Alleen extra geld voor water zou") for text in sentences)


def test_own_money_that_is_not_marked_is_told_and_explained(tmp_path: Path) -> None:
    case, said = region(tmp_path / "unmarked", "streams", "reserve;ja;", "reserve;;")
    assert said.count("geen stroom telt als cofinanciering") == 3
    assert values(case)[0] == pytest.approx(312.526316, abs=1e-5)
    assert any(
        text.startswith("Geld van Woningbouwimpuls") and "cofinanciering (" in text
        for text in on.explain(case).sentences("nl")
    )


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("costs", "wartier;grond", "wartier;gront", "noemt het doel 'gront'.*lijkt 'grond'"),
        ("costs", "polder;water", "polder;Water", "'water' en 'Water' .* lijken één naam"),
        ("earmarks", "Klimaat;water", "Klimaat;watr", "geen kostenregel noemt het doel 'watr'"),
        ("earmarks", "School;school", "School;schol", "'schol': dit geld kan nergens heen"),
        (
            "budgets",
            "2026;2400000",
            "2026;2,4",
            "budgetten van stroom 'Klimaat' zijn 2,4 euro",
        ),
        ("budgets", "2027;7000000", "2027;7", "alle budgetten van stroom 'School' zijn 7 euro"),
        ("streams", "12500;200;", "12500;2000;", "regel 2, .*drempel ligt boven het grootste plan"),
        ("streams", ";250;;\n", ";2500;;\n", "regel 5, .*drempel ligt boven het grootste plan"),
        ("earmarks", "School;school\n", "", "stroom 'School' heeft geen oormerk"),
    ],
)
def test_a_slip_that_may_be_meant_is_told(
    tmp_path: Path, table: str, old: str, new: str, words: str
) -> None:
    _, said = region(tmp_path / "slip", table, old, new)
    assert re.search(words, said), said


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("streams", ";0,5;", ";50%;"),
        ("streams", "reserve;ja;", "reserve;WAAR;"),
        ("budgets", "4500000", "4.500.000"),
        ("budgets", "4500000", "€ 4500000,00"),
        ("plans", "Zuidpolder;Waterkamp", " Zuidpolder ; Waterkamp "),
    ],
)
def test_the_same_region_in_another_dress(tmp_path: Path, table: str, old: str, new: str) -> None:
    case, said = region(tmp_path / "dressed", table, old, new)
    assert (said, case) == ("", region(tmp_path / "plain")[0])


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("streams", ";0,67;", ";67;", "regel 4, kolom cofinancing_share: '67' is te hoog"),
        ("budgets", "4500000", "4.500", "regel 2, kolom amount_eur: '4.500' is op twee manieren"),
        ("budgets", "4500000", "4,5 mln", "regel 2, kolom amount_eur: '4,5 mln' is geen getal"),
        ("budgets", "region;Waterkamp", "region;waterkamp", "Schrijf hier de code 'Waterkamp'"),
        ("budgets", "2027;7000000", "20227;7000000", "'20227' is geen aannemelijk jaar"),
        ("plans", "2028;2034", "2034;2028", "regel 5, kolom first_year: het eerste jaar ligt na"),
        ("costs", "Havenkade;", "Havenkad;", "geen plan_type 'Havenkade' in costs"),
        ("plans", "woningen;600", "woningen;-600", "'-600' ligt onder 0"),
    ],
)
def test_a_slip_that_cannot_be_meant_is_refused_at_its_place(
    tmp_path: Path, table: str, old: str, new: str, words: str
) -> None:
    with pytest.raises(on.CaseError) as refused:
        region(tmp_path / "slip", table, old, new)
    assert words in refused.value.text("nl")
