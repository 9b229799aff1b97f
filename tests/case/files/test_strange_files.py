"""Workbooks, CSV files and paths as strangers hand them in: the right value, or a refusal in words.

The case and its value are those of `test_files_of_other_programs`; the kinds and how many
variations each has are listed in docs/decisions/0022-strange-input.md.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
import xlsxwriter

import ontschotting as on
from tests.case.files.test_files_of_other_programs import ROWS, VALUE, _book, _errors, _warnings

NATIVE_VALUE = pytest.approx(VALUE, rel=1e-9)


def _value(path: Path | str) -> float:
    return float(on.allocate(on.read_case(path)).value)


def _with(sheet: str, cell: str, value: object, number_format: str = "General") -> Any:
    def change(sheets: Any) -> None:
        sheets[sheet][cell].value = value
        sheets[sheet][cell].number_format = number_format

    return change


Changes = dict[str, Callable[[str], Any]]
"""By table: what makes another text of its CSV file, or its bytes."""


def _folder(folder: Path, changed: Changes, encoding: str = "utf-8") -> Path:
    """Write the case as CSV files, some of them changed."""
    folder.mkdir()
    for table, rows in ROWS.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            ["" if cell is None else cell for cell in row] for row in rows
        )
        written = changed.get(table, str)(text.getvalue())
        data = written.encode(encoding) if isinstance(written, str) else written
        (folder / f"{table}.csv").write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [
        (3_000_000, "#,##0,"),
        (3_000_000, '0.0,,"M"'),
        (3_000_000, "@"),
        (3_000_000, "€ #,##0"),
        (3_000_000, ";;;"),
        ("3E+06", "@"),
        ("3\u00a0000\u00a0000", "General"),
        ("3\u202f000\u202f000", "General"),
        ("3,000,000", "General"),
        ("\uff13\uff10\uff10\uff10\uff10\uff10\uff10", "General"),
        ("\u0663\u0660\u0660\u0660\u0660\u0660\u0660", "General"),
    ],
)
def test_what_a_cell_holds_counts_and_not_how_it_is_shown(
    tmp_path: Path, cell: object, number_format: str
) -> None:
    path = _book(tmp_path / "case.xlsx", _with("budgets", "E2", cell, number_format))
    assert _value(path) == NATIVE_VALUE


@pytest.mark.parametrize(
    "cell",
    [
        "3000000-",
        "(3000000)",
        "\u22123000000",
        "3'000'000",
        "3.000.000,-",
        "30,00,000",
        "3000000\u00b2",
        "3 mln",
        "3000k",
        "~3000000",
        "ca. 3000000",
        "3000000*",
        "3000000 1)",
        "3,0E+06",
        "9" * 400,
        "3D6",
    ],
)
def test_what_is_no_plain_amount_is_refused_at_its_cell(tmp_path: Path, cell: str) -> None:
    path = _book(tmp_path / "case.xlsx", _with("budgets", "E2", cell))
    assert any("budgets | cell E2, column amount_eur" in error for error in _errors(path))


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "number_format"),
    [
        ("budgets", "D2", "MMXXVI", "General"),
        ("budgets", "D2", "\u216f", "General"),
        ("budgets", "D2", "2026/27", "General"),
        ("budgets", "D2", datetime.date(2026, 1, 1), "yyyy"),
        ("budgets", "D2", 2026, "yyyy"),
        ("budgets", "E2", 30000, "dd-mm-yyyy"),
        ("streams", "E2", 6000, "[h]:mm"),
        ("streams", "E2", "-", "General"),
        ("streams", "E2", "n.v.t.", "General"),
        ("streams", "E2", "\u200b", "General"),
        ("streams", "D3", "1/2", "General"),
        ("streams", "D3", "\u00bd", "General"),
        ("streams", "D3", 50, '0"%"'),
        ("streams", "C4", "x", "General"),
        ("streams", "C4", 2, "General"),
    ],
)
def test_dates_words_and_marks_are_no_numbers(
    tmp_path: Path, sheet: str, cell: str, value: object, number_format: str
) -> None:
    path = _book(tmp_path / "case.xlsx", _with(sheet, cell, value, number_format))
    assert any(f"{sheet} | cell {cell}" in error for error in _errors(path))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("sharedStrings", "<si><t>grond</t></si>", "<si><r><t>gr</t></r><r><t>ond</t></r></si>"),
        (
            "sharedStrings",
            "<si><t>grond</t></si>",
            '<si><t>grond</t><rPh sb="0" eb="1"><t>XX</t></rPh></si>',
        ),
        (
            "sharedStrings",
            "<si><t>grond</t></si>",
            '<si><t xml:space="preserve"> grond </t></si>',
        ),
        ("sheet3", "<v>3000000</v>", "<v>3.0E6</v>"),
        ("sheet3", "<v>3000000</v>", "<f>1+1</f><v>3000000</v>"),
        ("sheet3", 't="n"><v>3000000</v>', 't="str"><f>A1</f><v>3000000</v>'),
        ("sheet3", "<v>3000000</v>", "<f>[1]Blad1!A1</f><v>3000000</v>"),
        ("workbook", "<workbookPr", '<workbookPr date1904="1"'),
    ],
)
def test_other_ways_to_store_a_cell_have_the_same_value(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    assert _value(_with_part(tmp_path, part, old, new)) == NATIVE_VALUE


@pytest.mark.parametrize(
    "new",
    [
        "<f>1/0</f><v>#DIV/0!</v>",
        "<f>1</f><v></v>",
        "<v>NaN</v>",
        "<v>INF</v>",
        "<v>3000000,0</v>",
    ],
)
def test_a_cell_that_stores_no_number_is_refused(tmp_path: Path, new: str) -> None:
    with pytest.raises((on.CaseError, on.QuestionError)):
        on.read_case(_with_part(tmp_path, "sheet3", "<v>3000000</v>", new))


def _with_part(folder: Path, part: str, old: str, new: str) -> Path:
    """Return a workbook with a text of one of its parts replaced, once."""
    before, after = _book(folder / "before.xlsx"), folder / "after.xlsx"
    with zipfile.ZipFile(before) as archive, zipfile.ZipFile(after, "w") as changed:
        for entry in archive.infolist():
            text = archive.read(entry)
            if re.search(rf"{part}\.xml$", entry.filename):
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            changed.writestr(entry.filename, text)
    return after


def _xlsxwriter_book(path: Path, change: Callable[[Any, dict[str, Any]], object]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheets = {}
    for name, rows in ROWS.items():
        sheets[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheets[name].write_row(number, 0, ["" if cell is None else cell for cell in row])
    change(book, sheets)
    book.close()
    return path


def _chart_sheet(book: Any, sheets: Any) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=budgets!$E$2:$E$5"})
    book.add_chartsheet("grafiek").set_chart(chart)


BUDGET_HEADERS = [{"header": name} for name in ROWS["budgets"][0]]


@pytest.mark.parametrize(
    "change",
    [
        lambda book, sheets: None,
        _chart_sheet,
        lambda book, sheets: sheets["budgets"].add_table("A1:E5", {"columns": BUDGET_HEADERS}),
        lambda book, sheets: sheets["streams"].freeze_panes(1, 0),
        lambda book, sheets: sheets["budgets"].add_sparkline("G2", {"range": "budgets!E2:E5"}),
        lambda book, sheets: sheets["streams"].write_rich_string(
            "A2", "gr", book.add_format({"bold": True}), "ond"
        ),
        lambda book, sheets: sheets["streams"].write_boolean("C4", True),
        lambda book, sheets: sheets["budgets"].write_string("E2", "3000000"),
        lambda book, sheets: sheets["streams"].write_url("B2", "http://x", string="Grondpot"),
    ],
)
def test_workbooks_of_xlsxwriter_have_the_same_value(tmp_path: Path, change: Any) -> None:
    assert _value(_xlsxwriter_book(tmp_path / "case.xlsx", change)) == NATIVE_VALUE


def test_a_total_of_an_excel_table_is_refused(tmp_path: Path) -> None:
    columns: list[dict[str, str]] = [dict(header) for header in BUDGET_HEADERS]
    columns[0]["total_string"], columns[4]["total_function"] = "Totaal", "sum"
    path = _xlsxwriter_book(
        tmp_path / "case.xlsx",
        lambda book, sheets: sheets["budgets"].add_table(
            "A1:E6", {"total_row": True, "columns": columns}
        ),
    )
    (error,) = _errors(path)
    assert "budgets | cell A6, column stream: this row looks like a total ('Totaal')" in error


@pytest.mark.parametrize("columns", ["E:E", "D:E", "A:E", "D:XFD", "B:B"])
@pytest.mark.parametrize("level", [0, 1])
def test_hidden_columns_count_and_are_told(tmp_path: Path, columns: str, level: int) -> None:
    path = _xlsxwriter_book(
        tmp_path / "case.xlsx",
        lambda book, sheets: sheets["streams"].set_column(
            columns, None, None, {"hidden": True, "level": level}
        ),
    )
    first, last = columns.split(":")
    letters = [letter for letter in "ABCDE" if first <= letter <= max(last, first)]
    letters = [letter for letter in letters if letter <= last or len(last) > 1]
    words = f"count like any other ({', '.join(letters)})"
    if len(letters) == 1:
        words = words.replace("count", "counts", 1)
    assert any(words in warning for warning in _warnings(path))
    assert _value(path) == NATIVE_VALUE


@pytest.mark.parametrize("engine", ["openpyxl", "xlsxwriter"])
@pytest.mark.parametrize("start", [(0, 0), (2, 3), (30, 0)])
def test_workbooks_of_pandas_have_the_same_value(
    tmp_path: Path, engine: Any, start: tuple[int, int]
) -> None:
    path = tmp_path / "case.xlsx"
    with pd.ExcelWriter(path, engine=engine) as writer:
        for name, rows in ROWS.items():
            pd.DataFrame(rows[1:], columns=rows[0]).to_excel(
                writer, sheet_name=name, index=False, startrow=start[0], startcol=start[1]
            )
    assert _value(path) == NATIVE_VALUE


def test_workbooks_of_pandas_with_its_index_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    with pd.ExcelWriter(path) as writer:
        for name, rows in ROWS.items():
            pd.DataFrame(rows[1:], columns=rows[0]).to_excel(writer, sheet_name=name)
    assert any("budgets | cell A1" in error for error in _errors(path))


def test_a_workbook_of_polars_has_the_same_value(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, rows in ROWS.items():
        frame = pl.DataFrame(rows[1:], schema=rows[0], orient="row", strict=False)
        frame.write_excel(book, worksheet=name)
    book.close()
    assert _value(path) == NATIVE_VALUE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_has_the_same_value_or_is_refused(tmp_path: Path) -> None:
    def save(kind: str, folder: str, *sources: Path) -> list[Path]:
        out = tmp_path / folder
        subprocess.run(
            ["soffice", "--headless", "--convert-to", kind, "--outdir", out, *sources],
            capture_output=True,
            check=True,
            timeout=300,
        )
        return [out / f"{source.stem}.{kind.split(':')[0]}" for source in sources]

    plain = _book(tmp_path / "case.xlsx")
    formulas = _book(tmp_path / "formulas.xlsx", _with("budgets", "E2", "=1000000*3"))
    missing = _book(tmp_path / "missing.xlsx", _with("streams", "E2", "=VLOOKUP(9,A1:B2,2,0)"))
    (ods,) = save("ods", "ods", plain)
    old = tmp_path / "old.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))  # how Excel 97 began a file
    back, worked_out, looked_up = save(
        "xlsx:Calc MS Excel 2007 XML", "excel", ods, formulas, missing
    )
    assert _value(back) == NATIVE_VALUE
    for path in (ods, old):
        with pytest.raises(on.QuestionError, match="Save another kind of workbook"):
            on.read_case(path)
        renamed = path.with_suffix(".xlsx")
        shutil.copy(path, renamed)
        with pytest.raises(on.QuestionError, match=r"save it (as|again as) \.xlsx"):
            on.read_case(renamed)
    assert _value(worked_out) == NATIVE_VALUE
    errors = _errors(looked_up)
    assert any("streams | cell E2" in error and "#N/A" in error for error in errors)


@pytest.mark.parametrize(
    ("changed", "encoding"),
    [
        ({}, "utf-8-sig"),
        ({"budgets": lambda text: text.replace("\n", "\r\n")}, "utf-8"),
        ({"budgets": lambda text: text.replace("\n", "\r")}, "utf-8"),
        ({"budgets": lambda text: text.replace("\n", ",\n")}, "utf-8"),
        ({"budgets": lambda text: text.replace("\n", "\n\n")}, "utf-8"),
        ({"budgets": lambda text: text + ",,,,\n,,,,\n"}, "utf-8"),
        ({"streams": lambda text: text.replace("0.5", "50 %")}, "utf-8"),
        ({"streams": lambda text: text.replace("grond,", " grond ,")}, "utf-8"),
        ({"budgets": lambda text: "sep=,\n" + text}, "utf-8"),
        ({"budgets": lambda text: text.replace("3000000", "+3e6")}, "utf-8"),
    ],
)
def test_dialects_of_csv_have_the_same_value(
    tmp_path: Path, changed: Changes, encoding: str
) -> None:
    assert _value(_folder(tmp_path / "case", changed, encoding)) == NATIVE_VALUE


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"budgets": lambda text: text.replace(",", "|")}, "vertical bars"),
        ({"budgets": lambda text: text.replace("grond", "gr\0ond")}, "zero bytes"),
        ({"budgets": lambda text: text.encode("utf-16")}, "UTF-16"),
        ({"budgets": lambda text: text.replace("grond", '"grond', 1)}, "cannot be read as CSV"),
        ({"budgets": lambda text: "# budgets\n" + text}, "first line"),
        ({"budgets": lambda text: text.replace(",3000000", "")}, "cells"),
        (
            {"regions": lambda text: text.replace("Amstel", "x" * 200_000)},
            "more than 131,072 signs",
        ),
        ({"streams": lambda text: text.replace("0.5", '"0,5"')}, "decimal"),
        ({"budgets": lambda text: text.replace("2026", "26")}, "plausible year"),
        ({"budgets": lambda text: text.replace("2026", "46023")}, "plausible year"),
        ({"budgets": lambda text: text.replace("3000000", "0x2DC6C0")}, "not a number"),
        ({"budgets": lambda text: text.replace("3000000", "3_000_000")}, "not a number"),
        ({"streams": lambda text: text.replace("0.5", "500\u2030")}, "not a number"),
    ],
)
def test_csv_that_cannot_be_read_in_one_way_is_refused(
    tmp_path: Path, changed: Changes, words: str
) -> None:
    errors = _errors(_folder(tmp_path / "case", changed))
    assert any(words in error for error in errors), errors
    assert not any("this table is missing" in error for error in errors)


def test_what_has_the_name_of_a_table_and_is_no_file_is_refused(tmp_path: Path) -> None:
    makers: list[Callable[[Path], object]] = [
        lambda path: path.mkdir(),
        os.mkfifo,
        lambda path: path.symlink_to("/nowhere/ceilings.csv"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("/dev/zero"),
    ]
    for number, make in enumerate(makers):
        folder = _folder(tmp_path / str(number), {})
        make(folder / "ceilings.csv")
        with pytest.raises(on.QuestionError, match="has the name of a table and is no file"):
            on.read_case(folder)


def test_a_workbook_that_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "endless.xlsx").symlink_to("/dev/zero")
    for name in ("pipe.xlsx", "endless.xlsx"):
        with pytest.raises(on.QuestionError, match="no file but a pipe or a device"):
            on.read_case(tmp_path / name)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x" * 5000,
        f"/tmp/{'x' * 300}.xlsx",
        "~nobody-of-that-name/case.xlsx",
        "a\0b",
        "C:\\a.xlsx",
        type("OfBytes", (), {"__fspath__": lambda self: b"case"})(),
        type("OfNumber", (), {"__fspath__": lambda self: 5})(),
    ],
)
def test_a_path_that_cannot_be_is_told_in_words(path: str) -> None:
    with pytest.raises(on.QuestionError, match="there is no folder or workbook at"):
        on.read_case(path)


def test_a_cycle_of_links_between_folders_is_read_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "case", {})
    (folder / "self").symlink_to(folder)
    assert _value(folder / "self" / "self") == NATIVE_VALUE
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(on.QuestionError, match="there is no folder or workbook at"):
        on.read_case(tmp_path / "one")


def test_an_empty_path_is_not_written_to() -> None:
    with pytest.raises(on.QuestionError, match="the path is empty"):
        on.load_case("two-villages").write("")
