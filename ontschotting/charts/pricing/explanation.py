"""Why here: the money that reaches an area, used and idle, stream by stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import TEXT_SIZE
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import disambiguate_names, shorten_text
from ontschotting.charts.palette import FILLS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.support.tolerances import NEGLIGIBLE, OUTLINE
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_FILLS = {"used": "needed", "open": "open", "idle": "idle"}
"""What the legend explains, and how it is filled."""


@in_default_style
def explanation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    idle: pl.DataFrame | None = None,
    place: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw a bar per stream: what every optimum spends, what it leaves open, what is always idle.

    Args:
        frame: `name`, `reach`, `budget_eur`, `idle_least_eur`, `idle_most_eur`
            (`Explanation.frame`)
        ax: The axes to draw on; by default new ones
        idle: `idle_least_eur` of all streams that may land only there together
            (`Explanation.idle`); without it their sum, which can be less
        place: The area, as a part of a sentence
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_bars: So many bars at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.explanation", lang)
    bars = _bars(frame, most_bars)
    most = series_max(bars["budget_eur"], 0.0) or 1.0
    ax = open_axes(ax, 2.5 + 0.44 * max(1, bars.height))
    unit = format_money_axis(ax, lang, most)
    fills = _draw_bars(ax, bars, most, lang)
    label_bars(
        ax,
        [
            shorten_text(name, 40) + words["wider"] if reach == "wider" else name
            for name, reach in bars.select("name", "reach").iter_rows()
        ],
    )
    ax.set_xlim(0, 1.3 * most)
    _add_legend(ax, fills, words)
    idle_by_stream = frame.filter(pl.col("reach") == "here")["idle_least_eur"]
    certain = float((idle_by_stream if idle is None else idle["idle_least_eur"]).sum())
    finding = words["title" if certain > 0 else "none"].format(
        place=place, money=amount(certain, lang, "eur")
    )
    finding = finding[:1].upper() + finding[1:]
    subtitle = words["subtitle"].format(place=place, unit=unit)
    subtitle += words["apart"] if certain > 1.001 * float(idle_by_stream.sum()) else ""
    if frame.height > bars.height:
        subtitle += words["more"].format(count=frame.height - bars.height)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {_alternative_text(bars, words, lang)}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _bars(frame: pl.DataFrame, most_bars: int) -> pl.DataFrame:
    """Return the streams with the largest budgets, without the rounding of a solver."""
    named = disambiguate_names(frame, "stream") if "stream" in frame.columns else frame
    largest = named.sort("budget_eur", descending=True, maintain_order=True).head(most_bars)
    return largest.with_columns(
        pl.when(pl.col(column) <= NEGLIGIBLE * pl.col("budget_eur"))
        .then(0.0)
        .otherwise(column)
        .alias(column)
        for column in ("idle_least_eur", "idle_most_eur")
    )


def _draw_bars(ax: Axes, bars: pl.DataFrame, most: float, lang: str) -> set[str]:
    """Draw the parts of each budget, and what is idle for certain; return the fills in use."""
    fills = set()
    columns = ("budget_eur", "idle_least_eur", "idle_most_eur")
    for row, (budget, idle_least, idle_most) in enumerate(bars.select(columns).iter_rows()):
        parts = (
            ("needed", 0.0, budget - idle_most),
            ("open", budget - idle_most, idle_most - idle_least),
            ("idle", budget - idle_least, idle_least),
        )
        for fill, start, euros in parts:
            if euros > OUTLINE * most:
                draw_bar(ax, row, euros, fill, start=start)
                fills.add(fill)
        if idle_least > 0:
            text = amount(idle_least, lang, "eur")
            write_label(ax, budget + 0.01 * most, row, text, fontsize=TEXT_SIZE)
    return fills


def _add_legend(ax: Axes, fills: set[str], words: Texts) -> None:
    from matplotlib.patches import Patch

    keys = [
        Patch(label=words[part], linewidth=0.8, **FILLS[fill])
        for part, fill in _FILLS.items()
        if fill in fills
    ]
    add_legend(ax, 3, keys)


def _alternative_text(bars: pl.DataFrame, words: Texts, lang: str) -> str:
    sentences = []
    columns = ("budget_eur", "idle_least_eur", "idle_most_eur")
    for name, *amounts in bars.select("name", *columns).iter_rows():
        budget, least, most = (amount(euros, lang, "eur") for euros in amounts)
        pattern = words["alt_one" if least == most else "alt"]
        sentences.append(pattern.format(name=name, budget=budget, least=least, most=most))
    return " ".join(sentences)
