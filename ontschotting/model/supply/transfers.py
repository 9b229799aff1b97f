"""Money that may move to another stream: for each budget, slices with the rules that stand there.

Money that stays with its stream is a *source slice*. Beside it stands a *transfer slice* for every
stream that a share of it may move to, with the rules of that stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ontschotting.case.case import Case
from ontschotting.regime.lifts import Lift

NumberOfRuleGroup = Callable[[str, Sequence[Lift]], int]
"""Returns the number of the rule group of a stream on which these lifts act."""


@dataclass(frozen=True)
class Transfer:
    """At most this share of each budget of a stream may be spent by the rules of another.

    Attributes:
        to_stream: The other stream
        share: The share that may move
        lifts: The lifts that act on that other stream
    """

    to_stream: str
    share: float
    lifts: tuple[Lift, ...]


@dataclass(frozen=True)
class BudgetSlice:
    """One slice of every budget of a stream: (fixed + θ · moving) times the amount.

    Attributes:
        rule_group: The number of the rules by which it is spent
        indicator: Which θ
        fixed, moving: Shares of the amount
        addition_share: The share of an addition to the budget that it gets
        source: The position of the source slice among the slices of the budget; None where nothing
            may move
        to_stream: Of a transfer slice, the stream by whose rules the money is spent
        transfer_share: Of a transfer slice, the share of its source that may move
    """

    rule_group: int
    indicator: int
    fixed: float
    moving: float
    addition_share: float
    source: int | None = None
    to_stream: str | None = None
    transfer_share: float | None = None

    @property
    def amounts(self) -> tuple[int, int, float, float, float]:
        """The rule group, the θ and the shares."""
        return self.rule_group, self.indicator, self.fixed, self.moving, self.addition_share


def transfers_of(case: Case, acting: Mapping[str, Sequence[Lift]]) -> dict[str, list[Transfer]]:
    """Return the transfers of each stream, in a fixed order.

    Args:
        case: The case; a share of zero moves nothing and is no transfer
        acting: The lifts that act on each stream
    """
    transfers: dict[str, list[Transfer]] = {}
    for stream, to_stream, share in sorted(case.transfers[["stream", "to_stream", "share"]].rows()):
        if share > 0:
            transfer = Transfer(to_stream, share, tuple(acting.get(to_stream, ())))
            transfers.setdefault(stream, []).append(transfer)
    return transfers


def transferable_slices(
    stream: str,
    lifts: tuple[Lift, ...],
    transfers: Sequence[Transfer],
    number: NumberOfRuleGroup,
    *,
    open_share: bool = False,
    indicators: Mapping[str, int] | None = None,
) -> list[BudgetSlice]:
    """Return the slices of the money of a stream that may move.

    Every free share that acts on the money, or on what it may become, splits the whole of it, so
    that no part is freed twice. A cut acts only on the streams of its lift.

    Args:
        stream: The stream
        lifts: The lifts that act on this money itself. On a transfer slice those of its transfer
            act too: a wall is down when either takes it down
        transfers: Where its money may move
        number: Gives the number of a rule group
        open_share: Leave the free share of every lift open as θ
        indicators: The number of the θ of each lifted stream: 1 where it is lifted, 0 where it
            keeps its current rules
    """
    all_lifts = tuple(
        dict.fromkeys((*lifts, *(lift for transfer in transfers for lift in transfer.lifts)))
    )
    left = 1.0
    for lift in lifts:
        left *= 1.0 - lift.cut
    money = _TransferableMoney(stream, lifts, transfers, number, left, [])
    if open_share:
        if all_lifts:
            money.add(frozenset(), left, -left, 0.0)
            money.add(frozenset(all_lifts), 0.0, left, 1.0)
        else:
            money.add(frozenset(), 1.0, 0.0, 1.0)
        return money.slices
    for down, weight in _lift_combinations(all_lifts):
        if indicators is not None:
            money.add_by_indicator(down, weight, indicators)
        elif lifts:
            money.add(down, 0.0, left * weight, weight)
        else:
            money.add(down, weight, 0.0, weight)
    return money.slices


def _lift_combinations(lifts: tuple[Lift, ...]) -> Iterator[tuple[frozenset[Lift], float]]:
    """Yield which lifts are down, and on which share of the money.

    A lift with a free share is down on that share only.
    """
    partial = [lift for lift in lifts if lift.free_share < 1]
    whole = frozenset(lifts).difference(partial)
    for choice in product((False, True), repeat=len(partial)):
        weight = 1.0
        for lift, is_down in zip(partial, choice, strict=True):
            weight *= lift.free_share if is_down else 1.0 - lift.free_share
        if weight > 0:
            down = (lift for lift, is_down in zip(partial, choice, strict=True) if is_down)
            yield whole.union(down), weight


@dataclass(frozen=True)
class _TransferableMoney:
    """The money of one stream, and the slices made of it so far; `left` is what cuts leave."""

    stream: str
    lifts: tuple[Lift, ...]
    transfers: Sequence[Transfer]
    number: NumberOfRuleGroup
    left: float
    slices: list[BudgetSlice]

    def add(
        self, down: frozenset[Lift], fixed: float, moving: float, addition_share: float
    ) -> None:
        """Add a source slice and a transfer slice per transfer, under the lifts that are down.

        Args:
            down: The lifts that are down
            fixed: The share of the budget in the source slice at θ = 0 (see `BudgetSlice`)
            moving: What θ adds to that share
            addition_share: The share of an addition to the budget
        """
        own = tuple(lift for lift in self.lifts if lift in down)
        source = len(self.slices)
        amounts = (fixed, moving, addition_share)
        self._append(self.number(self.stream, own), 0, amounts, source)
        for transfer in self.transfers:
            group = self.number(transfer.to_stream, _with_lifts(own, transfer, down))
            fixed, moving, addition_share = (transfer.share * amount for amount in amounts)
            self._append(group, 0, (fixed, moving, addition_share), source, transfer)

    def add_by_indicator(
        self, down: frozenset[Lift], weight: float, indicators: Mapping[str, int]
    ) -> None:
        """Add a source slice under current rules and one under the lifts, of this share.

        The θ of the stream moves the money from the one to the other. Each has a transfer slice
        under current rules and one under the lifts, between which the θ of the stream that it moves
        to decides. Where every θ is 0 or 1, one source slice and one of its transfer slices have
        the money and the others nothing; so a program with θ between them bounds every choice.

        Args:
            down: The lifts that are down
            weight: The share of the money on which they are
            indicators: The number of the θ of each lifted stream
        """
        indicator = indicators.get(self.stream, 0)
        sources: list[tuple[tuple[Lift, ...], float, float]] = [((), 1.0, 0.0)]
        if self.lifts:
            sources = [((), 1.0, -1.0), (self.lifts, 0.0, self.left)]
        for lifts, fixed, moving in sources:
            own = tuple(lift for lift in lifts if lift in down)
            source, addition = len(self.slices), 0.0 if lifts else weight
            amounts = (weight * fixed, weight * moving, addition)
            self._append(self.number(self.stream, own), indicator, amounts, source)
            for transfer in self.transfers:
                scale, addition_share = transfer.share * weight, transfer.share * addition
                current = self.number(transfer.to_stream, own)
                if all(lift in lifts for lift in transfer.lifts):
                    # The other stream brings no lift of its own, so the θ of this one decides.
                    amounts = (scale * fixed, scale * moving, addition_share)
                    self._append(current, indicator, amounts, source, transfer)
                    continue
                lifted = self.number(transfer.to_stream, _with_lifts(own, transfer, down))
                most = scale * (self.left if lifts else 1.0)
                theirs = indicators[transfer.to_stream]
                self._append(current, theirs, (most, -most, addition_share), source, transfer)
                self._append(lifted, theirs, (0.0, most, 0.0), source, transfer)

    def _append(
        self,
        rule_group: int,
        indicator: int,
        amounts: tuple[float, float, float],
        source: int,
        transfer: Transfer | None = None,
    ) -> None:
        """Append a source slice, or a transfer slice, with (fixed, moving, addition share)."""
        to_stream, share = (transfer.to_stream, transfer.share) if transfer else (None, None)
        self.slices.append(BudgetSlice(rule_group, indicator, *amounts, source, to_stream, share))


def _with_lifts(
    own: tuple[Lift, ...], transfer: Transfer, down: frozenset[Lift]
) -> tuple[Lift, ...]:
    """Return the lifts of both streams that are down, each once."""
    return tuple(dict.fromkeys((*own, *(lift for lift in transfer.lifts if lift in down))))
