"""Pots per group: how many there are, and how much money is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def fragmentation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw a bar per group, the most pots first, own money at its end.

    Args:
        frame: `by` (one kind of group), `name`, `label`, `own`, `streams`, `awarded_streams`,
            `budget_eur` (`Fragmentation.by`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        most_bars: So many bars at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.fragmentation", lang)
    kind = str(frame["by"][0]) if frame.height else "all"
    groups = _groups(frame)
    bars = groups.head(most_bars)
    names = [_group_name(label, kind, words, lang) for label in bars["label"]]
    widest = max([1, *(bars["streams"] + bars["own_streams"]).to_list()])
    ax = open_axes(ax, 2.35 + 0.46 * max(1, bars.height))
    for y, row in enumerate(bars.iter_rows(named=True)):
        _draw_group(ax, y, row, widest, words, lang)
    label_bars(ax, names)
    ax.set_xlim(0, 1.32 * widest)
    _format_axis(ax, lang)
    add_legend(ax, 4)
    finding = _finding(bars, kind, names, words, lang)
    subtitle = words["subtitle"].format(per=words[f"per.{kind}"])
    if f"groups.{kind}" in words:
        subtitle += words["twice"].format(group=words[f"groups.{kind}"])
    if groups.height > bars.height:
        subtitle += words["rest"].format(count=number(groups.height - bars.height, lang))
    alt = _alternative_text(bars, names, words["alt"], lang)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        right=0.4,
        from_optima=False,
    )


def _groups(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the groups, the most pots first, with `own_streams` beside the other pots."""
    own = frame.filter("own").select(
        "name", pl.col("label").alias("own_label"), pl.col("streams").alias("own_streams")
    )
    return (
        frame.filter(~pl.col("own"))
        .drop("own")
        .join(own, on="name", how="full", coalesce=True, nulls_equal=True)
        .with_columns(
            pl.coalesce("label", "own_label").alias("label"),
            pl.col("streams", "awarded_streams", "own_streams", "budget_eur").fill_null(0),
        )
        .sort("streams", "budget_eur", "name", descending=[True, True, False], nulls_last=True)
    )


def _group_name(label: str | None, kind: str, words: Texts, lang: str) -> str:
    """Return the name of a group; a blank label is all together, or a name that is not given."""
    if label:
        return purpose_words(label, lang) if kind == "purpose" else label
    return words["whole" if kind == "all" else "nameless"]


def _draw_group(
    ax: Axes, y: int, row: dict[str, Any], widest: int, words: Texts, lang: str
) -> None:
    """Draw the pots of a group behind one another, and their money."""
    parts = (
        ("open", "current", row["streams"] - row["awarded_streams"]),
        ("awarded", "awarded", row["awarded_streams"]),
        ("own", "surplus", row["own_streams"]),
    )
    start = 0
    for part, fill, count in parts:
        if count:
            draw_bar(ax, y, count, fill, start=start, height=0.56, edge=0.7, label=words[part])
            start += count
    if row["streams"]:
        euros = amount(row["budget_eur"], lang, "eur")
        write_label(ax, start + 0.03 * widest, y, euros, fontsize=SMALL_SIZE)


def _format_axis(ax: Axes, lang: str) -> None:
    """Format the axis of counts, with whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    format_count_axis(ax.xaxis, lang)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))


def _finding(bars: pl.DataFrame, kind: str, names: list[str], words: Texts, lang: str) -> str:
    """Return how many pots the first group has."""
    if not bars.height or not bars["streams"][0]:
        return words["empty"]
    count = bars["streams"][0]
    pattern = words[{"purpose": "title", "region": "title_region"}.get(kind, "title_other")]
    pots = words["one" if count == 1 else "many"]
    return pattern.format(count=number(count, lang), pots=pots, name=names[0])


def _alternative_text(bars: pl.DataFrame, names: list[str], pattern: str, lang: str) -> str:
    return " ".join(
        pattern.format(
            name=name,
            count=number(row["streams"], lang),
            eur=amount(row["budget_eur"], lang, "eur"),
        )
        for name, row in zip(names, bars.iter_rows(named=True), strict=True)
    )
