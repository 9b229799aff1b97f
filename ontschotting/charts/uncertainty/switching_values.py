"""How far each input must move, while the others stay, before the conclusion flips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, write_label
from ontschotting.charts.names import quote_name
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, signed_share

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def switching_values_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    frees: bool = False,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_rows: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw a row per group of inputs that flips the conclusion, the smallest move on top.

    If none does, every group is drawn. A group whose central value is zero has no relative move
    and is not drawn.

    Args:
        frame: `group`, `move`, `margins` (without it the subtitle does not name the nearest by
            margin), `searched_margins`, `searched_move` (`SwitchingValues.frame`); `name` is shown
            instead of `group` if it is there
        ax: The axes to draw on; by default new ones
        frees: Whether something falls free on the central values
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_rows: So many rows at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.switching_values", lang)
    if "name" not in frame.columns:
        frame = frame.with_columns(pl.col("group").alias("name"))
    moves = frame.drop_nulls("searched_move")
    flips = moves.drop_nulls("move")
    groups = moves["group"].unique(maintain_order=True).to_list()
    drawn = flips["group"].unique(maintain_order=True).to_list() or groups
    rows = [moves.filter(pl.col("group") == group) for group in drawn[:most_rows]]
    names = [str(frame.filter(pl.col("group") == group)["name"][0]) for group in drawn[:most_rows]]
    ax = open_axes(ax, 2.6 + 0.42 * max(1, len(rows)))
    for y, sides in enumerate(rows):
        for row in sides.iter_rows(named=True):
            _draw_side(ax, y, row, words, lang)
    ax.axvline(0, color=INK, linewidth=1.1)
    label_bars(ax, names)
    ends = [0.0, *(move for sides in rows for move in sides["searched_move"])]
    room = 0.08 * (max(ends) - min(ends) or 1.0)
    ax.set_xlim(min(ends) - room, max(ends) + room)
    format_count_axis(ax.xaxis, lang, percent=True)
    add_legend(ax, 3)
    finding = _finding(frame, words, lang)
    count = len(groups) - len(rows)
    subtitle = words["subtitle"].format(
        now=words["frees" if frees else "none"],
        rest=words["rest"].format(count=count) if count else "",
        near=_nearest_by_margin(frame, words, lang),
    )
    alt = " ".join(
        words["alt"].format(name=name, moves=_moves_in_words(sides, words["no"], lang))
        for name, sides in zip(names, rows, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _draw_side(ax: Axes, y: int, row: dict[str, Any], words: Texts, lang: str) -> None:
    """Draw how far a group was moved to one side, its margin, and where the conclusion flips."""
    searched, move = row["searched_move"], row["move"]
    margin = searched / max(1.0, row["searched_margins"])
    draw_bar(ax, y, searched, "open", height=0.3, edge=0.7, label=words["searched"])
    draw_bar(ax, y, margin, "low", height=0.5, edge=0.7, label=words["margin"])
    if move is None:
        return
    ax.plot(
        [move],
        [y],
        marker="D",
        markersize=7,
        color=INK,
        markeredgecolor="white",
        linestyle="none",
        label=label_once(ax, words["flip"]),
        zorder=5,
    )
    write_label(
        ax,
        move,
        y - 0.3,
        signed_share(move, lang),
        fontsize=SMALL_SIZE,
        ha="left" if move >= 0 else "right",
        va="bottom",
        bbox={**WHITE_BOX, "pad": 0.6},
    )


def _finding(frame: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return the least move that flips the conclusion: the first in the frame."""
    flips = frame.drop_nulls("move")
    if flips.is_empty():
        return words["nowhere"]
    name, move = flips.select("name", "move").row(0)
    return words["title"].format(first=quote_name(name), move=signed_share(move, lang))


def _nearest_by_margin(frame: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return which group flips at the least part of its own margin; empty if none does."""
    if "margins" not in frame.columns:
        return ""
    flips = frame.drop_nulls("margins").sort("margins", maintain_order=True)
    if flips.is_empty():
        return ""
    name, margins = flips.select("name", "margins").row(0)
    return words["near"].format(name=quote_name(name), part=amount(margins, lang, "share"))


def _moves_in_words(sides: pl.DataFrame, none: str, lang: str) -> str:
    return ", ".join(signed_share(move, lang) for move in sides["move"].drop_nulls()) or none
