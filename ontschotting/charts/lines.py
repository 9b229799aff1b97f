"""Two worlds as lines: against the free share, or against what something other than money allows."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.style import INK, SOFT, WITHIN, WITHOUT, draw, head, units_axis


def limit_chart(frame: pl.DataFrame, *, title: str, subtitle: str, xlabel: str, now: float, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False) -> Axes:
    """Both worlds of `frame` (`x`, `current_value`, `lifted_value`), with a mark at the central value `now`."""
    within, without = {"nl": ("binnen de schotten", "zonder deze schotten"), "en": ("within the walls", "without these walls")}[lang]

    def paint(axes: Axes) -> None:
        axes.plot(frame["x"], frame["lifted_value"], color=WITHOUT, lw=2.2, marker="o", ms=4, label=without)
        axes.plot(frame["x"], frame["current_value"], color=WITHIN, lw=2.2, ls="--", marker="s", ms=4, label=within)
        axes.fill_between(frame["x"], frame["current_value"], frame["lifted_value"], color=WITHOUT, alpha=0.12)
        axes.axvline(now, color=SOFT, lw=1, ls=":")
        axes.text(now, axes.get_ylim()[0], {"nl": " aanname", "en": " assumption"}[lang], color=INK, fontsize=8.5, va="bottom", ha="left")
        axes.set_xlabel(xlabel)
        units_axis(axes.xaxis, lang)
        units_axis(axes.yaxis, lang)
        axes.legend(frameon=False, fontsize=9, loc="upper left")
        head(axes, title, subtitle, source, lang, assumed)

    return draw(paint, ax, 3.9)
