"""The value within and without the walls against a limit that is not money, such as building
capacity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.lines import draw_lines
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": (
            "Schotten gaan in dit model pas knellen boven {from_here} van de opgegeven"
            " bouwcapaciteit; het verschil is hoogstens {gap}"
        ),
        "never": "Bij geen van deze bouwcapaciteiten maken de schotten verschil",
        "always": "Bij elke getoonde bouwcapaciteit maken de schotten verschil, hoogstens {gap}",
        "some": "De schotten maken verschil bij een bouwcapaciteit van {where}, hoogstens {gap}",
        "subtitle": (
            "Ten hoogste bekostigbare {units} in alle jaren samen, als de grenzen die geen geld"
            " zijn ruimer of krapper zijn dan opgegeven (100%)"
        ),
        "current": "binnen de schotten",
        "lifted": "zonder deze schotten",
        "alt": "Bij {share}: {current} binnen en {lifted} zonder.",
        "given": "opgegeven",
        "units": "eenheden",
    },
    "en": {
        "title": (
            "In this model walls begin to bind only above {from_here} of the given building"
            " capacity; the difference is {gap} at most"
        ),
        "never": "At none of these building capacities do the walls make a difference",
        "always": "At every capacity shown the walls make a difference, {gap} at most",
        "some": "The walls make a difference at a capacity of {where}, {gap} at most",
        "subtitle": (
            "Fundable {units} at most in all years together, when limits other than money are wider"
            " or tighter than given (100%)"
        ),
        "current": "within the walls",
        "lifted": "without these walls",
        "alt": "At {share}: {current} within and {lifted} without.",
        "given": "given",
        "units": "units",
    },
}


def limit_curve_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Two lines over the limits, as a share of those given.

    Args:
        frame: `factor` (1 is as given), `current_value`, `lifted_value` (`limit_curve`)
    """
    words, frame = _WORDS[lang], frame.sort("factor")
    ax = open_axes(ax, 3.9)
    shares, current, lifted = (
        frame[name].to_list() for name in ("factor", "current_value", "lifted_value")
    )
    draw_lines(
        ax, shares, [(words["current"], current), (words["lifted"], lifted)], lang, percent=True
    )
    ax.axvline(1.0, color=GREY, linewidth=1.0, linestyle=":")
    ax.annotate(
        words["given"],
        (1.0, 0),
        xycoords=("data", "axes fraction"),
        xytext=(4, 6),
        textcoords="offset points",
        fontsize=8.5,
        color=GREY,
        fontfamily=FONT,
    )
    parted = [
        abs(after - before) > 1e-6 * max(1.0, before)
        for before, after in zip(current, lifted, strict=True)
    ]
    gap = count_with_unit(
        max(
            (abs(after - before) for before, after in zip(current, lifted, strict=True)),
            default=0.0,
        ),
        units or words["units"],
        lang,
    )
    if not any(parted):
        sentence = words["never"]
    elif all(parted):
        sentence = words["always"].format(gap=gap)
    elif all(parted[parted.index(True) :]) and lifted[-1] > current[-1]:
        sentence = words["title"].format(
            from_here=amount(shares[parted.index(True) - 1], lang, "share"), gap=gap
        )
    else:
        sentence = words["some"].format(
            where=", ".join(
                amount(share, lang, "share")
                for share, apart in zip(shares, parted, strict=True)
                if apart
            ),
            gap=gap,
        )
    alt = " ".join(
        words["alt"].format(
            share=amount(share, lang, "share"),
            current=amount(before, lang),
            lifted=amount(after, lang),
        )
        for share, before, after in zip(shares, current, lifted, strict=True)
    )
    subtitle = words["subtitle"].format(units=units or words["units"])
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
