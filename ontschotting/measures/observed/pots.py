"""The pots of a case per group: how many, how large, and how much of them is small.

A pot is the money of one stream, over all years, that is in reach of a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import Pair, earmarked_pairs, requested_pairs
from ontschotting.case.facts.streams import own_money
from ontschotting.measures.observed.payment_options import transfer_shares

_COLUMNS = ("by", "name", "own", "stream", "eur", "awarded_eur", "open_eur", "only_eur")
"""Columns of a frame with a row per pot: its group, its stream, and its money in euros."""

_Earmarked = Mapping[str, frozenset[Pair]]
"""The pairs of a plan type and a purpose that each stream may pay for."""


def funded_streams(case: Case) -> pl.DataFrame:
    """Return the streams with money.

    `stream`, `own`, `ministry`, `programme`, `eur`, `awarded_eur`, `open_eur`.
    """
    about = own_money(case).join(
        case.streams.select("stream", "ministry", "programme"), on="stream", maintain_order="left"
    )
    return (
        _sum_money(case.with_defaults["budgets"], ["stream"])
        .join(about, on="stream", how="left")
        .sort("stream")
    )


def pots_per_group(case: Case, small_eur: float) -> pl.DataFrame:
    """Return a row per group: the whole case, a purpose, a region, a ministry, a programme, ….

    State money and own money have rows of their own.

    Args:
        case: The case
        small_eur: A pot with less money than this is small

    Returns:
        The frame of `Fragmentation.pots`.
    """
    streams, earmarked = funded_streams(case), earmarked_pairs(case, requested_pairs(case))
    pots = pl.concat(
        [
            *_pots_by_column(streams),
            _pots_by_purpose(case, streams, earmarked),
            _pots_by_region(case, streams),
        ]
    )
    return _with_labels(case, _weigh(pots, small_eur, _payable_purposes(case, earmarked)))


def _sum_money(budgets: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the money per key, where there is any: `eur`, `awarded_eur`, `open_eur`."""
    awarded, eur = pl.col("awarded"), pl.col("amount_eur")
    return (
        budgets.sort("stream", "level", "area", "year", "awarded")
        .group_by(keys, maintain_order=True)
        .agg(
            eur.sum().alias("eur"),
            eur.filter(awarded).sum().alias("awarded_eur"),
            eur.filter(~awarded).sum().alias("open_eur"),
        )
        .filter(pl.col("eur") > 0)
    )


def _pots_by_column(streams: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the pots of groups that every stream is in one of."""
    whole = streams.with_columns(pl.col("eur").alias("only_eur"))
    return [
        whole.with_columns(
            pl.lit(group).alias("by"),
            (pl.lit(None, pl.String) if group == "all" else pl.col(group)).alias("name"),
        ).select(_COLUMNS)
        for group in ("all", "ministry", "programme", "stream")
    ]


def _pots_by_purpose(case: Case, streams: pl.DataFrame, earmarked: _Earmarked) -> pl.DataFrame:
    """Return the pots of every purpose; money counts at each purpose that it may go to."""
    transfers = transfer_shares(case)
    rows = [
        (stream, *row)
        for stream in earmarked
        for row in _purpose_shares(stream, earmarked, transfers.get(stream, {}))
    ]
    schema = {"stream": pl.String, "name": pl.String, "share": pl.Float64, "only": pl.Float64}
    return (
        streams.join(pl.DataFrame(rows, schema=schema, orient="row"), on="stream")
        .with_columns(
            pl.lit("purpose").alias("by"), (pl.col("eur") * pl.col("only")).alias("only_eur")
        )
        .with_columns(pl.col("eur", "awarded_eur", "open_eur") * pl.col("share"))
        .select(_COLUMNS)
    )


def _purpose_shares(
    stream: str, earmarked: _Earmarked, transfers: Mapping[str, float]
) -> list[tuple[str, float, float]]:
    """Return (purpose, share of the money that may go there, share that can go nowhere else).

    All of the money may go to the purposes of the stream itself, and what may move to the purposes
    of the streams that it moves to.
    """
    own = _purposes_in(earmarked[stream])
    moved: dict[str, float] = {}
    leaving = 0.0
    for to_stream, share in transfers.items():
        new_purposes = _purposes_in(earmarked[to_stream]) - own
        for purpose in new_purposes:
            moved[purpose] = moved.get(purpose, 0.0) + share
        leaving += share if new_purposes else 0.0
    only = 1.0 - min(1.0, leaving) if len(own) == 1 else 0.0
    return [
        *((purpose, 1.0, only) for purpose in sorted(own)),
        *((purpose, min(1.0, share), 0.0) for purpose, share in sorted(moved.items())),
    ]


def _purposes_in(pairs: Iterable[Pair]) -> set[str]:
    return {purpose for _, purpose in pairs}


def _pots_by_region(case: Case, streams: pl.DataFrame) -> pl.DataFrame:
    """Return the pots of every region; money counts in each region that it may go to."""
    areas = areas_of(case)
    rows = [
        (level, area, region, len(regions) == 1)
        for level, area in (
            case.budgets.select("level", "area").unique().sort("level", "area").iter_rows()
        )
        for regions in [areas.regions(level, area)]
        for region in sorted(regions)
    ]
    reached = pl.DataFrame(
        rows,
        schema={"level": pl.String, "area": pl.String, "name": pl.String, "only": pl.Boolean},
        orient="row",
    )
    budgets = case.with_defaults["budgets"].join(reached, on=["level", "area"], nulls_equal=True)
    only = _sum_money(budgets.filter("only"), ["name", "stream"])
    return (
        _sum_money(budgets, ["name", "stream"])
        .join(
            only.select("name", "stream", pl.col("eur").alias("only_eur")),
            on=["name", "stream"],
            how="left",
        )
        .with_columns(pl.col("only_eur").fill_null(0.0), pl.lit("region").alias("by"))
        .join(streams.select("stream", "own"), on="stream")
        .select(_COLUMNS)
    )


def _payable_purposes(case: Case, earmarked: _Earmarked) -> pl.DataFrame:
    """Return `stream` and the list `purpose` that its money may pay for, moved money included."""
    transfers = transfer_shares(case)
    payable = {
        stream: pairs.union(*(earmarked[to_stream] for to_stream in transfers.get(stream, ())))
        for stream, pairs in earmarked.items()
    }
    return pl.DataFrame(
        {
            "stream": list(payable),
            "purpose": [sorted(_purposes_in(pairs)) for pairs in payable.values()],
        },
        schema={"stream": pl.String, "purpose": pl.List(pl.String)},
    )


def _weigh(pots: pl.DataFrame, small_eur: float, payable: pl.DataFrame) -> pl.DataFrame:
    """Return one row per group, state money and own money apart."""
    eur, is_small = pl.col("eur"), pl.col("eur") < small_eur
    purposes = pl.col("purpose").list.explode().drop_nulls()
    return (
        pots.join(payable, on="stream", how="left")
        .sort("by", "name", "own", "stream")
        .group_by("by", "name", "own", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("streams"),
            (pl.col("open_eur") == 0).sum().cast(pl.Int64).alias("awarded_streams"),
            eur.sum().alias("budget_eur"),
            pl.col("awarded_eur").sum(),
            pl.col("only_eur").sum(),
            (eur.max() / eur.sum()).alias("largest_share"),
            (1.0 / ((eur / eur.sum()) ** 2).sum()).alias("effective_number"),
            is_small.sum().cast(pl.Int64).alias("small_streams"),
            is_small.mean().alias("small_share"),
            (eur.filter(is_small).sum() / eur.sum()).alias("small_share_eur"),
            purposes.n_unique().cast(pl.Int64).alias("purposes"),
        )
    )


def _with_labels(case: Case, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the groups with the names that the case gives to streams and regions.

    Other groups keep their name as label.
    """
    labels = pl.concat(
        case.tables[table].select(
            pl.lit(by).alias("by"), pl.col(by).alias("name"), pl.col("name").alias("label")
        )
        for table, by in (("streams", "stream"), ("regions", "region"))
    )
    return groups.join(labels, on=["by", "name"], how="left", maintain_order="left").select(
        "by", "name", pl.coalesce("label", "name").alias("label"), pl.exclude("by", "name", "label")
    )
