"""The rule groups that stacking sets keep apart: by an exclusion, or by a minimum share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from ontschotting.case.case import Case
from ontschotting.case.facts.exclusions import both_ways
from ontschotting.model.supply.rule_groups import RuleGroup

Conflicts = dict[int, frozenset[int]]
"""For each rule group that is in an exclusion, the rule groups it cannot stand beside."""


def conflicts_of(case: Case, rule_groups: Sequence[RuleGroup]) -> Conflicts:
    """Return which rule groups exclude each other on a plan.

    An exclusion is a rule of its first stream: it falls for a rule group on which `stacking` is
    lifted, and otherwise hits every rule group of the other stream. Rule groups of one stream never
    exclude each other.

    Args:
        case: The case, with its exclusions
        rule_groups: The rule groups of a regime
    """
    by_stream: dict[str, list[int]] = {}
    for number, group in enumerate(rule_groups):
        by_stream.setdefault(group.stream, []).append(number)
    return both_ways(
        pair
        for stream, excluded in case.exclusions[["stream", "excludes"]].iter_rows()
        if excluded != stream
        for pair in product(
            (n for n in by_stream.get(stream, []) if rule_groups[n].stacking_stands),
            by_stream.get(excluded, []),
        )
    )


def minimum_share_groups(case: Case, rule_groups: Sequence[RuleGroup]) -> dict[int, bool]:
    """Return the rule groups of streams with a minimum share, and whether it stands on each.

    A stream is left out where the share stands on none of its rule groups. A share of zero asks
    nothing.

    Args:
        case: The case, with its minimum shares
        rule_groups: The rule groups of a regime
    """
    shares = case.minimum_shares[["stream", "min_share"]].iter_rows()
    streams = {stream for stream, share in shares if share > 0}
    standing = {
        group.stream
        for group in rule_groups
        if group.minimum_shares_stand and group.stream in streams
    }
    return {
        number: group.minimum_shares_stand
        for number, group in enumerate(rule_groups)
        if group.stream in standing
    }
