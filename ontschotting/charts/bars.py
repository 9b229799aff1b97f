"""Horizontal bars: one length, several parts behind one another, and the number at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontschotting.charts.labels import label_once
from ontschotting.charts.palette import FILLS

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


def draw_bar(
    ax: Axes,
    y: float,
    length: float,
    fill: str,
    *,
    start: float = 0.0,
    height: float = 0.62,
    edge: float = 0.8,
    label: str | None = None,
) -> None:
    """Draw a bar, or a part of one, and name it in the legend once.

    Args:
        ax: The axes
        y: The middle of the bar on the y-axis
        length: On the x-axis; below zero it runs to the left
        fill: How it is filled, a key of `FILLS`
        start: Where it begins on the x-axis
        height: Of the bar, where the distance between two bars is 1
        edge: Points that its outline is wide
        label: What the legend says of bars like it; None to leave it out
    """
    ax.barh(
        y,
        length,
        left=start,
        height=height,
        linewidth=edge,
        label=None if label is None else label_once(ax, label),
        **FILLS[fill],
    )
