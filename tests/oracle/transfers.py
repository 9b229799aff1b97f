"""Money that may move, spelled out.

Every budget with each of its twins, written only from decision 9 and the model.

A lift acts on moved money when it acts on the stream that the money is of or on the stream that it
moves to. Of a lift with a free share below one the acted-on part is that share of the whole budget,
at home and moved alike; a cut is one of the streams in its lift.
"""

from __future__ import annotations

from itertools import chain, combinations

from tests.oracle.facts import (
    ONE,
    PHI,
    RHO,
    Facts,
    Key,
    Piece,
    Regime,
    Row,
    Sum,
    acting_lifts,
    times,
)


def moves_of(facts: Facts, stream: str) -> list[tuple[str, float]]:
    """(to_stream, share) of every row that moves something."""
    return [
        (row["to_stream"], row["share"])
        for row in facts.rows("transfers")
        if row["stream"] == stream and row["share"]
    ]


def acting_there(facts: Facts, regime: Regime, budget: Row, to_stream: str) -> frozenset[int]:
    """The lifts that act on money of the budget once it has moved."""
    return acting_lifts(facts, regime, budget) | acting_lifts(
        facts, regime, {**budget, "stream": to_stream}
    )


def pieces_that_move(facts: Facts, regime: Regime, number: int, open_share: bool) -> list[Piece]:
    """A budget as homes and twins. `open_share`: every free share is PHI."""
    budget = facts.budgets[number]
    mine = acting_lifts(facts, regime, budget)
    there = {
        to: acting_there(facts, regime, budget, to) for to, _ in moves_of(facts, budget["stream"])
    }
    anywhere = mine.union(*there.values())
    left = 1.0
    for n in mine:
        left *= 1 - regime[n].get("cut", 0.0)
    amount = budget["amount_eur"] / facts.scale * left
    found: list[Piece] = []
    for down, money in (
        _open_parts(anywhere, amount)
        if open_share
        else _parts(regime, anywhere, amount, RHO if mine else ONE, number)
    ):
        purse = (number, down)
        found.append(Piece(number, budget["stream"], mine & down, tuple(money.items()), purse))
        for to, share in moves_of(facts, budget["stream"]):
            found.append(
                Piece(
                    number,
                    to,
                    there[to] & down,
                    tuple(times(share, money).items()),
                    purse,
                    moved=True,
                )
            )
    return found


def _open_parts(anywhere: frozenset[int], amount: float) -> list[tuple[frozenset[int], Sum]]:
    if not anywhere:
        return [(anywhere, {ONE: amount})]
    return [(anywhere, {PHI: amount}), (frozenset(), {ONE: amount, PHI: -amount})]


def _parts(
    regime: Regime, anywhere: frozenset[int], amount: float, unit: Key, number: int
) -> list[tuple[frozenset[int], Sum]]:
    """For every choice of the lifts that are down, of those with a free share, the part of the
    money for which it is so.
    """
    shared = [n for n in anywhere if regime[n].get("free_share", 1.0) < 1]
    found = []
    for free in chain.from_iterable(combinations(shared, size) for size in range(len(shared) + 1)):
        part = 1.0
        for n in shared:
            part *= regime[n]["free_share"] if n in free else 1 - regime[n]["free_share"]
        if part > 0:
            found.append(
                (anywhere - set(shared) | set(free), {unit: amount * part, ("z", number): part})
            )
    return found
