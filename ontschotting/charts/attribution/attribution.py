"""Who blocks: the part of the gain that hangs on each wall or stream, and the ladder in which they
fall one after another.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import write_label
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, GREY, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Het meest hangt aan: {first}, {value} van {total} {units}",
        "none": "In dit model hangt er niets aan deze schotten",
        "tie": "Het meest hangt aan {names}, aan elk {value} van {total} {units}",
        "unsure": "Het meest van {total} {units} hangt aan {names}: welke, staat niet vast",
        "others": "{count} andere",
        "and": " en ",
        "or": " of ",
        "subtitle": (
            "Aandeel in de extra bekostigbare {units} (Shapley-waarde: gemiddeld over elke volgorde"
            " waarin de schotten kunnen vallen); samen {total}"
        ),
        "error": ". Streep: twee standaardfouten",
        "rest": ". Niet getekend: {count}, samen {sum}",
        "ladder": "De eerste stap, {first}, brengt {gain}",
        "ladder_later": "De eerste stap die iets brengt, is {first}: {gain}",
        "ladder_none": "Geen van de stappen brengt iets extra's",
        "ladder_subtitle": (
            "Ten hoogste bekostigbare {units}, als de schotten in deze volgorde vallen; een andere"
            " volgorde geeft andere stappen"
        ),
        "current": "schotten van nu",
        "step": "+ {name}",
        "units": "eenheden",
    },
    "en": {
        "title": "Most hangs on: {first}, {value} of {total} {units}",
        "none": "In this model nothing hangs on these walls",
        "tie": "Most hangs on {names}, {value} of {total} {units} on each",
        "unsure": "Most of {total} {units} hangs on {names}: which one is not certain",
        "others": "{count} others",
        "and": " and ",
        "or": " or ",
        "subtitle": (
            "Share in the extra fundable {units} (Shapley value: the mean over every order in which"
            " the walls can fall); {total} together"
        ),
        "error": ". Line: two standard errors",
        "rest": ". Not drawn: {count}, together {sum}",
        "ladder": "The first step, {first}, brings {gain}",
        "ladder_later": "The first step that brings anything is {first}: {gain}",
        "ladder_none": "None of the steps brings anything extra",
        "ladder_subtitle": (
            "Fundable {units} at most, when the walls fall in this order; another order gives other"
            " steps"
        ),
        "current": "the walls of today",
        "step": "+ {name}",
        "units": "units",
    },
}


def attribution_chart(
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
    """A bar per wall or stream, the largest first.

    Args:
        frame: `wall` or `stream`, `value`, `standard_error` (`Attribution.frame`); `name` is shown
            instead of the first column when given
    """
    words = _WORDS[lang]
    frame = disambiguate_names(frame, next(name for name in frame.columns if name != "name"))
    total = float(frame["value"].sum())
    frame = frame.sort("value", descending=True, maintain_order=True)
    shown = frame.head(most_bars)
    everyone = [wall_words(name, lang) for name in frame["name"]]
    names = everyone[: shown.height]
    ax = open_axes(ax, 2.3 + 0.42 * max(1, shown.height))
    values, errors = shown["value"].to_list(), shown["standard_error"].to_list()
    ends = [
        0.0,
        *(value + 2 * error for value, error in zip(values, errors, strict=True)),
        *(value - 2 * error for value, error in zip(values, errors, strict=True)),
    ]
    spread = max(ends) - min(ends) or 1.0
    for place, (value, error) in enumerate(zip(values, errors, strict=True)):
        ax.barh(place, value, height=0.62, linewidth=0.8, **FILLS["lifted"])
        if error > 1e-9 * spread:
            ax.errorbar(value, place, xerr=2 * error, color=INK, capsize=3, linewidth=1.1)
        write_label(
            ax,
            max(value, value + 2 * error, 0.0) + 0.012 * spread,
            place,
            amount(value, lang),
            ha="left",
        )
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, names)
    ax.set_xlim(min(ends) - 0.03 * spread, max(ends) + 0.16 * spread)
    format_count_axis(ax.xaxis, lang)
    nothing = not values or abs(values[0]) <= 1e-9 * max(1.0, abs(total))
    sentence = (
        words["none"]
        if nothing
        else _most(
            everyone,
            frame["value"].to_list(),
            frame["standard_error"].to_list(),
            total,
            units or words["units"],
            words,
            lang,
        )
    )
    subtitle = words["subtitle"].format(units=units or words["units"], total=amount(total, lang))
    subtitle += words["error"] if any(error > 1e-9 * spread for error in errors) else ""
    if frame.height > shown.height:
        subtitle += words["rest"].format(
            count=frame.height - shown.height, sum=amount(total - float(shown["value"].sum()), lang)
        )
    alt = " ".join(
        f"{name}: {amount(value, lang)}." for name, value in zip(names, values, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _most(
    names: list[str],
    values: list[float],
    errors: list[float],
    total: float,
    units: str,
    words: dict[str, str],
    lang: str,
) -> str:
    """On which most hangs.

    One, several as much, or no telling within two standard errors of the difference.
    """
    dust = 1e-6 * max(1.0, abs(values[0]))
    near = [
        place
        for place, (value, error) in enumerate(zip(values, errors, strict=True))
        if values[0] - value <= dust + 2 * math.hypot(error, errors[0])
    ]
    numbers = {"value": amount(values[0], lang), "total": amount(total, lang), "units": units}
    if len(near) == 1:
        return words["title"].format(first=names[0], **numbers)
    tied = values[0] - values[near[-1]] <= dust
    told = (
        [escape_text(names[place], 48) for place in near]
        if len(near) <= 3
        else [
            *(escape_text(name, 48) for name in names[:2]),
            words["others"].format(count=len(near) - 2),
        ]
    )
    return words["tie" if tied else "unsure"].format(
        names=", ".join(told[:-1]) + words["and" if tied else "or"] + told[-1], **numbers
    )


def ladder_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """From the walls of today down the ladder: what each step adds.

    Args:
        frame: `step`, `lifted`, `value`, `gain` (`Attribution.ladder`)
    """
    words, frame = _WORDS[lang], frame.sort("step")
    ax = open_axes(ax, 2.4 + 0.42 * (frame.height + 1))
    names = [
        words["current"],
        *(words["step"].format(name=wall_words(name, lang)) for name in frame["lifted"]),
    ]
    start = float(frame["value"][0] - frame["gain"][0]) if frame.height else 0.0
    values = [start, *frame["value"].to_list()]
    most = max(values) or 1.0
    ax.barh(0, start, height=0.62, linewidth=0.8, **FILLS["current"])
    write_label(ax, start + 0.012 * most, 0, amount(start, lang), ha="left")
    for place, (before, after) in enumerate(pairwise(values), start=1):
        ax.barh(place, after - before, left=before, height=0.62, linewidth=0.8, **FILLS["lifted"])
        ax.plot([before, before], [place - 0.69, place + 0.31], color=GREY, linewidth=0.8)
        write_label(
            ax,
            max(before, after) + 0.012 * most,
            place,
            (
                f"+{amount(after - before, lang)}"
                if after - before > 0.05
                else amount(after - before, lang)
            ),
            ha="left",
        )
    label_bars(ax, names)
    ax.set_xlim(0, 1.16 * most)
    format_count_axis(ax.xaxis, lang)
    place, first = next(
        (
            (place, row)
            for place, row in enumerate(frame.iter_rows(named=True))
            if row["gain"] > 1e-6 * max(1.0, most)
        ),
        (0, None),
    )
    sentence = words["ladder_none"]
    if first is not None:
        gain = count_with_unit(first["gain"], units or words["units"], lang)
        sentence = words["ladder_later" if place else "ladder"].format(
            first=wall_words(first["lifted"], lang), gain=gain
        )
    alt = " ".join(
        f"{name}: {amount(value, lang)}." for name, value in zip(names, values, strict=True)
    )
    subtitle = words["ladder_subtitle"].format(units=units or words["units"])
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
