"""Earmarked money that was received and is not yet spent, a bar per year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, write_label
from ontschotting.charts.palette import DIAMOND
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def idle_money_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per year, and a mark for the areas that report in every year.

    Args:
        frame: Of one level: `level`, `year`, `closing_eur`, `areas`, `panel_areas`,
            `panel_closing_eur` (`IdleMoney.years`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.idle_money", lang)
    years = frame.sort("year")
    amounts = [*years["closing_eur"], *years["panel_closing_eur"].drop_nulls()]
    most, least = max([1.0, *amounts]), min([0.0, *amounts])
    ax = open_axes(ax, 2.35 + 0.46 * max(1, years.height))
    labels = []
    for y, row in enumerate(years.iter_rows(named=True)):
        draw_bar(ax, y, row["closing_eur"], "current", height=0.56, label=words["all"])
        if row["panel_closing_eur"] is not None:
            panel = words.for_count("panel", row["panel_areas"])
            panel = panel.format(areas=number(row["panel_areas"], lang))
            ax.plot([row["panel_closing_eur"]], [y], label=label_once(ax, panel), **DIAMOND)
        labels.append(
            words.for_count("label", row["areas"]).format(
                euros=amount(row["closing_eur"], lang, "eur"), areas=number(row["areas"], lang)
            )
        )
        end = max(row["closing_eur"], row["panel_closing_eur"] or 0.0, 0.0)
        write_label(ax, end + 0.03 * (most - least), y, labels[-1], fontsize=SMALL_SIZE)
    label_bars(ax, [str(year) for year in years["year"]])
    ax.set_xlim(1.1 * least, most)
    unit = format_money_axis(ax, lang, most)
    add_legend(ax, 2)
    finding, level = words["empty"], "national"
    if years.height:
        last = years.row(-1, named=True)
        finding = words["title"].format(
            euros=amount(last["closing_eur"], lang, "eur"), year=last["year"]
        )
        level = last["level"]
    subtitle = words["subtitle"].format(unit=unit, level=level_words(level, lang))
    described = " ".join(
        f"{year}: {label}." for year, label in zip(years["year"], labels, strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {described}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        from_optima=False,
    )
