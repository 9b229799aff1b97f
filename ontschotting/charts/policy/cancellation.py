"""A scheme that ends: as planned, with the end known beforehand, and with the end as a surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_FILLS = {"planned": "current", "known": "free", "surprised": "awarded"}


@in_default_style
def cancellation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    stream: str = "",
    year: int = 0,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per course of events.

    Args:
        frame: `world` (planned, known, surprised), `value` (`Cancellation.frame`)
        ax: The axes to draw on; by default new ones
        stream: The scheme that ends
        year: The first year without it
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.cancellation", lang)
    units = units or words["units"]
    values = dict(frame.select("world", "value").iter_rows())
    most = max(values.values()) or 1.0
    ax = open_axes(ax, 3.4)
    for row, (course, fill) in enumerate(_FILLS.items()):
        draw_bar(ax, row, values[course], fill)
        write_label(ax, values[course] + 0.012 * most, row, amount(values[course], lang))
    label_bars(ax, [words[course] for course in _FILLS])
    ax.set_xlim(0, 1.16 * most)
    format_count_axis(ax.xaxis, lang)
    lost = values["planned"] - values["known"]
    extra = values["known"] - values["surprised"]
    pattern = _pattern(lost, extra, noise=negligible(most))
    finding = words[pattern].format(
        stream=stream,
        year=year,
        units=units,
        lost=count_with_unit(lost, units, lang),
        extra=amount(extra, lang),
        extra_units=count_with_unit(extra, units, lang),
    )
    alt = " ".join(f"{words[course]}: {amount(value, lang)}." for course, value in values.items())
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"].format(units=units), f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _pattern(lost: float, extra: float, noise: float) -> str:
    """Return the key of the sentence on what the end costs, and what the surprise adds to it."""
    if lost > noise:
        return "title" if extra > noise else "known_too"
    return "only_surprise" if extra > noise else "none"
