"""The two worlds side by side, with their range, against a target."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.style import INK, TARGET, WITHIN, WITHOUT, draw, head, units_axis
from ontschotting.texts import amount


def worlds_chart(
    frame: pl.DataFrame, *, title: str, subtitle: str, target: float | None = None, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False
) -> Axes:
    """Bars per row of `frame` (`label`, `value`, `low`, `high`, `lifted`): low and high are the ends of the range."""
    rows = frame.to_dicts()

    def paint(axes: Axes) -> None:
        for place, row in enumerate(rows):
            axes.barh(place, row["value"], color=WITHOUT if row["lifted"] else WITHIN, hatch="" if row["lifted"] else "//", edgecolor="white", height=0.62)
            axes.plot([row["low"], row["high"]], [place, place], color=INK, lw=1.4, marker="|", markersize=9)
            axes.text(max(row["high"], row["value"]), place, f"  {amount(row['value'], lang)}", va="center", ha="left", fontsize=9.5, fontweight="bold")
        if target is not None:
            axes.axvline(target, color=TARGET, lw=1.4, ls=(0, (4, 2)))
            word = {"nl": "afspraak", "en": "promise"}[lang]
            axes.text(target, len(rows) - 0.42, f"{word} {amount(target, lang)} ", color=TARGET, ha="right", va="bottom", fontsize=8.8)
        axes.set_yticks(range(len(rows)), [row["label"] for row in rows])
        axes.set_ylim(len(rows) - 0.1, -0.6)
        axes.set_xlim(0, 1.18 * max([*(row["high"] for row in rows), target or 0.0, 1.0]))
        units_axis(axes.xaxis, lang)
        head(axes, title, subtitle, source, lang, assumed)

    return draw(paint, ax, 1.6 + 0.55 * len(rows))
