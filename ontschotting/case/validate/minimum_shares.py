"""Whether rows of *minimum_shares* can mean what they say.

Shares of own money, shares that no area can meet, and shares that exclude each other.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import Findings, TableOrigin

_ABOVE_ONE = 1 + 1e-9
"""Shares that add up to more than this exclude each other."""


def check_minimum_shares(
    tables: Mapping[str, pl.DataFrame], place: TableOrigin, findings: Findings
) -> None:
    """Add what is wrong with the shares (errors) and what they shut without saying so
    (warnings).
    """
    frame = tables["minimum_shares"]
    own = (
        tables["streams"]
        .filter(pl.col("counts_as_cofinancing").fill_null(False))["stream"]
        .to_list()
    )
    taken: dict[tuple[str, str], float] = {}
    for row, (stream, level, outcome, share) in enumerate(
        frame.select("stream", "level", "outcome", "min_share").iter_rows()
    ):
        if stream in own:
            findings.add(
                place,
                row,
                "stream",
                stream,
                f"stream '{stream}' counts as co-financing, and own money has no such condition."
                " Remove the row, or put it at the stream that asks for the share.",
            )
            continue
        if None in (stream, level, outcome, share) or share <= 0:
            continue
        taken[stream, level] = taken.get((stream, level), 0.0) + share
        if taken[stream, level] > _ABOVE_ONE:
            findings.warn(
                place,
                row,
                "min_share",
                f"{share:g}",
                f"the shares of stream '{stream}' at the level {level} add up to"
                f" {taken[stream, level]:g}, more than all: together they let it pay for nothing.",
            )
        if level == "plan":
            findings.warn(
                place,
                row,
                "level",
                level,
                "a plan counts one outcome, so at this level every share above 0 means the same:"
                f" the stream pays only for plans of '{outcome}'. Choose region or a wider level"
                " where the share is counted over several plans.",
            )
        else:
            _without(tables, row, level, outcome, place, findings)


def _without(
    tables: Mapping[str, pl.DataFrame],
    row: int,
    level: str,
    outcome: str,
    place: TableOrigin,
    findings: Findings,
) -> None:
    """Warn where an area has plans and none of the outcome.

    There the stream can pay for nothing.
    """
    regions, plans = tables["regions"], tables["plans"]
    if level not in ("national", "region") and level not in regions.columns:
        return
    area = pl.lit("national") if level == "national" else pl.col(level)
    counted = (
        plans.select("region", "outcome")
        .join(regions, on="region")
        .select(area.alias("area"), (pl.col("outcome") == outcome).alias("counts"))
        .drop_nulls("area")
    )
    bare = (
        counted.group_by("area")
        .agg(pl.col("counts").any())
        .filter(~pl.col("counts"))["area"]
        .sort()
        .to_list()
    )
    if bare:
        where = (
            "no plan"
            if level == "national"
            else (
                f"in {len(bare)} of {counted['area'].n_unique()} areas of the level {level} with"
                f" plans ({', '.join(bare[:3])}{', …' if len(bare) > 3 else ''}) no plan"
            )
        )
        findings.warn(
            place,
            row,
            "outcome",
            outcome,
            f"{where} counts '{outcome}', so there this stream can pay for nothing. Add such plans,"
            " or choose a wider level, if that is not meant.",
        )
