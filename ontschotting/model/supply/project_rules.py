"""The rules of streams about a plan as one project: what applying costs, and the least award."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.model.supply.rule_groups import RuleGroup


def project_rules(rule_groups: Sequence[RuleGroup]) -> pl.DataFrame:
    """Return the fixed cost and the least award of each stream on which one of them stands.

    The rule groups of a stream count together: its fixed cost is paid once for all of them, and may
    come from budgets of any; its least award may be reached by the money of all.

    Args:
        rule_groups: The rule groups of a regime

    Returns:
        `stream`, `fixed_eur_per_plan`, `min_award_eur`, zero where no such rule stands; sorted.
    """
    fixed: dict[str, float] = {}
    awards: dict[str, float] = {}
    for group in rule_groups:
        fixed[group.stream] = max(fixed.get(group.stream, 0.0), group.fixed_eur_per_plan)
        awards[group.stream] = max(awards.get(group.stream, 0.0), group.min_award_eur)
    rows = [
        (name, fixed[name], awards[name]) for name in sorted(fixed) if fixed[name] + awards[name]
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


_SCHEMA = {"stream": pl.String, "fixed_eur_per_plan": pl.Float64, "min_award_eur": pl.Float64}
