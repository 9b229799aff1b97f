"""By which rules the money of a stream may pay.

Its own, and those of the streams that a share of it may move to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import polars as pl

from ontschotting.case.case import Case

PaymentOption = tuple[str, str]
"""The stream whose money it is, and the stream by whose rules it pays."""


def moves(case: Case) -> dict[str, dict[str, float]]:
    """For each stream with money that may move, the streams that it may move to and the shares.

    A share of zero moves nothing.
    """
    found: dict[str, dict[str, float]] = {}
    for stream, to_stream, share in (
        case.transfers.filter(pl.col("share") > 0)
        .select("stream", "to_stream", "share")
        .iter_rows()
    ):
        found.setdefault(stream, {})[to_stream] = share
    return found


def payment_options(
    opens: Mapping[PaymentOption, frozenset[str]], excluded: Mapping[str, frozenset[str]]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Every use of one stream on one unit, and the uses that never go with it.

    What `least_cover` chooses from, each counted as one stream.

    A use is a set of ways of one stream without an exclusion between them. A way that opens no more
    than another one of the stream, and goes with no rules that the other does not go with, is never
    needed. Its name is that of the stream, followed in brackets by the rules it pays by where these
    are not its own alone.

    Args:
        opens: For each way, the purposes that it opens
        excluded: For each stream with exclusions, the streams whose rules never go with its own
    """
    ways: dict[str, list[str]] = {}
    for stream, by in sorted(opens):
        ways.setdefault(stream, []).append(by)
    purposes: dict[str, frozenset[str]] = {}
    by_rules: dict[str, frozenset[str]] = {}
    for stream, choices in ways.items():
        for some in _together(_needed(stream, choices, opens, excluded), excluded):
            name = stream if some == (stream,) else f"{stream} [{', '.join(some)}]"
            purposes[name] = frozenset().union(*(opens[stream, one] for one in some))
            by_rules[name] = frozenset(some)
    shut = {
        name: frozenset[str]().union(*(excluded.get(one, frozenset()) for one in rules))
        for name, rules in by_rules.items()
    }
    rivals = {
        name: frozenset(other for other, rules in by_rules.items() if rules & shut[name])
        for name in by_rules
        if shut[name]
    }
    return purposes, rivals


def _needed(
    stream: str,
    rules: list[str],
    opens: Mapping[PaymentOption, frozenset[str]],
    excluded: Mapping[str, frozenset[str]],
) -> list[str]:
    kept: list[str] = []
    for one in sorted(
        rules,
        key=lambda name: (
            name != stream,
            -len(opens[stream, name]),
            len(excluded.get(name, ())),
            name,
        ),
    ):
        if not any(
            opens[stream, one] <= opens[stream, other]
            and excluded.get(other, frozenset()) <= excluded.get(one, frozenset())
            for other in kept
        ):
            kept.append(one)
    return sorted(kept)


def _together(
    rules: list[str], excluded: Mapping[str, frozenset[str]]
) -> Iterable[tuple[str, ...]]:
    for size in range(1, len(rules) + 1):
        for some in combinations(rules, size):
            if not any(two in excluded.get(one, ()) for one, two in combinations(some, 2)):
                yield some
