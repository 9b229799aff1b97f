"""What is missing of the target, on the first sheet."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

import ontschotting as on
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from tests.measures.uncertainty.test_switching_values import limited
from tests.report.plain_text import section_texts


def _promised(case: on.Case, **targets: float | None) -> on.Case:
    """Give a case a national target a year."""
    row = {
        "level": "national",
        "area": None,
        "year": targets.get("year"),
        "outcome": case.plans["outcome"][0],
        "units": targets["units"],
    }
    schema = {
        "level": pl.String,
        "area": pl.String,
        "year": pl.Int64,
        "outcome": pl.String,
        "units": pl.Float64,
    }
    return case.with_table("targets", pl.DataFrame([row], schema=schema))


def test_a_target_stands_beside_what_each_limit_allows(
    two_villages: dict[str, LocalizedReport],
) -> None:
    """Two villages: 2,000 homes within the walls, 4,000 without. No target enters a program."""
    data = two_villages["nl"].data
    case = _promised(data.case, units=3000.0)
    assert data.binding_limits is not None
    data = replace(data, case=case, binding_limits=replace(data.binding_limits, case=case))
    for lang, words in (("nl", "afspraak 3.000"), ("en", "target 3,000")):
        text = section_texts(LocalizedReport(data, lang))["summary"]
        assert words in text
        assert "1.000" not in text and "1,000" not in text  # nothing is subtracted from it


def test_nothing_is_subtracted_from_a_target_that_counts_something_else() -> None:
    """1,500 homes in both worlds; the target counts conversion too, so 100 short says nothing."""
    case = limited(1500.0, 1400.0, 1600.0)
    rows = pl.DataFrame(
        [
            {
                "level": "national",
                "area": None,
                "year": None,
                "outcome": case.plans["outcome"][0],
                "units": 1600.0,
                "note": "telt alles.",
            }
        ],
        schema_overrides={"area": pl.String, "year": pl.Int64},
    )
    report = LocalizedReport(collect(case.with_table("targets", rows)), "nl")
    texts = section_texts(report)
    assert "promise" not in texts and report.data.policy.targets is None
    assert "doelen" not in texts["money_details"]
    assert "afspraak 1.600" in texts["summary"]
    assert "Hoeveel er ontbreken aan de afspraak: die telt anders (telt alles)." in texts["summary"]
