"""Which inputs turn the answer within their margin, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.bars import draw_bar, name_above_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.palette import DIAMOND, INK, NARROW
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import rounded_count, rounded_move

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def turning_points_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a row per input that turns the answer: its margin as a bar, and where it turns.

    Args:
        frame: `name`, `move`, `end_move` (shares of the central value: where the answer turns, and
            the end of the margin), `gain` (units at that end; zero where the walls cost nothing
            there). Not empty
        ax: The axes to draw on; by default new ones
        units: What the gain counts
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.turning_points", lang)
    units = units or words["units"]
    rows = frame.to_dicts()
    widest = max(abs(row["end_move"]) for row in rows)
    ax = open_axes(ax, 1.8 + 0.8 * len(rows), NARROW)
    for y, row in enumerate(rows):
        _draw_row(ax, y, row, units, words, lang)
    ax.axvline(0, color=INK, linewidth=1.1)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_ylim(len(rows) - 0.75, -0.85)
    has_left, has_right = (any(row["end_move"] * side > 0 for row in rows) for side in (-1, 1))
    ax.set_xlim(-1.05 * widest if has_left else 0.0, 1.05 * widest if has_right else 0.0)
    format_count_axis(ax.xaxis, lang, percent=True)
    finding = words["title_one" if len(rows) == 1 else "title"].format(count=len(rows))
    alt = " ".join(
        words["alt"].format(name=row["name"], label=_label(row, units, words, lang)) for row in rows
    )
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"], f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        left=0.18,
        right=0.18,
    )


def _draw_row(ax: Axes, y: int, row: dict[str, Any], units: str, words: Texts, lang: str) -> None:
    """Draw the margin of an input, where it turns the answer, and both in words above them."""
    name_above_bar(ax, y - 0.66, row["name"], bold=True)
    name_above_bar(ax, y - 0.33, _label(row, units, words, lang))
    draw_bar(ax, y, row["end_move"], "later", height=0.3)
    ax.plot([row["move"]], [y], **{**DIAMOND, "markerfacecolor": INK, "markeredgecolor": "white"})


def _label(row: dict[str, Any], units: str, words: Texts, lang: str) -> str:
    """Say where the answer turns, and the gain at the end of the margin."""
    gain = rounded_count(row["gain"], lang)
    return words["label_zero" if gain == "0" else "label"].format(
        move=rounded_move(row["move"], lang),
        end=rounded_move(row["end_move"], lang),
        gain=gain,
        units=units,
    )
