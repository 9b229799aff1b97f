"""Whole plans: which pots pay each up to its cost, and the gap, within the walls and without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, legend_handles, write_label
from ontschotting.charts.palette import GAP, INK, POTS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.closing import verdict_words

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_SIDES = (("current", -0.2), ("lifted", 0.2))
"""The two bars of a plan, and how far each stands from its middle."""
_HEIGHT = 0.34


@in_default_style
def closing_chart(
    plans: pl.DataFrame,
    payments: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_plans: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw two bars for each whole plan: what each pot pays in one cheapest way to close it.

    A bar ends at the cost of the plan. What existing budgets cannot bring is left open.

    Args:
        plans: `plan`, `name`; under `current_` and `lifted_` each `closes`, `first_year`,
            `first_year_least`, `short_alone_eur`, `short_alone_least_eur`
        payments: `regime`, `plan`, `payer` (the name of a stream), `shown_eur`, `addition_eur`
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_plans: So many plans at most, those first that the walls keep from closing; the
            subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.closing", lang)
    closes = pl.col("lifted_closes").fill_null(False), pl.col("current_closes").fill_null(False)
    gains = (closes[0] & ~closes[1]).cast(pl.Int8)
    ordered = plans.sort(gains, "current_closes", descending=[True, False], maintain_order=True)
    bars = ordered.head(most_plans)
    shown = payments.filter(pl.col("plan").is_in(bars["plan"].to_list()))
    fills = _fills(shown, words["others"])
    lengths = shown.group_by("regime", "plan").agg(pl.col("shown_eur").sum())["shown_eur"]
    longest = series_max(lengths, 0.0) or 1.0
    ax = open_axes(ax, 2.75 + 0.72 * max(1, bars.height))
    unit = format_money_axis(ax, lang, longest)
    for place, row in enumerate(bars.iter_rows(named=True)):
        for side, offset in _SIDES:
            parts = shown.filter((pl.col("plan") == row["plan"]) & (pl.col("regime") == side))
            end = _draw_parts(ax, place + offset, parts, fills, words)
            text = f"{words[side]}: {verdict_words(row, side, lang)}"
            write_label(ax, end + 0.015 * longest, place + offset, text, fontsize=SMALL_SIZE)
    label_bars(ax, bars["name"].to_list())
    ax.set_xlim(0, 1.02 * longest)
    add_legend(ax, 3, legend_handles(ax, [*fills, words["gap"]]))
    finding = _finding(plans, words)
    subtitle = words["subtitle"].format(unit=unit)
    if plans.height > bars.height:
        rest = plans.height - bars.height
        subtitle += words.for_count("more", rest).format(count=rest)
    alt = " ".join(
        words["alt"].format(
            name=row["name"],
            **{side: verdict_words(row, side, lang) for side, _ in _SIDES},
        )
        for row in bars.iter_rows(named=True)
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


def _fills(payments: pl.DataFrame, others: str) -> dict[str, Mapping[str, Any]]:
    """Return the fill of each pot by its name, those that pay most first.

    Where there are more pots than fills, the smallest share the last one under one name.
    """
    totals = payments.group_by("payer").agg(pl.col("shown_eur").sum())
    pots = totals.sort("shown_eur", "payer", descending=[True, False])["payer"].to_list()
    if len(pots) > len(POTS) - 1:
        pots = [*pots[: len(POTS) - 1], others]
    return dict(zip(pots, POTS, strict=False))


def _draw_parts(
    ax: Axes,
    y: float,
    parts: pl.DataFrame,
    fills: Mapping[str, Mapping[str, Any]],
    words: Texts,
) -> float:
    """Draw what each pot pays behind one another and then the gap; return where the bar ends."""
    start = 0.0
    order = {name: number for number, name in enumerate(fills)}
    known = (
        (order.get(row["payer"], len(order) - 1), row["shown_eur"] - row["addition_eur"])
        for row in parts.iter_rows(named=True)
        # A pot that only an addition could fill pays nothing, and has no place in the legend.
        if row["shown_eur"] > row["addition_eur"]
    )
    for number, eur in sorted(known):
        name = list(fills)[number]
        ax.barh(
            y,
            eur,
            left=start,
            height=_HEIGHT,
            label=label_once(ax, name),
            linewidth=0.8,
            **fills[name],
        )
        start += eur
    gap = float(parts["addition_eur"].sum())
    if gap > 0:
        ax.barh(
            y,
            gap,
            left=start,
            height=_HEIGHT,
            label=label_once(ax, words["gap"]),
            linewidth=1.1,
            **GAP,
        )
    end = start + gap
    if end > 0:
        ax.plot([end, end], [y - 0.18, y + 0.18], color=INK, linewidth=1.6)
    return end


def _finding(plans: pl.DataFrame, words: Texts) -> str:
    """Return how many plans close, within the walls and without."""
    count = plans.height
    current, lifted = (int(plans[f"{side}_closes"].sum()) for side, _ in _SIDES)
    if current == lifted == count:
        return words["all"]
    key = "same" if current == lifted else "title"
    return words[key].format(count=count, current=current, lifted=lifted)
