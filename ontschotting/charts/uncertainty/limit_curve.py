"""From where walls make a difference: what falls free against limits other than money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, TEXT_SIZE
from ontschotting.charts.lines import describe_points, draw_lines
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def limit_curve_chart(
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
    """Draw the difference that the walls make, over the limits as a share of those given.

    Args:
        frame: `factor` (1 is as given), `current_value`, `lifted_value` (`limit_curve`)
        ax: The axes to draw on; by default new ones
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
        in_steps: Whether the values jump, as they do with whole projects: between two points
            nothing is known of the difference, so that no line is drawn
    """
    words = texts("charts.limit_curve", lang)
    units = units or words["units"]
    frame = frame.sort("factor")
    factors, current, lifted = (
        frame[name].to_list() for name in ("factor", "current_value", "lifted_value")
    )
    ax = open_axes(ax, 3.9)
    gaps = [without - within for within, without in zip(current, lifted, strict=True)]
    draw_lines(ax, factors, [("", gaps)], lang, percent=True)
    if in_steps:
        ax.lines[0].set_linestyle("none")
    if min(gaps) < 0:
        ax.set_ylim(bottom=1.06 * min(gaps), top=max(0.0, 1.06 * max(gaps)))
    _mark_given_limits(ax, words["given"])
    finding = _finding(factors, current, lifted, units, words, lang)
    points = ("share", [amount(factor, lang, "share") for factor in factors])
    alt = describe_points(words["alt"], points, current, lifted, lang)
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"].format(units=units), f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _mark_given_limits(ax: Axes, text: str) -> None:
    ax.axvline(1.0, color=GREY, linewidth=1.0, linestyle=":")
    ax.annotate(
        text,
        (1.0, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-4, -2),
        ha="right",
        va="top",
        textcoords="offset points",
        fontsize=TEXT_SIZE,
        color=GREY,
        fontfamily=FONT,
    )


def _finding(
    factors: list[float],
    current: list[float],
    lifted: list[float],
    units: str,
    words: Texts,
    lang: str,
) -> str:
    """Return where the walls make a difference, and how large it is at most."""
    gaps = [abs(without - within) for within, without in zip(current, lifted, strict=True)]
    differs = [gap > negligible(within) for gap, within in zip(gaps, current, strict=True)]
    largest = count_with_unit(max(gaps, default=0.0), units, lang)
    if not any(differs):
        return words["never"]
    if all(differs):
        return words["always"].format(gap=largest)
    first = differs.index(True)
    if all(differs[first:]) and lifted[-1] > current[-1]:
        from_here = amount(factors[first - 1], lang, "share")
        return words["title"].format(from_here=from_here, gap=largest)
    where = ", ".join(
        amount(factor, lang, "share")
        for factor, has_gap in zip(factors, differs, strict=True)
        if has_gap
    )
    return words["some"].format(where=where, gap=largest)
