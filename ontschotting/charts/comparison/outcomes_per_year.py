"""Units a year that can be funded within and without the walls, with their range, against the
target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS, GREY, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "gain": "{current}{a_year} te bekostigen binnen de schotten, {lifted} zonder{too}",
        "too": " (ook toegekend geld)",
        "none": "Met of zonder deze schotten: ten hoogste {current} bekostigbare {units}{a_year}",
        "a_year": " per jaar",
        "subtitle": "Bekostigbare {units}{a_year}, ten hoogste",
        "range": "; streep: van ongunstige tot gunstige gegevens",
        "target": "doel {target}",
        "units": "eenheden",
        "alt": "{bar}: {value}{a_year}.",
        "alt_range": "{bar}: {value}{a_year} (van {low} tot {high}).",
        "alt_target": " Doel: {target}.",
    },
    "en": {
        "gain": "{current}{a_year} can be funded within the walls, {lifted} without{too}",
        "too": " (awarded money too)",
        "none": "With or without these walls: at most {current} fundable {units}{a_year}",
        "a_year": " a year",
        "subtitle": "Fundable {units}{a_year}, at most",
        "range": "; line: from unfavourable to favourable data",
        "target": "target {target}",
        "units": "units",
        "alt": "{bar}: {value}{a_year}.",
        "alt_range": "{bar}: {value}{a_year} (from {low} to {high}).",
        "alt_target": " Target: {target}.",
    },
}


def outcomes_per_year_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    target: float | None = None,
    per_year: bool = True,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """A bar per world with a whisker, and a line at the target.

    Args:
        frame: `name`, `kind` (current, free or awarded), `value`, `low`, `high`: units a year;
            `low` and `high` may be blank. The first row is the current world
        per_year: Whether the words say "a year": not where all delivery falls in one year
    """
    words = _WORDS[lang]
    a_year = words["a_year"] if per_year else ""
    ranged = any(
        low is not None and high is not None and high > low
        for low, high in frame.select("low", "high").iter_rows()
    )
    ax = open_axes(ax, 2.3 + 0.62 * frame.height)
    rows = list(frame.select("name", "kind", "value", "low", "high").iter_rows())
    ends = [one for row in rows for one in row[2:] if one is not None] + (
        [target] if target else []
    )
    most = max(ends, default=0.0) or 1.0
    alt = ""
    for place, (name, kind, value, low, high) in enumerate(rows):
        ax.barh(place, value, height=0.6, linewidth=0.8, **FILLS[kind])
        if low is not None and high is not None and high > low:
            ax.plot(
                [low, high],
                [place + 0.18] * 2,
                color="white",
                linewidth=4.2,
                solid_capstyle="butt",
                zorder=3,
            )
            ax.plot(
                [low, high],
                [place + 0.18] * 2,
                color=INK,
                linewidth=1.8,
                zorder=4,
                marker="|",
                markersize=8,
                markeredgewidth=1.8,
            )
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.8}
        write_label(
            ax,
            0.012 * most,
            place - 0.03,
            amount(value, lang),
            ha="left",
            fontweight="bold",
            bbox=box,
            zorder=6,
        )
        alt += (
            words["alt_range" if ranged else "alt"].format(
                bar=name,
                a_year=a_year,
                value=amount(value, lang),
                low=amount(value if low is None else low, lang),
                high=amount(value if high is None else high, lang),
            )
            + " "
        )
    if target:
        ax.axvline(target, color=INK, linewidth=1.4, linestyle=(0, (4, 2)), zorder=5)
        ax.annotate(
            words["target"].format(target=amount(target, lang)),
            (target, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3 if target > 0.3 * most else 3, 3),
            textcoords="offset points",
            ha="right" if target > 0.3 * most else "left",
            fontsize=8.5,
            color=GREY,
            fontfamily=FONT,
        )
        alt += words["alt_target"].format(target=amount(target, lang))
    label_bars(ax, [row[0] for row in rows])
    ax.set_xlim(0, most * 1.06)
    format_count_axis(ax.xaxis, lang)
    units, (current, others) = units or words["units"], (rows[0][2], rows[1:] or rows[:1])
    best = max(others, key=lambda row: row[2])
    subtitle = words["subtitle"].format(units=units, a_year=a_year) + (
        words["range"] if ranged else ""
    )
    apart = any(amount(row[2], lang) != amount(current, lang) for row in others)
    # Where only awarded money makes the difference, the title says so.
    too = (
        words["too"]
        if best[1] == "awarded"
        and any(amount(row[2], lang) != amount(best[2], lang) for row in others)
        else ""
    )
    sentence = (
        words["gain"].format(
            current=count_with_unit(current, units, lang),
            lifted=amount(best[2], lang),
            too=too,
            a_year=a_year,
        )
        if apart
        else words["none"].format(current=amount(current, lang), units=units, a_year=a_year)
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, alt.strip()),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
