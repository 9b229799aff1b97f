"""A scheme that ends.

The world as planned, the world that knew, and the world that was surprised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": (
            "Het einde van {stream} in {year} kost {lost}, en {extra} extra als het een"
            " verrassing is"
        ),
        "known_too": "Het einde van {stream} in {year} kost {lost}, ook als het vooraf bekend is",
        "only_surprise": (
            "Het einde van {stream} in {year} kost alleen als verrassing iets: {extra_units}"
        ),
        "none": "Het einde van {stream} in {year} kost in dit model geen {units}",
        "subtitle": "Ten hoogste bekostigbare {units} binnen de schotten",
        "planned": "regeling blijft",
        "known": "einde vooraf bekend",
        "surprised": "einde als verrassing",
        "units": "eenheden",
    },
    "en": {
        "title": (
            "The end of {stream} in {year} costs {lost}, and {extra} more when it comes as a"
            " surprise"
        ),
        "known_too": "The end of {stream} in {year} costs {lost}, known beforehand or not",
        "only_surprise": (
            "The end of {stream} in {year} costs something only as a surprise: {extra_units}"
        ),
        "none": "The end of {stream} in {year} costs no {units} in this model",
        "subtitle": "Fundable {units} at most within the walls",
        "planned": "scheme stays",
        "known": "end known beforehand",
        "surprised": "end as a surprise",
        "units": "units",
    },
}


def cancellation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    stream: str = "",
    year: int = 0,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """A bar per world.

    Args:
        frame: `world` (planned, known, surprised), `value` (`ChangeOfCourse.frame`)
    """
    words = _WORDS[lang]
    units = units or words["units"]
    values = dict(frame.select("world", "value").iter_rows())
    ax = open_axes(ax, 3.4)
    most = max(values.values()) or 1.0
    for place, (world, paint) in enumerate(
        (("planned", "current"), ("known", "free"), ("surprised", "blocked"))
    ):
        ax.barh(place, values[world], height=0.62, linewidth=0.8, **FILLS[paint])
        write_label(ax, values[world] + 0.012 * most, place, amount(values[world], lang))
    label_bars(ax, [words[world] for world in ("planned", "known", "surprised")])
    ax.set_xlim(0, 1.16 * most)
    format_count_axis(ax.xaxis, lang)
    lost, extra = values["planned"] - values["known"], values["known"] - values["surprised"]
    lost_some, extra_some = (count > 1e-6 * max(1.0, most) for count in (lost, extra))
    numbers = {
        "stream": stream,
        "year": year,
        "units": units,
        "lost": count_with_unit(lost, units, lang),
        "extra": amount(extra, lang),
        "extra_units": count_with_unit(extra, units, lang),
    }
    sentence = words[
        (
            "title"
            if lost_some and extra_some
            else "known_too"
            if lost_some
            else "only_surprise"
            if extra_some
            else "none"
        )
    ].format(**numbers)
    alt = " ".join(f"{words[world]}: {amount(value, lang)}." for world, value in values.items())
    return apply_style(
        ax,
        ChartTexts(sentence, words["subtitle"].format(units=units), f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
