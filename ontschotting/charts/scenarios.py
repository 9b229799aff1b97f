"""Scenarios side by side: the gain of each regime, for free money alone and with awarded money too."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.look import INK, PAINT, count_axis, dress, legend, names_on_y, open_axes, write
from ontschotting.texts import amount, outcome_words

_WORDS = {
    "nl": {
        "title": "Het meest komt vrij met: {first}", "same": "Overal komt evenveel vrij: {most}", "same_two": "Overal komt evenveel vrij: ten hoogste {most}", "none": "In geen van deze scenario's komt iets vrij",
        "subtitle": "Extra bekostigbare {units} ten opzichte van de schotten van nu", "two": "; beide vragen apart, niet optellen",
        "free": "alleen geld dat nog niet is toegekend", "awarded": "ook toegekend geld (prijs van de verkokering)", "alt": "{name}: {free} en {awarded}.", "alt_one": "{name}: {one}.",
    },
    "en": {
        "title": "Most falls free with: {first}", "same": "The same falls free everywhere: {most}", "same_two": "The same falls free everywhere: at most {most}", "none": "Nothing falls free in any of these scenarios",
        "subtitle": "Extra fundable {units} compared with the walls of today", "two": "; two separate questions, not to be added",
        "free": "only money not yet awarded", "awarded": "awarded money too (price of the partition)", "alt": "{name}: {free} and {awarded}.", "alt_one": "{name}: {one}.",
    },
}  # fmt: skip


def scenarios_chart(
    frame: pl.DataFrame, ax: Axes | None = None, *, units: str | None = None, lang: str = "nl", source: str = "", assumptions: bool = False,
    title: str | None = None,
) -> Axes:  # fmt: skip
    """Two bars per scenario.

    frame  `name`, `free`, `awarded`: the gain; blank where the question was not asked or has no answer; `awarded` may be left out
    """
    words = _WORDS[lang]
    frame = frame if "awarded" in frame.columns else frame.with_columns(awarded=pl.lit(None, pl.Float64))
    alone = ax is None
    both = frame["free"].null_count() < frame.height and frame["awarded"].null_count() < frame.height
    ax = open_axes(ax, 2.4 + (0.62 if both else 0.46) * max(1, frame.height))
    ends = [value for column in ("free", "awarded") for value in frame[column].drop_nulls().to_list()]
    most, least = max([*ends, 0.0]), min([*ends, 0.0])
    spread = max(most - least, 1e-9)
    alt = []
    for place, (name, free, awarded) in enumerate(frame.select("name", "free", "awarded").iter_rows()):
        for kind, value, shift in (("free", free, -0.19), ("awarded", awarded, 0.19)):
            if value is not None:
                at, high = (place + shift, 0.36) if both else (place, 0.6)
                ax.barh(at, value, height=high, linewidth=0.8, label=words[kind] if place == 0 else None, **PAINT[kind])
                write(ax, max(value, 0.0) + 0.01 * spread, at, amount(value, lang), ha="left", fontsize=8.5)
        only = free if frame["awarded"].null_count() == frame.height else awarded
        alt.append(words["alt" if both else "alt_one"].format(name=name, free=amount(free, lang), awarded=amount(awarded, lang), one=amount(only, lang)))
    ax.axvline(0, color=INK, linewidth=1.0)
    names_on_y(ax, frame["name"].to_list())
    ax.set_xlim(least - 0.02 * spread, most + 0.16 * spread if most > 0 else 1.0)
    count_axis(ax.xaxis, lang)
    if both:
        legend(ax, 2)
    best = frame.with_columns(pl.max_horizontal("free", "awarded").alias("best")).sort("best", descending=True, nulls_last=True)
    nothing = not ends or most <= 1e-6 * max(1.0, abs(least))
    bests = best["best"].drop_nulls().to_list()
    same = len(bests) == frame.height > 1 and bests[0] - bests[-1] <= 1e-6 * max(1.0, bests[0])
    sentence = words["none"] if nothing else words["same_two" if both else "same"].format(most=amount(most, lang)) if same else words["title"].format(first=best["name"][0])
    subtitle = words["subtitle"].format(units=units or outcome_words([], lang)) + (words["two"] if both else "")
    return dress(
        ax, alone, title=title or sentence, subtitle=subtitle, source=source, lang=lang, assumptions=assumptions, alt=f"{sentence}. " + " ".join(alt),
    )  # fmt: skip
