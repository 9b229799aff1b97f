"""Stacking sets: which rule groups may together pay for one unit of a plan.

They are the maximal sets without an exclusion between two members, with and without each stream
that has a minimum share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations


def stacking_sets(
    members: Iterable[int], conflicts: Mapping[int, frozenset[int]], binding: Mapping[int, str]
) -> list[frozenset[int]]:
    """Return the maximal compatible sets, for every choice of streams that stay out.

    Whether a unit is paid from a stream with a minimum share decides whether it counts, so it must
    be possible to leave that stream out. For any streams W that may pay for one unit, the choice
    that leaves out the others with a minimum share has a maximal set around W that holds none of
    them; so no way to pay is lost.

    Args:
        members: The rule groups
        conflicts: For each rule group, those it cannot stand beside
        binding: The rule groups on which a minimum share stands, with their stream
    """
    everyone = frozenset(members)
    streams = sorted({binding[member] for member in everyone if member in binding})
    left_out = [
        frozenset(choice)
        for size in range(len(streams) + 1)
        for choice in combinations(streams, size)
    ]
    sets = {
        compatible
        for streams_out in left_out
        for compatible in maximal_compatible_sets(
            (member for member in everyone if binding.get(member) not in streams_out), conflicts
        )
    }
    return sorted(sets, key=sorted)


def maximal_compatible_sets(
    members: Iterable[int], conflicts: Mapping[int, frozenset[int]]
) -> list[frozenset[int]]:
    """Return the maximal subsets without a conflict, sorted; one empty set without members.

    Bron and Kerbosch with a pivot, on the complement graph (Algorithm 457, Communications of the
    ACM 16, 1973).

    Args:
        members: The rule groups
        conflicts: For each rule group, those it cannot stand beside
    """
    everyone = frozenset(members)
    compatible = {
        member: everyone - conflicts.get(member, frozenset()) - {member} for member in everyone
    }
    sets: list[frozenset[int]] = []

    def grow(chosen: frozenset[int], candidates: frozenset[int], done: frozenset[int]) -> None:
        if not candidates and not done:
            sets.append(chosen)
            return
        pivot = max(candidates | done, key=lambda member: len(compatible[member] & candidates))
        for member in sorted(candidates - compatible[pivot]):
            near = compatible[member]
            grow(chosen | {member}, candidates & near, done & near)
            candidates -= {member}
            done |= {member}

    grow(frozenset(), everyone, frozenset())
    return sorted(sets, key=sorted)
