"""Workbooks as people work in them: the same case, or findings that name the cell.

The case is that of `test_files_of_other_programs`; that a workbook is the same case says that every
value of it is right.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

import ontschotting as on
from tests.case.files.test_files_of_other_programs import (
    ROWS,
    _book,
    _errors,
    _rewritten,
    _warnings,
)

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> on.Case:
    return on.read_case(_book(tmp_path_factory.mktemp("plain") / "case.xlsx"))


def _set(sheet: str, **cells: object) -> Change:
    def change(sheets: dict[str, Any]) -> None:
        for cell, value in cells.items():
            sheets[sheet][cell] = value

    return change


def _both(*changes: Change) -> Change:
    return lambda sheets: [change(sheets) for change in changes]


@pytest.mark.parametrize(
    "change",
    [
        lambda sheets: sheets["budgets"].add_table(Table(displayName="T1", ref="A1:E5")),
        lambda sheets: sheets["budgets"].insert_rows(3),
        lambda sheets: sheets["budgets"].insert_rows(1, 7),
        lambda sheets: sheets["budgets"].insert_cols(1, 2),
        lambda sheets: sheets["budgets"].insert_cols(3),
        lambda sheets: sheets["budgets"].parent.create_sheet("Blad2"),
        lambda sheets: sheets["budgets"].parent.create_sheet("_kladblok").append(["iets", 5]),
        lambda sheets: sheets["budgets"].parent.move_sheet("budgets", -3),
        lambda sheets: setattr(sheets["budgets"], "title", " budgets "),
        _set("streams", C4=True, C2=False),
        _set("streams", C4="WAAR", C2="onwaar"),
        _set("streams", C4=1, C2=0),
        _set("streams", D3="50%"),
        _set("budgets", E2="3000000 €"),
        _set("budgets", E2="3 000 000 EUR"),
        _set("budgets", E2="€ 3,000,000.00"),
        _set("budgets", A2="grond\n", E1="amount_eur\u00a0"),
        _set("budgets", D2="2026", D3=2026.0),
        _set("regions", A2="R1 ", B2="Amstel\t"),
        _set("budgets", F2=" ", F3="\t"),
    ],
)
def test_what_people_do_in_a_workbook_changes_nothing(
    tmp_path: Path, plain: on.Case, change: Change
) -> None:
    assert on.read_case(_book(tmp_path / "case.xlsx", change)) == plain


@pytest.mark.parametrize("code", [363, 363.0, "363", " 363 ", "0363"])
def test_a_code_of_digits_is_the_same_as_number_and_text(tmp_path: Path, code: object) -> None:
    """But for a nought in front, which a number cannot have: that is told with the nearest."""
    change = _both(_set("streams", A2="363"), _set("earmarks", A2=363), _set("budgets", A2=code))
    path = _book(tmp_path / "case.xlsx", change)
    if code == "0363":
        (error,) = _errors(path)
        assert "no stream '0363' in streams. Nearest: '363'" in error
    else:
        assert on.read_case(path).budgets["stream"].to_list()[0] == "363"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (_set("budgets", E2="=_xlfn.SEQUENCE(3)"), "budgets | cell E2", "not worked out"),
        (_set("budgets", E2="='[b.xlsx]S'!A1"), "budgets | cell E2", "not worked out"),
        (_set("budgets", E2=ArrayFormula("E2:E3", "=A1")), "budgets | cell E2", "not worked out"),
        (_set("streams", C4="=TRUE()"), "streams | cell C4", "not worked out"),
        (_set("budgets", F1='=""'), "budgets | cell F1", "not worked out"),
        (_set("streams", B2="#REF!"), "streams | cell B2", "#REF! stands where a value"),
        (_set("regions", C2="#NAME?"), "regions | cell C2", "#NAME? stands where a value"),
        (_set("budgets", C2="#VALUE!"), "budgets | cell C2", "#VALUE! stands where a value"),
        (_set("plans", E2="#NUM!"), "plans | cell E2", "#NUM! stands where a value"),
        (_set("earmarks", B2="#NULL!"), "earmarks | cell B2", "#NULL! stands where a value"),
        (_set("budgets", D2="1-1-2026"), "budgets | cell D2", "Write 2026 as a number"),
        (_set("budgets", D2="1 januari 2026"), "budgets | cell D2", "is not a number"),
        (_set("plans", F2=datetime.date(2026, 7, 1)), "plans | cell F2", "Write 2026 as a number"),
        (_set("budgets", E2=datetime.time(12, 0)), "budgets | cell E2", "a date stands in this"),
        (_set("costs", C2=datetime.timedelta(3)), "costs | cell C2", "a date stands in this"),
        (_set("budgets", E2=-3_000_000), "budgets | cell E2", "below 0"),
        (_set("budgets", E2="'3000000"), "budgets | cell E2", "is not a number"),
        (_set("budgets", G1="berekening", G2=5), "budgets | cell G1", "no column is called"),
        (_set("budgets", H3="let op"), "budgets | cell F1", "has no name"),
        (_set("streams", B2="a\u202eb"), "streams | cell B2", "turns the direction"),
        (_set("costs", C4="€ per woning"), "costs | cell C4", "a note or a heading"),
    ],
)
def test_what_has_no_clear_value_is_one_finding_at_its_cell(
    tmp_path: Path, change: Change, place: str, words: str
) -> None:
    (error,) = _errors(_book(tmp_path / "case.xlsx", change))
    assert place in error
    assert words in error


@pytest.mark.parametrize("formula", ["=1+1", '=IF(1,6000,"")', "=ROUND(6000.4,0)"])
def test_more_formulas_of_xlsxwriter_that_hold_a_zero_are_refused(
    tmp_path: Path, formula: str
) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name, rows in ROWS.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, ["" if value is None else value for value in row])
            if name == "plans":
                sheet.write_formula("E3", formula)
    (error,) = _errors(tmp_path / "a.xlsx")
    assert "plans | cell E3" in error and "not worked out" in error


@pytest.mark.parametrize("cell", ["E1500", "XFC5", "ZZ1048000"])
def test_more_stray_cells_are_refused_and_named(tmp_path: Path, cell: str) -> None:
    (error,) = _errors(_book(tmp_path / "case.xlsx", _set("streams", **{cell: "x"})))
    assert f"streams | cell {cell}" in error and "far from the table" in error


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ({"D1": 2026, "E1": 2027, "F1": 2028}, "2026, 2027, 2028"),
        ({"D1": "2026", "E1": "2027"}, "2026, 2027"),
        ({"E1": 2026.0}, "2026"),
        ({"F1": 2031}, "2031"),
        ({"D1": 1999, "E1": 2101}, "1999, 2101"),
    ],
)
def test_more_years_as_columns_are_one_finding(
    tmp_path: Path, years: dict[str, object], shown: str
) -> None:
    (error,) = _errors(_book(tmp_path / "case.xlsx", _set("budgets", **years)))
    assert f"years stand as columns ({shown})" in error


@pytest.mark.parametrize("title", ["Begroting", "Tabel 1", "budget 2026", "€ x 1", "Versie 3"])
@pytest.mark.parametrize("table", ["budgets", "regions"])
def test_more_titles_above_the_header_are_one_finding(
    tmp_path: Path, title: str, table: str
) -> None:
    def add(sheets: dict[str, Any]) -> None:
        sheets[table].insert_rows(1)
        sheets[table]["A1"] = title

    (error,) = _errors(_book(tmp_path / "case.xlsx", add))
    assert "the columns are named on line 2" in error


@pytest.mark.parametrize(
    ("rows", "columns", "cell", "address"),
    [
        (1, 0, "E2", "E3"),
        (0, 1, "E2", "F2"),
        (3, 2, "E5", "G8"),
        (9, 9, "E2", "N11"),
        (
            0,
            0,
        )
        * 1
        + ("E2", "E2"),
    ],
)
def test_the_cell_is_named_wherever_the_table_begins(
    tmp_path: Path, rows: int, columns: int, cell: str, address: str
) -> None:
    def move(sheets: dict[str, Any]) -> None:
        sheets["budgets"][cell] = "veel"
        if rows:
            sheets["budgets"].insert_rows(1, rows)
        if columns:
            sheets["budgets"].insert_cols(1, columns)

    (error,) = _errors(_book(tmp_path / "case.xlsx", move))
    assert f"budgets | cell {address}, column amount_eur" in error


@pytest.mark.parametrize(
    "name", [" budgets", "budgets  ", "budgets\u00a0", "\tbudgets", "\u2003budgets"]
)
def test_more_sheets_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    def copy(sheets: dict[str, Any]) -> None:
        twin = sheets["budgets"].parent.create_sheet()
        twin.title = name
        twin.append(ROWS["budgets"][0])
        twin.append(["grond", "province", "Noord", 2026, 3])

    (error,) = _errors(_book(tmp_path / "case.xlsx", copy))
    assert "the table budgets is given twice" in error


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Toelichting", None),
        ("Blad7", None),
        ("budgets (2)", "budgets"),
        ("💶", None),
        ("Streams oud", "streams"),
    ],
)
@pytest.mark.parametrize("state", ["visible", "veryHidden"])
def test_a_sheet_of_ones_own_is_refused_with_how_to_have_it_left_alone(
    tmp_path: Path, name: str, nearest: str | None, state: str
) -> None:
    def add(sheets: dict[str, Any]) -> None:
        own = sheets["budgets"].parent.create_sheet(name)
        own["A1"], own.sheet_state = "bedrag", state

    (error,) = _errors(_book(tmp_path / "case.xlsx", add))
    assert f"no table is called '{name}'" in error
    assert "Begin its name with _ to have it left alone" in error
    assert (f"Nearest: '{nearest}'" in error) == (nearest is not None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('<row r="2"', '<row r="2" hidden="1"', "(line 2)"),
        ('<row r="2"', '<row r="2" ht="0" customHeight="1"', "(line 2)"),
        ('<row r="2"', '<row r="2" outlineLevel="1" hidden="true"', "(line 2)"),
        ('<row r="5"', '<row r="5" hidden="1" collapsed="1"', "(line 5)"),
        (
            "<sheetData>",
            '<cols><col min="5" max="5" width="0" customWidth="1"/></cols><sheetData>',
            "(E)",
        ),
    ],
)
def test_more_that_is_hidden_counts_and_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = _rewritten(
        _book(tmp_path / "a.xlsx"),
        "xl/worksheets/sheet3.xml",
        lambda xml: xml.replace(old, new, 1),
    )
    (warning,) = _warnings(path)
    assert "counts like any other" in warning and told in warning


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "though its name says that it is one"),
        (b"stream;level;area\ngrond;region;R1\n", "though its name says that it is one"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "though its name says that it is one"),
        (b"%PDF-1.7", "though its name says that it is one"),
        (b"PK\x05\x06" + bytes(18), "cannot be read as a workbook"),
        (b'{"stream": []}', "web page or text"),
    ],
)
def test_more_that_only_has_the_name_of_a_workbook(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(on.QuestionError, match=words):
        on.read_case(path)


@pytest.mark.parametrize("factor", [1e-3, 1e-6, 5e-4, 1e-7, 1.7e-3])
def test_more_money_in_thousands_and_millions_is_told(tmp_path: Path, factor: float) -> None:
    def shrink(sheets: dict[str, Any]) -> None:
        for line in range(2, 6):
            sheets["budgets"][f"E{line}"] = ROWS["budgets"][line - 1][4] * factor  # type: ignore[operator]  # a number

    total = 7_500_000 * factor
    (told,) = _warnings(_book(tmp_path / "case.xlsx", shrink))
    assert f"all budgets together are {total:,.15g} euros, less than one unit costs" in told


@pytest.mark.parametrize(
    ("change", "words", "count"),
    [
        (_set("streams", C4=None), "no stream counts as co-financing", 1),
        (_set("streams", C4="nee"), "no stream counts as co-financing", 1),
        (_set("streams", C4=False, D2="10%"), "no stream counts as co-financing", 2),
        (_set("streams", E1="min_plan_units"), "above the largest plan (400 units)", 1),
        (_set("streams", E1="min_plan_units", E2=401), "above the largest plan (400 units)", 1),
        (_set("streams", E1="max_plan_units", E2=299), "below the smallest plan (300 units)", 1),
        (_set("streams", E1="max_plan_units", E2=1, E3=2), "below the smallest plan", 2),
        (_set("streams", E1="min_plan_units", E2=400), "above the largest plan", 0),
        (_set("streams", E1="max_plan_units", E2=300), "below the smallest plan", 0),
    ],
)
def test_more_rules_that_let_a_stream_pay_for_nothing_are_told(
    tmp_path: Path, change: Change, words: str, count: int
) -> None:
    told = _warnings(_book(tmp_path / "case.xlsx", change))
    assert sum(words in text for text in told) == count


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u00a0"])
def test_more_signs_that_cannot_be_seen_are_shown_as_their_code(tmp_path: Path, sign: str) -> None:
    change = _set("earmarks", A2=f"gr{sign}ond")
    (error,) = _errors(_book(tmp_path / "case.xlsx", change))
    code = sign.encode("unicode_escape").decode()
    assert f"here stands 'gr{code}ond', there 'grond'" in error


def test_a_workbook_of_the_case_opened_and_saved_by_openpyxl_is_the_same(
    tmp_path: Path, plain: on.Case
) -> None:
    path = plain.write(tmp_path / "case.xlsx")
    openpyxl.load_workbook(path).save(tmp_path / "again.xlsx")
    assert on.read_case(tmp_path / "again.xlsx") == plain


def test_a_sheet_whose_cells_are_not_in_the_file_is_missed(tmp_path: Path) -> None:
    """Without its part openpyxl leaves the sheet out, and its table would be lost."""
    whole = on.load_case("two-villages").write(tmp_path / "whole.xlsx")
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(damaged, "w") as copy:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in archive.namelist():
            if name != sheets[-1]:
                copy.writestr(name, archive.read(name))
    with pytest.raises(on.QuestionError, match="names sheets whose cells are not in it"):
        on.read_case(damaged)
