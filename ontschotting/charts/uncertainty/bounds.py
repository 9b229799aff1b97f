"""The gain over all margins of the data: least and most, on unfavourable and favourable data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_ENDS = ("least", "unfavourable", "central", "favourable", "most")


@in_default_style
def bounds_chart(
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
    """Draw a bar per end of the margins.

    Args:
        frame: `data` (least, unfavourable, central, favourable, most), `gain` (`Bounds.frame`)
        ax: The axes to draw on; by default new ones
        units: What the gain counts
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.bounds", lang)
    units = units or words["units"]
    by_end = dict(frame.select("data", "gain").iter_rows())
    gains = {end: by_end[end] for end in _ENDS if end in by_end}
    ax = open_axes(ax, 2.3 + 0.4 * len(gains))
    _draw_bars(ax, gains, lang)
    label_bars(ax, [words[end] for end in gains])
    format_count_axis(ax.xaxis, lang)
    numbers = {end: amount(gains[end], lang) for end in ("least", "most", "central")}
    has_gain = any(amount(gain, lang) != "0" for gain in gains.values())
    finding = words["title"].format(units=units, **numbers) if has_gain else words["none"]
    alt = " ".join(f"{words[end]}: {amount(gain, lang)}." for end, gain in gains.items())
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"].format(units=units), f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _draw_bars(ax: Axes, gains: dict[str, float], lang: str) -> None:
    """Draw the gains from zero, to the left if they are losses."""
    least, most = min(gains.values()), max(gains.values())
    left, right = min(least, 0.0), max(most, 0.0)
    spread = right - left or 1.0
    for row, (end, gain) in enumerate(gains.items()):
        draw_bar(ax, row, gain, "current" if end == "central" else "free")
        side = -1 if gain < 0 else 1
        write_label(
            ax,
            gain + side * 0.01 * spread,
            row,
            amount(gain, lang),
            ha="left" if side > 0 else "right",
        )
    ax.axvline(0, color=INK, linewidth=1.1)
    ax.set_xlim(left - (0.2 if least < 0 else 0.03) * spread, right + 0.2 * spread)
