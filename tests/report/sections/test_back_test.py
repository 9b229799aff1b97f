"""The section that holds a case against what happened: only where that was observed."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

import ontschotting as on
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.observed.back_test import units_table
from ontschotting.report.tables import tables
from tests.report.plain_text import alternatives_of, page_text, section_texts

DATASETS = Path(__file__).parents[3] / "datasets"


def test_the_report_of_a_case_with_observations_has_the_section_and_no_other_has(
    tmp_path: Path, two_villages: dict[str, LocalizedReport]
) -> None:
    shutil.copytree(DATASETS / "two-villages", tmp_path / "case")
    (tmp_path / "case" / "observed_completions.csv").write_text(
        (
            "level,area,year,observed_units\nnational,,2026,2500\nregion,A,2026,1500\n"
            "region,A,2025,7\n"
        ),
        encoding="utf-8",
    )
    (tmp_path / "case" / "observed_unspent.csv").write_text(
        "stream,observed_unspent_eur,offered_eur\nland,40000000,60000000\nmobility,,\n",
        encoding="utf-8",
    )
    data = collect(on.read_case(tmp_path / "case"), folder=tmp_path / "case")
    for lang, title, refuted, unspent in (
        ("nl", "Klopt het met wat er gebeurde?", "meer gebouwd dan kon", "bleef liggen"),
        ("en", "Does it agree with what happened?", "more built than possible", "stayed unspent"),
    ):
        report = LocalizedReport(data, lang)
        text = page_text(report)
        assert title in text and refuted in text and unspent in text
        assert "(-20%)" in text or "(−20%)" in text  # 2,000 homes of 2,500 is a fifth less
        chart = alternatives_of(report)["back_test"]
        assert "2.500" in chart or "2,500" in chart
        table = tables(report)["back_test_units"]
        assert table.filter(pl.col("level") == "national")["error_most"].to_list() == pytest.approx(
            [-500, -500]
        )
        money = tables(report)["back_test_money"]
        assert money["verdict"].to_list() == ["within", "no_comparison"] and money[
            "unspent_least_eur"
        ][0] == pytest.approx(40e6, abs=10)
    assert "back_test" not in section_texts(two_villages["nl"])
    assert "back_test" not in alternatives_of(two_villages["nl"])


def test_the_section_tells_a_range_of_errors(
    two_villages: dict[str, LocalizedReport],
) -> None:
    """Where the optimum leaves an area open, the error is a range, in homes and as a share.

    One below zero stays below zero.
    """
    row = {
        "level": "region",
        "area": "A",
        "year": 2026,
        "outcome": "homes",
        "observed_units": 1000.0,
        "least_units": 500.0,
        "most_units": 1200.0,
        "possible_units": 1300.0,
        "error_least": -500.0,
        "error_most": 200.0,
        "relative_least": -0.5,
        "relative_most": 0.2,
        "verdict": "within",
    }
    for lang, told in (
        ("nl", ("500 … 1.200", "−500 … 200 (−50% … 20%)", "ertussen")),
        ("en", ("500 … 1,200", "−500 … 200 (−50% … 20%)", "between")),
    ):
        (cells,) = units_table(two_villages[lang], SimpleNamespace(units=pl.DataFrame([row]))).rows  # type: ignore[arg-type]
        assert [cells[3], cells[5], cells[6]] == list(told)
