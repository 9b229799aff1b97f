"""Totals, notes and headings among the rows of a table: one finding each, at their cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.tables.examples import EXAMPLES
from tests.case.files.test_files_of_other_programs import VALUE, _book, _errors
from tests.case.good_case import GOOD, broken, write_good

TOTAL, NOTE = "looks like a total", "looks like a note or a heading"


@pytest.mark.parametrize(
    ("sheet", "row", "gap", "cell", "words"),
    [
        ("budgets", ["Totaal", None, None, None, 7_500_000], 0, "A6", TOTAL),
        ("budgets", ["Totaal", None, None, None, "=SUM(E2:E5)"], 0, "A6", TOTAL),
        ("budgets", ["Totaal 2026", None, None, 2026, 6_500_000], 0, "A6", TOTAL),
        ("budgets", ["Subtotaal grond", None, None, None, 3_000_000], 0, "A6", TOTAL),
        ("budgets", [None, "Totaal:", None, None, 7_500_000], 1, "B7", TOTAL),
        ("budgets", [None, None, None, None, 7_500_000], 1, "E7", TOTAL),
        ("budgets", ["Totaal", "national", None, 2026, 7_500_000], 0, "A6", TOTAL),
        ("plans", ["TOTAAL", None, None, None, 700], 0, "A4", TOTAL),
        ("costs", ["Total", None, 13_000], 0, "A4", TOTAL),
        ("budgets", ["Bron: begroting 2026"], 1, "A7", NOTE),
        ("budgets", ["* voorlopig, zie besluit"], 0, "A6", NOTE),
        ("budgets", ["Gemeente Amstel"], 0, "A6", NOTE),
        ("regions", ["Bron: CBS"], 2, "A6", NOTE),
        ("streams", ["NB: bedragen in prijzen van 2025"], 0, "A5", NOTE),
        ("earmarks", ["Let op: eigen geld mag overal heen"], 1, "A6", NOTE),
        ("costs", ["1) inclusief btw"], 1, "A5", NOTE),
        ("plans", [None, None, "Opmerking: onder voorbehoud"], 1, "C5", NOTE),
    ],
)
def test_a_row_that_is_no_row_is_one_finding_at_its_cell(
    tmp_path: Path, sheet: str, row: list[object], gap: int, cell: str, words: str
) -> None:
    def add(sheets: dict[str, Any]) -> None:
        line = sheets[sheet].max_row + 1 + gap
        for column, value in enumerate(row, start=1):
            sheets[sheet].cell(line, column, value)

    (error,) = _errors(_book(tmp_path / "case.xlsx", add))
    assert f"{sheet} | cell {cell}," in error
    assert words in error


@pytest.mark.parametrize(
    ("table", "units", "column"),
    [
        ("budgets", ",,,jaar,euro,", "year"),
        ("budgets", "code,niveau,naam,(jaar),(in euro's),", "year"),
        ("plans", ",,,,woningen,jaar,jaar,aantal per jaar", "capacity_units"),
        ("costs", "naam,naam,€ per woning,jaren", "eur_per_unit"),
        ("ceilings", ",,,,EUR", "max_eur"),
        ("minimum_shares", "code,,,%", "min_share"),
    ],
)
def test_units_under_the_header_are_one_finding(
    tmp_path: Path, table: str, units: str, column: str
) -> None:
    header, rows = GOOD[table].split("\n", 1)
    text = f"{header}\n{units}\n{rows}"
    with pytest.raises(on.CaseError) as refused:
        on.read_case(write_good(tmp_path / "case", **{table: text}))
    (finding,) = refused.value.findings
    assert (finding.code, finding.table, finding.line) == ("units_row", table, 2)
    assert finding.column == column


def test_a_unit_in_a_row_with_numbers_is_a_finding_about_its_cell(tmp_path: Path) -> None:
    wrong = broken("budgets", "GM0001,2026,1000000", "GM0001,2026,euro")
    with pytest.raises(on.CaseError) as refused:
        on.read_case(write_good(tmp_path / "case", **wrong))
    (finding,) = refused.value.findings
    assert (finding.column, finding.line) == ("amount_eur", 2) and finding.code != "units_row"


def test_a_half_filled_example_of_the_template_is_no_note(tmp_path: Path) -> None:
    def add(sheets: dict[str, Any]) -> None:
        sheets["budgets"]["A6"] = "grond"
        for cell, name in zip("BCDE", ("level", "area", "year", "amount_eur"), strict=True):
            sheets["budgets"][f"{cell}6"] = EXAMPLES["budgets"][name]

    errors = _errors(_book(tmp_path / "case.xlsx", add))
    assert len(errors) == 4
    assert not any(NOTE in error for error in errors)


def test_a_note_over_merged_cells_is_one_finding(tmp_path: Path) -> None:
    def add(sheets: dict[str, Any]) -> None:
        sheets["budgets"]["A7"] = "Bron: begroting 2026"
        sheets["budgets"].merge_cells("A7:E7")

    (error,) = _errors(_book(tmp_path / "case.xlsx", add))
    assert NOTE in error


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("budgets", "Totaal,,,,3800000,", TOTAL),
        ("budgets", "Totaal,,,,3800000", TOTAL),
        ("budgets", "\n,,,,3800000,", TOTAL),
        ("budgets", "Bron: begroting, bewerking", NOTE),
        ("budgets", "\n* voorlopig", NOTE),
        ("costs", "Noot: zonder btw", NOTE),
        ("regions", "Bron: CBS,,", NOTE),
    ],
)
def test_below_a_csv_file_too(tmp_path: Path, table: str, line: str, words: str) -> None:
    (error,) = _errors(write_good(tmp_path / "case", **{table: GOOD[table] + line}))
    assert f"{table}.csv | line {len((GOOD[table] + line).splitlines())}," in error
    assert words in error


def test_in_a_frame_and_between_rows_the_lines_stay_right(good: on.Case) -> None:
    budgets = good.budgets.select("stream", "level", "area", "year", "amount_eur")
    total = pl.DataFrame({"stream": ["Totaal"], "amount_eur": [3.8e6]})
    wrong = budgets.head(1).with_columns(stream=pl.lit("lnad"))
    rows = pl.concat([budgets.head(2), total, budgets.tail(2), wrong], how="diagonal")
    with pytest.raises(on.CaseError) as refused:
        good.with_table("budgets", rows)
    found = [(one.line, one.code) for one in refused.value.findings if one.severity == "error"]
    assert found == [(4, "total_row"), (7, "unknown_name")]


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("budgets", "land,region,GM0001,2026,1000000", "land,region,GM0001,2026,", "blank_value"),
        ("plans", "A1,GM0001", "A1,", "blank_value"),
        ("earmarks", "road,road,", "road,,", "blank_value"),
        ("regions", "GM0003,Cee,", "GM0003,Totale gemeente,", None),
        ("regions", "GM0003,Cee,", "GM0003,,", None),
        ("streams", "road,Weg", "road,Bron: weg", None),
        ("regions", "GM0003,Cee,", "NB-Oost,,", None),
        ("regions", "GM0003,Cee,", "Bronckhorst,,", None),
        ("sources", "s1,Een bron", "Bron 2: CBS,", None),
    ],
)
def test_what_is_a_row_stays_one(
    tmp_path: Path, table: str, old: str, new: str, code: str | None
) -> None:
    folder = write_good(tmp_path / "case", **broken(table, old, new))
    if code is None:
        assert on.read_case(folder).tables[table].height == GOOD[table].count("\n") - 1
        return
    with pytest.raises(on.CaseError) as refused:
        on.read_case(folder)
    assert [one.code for one in refused.value.findings if one.severity == "error"] == [code]


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        ("land,region,GM0001", "Gronde,region,GM0001", "name of 'land'"),
        ("land,region,GM0001", "lnad,region,GM0001", "Nearest: 'land'"),
        ("land,region,GM0001", "Wge,region,GM0001", "name of 'road'"),
        ("own,plan", "Eigen gled,plan", "name of 'own'"),
        ("road,national", "Wegg,national", "name of 'road'"),
    ],
)
def test_a_misspelt_name_has_the_nearest_code_or_name_as_a_hint(
    tmp_path: Path, old: str, new: str, nearest: str
) -> None:
    (error,) = _errors(write_good(tmp_path / "case", **broken("budgets", old, new)))
    assert nearest in error


@pytest.mark.parametrize(
    ("years", "year", "words"),
    [
        ("0", 2019, "from 2019 to 2019, and all plans together need money from 2025 to 2028"),
        ("3", 2021, "from 2021 to 2024"),
        ("", 2029, "from 2029, and"),
        ("0", 2031, "from 2031 to 2031"),
        ("5", 2018, "from 2018 to 2023"),
    ],
)
def test_money_for_years_in_which_no_plan_needs_any_is_told(
    tmp_path: Path, years: str, year: int, words: str
) -> None:
    streams = GOOD["streams"].replace("road,Weg,,,,,,,", f"road,Weg,,,,,,{years},")
    budgets = GOOD["budgets"].replace("road,national,,2026", f"road,national,,{year}")
    case = on.read_case(write_good(tmp_path / "case", streams=streams, budgets=budgets))
    (told,) = case.findings
    assert (told.severity, told.code, told.line) == ("warning", "budget_outside_years", 4)
    assert words in told.message


def test_money_that_is_told_to_come_in_no_year_is_worth_nothing(tmp_path: Path) -> None:
    """The best value is that without the budget; in a year that counts it is another."""
    values = []
    for number, (year, amount) in enumerate([(2031, 2_000_000), (2026, 0), (2026, 2_000_000)]):

        def change(sheets: dict[str, Any], year: int = year, amount: int = amount) -> None:
            sheets["budgets"]["D3"], sheets["budgets"]["E3"] = year, amount

        case = on.read_case(_book(tmp_path / f"{number}.xlsx", change))
        values.append(on.allocate(case).value)
    assert values[0] == pytest.approx(values[1], rel=1e-9)
    assert values[2] == pytest.approx(VALUE, rel=1e-9)
    assert values[0] < VALUE - 1


@pytest.mark.parametrize(
    ("years", "year"), [("", 2018), ("4", 2021), ("0", 2025), ("0", 2028), ("7", 2018)]
)
def test_money_that_comes_in_time_is_not_told(tmp_path: Path, years: str, year: int) -> None:
    streams = GOOD["streams"].replace("road,Weg,,,,,,,", f"road,Weg,,,,,,{years},")
    budgets = GOOD["budgets"].replace("road,national,,2026", f"road,national,,{year}")
    case = on.read_case(write_good(tmp_path / "case", streams=streams, budgets=budgets))
    assert case.findings == ()
