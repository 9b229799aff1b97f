"""What exclusions rule out: they work both ways, whichever stream has the rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ontschotting.case.case_tables import CaseTables

Thing = TypeVar("Thing")


def exclusions(case: CaseTables) -> dict[str, frozenset[str]]:
    """Return for each stream with exclusions the streams that it never pays together with."""
    return both_ways(case.exclusions.select("stream", "excludes").iter_rows())


def both_ways(pairs: Iterable[tuple[Thing, Thing]]) -> dict[Thing, frozenset[Thing]]:
    """Return for each thing in a pair all that it is paired with.

    Args:
        pairs: Two things that exclude each other, in either order
    """
    opponents: dict[Thing, set[Thing]] = {}
    for first, second in pairs:
        opponents.setdefault(first, set()).add(second)
        opponents.setdefault(second, set()).add(first)
    return {thing: frozenset(others) for thing, others in opponents.items()}
