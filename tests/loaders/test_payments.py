"""Payments of the state per recipient: made-up figures in real layouts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ontschotting as on

BULK = """Begrotingsjaar;Begrotingsnaam;Instrument;Regeling;Ontvanger;Bedrag (x1000)
2024;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;Gemeente Utrecht;1000
2024;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;GEMEENTE  UTRECHT;-150
2024;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;Utrecht;70
2024;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;Provincie Utrecht;60
2024;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;N.N.;50
2024;BZK;Subsidies;Woningbouwimpuls;Geanonimiseerde ontvanger(s);40
2024;BZK;Subsidies;Woningbouwimpuls;Universiteit Utrecht;30
2023;BZK;Bijdrage aan medeoverheden;Woningbouwimpuls;Den Haag;20
2023;BZK;Bijdrage aan medeoverheden;Flexwonen;Gem. Almere;-10
"""


def write(folder: Path, text: str, name: str = "payments.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_recipients_that_are_one_municipality_become_budgets(tmp_path: Path) -> None:
    rows = on.read_payments(write(tmp_path, BULK))
    assert rows.budgets.select(
        "stream", "level", "area", "year", "amount_eur", "awarded", "note"
    ).rows() == [
        ("Woningbouwimpuls", "region", "GM0344", 2024, 850_000.0, True, "2 payments"),
        ("Woningbouwimpuls", "region", "GM0518", 2023, 20_000.0, True, "1 payments"),
    ]
    assert rows.unmapped.select("line", "amount_eur", "reason").rows() == [
        (4, 70_000.0, "name_of_several"),  # the municipality or the province
        (5, 60_000.0, "a_province"),
        (6, 50_000.0, "nobody_named"),
        (7, 40_000.0, "nobody_named"),
        (8, 30_000.0, "unknown_name"),
        (10, -10_000.0, "corrections_exceed"),
    ]
    by_hand = 1000.0 * sum(float(line.split(";")[-1]) for line in BULK.splitlines()[1:])
    (totals,) = rows.totals.iter_rows(named=True)
    assert totals["total_eur"] == by_hand
    assert rows.budgets["amount_eur"].sum() + rows.unmapped["amount_eur"].sum() == by_hand
    assert rows.unread_columns == ("Begrotingsnaam", "Instrument")


def test_names_are_mapped_by_hand_and_one_year_is_read(tmp_path: Path) -> None:
    areas = {"utrecht": "GM0344", "Universiteit Utrecht": "GM0344"}
    rows = on.read_payments(
        write(tmp_path, BULK), year=2024, areas=areas, streams={"Woningbouwimpuls": "WBI"}
    )
    assert rows.budgets.select("stream", "area", "amount_eur").rows() == [
        ("WBI", "GM0344", 950_000.0)
    ]
    assert rows.unmapped["reason"].to_list().count("another_year") == 2


def test_json_without_a_unit_asks_for_it(tmp_path: Path) -> None:
    record = {"Jaar": 2024, "Regeling": "Regio Deal", "Ontvanger": "Gemeente Ede", "Realisatie": 12}
    path = write(tmp_path, json.dumps({"data": [record]}), "payments.json")
    with pytest.raises(on.FileError, match=r"Say unit_eur=1 or unit_eur=1000"):
        on.read_payments(path)
    assert on.read_payments(path, unit_eur=1).budgets["amount_eur"].to_list() == [12.0]
    assert on.read_payments(path, unit_eur=1000).budgets["amount_eur"].to_list() == [12_000.0]
    for wrong in (0, -1, "x"):
        with pytest.raises(on.QuestionError, match=r"unit_eur \| .* is no number above 0"):
            on.read_payments(path, unit_eur=wrong)
    with pytest.raises(on.QuestionError, match=r"case \| 5 is no case"):
        on.read_payments(path, unit_eur=1, case=5)


def test_the_rows_become_budgets_of_a_case(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    text = "Jaar,Regeling,Ontvanger,Bedrag (euro)\n2026,mobility,A,5\n2026,mobilty,A,7\n"
    rows = on.read_payments(write(tmp_path, text), case=case)
    assert rows.budgets["amount_eur"].to_list() == [5.0]
    longer = case.add_rows("budgets", rows.budgets)
    assert longer.budgets["amount_eur"].sum() == case.budgets["amount_eur"].sum() + 5
    assert rows.unmapped["reason"].to_list() == ["unknown_stream"]


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = "Jaar;Regeling;Ontvanger;Bedrag (x1000)\n24;A;Gemeente Ede;1.000\n2024;A;Gemeente Ede;\n"
    with pytest.raises(on.FileError) as error:
        on.read_payments(write(tmp_path, text))
    assert [(finding.line, finding.column, finding.code) for finding in error.value.findings] == [
        (2, "Bedrag (x1000)", "read_in_two_ways"),
        (2, "Jaar", "no_plausible_year"),
        (3, "Bedrag (x1000)", "source_blank"),
    ]
