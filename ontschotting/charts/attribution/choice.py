"""What first: the value against the number of streams (walls, pairs) lifted, the best set each
time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.lines import draw_lines
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Met {count} van de {over} vrij is {share} van de winst van {gain} binnen bereik",
        "none": "Geen keuze van {k} {over} brengt iets extra's",
        "subtitle": (
            "Ten hoogste bekostigbare {units}, naar het aantal {over} dat vrij is, steeds de beste"
            " keuze"
        ),
        "whole": "alles vrij: {value}",
        "open": "; streep: wat geen keuze kan overtreffen",
        "best": "beste keuze",
        "bound": "bewezen bovengrens",
        "cut_axis": "; de as begint niet bij nul",
        "alt": "{k}: {value} ({names}).",
        "units": "eenheden",
        "streams": "stromen",
        "walls": "schotten",
        "pairs": "paren van stroom en doel",
        "no": "niets",
    },
    "en": {
        "title": "With {count} of the {over} free, {share} of the gain of {gain} is within reach",
        "none": "No choice of {k} {over} brings anything extra",
        "subtitle": (
            "Fundable {units} at most, by the number of {over} that are free, the best choice each"
            " time"
        ),
        "whole": "everything free: {value}",
        "open": "; line: what no choice can exceed",
        "best": "best choice",
        "bound": "proven upper bound",
        "cut_axis": "; the axis does not start at zero",
        "alt": "{k}: {value} ({names}).",
        "units": "units",
        "streams": "streams",
        "walls": "walls",
        "pairs": "pairs of stream and purpose",
        "no": "nothing",
    },
}


def choice_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    whole: float | None = None,
    over: str = "streams",
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """The curve of Jordan and Graves.

    Args:
        frame: `k`, `value`, `bound`, `needed`, `chosen` (`Choice.frame`)
        whole: The value with everything lifted, as a dotted line
    """
    words, frame = _WORDS[lang], frame.sort("k")
    ax = open_axes(ax, 3.9)
    numbers, values, bounds = (
        frame["k"].to_list(),
        frame["value"].to_list(),
        frame["bound"].to_list(),
    )
    is_open = any(
        bound > value * (1 + 1e-6) + 1e-6 for value, bound in zip(values, bounds, strict=True)
    )
    lines = [(words["best"], values), *([(words["bound"], bounds)] if is_open else [])]
    draw_lines(ax, [float(number) for number in numbers], lines, lang, percent=False)
    ax.set_xticks(numbers)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
    top = values[-1] if whole is None else whole
    gain = top - values[0]
    some = gain > 1e-6 * max(1.0, abs(top))
    if some:
        ax.axhline(top, color=GREY, linewidth=1.1, linestyle=":")
        ax.annotate(
            words["whole"].format(value=amount(top, lang)),
            (0, top),
            xycoords=("axes fraction", "data"),
            xytext=(4, 4),
            textcoords="offset points",
            fontsize=8.5,
            color=GREY,
            fontfamily=FONT,
        )
        ax.set_ylim(bottom=max(0.0, values[0] - 1.2 * gain), top=top + 0.25 * gain)
    # the fewest that bring 90%, or as much as the most do
    enough = min(0.9 * gain, values[-1] - values[0])
    count = next(
        (
            number
            for number, value in zip(numbers, values, strict=True)
            if some and value - values[0] >= enough - 1e-6 * gain
        ),
        numbers[-1],
    )
    share = (values[numbers.index(count)] - values[0]) / gain if some else 0.0
    told = {
        "count": count,
        "over": words[over],
        "share": amount(share, lang, "share"),
        "gain": count_with_unit(gain, units or words["units"], lang),
    }
    sentence = (
        words["title"].format(**told)
        if some and share > 0
        else words["none"].format(k=numbers[-1], over=words[over])
    )
    alt = " ".join(
        words["alt"].format(
            k=number,
            value=amount(value, lang),
            names=", ".join(wall_words(name, lang) for name in chosen[:needed]) or words["no"],
        )
        for number, value, needed, chosen in frame.select(
            "k", "value", "needed", "chosen"
        ).iter_rows()
    )
    subtitle = (
        words["subtitle"].format(units=units or words["units"], over=words[over])
        + (words["open"] if is_open else "")
        + (words["cut_axis"] if some and ax.get_ylim()[0] > 0 else "")
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
