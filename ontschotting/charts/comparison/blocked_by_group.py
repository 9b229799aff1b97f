"""Blocked money per province, stream or another group: least … most, as the optimum fixes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, legend_handles, write_label
from ontschotting.charts.names import disambiguate_names
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.tolerances import NEGLIGIBLE, ONE_EUR
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, choose_money_unit, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def blocked_by_group_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    what: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_bars: int = 15,
    title: str | None = None,
) -> Axes:
    """Draw a bar per group: what is blocked for certain, and what is at most.

    Where the least is the most in every group, the chart says one amount of each.

    Args:
        frame: `group`, `blocked_eur_least`, `blocked_eur_most` (`Comparison.by(…)`); `name` is
            groups instead of `group` if it is there. Money that moves out of a group when the walls
            fall is drawn to the left of zero
        ax: The axes to draw on; by default new ones
        what: What a group is
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_bars: So many bars at most
        title: A title instead of the finding
    """
    words = texts("charts.blocked_by_group", lang)
    groups = _largest(frame, most_bars)
    ax = open_axes(ax, 2.4 + 0.34 * max(1, groups.height))
    largest = series_max(groups["size"], 0.0) or 1.0
    unit = format_money_axis(ax, lang, largest)
    bars = _without_noise(groups, largest)
    for row, (_, least, most) in enumerate(bars):
        _draw_bar(ax, row, least, most, largest, words, lang)
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, groups["name"].to_list())
    lowest = series_min(groups["blocked_eur_least"], 0.0)
    highest = series_max(groups["blocked_eur_most"], 0.0)
    ax.set_xlim(min(0.0, lowest) - 0.03 * largest, max(0.0, highest) + 0.25 * largest)
    is_exact = all(least == most for _, least, most in bars)
    handles = legend_handles(ax, [words["least"], words["most"]])
    if handles and not is_exact:
        add_legend(ax, 2, handles)
    finding = _finding(groups, words, lang, is_exact)
    alt = " ".join(
        words["exact_alt" if is_exact else "alt"].format(
            group=name, least=amount(least, lang, "eur"), most=amount(most, lang, "eur")
        )
        for name, least, most in bars
    )
    subtitle = words["exact_subtitle" if is_exact else "subtitle"].format(
        what=what or words["what"], unit=unit
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


def _largest(frame: pl.DataFrame, most_bars: int) -> pl.DataFrame:
    """Return the groups with most blocked for certain, with `name` and `size`.

    Groups with less than one euro are left out if there are others.
    """
    size = pl.max_horizontal(pl.col("blocked_eur_least").abs(), pl.col("blocked_eur_most").abs())
    groups = (
        disambiguate_names(frame, "group")
        .filter(pl.col("blocked_eur_most").is_not_null())
        .with_columns(size.alias("size"))
        .sort("blocked_eur_least", "size", descending=True)
    )
    with_money = groups.filter(pl.col("size") > ONE_EUR)
    return (with_money if with_money.height else groups).head(most_bars)


def _without_noise(groups: pl.DataFrame, largest: float) -> list[tuple[str, float, float]]:
    """Return the name and the least and most of each group, without the rounding of a solver."""
    least, most = (
        [
            0.0 if abs(euros) <= NEGLIGIBLE * largest else euros
            for euros in groups[f"blocked_eur_{end}"]
        ]
        for end in ("least", "most")
    )
    return list(zip(groups["name"].to_list(), least, most, strict=True))


def _draw_bar(
    ax: Axes,
    row: int,
    least: float,
    most: float,
    largest: float,
    words: Texts,
    lang: str,
) -> None:
    """Draw what is blocked at most, over it what is blocked for certain, and both amounts."""
    certain = least if least > 0 else most if most < 0 else 0.0
    if abs(most - least) > NEGLIGIBLE * largest:
        draw_bar(ax, row, most - least, "open", start=least, height=0.66, label=words["most"])
    if abs(certain) > NEGLIGIBLE * largest:
        draw_bar(ax, row, certain, "blocked", height=0.66, label=words["least"])
    text = _bare_amount(most, largest, lang)
    if abs(most - least) > NEGLIGIBLE * largest:
        text = f"{_bare_amount(least, largest, lang)} … {text}"
    write_label(ax, max(most, 0.0) + 0.012 * largest, row, text, ha="left", fontsize=SMALL_SIZE)


def _bare_amount(euros: float, largest: float, lang: str) -> str:
    """Return an amount in the unit of the axis, without that unit."""
    size, _ = choose_money_unit(largest, lang)
    return number(euros / size, lang, 1 if largest / size < 100 else 0)


def _finding(groups: pl.DataFrame, words: Texts, lang: str, is_exact: bool) -> str:
    """Return where most is blocked for certain, and how many groups have as much."""
    certain = series_max(groups["blocked_eur_least"], 0.0)
    if certain > ONE_EUR:
        least = amount(certain, lang, "eur")
        alike = [amount(eur, lang, "eur") == least for eur in groups["blocked_eur_least"]]
        first, *others = groups["name"].filter(pl.Series(alike)).to_list()
        if others:
            title = words["exact_tie" if is_exact else "tie"]
        else:
            title = words["exact_title" if is_exact else "title"]
        more = ""
        if others:
            more = words["and"].format(name=others[0])
        if len(others) > 1:
            more = words.for_count("and_others", len(others)).format(count=len(others))
        return title.format(first=f"{first}{more}", least=least)
    is_open = series_max(groups["blocked_eur_most"], 0.0) > ONE_EUR
    return words["open" if is_open else "none"]
