"""The most of each goal, within the walls and without, beside what it has at least today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.goal_bars import draw_goal_bars
from ontschotting.charts.labels import add_legend
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import texts

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def goals_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw two bars for each goal, each as a share of the most that this goal can get.

    Units of different goals share no axis, so each goal has its own measure; the number of units
    stands at the bar. A line marks the floor: what the goal has at least today.

    Args:
        frame: `name`, `unit`, `floor`, `current`, `lifted` (`Goals.most` with names)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.goals", lang)
    ax = open_axes(ax, 2.3 + 0.75 * frame.height)
    ranges = frame.with_columns(
        pl.col(side).alias(f"{side}_{end}")
        for side in ("current", "lifted")
        for end in ("least", "most")
    )
    labels = {name: words[name] for name in ("current", "lifted", "floor", "alt")}
    descriptions = draw_goal_bars(ax, ranges, labels, lang)
    ax.set_xlim(0, 1.3)
    add_legend(ax, 3)
    finding = words["title"]
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"], " ".join([f"{finding}.", *descriptions])),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )
