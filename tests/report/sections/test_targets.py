"""What is missing of the target, on the first sheet."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import ontschotting as on
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.comparison.summary import lead
from tests.measures.uncertainty.test_switching_values import limited


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


@pytest.mark.parametrize(
    ("units", "dutch", "english"),
    [
        (
            1500.0,
            "binnen de schotten in dit model bekostigbaar",
            "fundable within the walls in this model",
        ),
        (
            2000.0,
            "binnen de schotten in dit model bekostigbaar",
            "fundable within the walls in this model",
        ),
        (
            3000.0,
            "in dit model ontbreken er binnen de schotten 1.000 en zonder deze schotten 0 per jaar",
            "1,000",
        ),
        (
            5500.0,
            (
                "in dit model ontbreken er binnen de schotten 3.500 en zonder deze schotten 1.500"
                " per jaar"
            ),
            "3,500",
        ),
    ],
)
def test_the_first_sheet_says_what_is_missing_of_the_target(
    units: float, dutch: str, english: str, two_villages: dict[str, LocalizedReport]
) -> None:
    """Two villages: 2,000 homes within the walls, 4,000 without. No target enters a program."""
    data = two_villages["nl"].data
    data = replace(data, case=_promised(data.case, units=units))
    sentences = [block.text for block in lead(LocalizedReport(data, "nl"))]
    assert f"Het doel is {units:,.0f} woningen per jaar: {dutch}.".replace(",", ".", 1) in sentences
    assert any(
        english in block.text
        for block in lead(LocalizedReport(data, "en"))
        if "target" in block.text
    )


def test_a_target_that_is_missed_alike_with_and_without_walls_is_said_once() -> None:
    case = limited(1500.0, 1400.0, 1600.0)  # 1,500 homes in both worlds
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
    data = collect(case.with_table("targets", rows))
    sentences = [block.text for block in lead(LocalizedReport(data, "nl"))]
    assert (
        "Het doel is 1.600 woningen per jaar: in dit model ontbreken er 100 per jaar, met en zonder"
        " deze schotten." in sentences
    )
    assert "Toelichting bij het doel in de gegevens: telt alles." in sentences
    without = LocalizedReport(replace(data, case=case), "nl")
    assert not any("Het doel" in block.text for block in lead(without))
