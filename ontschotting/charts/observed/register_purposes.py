"""Streams that may pay for each purpose, and how many of them ask for co-financing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def register_purposes_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per purpose: streams that ask for co-financing, and those of which none was seen.

    Args:
        frame: `purpose`, `streams`, `schemes`, `ask_cofinancing` (`StreamRegister.purposes`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.register_purposes", lang)
    ax = open_axes(ax, 2.3 + 0.33 * max(1, frame.height))
    names = [purpose_words(purpose, lang) for purpose in frame["purpose"]]
    labels, most = [], series_max(frame["streams"]) if frame.height else 1
    for y, row in enumerate(frame.iter_rows(named=True)):
        asking = row["ask_cofinancing"]
        if asking:
            draw_bar(ax, y, asking, "lifted", height=0.6, label=words["asking"])
        if row["streams"] > asking:
            rest = row["streams"] - asking
            draw_bar(ax, y, rest, "current", start=asking, height=0.6, label=words["rest"])
        labels.append(
            words.for_count("label", row["schemes"]).format(
                streams=number(row["streams"], lang), schemes=number(row["schemes"], lang)
            )
        )
        write_label(ax, row["streams"] + 0.01 * most, y, labels[-1], fontsize=SMALL_SIZE)
    label_bars(ax, names)
    ax.set_xlim(0, 1.05 * most)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    add_legend(ax, 2)
    finding = words["empty"]
    if frame.height:
        first = frame.row(0, named=True)
        finding = words["title"].format(
            streams=number(first["streams"], lang),
            purpose=names[0],
            asking=number(first["ask_cofinancing"], lang),
        )
    described = "; ".join(f"{name}: {label}" for name, label in zip(names, labels, strict=True))
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
