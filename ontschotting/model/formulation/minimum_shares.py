"""Minimum shares: of the units paid from a stream in an area, at least so many have an outcome."""

from __future__ import annotations

import polars as pl

from ontschotting.case.areas import Areas, plans_of_rows
from ontschotting.case.case import Case
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.numbering import with_new_rows
from ontschotting.model.supply.budget_pools import BudgetPools


def minimum_share_rows(
    case: Case,
    areas: Areas,
    pools: BudgetPools,
    memberships: pl.DataFrame,
    units: pl.DataFrame,
    outcomes: pl.DataFrame,
    builder: ProgramBuilder,
) -> pl.DataFrame:
    """Add (1 − share) · Σ u of the outcome − Σ (share − yield) · u of any other outcome ≥ 0.

    The sums run over the plans of an area and the variants with the stream. The rule groups of the
    stream on which the share stands count together. Other rule groups of the stream, on which the
    share was lifted, can only help: a unit of the outcome that they may pay counts, and any other
    unit that only they pay does not, except for what it yields of the outcome. So lifting more
    never lowers the value. Where only closed arcs lead from the stream to a plan, the stream may
    not pay there today. A unit of the outcome there does not help, while any other unit would count
    if the arc were open.

    Args:
        case: The case
        areas: The plans in each of its areas
        pools: The money, with the rule groups that have a minimum share
        memberships: `plan`, `variant`, `stacking_group`, `is_closed` (see
            `ontschotting.model.eligibility.eligible_arcs_by_stacking_set`)
        units: The unit columns of the program
        outcomes: `plan`, `outcome`, `per_unit`: what a unit of each plan brings
        builder: The program under construction

    Returns:
        The rows as in `ontschotting.model.regime_program.ProgramRows.minimum_shares`.
    """
    if pools.minimum_share_groups.is_empty():
        return pl.DataFrame(schema=_ROW_SCHEMA)
    shares = _shares_by_area(case, areas, pools)
    terms = _unit_terms(shares, _paying_streams(memberships, pools), units, outcomes)
    binding = terms.filter(pl.col("coefficient") < 0)["instance"].unique().to_list()
    rows = (
        shares.filter(pl.col("instance").is_in(binding))
        .select("instance", "stream", "level", "area", "outcome", "min_share")
        .unique()
        .sort("instance")
    )
    rows = with_new_rows(rows, builder, lower=0.0).with_columns(
        pl.format("minimum_share_{}", "instance").alias("name")
    )
    terms = terms.join(rows.select("instance", "row"), on="instance").sort("row", "column")
    builder.add_terms(terms["row"], terms["column"], terms["coefficient"].to_numpy())
    return rows.select(*_ROW_SCHEMA)


_ROW_SCHEMA = {
    "row": pl.Int64,
    "name": pl.String,
    "stream": pl.String,
    "level": pl.String,
    "area": pl.String,
    "outcome": pl.String,
    "min_share": pl.Float64,
}


def _shares_by_area(case: Case, areas: Areas, pools: BudgetPools) -> pl.DataFrame:
    """Return each minimum share that stands, once per area of its level and plan in it."""
    table = (
        case.minimum_shares.filter(pl.col("min_share") > 0)
        .select("stream", "level", "outcome", "min_share")
        .sort("stream", "level", "outcome")
        .join(pools.minimum_share_groups, on="stream", how="semi", maintain_order="left")
        .with_row_index("share")
        .with_columns(pl.col("share").cast(pl.Int64), pl.lit(None, pl.String).alias("area"))
    )
    return plans_of_rows(areas, table, "share").join(table.drop("area"), on="share")


def _paying_streams(memberships: pl.DataFrame, pools: BudgetPools) -> pl.DataFrame:
    """Return which streams with a minimum share are in each variant.

    Returns:
        `plan`, `variant`, `stream`, `is_binding` (the share stands on one of its rule groups there)
        and `is_open` (an open arc leads there).
    """
    return (
        memberships.join(pools.minimum_share_groups, on="stacking_group")
        .group_by("plan", "variant", "stream")
        .agg(pl.col("is_binding").any(), (~pl.col("is_closed")).any().alias("is_open"))
    )


def _unit_terms(
    shares: pl.DataFrame,
    paying_streams: pl.DataFrame,
    units: pl.DataFrame,
    outcomes: pl.DataFrame,
) -> pl.DataFrame:
    """Return the coefficient of each unit column in each share, with `column` and `instance`."""
    terms = (
        units.select("column", "plan", "variant", pl.col("outcome").alias("unit_outcome"))
        .join(paying_streams, on=["plan", "variant"])
        .join(shares, on=["plan", "stream"])
        .join(outcomes, on=["plan", "outcome"], how="left")
    )
    has_outcome = pl.col("unit_outcome") == pl.col("outcome")
    brought = pl.when("is_open").then(pl.col("per_unit").fill_null(0.0)).otherwise(0.0)
    asked = pl.when("is_binding").then(pl.col("min_share")).otherwise(0.0)
    return terms.with_columns(
        pl.when(has_outcome & pl.col("is_open"))
        .then(1.0 - pl.col("min_share"))
        .when(has_outcome)
        .then(0.0)
        .otherwise(brought - asked)
        .alias("coefficient")
    )
