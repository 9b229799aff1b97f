"""Units a year that can be funded within and without the walls, with their range, against the target."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from ontschotting.charts.letters import FONT
from ontschotting.charts.look import GREY, INK, PAINT, count_axis, dress, names_on_y, open_axes, write
from ontschotting.texts import amount

_WORDS = {
    "nl": {
        "gain": "{current} {units} per jaar te bekostigen binnen de schotten, {lifted} zonder", "none": "Met of zonder deze schotten: ten hoogste {current} bekostigbare {units} per jaar",
        "subtitle": "Bekostigbare {units} per jaar, ten hoogste", "range": "; streep: van ongunstige tot gunstige gegevens", "target": "doel {target}",
        "units": "eenheden", "alt": "{bar}: {value} per jaar.", "alt_range": "{bar}: {value} per jaar (van {low} tot {high}).", "alt_target": " Doel: {target}.",
    },
    "en": {
        "gain": "{current} {units} a year can be funded within the walls, {lifted} without", "none": "With or without these walls: at most {current} fundable {units} a year",
        "subtitle": "Fundable {units} a year, at most", "range": "; line: from unfavourable to favourable data", "target": "target {target}",
        "units": "units", "alt": "{bar}: {value} a year.", "alt_range": "{bar}: {value} a year (from {low} to {high}).", "alt_target": " Target: {target}.",
    },
}  # fmt: skip


def homes_chart(
    frame: pl.DataFrame, ax: Axes | None = None, *, target: float | None = None, units: str = "", lang: str = "nl", source: str = "",
    assumptions: bool = False, title: str | None = None,
) -> Axes:  # fmt: skip
    """A bar per world with a whisker, and a line at the target.

    frame  `name`, `kind` (current, free or awarded), `value`, `low`, `high`: units a year; `low` and `high` may be blank. The first row is the current world
    """
    words = _WORDS[lang]
    alone = ax is None
    ax = open_axes(ax, 2.3 + 0.62 * frame.height)
    rows = list(frame.select("name", "kind", "value", "low", "high").iter_rows())
    ends = [one for row in rows for one in row[2:] if one is not None] + ([target] if target else [])
    most = max([*ends, 1e-9])
    alt = ""
    for place, (name, kind, value, low, high) in enumerate(rows):
        ax.barh(place, value, height=0.6, linewidth=0.8, **PAINT[kind])
        if low is not None and high is not None and high > low:
            ax.plot([low, high], [place + 0.18] * 2, color="white", linewidth=4.2, solid_capstyle="butt", zorder=3)
            ax.plot([low, high], [place + 0.18] * 2, color=INK, linewidth=1.8, zorder=4, marker="|", markersize=8, markeredgewidth=1.8)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.8}
        write(ax, 0.012 * most, place - 0.03, amount(value, lang), ha="left", fontweight="bold", bbox=box, zorder=6)
        alt += words["alt" if low is None and high is None else "alt_range"].format(bar=name, value=amount(value, lang), low=amount(value if low is None else low, lang), high=amount(value if high is None else high, lang)) + " "
    if target:
        ax.axvline(target, color=INK, linewidth=1.4, linestyle=(0, (4, 2)), zorder=5)
        ax.annotate(
            words["target"].format(target=amount(target, lang)), (target, 1), xycoords=("data", "axes fraction"), xytext=(-3, 3), textcoords="offset points",
            ha="right", fontsize=8.5, color=GREY, fontfamily=FONT,
        )  # fmt: skip
        alt += words["alt_target"].format(target=amount(target, lang))
    names_on_y(ax, [row[0] for row in rows])
    ax.set_xlim(0, most * 1.06)
    count_axis(ax.xaxis, lang)
    current, lifted = rows[0][2], max(row[2] for row in rows[1:]) if rows[1:] else rows[0][2]
    subtitle = words["subtitle"].format(units=units or words["units"]) + (words["range"] if any(row[3] is not None and row[4] is not None for row in rows) else "")
    sentence = words["gain" if lifted - current > 1e-6 * max(1.0, current) else "none"]
    sentence = sentence.format(current=amount(current, lang), lifted=amount(lifted, lang), units=units or words["units"])
    return dress(
        ax, alone, title=title or sentence, subtitle=subtitle, source=source, lang=lang, assumptions=assumptions, alt=alt.strip(),
    )  # fmt: skip
