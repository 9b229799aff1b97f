"""Every goal by itself: what it gets within the walls and without, least … most."""

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
def outcomes_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
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
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.outcomes", lang)
    ax = open_axes(ax, 2.3 + 0.75 * frame.height)
    labels = {name: words[name] for name in ("current", "lifted", "alt")}
    descriptions = draw_goal_bars(ax, frame, labels, lang)
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
        unproven=unproven,
    )
