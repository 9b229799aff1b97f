"""What the charts of idle money share, and the map of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.charts.comparison.map import map_chart
from ontschotting.measures.inhabitants import source_of_people
from ontschotting.results.result import chart_options
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


def account_chart_options(case: Case, lang: str) -> dict[str, Any]:
    """Return what every chart of accounts gets: whose they are, or else the title of the case.

    Only the accounts are drawn, so only assumptions about them matter; a sum is none.

    Args:
        case: The case
        lang: `nl` or `en`
    """
    options = chart_options(case, lang)
    used = case.sources.filter(pl.col("source").is_in(case.accounts["source"].to_list()))
    named = [": ".join(filter(None, row)) for row in used.select("publisher", "title").iter_rows()]
    return {
        **options,
        "source": "; ".join(named) or options["source"],
        "assumptions": bool((case.accounts["status"] == "assumption").any()),
    }


def balances_map(
    totals: pl.DataFrame,
    people: pl.DataFrame,
    shapes_of: pl.DataFrame,
    ax: Axes | None,
    options: dict[str, Any],
) -> Axes:
    """Draw the balances of the last year per inhabitant on a map.

    Args:
        totals: Of one level: `level`, `area`, `name`, `year`, `closing_eur`, `inhabitants`
        people: For the source of the inhabitants
        shapes_of: The shapes of the areas
        ax: Where to draw; None for a figure of its own
        options: As `account_chart_options` returns them
    """
    words, last_year = texts("answers.idle_money", options["lang"]), totals["year"].max()
    rate = pl.col("closing_eur") / pl.col("inhabitants")
    unit = words["map_unit"].format(level=level_words(totals["level"][0], options["lang"]))
    sources = [options["source"], source_of_people(people)]
    return map_chart(
        totals.filter(year=last_year).select("area", "name", rate.alias("value")),
        shapes_of,
        ax=ax,
        what=words["map"].format(year=last_year),
        unit=unit,
        **options | {"source": "; ".join(filter(None, sources))},
    )
