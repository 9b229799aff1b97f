"""Who blocks: the part of the gain that each wall or stream holds back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import write_label
from ontschotting.charts.names import disambiguate_names, shorten_text
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import SAME_VALUE, SHORTEST_AXIS, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def attribution_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw a bar per wall or stream, the largest first.

    Args:
        frame: `wall` or `stream`, `value`, `standard_error` (`Attribution.frame`); `name` is shown
            instead of the first column if it is there
        ax: The axes to draw on; by default new ones
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_bars: So many bars at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.attribution", lang)
    units = units or words["units"]
    total = float(frame["value"].sum())
    key = next(name for name in frame.columns if name != "name")
    frame = disambiguate_names(frame, key).sort("value", descending=True, maintain_order=True)
    names = [wall_words(name, lang) for name in frame["name"]]
    noise = SAME_VALUE * max(1.0, abs(total))
    adds = (pl.col("value").abs() > noise) | (pl.col("standard_error") > noise)
    bars = frame.filter(adds).head(most_bars) if frame.select(adds.any()).item() else frame.head(1)
    ax = open_axes(ax, 2.3 + 0.42 * max(1, bars.height))
    has_errors = _draw_bars(ax, bars, lang)
    label_bars(ax, names[: bars.height])
    format_count_axis(ax.xaxis, lang)
    subtitle = words["subtitle"].format(units=units, total=amount(total, lang))
    subtitle += words["error"] if has_errors else ""
    if frame.height > bars.height:
        rest = total - float(bars["value"].sum())
        subtitle += words["rest"].format(count=frame.height - bars.height, sum=amount(rest, lang))
    finding = _finding(frame, names, total, units, words, lang)
    alt = " ".join(
        f"{name}: {amount(value, lang)}." for name, value in zip(names, bars["value"], strict=False)
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


def _draw_bars(ax: Axes, bars: pl.DataFrame, lang: str) -> bool:
    """Draw the bars, with a line of two standard errors to both sides.

    Return whether any error is large enough to be drawn.
    """
    pairs = list(bars.select("value", "standard_error").iter_rows())
    ends = [0.0, *(value + side * error for side in (2, -2) for value, error in pairs)]
    spread = max(ends) - min(ends) or 1.0
    for row, (value, error) in enumerate(pairs):
        draw_bar(ax, row, value, "lifted")
        if error > SHORTEST_AXIS * spread:
            ax.errorbar(value, row, xerr=2 * error, color=INK, capsize=3, linewidth=1.1)
        end = max(value, value + 2 * error, 0.0)
        write_label(ax, end + 0.012 * spread, row, amount(value, lang), ha="left")
    ax.axvline(0, color=INK, linewidth=1.0)
    ax.set_xlim(min(ends) - 0.03 * spread, max(ends) + 0.16 * spread)
    return any(error > SHORTEST_AXIS * spread for _, error in pairs)


def _finding(
    frame: pl.DataFrame,
    names: list[str],
    total: float,
    units: str,
    words: Texts,
    lang: str,
) -> str:
    """Return on which wall or stream most hangs, or on which several.

    Two parts differ if they lie more than two standard errors of their difference apart.
    """
    values, errors = frame["value"].to_list(), frame["standard_error"].to_list()
    if values and values[-1] < -SAME_VALUE * max(1.0, abs(total)):  # only where money is cut
        ends = dict.fromkeys((0, len(values) - 1))
        parts = ", ".join(f"{names[row]} {amount(values[row], lang)}" for row in ends)
        return words["cut"].format(total=amount(total, lang), units=units, parts=parts)
    if not values or abs(values[0]) <= SAME_VALUE * max(1.0, abs(total)):
        return words["none"]
    noise = negligible(abs(values[0]))
    nearest = [
        row
        for row, (value, error) in enumerate(zip(values, errors, strict=True))
        if values[0] - value <= noise + 2 * math.hypot(error, errors[0])
    ]
    numbers = {"value": amount(values[0], lang), "total": amount(total, lang), "units": units}
    if len(nearest) == 1:
        return words["title"].format(first=names[0], **numbers)
    is_tie = values[0] - values[nearest[-1]] <= noise
    first_names = (
        [shorten_text(names[row], 48) for row in nearest]
        if len(nearest) <= 3
        else [
            *(shorten_text(name, 48) for name in names[:2]),
            words["others"].format(count=len(nearest) - 2),
        ]
    )
    listed = ", ".join(first_names[:-1]) + words["and" if is_tie else "or"] + first_names[-1]
    return words["tie" if is_tie else "unsure"].format(names=listed, **numbers)
