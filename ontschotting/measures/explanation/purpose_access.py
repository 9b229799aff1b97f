"""Which purposes a stream may pay for in an area, and which walls keep it from the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.unchecked import case_of_checked
from ontschotting.model.demand import build_demand
from ontschotting.model.eligibility import eligible_arcs
from ontschotting.model.supply.budget_pools import aggregate_budgets
from ontschotting.model.supply.split_budgets import split_budgets
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime, lift

ARC_CLOSING_WALLS = ("purpose", "period", "threshold", "assurance")
"""The walls that can keep money that reaches an area away from a purpose there."""


@dataclass(frozen=True)
class PurposeAccess:
    """What one stream may pay for in an area.

    Attributes:
        pays: The purposes it may pay for by its own rules
        kept_out: The other purposes, each with the walls of which one alone keeps the stream out
            (`land: purpose, period`), or with `several`
        moves: The purposes, not among `pays`, that a share of it may pay for by the rules of
            another stream, to which it may move
    """

    pays: list[str]
    kept_out: list[str]
    moves: list[str]


def purpose_access(
    case: Case, stream: str, plans: frozenset[str], purposes: Iterable[str]
) -> PurposeAccess:
    """Return which of some purposes a stream may pay for on some plans.

    Args:
        case: The case
        stream: The stream
        plans: The plans of the area
        purposes: The purposes to answer for, in their order
    """
    budgets = case.budgets.filter(pl.col("stream") == stream)
    alone = case_of_checked({**case.tables, "budgets": budgets})
    own, moved = _open_purposes(case, alone, CURRENT, plans)
    open_without = {
        wall: _open_purposes(case, alone, lift(wall, streams=[stream], awarded=True), plans)[0]
        for wall in ARC_CLOSING_WALLS
    }
    pays, kept_out = [], []
    for purpose in purposes:
        if purpose in own:
            pays.append(purpose)
            continue
        walls = [wall for wall in ARC_CLOSING_WALLS if purpose in open_without[wall]]
        kept_out.append(f"{purpose}: {', '.join(walls) or 'several'}")
    moves = [purpose for purpose in purposes if purpose in moved - own]
    return PurposeAccess(pays, kept_out, moves)


def _open_purposes(
    case: Case, alone: Case, regime: Regime, plans: frozenset[str]
) -> tuple[set[str], set[str]]:
    """Return the purposes that money may pay for by its own rules, and after it has moved.

    Args:
        case: The case
        alone: The case with only that money
        regime: Which walls fall
        plans: The plans to pay for
    """
    supply = split_budgets(alone, regime)
    demand = build_demand(case, supply.assured_years)
    pools = aggregate_budgets(alone, supply, demand)
    arcs = eligible_arcs(pools, demand)
    paid = demand.payments[["plan", "purpose"]][arcs.payment].rows()
    is_moved = pools.table["to_stream"].is_not_null().to_numpy()[arcs.pool]
    open_purposes = {
        (purpose, moved)
        for (plan, purpose), moved in zip(paid, is_moved.tolist(), strict=True)
        if plan in plans
    }
    own, moved = ({name for name, kind in open_purposes if kind is of} for of in (False, True))
    return own, moved
