"""Balances of earmarked money in annual accounts: by area, stream and year, and their sums."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.validate.accounts import ALL_STREAMS
from ontschotting.measures.area_levels import area_levels, area_names
from ontschotting.measures.inhabitants import people_per_area

_ROW = ["level", "area", "stream"]
"""What the rows of one balance over the years have in common."""


def balances(case: Case, people: pl.DataFrame) -> pl.DataFrame:
    """Return every row of *accounts*, with its change over the year before and its rates.

    Args:
        case: The case
        people: `region`, `inhabitants`, `homes`

    Returns:
        `level`, `area`, `name` (of the area), `year`, `stream` (`*` is all earmarked money
        together), `stream_name`, `closing_eur`; `inhabitants`, `per_inhabitant_eur`; `change_eur`
        and `growth_share` against the row of the year before; `spent_eur`, and
        `years_of_spending` (closing / spent). Blank where it is not known
    """
    accounts = case.accounts.select(*_ROW, "year", "closing_eur", "spent_eur")
    before = accounts.select(
        *_ROW, pl.col("year") + 1, pl.col("closing_eur").alias("closing_before_eur")
    )
    levels = {level: number for number, level in enumerate(case.levels)}
    return (
        accounts.join(before, on=[*_ROW, "year"], how="left", nulls_equal=True)
        .join(_about_areas(case, people), on=["level", "area"], how="left", nulls_equal=True)
        .select(
            "level",
            "area",
            pl.coalesce("name", "area", "level").alias("name"),
            "year",
            "stream",
            pl.col("stream").replace(stream_names(case)).alias("stream_name"),
            "closing_eur",
            "inhabitants",
            _ratio("closing_eur", "inhabitants").alias("per_inhabitant_eur"),
            (pl.col("closing_eur") - pl.col("closing_before_eur")).alias("change_eur"),
            (_ratio("closing_eur", "closing_before_eur") - 1).alias("growth_share"),
            "spent_eur",
            _ratio("closing_eur", "spent_eur").alias("years_of_spending"),
        )
        .sort(
            pl.col("level").replace_strict(levels, return_dtype=pl.Int64),
            "area",
            "stream",
            "year",
            nulls_last=True,
        )
    )


def area_totals(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one balance per area and year.

    Where an area has a row of all earmarked money together, that is its total, as it holds the
    streams that are named beside it; else the total is the sum of the streams.

    Args:
        rows: As `balances` returns them

    Returns:
        `level`, `area`, `name`, `year`, `counted` (`*`, or the streams that were added up),
        `closing_eur`, `inhabitants`, `spent_eur` (blank where one of the rows lacks it)
    """
    has_all = (pl.col("stream") == ALL_STREAMS).any().over("level", "area", "year")
    counted = rows.filter(~has_all | (pl.col("stream") == ALL_STREAMS))
    return counted.group_by("level", "area", "name", "year", maintain_order=True).agg(
        pl.col("stream").sort().str.join(", ").alias("counted"),
        pl.col("closing_eur").sum(),
        pl.col("inhabitants").first(),
        pl.when(pl.col("spent_eur").null_count() == 0).then(pl.col("spent_eur").sum()),
    )


def year_totals(totals: pl.DataFrame) -> pl.DataFrame:
    """Return the balances of each level and year together, and of the same areas every year.

    Levels are not added up: the accounts of a province may hold what those of its municipalities
    hold too. The panel is the areas of a level with a balance of the same streams in every year in
    which the level has any; only of these can growth be told.

    Args:
        totals: As `area_totals` returns them

    Returns:
        `level`, `year`, `closing_eur`, `areas`, `areas_with_all_money` (where the balance is that
        of all earmarked money together); `per_inhabitant_eur`, over the areas whose inhabitants are
        known; `years_of_spending`, over the areas whose spending is known; `panel_areas`,
        `panel_closing_eur` and `panel_growth_share` against the year before. Blank where it is not
        known
    """
    levels = totals["level"].unique(maintain_order=True)
    years = pl.col("year").n_unique()
    in_panel = (years.over("level", "area") == years.over("level")) & (
        pl.col("counted").n_unique().over("level", "area") == 1
    )
    people = pl.col("inhabitants").is_not_null()
    spending = pl.col("spent_eur") > 0
    panel = pl.col("_panel")
    summed = (
        totals.with_columns(in_panel.alias("_panel"))
        .group_by("level", "year", maintain_order=True)
        .agg(
            pl.col("closing_eur").sum(),
            pl.len().cast(pl.Int64).alias("areas"),
            (pl.col("counted") == ALL_STREAMS).sum().cast(pl.Int64).alias("areas_with_all_money"),
            _share_of_sums("inhabitants", people).alias("per_inhabitant_eur"),
            _share_of_sums("spent_eur", spending).alias("years_of_spending"),
            panel.sum().cast(pl.Int64).alias("panel_areas"),
            pl.when(panel.any())
            .then(pl.col("closing_eur").filter(panel).sum())
            .alias("panel_closing_eur"),
        )
        .sort(pl.col("level").cast(pl.Enum(levels)), "year")
    )
    before = summed.select(
        "level", pl.col("year") + 1, pl.col("panel_closing_eur").alias("_before")
    )
    return summed.join(before, on=["level", "year"], how="left").select(
        *summed.columns,
        (_ratio("panel_closing_eur", "_before") - 1).alias("panel_growth_share"),
    )


def _about_areas(case: Case, people: pl.DataFrame) -> pl.DataFrame:
    """Return the name and the inhabitants of every area below or at the nation."""
    schema = {"area": pl.String, "name": pl.String}
    frames = []
    for level in (*area_levels(case), "national"):
        names = {} if level == "national" else area_names(case, level)
        named = pl.DataFrame(list(names.items()), schema=schema, orient="row")
        counted = people_per_area(case, level, people).select(
            pl.lit(level).alias("level"), "area", pl.col("inhabitants").cast(pl.Float64)
        )
        frames.append(counted.join(named, on="area", how="left"))
    return pl.concat(frames)


def _ratio(numerator: str, denominator: str) -> pl.Expr:
    """Divide two columns; blank where the denominator is not above zero or not known."""
    return pl.col(numerator) / pl.when(pl.col(denominator) > 0).then(pl.col(denominator))


def _share_of_sums(denominator: str, is_known: pl.Expr) -> pl.Expr:
    """Divide closing balances by another sum, over the rows where that is known."""
    closing = pl.col("closing_eur").filter(is_known).sum()
    other = pl.col(denominator).filter(is_known).sum()
    return closing / pl.when(other > 0).then(other)
