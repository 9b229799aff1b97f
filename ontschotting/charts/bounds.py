"""Both worlds over the ends of the data."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.worlds import worlds_chart

_WORDS = {"nl": ("binnen de schotten", "zonder deze schotten"), "en": ("within the walls", "without these walls")}


def bounds_chart(frame: pl.DataFrame, *, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False) -> Axes:
    """Both worlds with their range between the least and most favourable data. `frame` is `Bounds.frame`."""
    ends = {row["data"]: row for row in frame.to_dicts()}
    rows = [
        {"label": label, "value": ends["central"][column], "low": ends["unfavourable"][column], "high": ends["favourable"][column], "lifted": column == "lifted_value"}
        for label, column in zip(_WORDS[lang], ("current_value", "lifted_value"), strict=True)
    ]
    title = {"nl": "De twee werelden, met de marges van alle gegevens", "en": "The two worlds, with the margins of all data"}[lang]
    subtitle = {"nl": "Te bekostigen eenheden; streep: ongunstigste tot gunstigste gegevens", "en": "Fundable units; line: least to most favourable data"}[lang]
    return worlds_chart(pl.DataFrame(rows), title=title, subtitle=subtitle, ax=ax, lang=lang, source=source, assumed=assumed)
