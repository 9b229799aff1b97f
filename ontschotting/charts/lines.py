"""What the line charts share: a few lines over one axis, labelled at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.labels import add_legend
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import FAINT

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

STYLES = (
    ("#1f4e79", "-", "o", 2.6),
    ("#c1440e", (0, (5, 2)), "s", 1.6),
    ("#595959", ":", "^", 1.6),
)
"""Colour, dash, marker and width; the first is wide, so that it is seen under a line that runs
along it, also in grey.
"""


def draw_lines(
    ax: Axes,
    xs: Sequence[float],
    lines: Sequence[tuple[str, Sequence[float | None]]],
    lang: str,
    percent: bool,
) -> None:
    """Lines told apart by colour, dash, marker and width.

    The axis of values starts at zero, unless the caller moves it and says so.
    """
    for (name, values), (colour, dash, marker, width) in zip(lines, STYLES, strict=False):
        found = [(x, y) for x, y in zip(xs, values, strict=True) if y is not None]
        ax.plot(
            [x for x, _ in found],
            [y for _, y in found],
            color=colour,
            linestyle=dash,
            marker=marker,
            markersize=3.6 + width,
            linewidth=width,
            label=escape_text(name),
        )
    ax.grid(axis="y", color=FAINT, linewidth=0.7)
    format_count_axis(ax.yaxis, lang)
    format_count_axis(ax.xaxis, lang, percent=percent)
    ax.set_ylim(
        0,
        1.06
        * max([value for _, values in lines for value in values if value is not None], default=0.0)
        or 1.0,
    )
    ax.margins(x=0.02)
    if len(lines) > 1:
        add_legend(ax, 3)


def zoom_y_axis(ax: Axes, values: Sequence[float]) -> bool:
    """Start the axis near lines that lie so high that from zero nobody could tell them apart.

    The caller's subtitle says so where this is true.

    What differs by less than half a percent stays flat, as it is: looked at from nearby it would
    seem a gain.
    """
    least, most = min(values), max(values)
    if not 0.005 * most < most - least < 0.2 * most:
        return False
    ax.set_ylim(max(0.0, least - 1.2 * (most - least)), most + 0.15 * (most - least))
    return ax.get_ylim()[0] > 0
