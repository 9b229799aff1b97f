"""Small multiples: units within and without the walls per area, in panels on one scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, SMALL_SIZE
from ontschotting.charts.labels import add_legend
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, GREY, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import fold_to_two_lines
from ontschotting.support.numerics import series_max
from ontschotting.support.tolerances import NEGLIGIBLE, SHORTEST_AXIS
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_COLUMNS = 3
_BARS, _NAME, _NUMBERS = 0.45, 0.24, 0.17
"""Inches of a panel: its bars, its name above them if that takes one line, its numbers below."""
_NAME_LINE, _NAME_SIZE = 0.14, 9
"""Inches that another line of the name takes, and points of its letters."""
_REGIMES = ("current", "lifted")


@in_default_style
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
    unproven: bool = False,
    most_panels: int = 15,
    title: str | None = None,
) -> Axes:
    """Draw a panel per area, the largest first.

    Args:
        frame: `group`, `units_current_least`, `…_most`, `units_lifted_least`, `…_most`,
            `freed_least` (`Comparison.by(level)`); `name` is shown instead of `group` if it is
            there; `target`, in the same years, if there are targets
        ax: The axes to draw on; by default new ones
        years: How many years the units are of, to give units a year
        freed: What is freed in all (`Comparison.freed`), to tell a gain of which the place is not
            fixed from no gain
        units: What the values count
        what: What an area is
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_panels: So many panels at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.small_multiples", lang)
    units = units or words["units"]
    yearly = words["yearly"] if years > 1 else ""
    areas = _areas(frame, years)
    panels = areas.head(most_panels)
    columns = ("units_lifted_most", "units_current_most", "target")
    most = max(SHORTEST_AXIS, *(unit for name in columns for unit in panels[name].drop_nulls()))
    ax = _draw_panels(ax, panels, most, lang)
    _add_legend(ax, panels, words)
    ax.set_xticks([])
    ax.set_yticks([])
    finding = _finding(panels, most, freed, units, yearly, words, lang)
    subtitle = words["subtitle"].format(units=units, yearly=yearly, what=what or words["what"])
    if areas.height > panels.height:
        subtitle += words["more"].format(count=areas.height - panels.height)
    alt = " ".join(_in_words(row, words, lang) for row in panels.iter_rows(named=True))
    apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        left=0.2,
        right=0.1,
        bottom=0.45,
    )
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax


def _areas(frame: pl.DataFrame, years: int) -> pl.DataFrame:
    """Return the areas with an answer, the largest first, in units a year, with `target`."""
    columns = [f"units_{regime}_{end}" for regime in _REGIMES for end in ("least", "most")]
    known = frame.filter(pl.all_horizontal(pl.col(columns).is_not_null())).sort(
        "units_lifted_most", descending=True, maintain_order=True
    )
    target = pl.col("target") if "target" in known.columns else pl.lit(None, pl.Float64)
    return (
        disambiguate_names(known, "group")
        .with_columns(target.alias("target"))
        .with_columns(pl.col(*columns, "target", "freed_least") / years)
    )


def _draw_panels(ax: Axes | None, panels: pl.DataFrame, most: float, lang: str) -> Axes:
    """Open axes that hold a panel for each area, and draw them; return the axes."""
    width = 0.9 * (WIDTH - 0.3) / _COLUMNS
    names = [
        fold_to_two_lines(escape_text(str(name)), width, _NAME_SIZE) for name in panels["name"]
    ]
    lines = max((len(name) for name in names), default=1)
    above = _NAME + _NAME_LINE * (lines - 1)
    height = above + _BARS + _NUMBERS
    rows = max(1, math.ceil(panels.height / _COLUMNS))
    ax = open_axes(ax, 2.1 + height * rows)
    for position, area in enumerate(panels.iter_rows(named=True)):
        column, row = position % _COLUMNS, position // _COLUMNS
        left, bottom = column / _COLUMNS, 1 - (row + (above + _BARS) / height) / rows
        panel = ax.inset_axes((left, bottom, 0.93 / _COLUMNS, _BARS / height / rows))
        _draw_panel(panel, area, most)
        is_lowest = position + _COLUMNS >= panels.height
        _style_panel(panel, "\n".join(names[position]), most, lang, is_lowest)
    return ax


def _draw_panel(panel: Axes, area: dict[str, Any], most: float) -> None:
    """Draw two bars with what is certain and what is left open, and the target as a line."""
    for y, (regime, fill) in enumerate((("current", "current"), ("lifted", "free"))):
        least, highest = area[f"units_{regime}_least"], area[f"units_{regime}_most"]
        draw_bar(panel, y, least, fill, height=0.76, edge=0.7)
        if highest - least > NEGLIGIBLE * most:
            draw_bar(panel, y, highest - least, "open", start=least, height=0.76, edge=0.7)
    if area["target"] is not None:
        panel.axvline(area["target"], color=INK, linewidth=1.6)


def _style_panel(panel: Axes, name: str, most: float, lang: str, is_lowest: bool) -> None:
    """Give a panel its name and its axis, with numbers below the lowest panels only."""
    from matplotlib.ticker import MaxNLocator

    panel.set_xlim(0, 1.05 * most)
    panel.set_ylim(1.6, -0.6)
    panel.set_yticks([])
    format_count_axis(panel.xaxis, lang)
    locator = panel.xaxis.get_major_locator()
    assert isinstance(locator, MaxNLocator)  # the one that format_count_axis set
    locator.set_params(nbins=3)
    panel.tick_params(
        colors=INK, labelsize=SMALL_SIZE, labelfontfamily=FONT, length=2.5, labelbottom=is_lowest
    )
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(GREY)
    panel.set_title(name, loc="left", fontsize=_NAME_SIZE, color=INK, fontfamily=FONT, pad=2)


def _add_legend(ax: Axes, panels: pl.DataFrame, words: Texts) -> None:
    """Write a legend of what the panels show."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    keys: list[Any] = [
        Patch(label=words["current"], **FILLS["current"]),
        Patch(label=words["lifted"], **FILLS["free"]),
    ]
    noise = NEGLIGIBLE * (series_max(panels["units_lifted_most"], 0.0) or 1.0)
    open_units = [
        series_max(panels[f"units_{regime}_most"] - panels[f"units_{regime}_least"], 0.0)
        for regime in _REGIMES
    ]
    if max(open_units) > noise:
        keys.append(Patch(label=words["rest"], **FILLS["open"]))
    if panels["target"].drop_nulls().len():
        keys.append(Line2D([], [], color=INK, linewidth=1.6, label=words["target"]))
    add_legend(ax, 4, keys)


def _finding(
    panels: pl.DataFrame,
    most: float,
    freed: float | None,
    units: str,
    yearly: str,
    words: Texts,
    lang: str,
) -> str:
    """Return in which area most is gained for certain."""
    noise = NEGLIGIBLE * most
    first = panels.sort("freed_least", descending=True, maintain_order=True).head(1).to_dicts()
    if first and first[0]["freed_least"] > noise:
        gained = words["gained"].format(units=units)
        return words["title"].format(
            name=first[0]["name"],
            freed=count_with_unit(first[0]["freed_least"], gained, lang),
            yearly=yearly,
        )
    possible = series_max(panels["units_lifted_most"] - panels["units_current_least"], 0.0)
    is_open = possible > noise and (freed is None or freed > noise)
    return words["open" if is_open else "none"].format(units=units)


def _in_words(row: dict[str, Any], words: Texts, lang: str) -> str:
    """Return a panel as a sentence."""
    ranges = {}
    for regime in _REGIMES:
        least, most = (amount(row[f"units_{regime}_{end}"], lang) for end in ("least", "most"))
        ranges[regime] = least if least == most else words["range"].format(least=least, most=most)
    target = (
        ""
        if row["target"] is None
        else words["alt_target"].format(target=amount(row["target"], lang))
    )
    return words["alt"].format(name=row["name"], target=target, **ranges)
