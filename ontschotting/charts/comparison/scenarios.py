"""Scenarios side by side.

The gain of each regime, for free money alone and with awarded money too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.labels import outcome_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Het meest, {gain}{too}, komt vrij met: {first}",
        "same": "Elk van deze scenario's brengt evenveel: {gain}{too}",
        "tie": "Het meest, {gain}{too}, komt vrij met: {first}; evenveel met {count} van de andere",
        "too": " als ook toegekend geld meedoet",
        "none": "In geen van deze scenario's komt iets vrij",
        "subtitle": "Extra bekostigbare {units} ten opzichte van de schotten van nu; {asked}",
        "both": "beide vragen apart, niet optellen",
        "free": "alleen geld dat nog niet is toegekend",
        "awarded": "ook toegekend geld (prijs van de verkokering)",
        "alt": "{name}: {free} en {awarded}.",
        "alt_one": "{name}: {one}.",
    },
    "en": {
        "title": "Most, {gain}{too}, falls free with: {first}",
        "same": "Each of these scenarios brings as much: {gain}{too}",
        "tie": "Most, {gain}{too}, falls free with: {first}; as much with {count} of the others",
        "too": " when awarded money counts too",
        "none": "Nothing falls free in any of these scenarios",
        "subtitle": "Extra fundable {units} compared with the walls of today; {asked}",
        "both": "two separate questions, not to be added",
        "free": "only money not yet awarded",
        "awarded": "awarded money too (price of the partition)",
        "alt": "{name}: {free} and {awarded}.",
        "alt_one": "{name}: {one}.",
    },
}


def scenarios_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Two bars per scenario.

    Args:
        frame: `name`, `free`, `awarded`: the gain; blank where the question was not asked or has no
            answer; `awarded` may be left out
    """
    words = _WORDS[lang]
    frame = (
        frame
        if "awarded" in frame.columns
        else frame.with_columns(awarded=pl.lit(None, pl.Float64))
    )
    both = (
        frame["free"].null_count() < frame.height and frame["awarded"].null_count() < frame.height
    )
    ax = open_axes(ax, 2.4 + (0.62 if both else 0.46) * max(1, frame.height))
    ends = [
        value for column in ("free", "awarded") for value in frame[column].drop_nulls().to_list()
    ]
    most, least = max([*ends, 0.0]), min([*ends, 0.0])
    spread = max(most - least, 1e-9)
    alt = []
    for place, (name, free, awarded) in enumerate(
        frame.select("name", "free", "awarded").iter_rows()
    ):
        for kind, value, shift in (("free", free, -0.19), ("awarded", awarded, 0.19)):
            if value is not None:
                at, high = (place + shift, 0.36) if both else (place, 0.6)
                ax.barh(
                    at,
                    value,
                    height=high,
                    linewidth=0.8,
                    label=words[kind] if place == 0 else None,
                    **FILLS[kind],
                )
                write_label(
                    ax,
                    value + (0.01 if value >= 0 else -0.01) * spread,
                    at,
                    amount(value, lang),
                    ha="left" if value >= 0 else "right",
                    fontsize=8.5,
                )
        only = free if frame["awarded"].null_count() == frame.height else awarded
        alt.append(
            words["alt" if both else "alt_one"].format(
                name=name,
                free=amount(free, lang),
                awarded=amount(awarded, lang),
                one=amount(only, lang),
            )
        )
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, frame["name"].to_list())
    ax.set_xlim(least - 0.02 * spread, most + 0.16 * spread if most > 0 else 1.0)
    format_count_axis(ax.xaxis, lang)
    if both:
        add_legend(ax, 2)
    units = units or outcome_words([], lang)
    nothing = not ends or most <= 1e-6 * max(1.0, abs(least))
    sentence = words["none"] if nothing else _best(frame, most, units, words, lang)
    asked = (
        words["both"]
        if both
        else words["free" if frame["awarded"].null_count() == frame.height else "awarded"]
    )
    subtitle = words["subtitle"].format(units=units, asked=asked)
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _best(frame: pl.DataFrame, most: float, units: str, words: dict[str, str], lang: str) -> str:
    """With which scenario most falls free, whether others bring as much, and whether awarded money
    is in it.
    """
    dust = 1e-6 * max(1.0, most)
    best = frame.filter(pl.max_horizontal("free", "awarded") >= most - dust)
    too = words["too"] if best["free"].is_null().all() or (best["free"] < most - dust).all() else ""
    told = {
        "first": best["name"][0],
        "gain": count_with_unit(most, units, lang),
        "too": too,
        "count": best.height - 1,
    }
    return words[
        "title" if best.height == 1 else "same" if best.height == frame.height else "tie"
    ].format(**told)
