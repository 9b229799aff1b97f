"""Every goal by itself: what it gets within the walls and without, least … most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_SIDES = (("current", -0.19), ("lifted", 0.19))
"""The two bars of a goal, and how far each stands from its middle."""


@in_default_style
def outcomes_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw two bars for each goal: within the walls and without.

    Units of different goals share no axis, so each goal has its own measure: the larger of its two
    bars is 100 %. The number of units stands at the bar. Where the optimum leaves it open, a line
    runs from the least to the most.

    Args:
        frame: `name`, `unit`, and `current` and `lifted`, each as `_least` and `_most`
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.outcomes", lang)
    ax = open_axes(ax, 2.3 + 0.75 * frame.height)
    descriptions = []
    for place, row in enumerate(frame.iter_rows(named=True)):
        largest = max(row["current_most"] or 0.0, row["lifted_most"] or 0.0) or 1.0
        shown = {}
        for side, offset in _SIDES:
            least, most = row[f"{side}_least"], row[f"{side}_most"]
            shown[side] = _range_words(least, most, lang)
            start, end = (least or 0.0) / largest, (most or 0.0) / largest
            draw_bar(ax, place + offset, start, side, height=0.34, label=words[side])
            ax.plot([start, end], [place + offset] * 2, color=INK, linewidth=1.2)
            text = f"{shown[side]} {row['unit'] or ''}".strip()
            write_label(
                ax,
                end + 0.015,
                place + offset,
                text,
                ha="left",
                color=INK,
                bbox={**WHITE_BOX, "pad": 0.5},
            )
        unit = row["unit"] or ""
        descriptions.append(words["alt"].format(name=row["name"], unit=unit, **shown))
    label_bars(ax, frame["name"].to_list())
    format_count_axis(ax.xaxis, lang, percent=True)
    ax.set_xlim(0, 1.45)
    add_legend(ax, 2)
    finding = words["title"]
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"], " ".join([f"{finding}.", *descriptions])),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _range_words(least: float | None, most: float | None, lang: str) -> str:
    """Return a range as one number where its ends are read alike."""
    ends = amount(least, lang), amount(most, lang)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"
