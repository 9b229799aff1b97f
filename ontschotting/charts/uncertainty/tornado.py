"""A tornado: what one group of inputs does to the gain, the rest at its central value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import quote_name
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{first} verschuift de winst het meest",
        "tie": "{first} en {second} verschuiven de winst het meest, even ver",
        "ties": "{count} groepen invoer verschuiven de winst het meest, alle even ver",
        "flat": "Geen van de opgegeven marges verschuift de winst, één voor één",
        "one": "Eén voor één verschuift alleen {first} de winst",
        "subtitle": (
            "Extra bekostigbare {units} zonder deze schotten, met één groep invoer op zijn lage of"
            " hoge waarde en de rest op de middenwaarde{central}."
        ),
        "central_at": " (streep: {central})",
        "rest": ". De {count} andere groepen verschuiven de winst niet of minder",
        "rest_one": ". De andere groep verschuift de winst niet of minder",
        "low": "lage waarde",
        "high": "hoge waarde",
        "alt": "{group}: van {low} tot {high}.",
        "units": "eenheden",
    },
    "en": {
        "title": "{first} moves the gain most",
        "tie": "{first} and {second} move the gain most, equally far",
        "ties": "{count} groups of inputs move the gain most, all equally far",
        "flat": "None of the given margins moves the gain, one at a time",
        "one": "One at a time, only {first} moves the gain",
        "subtitle": (
            "Extra fundable {units} without these walls, with one group of inputs at its low or"
            " high value and the rest at the central value{central}."
        ),
        "central_at": " (line: {central})",
        "rest": ". The other {count} groups move the gain less or not at all",
        "rest_one": ". The other group moves the gain less or not at all",
        "low": "low value",
        "high": "high value",
        "alt": "{group}: from {low} to {high}.",
        "units": "units",
    },
}


def tornado_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """The widest swings first.

    Args:
        frame: `group`, `low`, `central`, `high`: the gain with the group at its low and at its high
            value (`Swings.frame`); `name` is shown instead of `group` when given
    """
    words = _WORDS[lang]
    reach = pl.max_horizontal("low", "central", "high") - pl.min_horizontal(
        "low", "central", "high"
    )
    moving = (
        frame.filter(reach > 1e-6 * pl.max_horizontal(pl.col("central").abs(), pl.lit(1.0)))
        .with_columns(reach.alias("_reach"))
        .sort("_reach", descending=True, maintain_order=True)
    )
    shown = (moving if moving.height else frame).head(most_bars)
    names = shown["name" if "name" in shown.columns else "group"].to_list()
    ax = open_axes(ax, 2.5 + 0.48 * max(1, len(names)))
    alt = []
    central = float(shown["central"][0]) if shown.height else 0.0
    wide = (
        series_max((pl.concat([shown["low"], shown["high"]]) - central).abs(), 0.0)
        if shown.height
        else 0.0
    )
    flat = wide <= 1e-6 * max(1.0, abs(central))
    for place, (name, low, high) in enumerate(zip(names, shown["low"], shown["high"], strict=True)):
        for kind, value in (("low", low), ("high", high)):
            ax.barh(
                place + (0.17 if kind == "high" else -0.17),
                value - central,
                left=central,
                height=0.34,
                linewidth=0.7,
                label=words[kind] if place == 0 else None,
                **FILLS[kind],
            )
            if abs(value - central) > 1e-6 * max(1.0, wide):
                side = 1 if value >= central else -1
                write_label(
                    ax,
                    value + side * 0.015 * wide,
                    place + (0.17 if kind == "high" else -0.17),
                    amount(value, lang),
                    fontsize=8,
                    ha="left" if side > 0 else "right",
                )
        alt.append(words["alt"].format(group=name, low=amount(low, lang), high=amount(high, lang)))
    ax.axvline(central, color=INK, linewidth=1.1)
    label_bars(ax, names)
    spread = max(wide, abs(central) * 0.05, 1e-6)
    ends = [central, *shown["low"], *shown["high"]]
    ax.set_xlim(min(ends) - 0.18 * spread, max(ends) + 0.18 * spread)
    format_count_axis(ax.xaxis, lang)
    add_legend(ax, 2)
    even = (
        0 if flat else moving.filter(pl.col("_reach") >= (1 - 1e-6) * pl.col("_reach").max()).height
    )
    kind = (
        "flat"
        if flat or not names
        else "one"
        if moving.height == 1
        else {1: "title", 2: "tie"}.get(even, "ties")
    )
    sentence = words[kind].format(
        first=quote_name(names[0]) if names else "",
        second=quote_name(names[1]) if even == 2 else "",
        count=even,
    )
    at = words["central_at"].format(central=amount(central, lang))
    at += (
        words["rest_one" if frame.height - shown.height == 1 else "rest"].format(
            count=frame.height - shown.height
        )
        if frame.height > shown.height
        else ""
    )
    return apply_style(
        ax,
        ChartTexts(
            sentence,
            words["subtitle"].format(units=units or words["units"], central=at),
            f"{sentence}. " + " ".join(alt),
        ),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        right=0.4,
    )
