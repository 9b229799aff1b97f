"""Tells two regimes of a case apart by the rules they set, not by how they are written."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from ontschotting.case.case import Case
from ontschotting.case.facts.once import once_per_case
from ontschotting.model.supply.split_budgets import budget_shares
from ontschotting.regime.regime import Regime


@once_per_case
def rules_of(case: Case, regime: Regime, open_share: bool = False) -> Hashable:
    """Return what a regime does to the money of a case: equal for regimes with one program.

    The rules of every part of the money, and how much of it there is. A rule that has no row in the
    tables for a stream cannot tell two regimes apart.

    Args:
        case: The case
        regime: Which walls fall
        open_share: Whether the free share of every lift is left open
    """
    shares = budget_shares(case, regime, open_share)
    excluding = set(case.exclusions["stream"].to_list())
    ceilings = set(case.ceilings["stream"].to_list())
    sharing = set(case.minimum_shares["stream"].to_list())
    rule_groups = tuple(
        replace(
            group,
            stacking_stands=group.stacking_stands and group.stream in excluding,
            ceilings_stand=group.ceilings_stand and group.stream in ceilings,
            minimum_shares_stand=group.minimum_shares_stand and group.stream in sharing,
        )
        for group in shares.rule_groups
    )
    return rule_groups, shares.slices, shares.transfers
