"""Small multiples.

Units within and without the walls per area, each in a panel of its own, all on one scale.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.labels import add_legend
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, GREY, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT, fold_to_two_lines
from ontschotting.support.numerics import series_max
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{name}: ten minste {freed}{yearly} erbij zonder deze schotten",
        "open": "Het optimum legt niet vast in welk gebied {units} erbij komen",
        "none": "Deze schotten maken samen geen verschil voor het aantal {units}",
        "subtitle": (
            "Bekostigbare {units}{yearly} per {what}, ten hoogste: zeker (balk) en wat het optimum"
            " open laat (open balk). Alle vakken op dezelfde schaal"
        ),
        "yearly": " per jaar",
        "current": "binnen de schotten",
        "lifted": "zonder deze schotten",
        "rest": "laat het optimum open",
        "target": "doel",
        "alt": "{name}: {current} binnen, {lifted} zonder{target}.",
        "gained": "{units}",
        "alt_target": " (doel {target})",
        "what": "gebied",
        "more": ". Niet getekend: de kleinste {count}",
        "units": "eenheden",
        "range": "{least} tot {most}",
    },
    "en": {
        "title": "{name}: at least {freed}{yearly} without these walls",
        "open": "The optimum does not fix in which area more {units} come",
        "none": "Together these walls make no difference to the number of {units}",
        "subtitle": (
            "Fundable {units}{yearly} by {what}, at most: certain (bar) and left open by the"
            " optimum (open bar). All panels on one scale"
        ),
        "yearly": " a year",
        "current": "within the walls",
        "lifted": "without these walls",
        "rest": "left open by the optimum",
        "target": "target",
        "alt": "{name}: {current} within, {lifted} without{target}.",
        "gained": "more {units}",
        "alt_target": " (target {target})",
        "what": "area",
        "more": ". Not drawn: the smallest {count}",
        "units": "units",
        "range": "{least} to {most}",
    },
}
_COLUMNS = 3
_BARS, _ABOVE, _BELOW = 0.45, 0.24, 0.17
"""Inches of a panel: its bars, its name above them when that takes one line, and its numbers
below.
"""


def small_multiples_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    years: int = 1,
    freed: float | None = None,
    units: str = "",
    what: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_panels: int = 15,
    title: str | None = None,
) -> Axes:
    """A panel per area, the largest first.

    Args:
        frame: `group`, `units_current_least`, `…_most`, `units_lifted_least`, `…_most`,
            `freed_least` (`Comparison.by(level)`); `name` is shown instead of `group` when given;
            `target`, in the same years, when there are targets
        years: How many years the units are of, to give units a year
        freed: What is freed in all (`Comparison.freed`), to tell a gain of which the place is not
            fixed from no gain
    """
    words = _WORDS[lang]
    units = units or words["units"]
    columns = [
        f"units_{world}_{end}" for world in ("current", "lifted") for end in ("least", "most")
    ]
    known = frame.filter(pl.all_horizontal(pl.col(columns).is_not_null())).sort(
        "units_lifted_most", descending=True, maintain_order=True
    )
    named = (
        disambiguate_names(known, "group")
        .with_columns(
            (pl.col("target") if "target" in known.columns else pl.lit(None, pl.Float64)).alias(
                "target"
            )
        )
        .with_columns(pl.col(*columns, "target", "freed_least") / years)
    )
    shown = named.head(most_panels)
    rows = max(1, math.ceil(shown.height / _COLUMNS))
    names = [
        fold_to_two_lines(escape_text(str(name)), 0.9 * (WIDTH - 0.3) / _COLUMNS, 8)
        for name in shown["name"]
    ]
    above = _ABOVE + 0.13 * (max((len(lines) for lines in names), default=1) - 1)
    tall = above + _BARS + _BELOW
    ax = open_axes(ax, 2.1 + tall * rows)
    most = max(
        [
            *shown["units_lifted_most"],
            *shown["units_current_most"],
            *shown["target"].drop_nulls(),
            1e-9,
        ]
    )
    alt = []
    for place, row in enumerate(shown.iter_rows(named=True)):
        across, down = place % _COLUMNS, place // _COLUMNS
        panel = ax.inset_axes(
            (
                across / _COLUMNS,
                1 - (down + (above + _BARS) / tall) / rows,
                0.93 / _COLUMNS,
                _BARS / tall / rows,
            )
        )
        _panel(
            panel, row, "\n".join(names[place]), most, lang, bottom=place + _COLUMNS >= shown.height
        )
        alt.append(_told(row, words, lang))
    keys: list[Any] = [
        Patch(label=words["current"], **FILLS["current"]),
        Patch(label=words["lifted"], **FILLS["free"]),
    ]
    keys += [Patch(label=words["rest"], **FILLS["open"])] if _is_open(shown) else []
    keys += (
        [Line2D([], [], color=INK, linewidth=1.6, label=words["target"])]
        if shown["target"].drop_nulls().len()
        else []
    )
    add_legend(ax, 4, keys)
    ax.set_xticks([])
    ax.set_yticks([])
    sure = shown.sort("freed_least", descending=True, maintain_order=True).head(1).to_dicts()
    gain = sure[0]["freed_least"] if sure else 0.0
    loose = (
        bool(shown.height)
        and series_max(shown["units_lifted_most"] - shown["units_current_least"], 0.0) > 1e-6 * most
    )
    yearly = words["yearly"] if years > 1 else ""
    sentence = (
        words["title"].format(
            name=sure[0]["name"],
            freed=count_with_unit(gain, words["gained"].format(units=units), lang),
            yearly=yearly,
        )
        if gain > 1e-6 * most
        else words["open" if loose and (freed is None or freed > 1e-6 * most) else "none"].format(
            units=units
        )
    )
    subtitle = words["subtitle"].format(units=units, yearly=yearly, what=what or words["what"])
    subtitle += (
        words["more"].format(count=named.height - shown.height)
        if named.height > shown.height
        else ""
    )
    done = apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        left=0.2,
        right=0.1,
        bottom=0.45,
    )
    for side in done.spines.values():
        side.set_visible(False)
    return done


def _panel(
    panel: Axes, row: dict[str, float], name: str, most: float, lang: str, bottom: bool
) -> None:
    """Two bars with what is certain and what is left open, and the target as a line."""
    for place, (world, paint) in enumerate((("current", "current"), ("lifted", "free"))):
        least, highest = row[f"units_{world}_least"], row[f"units_{world}_most"]
        panel.barh(place, least, height=0.76, linewidth=0.7, **FILLS[paint])
        if highest - least > 1e-6 * most:
            panel.barh(
                place, highest - least, left=least, height=0.76, linewidth=0.7, **FILLS["open"]
            )
    if row["target"] is not None:
        panel.axvline(row["target"], color=INK, linewidth=1.6)
    panel.set_xlim(0, 1.05 * most)
    panel.set_ylim(1.6, -0.6)
    panel.set_yticks([])
    format_count_axis(panel.xaxis, lang)
    locator = panel.xaxis.get_major_locator()
    assert isinstance(locator, MaxNLocator)  # the one that count_axis set
    locator.set_params(nbins=3)
    panel.tick_params(
        colors=INK, labelsize=7.5, labelfontfamily=FONT, length=2.5, labelbottom=bottom
    )
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(GREY)
    panel.set_title(name, loc="left", fontsize=8, color=INK, fontfamily=FONT, pad=2)


def _is_open(frame: pl.DataFrame) -> bool:
    wide = [
        frame[f"units_{world}_most"] - frame[f"units_{world}_least"]
        for world in ("current", "lifted")
    ]
    return any(
        series_max(one, 0.0) > 1e-6 * (series_max(frame["units_lifted_most"], 0.0) or 1.0)
        for one in wide
    )


def _told(row: dict[str, float], words: dict[str, str], lang: str) -> str:
    """A panel in words."""
    told = {}
    for world in ("current", "lifted"):
        least, most = (amount(row[f"units_{world}_{end}"], lang) for end in ("least", "most"))
        told[world] = least if least == most else words["range"].format(least=least, most=most)
    target = (
        ""
        if row["target"] is None
        else words["alt_target"].format(target=amount(row["target"], lang))
    )
    return words["alt"].format(name=row["name"], target=target, **told)
