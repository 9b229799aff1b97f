"""Balances of regions summed by province, by size, or over the same regions in a row of years."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from ontschotting.case.case import Case

SIZE = "size"
"""The grouping of regions by inhabitants."""
SIZE_BOUNDS = (0, 25_000, 50_000, 100_000, 250_000)
"""Where a class of size begins, in inhabitants, as Statistics Netherlands draws them roughly."""


def size_names() -> list[str]:
    """Return the names of the classes of size, the smallest first: `<25k` … `>250k`."""
    inner = [f"{low // 1000}-{high // 1000}k" for low, high in pairwise(SIZE_BOUNDS[1:])]
    return [f"<{SIZE_BOUNDS[1] // 1000}k", *inner, f">{SIZE_BOUNDS[-1] // 1000}k"]


def group_totals(
    case: Case, totals: pl.DataFrame, people: pl.DataFrame, grouping: str
) -> pl.DataFrame:
    """Return the balances of regions per group and year.

    Two rates, as it is not known why a region shows no balance: over all inhabitants of the group,
    where such a region counts as nothing, and over the inhabitants of the regions with a balance.

    Args:
        case: The case
        totals: A row per region and year: `level`, `area`, `year`, `closing_eur`
        people: `region`, `inhabitants`
        grouping: A level of the case, or `size`

    Returns:
        `group` (blank for regions in none), `year`, `closing_eur`, `share` (of all groups),
        `regions` (in the group), `with_balance`, `above_zero`, `inhabitants`,
        `per_inhabitant_eur`, `per_inhabitant_with_balance_eur`; blank where it is not known
    """
    regions = _regions_in_groups(case, people, grouping)
    years = totals.filter(level="region").select("year").unique().sort("year")
    balances = totals.filter(level="region").select(
        pl.col("area").alias("region"), "year", "closing_eur"
    )
    known = pl.col("closing_eur").is_not_null()
    closing, people_known = pl.col("closing_eur").sum(), pl.col("inhabitants").null_count() == 0
    inhabitants = pl.when(people_known).then(pl.col("inhabitants").sum())
    reporting = pl.when(people_known).then(pl.col("inhabitants").filter(known).sum())
    summed = (
        regions.join(years, how="cross")
        .join(balances, on=["region", "year"], how="left")
        .group_by("group", "year", maintain_order=True)
        .agg(
            closing,
            pl.len().cast(pl.Int64).alias("regions"),
            known.sum().cast(pl.Int64).alias("with_balance"),
            (pl.col("closing_eur") > 0).sum().cast(pl.Int64).alias("above_zero"),
            inhabitants.alias("inhabitants"),
            (closing / pl.when(inhabitants > 0).then(inhabitants)).alias("per_inhabitant_eur"),
            (closing / pl.when(reporting > 0).then(reporting)).alias(
                "per_inhabitant_with_balance_eur"
            ),
        )
    )
    share = pl.col("closing_eur") / pl.col("closing_eur").sum().over("year")
    return summed.select(
        "group",
        "year",
        "closing_eur",
        share.alias("share"),
        "regions",
        "with_balance",
        "above_zero",
        "inhabitants",
        "per_inhabitant_eur",
        "per_inhabitant_with_balance_eur",
    )


def _regions_in_groups(case: Case, people: pl.DataFrame, grouping: str) -> pl.DataFrame:
    """Return `region`, `group` and `inhabitants` of every region, in the order of the groups."""
    regions = case.regions.join(people.select("region", "inhabitants"), on="region", how="left")
    if grouping == SIZE:
        names = size_names()
        place = sum((pl.col("inhabitants") >= bound).cast(pl.Int64) for bound in SIZE_BOUNDS[1:])
        group = pl.lit(names).list.get(place)
        return regions.select("region", group.alias("group"), "inhabitants").sort(
            pl.col("group").cast(pl.Enum(names)), "region", nulls_last=True
        )
    group = pl.lit(None, dtype=pl.String) if grouping == "national" else pl.col(grouping)
    return regions.select("region", group.alias("group"), "inhabitants").sort(
        "group", "region", nulls_last=True
    )


def panel_totals(totals: pl.DataFrame, level: str, first_year: int) -> pl.DataFrame:
    """Return the balances of the areas that are above zero in every year from one on.

    Args:
        totals: A row per area and year: `level`, `area`, `year`, `closing_eur`
        level: Of the areas
        first_year: The first of the years

    Returns:
        `year`, `areas`, `closing_eur`, `growth_share` (over the first year)
    """
    later = totals.filter((pl.col("level") == level) & (pl.col("year") >= first_year))
    above = later.filter(pl.col("closing_eur") > 0)
    always = pl.col("year").n_unique().over("area") == later["year"].n_unique()
    summed = (
        above.filter(always)
        .group_by("year", maintain_order=True)
        .agg(pl.len().cast(pl.Int64).alias("areas"), pl.col("closing_eur").sum())
        .sort("year")
    )
    first = pl.col("closing_eur").first()
    growth = (pl.col("closing_eur") - first) / first
    return summed.with_columns(growth.alias("growth_share"))
