"""Advances per grant: made-up tables in the layouts that annual accounts use.

No figure here is of a real municipality.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import ontschotting as on

TABLE = """Regeling;Saldo 31-12-2023;Toevoegingen (x € 1.000);Vrijval;Terugbetaald;Saldo 31-12-2024
Woningbouwimpuls;1.128,3;200,0;28,3;0;1.300,0
Regio Deal;0;75,5;25,4;0;50,2
Totaal;1.128,3;275,5;53,7;0;1.350,2
"""
"""Regio Deal is rounded: 0 + 75.5 − 25.4 is 50.1, and the table says 50.2."""


def write(folder: Path, text: str, name: str = "advances.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path, **options: object) -> on.FileError:
    with pytest.raises(on.FileError) as error:
        on.read_advances(path, **options)  # type: ignore[arg-type]
    return error.value


def codes(error: on.FileError) -> list[tuple[int | None, str | None, str]]:
    return [(finding.line, finding.column, finding.code) for finding in error.findings]


def test_a_table_of_annual_accounts_in_thousands(tmp_path: Path) -> None:
    rows = on.read_advances(
        write(tmp_path, TABLE), area="GM0344", streams={"woningbouwimpuls": "WBI"}, decimal=","
    )
    amounts = ("opening_eur", "received_eur", "spent_eur", "repaid_eur", "closing_eur")
    assert rows.accounts.select("stream", "area", "year", *amounts, "status").rows() == [
        ("Regio Deal", "GM0344", 2024, 0.0, 75_500.0, 25_300.0, 0.0, 50_200.0, "derived"),
        ("WBI", "GM0344", 2024, 1_128_300.0, 200_000.0, 28_300.0, 0.0, 1_300_000.0, "published"),
    ]
    assert "the file says 25400.0" in rows.accounts["note"][0]
    left = rows.unmapped.select("line", "item", "column", "amount_eur", "reason").rows()
    assert (3, "Regio Deal", "spent_eur", 100.0, "rounding") in left
    assert {(line, reason) for line, *_, reason in left} == {(3, "rounding"), (4, "a_total")}
    totals = {row["column"]: row for row in rows.totals.iter_rows(named=True)}
    # the total of the file counts every number in the column, the row of the total too
    assert totals["closing_eur"]["total_eur"] == pytest.approx(2 * 1_350_200)
    assert totals["spent_eur"]["mapped_eur"] == pytest.approx(53_600)
    for row in totals.values():
        assert row["mapped_eur"] + row["unmapped_eur"] == pytest.approx(row["total_eur"], abs=0.5)
    assert pickle.loads(pickle.dumps(rows)).accounts.equals(rows.accounts)


def test_the_rows_make_a_case_and_enter_no_program(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    text = "Grant,Year,Opening,Received,Spent,Repaid,Closing (euro)\nmobility,2024,1,4,2,0,3\n"
    rows = on.read_advances(write(tmp_path, text), area="A", case=case)
    longer = case.add_rows("accounts", rows.accounts)
    assert on.idle_money(longer).years["closing_eur"].to_list() == [3.0]
    assert longer.program_fingerprint == case.program_fingerprint


def test_what_a_case_does_not_know_is_listed_with_the_nearest_name(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    text = (
        "Regeling;Gemeente;Saldo 31-12-2024 (in euro)\nmobilty;A;10\nmobility;Q;20\nmobility;A;\n"
    )
    rows = on.read_advances(write(tmp_path, text), case=case)
    assert rows.accounts.is_empty()
    reasons = rows.unmapped.select("line", "reason", "amount_eur").rows()
    assert reasons == [(2, "unknown_stream", 10.0), (3, "unknown_name", 20.0)]
    assert rows.unmapped["reason_en"][0].endswith(". Nearest: 'mobility'")
    assert rows.unmapped["reason_nl"][0].endswith(". Lijkt op: 'mobility'")


def test_two_grants_of_one_stream_are_added_up_where_nothing_is_blank(tmp_path: Path) -> None:
    text = (
        "Regeling;Gemeente;Jaar;Beginsaldo (in euro);Eindsaldo (in euro)\n"
        "OAB 2019-2022;GM0344;2024;5;7\nOAB 2023-2026;GM0344;2024;;11\n"
    )
    streams = {"OAB 2019-2022": "OAB", "OAB 2023-2026": "OAB"}
    rows = on.read_advances(write(tmp_path, text), streams=streams)
    assert rows.accounts.select("opening_eur", "closing_eur").rows() == [(None, 18.0)]
    assert rows.unmapped.select("line", "column", "amount_eur", "reason").rows() == [
        (2, "opening_eur", 5.0, "part_not_known")
    ]


def test_spent_and_repaid_in_one_column_are_not_told_apart(tmp_path: Path) -> None:
    text = (
        "Regeling;Saldo 1-1-2024;Ontvangen;Vrijgevallen/ Terugbetaling;Saldo 31-12-2024\n"
        "Regio Deal;10;5;8;7\n"
    )
    path = write(tmp_path, text)
    rows = on.read_advances(path, area="GM0344", unit_eur=1000)
    assert rows.accounts.select("spent_eur", "repaid_eur", "closing_eur").rows() == [
        (None, None, 7000.0)
    ]
    assert rows.unmapped.select("table", "amount_eur", "reason").rows() == [
        (None, 8000.0, "spent_and_repaid_together")
    ]
    path.write_text(text.replace(";8;7", ";3;7"), encoding="utf-8")
    error = refused(path, area="GM0344", unit_eur=1000)
    assert codes(error) == [(2, "Saldo 31-12-2024", "source_not_adding_up")]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "Regeling;Saldo 1-1-2024;Ontvangen;Besteed;Terugbetaald;Saldo 31-12-2024\n"
        "A;1;1;1;0;20\n;0;1.234;1;0;0\nB;0;5;0;0;5\nB;0;5;0;0;5\nTotaal;40;0;0;0;40\n"
    )
    error = refused(write(tmp_path, text), area="GM0344", unit_eur=1)
    assert codes(error) == [
        (2, "Saldo 31-12-2024", "source_not_adding_up"),
        (3, "Ontvangen", "read_in_two_ways"),
        (3, "Regeling", "source_blank"),
        (5, "Regeling", "source_row_twice"),
        (6, "Saldo 31-12-2024", "source_total_differs"),
    ]
    assert str(error).startswith("The file is refused: 5 errors.\nadvances.csv | line 2")
    assert error.text("nl").startswith("Het bestand is afgekeurd: 5 fouten.")
    assert pickle.loads(pickle.dumps(error)).findings == error.findings


def test_place_year_and_unit_are_asked_for_and_never_guessed(tmp_path: Path) -> None:
    path = write(tmp_path, "Regeling;Eindsaldo\nA;1\n")
    asked = ["source_area_missing", "source_unit_unknown", "source_year_missing"]
    assert sorted(code for *_, code in codes(refused(path))) == asked
    rows = on.read_advances(path, area="GM0344", year=2024, unit_eur=1)
    assert rows.accounts["closing_eur"].to_list() == [1.0]
    stated = write(tmp_path, "Regeling;Saldo 31-12-2023 (x 1000)\nA;1\n")
    found = codes(refused(stated, area="GM0344", year=2024, unit_eur=1))
    assert {code for *_, code in found} == {"source_unit_contradicted", "source_year_contradicted"}


def test_a_header_of_ones_own_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "Post;Nog over;Rijk\nA;1;x\n")
    error = refused(path, area="GM0344", year=2024, unit_eur=1)
    assert {finding.code for finding in error.findings} == {"source_column_missing"}
    columns = {"grant": "Post", "closing_eur": "Nog over"}
    rows = on.read_advances(path, area="GM0344", year=2024, unit_eur=1, columns=columns)
    assert rows.accounts["closing_eur"].to_list() == [1.0] and rows.unread_columns == ("Rijk",)
    with pytest.raises(on.QuestionError, match=r"no column is called 'grnt'. Did you mean 'grant'"):
        on.read_advances(path, columns={"grnt": "Post"})


def test_a_sheet_of_a_workbook_and_its_cells(tmp_path: Path) -> None:
    path, book = tmp_path / "advances.xlsx", openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Regeling", "Saldo 31-12-2024 (in euro)"])
    sheet.append(["Regio Deal", 1250.5])
    sheet.append(["Isolatie", "n.v.t."])
    book.save(path)
    error = refused(path, area="GM0344")
    (finding,) = error.findings
    assert (finding.cell, finding.value) == ("B3", "n.v.t.")
    sheet["B3"] = 12.345
    book.save(path)
    rows = on.read_advances(path, area="GM0344")
    assert dict(rows.accounts.select("stream", "closing_eur").iter_rows()) == {
        "Regio Deal": 1250.5,
        "Isolatie": 12.345,
    }
    book.create_sheet("Toelichting").append(["tekst"])
    book.save(path)
    with pytest.raises(on.QuestionError, match=r"more than one sheet"):
        on.read_advances(path, area="GM0344")
    assert on.read_advances(path, area="GM0344", sheet="Sheet").accounts.height == 2


def test_a_file_that_is_not_there_or_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(on.QuestionError, match=r"there is no file"):
        on.read_advances(tmp_path / "none.csv")
    with pytest.raises(on.QuestionError, match=r"neither CSV"):
        on.read_advances(write(tmp_path, "x", "advances.pdf"))


def test_euros_that_do_not_add_up_are_a_fault_that_is_told() -> None:
    from ontschotting.case.tables.findings import Findings
    from ontschotting.loaders.case_rows import case_rows, lines_frame

    lines = lines_frame(
        {"table": "accounts", "column": "closing_eur", "file": ["x"], "amount_eur": [5.0]}
    )
    with pytest.raises(AssertionError, match=r"0.00 mapped and 0.00 not mapped are not the 5.00"):
        case_rows(["x"], lines, Findings())
    assert isinstance(lines, pl.DataFrame)
