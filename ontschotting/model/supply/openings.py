"""The (plan type, purpose) pairs that the money of a rule group may pay for."""

from __future__ import annotations

from collections.abc import Sequence

from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import Pair, earmarked_pairs
from ontschotting.model.supply.rule_groups import RuleGroup

Pairs = frozenset[Pair]


def openings_of(case: Case, rule_groups: Sequence[RuleGroup], requested: Pairs) -> list[Pairs]:
    """Return for each rule group the requested pairs that its purpose wall leaves open.

    Args:
        case: The case, with its earmarks
        rule_groups: The rule groups
        requested: The pairs to look at
    """
    earmarked = earmarked_pairs(case, requested)
    return [
        requested
        if group.opens_all_purposes
        else earmarked[group.stream]
        | {pair for pair in requested if pair[1] in group.opened_purposes}
        for group in rule_groups
    ]
