"""Workbooks and CSV files as other programs make them: the right value, or a refusal at its cell.

The case: two plans of 400 and 300 homes in one province; a home costs 8,000 euros for land and
5,000 for the road. Land money of 3 million for the province has a cap of 6,000 euros per home, the
road has 2 million and 1 million, own money 1.5 million.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

import ontschotting as on

ROWS: dict[str, list[list[object]]] = {
    "regions": [["region", "name", "province"], ["R1", "Amstel", "Noord"], ["R2", "Bee", "Noord"]],
    "streams": [
        ["stream", "name", "counts_as_cofinancing", "cofinancing_share", "cap_eur_per_unit"],
        ["grond", "Grondpot", "nee", None, 6000],
        ["weg", "Wegenpot", "nee", 0.5, None],
        ["eigen", "Eigen geld", "ja", None, None],
    ],
    "budgets": [
        ["stream", "level", "area", "year", "amount_eur"],
        ["grond", "province", "Noord", 2026, 3_000_000],
        ["weg", "region", "R1", 2026, 2_000_000],
        ["weg", "region", "R2", 2027, 1_000_000],
        ["eigen", "region", "R1", 2026, 1_500_000],
    ],
    "earmarks": [["stream", "purpose"], ["grond", "land"], ["weg", "road"], ["eigen", "*"]],
    "plans": [
        ["plan", "region", "plan_type", "outcome", "capacity_units", "first_year", "last_year"],
        ["P1", "R1", "wijk", "homes", 400, 2026, 2028],
        ["P2", "R2", "wijk", "homes", 300, 2026, 2028],
    ],
    "costs": [
        ["plan_type", "purpose", "eur_per_unit"],
        ["wijk", "land", 8000],
        ["wijk", "road", 5000],
    ],
}
VALUE = 1_500_000 / (2000 + 2500)
"""Homes within the walls. Own money, in R1 only, pays 2,000 euros of the land of a home and, beside
as much road money, half of its road: 333.3 homes.
"""


def _book(path: Path, change: Callable[[dict[str, Worksheet]], None] | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in ROWS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change({sheet.title: sheet for sheet in book.worksheets})
    book.save(path)
    return path


def _value(path: Path) -> float:
    return float(on.allocate(on.read_case(path)).value)


def _errors(path: Path) -> list[str]:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(path)
    return [str(finding) for finding in refused.value.findings if finding.severity == "error"]


def _warnings(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", on.CaseWarning)
        return [str(finding) for finding in on.read_case(path).findings]


def test_the_plain_workbook_has_the_value_of_the_docstring(tmp_path: Path) -> None:
    assert _value(_book(tmp_path / "a.xlsx")) == pytest.approx(VALUE)


def _rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    changed = change(text)
    assert changed != text
    parts[part] = changed.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _with_prefix(xml: str) -> str:
    """Write a sheet as the Open XML SDK does: every element with a prefix."""
    xml = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", xml.split("?>")[-1])
    return xml.replace("xmlns=", "xmlns:x=")


DIALECTS: dict[str, Callable[[str], str]] = {
    "prefixes": _with_prefix,
    "no cell references": lambda xml: re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", xml),
    "single quotes": lambda xml: re.sub(
        r"(<c [^>]*>)", lambda cell: cell[1].replace('"', "'"), xml
    ),
    "line breaks": lambda xml: re.sub(r"(<c [^>]*>)(<[fv]>)", "\\1\n  \\2", xml),
    "other order of attributes": lambda xml: re.sub(
        r'<c (r="[A-Z]+\d+") (t="\w+")', r"<c \2 \1", xml
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_dialects_of_xlsx_have_the_same_value(tmp_path: Path, dialect: str) -> None:
    path = _rewritten(_book(tmp_path / "a.xlsx"), "xl/worksheets/sheet3.xml", DIALECTS[dialect])
    assert _value(path) == pytest.approx(VALUE)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("content", ["#N/A", "#DIV/0!", "=1000*6"])
def test_cells_without_a_value_are_refused_in_every_dialect(
    tmp_path: Path, dialect: str, content: str
) -> None:
    def break_amount(sheets: dict[str, Worksheet]) -> None:
        sheets["budgets"]["E2"] = content

    path = _rewritten(
        _book(tmp_path / "a.xlsx", break_amount), "xl/worksheets/sheet3.xml", DIALECTS[dialect]
    )
    (error,) = _errors(path)
    assert "budgets | cell E2, column amount_eur" in error


@pytest.mark.parametrize("formula", ["=2000*3", "=1000*6", "=SUM(1000,5000)"])
def test_formulas_of_xlsxwriter_that_hold_a_zero_are_refused(tmp_path: Path, formula: str) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name, rows in ROWS.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(line, column, value)
            if name == "streams":
                sheet.write_formula("E2", formula)
    (error,) = _errors(tmp_path / "a.xlsx")
    assert "streams | cell E2" in error
    assert "a formula that was not worked out" in error


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("streams", "E2:E3"),
        ("regions", "C2:C3"),
        ("budgets", "A3:A4"),
        ("costs", "A2:A3"),
        ("streams", "D2:E2"),
    ],
)
def test_merged_cells_are_refused_at_their_first_cell(
    tmp_path: Path, sheet: str, cells: str
) -> None:
    def merge(sheets: dict[str, Worksheet]) -> None:
        sheets[sheet][cells.split(":")[0]] = sheets[sheet][cells.split(":")[0]].value or 0.5
        sheets[sheet].merge_cells(cells)

    errors = _errors(_book(tmp_path / "a.xlsx", merge))
    assert any(f"cell {cells.split(':')[0]}" in error and cells in error for error in errors)


@pytest.mark.parametrize(
    "text", ["12.500", "€ 12.500", "EUR 12.500", "€12.500", "+12.500", "300.000", "1.234"]
)
@pytest.mark.parametrize("kind", ["workbook", "frame", "set", "csv", "replace_rows"])
def test_numbers_that_can_be_read_in_two_ways_are_refused(
    tmp_path: Path, kind: str, text: str
) -> None:
    case = on.read_case(_book(tmp_path / "a.xlsx"))
    budgets = case.budgets.with_columns(amount_eur=_texts(text, case.budgets.height))
    with pytest.raises((on.CaseError, on.QuestionError), match="can be read in two ways"):
        if kind == "workbook":

            def write_text(sheets: dict[str, Worksheet]) -> None:
                sheets["budgets"]["E2"] = text

            on.read_case(_book(tmp_path / "b.xlsx", write_text))
        elif kind == "frame":
            case.with_table("budgets", budgets)
        elif kind == "replace_rows":
            case.replace_rows("budgets", budgets, stream=["grond", "weg", "eigen"])
        elif kind == "set":
            case.set("budgets", "grond", "province", "Noord", 2026, amount_eur=text)
        else:
            folder = case.write(tmp_path / "folder")
            old = (folder / "budgets.csv").read_text()
            (folder / "budgets.csv").write_text(old.replace("3000000", text, 1))
            on.read_case(folder)


def _texts(text: str, height: int) -> pl.Series:
    """Return a column of the same text."""
    return pl.Series([text] * height)


@pytest.mark.parametrize("number", [12.345, 0.125, 1.2345, 999.999, 1234.567])
@pytest.mark.parametrize("suffix", ["", ".xlsx"])
def test_numbers_with_three_decimals_survive_writing(
    tmp_path: Path, number: float, suffix: str
) -> None:
    case = on.read_case(_book(tmp_path / "a.xlsx")).set("streams", "grond", cap_eur_per_unit=number)
    assert on.read_case(case.write(tmp_path / f"copy{suffix}")) == case


@pytest.mark.parametrize(
    ("twin", "shown"),
    [
        ("noord", "noord"),
        ("Noord ", None),
        ("No\u200bord", "No\\u200bord"),
        ("Noord\u00a0", None),
        ("N\u006fo\u0308rd", None),
    ],
)
def test_names_that_look_like_one_are_told(tmp_path: Path, twin: str, shown: str | None) -> None:
    def rename(sheets: dict[str, Worksheet]) -> None:
        sheets["regions"]["C3"] = twin

    told = [
        text for text in _warnings(_book(tmp_path / "a.xlsx", rename)) if "look like one" in text
    ]
    if shown is None:  # spaces at the ends are taken off; another letter is another name
        assert told == []
    else:
        assert shown in told[0]
        assert "'Noord'" in told[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zuid Holland", "Zuid  Holland"),
        ("Zuid-Holland", "Zuid\u2011Holland"),
        ("Fryslân", "Frysla\u0302n"),
        ("'s-Gravenhage", "\u2019s-Gravenhage"),
        ("Zuid Holland", "Zuid\u00a0Holland"),
        ("De Bilt", "DeBilt"),
    ],
)
def test_twins_are_told_with_both_spellings(tmp_path: Path, first: str, second: str) -> None:
    def rename(sheets: dict[str, Worksheet]) -> None:
        sheets["regions"]["C2"], sheets["regions"]["C3"] = first, second
        sheets["budgets"]["C2"] = first

    told = [
        text for text in _warnings(_book(tmp_path / "a.xlsx", rename)) if "look like one" in text
    ]
    assert len(told) == 1


def test_a_name_that_differs_in_an_invisible_sign_is_refused_with_that_sign(tmp_path: Path) -> None:
    def rename(sheets: dict[str, Worksheet]) -> None:
        sheets["earmarks"]["A2"] = "grond\u200b"

    (error,) = _errors(_book(tmp_path / "a.xlsx", rename))
    assert "differ in signs that cannot be seen" in error
    assert "grond\\u200b" in error


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    [
        ("costs", "B2", "lnad", "no earmark names the purpose 'lnad'"),
        ("costs", "B2", "Land", "no earmark names the purpose 'Land'"),
        ("costs", "B2", "totaal", "looks like a total"),
        ("streams", "C4", None, "no stream counts as co-financing"),
        ("streams", "E1", "min_plan_units", "above the largest plan (400 units)"),
        ("budgets", "E5", 1.5, "less than the least that one unit costs"),
    ],
)
def test_what_is_hardly_meant_is_a_warning(
    tmp_path: Path, sheet: str, cell: str, value: object, words: str
) -> None:
    def change(sheets: dict[str, Worksheet]) -> None:
        sheets[sheet][cell] = value

    assert any(words in text for text in _warnings(_book(tmp_path / "a.xlsx", change)))


@pytest.mark.parametrize("name", ["lnad", "Land", "grond", "land ontwikkeling", "total"])
def test_a_cost_that_no_stream_may_pay_is_told_once_per_row(tmp_path: Path, name: str) -> None:
    def change(sheets: dict[str, Worksheet]) -> None:
        sheets["costs"]["B2"], sheets["earmarks"]["B4"] = name, "road"

    path = _book(tmp_path / "a.xlsx", change)
    assert any(f"no stream may pay for the purpose '{name}'" in text for text in _warnings(path))
    assert _value(path) == 0


def test_money_in_millions_is_told(tmp_path: Path) -> None:
    def in_millions(sheets: dict[str, Worksheet]) -> None:
        for line in range(2, 6):
            sheets["budgets"][f"E{line}"] = sheets["budgets"][f"E{line}"].value / 1e6

    (told,) = _warnings(_book(tmp_path / "a.xlsx", in_millions))
    assert "all budgets together are 7.5 euros, less than one unit costs, 13,000 euros" in told


def test_a_stray_cell_far_away_is_refused_and_named(tmp_path: Path) -> None:
    for cell in ("XFD1048576", "XFD4", "A1048576"):

        def fill(sheets: dict[str, Worksheet], cell: str = cell) -> None:
            sheets["budgets"][cell] = " "

        (error,) = _errors(_book(tmp_path / "a.xlsx", fill))
        assert f"budgets | cell {cell}" in error


def test_two_sheets_or_files_for_one_table_are_refused(tmp_path: Path) -> None:
    def copy(sheets: dict[str, Worksheet]) -> None:
        twin = sheets["budgets"].parent.create_sheet("budgets ")
        twin.append(["stream", "level", "area", "year", "amount_eur"])
        twin.append(["grond", "province", "Noord", 2026, 3])

    (error,) = _errors(_book(tmp_path / "a.xlsx", copy))
    assert "the table budgets is given twice" in error
    folder = on.read_case(_book(tmp_path / "b.xlsx")).write(tmp_path / "folder")
    (folder / "budgets.CSV").write_text((folder / "budgets.csv").read_text())
    assert any("the table budgets is given twice" in error for error in _errors(folder))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_and_rows_are_told(tmp_path: Path, state: str) -> None:
    def hide(sheets: dict[str, Worksheet]) -> None:
        sheets["budgets"].sheet_state = state
        sheets["costs"].row_dimensions[2].hidden = True

    told = "\n".join(_warnings(_book(tmp_path / "a.xlsx", hide)))
    assert "budgets: warning: this sheet is hidden, and counts" in told
    assert "costs: warning: 1 hidden row counts like any other (line 2)" in told


def test_years_as_columns_are_one_finding(tmp_path: Path) -> None:
    def widen(sheets: dict[str, Worksheet]) -> None:
        sheets["budgets"]["D1"], sheets["budgets"]["E1"] = 2026, 2027

    (error,) = _errors(_book(tmp_path / "a.xlsx", widen))
    assert "years stand as columns (2026, 2027)" in error
    assert "columns year and amount_eur" in error


def test_a_title_above_the_header_is_one_finding(tmp_path: Path) -> None:
    def add_title(sheets: dict[str, Worksheet]) -> None:
        sheets["budgets"].insert_rows(1, 2)
        sheets["budgets"]["A1"] = "Begroting 2026"

    (error,) = _errors(_book(tmp_path / "a.xlsx", add_title))
    assert "the columns are named on line 3" in error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sep=;\nstream;purpose\ngrond;land\nweg;road\neigen;*\n", None),
        ("stream\tpurpose\ngrond\tland\nweg\troad\neigen\t*\n", "separated by tabs"),
        ("Oormerken 2026\nstream,purpose\ngrond,land\nweg,road\neigen,*\n", "named on line 2"),
    ],
)
def test_first_lines_of_csv_files(tmp_path: Path, text: str, words: str | None) -> None:
    folder = on.read_case(_book(tmp_path / "a.xlsx")).write(tmp_path / "folder")
    (folder / "earmarks.csv").write_text(text)
    if words is None:
        assert _value(folder) == pytest.approx(VALUE)
    else:
        (error,) = _errors(folder)
        assert words in error


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsb"])
def test_other_workbooks_are_refused_with_a_remedy(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"")
    with pytest.raises(on.QuestionError, match=r"as \.xlsx first"):
        on.read_case(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "old Excel workbook"),
        (b"<html><table></table></html>", "web page"),
    ],
)
def test_what_only_has_the_name_of_a_workbook_is_called_what_it_is(
    tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(on.QuestionError, match=words):
        on.read_case(path)


def test_what_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _book(tmp_path / "a.xlsx")
    monkeypatch.setattr("ontschotting.case.files.open_workbook.MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(on.QuestionError, match="unpacks to"):
        on.read_case(path)
    monkeypatch.undo()
    folder = on.read_case(path).write(tmp_path / "folder")
    monkeypatch.setattr("ontschotting.case.files.read_csv.MOST_BYTES", 10)
    assert any("million bytes" in error for error in _errors(folder))
    monkeypatch.undo()
    monkeypatch.setattr("ontschotting.case.files.read.MOST_FILES", 3)
    with pytest.raises(on.QuestionError, match="more than 3 files"):
        on.read_case(folder)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = on.read_case(_book(tmp_path / "a.xlsx")).write(tmp_path / "folder")
    (folder / "budgets.csv").rename(tmp_path / "elsewhere.csv")
    (folder / "budgets.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(on.QuestionError, match="a link to a file outside the folder"):
        on.read_case(folder)


@pytest.mark.parametrize("value", [None, 3, b"case.xlsx", ["case.xlsx"]])
def test_what_is_no_path_is_refused_in_words(value: object) -> None:
    with pytest.raises(on.QuestionError, match="is no path"):
        on.read_case(value)  # type: ignore[arg-type]  # the wrong type is the point


def test_a_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    _book(tmp_path / "a.xlsx")
    assert _value(Path("~/a.xlsx")) == pytest.approx(VALUE)


def test_a_table_that_begins_elsewhere_names_its_cells(tmp_path: Path) -> None:
    def move(sheets: dict[str, Worksheet]) -> None:
        sheets["budgets"].insert_cols(1, 2)
        sheets["budgets"].insert_rows(1, 2)
        sheets["budgets"]["G4"] = "veel"

    (error,) = _errors(_book(tmp_path / "a.xlsx", move))
    assert "cell G4, column amount_eur" in error
