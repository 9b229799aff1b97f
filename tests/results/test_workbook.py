"""Results in Excel.

Every number as it is, shown short by format only, with charts that follow the cells.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import ontschotting as on
from ontschotting.results.workbook import write_result


@pytest.fixture(scope="module")
def comparison() -> object:
    return on.compare(on.load_case("two-villages-own-money"))


def test_every_table_is_a_sheet_with_its_numbers_unrounded(
    comparison: on.Comparison, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(comparison.to_excel(tmp_path / "x.xlsx"), data_only=True)
    assert book.sheetnames[:3] == ["toelichting", "grafieken", "measures"]
    for name, frame in comparison._sheets().items():
        rows = list(book[name].iter_rows(values_only=True))
        assert list(rows[0]) == frame.columns
        assert [tuple(row) for row in rows[1:]] == frame.rows()
        assert book[name].freeze_panes is not None


def test_formats_say_what_a_number_is(comparison: on.Comparison, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(comparison.to_excel(tmp_path / "x.xlsx"))["measures"]
    formats = {row[0].value: row[1].number_format for row in sheet.iter_rows(min_row=2)}
    assert (
        formats["blocked_eur"] == "#,##0"
        and formats["utilisation"] == "0.0%"
        and formats["freed"] == "#,##0.0"
    )


def test_it_says_what_it_is(comparison: on.Comparison, tmp_path: Path) -> None:
    for lang, name in (("nl", "toelichting"), ("en", "about")):
        sheet = openpyxl.load_workbook(comparison.to_excel(tmp_path / f"{lang}.xlsx", lang))[name]
        texts = [row[0] for row in sheet.iter_rows(values_only=True)]
        assert texts[2] == " ".join(comparison.sentences(lang)) and str(comparison.trace) in texts
        links = {
            cell.value: cell.hyperlink.location
            for row in sheet.iter_rows()
            for cell in row
            if cell.hyperlink
        }
        assert links["measures"] == "'measures'!A1"


def test_charts_follow_the_cells(comparison: on.Comparison, tmp_path: Path) -> None:
    path = comparison.to_excel(tmp_path / "x.xlsx")
    shown, formulas = (
        openpyxl.load_workbook(path, data_only=True)["grafieken"],
        openpyxl.load_workbook(path)["grafieken"],
    )
    values = {row[0]: row[1] for row in shown.iter_rows(values_only=True) if row[0]}
    assert (
        values["geblokkeerd"] == comparison.blocked_eur
        and values["zonder deze schotten"] == comparison.lifted.value
    )
    for row in formulas.iter_rows(min_col=2, max_col=2):
        if str(row[0].value).startswith("="):
            sheet, cell = str(row[0].value)[1:].replace("'", "").split("!")
            assert (
                openpyxl.load_workbook(path, data_only=True)[sheet][cell].value
                == shown[row[0].coordinate].value
            )
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 2
        assert all("grafieken!$B$" in archive.read(name).decode() for name in charts)
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert drawing.count("geblokkeerd: ") == 1  # the alternative text tells the numbers


@pytest.mark.parametrize(
    "ask", [on.attribute, on.choose_walls, on.free_share, on.bounds, on.allocate]
)
def test_other_results_have_their_chart(ask: object, tmp_path: Path) -> None:
    path = ask(on.load_case("two-villages")).to_excel(tmp_path / "x.xlsx")  # type: ignore[operator]
    with zipfile.ZipFile(path) as archive:
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) == 1


def test_lists_blanks_and_formulas(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "text": ["=1+1", None, "0363"],
            "names": [["a", "b"], [], None],
            "value_per_eur": [1e-5, None, float("inf")],
            "own": [True, False, None],
        }
    )
    path = write_result({"one": frame}, tmp_path / "x.xlsx", ["a note"])
    rows = list(openpyxl.load_workbook(path)["one"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("=1+1", "a, b", 1e-5, True),
        (None, None, None, False),
        ("0363", None, "∞", None),
    ]
    with zipfile.ZipFile(path) as archive:
        assert "<f>1+1" not in archive.read("xl/worksheets/sheet2.xml").decode()


def test_a_result_goes_to_a_workbook_only(comparison: on.Comparison, tmp_path: Path) -> None:
    with pytest.raises(on.QuestionError, match=r"must end in \.xlsx"):
        comparison.to_excel(tmp_path / "x.csv")
    with pytest.raises(on.QuestionError, match="no language"):
        comparison.to_excel(tmp_path / "x.xlsx", "de")
