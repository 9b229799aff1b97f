"""Where every euro sits: needed, blocked (detour and idle) and surplus, with own money apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.comparison.money_by_group import PARTS, money_by_group
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import MONEY_ZERO, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, ratio

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def money_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    own: pl.DataFrame | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw the budget under the lifted regime as one bar: needed, blocked and surplus.

    Own money that the walls tie has a bar of its own: it is no part of the others.

    Args:
        frame: `measure`, `value`: budget_eur, needed_eur, blocked_eur, detour_eur, surplus_eur,
            and own_tied_eur where it is known (`Comparison.frame`)
        ax: The axes to draw on; by default new ones
        own: `Comparison.by("own_money")`: adds a bar for own money and one for other money; what
            the optimum leaves open is drawn open
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding

    Raises:
        ValueError: If the lifted regime does not reach the current result.
    """
    words = texts("charts.money", lang)
    money = _money(frame)
    budget = money["budget"]
    bars = [(words["all"], _parts(money)), *([] if own is None else _own_bars(own, words))]
    if money["own_tied"] > negligible(budget):
        bars.append((words["tied"], [("tied", money["own_tied"])]))
    ax = open_axes(ax, 2.5 + 0.55 * len(bars))
    unit = format_money_axis(ax, lang, budget)
    for row, (_, parts) in enumerate(bars):
        _draw_parts(ax, row, parts, budget, unit, words, lang)
    label_bars(ax, [name for name, _ in bars])
    ax.set_xlim(0, 1.01 * (budget if budget > 1.0 else 1e6))
    add_legend(ax, 4)
    return apply_style(
        ax,
        ChartTexts(
            _finding(money, words, lang),
            words["subtitle"].format(unit=unit),
            _alternative_text(money, words, lang),
        ),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _money(frame: pl.DataFrame) -> dict[str, float]:
    """Return budget, needed, blocked, detour, surplus and own money tied, without noise."""
    measures = dict(frame.select("measure", "value").iter_rows())
    money = {
        name: measures[f"{name}_eur"]
        for name in ("budget", "needed", "blocked", "detour", "surplus")
    }
    money["own_tied"] = measures.get("own_tied_eur")
    noise = negligible(money["budget"] or 0.0)
    if any(money[name] is None for name in ("needed", "blocked", "surplus")):
        raise ValueError(
            "money_chart | the lifted regime does not reach today's result, so there is no division"
            " to draw"
        )
    return {
        name: 0.0 if euros is None or abs(euros) < noise else euros for name, euros in money.items()
    }


def _parts(money: dict[str, float]) -> list[tuple[str, float]]:
    """Return the parts of the budget; a detour is drawn as far as it is blocked."""
    detour = min(max(money["detour"], 0.0), money["blocked"])
    return [
        ("needed", money["needed"]),
        ("detour", detour),
        ("blocked", money["blocked"] - detour),
        ("surplus", money["surplus"]),
    ]


def _own_bars(own: pl.DataFrame, words: Texts) -> list[tuple[str, list[tuple[str, float]]]]:
    """Return own and other money: what holds in every best allocation, and what is left open."""
    parts = money_by_group(own.filter(pl.col("budget_eur") > 0))
    return [
        (words["own" if row["name"] == "own" else "other"], [(kind, row[kind]) for kind in PARTS])
        for row in parts.iter_rows(named=True)
    ]


def _draw_parts(
    ax: Axes,
    row: int,
    parts: list[tuple[str, float]],
    budget: float,
    unit: str,
    words: Texts,
    lang: str,
) -> None:
    """Draw the parts of a bar behind one another, with the amount in those that are wide enough."""
    start = 0.0
    for kind, euros in parts:
        if euros > MONEY_ZERO * max(budget, 1.0):
            draw_bar(ax, row, euros, kind, start=start, label=words[kind])
            if euros > 0.1 * budget:
                _write_amount(ax, row, start + euros / 2, kind, euros, unit, lang)
        start += euros


def _write_amount(
    ax: Axes, row: int, x: float, kind: str, euros: float, unit: str, lang: str
) -> None:
    text = amount(euros, lang, "eur")
    if unit in text:
        text = text.rsplit(" ", 2)[0]
    is_dark = kind == "needed"
    write_label(
        ax,
        x,
        row,
        text,
        ha="center",
        color="white" if is_dark else INK,
        bbox=None if is_dark else {**WHITE_BOX, "pad": 1.5},
    )


def _finding(money: dict[str, float], words: Texts, lang: str) -> str:
    """Return what these walls hold back of every 100 euros."""
    budget, blocked = money["budget"], money["blocked"]
    if blocked <= MONEY_ZERO * max(budget, 1.0):
        return words["title_none"]
    share = 100 * blocked / budget
    text = (
        ratio(round(share, 1), lang)
        if share >= 0.05
        else words["little"].format(least=ratio(0.1, lang))
    )
    return words["title"].format(blocked=text)


def _alternative_text(money: dict[str, float], words: Texts, lang: str) -> str:
    amounts = {name: amount(euros, lang, "eur") for name, euros in money.items()}
    # A detour greater than what is blocked is no part of it (decision 4).
    of_which = (
        words["of_which"].format(**amounts) if 0 < money["detour"] <= money["blocked"] else ""
    )
    text = words["alt"].format(of_which=of_which, **amounts)
    return text + (
        words["alt_tied"].format(tied=amounts["own_tied"]) if money["own_tied"] > 0 else ""
    )
