"""A cut at the moment the walls fall.

The value with and without the guarantee, beside the value of today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.lines import draw_lines, zoom_y_axis
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Zonder schotten en met {cut} minder geld: {gain} ten opzichte van nu",
        "same": "Zonder schotten en met {cut} minder geld: evenveel {units} als nu",
        "title_none": "Een korting bij het vervallen van de schotten",
        "subtitle": (
            "Ten hoogste bekostigbare {units}, bij zoveel minder geld in de bevrijde stromen. Een"
            " eigenschap van het model, geen bezuinigingsruimte"
        ),
        "cut_axis": ". De as begint niet bij nul",
        "free": "zonder garantie",
        "held": "met garantie",
        "today": "nu, met schotten en al het geld",
        "alt": "Bij {cut} korting: {free} zonder en {held} met garantie.",
        "units": "eenheden",
        "none": "niet te halen",
    },
    "en": {
        "title": "Without walls and with {cut} less money: {gain} compared with today",
        "same": "Without walls and with {cut} less money: as many {units} as today",
        "title_none": "A cut at the moment the walls fall",
        "subtitle": (
            "Fundable {units} at most, with so much less money in the lifted streams. A property of"
            " the model, no room for saving"
        ),
        "cut_axis": ". The axis does not start at zero",
        "free": "without guarantee",
        "held": "with guarantee",
        "today": "today, with walls and all money",
        "alt": "With a cut of {cut}: {free} without and {held} with guarantee.",
        "units": "units",
        "none": "cannot be met",
    },
}


def conditions_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    current: float = 0.0,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Three lines over the cut.

    Args:
        frame: `size`, `value`, `gain`, `value_guaranteed` (`Terms.terms`, the rows of the cut)
        current: V(c)
    """
    words, frame = _WORDS[lang], frame.sort("size")
    units = units or words["units"]
    ax = open_axes(ax, 3.9)
    sizes, free, held = (frame[name].to_list() for name in ("size", "value", "value_guaranteed"))
    draw_lines(
        ax,
        sizes,
        [(words["free"], free), (words["held"], held), (words["today"], [current] * len(sizes))],
        lang,
        percent=True,
    )
    closer = zoom_y_axis(ax, [one for one in [*free, *held, current] if one is not None])
    last = frame.filter(pl.col("gain").is_not_null()).tail(1)
    sentence = words["title_none"]
    if last.height:
        gain = float(last["gain"][0])
        told = ("+" if gain > 0 else "") + count_with_unit(gain, units, lang)
        sentence = words["title" if abs(gain) > 1e-6 * max(1.0, current) else "same"].format(
            cut=amount(last["size"][0], lang, "share"), gain=told, units=units
        )
    shown = [words["none"] if value is None else amount(value, lang) for value in held]
    alt = " ".join(
        words["alt"].format(cut=amount(size, lang, "share"), free=amount(one, lang), held=other)
        for size, one, other in zip(sizes, free, shown, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(
            sentence,
            words["subtitle"].format(units=units) + (words["cut_axis"] if closer else ""),
            f"{sentence}. {alt}",
        ),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
