"""What earmarks leave open: the pairs of a plan type and a purpose that each stream may pay for."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case_tables import CaseTables

Pair = tuple[str, str]
"""A plan type and a purpose."""


def requested_pairs(case: CaseTables) -> frozenset[Pair]:
    """Return the pairs for which a recipe asks money."""
    costs = case.costs.filter(pl.col("eur_per_unit") > 0)
    return frozenset(costs.select("plan_type", "purpose").unique().iter_rows())


def earmarked_pairs(case: CaseTables, pairs: frozenset[Pair]) -> dict[str, frozenset[Pair]]:
    """Return for each stream the pairs that its earmarks leave open.

    An earmark names a purpose, or `*` for any, and a plan type, or none for any. A stream without
    earmarks may pay for nothing.

    Args:
        case: The case, with its earmarks
        pairs: The pairs to choose from, such as `requested_pairs(case)`
    """
    opened: dict[str, set[Pair]] = {stream: set() for stream in case.streams["stream"].to_list()}
    rows = case.earmarks.select("stream", "purpose", "plan_type").iter_rows()
    for stream, purpose, plan_type in rows:
        opened[stream] |= {
            pair for pair in pairs if plan_type in (None, pair[0]) and purpose in ("*", pair[1])
        }
    return {stream: frozenset(of_stream) for stream, of_stream in opened.items()}
