"""What extra money buys: the best value against the money added, within the walls and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.lines import describe_points, draw_lines, style_lines
from ontschotting.charts.style import ChartTexts, open_axes
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def extra_money_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
    in_steps: bool = False,
) -> Axes:
    """Draw two lines over the money added.

    Args:
        frame: `extra_eur`, `current_value`, `lifted_value` (`TargetGap.curve`)
        ax: The axes to draw on; by default new ones
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
        in_steps: Whether the values jump, as they do with whole projects: between two points stands
            what is certain there, the lesser of both
    """
    words = texts("charts.extra_money", lang)
    units = units or words["units"]
    frame = frame.sort("extra_eur")
    extra, current, lifted = (
        frame[name].to_list() for name in ("extra_eur", "current_value", "lifted_value")
    )
    ax = open_axes(ax, 3.9)
    lines = [(words["current"], current), (words["lifted"], lifted)]
    drawstyle = "steps-post" if in_steps else "default"
    draw_lines(ax, extra, lines, lang, percent=False, drawstyle=drawstyle)
    unit = format_money_axis(ax, lang, max(extra))
    least, most = min(current + lifted), max(current + lifted)
    room = max(most - least, 0.02 * max(1.0, most))
    ax.set_ylim(max(0.0, least - 0.3 * room), most + 0.15 * room)
    gains = (current[-1] - current[0], lifted[-1] - lifted[0])
    has_gain = max(gains) > negligible(most)
    finding = words["title" if has_gain else "none"].format(
        money=amount(extra[-1], lang, "eur"),
        current=count_with_unit(current[-1], units, lang),
        lifted=amount(lifted[-1], lang),
    )
    is_cut = ax.get_ylim()[0] > 0
    subtitle = words["subtitle"].format(units=units, unit=unit)
    subtitle += words["cut_axis"] if is_cut else ""
    points = ("money", [amount(euros, lang, "eur") for euros in extra])
    alt = describe_points(words["alt"], points, current, lifted, lang)
    return style_lines(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )
