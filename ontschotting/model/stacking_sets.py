"""Which streams may stand together on a plan.

The maximal sets without an exclusion between them, with and without each stream that has a minimum
share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.model.rule_groups import RuleGroup


def excluded_pairs(case: Case, rule_groups: tuple[RuleGroup, ...]) -> dict[int, frozenset[int]]:
    """For each part, the parts it cannot stand beside.

    An exclusion is a rule of its first stream: it falls where `stacking` is lifted for that part,
    and otherwise hits every part of the other stream. Parts of one stream never exclude each other.
    """
    by_stream: dict[str, list[int]] = {}
    for number, rule_group in enumerate(rule_groups):
        by_stream.setdefault(rule_group.stream, []).append(number)
    conflicts: dict[int, set[int]] = {}
    for stream, other in case.exclusions.select("stream", "excludes").iter_rows():
        for one in by_stream.get(stream, []):
            if rule_groups[one].stacking_stands and other != stream:
                for two in by_stream.get(other, []):
                    conflicts.setdefault(one, set()).add(two)
                    conflicts.setdefault(two, set()).add(one)
    return {number: frozenset(others) for number, others in conflicts.items()}


def sharing_rule_groups(case: Case, rule_groups: tuple[RuleGroup, ...]) -> dict[int, bool]:
    """The parts of streams with a minimum share that stands on at least one of them, and whether it
    stands on this one. A share of zero asks nothing.
    """
    streams = set(case.minimum_shares.filter(pl.col("min_share") > 0)["stream"].to_list())
    memberships = {
        rule_group.stream
        for rule_group in rule_groups
        if rule_group.shares_stand and rule_group.stream in streams
    }
    return {
        number: rule_group.shares_stand
        for number, rule_group in enumerate(rule_groups)
        if rule_group.stream in memberships
    }


def stacking_sets(
    members: Iterable[int], conflicts: Mapping[int, frozenset[int]], bound: Mapping[int, str]
) -> list[frozenset[int]]:
    """The variants over `members`.

    The maximal sets, for every choice of streams with a minimum share that stay out.

    Whether a unit is paid from such a stream decides whether it counts, so it must be possible to
    leave it out. For any streams W that may pay for one unit, the choice that leaves out the others
    with a minimum share has a maximal set around W that holds no other of them; so no way to pay is
    lost.

    Args:
        bound: The parts on which a minimum share stands, with their stream
    """
    everyone = frozenset(members)
    streams = sorted({bound[one] for one in everyone if one in bound})
    choices = [
        frozenset(out) for size in range(len(streams) + 1) for out in combinations(streams, size)
    ]
    return sorted(
        {
            found
            for out in choices
            for found in maximal_compatible_sets(
                (one for one in everyone if bound.get(one) not in out), conflicts
            )
        },
        key=sorted,
    )


def maximal_compatible_sets(
    members: Iterable[int], conflicts: Mapping[int, frozenset[int]]
) -> list[frozenset[int]]:
    """The maximal subsets of `members` without a pair in `pairs`, sorted.

    One empty set when there are no members.

    Bron and Kerbosch with a pivot, on the complement graph (Algorithm 457, Communications of the
    ACM 16, 1973).
    """
    everyone = frozenset(members)
    friends = {one: everyone - conflicts.get(one, frozenset()) - {one} for one in everyone}
    found: list[frozenset[int]] = []

    def grow(chosen: frozenset[int], open_: frozenset[int], done: frozenset[int]) -> None:
        if not open_ and not done:
            found.append(chosen)
            return
        pivot = max(open_ | done, key=lambda one: len(friends[one] & open_))
        for one in sorted(open_ - friends[pivot]):
            grow(chosen | {one}, open_ & friends[one], done & friends[one])
            open_ -= {one}
            done |= {one}

    grow(frozenset(), everyone, frozenset())
    return sorted(found, key=sorted)
