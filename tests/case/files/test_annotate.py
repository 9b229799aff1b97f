"""Findings as comments.

On the right cell of a copy, beside what the analyst already had there, and gone when the finding
is.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from typer.testing import CliRunner

import ontschotting as on
import ontschotting.cli.commands
from ontschotting.case.files.annotate import FINDINGS_SHEET, MARK
from ontschotting.cli.app import app


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A workbook of an analyst, with colours, a chart, a formula, a comment and two mistakes."""
    path = on.load_case("two-villages").write(tmp_path / "mine.xlsx")
    book = openpyxl.load_workbook(path)
    budgets = book["budgets"]
    at = {cell.value: cell.column for cell in budgets[1]}
    budgets.cell(2, at["area"]).value = "Z"
    budgets.cell(2, at["area"]).comment = Comment("ask Jan", "me")
    budgets.cell(3, at["amount_eur"]).value = -5
    budgets.cell(3, at["amount_eur"]).fill = PatternFill("solid", fgColor="FFFF00")
    budgets.column_dimensions["A"].width = 33
    budgets.freeze_panes = "B2"
    chart = BarChart()
    chart.add_data(
        Reference(budgets, min_col=at["amount_eur"], min_row=1, max_row=3), titles_from_data=True
    )
    book.create_sheet("_mine")["A1"] = "=SUM(budgets!E2:E3)"
    book["_mine"].add_chart(chart, "C3")
    book.save(path)
    return path


def test_every_finding_is_a_comment_on_its_cell(mine: Path, tmp_path: Path) -> None:
    before = mine.read_bytes()
    found = on.annotate(mine, tmp_path / "out.xlsx")
    assert mine.read_bytes() == before
    with pytest.raises(on.CaseError) as refused:
        on.read_case(mine)
    assert found == refused.value.findings and len(found) >= 2
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    for finding in found:
        assert finding.message_nl in book[finding.table][finding.cell].comment.text
        assert finding.cell is not None and f"cell {finding.cell}" in finding.place
    listed = [row[4] for row in book[FINDINGS_SHEET].iter_rows(min_row=2, values_only=True)]
    assert listed == [finding.message_nl for finding in found]
    assert book[FINDINGS_SHEET]["C2"].hyperlink.location == f"'{found[0].table}'!{found[0].cell}"


def test_the_rest_of_the_workbook_stays(mine: Path, tmp_path: Path) -> None:
    on.annotate(mine, tmp_path / "out.xlsx")
    old, new = openpyxl.load_workbook(mine), openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert new.sheetnames == [FINDINGS_SHEET, *old.sheetnames]
    for name in old.sheetnames:
        assert list(old[name].values) == list(new[name].values)
        for row, other in zip(old[name].iter_rows(), new[name].iter_rows(), strict=True):
            for cell, again in zip(row, other, strict=True):
                assert (cell.number_format, cell.fill.fgColor.rgb, cell.font.b) == (
                    again.number_format,
                    again.fill.fgColor.rgb,
                    again.font.b,
                )
    assert new["budgets"].column_dimensions["A"].width == 33 and new["budgets"].freeze_panes == "B2"
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert any("charts/chart" in name for name in archive.namelist())
    assert new["_mine"]["A1"].value == "=SUM(budgets!E2:E3)"


def test_lists_and_explanations_of_the_template_stay(tmp_path: Path) -> None:
    path = on.write_template(tmp_path / "template.xlsx")
    on.annotate(path, tmp_path / "out.xlsx")
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert (
        len(new["budgets"].data_validations.dataValidation)
        == len(old["budgets"].data_validations.dataValidation)
        > 3
    )
    told = new["streams"]["A1"].comment.text
    assert told.startswith(old["streams"]["A1"].comment.text.rstrip()) and "geen rijen" in told


def test_a_comment_of_the_analyst_stays_and_a_second_check_takes_away_what_is_mended(
    mine: Path, tmp_path: Path
) -> None:
    found = on.annotate(mine, tmp_path / "out.xlsx")
    wrong = next(one for one in found if one.value == "Z")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    text = book["budgets"][wrong.cell].comment.text
    assert text.startswith("ask Jan") and MARK in text
    book["budgets"][wrong.cell].value = "A"
    book.save(tmp_path / "mended.xlsx")
    left = on.annotate(tmp_path / "mended.xlsx", tmp_path / "again.xlsx")
    assert wrong.message_nl not in [one.message_nl for one in left] and left
    book = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert book["budgets"][wrong.cell].comment.text == "ask Jan"
    assert book.sheetnames.count(FINDINGS_SHEET) == 1
    assert all(book[one.table][one.cell].comment.text.count(MARK) == 1 for one in left)


def test_a_finding_on_a_missing_sheet_stands_in_the_list(mine: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(mine)
    del book["plans"]
    book.save(mine)
    found = on.annotate(mine, tmp_path / "out.xlsx")
    listed = list(
        openpyxl.load_workbook(tmp_path / "out.xlsx")[FINDINGS_SHEET].iter_rows(
            min_row=2, values_only=True
        )
    )
    assert any(row[1] == "plans" and row[2] is None for row in listed) and len(listed) == len(found)


def test_a_sound_workbook_says_so(tmp_path: Path) -> None:
    path = on.load_case("two-villages").write(tmp_path / "sound.xlsx")
    assert on.annotate(path, tmp_path / "out.xlsx") == ()
    assert on.read_case(tmp_path / "out.xlsx") == on.load_case("two-villages")
    assert "geen bevindingen" in str(
        openpyxl.load_workbook(tmp_path / "out.xlsx")[FINDINGS_SHEET]["A2"].value
    )


def test_the_original_is_never_written_over(mine: Path, tmp_path: Path) -> None:
    before = mine.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(mine)
    for path, out, words in (
        (mine, mine, "never written over"),
        (mine, tmp_path / "link.xlsx", "never written over"),
        (mine, tmp_path / "out.csv", "must end in .xlsx"),
        (tmp_path, tmp_path / "out.xlsx", "no .xlsx"),
        (tmp_path / "gone.xlsx", tmp_path / "out.xlsx", "there is no workbook"),
    ):
        with pytest.raises(on.QuestionError, match=words):
            on.annotate(path, out)
    assert mine.read_bytes() == before


def test_on_the_command_line(mine: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(mine), "--annotate", str(tmp_path / "out.xlsx")])
    assert done.exit_code == 1
    assert "Met opmerkingen:" in done.output
    assert FINDINGS_SHEET in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames


def test_texts_of_a_finding_never_become_formulas(mine: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(mine)
    at = {cell.value: cell.column for cell in book["plans"][1]}
    cell = book["plans"].cell(2, at["region"])
    cell.value, cell.data_type = "=1+1", "s"
    book.save(mine)
    on.annotate(mine, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_a_stray_cell_far_away_is_marked_and_does_not_hang(mine: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(mine)
    book["budgets"]["XFD1048576"] = " "
    book.save(mine)
    findings = on.annotate(mine, tmp_path / "checked.xlsx")
    assert any(finding.cell == "XFD1048576" for finding in findings)
    text = openpyxl.load_workbook(tmp_path / "checked.xlsx")["budgets"]["XFD1048576"].comment.text
    assert "ver van de tabel" in text


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", ("ernst", "fout")), ("en", ("severity", "error"))]
)
def test_the_sheet_of_findings_is_in_one_language(
    mine: Path, tmp_path: Path, lang: str, words: tuple[str, str]
) -> None:
    on.annotate(mine, tmp_path / "checked.xlsx", lang)
    sheet = openpyxl.load_workbook(tmp_path / "checked.xlsx")["_bevindingen"]
    assert sheet["A1"].value == words[0]
    assert words[1] in [cell.value for cell in sheet["A"]]
