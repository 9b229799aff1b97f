"""Draws the chart of docs/ten-percent.md, in both languages, from the tables beside it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.charts.policy.conditions import conditions_chart
from ontschotting.charts.save import save
from ontschotting.results.result import chart_options
from ontschotting.words.numbers import rounded_count

TITLES = {
    "nl": (
        "Tien procent minder geld: {free} woningen minder zonder schotten, {walls} minder met"
        " schotten, als alleen geld beslist"
    ),
    "en": (
        "Ten percent less money: {free} homes fewer without walls, {walls} fewer with them, when"
        " money alone decides"
    ),
}


def draw(folder: Path) -> None:
    """Draw the values against the cut into `img`, with the guarantee for each province."""
    case, rows = on.load_case("nederland"), pl.read_csv(folder / "ten-percent-conditions.csv")
    sizes = rows.filter(reading="no_limit", guarantee="province", row="size")
    current = float(sizes.filter(pl.col("size") == 0)["value_walls"].item())
    frame = sizes.with_columns((pl.col("value") - current).alias("gain"))
    ten = frame.filter(pl.col("size") == 0.1)
    for lang in ("nl", "en"):
        losses = {
            name: rounded_count(current - float(ten[column].item()), lang)
            for name, column in (("free", "value"), ("walls", "value_walls"))
        }
        chart = conditions_chart(
            frame,
            current=current,
            title=TITLES[lang].format(**losses),
            units={"nl": "woningen", "en": "homes"}[lang],
            **chart_options(case, lang),
        )
        save(chart, folder / "img" / f"ten-percent-{lang}")
