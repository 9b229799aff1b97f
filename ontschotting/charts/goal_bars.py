"""Two bars for each goal, within the walls and without, each goal on a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.labels import label_once, write_label
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_SIDES = (("current", -0.19), ("lifted", 0.19))
"""The two bars of a goal, and how far each stands from its middle."""


def draw_goal_bars(ax: Axes, goals: pl.DataFrame, words: Mapping[str, str], lang: str) -> list[str]:
    """Draw the bars of goals, and return what each says in words.

    Units of different goals share no axis, so the larger of the two bars of a goal is 100 %. The
    number of units stands at the bar.

    Args:
        ax: The axes
        goals: `name`, `unit`, and `current` and `lifted`, each as `_least` and `_most`: a line runs
            from the one to the other where they differ. With a column `floor` a line marks it
        words: `current`, `lifted` and `alt`; and `floor` where there are floors
        lang: `nl` or `en`
    """
    descriptions = []
    for place, row in enumerate(goals.iter_rows(named=True)):
        largest = max(row["current_most"] or 0.0, row["lifted_most"] or 0.0) or 1.0
        said = {"name": row["name"], "unit": row["unit"] or ""}
        for side, offset in _SIDES:
            least, most = row[f"{side}_least"], row[f"{side}_most"]
            said[side] = _range_words(least, most, lang)
            start, end = (least or 0.0) / largest, (most or 0.0) / largest
            y = place + offset
            draw_bar(ax, y, start, side, height=0.34, label=words[side])
            if amount(least, lang) != amount(most, lang):
                ax.plot([start, end], [y, y], color=INK, linewidth=1.2)
            text = f"{said[side]} {said['unit']}".strip()
            box = {**WHITE_BOX, "pad": 0.5}
            write_label(ax, end + 0.015, y, text, ha="left", color=INK, bbox=box)
        if "floor" in goals.columns:
            floor = row["floor"] / largest
            said["floor"] = amount(row["floor"], lang)
            span, label = [place - 0.42, place + 0.42], label_once(ax, words["floor"])
            ax.plot([floor, floor], span, color=INK, linewidth=1.6, label=label)
        descriptions.append(words["alt"].format(**said))
    label_bars(ax, goals["name"].to_list())
    format_count_axis(ax.xaxis, lang, percent=True)
    return descriptions


def _range_words(least: float | None, most: float | None, lang: str) -> str:
    """Return a range as one number where its ends are read alike."""
    ends = amount(least, lang), amount(most, lang)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"
