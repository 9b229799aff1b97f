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
        family: The place of the home among the pieces: pieces with the same share its money
        to_stream: The stream by whose rules money that has moved is spent; None for the home
        share: The share of the home that may move there
    """

    part: int
    lever: int
    fixed: float
    moving: float
    addition_share: float
    family: int = 0
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
    levers: Mapping[str, int] | None = None,
) -> list[BudgetSlice]:
    """The pieces of the money of a stream that may move.

    Homes with its own rules, and beside each its twins.

    Every free share that acts on the money or on what it may become splits the whole, so that no
    part of it is freed twice. A cut acts on the streams of its lift only.

    Args:
        lifts: Those that act on this money itself; those of a transfer act on what moves there. On
            a twin both act: a wall is down when it is down for either
        open_share: The free share of every lift is θ
        levers: The θ of each lifted stream: 1 where it is lifted, 0 where it is as today
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
        if levers is None:
            amount = (0.0, kept * weight, weight) if lifts else (weight, 0.0, weight)
            found += _transfer_slices(len(found), 0, amount, stream, lifts, transfers, down, number)
        else:
            found += _split_by_indicator(
                len(found), weight, kept, stream, lifts, transfers, down, number, levers
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
    family: int,
    lever: int,
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
    found = [BudgetSlice(number(stream, own), lever, fixed, moving, addition, family)]
    for one in transfers:
        part = number(
            one.to_stream, _together(own, (other for other in one.lifts if other in down))
        )
        found.append(
            BudgetSlice(
                part,
                lever,
                one.share * fixed,
                one.share * moving,
                one.share * addition,
                family,
                one.to_stream,
                one.share,
            )
        )
    return found


def _split_by_indicator(
    family: int,
    weight: float,
    kept: float,
    stream: str,
    lifts: tuple[Lift, ...],
    transfers: Sequence[Transfer],
    down: frozenset[Lift],
    number: SliceNumbering,
    levers: Mapping[str, int],
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
        home = family + len(found)
        addition = 0.0 if own_lifts else weight
        found.append(
            BudgetSlice(
                number(stream, own),
                levers.get(stream, 0),
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
                part = number(one.to_stream, own)
                found.append(
                    BudgetSlice(
                        part,
                        levers.get(stream, 0),
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
                    levers[one.to_stream],
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
                    lifted, levers[one.to_stream], 0.0, most, 0.0, home, one.to_stream, one.share
                )
            )
    return found


def _together(own: tuple[Lift, ...], others: Iterator[Lift]) -> tuple[Lift, ...]:
    """The lifts of both streams, each once."""
    return tuple(dict.fromkeys((*own, *others)))


def with_transfer_group(
    pieces: pl.DataFrame, slots: pl.DataFrame, key: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pieces with `kin`, a number that keeps money apart which transfers tell apart (null where
    nothing moves), and what each number is: `kin`, `to_stream`, `home_kin`.

    Args:
        slots: `slot`, `family`, `to_stream`, `share`: what the slots of pieces are
        key: What two pieces must have in common to be one pot. Families are of one kind when home
            and twins are alike in all of it, move to the same streams in the same shares, and hang
            on the same θ. Then whatever homes and twins of one kind spend together can be divided
            over them in proportion to the amounts of the homes, and the budget rows and transfer
            rows hold for each
    """
    # a case has hundreds of thousands of pieces: nothing is joined where nothing moves
    if slots.is_empty():
        return pieces.with_columns(pl.lit(None, pl.Int64).alias("kin")), pl.DataFrame(
            schema={"kin": pl.Int64, "to_stream": pl.String, "home_kin": pl.Int64}
        )
    text = pl.concat_str(
        [
            pl.col(name).cast(pl.String).fill_null("~")
            for name in (*key, "to_stream", "share", "lever")
        ],
        separator="|",
    )
    moving = (
        pieces.filter(pl.col("slot").is_not_null()).join(slots, on="slot").sort("budget", "slot")
    )
    told = moving.select(
        "budget",
        "slot",
        "family",
        "to_stream",
        text.alias("text"),
        pl.int_range(pl.len()).over("budget", "family").alias("nth"),
    )
    kinds = told.group_by("budget", "family", maintain_order=True).agg(
        pl.col("text").str.join("\n").alias("kind")
    )
    placed = told.join(kinds, on=["budget", "family"]).with_columns(
        pl.struct("kind", "nth").rank("dense").cast(pl.Int64).alias("kin")
    )
    placed = placed.with_columns(
        pl.col("kin").filter(pl.col("nth") == 0).first().over("budget", "family").alias("home_kin")
    )
    named = pieces.join(
        placed.select("budget", "slot", "kin"),
        on=["budget", "slot"],
        how="left",
        maintain_order="left",
    )
    return named, placed.select("kin", "to_stream", "home_kin").unique().sort("kin")


def with_source_pool(pots: pl.DataFrame, kins: pl.DataFrame) -> pl.DataFrame:
    """The pots with `to_stream` and `home`, the pot whose money it is."""
    home = pots.select(pl.col("kin").alias("home_kin"), pl.col("pot").alias("home")).drop_nulls()
    return (
        pots.join(kins, on="kin", how="left", maintain_order="left")
        .join(home, on="home_kin", how="left", maintain_order="left")
        .drop("home_kin")
        .with_columns(pl.coalesce("home", "pot"))
    )


def separate_marks(pieces: pl.DataFrame, slots: pl.DataFrame) -> pl.DataFrame:
    """The pieces with marks that differ where money has moved.

    A road by the rules of another stream is another road.
    """
    if slots.is_empty():
        return pieces
    step = int(series_max(pieces["mark"], 0)) + 1
    moved = slots.drop_nulls("to_stream").select(
        "slot", (step * pl.col("to_stream").rank("dense").cast(pl.Int64)).alias("further")
    )
    return (
        pieces.join(moved, on="slot", how="left", maintain_order="left")
        .with_columns(pl.col("mark") + pl.col("further").fill_null(0))
        .drop("further")
    )
