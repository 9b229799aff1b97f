"""Checks *minimum_shares*: shares of own money, shares that conflict or that no area can meet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.support.tolerances import SUM_OF_SHARES


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
        tables["minimum_shares"].select("stream", "level", "outcome", "min_share").iter_rows()
    ):
        if stream in own_streams:
            findings.add(
                f"stream '{stream}' counts as co-financing, and own money has no such condition."
                " Remove the row, or put it at the stream that asks for the share.",
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
                f"the shares of stream '{stream}' at the level {level} add up to"
                f" {total:g}, more than all: together they let it pay for nothing.",
                row=row,
                column="min_share",
                value=f"{share:g}",
            )
        if level == "plan" and outcome not in tables["yields"]["outcome"]:
            findings.warn(
                "a plan counts one outcome, so at this level every share above 0 means the same:"
                f" the stream pays only for plans of '{outcome}'. Choose region or a wider level"
                " where the share is counted over several plans.",
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
    where = (
        "no plan"
        if level == "national"
        else (
            f"in {len(without)} of {areas.height} areas of the level {level} with"
            f" plans ({', '.join(without[:3])}{', …' if len(without) > 3 else ''}) no plan"
        )
    )
    findings.warn(
        f"{where} counts '{outcome}', so there this stream can pay for nothing. Add such plans,"
        " or choose a wider level, if that is not meant.",
        row=row,
        column="outcome",
        value=outcome,
    )
