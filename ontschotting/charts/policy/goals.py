"""The most of each goal, within the walls and without, beside what it has at least today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import add_legend, label_once, write_label
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_SIDES = (("current", -0.19), ("lifted", 0.19))
"""The two bars of a goal, and how far each stands from its middle."""


@in_default_style
def goals_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
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
        title: A title instead of the finding
    """
    words = texts("charts.goals", lang)
    ax = open_axes(ax, 2.3 + 0.75 * frame.height)
    descriptions = []
    for place, row in enumerate(frame.iter_rows(named=True)):
        most = max(row["current"] or 0.0, row["lifted"] or 0.0) or 1.0
        for side, offset in _SIDES:
            units = row[side]
            draw_bar(
                ax, place + offset, (units or 0.0) / most, side, height=0.34, label=words[side]
            )
            text = f"{amount(units, lang)} {row['unit'] or ''}".strip()
            _write_units(ax, place + offset, (units or 0.0) / most, text)
        floor = row["floor"] / most
        ax.plot(
            [floor, floor],
            [place - 0.42, place + 0.42],
            color=INK,
            linewidth=1.6,
            label=label_once(ax, words["floor"]),
        )
        numbers = {name: amount(row[name], lang) for name in ("floor", "current", "lifted")}
        descriptions.append(words["alt"].format(name=row["name"], **numbers))
    label_bars(ax, frame["name"].to_list())
    format_count_axis(ax.xaxis, lang, percent=True)
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
    )


def _write_units(ax: Axes, y: float, end: float, text: str) -> None:
    """Write how many units a bar stands for, behind its end."""
    write_label(ax, end + 0.015, y, text, ha="left", color=INK, bbox={**WHITE_BOX, "pad": 0.5})
