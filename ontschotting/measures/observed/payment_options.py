"""By which rules the money of a stream may pay: its own, and those of streams it may move to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import polars as pl

from ontschotting.case.case import Case

PaymentOption = tuple[str, str]
"""The stream whose money it is, and the stream by whose rules it pays."""


def transfer_shares(case: Case) -> dict[str, dict[str, float]]:
    """Return for each stream whose money may move the streams it may move to, with the shares.

    A share of zero moves nothing.
    """
    shares: dict[str, dict[str, float]] = {}
    transfers = case.transfers.filter(pl.col("share") > 0)
    for stream, to_stream, share in transfers.select("stream", "to_stream", "share").iter_rows():
        shares.setdefault(stream, {})[to_stream] = share
    return shares


def payment_options(
    opens: Mapping[PaymentOption, frozenset[str]], excluded: Mapping[str, frozenset[str]]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return every use of one stream on one unit, and the uses that never go with it.

    `minimum_cover` chooses from them, each counted as one stream.

    A use is a set of options of one stream without an exclusion between their rules. An option is
    left out when another option of the stream opens at least the same purposes and can be combined
    with at least the same rules. The name of a use is that of the stream, followed in brackets by
    the rules it pays by where these are not its own alone.

    Args:
        opens: For each option, the purposes that it opens
        excluded: For each stream with exclusions, the streams whose rules never go with its own
    """
    rules_of: dict[str, list[str]] = {}
    for stream, rule_stream in sorted(opens):
        rules_of.setdefault(stream, []).append(rule_stream)
    purposes: dict[str, frozenset[str]] = {}
    rules_of_use: dict[str, frozenset[str]] = {}
    for stream, rules in rules_of.items():
        needed = _needed_rules(stream, rules, opens, excluded)
        for combination in _compatible_sets(needed, excluded):
            name = stream if combination == (stream,) else f"{stream} [{', '.join(combination)}]"
            purposes[name] = frozenset().union(*(opens[stream, each] for each in combination))
            rules_of_use[name] = frozenset(combination)
    opponents = {
        name: frozenset[str]().union(*(excluded.get(each, frozenset()) for each in rules))
        for name, rules in rules_of_use.items()
    }
    excluded_uses = {
        name: frozenset(other for other, rules in rules_of_use.items() if rules & opponents[name])
        for name in rules_of_use
        if opponents[name]
    }
    return purposes, excluded_uses


def _needed_rules(
    stream: str,
    rules: list[str],
    opens: Mapping[PaymentOption, frozenset[str]],
    excluded: Mapping[str, frozenset[str]],
) -> list[str]:
    """Return the rules of a stream without those that others do better than, sorted."""

    def order(name: str) -> tuple[bool, int, int, str]:
        return (
            name != stream,
            -len(opens[stream, name]),
            len(excluded.get(name, ())),
            name,
        )

    def is_no_better(name: str, other: str) -> bool:
        return opens[stream, name] <= opens[stream, other] and excluded.get(
            other, frozenset()
        ) <= excluded.get(name, frozenset())

    needed: list[str] = []
    for name in sorted(rules, key=order):
        if not any(is_no_better(name, other) for other in needed):
            needed.append(name)
    return sorted(needed)


def _compatible_sets(
    rules: list[str], excluded: Mapping[str, frozenset[str]]
) -> Iterable[tuple[str, ...]]:
    """Yield every set of rules of which no two exclude each other."""
    for size in range(1, len(rules) + 1):
        for combination in combinations(rules, size):
            if not any(
                second in excluded.get(first, ()) for first, second in combinations(combination, 2)
            ):
                yield combination
