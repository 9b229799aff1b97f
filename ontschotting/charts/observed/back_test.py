"""The errors of a back-test per area.

Model less what happened, from the least to the most that best allocations give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "whole": "Er",
        "area": "In {area}",
        "where": "In {count} van de {all} gebieden",
        "everywhere": "In elk gebied",
        "above_possible": "{where} is meer gebouwd dan dit model voor mogelijk houdt",
        "above_best": "{where} is meer gebouwd dan in elke beste toedeling",
        "below_best": "{where} is minder gebouwd dan in elke beste toedeling",
        "within": "De uitkomst ligt overal binnen wat het model openlaat",
        "wide": ", en dat is zo ruim dat het weinig bevestigt",
        "subtitle": (
            "Model min gebouwd, in procenten van gebouwd (0 = wat er kwam), {units}{years}: van het"
            " minste tot het meeste in een beste toedeling; ruit: het meeste dat binnen de schotten"
            " hoe dan ook kan"
        ),
        "nation": "Nederland",
        "range": "beste toedelingen",
        "beaten": "model lager dan wat er kwam",
        "possible": "hoe dan ook mogelijk",
        "units": "eenheden",
        "alt": "{area}: gebouwd {observed}, model {least} tot {most}, hoe dan ook {possible}.",
    },
    "en": {
        "whole": "",
        "area": "In {area} ",
        "where": "In {count} of {all} areas ",
        "everywhere": "In every area ",
        "above_possible": "{where}more was built than this model says is possible",
        "above_best": "{where}more was built than in any best allocation",
        "below_best": "{where}less was built than in any best allocation",
        "within": "What happened lies within what the model leaves open everywhere",
        "wide": ", and that is so wide that it confirms little",
        "subtitle": (
            "Model less built, in per cent of built (0 = what happened), {units}{years}: from the"
            " least to the most in a best allocation; diamond: the most that is possible at all"
            " within the walls"
        ),
        "nation": "The Netherlands",
        "range": "best allocations",
        "beaten": "model below what happened",
        "possible": "possible at all",
        "units": "units",
        "alt": "{area}: built {observed}, model {least} to {most}, possible at all {possible}.",
    },
}

_WIDE = 0.2
"""From this part of what was built, what the model leaves open is so wide that it confirms
little.
"""


def back_test_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    years: tuple[int, int] | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """A bar per area from the error of the least to that of the most, and a mark at what is
    possible at all. Zero is what happened.

    Args:
        frame: `level`, `area` (blank for the nation), `observed_units`, `least_units`,
            `most_units`, `possible_units`, `relative_least`, `relative_most`, `verdict`: the rows
            of `BackTest.units` over all compared years
    """
    words = _WORDS[lang]
    shown = frame.filter(pl.col("relative_most").is_not_null()).sort(
        (pl.col("level") == "national").cast(pl.Int64),
        pl.col("relative_most"),
        descending=[True, False],
    )
    ax = open_axes(ax, 2.6 + 0.3 * max(1, shown.height))
    names, alt = [], []
    labelled: set[str] = set()
    for place, row in enumerate(shown.iter_rows(named=True)):
        name = row["area"] or words["nation"]
        names.append(name)
        beaten = row["verdict"] in ("above_possible", "above_best")
        key = "beaten" if beaten else "range"
        least, most = 100 * row["relative_least"], 100 * row["relative_most"]
        ax.barh(
            place,
            most - least,
            left=least,
            height=0.6,
            linewidth=0.8,
            label=None if key in labelled else words[key],
            **FILLS["blocked" if beaten else "low"],
        )
        labelled.add(key)
        possible = 100 * (row["possible_units"] - row["observed_units"]) / row["observed_units"]
        ax.plot(
            [possible],
            [place],
            marker="D",
            markersize=5,
            markerfacecolor="white",
            markeredgecolor=INK,
            linestyle="none",
            label=None if "d" in labelled else words["possible"],
        )
        labelled.add("d")
        write_label(
            ax,
            max(most, possible, 0.0) + 5.5,
            place,
            " … ".join(dict.fromkeys((_signed(least, lang), _signed(most, lang)))),
            ha="left",
            fontsize=7.5,
        )
        numbers = {
            key: number(row[f"{key}_units"], lang)
            for key in ("observed", "least", "most", "possible")
        }
        alt.append(words["alt"].format(area=name, **numbers))
    ax.axvline(0, color=INK, linewidth=1.2)
    label_bars(ax, names)
    ax.xaxis.set_major_formatter(lambda value, _: _signed(value, lang))
    low, high = ax.get_xlim()
    ax.set_xlim(low - (0.02 * (high - low) if low > -100 else 0.0), high + 0.22 * (high - low))
    add_legend(ax, 3)
    sentence = _finding(words, shown)
    span = "" if years is None else ", " + "-".join(dict.fromkeys(str(year) for year in years))
    subtitle = words["subtitle"].format(units=units or words["units"], years=span)
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        left=1.45,
    )


def _finding(words: dict[str, str], shown: pl.DataFrame) -> str:
    """What the chart says, worst news for the model first.

    The nation goes before its areas where it did better than is possible at all, and speaks where
    they do not.
    """
    nation, areas = (
        shown.filter((pl.col("level") == "national") == whole) for whole in (True, False)
    )
    for verdict in ("above_possible", "above_best", "below_best"):
        found = areas.filter(pl.col("verdict") == verdict)
        if nation.filter(pl.col("verdict") == verdict).height and (
            not found.height or (verdict == "above_possible" and found.height < areas.height)
        ):
            return words[verdict].format(where=words["whole"])
        if found.height:
            several = (
                words["everywhere"]
                if found.height == areas.height
                else words["where"].format(count=found.height, all=areas.height)
            )
            return words[verdict].format(
                where=words["area"].format(area=found["area"][0]) if areas.height == 1 else several
            )
    wide = ((shown["relative_most"] - shown["relative_least"]) >= _WIDE).any()
    return words["within"] + (words["wide"] if wide else "")


def _signed(percent: float, lang: str) -> str:
    rounded = round(percent)
    return f"{'+' if rounded > 0 else ''}{number(rounded, lang)}%"
