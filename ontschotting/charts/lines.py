"""Line charts: a few lines over one axis, which also differ in grey print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.font import FONT, LINE_SPACING, TEXT_SIZE, line_height
from ontschotting.charts.labels import add_legend, is_own_figure, size_in_inches
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import FAINT
from ontschotting.charts.style import ChartTexts, apply_style
from ontschotting.charts.text_layout import fold, measure_width
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

_STYLES = (
    ("#1f4e79", "-", "o", 2.6),
    ("#c1440e", (0, (5, 2)), "s", 1.6),
    ("#595959", ":", "^", 1.6),
    ("#7a7a7a", (0, (8, 3, 1, 3)), "D", 1.6),
)
"""Colour, dash, marker and width of each line. The first is wide, so that it is seen under a line
along it.
"""
_NAME_WIDTH = 1.35
"""Inches of the widest line of a name beside a line."""


def draw_lines(
    ax: Axes,
    xs: Sequence[float],
    lines: Sequence[tuple[str, Sequence[float | None]]],
    lang: str,
    percent: bool,
    drawstyle: str = "default",
) -> None:
    """Draw lines that differ in colour, dash, marker and width, over an axis from zero.

    Args:
        ax: The axes
        xs: Where the values stand on the x-axis
        lines: At most four: the name of each, and its values; a blank is passed over
        lang: `nl` or `en`
        percent: Whether the x-axis holds shares, where 1 is 100%
        drawstyle: `default`, or where values jump between points `steps-post` (each holds until the
            next point) or `steps-pre` (from the point before)
    """
    for (name, values), (colour, dash, marker, width) in zip(lines, _STYLES, strict=False):
        points = [(x, y) for x, y in zip(xs, values, strict=True) if y is not None]
        ax.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linestyle=dash,
            marker=marker,
            markersize=3.6 + width,
            linewidth=width,
            clip_on=False,
            drawstyle=drawstyle,
            label=escape_text(name) if points else "",
        )
    ax.grid(axis="y", color=FAINT, linewidth=0.7)
    format_count_axis(ax.yaxis, lang)
    format_count_axis(ax.xaxis, lang, percent=percent)
    most = max((y for _, values in lines for y in values if y is not None), default=0.0)
    ax.set_ylim(0, 1.06 * most or 1.0)
    ax.margins(x=0.02)


def style_lines(ax: Axes, texts: ChartTexts, **options: Any) -> Axes:
    """Give a line chart its texts, and each line its name at its end; return the axes.

    On axes of the caller the names stand in a legend: beside them may stand another chart.

    Args:
        ax: The axes, with every line on them
        texts: What the chart says
        **options: The other arguments of `apply_style`
    """
    lines = [line for line in ax.lines if str(line.get_label())[:1] not in ("_", "")]
    if len(lines) < 2 or not is_own_figure(ax):
        if len(lines) > 1:
            add_legend(ax, 3)
        return apply_style(ax, texts, **options)
    names = [fold(str(line.get_label()), _NAME_WIDTH, TEXT_SIZE) for line in lines]
    widest = max(measure_width(text, TEXT_SIZE) for name in names for text in name)
    apply_style(ax, texts, right=widest + 0.25, **options)
    _name_lines(ax, list(zip(lines, names, strict=True)))
    return ax


def _name_lines(ax: Axes, named: list[tuple[Line2D, list[str]]]) -> None:
    """Write a name beside the last point of each line, none over another.

    The name of a line that ends before the others stands above or below its last point, where fewer
    lines pass.
    """
    height, (bottom, top) = size_in_inches(ax)[1], ax.get_ylim()
    last = {
        line: tuple(float(np.asarray(data)[-1]) for data in line.get_data()) for line, _ in named
    }
    edge = max(x for x, _ in last.values())
    at_edge = sorted(
        (pair for pair in named if last[pair[0]][0] == edge), key=lambda pair: last[pair[0]][1]
    )
    middles = _apart(
        [height * (last[line][1] - bottom) / (top - bottom) for line, _ in at_edge],
        [line_height(TEXT_SIZE) * len(name) for _, name in at_edge],
        height,
    )
    for (line, name), middle in zip(at_edge, middles, strict=True):
        place = {"xy": (1.0, middle / height), "xycoords": "axes fraction", "xytext": (7, 0)}
        _write_name(ax, line, name, va="center", **place)
    for line, name in named:
        if last[line][0] < edge:
            text = " ".join(name)
            others = [other for other, _ in named if other is not line]
            is_above = _is_freer_above(ax, last[line], measure_width(text, TEXT_SIZE), others)
            place = (
                {"va": "bottom", "xytext": (0, 7)} if is_above else {"va": "top", "xytext": (0, -7)}
            )
            _write_name(ax, line, [text], xy=last[line], **place)


def _is_freer_above(
    ax: Axes, point: tuple[float, ...], width: float, others: Sequence[Line2D]
) -> bool:
    """Tell whether fewer lines pass above a name that begins at a point than below it.

    Args:
        ax: The axes
        point: Where the name begins
        width: Of the name, in inches
        others: The lines that may pass, each with a point at least
    """
    x, y = point
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    axes_width, axes_height = size_in_inches(ax)
    along = x + np.linspace(0.0, width * (right - left) / axes_width)
    passing = [map(np.asarray, other.get_data()) for other in others]
    gaps = np.concatenate([np.interp(along, xs, ys) for xs, ys in passing]) - y
    near = np.abs(gaps) < 2 * line_height(TEXT_SIZE) * (top - bottom) / axes_height
    return bool(np.sum(near & (gaps > 0)) <= np.sum(near & (gaps < 0)))


def _apart(middles: list[float], rooms: list[float], height: float) -> list[float]:
    """Return where texts stand when none lies over another: moved up, then down from the top.

    Args:
        middles: Where each wants to stand, from low to high
        rooms: How high each is
        height: The height of the axes
    """
    gap, placed, free_from, free_until = 0.04, list(middles), -0.1, height + 0.1
    for row, room in enumerate(rooms):
        placed[row] = max(free_from + room / 2, placed[row])
        free_from = placed[row] + room / 2 + gap
    for row in reversed(range(len(rooms))):
        placed[row] = min(free_until - rooms[row] / 2, placed[row])
        free_until = placed[row] - rooms[row] / 2 - gap
    return placed


def _write_name(ax: Axes, line: Line2D, name: list[str], **place: Any) -> None:
    """Write the name of a line in its own colour."""
    ax.annotate(
        "\n".join(name),
        textcoords="offset points",
        color=line.get_color(),
        fontsize=TEXT_SIZE,
        fontfamily=FONT,
        linespacing=LINE_SPACING,
        **place,
    )


def describe_points(
    pattern: str,
    points: tuple[str, Sequence[str]],
    current: Sequence[float],
    lifted: Sequence[float],
    lang: str,
) -> str:
    """Return a sentence for each point of two lines: within the walls and without them.

    Args:
        pattern: The sentence, with `{current}`, `{lifted}` and the name of the points
        points: Their name in the pattern, and how each is written
        current: The values within the walls
        lifted: The values without them
        lang: `nl` or `en`
    """
    name, texts = points
    return " ".join(
        pattern.format(**{name: text}, current=amount(within, lang), lifted=amount(without, lang))
        for text, within, without in zip(texts, current, lifted, strict=True)
    )


def zoom_y_axis(ax: Axes, values: Sequence[float]) -> bool:
    """Start the y-axis near lines that lie so high that from zero they would look flat.

    What differs by less than half a percent stays flat, as it is: from nearby it would seem a gain.

    Args:
        ax: The axes
        values: Everything on the y-axis

    Returns:
        Whether the axis does not start at zero, which the subtitle of the chart then says
    """
    least, most = min(values), max(values)
    if not 0.005 * most < most - least < 0.2 * most:
        return False
    ax.set_ylim(max(0.0, least - 1.2 * (most - least)), most + 0.15 * (most - least))
    return ax.get_ylim()[0] > 0
