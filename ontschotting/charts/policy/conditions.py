"""A cut when the walls fall: the value with and without guarantee, beside the current value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.lines import draw_lines, zoom_y_axis
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import negligible
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


@in_default_style
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
    """Draw three lines over the cut.

    Args:
        frame: `size`, `value`, `gain`, `value_guaranteed` (`Conditions.sizes`, the rows of the cut)
        ax: The axes to draw on; by default new ones
        current: V(c)
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words, units = _WORDS[lang], units or _WORDS[lang]["units"]
    frame = frame.sort("size")
    sizes, free, guaranteed = (
        frame[name].to_list() for name in ("size", "value", "value_guaranteed")
    )
    lines = [
        (words["free"], free),
        (words["held"], guaranteed),
        (words["today"], [current] * len(sizes)),
    ]
    ax = open_axes(ax, 3.9)
    draw_lines(ax, sizes, lines, lang, percent=True)
    values = [value for value in (*free, *guaranteed, current) if value is not None]
    is_zoomed = zoom_y_axis(ax, values)
    finding = _finding(frame, current, units, words, lang)
    subtitle = words["subtitle"].format(units=units) + (words["cut_axis"] if is_zoomed else "")
    alt = " ".join(
        words["alt"].format(
            cut=amount(size, lang, "share"),
            free=amount(value, lang),
            held=words["none"] if held is None else amount(held, lang),
        )
        for size, value, held in zip(sizes, free, guaranteed, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _finding(
    frame: pl.DataFrame, current: float, units: str, words: dict[str, str], lang: str
) -> str:
    """Return what is gained or lost with the largest cut that still has an answer."""
    answered = frame.filter(pl.col("gain").is_not_null())
    if answered.is_empty():
        return words["title_none"]
    size, gain = answered.select("size", "gain").row(-1)
    is_same = abs(gain) <= negligible(current)
    return words["same" if is_same else "title"].format(
        cut=amount(size, lang, "share"),
        gain=("+" if gain > 0 else "") + count_with_unit(gain, units, lang),
        units=units,
    )
