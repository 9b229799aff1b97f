"""The best value against the free share: how little freedom already brings the gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, TEXT_SIZE
from ontschotting.charts.lines import draw_lines, zoom_y_axis
from ontschotting.charts.palette import GREY, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def free_share_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    least_90: float | None = None,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
    in_steps: bool = False,
) -> Axes:
    """Draw the curve of value against free share.

    Args:
        frame: `free_share`, `value` (`FreeShare.frame`)
        ax: The axes to draw on; by default new ones
        least_90: The least share for 90% of the gain, marked if given
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
        in_steps: Whether the values jump, as they do with whole projects: between two points stands
            what is certain there, the lesser of both
    """
    words = texts("charts.free_share", lang)
    units = units or words["units"]
    frame = frame.sort("free_share")
    shares, values = frame["free_share"].to_list(), frame["value"].to_list()
    gain = max(values) - min(values)
    has_gain = gain > negligible(max(values))
    ax = open_axes(ax, 3.8)
    drawstyle = "steps-post" if in_steps else "default"
    draw_lines(ax, shares, [("", values)], lang, percent=True, drawstyle=drawstyle)
    is_zoomed = zoom_y_axis(ax, values)
    finding = words["plain" if has_gain else "none"]
    if has_gain and least_90 is not None:
        ninety = amount(least_90, lang, "share")
        is_far = least_90 > 0.5 * (shares[0] + shares[-1])
        _mark_share(ax, least_90, words["mark"].format(ninety=ninety), is_far)
        finding = words["title"].format(ninety=ninety, gain=count_with_unit(gain, units, lang))
    subtitle = words["subtitle"].format(units=units) + (words["cut_axis"] if is_zoomed else "")
    alt = " ".join(
        words["alt"].format(share=amount(share, lang, "share"), value=amount(value, lang))
        for share, value in zip(shares, values, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _mark_share(ax: Axes, share: float, text: str, is_far: bool) -> None:
    """Draw a line at a share, with its text on the side that has room: the left if it is far."""
    ax.axvline(share, color=GREY, linewidth=1.1, linestyle=(0, (4, 2)))
    ax.annotate(
        text,
        (share, 0),
        xycoords=("data", "axes fraction"),
        xytext=(-4 if is_far else 4, 5),
        textcoords="offset points",
        ha="right" if is_far else "left",
        fontsize=TEXT_SIZE,
        color=GREY,
        fontfamily=FONT,
        bbox={**WHITE_BOX, "pad": 1},
    )
