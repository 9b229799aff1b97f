"""Iv3: made-up figures in the layouts of Statistics Netherlands and of the semicolon file.

No figure here is of a real municipality.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

import ontschotting as on

NO_FIGURE = -99998


def record(area: str, item: str, category: str, report: str, first: Any, second: Any) -> Any:
    """A record of the open data, its keys padded with blanks as Statistics Netherlands does."""
    return {
        "TaakveldBalanspost": item.ljust(6),
        "Categorie": category.ljust(8),
        "Gemeenten": area.ljust(9),
        "Verslagsoort": report,
        "k_1ePlaatsing_1": first,
        "k_2ePlaatsing_2": second,
    }


RECORDS = [
    record("GM0344", "P29b", "Primo", "2024X005", 250, 251),
    record("GM0344", "P29b", "Ultimo", "2024X005", 310, 311),
    record("GM0363", "P29b", "Ultimo", "2024X005", 400, NO_FIGURE),
    record("GM0003", "P29b", "Ultimo", "2024X005", 5, 5),
    record("GM0010", "P29b", "Primo", "2024X005", 1, 1),
    record("GM0010", "P29b", "Ultimo", "2024X005", 7, 7),
    record("GM0014", "P29b", "Primo", "2024X005", 3, 3),
    record("GM0518", "P29a", "Ultimo", "2024X005", 9, 9),
    record("GM0518", "8.3", "B4.3.1", "2024X005", -446327, -446327),
    record("GM0518", "P29b", "Ultimo", "2024X000", 2, 2),
    record("GM0518", "P29b", "Ultimo", "2024X005", NO_FIGURE, NO_FIGURE),
]


def write(folder: Path, content: object, name: str = "45067NED.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_balances_of_state_money_become_accounts_and_the_rest_is_listed(tmp_path: Path) -> None:
    areas = {"GM0003": "GM1979", "GM0010": "GM1979"}
    rows = on.read_iv3(write(tmp_path, {"value": RECORDS}), year=2024, areas=areas)
    assert rows.accounts.select(
        "stream", "level", "area", "year", "opening_eur", "closing_eur", "status", "note"
    ).rows() == [
        ("*", "region", "GM0344", 2024, 251_000.0, 311_000.0, "published", None),
        # one of two that merged has no opening balance, so the merged one has none
        ("*", "region", "GM1979", 2024, None, 12_000.0, "derived", "sum of GM0003 + GM0010"),
    ]
    assert rows.unmapped.select("line", "item", "amount_eur", "reason").rows() == [
        (3, "P29b Ultimo", None, "figure_in_other_placing"),
        (5, "P29b Primo", 1_000.0, "part_not_known"),
        (7, "P29b Primo", 3_000.0, "no_closing_balance"),
        (8, "P29a Ultimo", 9_000.0, "no_state_balance"),
        (9, "8.3 B4.3.1", -446_327_000.0, "no_state_balance"),
        (10, "P29b Ultimo", 2_000.0, "another_report"),
        (11, "P29b Ultimo", None, "no_figure"),
    ]


def test_every_euro_of_the_file_is_mapped_or_listed(tmp_path: Path) -> None:
    rows = on.read_iv3(write(tmp_path, RECORDS), year=2024)
    by_hand = 1000 * math.fsum(
        record["k_2ePlaatsing_2"] for record in RECORDS if record["k_2ePlaatsing_2"] != NO_FIGURE
    )
    mapped = rows.accounts["opening_eur"].sum() + rows.accounts["closing_eur"].sum()
    assert mapped + rows.unmapped["amount_eur"].sum() == pytest.approx(by_hand, abs=0.5)
    assert rows.totals["total_eur"].sum() == pytest.approx(by_hand, abs=0.5)


def test_the_first_placing_is_read_when_it_is_asked(tmp_path: Path) -> None:
    rows = on.read_iv3(write(tmp_path, RECORDS), year=2024, placing=1)
    closing = dict(rows.accounts.select("area", "closing_eur").iter_rows())
    assert closing == {"GM0344": 310_000.0, "GM0363": 400_000.0}
    assert "placing 1" in rows.accounts["source"][0]
    with pytest.raises(on.QuestionError, match=r"placing is 1 or 2"):
        on.read_iv3(write(tmp_path, RECORDS), year=2024, placing=3)


def test_a_code_that_ended_is_listed_with_what_to_do(tmp_path: Path) -> None:
    rows = on.read_iv3(write(tmp_path, RECORDS), year=2024)
    ended = rows.unmapped.filter(reason="unknown_code")
    assert ended["area"].str.strip_chars().unique().sort().to_list() == ["GM0003", "GM0010"]
    assert "areas=" in ended["reason_en"][0]


def test_a_case_is_only_given_its_own_regions(tmp_path: Path) -> None:
    case = on.load_case("nederland").only(region="GM0344")
    rows = on.read_iv3(write(tmp_path, RECORDS), year=2024, case=case)
    assert rows.accounts["area"].to_list() == ["GM0344"]
    case = case.with_table("accounts", case.accounts.clear())  # this year stands there already
    longer = case.add_rows("accounts", rows.accounts)
    assert on.idle_money(longer).years["closing_eur"].to_list() == [311_000.0]
    assert longer.program_fingerprint == case.program_fingerprint
    with pytest.raises(on.QuestionError, match=r"areas: no region 'GM9999' in the case"):
        on.read_iv3(write(tmp_path, RECORDS), year=2024, case=case, areas={"GM0003": "GM9999"})


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_gives_the_same_as_json(tmp_path: Path, separator: str) -> None:
    lines = [separator.join(RECORDS[0])]
    lines += [separator.join(map(str, record.values())) for record in RECORDS]
    path = tmp_path / "45067NED.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    from_csv = on.read_iv3(path, year=2024)
    from_json = on.read_iv3(write(tmp_path, RECORDS), year=2024)
    columns = ["area", "opening_eur", "closing_eur"]
    assert from_csv.accounts.select(columns).equals(from_json.accounts.select(columns))
    assert from_csv.unmapped["reason"].equals(from_json.unmapped["reason"])
    # the header is line 1 of a CSV, and a record has no header
    assert (from_csv.unmapped["line"] - 1).equals(from_json.unmapped["line"])


def test_pages_make_one_table_and_a_missing_page_is_refused(tmp_path: Path) -> None:
    first = write(tmp_path, {"value": RECORDS[:5], "odata.nextLink": "next"}, "first.json")
    second = write(tmp_path, {"value": RECORDS[5:]}, "second.json")
    together = on.read_iv3([first, second], year=2024)
    assert (
        together.accounts.height == on.read_iv3(write(tmp_path, RECORDS), year=2024).accounts.height
    )
    assert together.files == ("first.json", "second.json")
    with pytest.raises(on.FileError, match=r"rows are missing. Give all pages"):
        on.read_iv3(first, year=2024)
    full = [record("GM0344", f"{n}", "L1.1", "2024X005", 1, 1) for n in range(10_000)]
    with pytest.raises(on.FileError, match=r"10,000 rows or names a next page"):
        on.read_iv3(write(tmp_path, full), year=2024)


def test_what_is_wrong_is_told_with_its_record(tmp_path: Path) -> None:
    wrong = [*RECORDS, RECORDS[0]]
    with pytest.raises(on.FileError, match=r"45067NED.json | record 12: this row stands twice"):
        on.read_iv3(write(tmp_path, wrong), year=2024)
    with pytest.raises(
        on.FileError, match=r"annual accounts of 2023 .* Reports: 2024X000, 2024X005"
    ):
        on.read_iv3(write(tmp_path, RECORDS), year=2023)
    lacking = [{"Gemeenten": "GM0344", "Verslagsoort": "2024X005"}]
    with pytest.raises(on.FileError) as error:
        on.read_iv3(write(tmp_path, lacking), year=2024)
    assert [finding.code for finding in error.value.findings] == ["source_column_missing"] * 3
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(on.FileError, match=r"cannot be read as JSON"):
        on.read_iv3(tmp_path / "broken.json", year=2024)
    with pytest.raises(on.FileError, match=r"holds no list of records"):
        on.read_iv3(write(tmp_path, {"figures": []}), year=2024)


def test_the_semicolon_file_of_single_municipalities_holds_no_balances(tmp_path: Path) -> None:
    path = tmp_path / "2023_jaarrekening.csv"
    path.write_text(
        "Gemeenten;Taakveld;Baten;Lasten;Provincie\nUtrecht;8.3 Wonen en bouwen;10.5;20;Utrecht\n",
        encoding="utf-8",
    )
    with pytest.raises(on.FileError, match=r"line 2, column Baten: '10.5'"):
        on.read_iv3(path, year=2023)
    rows = on.read_iv3(path, year=2023, decimal=".")
    assert rows.accounts.is_empty() and rows.unread_columns == ("Provincie",)
    assert rows.unmapped.select("item", "amount_eur", "reason").rows() == [
        ("8.3 Wonen en bouwen income", 10_500.0, "task_field"),
        ("8.3 Wonen en bouwen expenditure", 20_000.0, "task_field"),
    ]
    path.write_text(path.read_text(encoding="utf-8").replace("10.5", "2994.016"), encoding="utf-8")
    assert on.read_iv3(path, year=2023, decimal=".").unmapped["amount_eur"][0] == 2_994_016.0
