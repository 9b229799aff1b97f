"""The best value against the free share: how little freedom already brings the gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.lines import draw_lines, zoom_y_axis
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Met {ninety} vrij besteedbaar is 90% van de winst van {gain} binnen bereik",
        "none": "Een vrij besteedbaar deel brengt hier niets extra's",
        "plain": "Wat een vrij besteedbaar deel brengt",
        "subtitle": (
            "Ten hoogste bekostigbare {units}, bij het deel van elk budget dat vrij besteedbaar is"
        ),
        "cut_axis": "; de as begint niet bij nul",
        "mark": "{ninety} vrij: 90% van de winst",
        "alt": "Bij {share} vrij: {value}.",
        "units": "eenheden",
    },
    "en": {
        "title": "With {ninety} free, 90% of the gain of {gain} is within reach",
        "none": "A free share brings nothing extra here",
        "plain": "What a free share brings",
        "subtitle": "Fundable {units} at most, by the part of each budget that is free to spend",
        "cut_axis": "; the axis does not start at zero",
        "mark": "{ninety} free: 90% of the gain",
        "alt": "At {share} free: {value}.",
        "units": "units",
    },
}


def free_share_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    least_90: float | None = None,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """The curve of value against free share.

    Args:
        frame: `free_share`, `value` (`FreeShare.frame`)
        least_90: The least share for 90% of the gain, marked when given
    """
    words, frame = _WORDS[lang], frame.sort("free_share")
    ax = open_axes(ax, 3.8)
    shares, values = frame["free_share"].to_list(), frame["value"].to_list()
    draw_lines(ax, shares, [("", values)], lang, percent=True)
    closer = zoom_y_axis(ax, values)
    gains = max(values) - min(values) > 1e-6 * max(1.0, max(values))
    if least_90 is not None and gains:
        ax.axvline(least_90, color=GREY, linewidth=1.1, linestyle=(0, (4, 2)))
        # the words stand on the side where there is room
        late = least_90 > 0.5 * (shares[0] + shares[-1])
        ax.annotate(
            words["mark"].format(ninety=amount(least_90, lang, "share")),
            (least_90, 0),
            xycoords=("data", "axes fraction"),
            xytext=(-4 if late else 4, 5),
            textcoords="offset points",
            ha="right" if late else "left",
            fontsize=8.5,
            color=GREY,
            fontfamily=FONT,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    sentence = words["plain" if gains else "none"]
    if gains and least_90 is not None:
        sentence = words["title"].format(
            ninety=amount(least_90, lang, "share"),
            gain=count_with_unit(max(values) - min(values), units or words["units"], lang),
        )
    alt = " ".join(
        words["alt"].format(share=amount(share, lang, "share"), value=amount(value, lang))
        for share, value in zip(shares, values, strict=True)
    )
    subtitle = words["subtitle"].format(units=units or words["units"]) + (
        words["cut_axis"] if closer else ""
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
