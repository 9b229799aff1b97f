"""Reasons that were read for not spending, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import TEXT_SIZE
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def unspent_reasons_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per reason, those that were read in annual accounts apart.

    Args:
        frame: `reason`, `count`, `in_annual_accounts` (`IdleMoney.reasons`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words, names = texts("charts.unspent_reasons", lang), texts("labels.unspent_reason", lang)
    ax = open_axes(ax, 2.3 + 0.33 * max(1, frame.height))
    labels = [names.get(reason, reason) for reason in frame["reason"]]
    most = series_max(frame["count"]) if frame.height else 1
    for y, row in enumerate(frame.iter_rows(named=True)):
        inside = row["in_annual_accounts"]
        if inside:
            draw_bar(ax, y, inside, "current", height=0.6, label=words["accounts"])
        if row["count"] > inside:
            rest = row["count"] - inside
            draw_bar(ax, y, rest, "free", start=inside, height=0.6, label=words["elsewhere"])
        write_label(
            ax, row["count"] + 0.01 * most, y, number(row["count"], lang), fontsize=TEXT_SIZE
        )
    label_bars(ax, labels)
    ax.set_xlim(0, 1.08 * most)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    add_legend(ax, 2)
    finding = words["empty"]
    if frame.height:
        finding = words["title"].format(
            reason=labels[0],
            count=number(frame["count"][0], lang),
            total=number(int(frame["count"].sum()), lang),
        )
    described = "; ".join(
        f"{label}: {number(count, lang)}"
        for label, count in zip(labels, frame["count"], strict=True)
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
