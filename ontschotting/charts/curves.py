"""What the line charts share: a few lines over one axis, labelled at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ontschotting.charts.letters import FONT
from ontschotting.charts.look import FAINT, INK, count_axis, plain

STYLES = (("#1f4e79", "-", "o"), ("#c1440e", (0, (5, 2)), "s"), ("#595959", ":", "^"))


def draw_lines(ax: Axes, xs: Sequence[float], lines: Sequence[tuple[str, Sequence[float | None]]], lang: str, percent: bool) -> None:
    """Lines told apart by colour, dash and marker; axes start where the data do, which the caller's subtitle says when it is not zero."""
    for (name, values), (colour, dash, marker) in zip(lines, STYLES, strict=False):
        found = [(x, y) for x, y in zip(xs, values, strict=True) if y is not None]
        ax.plot([x for x, _ in found], [y for _, y in found], color=colour, linestyle=dash, marker=marker, markersize=4.5, linewidth=1.8, label=plain(name))
    ax.grid(axis="y", color=FAINT, linewidth=0.7)
    count_axis(ax.yaxis, lang)
    count_axis(ax.xaxis, lang, percent=percent)
    most = max((y for _, values in lines for y in values if y is not None), default=0.0)
    ax.set_ylim(0, max(ax.get_ylim()[1], 1.02 * most) or 1.0)  # a line along the top edge would be cut in half
    ax.margins(x=0.02)
    if len(lines) > 1:
        ax.legend(loc="lower right", frameon=True, facecolor="white", edgecolor="none", framealpha=0.9, prop={"family": FONT, "size": 9}, labelcolor=INK)


def look_closer(ax: Axes, values: Sequence[float]) -> bool:
    """Start the axis near lines that lie so high that from zero nobody could tell them apart; the caller's subtitle says so where this is true."""
    least, most = min(values), max(values)
    if not 1e-6 * max(1.0, most) < most - least < 0.2 * most:
        return False
    ax.set_ylim(max(0.0, least - 1.2 * (most - least)), most + 0.15 * (most - least))
    return ax.get_ylim()[0] > 0
