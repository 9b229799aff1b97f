"""The gain over the ends of the data: the bound that is hardest to beat, and the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": (
            "Binnen alle opgegeven marges ligt de winst tussen {least} en {most} {units}; op de"
            " middenwaarden {central}"
        ),
        "none": "Op geen van deze gegevens maken de schotten verschil",
        "subtitle": (
            "Extra bekostigbare {units}; ondergrens: vandaag op de gunstigste en zonder schotten op"
            " de ongunstigste gegevens; bovengrens: andersom"
        ),
        "least": "ondergrens",
        "unfavourable": "ongunstige gegevens",
        "central": "middenwaarden",
        "favourable": "gunstige gegevens",
        "most": "bovengrens",
        "units": "eenheden",
    },
    "en": {
        "title": (
            "Within all given margins the gain lies between {least} and {most} {units}; on central"
            " values {central}"
        ),
        "none": "On none of these data do the walls make a difference",
        "subtitle": (
            "Extra fundable {units}; least: today on the most favourable and without walls on the"
            " least favourable data; most: the other way round"
        ),
        "least": "least",
        "unfavourable": "unfavourable data",
        "central": "central values",
        "favourable": "favourable data",
        "most": "most",
        "units": "units",
    },
}


def bounds_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """One bar per end.

    Args:
        frame: `data` (least, unfavourable, central, favourable, most), `gain` (`Bounds.frame`)
    """
    words = _WORDS[lang]
    gains = dict(frame.select("data", "gain").iter_rows())
    ends = [
        name for name in ("least", "unfavourable", "central", "favourable", "most") if name in gains
    ]
    ax = open_axes(ax, 2.3 + 0.4 * len(ends))
    spread = max(max(gains.values()), 0.0) - min(min(gains.values()), 0.0) or 1.0
    for place, name in enumerate(ends):
        ax.barh(
            place,
            gains[name],
            height=0.62,
            linewidth=0.8,
            **FILLS["current" if name == "central" else "free"],
        )
        side = -1 if gains[name] < 0 else 1
        write_label(
            ax,
            gains[name] + side * 0.01 * spread,
            place,
            amount(gains[name], lang),
            ha="left" if side > 0 else "right",
        )
    ax.axvline(0, color=INK, linewidth=1.1)
    label_bars(ax, [words[name] for name in ends])
    ax.set_xlim(
        min(min(gains.values()), 0.0) - (0.2 if min(gains.values()) < 0 else 0.03) * spread,
        max(max(gains.values()), 0.0) + 0.2 * spread,
    )
    format_count_axis(ax.xaxis, lang)
    told = {name: amount(gains[name], lang) for name in ("least", "most", "central")}
    sentence = (
        words["title"].format(units=units or words["units"], **told)
        if any(amount(gain, lang) != "0" for gain in gains.values())
        else words["none"]
    )
    alt = f"{sentence}. " + " ".join(
        f"{words[name]}: {amount(gains[name], lang)}." for name in ends
    )
    subtitle = words["subtitle"].format(units=units or words["units"])
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, alt),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
