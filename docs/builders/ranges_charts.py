"""Draws the charts of docs/ranges-nederland.md, in both languages, from the tables beside it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.case.labels import input_words
from ontschotting.charts.save import save
from ontschotting.charts.uncertainty.fan import fan_chart
from ontschotting.charts.uncertainty.switching_values import switching_values_chart
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.results.result import chart_options

INPUTS = {
    "limits.max_units: max_units": {
        "nl": "Bouwcapaciteit",
        "en": "Building capacity",
        "unit": "homes a year",
    },
    "plans.capacity_units: capacity_units": {
        "nl": "Aantal plannen",
        "en": "Number of plans",
        "unit": "homes",
    },
    "mobility: eur_per_unit": {
        "nl": "Kosten van mobiliteit (infrastructuur buiten het plan)",
        "en": "Cost of mobility (infrastructure outside the plan)",
        "unit": "euros a home",
    },
    "land: eur_per_unit": {
        "nl": "Grondtekort per woning met tekort",
        "en": "Land deficit of a home that has one",
        "unit": "euros a home",
    },
    "own_money: amount_eur": {
        "nl": "Eigen geld van gemeenten en provincies",
        "en": "Own money of municipalities and provinces",
        "unit": "euros",
    },
}
"""The names and units of the inputs that move anything, on the page and in its charts. Other inputs
have the name of their stream.
"""


def draw(folder: Path) -> None:
    """Draw all charts into `img`.

    Only inputs that flip anything are in the chart of flips: the margins of the others are so wide
    that these could not be seen.
    """
    case = on.load_case("nederland")
    draws, swings, flips = (
        pl.read_csv(folder / f"ranges-nederland-{name}.csv")
        for name in ("each-draw", "swings", "flips")
    )
    flipping = flips.filter(pl.col("margins").is_not_null())["group"].n_unique()
    for lang in ("nl", "en"):
        look = chart_options(case, lang)
        units = {"units": {"nl": "woningen", "en": "homes"}[lang]}
        charts = {
            "fan": fan_chart(draws, **look, **units),
            "swings": tornado_chart(_named(case, swings, lang), **look, **units),
            "flips": switching_values_chart(_named(case, flips, lang), **look, most_rows=flipping),
        }
        for name, chart in charts.items():
            save(chart, folder / "img" / f"ranges-{name}-{lang}")


def _named(case: on.Case, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return groups of inputs with their `name`."""
    names = [
        INPUTS[row[0]][lang] if row[0] in INPUTS else input_words(case, *row, lang)
        for row in frame.select("group", "table", "column").iter_rows()
    ]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))
