"""What earmarks leave open: the pairs of a plan type and a purpose that each stream may pay for."""

from __future__ import annotations

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.once import once_per_case

Pair = tuple[str, str]
"""A plan type and a purpose."""


@once_per_case
def requested_pairs(case: CaseTables) -> frozenset[Pair]:
    """Return the pairs for which a recipe asks money."""
    costs = case.costs[["plan_type", "purpose", "eur_per_unit"]].iter_rows()
    return frozenset((plan_type, purpose) for plan_type, purpose, eur in costs if eur > 0)


@once_per_case
def earmarked_pairs(case: CaseTables, pairs: frozenset[Pair]) -> dict[str, frozenset[Pair]]:
    """Return for each stream the pairs that its earmarks leave open.

    An earmark names a purpose, or `*` for any, and a plan type, or none for any. A stream without
    earmarks may pay for nothing.

    Args:
        case: The case, with its earmarks
        pairs: The pairs to choose from, such as `requested_pairs(case)`
    """
    opened: dict[str, set[Pair]] = {stream: set() for stream in case.streams["stream"].to_list()}
    rows = case.earmarks[["stream", "purpose", "plan_type"]].iter_rows()
    for stream, purpose, plan_type in rows:
        opened[stream] |= {
            pair for pair in pairs if plan_type in (None, pair[0]) and purpose in ("*", pair[1])
        }
    return {stream: frozenset(of_stream) for stream, of_stream in opened.items()}
