"""How many streams end in each year, and of how many no end was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def stream_ends_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per year in which terms end, and one for the streams of which no end was seen.

    Args:
        frame: `last_year` (blank where no end was seen), `streams` (`StreamRegister.ends`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.stream_ends", lang)
    rows = frame.sort("last_year", nulls_last=True)
    ax = open_axes(ax, 1.9 + 0.27 * max(1, rows.height))
    most = series_max(rows["streams"]) if rows.height else 1
    names = [words["unseen"] if year is None else str(year) for year in rows["last_year"]]
    for y, (year, streams) in enumerate(rows.select("last_year", "streams").iter_rows()):
        draw_bar(ax, y, streams, "surplus" if year is None else "current", height=0.64)
        write_label(ax, streams + 0.01 * most, y, number(streams, lang), fontsize=SMALL_SIZE)
    label_bars(ax, names)
    ax.set_xlim(0, 1.06 * most)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    total = int(rows["streams"].sum())
    known = int(rows.drop_nulls("last_year")["streams"].sum())
    finding = words["title"].format(known=number(known, lang), total=number(total, lang))
    described = "; ".join(
        f"{name}: {number(streams, lang)}"
        for name, streams in zip(names, rows["streams"], strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"], f"{finding}. {described}. {words['subtitle']}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        bottom=0.4,
        right=0.4,
        from_optima=False,
    )
