"""A cut when the walls fall, free and with a guarantee, beside the same cut with the walls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.lines import draw_lines, style_lines, zoom_y_axis
from ontschotting.charts.style import ChartTexts, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


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
    unproven: bool = False,
    title: str | None = None,
    in_steps: bool = False,
) -> Axes:
    """Draw four lines over the cut.

    Args:
        frame: `size`, `value`, `gain`, `value_guaranteed`, `value_walls` (`Conditions.sizes`, the
            rows of the cut)
        ax: The axes to draw on; by default new ones
        current: V(c)
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
        in_steps: Whether the values jump, as they do with whole projects: between two points stands
            what is certain there, the lesser of both
    """
    words = texts("charts.conditions", lang)
    units = units or words["units"]
    frame = frame.sort("size")
    sizes, free, guaranteed, walled = (
        frame[name].to_list() for name in ("size", "value", "value_guaranteed", "value_walls")
    )
    lines = [
        (words["free"], free),
        (words["held"], guaranteed),
        (words["today"], [current] * len(sizes)),
        (words["walls"], walled),
    ]
    ax = open_axes(ax, 3.9)
    drawstyle = "steps-pre" if in_steps else "default"
    draw_lines(ax, sizes, lines, lang, percent=True, drawstyle=drawstyle)
    values = [value for value in (*free, *guaranteed, *walled, current) if value is not None]
    is_zoomed = zoom_y_axis(ax, values)
    finding = _finding(frame, current, units, words, lang)
    subtitle = words["subtitle"].format(units=units) + (words["cut_axis"] if is_zoomed else "")
    alt = " ".join(
        words["alt"].format(
            cut=amount(size, lang, "share"),
            free=amount(value, lang),
            held=words["none"] if held is None else amount(held, lang),
            walls=amount(with_walls, lang),
        )
        for size, value, held, with_walls in zip(sizes, free, guaranteed, walled, strict=True)
    )
    return style_lines(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _finding(frame: pl.DataFrame, current: float, units: str, words: Texts, lang: str) -> str:
    """Return what the largest cut that has an answer leaves, without the walls and with them."""
    answered = frame.filter(pl.col("size") > 0).drop_nulls("value")
    if answered.is_empty():
        return words["title_none"]
    size, free, walled = answered.select("size", "value", "value_walls").row(-1)
    return words["title"].format(
        cut=amount(size, lang, "share"),
        free=count_with_unit(free, units, lang),
        walls=amount(walled, lang),
        current=amount(current, lang),
    )
