"""Opens the axes of a chart and gives them their title, subtitle, source line and margins."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontschotting.charts.font import (
    FONT,
    LINE_SPACING,
    SOURCE_SIZE,
    SUBTITLE_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
    line_height,
)
from ontschotting.charts.labels import (
    is_own_figure,
    legend_height,
    missing_margins,
    size_in_inches,
    widen_for_labels,
    width_beside,
)
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import GREY, INK, WIDTH
from ontschotting.charts.text_layout import fold, fold_evenly, fold_paragraph
from ontschotting.errors import QuestionError
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE_WITHIN, _SOURCE_SIZE_WITHIN = 10.5, 7.5
"""Points of the letters on axes of the caller."""
_ROUNDS = 3
"""Narrower axes move the texts on them, so their margins are measured at most so often."""
_WIDTH_WITHIN = 0.8
"""Of the axes of the caller: its layout still takes room for the names beside them."""


@dataclass(frozen=True)
class ChartTexts:
    """What a chart says beside what it draws.

    Attributes:
        finding: The title, unless the caller gives another
        subtitle: What is drawn, and in which unit
        alt: The alternative text: the finding and the main numbers
    """

    finding: str
    subtitle: str
    alt: str


def open_axes(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """Return the axes to draw on: the caller's, or new ones on a figure of their own.

    Args:
        ax: The axes of the caller, or None
        height: Of a new figure, in inches
        width: Of a new figure, in inches

    Raises:
        QuestionError: For something else than axes.
    """
    from matplotlib.axes import Axes

    if isinstance(ax, Axes):
        return ax
    if ax is not None:
        raise QuestionError(problem("no_axes", given=repr(ax)))
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from ontschotting.charts.figure import Chart, ChartAxes

    figure = Chart(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    return figure.add_axes((0.1, 0.2, 0.8, 0.5), axes_class=ChartAxes)


def apply_style(
    ax: Axes,
    texts: ChartTexts,
    *,
    title: str | None = None,
    source: str,
    lang: str,
    assumptions: bool,
    unproven: bool = False,
    left: float | None = None,
    bottom: float = 0.62,
    right: float = 0.3,
    from_optima: bool = True,
    places_legend: bool = True,
) -> Axes:
    """Give the axes their title, subtitle, source line and alternative text; return them.

    Args:
        ax: The axes, on which everything else has been drawn
        texts: What the chart says
        title: A title instead of the finding
        source: Whose figures are drawn; empty for no source line
        lang: `nl` or `en`
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        left: Margin in inches; by default as much as the texts beside the axis take
        bottom: Margin in inches
        right: Margin in inches
        from_optima: Whether the numbers come from optima; else they were counted
        places_legend: Whether the legend gets a line of its own under the subtitle. A chart that
            places its legend itself (a map) also writes its source line on axes of the caller
    """
    finding = title or texts.finding
    heading = _capitalise(_not_proven(finding, lang) if unproven and not title else finding)
    _style_spines(ax)
    reservations = _reservations(lang, assumptions, unproven)
    ax.set_label(_describe(_capitalise(finding), texts.alt, reservations))
    source_line = format_source(source, lang, assumptions, from_optima, unproven)
    if is_own_figure(ax):
        _lay_out(ax, heading, texts.subtitle, source_line, (left, bottom, right), places_legend)
    elif places_legend:
        _lay_out_within(ax, heading, texts.subtitle, source_line)
    return ax


def format_source(
    source: str, lang: str, assumptions: bool, from_optima: bool = True, unproven: bool = False
) -> str:
    """Return the line under a chart, escaped: whose figures it shows, and who calculated with them.

    Args:
        source: Whose figures are drawn; empty for none
        lang: `nl` or `en`
        assumptions: Whether the figures rest in part on assumptions, which the line then says
        from_optima: Whether the numbers come from optima; else they were counted
        unproven: Whether a search for projects stopped before its optimum was proven, which the
            line then says
    """
    words = texts("charts.style", lang)
    pattern = words["optimum" if from_optima else "count"]
    sentence = pattern.format(source=escape_text(source)) if source else ""
    return (sentence + _reservations(lang, assumptions, unproven)).strip()


def _reservations(lang: str, assumptions: bool, unproven: bool) -> str:
    """Return what a reader must know of all numbers of a chart, each behind a space."""
    words = texts("charts.style", lang)
    return (words["assumptions"] if assumptions else "") + (words["unproven"] if unproven else "")


def _not_proven(finding: str, lang: str) -> str:
    """Return a finding as one that a search left open."""
    return texts("charts.style", lang)["unproven_title"].format(finding=finding)


def _capitalise(title: str) -> str:
    """Return a title that begins with a capital, behind an opening quote too."""
    first = 1 if title.startswith("‘") else 0
    return title[:first] + title[first : first + 1].upper() + title[first + 1 :]


def _describe(title: str, alt: str, reservations: str) -> str:
    """Return the alternative text: title, numbers, and what a reader must know of all of them.

    If the text begins with the title already, apart from its capital, it is not said twice.
    """
    begins_with_title = _capitalise(alt[: len(title)]) == title
    text = title + alt[len(title) :] if begins_with_title else f"{title}. {alt}"
    text = text.rstrip()
    if not text.endswith("."):  # a line on the chart, such as a target, ends without one
        text += "."
    return " ".join((text + reservations).split())


def _style_spines(ax: Axes) -> None:
    """Leave out the frame of the axes but for thin grey lines to the left and below."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)
    ax.tick_params(colors=INK, labelsize=TEXT_SIZE, labelfontfamily=FONT)
    ax.tick_params(axis="x", length=3)
    ax.set_axisbelow(True)


def _lay_out(
    ax: Axes,
    title: str,
    subtitle: str,
    source_line: str,
    margins: tuple[float | None, float, float],
    places_legend: bool,
) -> None:
    """Lay out a figure of its own: texts and legend above the axes, the source line below them.

    All sizes are in inches, so that no text runs out of a chart.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    title_lines = fold_evenly(escape_text(title), width - 0.3, TITLE_SIZE, bold=True)
    subtitle_lines = fold_paragraph(escape_text(subtitle), width - 0.3, SUBTITLE_SIZE)
    source_lines = fold_paragraph(source_line, width - 0.3, SOURCE_SIZE)
    title_height = line_height(TITLE_SIZE) * len(title_lines)
    top = 0.24 + title_height + line_height(SUBTITLE_SIZE) * len(subtitle_lines) + 0.14
    legend = ax.get_legend()
    if legend is not None and places_legend:
        legend.set_loc("upper left")
        legend.set_bbox_to_anchor(
            (0.1 / width, 1 - (top - 0.08) / height), transform=figure.transFigure
        )
        top += legend_height(ax, legend) + 0.06
    left, bottom, right = margins
    bottom += line_height(SOURCE_SIZE) * max(0, len(source_lines) - 1)
    left = width_beside(ax) if left is None else left
    inside_height = max(0.2, (height - top - bottom) / height)
    for _ in range(_ROUNDS):
        inside = (width - left - right) / width, inside_height
        ax.set_position((left / width, bottom / height, *inside))
        widen_for_labels(ax)
        more_left, more_right = missing_margins(ax)
        if not more_left and not more_right:
            break
        left, right = left + more_left, right + more_right
    below_title = 0.2 + title_height
    _write_lines(figure, title_lines, 1 - 0.15 / height, TITLE_SIZE, bold=True)
    _write_lines(figure, subtitle_lines, 1 - below_title / height, SUBTITLE_SIZE)
    _write_lines(figure, source_lines, 0.1 / height, SOURCE_SIZE, from_below=True)


def _write_lines(
    figure: Figure,
    lines: list[str],
    y: float,
    size: float,
    bold: bool = False,
    from_below: bool = False,
) -> None:
    """Write lines on a figure, down from a height (a part of the figure), or up from it."""
    style: dict[str, Any] = {"fontweight": "bold", "color": INK} if bold else {"color": GREY}
    figure.text(
        0.14 / figure.get_size_inches()[0],
        y,
        "\n".join(lines),
        ha="left",
        va="bottom" if from_below else "top",
        fontsize=size,
        fontfamily=FONT,
        linespacing=LINE_SPACING,
        **style,
    )


def _lay_out_within(ax: Axes, title: str, subtitle: str, source_line: str) -> None:
    """Lay out axes of the caller: texts above them, the legend and the source line below them."""
    width, height = size_in_inches(ax)
    width *= _WIDTH_WITHIN
    lines = [
        *fold(escape_text(title), width, _SIZE_WITHIN, bold=True),
        *fold(escape_text(subtitle), width, _SIZE_WITHIN),
    ]
    ax.set_title(
        "\n".join(lines), loc="left", fontsize=_SIZE_WITHIN, color=INK, fontfamily=FONT, pad=15
    )
    below, legend = 26.0, ax.get_legend()  # points
    if legend is not None:
        legend.set_loc("upper left")
        legend.set_bbox_to_anchor((0.0, -below / 72 / height), transform=ax.transAxes)
        columns = legend._ncols  # type: ignore[attr-defined]  # matplotlib says it nowhere else
        below += 4 + 14 * math.ceil(len(legend.get_texts()) / max(1, columns))
    if source_line:
        ax.annotate(
            "\n".join(fold(source_line, width, _SOURCE_SIZE_WITHIN)),
            (0, 0),
            xycoords="axes fraction",
            xytext=(0, -below),
            textcoords="offset points",
            va="top",
            fontsize=_SOURCE_SIZE_WITHIN,
            color=GREY,
            fontfamily=FONT,
        )
