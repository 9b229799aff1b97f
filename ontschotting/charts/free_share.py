"""The best value against the free share."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ontschotting.charts.style import WITHOUT, draw, head, units_axis


def free_share_chart(frame: pl.DataFrame, *, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False) -> Axes:
    """The curve of `frame` (`free_share`, `value`)."""

    def paint(axes: Axes) -> None:
        axes.plot(frame["free_share"], frame["value"], color=WITHOUT, lw=2.2, marker="o", ms=4)
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))
        axes.set_ylim(bottom=0)
        units_axis(axes.yaxis, lang)
        title = {"nl": "Hoeveel vrij besteedbaar geld de winst al brengt", "en": "How little free money already brings the gain"}[lang]
        subtitle = {"nl": "Te bekostigen eenheden naar het vrij besteedbare deel van elk budget", "en": "Fundable units by the free share of each budget"}[lang]
        head(axes, title, subtitle, source, lang, assumed)

    return draw(paint, ax)
