"""Where every euro sits: needed, blocked (detour and idle) and surplus, with own money apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.comparison.money_by_group import PARTS, money_by_group
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import FILLS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "In dit model houden deze schotten van elke 100 euro er {blocked} tegen",
        "title_none": "Deze schotten houden in dit model geen geld tegen",
        "little": "minder dan {least}",
        "subtitle": "Waar elke euro zit, in {unit}; budgetten van alle jaren samen",
        "needed": "nodig voor het resultaat van nu",
        "idle": "geblokkeerd",
        "detour": "geblokkeerd: omweg",
        "surplus": "overschot",
        "open": "laat het optimum open",
        "all": "al het geld",
        "own": "waarvan eigen geld",
        "other": "waarvan rijksgeld en overig",
        "alt": (
            "Van {budget} is {needed} nodig voor het resultaat van nu, {blocked}"
            " geblokkeerd{of_which} en {surplus} overschot."
        ),
        "of_which": " (waarvan {detour} omweg)",
    },
    "en": {
        "title": "In this model these walls hold back {blocked} of every 100 euros",
        "title_none": "In this model these walls hold back no money",
        "little": "less than {least}",
        "subtitle": "Where every euro sits, in {unit}; budgets of all years together",
        "needed": "needed for today's result",
        "idle": "blocked",
        "detour": "blocked: detour",
        "surplus": "surplus",
        "open": "left open by the optimum",
        "all": "all money",
        "own": "of which own money",
        "other": "of which state and other money",
        "alt": (
            "Of {budget}, {needed} is needed for today's result, {blocked} is blocked{of_which} and"
            " {surplus} is surplus."
        ),
        "of_which": " (of which {detour} detour)",
    },
}
_NOISE = 1e-7


def money_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    own: pl.DataFrame | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """One bar of the budget under the lifted regime, divided in needed, blocked and surplus.

    Args:
        frame: `measure`, `value`: budget_eur, needed_eur, blocked_eur, detour_eur, surplus_eur
            (`Comparison.frame`)
        own: `Comparison.by("own_money")`: adds a bar for own money and one for other money; what
            the optimum leaves open is drawn open
    """
    words, found = _WORDS[lang], dict(frame.select("measure", "value").iter_rows())
    # what the tolerance of *reach* leaves of a zero
    dust = 1e-6 * max(1.0, found["budget_eur"] or 0.0)
    found = {
        name: 0.0 if value is not None and abs(value) < dust else value
        for name, value in found.items()
        if name.endswith("_eur")
    }
    budget, needed, blocked, detour, surplus = (
        found[f"{name}_eur"] for name in ("budget", "needed", "blocked", "detour", "surplus")
    )
    if needed is None or blocked is None or surplus is None:
        raise ValueError(
            "money_chart | the lifted world does not reach today's result, so there is no division"
            " to draw"
        )
    omweg = min(max(detour or 0.0, 0.0), blocked)
    bars = [
        (
            words["all"],
            [
                ("needed", needed),
                ("detour", omweg),
                ("blocked", blocked - omweg),
                ("surplus", surplus),
            ],
        )
    ]
    bars += [] if own is None else _own_bars(own, words)
    ax = open_axes(ax, 2.5 + 0.55 * len(bars))
    unit = format_money_axis(ax, lang, budget)
    shown: set[str] = set()
    names = {
        "needed": words["needed"],
        "detour": words["detour"],
        "blocked": words["idle"],
        "surplus": words["surplus"],
        "open": words["open"],
    }
    for place, (_, parts) in enumerate(bars):
        start = 0.0
        for kind, euros in parts:
            if euros > _NOISE * max(budget, 1.0):
                ax.barh(
                    place,
                    euros,
                    left=start,
                    height=0.62,
                    linewidth=0.8,
                    label=None if kind in shown else names[kind],
                    **FILLS[kind],
                )
                if euros > 0.1 * budget:
                    box = (
                        {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
                        if kind != "needed"
                        else None
                    )
                    write_label(
                        ax,
                        start + euros / 2,
                        place,
                        (
                            amount(euros, lang, "eur").rsplit(" ", 2)[0]
                            if unit in amount(euros, lang, "eur")
                            else amount(euros, lang, "eur")
                        ),
                        ha="center",
                        color="white" if kind == "needed" else "#1a1a1a",
                        bbox=box,
                    )
                shown.add(kind)
            start += euros
    label_bars(ax, [name for name, _ in bars])
    ax.set_xlim(0, 1.01 * (budget if budget > 1.0 else 1e6))
    add_legend(ax, 4)
    nothing = blocked <= _NOISE * max(budget, 1.0)
    share = 0.0 if nothing else 100 * blocked / budget
    told = (
        amount(round(share, 1), lang)
        if share >= 0.05
        else words["little"].format(least=amount(0.1, lang))
    )
    sentence = words["title_none"] if nothing else words["title"].format(blocked=told)
    # A detour greater than what is blocked is no part of it (decision 4).
    of_which = (
        words["of_which"].format(detour=amount(omweg, lang, "eur"))
        if 0 < (detour or 0.0) <= blocked
        else ""
    )
    alt = words["alt"].format(
        of_which=of_which,
        **{
            name: amount(found[f"{name}_eur"], lang, "eur")
            for name in ("budget", "needed", "blocked", "surplus")
        },
    )
    return apply_style(
        ax,
        ChartTexts(sentence, words["subtitle"].format(unit=unit), alt),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _own_bars(
    own: pl.DataFrame, words: dict[str, str]
) -> list[tuple[str, list[tuple[str, float]]]]:
    """Own and other money.

    What is needed, blocked and surplus for certain, and the rest left open.
    """
    parts = money_by_group(own.filter(pl.col("budget_eur") > 0))
    return [
        (words["own" if row["name"] == "own" else "other"], [(kind, row[kind]) for kind in PARTS])
        for row in parts.iter_rows(named=True)
    ]
