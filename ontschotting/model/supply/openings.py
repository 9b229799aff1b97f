"""The (plan type, purpose) pairs that money may pay for."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.case import Case
from ontschotting.model.supply.rule_groups import RuleGroup

Pairs = frozenset[tuple[str, str]]
"""(plan type, purpose)"""


def requested_pairs(case: Case) -> Pairs:
    """Return the pairs for which a recipe asks money."""
    costs = case.costs.filter(pl.col("eur_per_unit") > 0)
    return frozenset(costs.select("plan_type", "purpose").unique().iter_rows())


def openings_of(case: Case, rule_groups: Sequence[RuleGroup], requested: Pairs) -> list[Pairs]:
    """Return for each rule group the requested pairs that its purpose wall leaves open.

    Args:
        case: The case, with its earmarks
        rule_groups: The rule groups
        requested: The pairs to look at
    """
    earmarks: dict[str, list[tuple[str, str | None]]] = {}
    rows = case.earmarks.select("stream", "purpose", "plan_type")
    for stream, purpose, plan_type in rows.iter_rows():
        earmarks.setdefault(stream, []).append((purpose, plan_type))
    by_stream = {
        stream: frozenset(pair for pair in requested if _is_earmarked(pair, rows_of_stream))
        for stream, rows_of_stream in earmarks.items()
    }
    return [
        requested
        if group.opens_all_purposes
        else by_stream.get(group.stream, frozenset())
        | {pair for pair in requested if pair[1] in group.opened_purposes}
        for group in rule_groups
    ]


def _is_earmarked(pair: tuple[str, str], rows: Sequence[tuple[str, str | None]]) -> bool:
    """Say whether an earmark row names the purpose (or `*`) and the plan type (or nothing)."""
    plan_type, purpose = pair
    return any(p in ("*", purpose) and t in (None, plan_type) for p, t in rows)
