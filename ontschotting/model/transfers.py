"""What money becomes when it moves to another stream.

The twins of a budget, each with the rules of the stream that it moves to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from ontschotting.case.case import Case
from ontschotting.regime.lifts import Lift
from ontschotting.support.numerics import series_max

SliceNumbering = Callable[[str, tuple[Lift, ...]], int]
"""The number of the part of a stream on which these lifts act."""


@dataclass(frozen=True)
class Transfer:
    """Of each budget of a stream at most this share may be spent by the rules of another.

    `lifts` act on that other stream.
    """

    to_stream: str
    share: float
    lifts: tuple[Lift, ...]


@dataclass(frozen=True)
class BudgetSlice:
    """A piece of every budget of a stream, as parts of the amount.

    fixed + θ · moving, and the part of an addition.

    Attributes:
        source: The place of the home among the pieces: pieces with the same share its money
        to_stream: The stream by whose rules money that has moved is spent; None for the home
        share: The share of the home that may move there
    """

    rule_group: int
    indicator: int
    fixed: float
    moving: float
    addition_share: float
    source: int = 0
    to_stream: str | None = None
    share: float | None = None


def transfers_of(case: Case, acting: Mapping[str, Sequence[Lift]]) -> dict[str, list[Transfer]]:
    """The transfers of each stream, in a fixed order.

    A share of zero moves nothing and is no transfer.
    """
    found: dict[str, list[Transfer]] = {}
    rows = case.transfers.filter(pl.col("share") > 0).sort("stream", "to_stream")
    for stream, to_stream, share in rows.select("stream", "to_stream", "share").iter_rows():
        found.setdefault(stream, []).append(
            Transfer(to_stream, share, tuple(acting.get(to_stream, ())))
        )
    return found


def with_lifted_copies(
    stream: str,
    lifts: tuple[Lift, ...],
    transfers: Sequence[Transfer],
    number: SliceNumbering,
    *,
    open_share: bool = False,
    indicators: Mapping[str, int] | None = None,
) -> list[BudgetSlice]:
    """The pieces of the money of a stream that may move.

    Homes with its own rules, and beside each its twins.

    Every free share that acts on the money or on what it may become splits the whole, so that no
    part of it is freed twice. A cut acts on the streams of its lift only.

    Args:
        lifts: Those that act on this money itself; those of a transfer act on what moves there. On
            a twin both act: a wall is down when it is down for either
        open_share: The free share of every lift is θ
        indicators: The θ of each lifted stream: 1 where it is lifted, 0 where it is as today
    """
    every = tuple(
        dict.fromkeys((*lifts, *(one for transfer in transfers for one in transfer.lifts)))
    )
    kept = 1.0
    for one in lifts:
        kept *= 1.0 - one.cut
    found: list[BudgetSlice] = []
    if open_share:
        sides: list[tuple[frozenset[Lift], float, float]] = (
            [(frozenset(), kept, -kept), (frozenset(every), 0.0, kept)]
            if every
            else [(frozenset(), 1.0, 0.0)]
        )
        for down, fixed, moving in sides:
            addition = 1.0 if down or not every else 0.0
            found += _transfer_slices(
                len(found), 0, (fixed, moving, addition), stream, lifts, transfers, down, number
            )
        return found
    for down, weight in _lift_combinations(every):
        if indicators is None:
            amount = (0.0, kept * weight, weight) if lifts else (weight, 0.0, weight)
            found += _transfer_slices(len(found), 0, amount, stream, lifts, transfers, down, number)
        else:
            found += _split_by_indicator(
                len(found), weight, kept, stream, lifts, transfers, down, number, indicators
            )
    return found


def _lift_combinations(lifts: tuple[Lift, ...]) -> Iterator[tuple[frozenset[Lift], float]]:
    """Which lifts are down, and on which part of the money.

    A lift with a free share is down on that share only.
    """
    partial = [one for one in lifts if one.free_share < 1]
    whole = frozenset(lifts).difference(partial)
    for free in product((False, True), repeat=len(partial)):
        weight = 1.0
        for one, is_free in zip(partial, free, strict=True):
            weight *= one.free_share if is_free else 1.0 - one.free_share
        if weight > 0:
            yield (
                whole.union(one for one, is_free in zip(partial, free, strict=True) if is_free),
                weight,
            )


def _transfer_slices(
    source: int,
    indicator: int,
    amount: tuple[float, float, float],
    stream: str,
    lifts: tuple[Lift, ...],
    transfers: Sequence[Transfer],
    down: frozenset[Lift],
    number: SliceNumbering,
) -> list[BudgetSlice]:
    """A home and a twin per transfer, each with its share of (fixed, moving, addition share)."""
    fixed, moving, addition = amount
    own = tuple(one for one in lifts if one in down)
    found = [BudgetSlice(number(stream, own), indicator, fixed, moving, addition, source)]
    for one in transfers:
        rule_group = number(
            one.to_stream, _together(own, (other for other in one.lifts if other in down))
        )
        found.append(
            BudgetSlice(
                rule_group,
                indicator,
                one.share * fixed,
                one.share * moving,
                one.share * addition,
                source,
                one.to_stream,
                one.share,
            )
        )
    return found


def _split_by_indicator(
    source: int,
    weight: float,
    kept: float,
    stream: str,
    lifts: tuple[Lift, ...],
    transfers: Sequence[Transfer],
    down: frozenset[Lift],
    number: SliceNumbering,
    indicators: Mapping[str, int],
) -> list[BudgetSlice]:
    """A home as today and one lifted, between which the θ of the stream moves the money.

    And for each a twin as today and one lifted, by the θ of the stream that it moves to.

    Where every θ is 0 or 1 one home and one twin of it have the money and the others nothing, so a
    program with θ between them bounds every choice.
    """
    homes: list[tuple[tuple[Lift, ...], float, float]] = (
        [((), 1.0, -1.0), (lifts, 0.0, kept)] if lifts else [((), 1.0, 0.0)]
    )
    found: list[BudgetSlice] = []
    for own_lifts, fixed, moving in homes:
        own = tuple(one for one in own_lifts if one in down)
        home = source + len(found)
        addition = 0.0 if own_lifts else weight
        found.append(
            BudgetSlice(
                number(stream, own),
                indicators.get(stream, 0),
                weight * fixed,
                weight * moving,
                addition,
                home,
            )
        )
        for one in transfers:
            more = tuple(other for other in one.lifts if other not in own_lifts)
            scale = one.share * weight
            if not more:
                rule_group = number(one.to_stream, own)
                found.append(
                    BudgetSlice(
                        rule_group,
                        indicators.get(stream, 0),
                        scale * fixed,
                        scale * moving,
                        one.share * addition,
                        home,
                        one.to_stream,
                        one.share,
                    )
                )
                continue
            as_today, lifted = (
                number(one.to_stream, own),
                number(
                    one.to_stream, _together(own, (other for other in one.lifts if other in down))
                ),
            )
            most = scale * (kept if own_lifts else 1.0)
            found.append(
                BudgetSlice(
                    as_today,
                    indicators[one.to_stream],
                    most,
                    -most,
                    one.share * addition,
                    home,
                    one.to_stream,
                    one.share,
                )
            )
            found.append(
                BudgetSlice(
                    lifted,
                    indicators[one.to_stream],
                    0.0,
                    most,
                    0.0,
                    home,
                    one.to_stream,
                    one.share,
                )
            )
    return found


def _together(own: tuple[Lift, ...], others: Iterator[Lift]) -> tuple[Lift, ...]:
    """The lifts of both streams, each once."""
    return tuple(dict.fromkeys((*own, *others)))


def with_transfer_group(
    slices: pl.DataFrame, transfer_slices: pl.DataFrame, key: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pieces with `transfer_group`, a number that keeps money apart which transfers tell apart
    (null where
    nothing moves), and what each number is: `transfer_group`, `to_stream`, `source_group`.

    Args:
        transfer_slices: `slice`, `source_slice`, `to_stream`, `share`: what the slots of pieces are
        key: What two pieces must have in common to be one pot. Families are of one kind when home
            and twins are alike in all of it, move to the same streams in the same shares, and hang
            on the same θ. Then whatever homes and twins of one kind spend together can be divided
            over them in proportion to the amounts of the homes, and the budget rows and transfer
            rows hold for each
    """
    # a case has hundreds of thousands of pieces: nothing is joined where nothing moves
    if transfer_slices.is_empty():
        return slices.with_columns(pl.lit(None, pl.Int64).alias("transfer_group")), pl.DataFrame(
            schema={"transfer_group": pl.Int64, "to_stream": pl.String, "source_group": pl.Int64}
        )
    text = pl.concat_str(
        [
            pl.col(name).cast(pl.String).fill_null("~")
            for name in (*key, "to_stream", "share", "indicator")
        ],
        separator="|",
    )
    moving = (
        slices.filter(pl.col("slice").is_not_null())
        .join(transfer_slices, on="slice")
        .sort("budget", "slice")
    )
    told = moving.select(
        "budget",
        "slice",
        "source_slice",
        "to_stream",
        text.alias("text"),
        pl.int_range(pl.len()).over("budget", "source_slice").alias("nth"),
    )
    kinds = told.group_by("budget", "source_slice", maintain_order=True).agg(
        pl.col("text").str.join("\n").alias("kind")
    )
    placed = told.join(kinds, on=["budget", "source_slice"]).with_columns(
        pl.struct("kind", "nth").rank("dense").cast(pl.Int64).alias("transfer_group")
    )
    placed = placed.with_columns(
        pl.col("transfer_group")
        .filter(pl.col("nth") == 0)
        .first()
        .over("budget", "source_slice")
        .alias("source_group")
    )
    named = slices.join(
        placed.select("budget", "slice", "transfer_group"),
        on=["budget", "slice"],
        how="left",
        maintain_order="left",
    )
    return named, placed.select("transfer_group", "to_stream", "source_group").unique().sort(
        "transfer_group"
    )


def with_source_pool(pools: pl.DataFrame, transfer_groups: pl.DataFrame) -> pl.DataFrame:
    """The pots with `to_stream` and `source_pool`, the pot whose money it is."""
    home = pools.select(
        pl.col("transfer_group").alias("source_group"), pl.col("pool").alias("source_pool")
    ).drop_nulls()
    return (
        pools.join(transfer_groups, on="transfer_group", how="left", maintain_order="left")
        .join(home, on="source_group", how="left", maintain_order="left")
        .drop("source_group")
        .with_columns(pl.coalesce("source_pool", "pool"))
    )


def separate_marks(slices: pl.DataFrame, transfer_slices: pl.DataFrame) -> pl.DataFrame:
    """The pieces with marks that differ where money has moved.

    A road by the rules of another stream is another road.
    """
    if transfer_slices.is_empty():
        return slices
    step = int(series_max(slices["separation_key"], 0)) + 1
    moved = transfer_slices.drop_nulls("to_stream").select(
        "slice", (step * pl.col("to_stream").rank("dense").cast(pl.Int64)).alias("further")
    )
    return (
        slices.join(moved, on="slice", how="left", maintain_order="left")
        .with_columns(pl.col("separation_key") + pl.col("further").fill_null(0))
        .drop("further")
    )
