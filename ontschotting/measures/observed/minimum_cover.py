"""The least number of streams that together open every purpose of one unit, exactly."""

from __future__ import annotations

from collections.abc import Mapping

_State = tuple[frozenset[str], frozenset[str]]
"""The purposes that a set of streams covers, and those of its streams that exclude others."""


def minimum_cover(
    requested: frozenset[str],
    opened: Mapping[str, frozenset[str]],
    excluded: Mapping[str, frozenset[str]],
) -> tuple[str, ...] | None:
    """Return a smallest set of streams that opens every purpose, or None when there is none.

    No two of its streams exclude each other. The search is exact. Sets grow by one stream a round,
    so the first set that covers everything is a smallest one. Two shortcuts lose nothing. Only
    streams for the first missing purpose are tried, since every cover needs one. Of several sets
    that cover the same purposes and contain the same excluding streams, only one is extended.

    Args:
        requested: The purposes to cover
        opened: For each stream that may be chosen, the purposes it opens
        excluded: For each stream with exclusions, the streams it never goes with
    """
    purposes = sorted(requested)
    opponents = {stream: excluded.get(stream, frozenset()) & opened.keys() for stream in opened}
    choices = _choices(requested, opened, opponents)
    sets: dict[_State, tuple[str, ...]] = {(frozenset(), frozenset()): ()}
    for _ in range(len(purposes) + 1):
        grown: dict[_State, tuple[str, ...]] = {}
        for (covered, excluding), chosen in sets.items():
            missing = next((purpose for purpose in purposes if purpose not in covered), None)
            if missing is None:
                return tuple(sorted(chosen))
            for stream, opens in choices.items():
                if missing in opens and not opponents[stream] & excluding:
                    added = {stream} if opponents[stream] else frozenset()
                    grown.setdefault((covered | opens, excluding | added), (*chosen, stream))
        sets = grown
    return None


def _choices(
    requested: frozenset[str],
    opened: Mapping[str, frozenset[str]],
    opponents: Mapping[str, frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Return what each stream opens of the purposes, without streams that are never needed.

    A stream that excludes nobody and opens the same does at least as well.
    """
    choices: dict[str, frozenset[str]] = {}
    without_exclusions: set[frozenset[str]] = set()
    for stream in sorted(opened):
        opens = opened[stream] & requested
        if opens and opens not in without_exclusions:
            choices[stream] = opens
            if not opponents[stream]:
                without_exclusions.add(opens)
    return choices
