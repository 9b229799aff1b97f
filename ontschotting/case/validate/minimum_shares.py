"""Checks *minimum_shares*: shares of own money, shares that conflict or that no area can meet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of
from ontschotting.support.tolerances import SUM_OF_SHARES
from ontschotting.words.messages import message


def check_minimum_shares(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add errors for shares that cannot hold, and warnings where a share rules out everything.

    Args:
        tables: Every typed table, with defaults for blanks
        findings: Collects what is wrong with *minimum_shares*
    """
    streams = tables["streams"]
    own_money = streams.filter("counts_as_cofinancing")
    own_streams = own_money["stream"].to_list()
    totals: dict[tuple[str, str], float] = {}
    for row, (stream, level, outcome, share) in enumerate(
        cells_of(tables["minimum_shares"], "stream", "level", "outcome", "min_share")
    ):
        if stream in own_streams:
            findings.add(
                "minimum_share_of_own_money",
                stream=stream,
                row=row,
                column="stream",
                value=stream,
            )
            continue
        if None in (stream, level, outcome, share) or share <= 0:
            continue
        total = totals[stream, level] = totals.get((stream, level), 0.0) + share
        # With yields a unit may count for several outcomes, so that such shares can be met.
        if total > 1 + SUM_OF_SHARES and tables["yields"].is_empty():
            findings.warn(
                "minimum_shares_above_all",
                stream=stream,
                level=level,
                total=total,
                row=row,
                column="min_share",
                value=f"{share:g}",
            )
        if level == "plan" and outcome not in tables["yields"]["outcome"]:
            findings.warn(
                "minimum_share_of_one_plan",
                outcome=outcome,
                row=row,
                column="level",
                value=level,
            )
        elif level != "plan":
            _warn_of_areas_without(outcome, level, row, tables, findings)


def _warn_of_areas_without(
    outcome: str,
    level: str,
    row: int,
    tables: Mapping[str, pl.DataFrame],
    findings: TableFindings,
) -> None:
    """Warn when areas have plans but none of the outcome: the stream can pay for nothing there."""
    regions, plans = tables["regions"], tables["plans"]
    if level not in ("national", "region") and level not in regions.columns:
        return
    area = pl.lit("national") if level == "national" else pl.col(level)
    yields = tables["yields"].filter((pl.col("outcome") == outcome) & (pl.col("per_unit") > 0))
    counts = (pl.col("outcome") == outcome) | pl.col("plan_type").is_in(
        yields["plan_type"].to_list()
    )
    areas = (
        plans.select("region", "outcome", "plan_type")
        .join(regions, on="region")
        .select(area.alias("area"), counts.alias("counts"))
        .drop_nulls("area")
        .group_by("area")
        .agg(pl.col("counts").any())
    )
    without = areas.filter(~pl.col("counts"))["area"].sort().to_list()
    if not without:
        return
    where = message(
        "no_plan" if level == "national" else "no_plan_in_areas",
        areas_without=len(without),
        areas=areas.height,
        level=level,
        names=f"{', '.join(without[:3])}{', …' if len(without) > 3 else ''}",
    )
    findings.warn(
        "minimum_share_without_plans",
        where=where,
        outcome=outcome,
        row=row,
        column="outcome",
        value=outcome,
    )
