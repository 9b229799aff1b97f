"""Horizontal bars: one length, several parts behind one another, and the number at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontschotting.charts.font import FONT, TEXT_SIZE
from ontschotting.charts.labels import label_once
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import FILLS, INK, WHITE_BOX

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


def name_above_bar(ax: Axes, y: float, name: str, *, bold: bool = False) -> None:
    """Write a name above a bar, at the left end of the axes: for a chart too narrow for a margin.

    Args:
        ax: The axes
        y: The middle of the name on the y-axis
        name: What is written
        bold: Whether the letters are bold
    """
    ax.annotate(
        escape_text(name),
        (0.0, y),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=TEXT_SIZE,
        fontfamily=FONT,
        fontweight="bold" if bold else "normal",
        color=INK,
        bbox={**WHITE_BOX, "pad": 0.6},
        zorder=5,
    )
