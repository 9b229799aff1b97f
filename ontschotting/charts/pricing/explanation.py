"""Why here: the money that reaches an area, used and idle, stream by stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from matplotlib.patches import Patch

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{place}: ten minste {money} blijft liggen",
        "none": "{place}: geen geld blijft zeker liggen",
        "subtitle": (
            "Geld dat {place} bereikt, in {unit}, over alle beste toedelingen binnen de schotten"
        ),
        "used": "besteed",
        "open": "laat het optimum open",
        "idle": "ligt zeker stil",
        "alt": "{name}: {budget}, daarvan ligt {least} tot {most} stil.",
        "wider": " (ook elders)",
        "more": ". Niet getekend: de kleinste {count}",
        "apart": ". Wat zeker stilligt is per stroom minder dan samen",
    },
    "en": {
        "title": "{place}: at least {money} lies idle",
        "none": "{place}: no money is certain to lie idle",
        "subtitle": (
            "Money that reaches {place}, in {unit}, over every best allocation within the walls"
        ),
        "used": "spent",
        "open": "left open by the optimum",
        "idle": "certainly idle",
        "alt": "{name}: {budget}, of which {least} to {most} lies idle.",
        "wider": " (elsewhere too)",
        "more": ". Not drawn: the smallest {count}",
        "apart": ". Stream by stream less is certain than together",
    },
}


def explanation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    idle: pl.DataFrame | None = None,
    place: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """A bar per stream: what every optimum spends, what it leaves open, what is idle in all.

    Args:
        frame: `name`, `reach`, `budget_eur`, `idle_least_eur`, `idle_most_eur`
            (`Explanation.frame`)
        idle: `idle_least_eur` of all streams that may land only there together
            (`Explanation.idle`); without it their sum, which can be less
    """
    words = _WORDS[lang]
    shown = (
        (disambiguate_names(frame, "stream") if "stream" in frame.columns else frame)
        .sort("budget_eur", descending=True, maintain_order=True)
        .head(most_bars)
    )
    ax = open_axes(ax, 2.5 + 0.44 * max(1, shown.height))
    most = series_max(shown["budget_eur"], 0.0) or 1.0
    unit = format_money_axis(ax, lang, most)
    alt, names = [], []
    seen: set[str] = set()
    for place_on_y, (name, reach, budget, least, idle_most) in enumerate(
        shown.select("name", "reach", "budget_eur", "idle_least_eur", "idle_most_eur").iter_rows()
    ):
        # less is the rounding of a solver
        least, idle_most = (
            0.0 if euros <= 1e-6 * budget else euros for euros in (least, idle_most)
        )
        parts = (
            ("needed", 0.0, budget - idle_most),
            ("open", budget - idle_most, idle_most - least),
            ("blocked", budget - least, least),
        )
        for paint, start, width in parts:
            if width > 1e-4 * most:  # an outline around nothing would look like idle money
                ax.barh(place_on_y, width, left=start, height=0.62, linewidth=0.8, **FILLS[paint])
                seen.add(paint)
        if least > 0:
            write_label(
                ax, budget + 0.01 * most, place_on_y, amount(least, lang, "eur"), fontsize=8.5
            )
        names.append(escape_text(name, 40) + words["wider"] if reach == "wider" else name)
        alt.append(
            words["alt"].format(
                name=name,
                budget=amount(budget, lang, "eur"),
                least=amount(least, lang, "eur"),
                most=amount(idle_most, lang, "eur"),
            )
        )
    label_bars(ax, names)
    ax.set_xlim(0, 1.3 * most)
    add_legend(
        ax,
        3,
        [
            Patch(label=words[word], linewidth=0.8, **FILLS[paint])
            for word, paint in (("used", "needed"), ("open", "open"), ("idle", "blocked"))
            if paint in seen
        ],
    )
    certain = float(
        (frame.filter(pl.col("reach") == "here") if idle is None else idle)["idle_least_eur"].sum()
    )
    sentence = (
        words["title"].format(place=place, money=amount(certain, lang, "eur"))
        if certain > 0
        else words["none"].format(place=place)
    )
    sentence = sentence[:1].upper() + sentence[1:]
    subtitle = words["subtitle"].format(place=place, unit=unit)
    subtitle += (
        words["apart"]
        if certain > 1.001 * float(frame.filter(pl.col("reach") == "here")["idle_least_eur"].sum())
        else ""
    )
    subtitle += (
        words["more"].format(count=frame.height - shown.height)
        if frame.height > shown.height
        else ""
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
