"""Minimum shares.

Of the units that are paid from a stream in an area, at least so many have an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas, members
from ontschotting.case.case import Case
from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.budget_pools import BudgetPools, openings_of
from ontschotting.model.demand import Demand
from ontschotting.model.eligibility import eligible_arcs
from ontschotting.model.rule_groups import RuleGroup


def zero_cost_eligibility(
    case: Case, rule_groups: Sequence[RuleGroup], pools: BudgetPools, demand: Demand
) -> pl.DataFrame:
    """The parts of streams with a minimum share that may pay a recipe row of zero euros.

    `plan`, `stacking_group`.

    A unit counts for a share where the stream may pay for it, however little it gets. A row of zero
    euros is the limit of ever fewer euros: if it did not count, a home whose cost falls from one
    cent to nothing would no longer count, and cheaper homes could mean fewer of them.
    """
    here = pools.table.join(pools.minimum_share_groups, on="stacking_group", how="semi")
    asked = frozenset(demand.zero_cost_payments.select("plan_type", "purpose").iter_rows())
    rules = dict(
        here.select("stacking_group", "rule_set").unique().sort("stacking_group").iter_rows()
    )
    openings = openings_of(case, [rule_groups[rule_group] for rule_group in rules], asked)
    payable = [
        (rule, kind, purpose, False)
        for rule, found in zip(rules.values(), openings, strict=True)
        for kind, purpose in sorted(found)
    ]
    schema = {
        "rule_set": pl.Int64,
        "plan_type": pl.String,
        "purpose": pl.String,
        "is_closed": pl.Boolean,
    }
    free = replace(pools, table=here, openings=pl.DataFrame(payable, schema=schema, orient="row"))
    return (
        eligible_arcs(free, replace(demand, payments=demand.zero_cost_payments))
        .select("plan", "stacking_group")
        .unique()
    )


def minimum_share_rows(
    case: Case,
    areas: Areas,
    pools: BudgetPools,
    memberships: pl.DataFrame,
    units: pl.DataFrame,
    builder: ProgramBuilder,
) -> pl.DataFrame:
    """7.

    Minimum shares: (1 − share) · Σ u of the outcome − share · Σ u of any other ≥ 0, over the plans
    of an area and the variants with the stream.

    The parts of the stream on which the share stands count together. A unit of the outcome that may
    be paid by a part on which it was lifted helps them; any other unit paid by that part alone does
    not count: so lifting more never lowers the value. Where only shadows lead from the stream to a
    plan it may not pay there today, so a unit of the outcome there does not help; any other unit
    would count, once the road were open. Returns the rows as in `World.share_rows`.

    Args:
        memberships: `plan`, `variant`, `stacking_group`, `is_closed` (see
            `ontschotting.model.eligibility.open_roads`)
    """
    table = (
        case.minimum_shares.filter(pl.col("min_share") > 0)
        .select("stream", "level", "outcome", "min_share")
        .sort("stream", "level", "outcome")
    )
    table = (
        table.join(pools.minimum_share_groups, on="stream", how="semi", maintain_order="left")
        .with_row_index("share")
        .with_columns(pl.col("share").cast(pl.Int64), pl.lit(None, pl.String).alias("area"))
    )
    paid = (
        memberships.join(pools.minimum_share_groups, on="stacking_group")
        .group_by("plan", "variant", "stream")
        .agg(pl.col("is_binding").any(), (~pl.col("is_closed")).any().alias("open"))
    )
    inside = members(case, areas, table, "share").join(
        table.drop("area").rename({"outcome": "wanted"}), on="share"
    )
    terms = (
        units.select("column", "plan", "variant", "outcome")
        .join(paid, on=["plan", "variant"])
        .join(inside, on=["plan", "stream"])
    )
    helps = (pl.col("outcome") == pl.col("wanted")) & pl.col("open")
    counts = (pl.col("outcome") != pl.col("wanted")) & pl.col("is_binding")
    terms = terms.with_columns(
        pl.when(helps)
        .then(1.0 - pl.col("min_share"))
        .when(counts)
        .then(-pl.col("min_share"))
        .otherwise(0.0)
        .alias("coefficient")
    )
    binding = terms.filter(pl.col("coefficient") < 0)["instance"].unique().to_list()
    rows = (
        inside.filter(pl.col("instance").is_in(binding))
        .select(
            "instance", "stream", "level", "area", pl.col("wanted").alias("outcome"), "min_share"
        )
        .unique()
        .sort("instance")
    )
    first = builder.rows(rows.height, 0.0, np.inf)
    rows = rows.with_columns(
        pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias("row"),
        pl.format("minimum_share_{}", "instance").alias("name"),
    )
    terms = terms.join(rows.select("instance", "row"), on="instance").sort("row", "column")
    builder.terms(terms["row"], terms["column"], terms["coefficient"].to_numpy())
    return rows.select("row", "name", "stream", "level", "area", "outcome", "min_share")
