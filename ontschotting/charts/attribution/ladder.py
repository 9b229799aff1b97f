"""The ladder: what falls free when walls or streams fall one after another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def ladder_chart(
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
    """Draw what each step adds, from the current walls down.

    Args:
        frame: `step`, `lifted`, `value`, `gain` (`Attribution.ladder`)
        ax: The axes to draw on; by default new ones
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.ladder", lang)
    units = units or words["units"]
    frame = frame.sort("step")
    steps = [words["step"].format(name=wall_words(name, lang)) for name in frame["lifted"]]
    names = [words["current"], *steps]
    current = float(frame["value"][0] - frame["gain"][0]) if frame.height else 0.0
    values = [current, *frame["value"].to_list()]
    drawn = [
        0,
        *(row for row, step in enumerate(pairwise(values), 1) if _differ(*step, max(values))),
    ]
    left_out = len(values) - len(drawn)
    names, values = [names[row] for row in drawn], [values[row] for row in drawn]
    most = max(values) or 1.0
    ax = open_axes(ax, 2.4 + 0.42 * len(values))
    _draw_steps(ax, values, most, lang)
    label_bars(ax, names)
    ax.set_xlim(0, 1.16 * most)
    format_count_axis(ax.xaxis, lang)
    finding = _finding(frame, most, units, words, lang)
    subtitle = words["subtitle"].format(units=units)
    subtitle += words["rest"].format(count=left_out) if left_out else ""
    alt = " ".join(
        f"{name}: {amount(value, lang)}." for name, value in zip(names, values, strict=True)
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


def _differ(before: float, after: float, most: float) -> bool:
    return abs(after - before) > negligible(most)


def _draw_steps(ax: Axes, values: list[float], most: float, lang: str) -> None:
    """Draw the current value, and each step from where the one before it ends."""
    draw_bar(ax, 0, values[0], "current")
    write_label(ax, values[0] + 0.012 * most, 0, amount(values[0], lang), ha="left")
    for row, (before, after) in enumerate(pairwise(values), start=1):
        draw_bar(ax, row, after - before, "lifted", start=before)
        ax.plot([before, before], [row - 0.69, row + 0.31], color=GREY, linewidth=0.8)
        plus = "+" if after - before > 0.05 else ""
        text = plus + amount(after - before, lang)
        write_label(ax, max(before, after) + 0.012 * most, row, text, ha="left")


def _finding(frame: pl.DataFrame, most: float, units: str, words: Texts, lang: str) -> str:
    """Return the first step that brings anything."""
    for row, (lifted, gain) in enumerate(frame.select("lifted", "gain").iter_rows()):
        if gain > negligible(most):
            return words["title_later" if row else "title"].format(
                first=wall_words(lifted, lang), gain=count_with_unit(gain, units, lang)
            )
    return words["none"]
