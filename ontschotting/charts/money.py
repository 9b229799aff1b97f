"""Where every euro sits: needed for today's result, blocked, or surplus."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ontschotting.charts.style import IDLE, INK, WITHIN, WITHOUT, draw, euros_axis, head
from ontschotting.texts import amount

_WORDS = {
    "nl": {"needed_eur": "nodig voor het\nresultaat van nu", "blocked_eur": "geblokkeerd", "surplus_eur": "overschot"},
    "en": {"needed_eur": "needed for\ntoday's result", "blocked_eur": "blocked", "surplus_eur": "surplus"},
}


def money_title(frame: pl.DataFrame, lang: str) -> str:
    """The finding in one line."""
    values = dict(frame.select("measure", "value").iter_rows())
    blocked, budget = values["blocked_eur"] or 0.0, values["budget_eur"] or 0.0
    shown = amount(blocked, lang, "eur")
    if blocked <= 1e-6 * budget:
        return {"nl": "Deze schotten blokkeren in dit model geen geld", "en": "These walls block no money in this model"}[lang]
    return {"nl": f"{shown} voegt pas iets toe als deze schotten vallen", "en": f"{shown} adds to the result only if these walls fall"}[lang]


def money_chart(frame: pl.DataFrame, *, ax: Axes | None = None, lang: str = "nl", source: str = "", assumed: bool = False) -> Axes:
    """One bar of the whole budget, split in needed, blocked and surplus. `frame` is `Comparison.frame`."""
    values = dict(frame.select("measure", "value").iter_rows())
    parts = [(name, values[name] or 0.0) for name in ("needed_eur", "blocked_eur", "surplus_eur")]
    colours = {"needed_eur": (WITHOUT, ""), "blocked_eur": (IDLE, "///"), "surplus_eur": (WITHIN, "...")}

    def paint(axes: Axes) -> None:
        left, budget = 0.0, sum(value for _, value in parts) or 1.0
        for position, (name, value) in enumerate(parts):
            colour, hatch = colours[name]
            axes.barh(0, value, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.5)
            label = f"{_WORDS[lang][name]}\n{amount(value if value > 1e-6 * budget else 0.0, lang, 'eur')}"
            at = left + value / 2 if value > 0.12 * budget else left + (0.0 if position == 0 else value / 2)
            axes.annotate(label, (at, 0.25), (at, 0.42 if value > 0.12 * budget or position != 1 else 0.85), ha="center", va="bottom", fontsize=9, color=INK,
                          arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.6} if value <= 0.12 * budget else None)  # fmt: skip
            left += value
        axes.set_ylim(-0.35, 1.25)
        axes.set_xlim(0, left or 1)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_locator(MaxNLocator(5))
        euros_axis(axes.xaxis, lang)
        subtitle = {"nl": "Alle middelen in het geval, in euro's", "en": "All money in the case, in euros"}[lang]
        head(axes, money_title(frame, lang), subtitle, source, lang, assumed)

    return draw(paint, ax, 3.0)
