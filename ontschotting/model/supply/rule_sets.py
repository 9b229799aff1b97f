"""Rule sets: the distinct rules of rule groups, numbered, so that equal rules can share a pool."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import requested_pairs
from ontschotting.model.supply.openings import Pairs, openings_of
from ontschotting.model.supply.project_rules import project_rules
from ontschotting.model.supply.rule_groups import RuleGroup


@dataclass(frozen=True, eq=False)
class RuleSets:
    """The rules of every rule group.

    Attributes:
        of_groups: The rule set of each rule group
        table: `rule_set` and its rules (see `ontschotting.model.supply.budget_pools.BudgetPools`)
        openings: `rule_set`, `plan_type`, `purpose`, `is_closed`
    """

    of_groups: tuple[int, ...]
    table: pl.DataFrame
    openings: pl.DataFrame


def number_rule_sets(
    case: Case,
    rule_groups: Sequence[RuleGroup],
    assured_years: Sequence[int],
    stacking_groups: Container[int],
    with_closed_arcs: Container[str],
) -> RuleSets:
    """Assign a number to each distinct set of rules.

    Args:
        case: The case
        rule_groups: The rule groups of a regime
        assured_years: The distinct values that separate recipe rows, sorted
        stacking_groups: The numbers of the rule groups that stacking sets keep apart; each is a
            rule set of its own
        with_closed_arcs: The streams of which the purposes that they may not pay are listed too
    """
    ceilings = set(case.ceilings["stream"].to_list())
    applying = set(project_rules(rule_groups)["stream"].to_list())
    requested = requested_pairs(case)
    numbers: dict[tuple[Any, ...], int] = {}
    matches: dict[tuple[Any, ...], int] = {}
    of_groups: list[int] = []
    table: list[tuple[Any, ...]] = []
    openings: list[tuple[int, str, str, bool]] = []
    for number, opened in enumerate(openings_of(case, rule_groups, requested)):
        group = rule_groups[number]
        closed = requested - opened if group.stream in with_closed_arcs else frozenset()
        match = None
        if group.cofinancing_share > 0:
            key = (group.cofinancing_share, opened, closed)
            match = matches.setdefault(key, len(matches))
        rules = (
            group.own,
            group.overhead_share,
            _assured_rank(group, assured_years),
            group.min_plan_units,
            group.max_plan_units,
            match,
            group.cofinancing_share,
            _capped_stream(group, ceilings),
            group.cap_eur_per_unit,
            number if number in stacking_groups else None,
            group.stream if group.stream in applying else None,
            group.fixed_eur_per_plan > 0,
            group.min_award_eur > 0,
        )
        rule_set = numbers.setdefault((*rules, opened, closed), len(numbers))
        if rule_set == len(table):
            table.append((rule_set, *rules))
            openings += _opening_rows(rule_set, opened, closed)
        of_groups.append(rule_set)
    return RuleSets(
        tuple(of_groups),
        pl.DataFrame(table, schema=_RULE_SCHEMA, orient="row"),
        pl.DataFrame(openings, schema=OPENING_SCHEMA, orient="row"),
    )


_RULE_SCHEMA = {
    "rule_set": pl.Int64,
    "own": pl.Boolean,
    "overhead_share": pl.Float64,
    "assured_rank": pl.Int64,
    "min_plan_units": pl.Float64,
    "max_plan_units": pl.Float64,
    "match": pl.Int64,
    "cofinancing_share": pl.Float64,
    "capped_stream": pl.String,
    "cap_eur_per_unit": pl.Float64,
    "stacking_group": pl.Int64,
    "project_stream": pl.String,
    "has_fixed_cost": pl.Boolean,
    "has_least_award": pl.Boolean,
}

OPENING_SCHEMA = {
    "rule_set": pl.Int64,
    "plan_type": pl.String,
    "purpose": pl.String,
    "is_closed": pl.Boolean,
}
"""What a rule set may pay for; closed where only the purpose wall forbids it."""


def _assured_rank(group: RuleGroup, assured_years: Sequence[int]) -> int:
    """Return the position of the group's `assured_years`, or one past the last without a rule."""
    if group.assured_years is None:
        return len(assured_years)
    return assured_years.index(group.assured_years)


def _capped_stream(group: RuleGroup, ceilings: Container[str]) -> str | None:
    """Return the stream where a cap or ceiling stands, which sums over the stream's money."""
    has_ceiling = group.ceilings_stand and group.stream in ceilings
    return group.stream if group.cap_eur_per_unit is not None or has_ceiling else None


def _opening_rows(rule_set: int, opened: Pairs, closed: Pairs) -> list[tuple[int, str, str, bool]]:
    return [
        (rule_set, plan_type, purpose, is_closed)
        for is_closed, pairs in ((False, opened), (True, closed))
        for plan_type, purpose in sorted(pairs)
    ]
