"""A report is written whole or not at all, beside the files of others."""

from __future__ import annotations

import html
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.datasets.bundled import case_folder
from ontschotting.report.collect.cache import VARIABLE, ReportCache, collect_or_read
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.page_order import page_sections
from ontschotting.report.workbook_charts import CHARTS_OF_TABLES
from tests.report.plain_text import page_without_pictures, section_texts


def test_it_is_one_page_with_charts_and_tables(
    page: Path, good_report: dict[str, LocalizedReport]
) -> None:
    report = good_report["nl"]
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
            (folder / "charts" / f"{name}.{kind}").exists() for kind in ("svg", "png", "pdf", "txt")
        } == {True}
    text = html.unescape(page.read_text(encoding="utf-8"))
    for section in page_sections(report):
        assert section.title in text
    measures = dict(
        pl.read_csv(folder / "tables" / "measures.csv").select("measure", "value").iter_rows()
    )
    comparison = report.data.main.comparison
    assert measures["freed"] == pytest.approx(comparison.freed)
    assert measures["crossing_eur"] == pytest.approx(comparison.crossing_eur)


def test_every_native_chart_belongs_to_a_table(page: Path) -> None:
    tables = {path.stem for path in (page.parent / "tables").glob("*.csv")}
    assert set(CHARTS_OF_TABLES) <= tables
    with zipfile.ZipFile(page.parent / "tables.xlsx") as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(
        len(native)
        for name, native in CHARTS_OF_TABLES.items()
        if not pl.read_csv(page.parent / "tables" / f"{name}.csv").is_empty()
    )


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
    monkeypatch.setattr("ontschotting.report.write.draw", lambda _: {})
    monkeypatch.setattr("ontschotting.report.write.render_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.write_report(data.case, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process")
def test_a_report_that_is_stopped_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_villages: dict[str, LocalizedReport]
) -> None:
    """The process finds in the cache what the report says, and is stopped where it writes it."""
    data, out = two_villages["nl"].data, tmp_path / "report"
    monkeypatch.setattr("ontschotting.report.collect.cache.collect", lambda *_: data)
    kept = ReportCache(tmp_path / "cache")
    collect_or_read(data.case, None, case_folder("two-villages"), "highs", kept)
    environment = {**os.environ, VARIABLE: str(tmp_path / "cache")}
    command = [
        sys.executable,
        "-c",
        # no PDF: a third of a second for each chart
        "from ontschotting.charts import save; save.as_pdf = lambda _: b'%PDF';"
        "from ontschotting.cli.run import main; main()",
        "report",
        "two-villages",
        "--out",
        str(out),
        "--json",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    begun = time.monotonic()
    while not list(out.glob(".writing-*/charts/*")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() - begun < 240
        time.sleep(0.01)
    interrupted_at = time.monotonic()
    for _ in range(3):  # who is in a hurry asks more than once
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    output, errors = process.communicate(timeout=60)
    assert time.monotonic() - interrupted_at < 10, "a second on a quiet machine"
    assert process.returncode == 130
    assert output == ""
    assert "Gestopt. Er is niets geschreven." in errors
    assert "Traceback" not in errors
    assert list(out.iterdir()) == []


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
