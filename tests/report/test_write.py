"""A report is written whole or not at all, beside the files of others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.workbook_charts import CHARTS_OF_TABLES
from tests.report.plain_text import page_without_pictures, section_texts


def test_it_is_one_page_with_charts_and_tables(page: Path) -> None:
    folder = page.parent
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        "report.docx",
        "charts",
        "tables",
        "tables.xlsx",
    }
    for name in ("binding_limits", "money", "scenarios", "stream"):
        assert {
            (folder / "charts" / f"{name}.{kind}").exists() for kind in ("svg", "png", "txt")
        } == {True}
    text = page.read_text(encoding="utf-8")
    # all delivery falls in one year, so no number is a year
    assert "er 8.000 binnen de schotten van nu niet te bekostigen" in text
    assert "met hetzelfde geld ten hoogste 2.000 bij" in text
    assert '<h1 id="summary">Zonder deze schotten bekostigt hetzelfde geld 4.000 woningen' in text
    assert "verzonnen oefencasus" in text
    measures = dict(
        pl.read_csv(folder / "tables" / "measures.csv").select("measure", "value").iter_rows()
    )
    assert measures["freed"] == pytest.approx(2000)
    assert measures["crossing_eur"] == pytest.approx(20e6, rel=1e-6)


def test_every_native_chart_belongs_to_a_table(page: Path) -> None:
    tables = {path.stem for path in (page.parent / "tables").glob("*.csv")}
    assert set(CHARTS_OF_TABLES) - tables == {"measures_free_money", "bounds_free_money"}
    with zipfile.ZipFile(page.parent / "tables.xlsx") as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 8


def test_english(two_villages: dict[str, LocalizedReport]) -> None:
    report = LocalizedReport(two_villages["en"].data, "en", "two-villages")
    text = page_without_pictures(report)
    assert 'lang="en"' in text
    assert "What may not be concluded" in text
    assert "ontschotting report two-villages --out report/ --lang en" in text


def test_other_files_stay_and_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_villages: dict[str, LocalizedReport]
) -> None:
    (tmp_path / "mine.txt").write_text("x")
    data = two_villages["nl"].data
    monkeypatch.setattr("ontschotting.report.write.collect_or_read", lambda *_: data)
    monkeypatch.setattr("ontschotting.report.write.render_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.write_report(data.case, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_and_an_unknown_language_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(on.QuestionError, match="is a file"):
        on.write_report(on.load_case("two-villages"), tmp_path / "x")
    with pytest.raises(on.QuestionError, match="no language"):
        on.write_report(on.load_case("two-villages"), tmp_path / "y", lang="de")
    assert not (tmp_path / "y").exists()


def test_a_report_by_another_solver_says_so_and_one_that_is_not_there_is_told_first(
    tmp_path: Path,
) -> None:
    case = on.load_case("two-villages")
    said: list[str] = []
    with pytest.raises(on.QuestionError, match="no solver called 'glop'"):
        on.write_report(case, tmp_path / "none", solver="glop", progress=said.append)
    assert not said
    assert not (tmp_path / "none").exists()
    data = collect(case, solver=on.Solver("pulp", "HiGHS"))
    proof = section_texts(LocalizedReport(data, "nl", "two-villages"))["proof"]
    assert "HiGHS through PuLP" in proof
    assert "ontschotting compare two-villages --json --solver pulp --pulp-solver HiGHS" in proof
    assert "| HiGHS 1" not in proof
