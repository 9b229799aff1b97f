"""A tornado: what one group of inputs does to the gain, the rest at its value."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.style import INK, WITHIN, WITHOUT, draw, head, units_axis

_SIDES = {"nl": ("invoer laag", "invoer hoog"), "en": ("input low", "input high")}


def swings_chart(frame: pl.DataFrame, *, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False, most: int = 10, title: str | None = None) -> Axes:
    """The widest swings of `frame` (`group`, `low`, `central`, `high`), widest on top."""
    rows = frame.head(most).to_dicts()
    central = rows[0]["central"] if rows else 0.0

    def paint(axes: Axes) -> None:
        for place, row in enumerate(rows):
            for end, colour, hatch in (("low", WITHIN, "//"), ("high", WITHOUT, "")):
                axes.barh(place, row[end] - central, left=central, color=colour, hatch=hatch, edgecolor="white", height=0.6, label=_SIDES[lang][end == "high"] if place == 0 else None)
        axes.axvline(central, color=INK, lw=1)
        axes.set_yticks(range(len(rows)), [row["group"] for row in rows])
        axes.invert_yaxis()
        units_axis(axes.xaxis, lang)
        if rows:
            axes.legend(frameon=False, fontsize=8.5, loc="lower right")
        named = title or {"nl": "Welke invoer de winst van ontschotten het meest verschuift", "en": "Which inputs move the gain most"}[lang]
        subtitle = {"nl": "Extra eenheden zonder deze schotten, één invoer tegelijk laag of hoog", "en": "Extra units without these walls, one input at a time low or high"}[lang]
        head(axes, named, subtitle, source, lang, assumed)

    return draw(paint, ax, 1.8 + 0.32 * max(3, len(rows)))
