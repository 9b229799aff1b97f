"""The least number of streams that together may pay for every purpose of one unit, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.measures.observed.payment_options import PaymentOption, moves, payment_options

Pair = tuple[str, str]
"""A plan type and a purpose."""

MONEY = ("state", "open", "earmarked", "all")
"""Which streams may be combined: every stream but own money; those of them with money that is not
awarded; those of them whose earmark names purposes (`*`, any purpose, left out); and every stream,
own money too.
"""

_COLUMNS: dict[str, Any] = {
    "money": pl.String,
    "region": pl.String,
    "plan_type": pl.String,
    "units": pl.Float64,
    "purposes": pl.Int64,
    "streams": pl.Int64,
    "least_streams": pl.Int64,
    "uncovered": pl.String,
    "example": pl.String,
}


def asked_pairs(case: Case) -> frozenset[Pair]:
    """The (plan type, purpose) pairs that a recipe asks money for."""
    return frozenset(
        case.costs.filter(pl.col("eur_per_unit") > 0)
        .select("plan_type", "purpose")
        .unique()
        .iter_rows()
    )


def opened_pairs(case: Case) -> dict[str, frozenset[Pair]]:
    """For each stream, the asked pairs that its earmarks leave open."""
    asked = asked_pairs(case)
    opened: dict[str, set[Pair]] = {stream: set() for stream in case.streams["stream"].to_list()}
    for stream, purpose, plan_type in case.earmarks.select(
        "stream", "purpose", "plan_type"
    ).iter_rows():
        opened[stream] |= {
            pair for pair in asked if plan_type in (None, pair[0]) and purpose in ("*", pair[1])
        }
    return {stream: frozenset(pairs) for stream, pairs in opened.items()}


def exclusions(case: Case) -> dict[str, frozenset[str]]:
    """For each stream with exclusions, the streams it never pays together with.

    An exclusion works both ways, whoever's rule it is.
    """
    found: dict[str, set[str]] = {}
    for one, other in case.exclusions.select("stream", "excludes").iter_rows():
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {stream: frozenset(others) for stream, others in found.items()}


def minimum_cover(
    asked: frozenset[str],
    opened: Mapping[str, frozenset[str]],
    excluded: Mapping[str, frozenset[str]],
) -> tuple[str, ...] | None:
    """A smallest set of streams that together open every purpose asked and of which no two exclude
    each other; None when there is none.

    Exact: the sets grow one stream a round, so the first to cover everything is a smallest. Every
    set must hold a stream for the first purpose still missing, so only those are tried; and sets
    that cover the same, with the same streams that exclude others, have the same future, so one of
    them is kept.

    Args:
        opened: For each stream that may be chosen, the purposes it opens
        excluded: For each stream with exclusions, the streams it never goes with
    """
    purposes = sorted(asked)
    choices: dict[str, frozenset[str]] = {}
    free: set[frozenset[str]] = set()
    for stream in sorted(opened):
        opens, rivals = opened[stream] & asked, excluded.get(stream, frozenset()) & opened.keys()
        # a stream that excludes nobody and opens the same does at least as well
        if opens and opens not in free:
            choices[stream] = opens
            if not rivals:
                free.add(opens)
    bound = {stream for stream in choices if excluded.get(stream, frozenset()) & opened.keys()}
    sets: dict[tuple[frozenset[str], frozenset[str]], tuple[str, ...]] = {
        (frozenset(), frozenset()): ()
    }
    for _ in range(len(purposes) + 1):
        grown: dict[tuple[frozenset[str], frozenset[str]], tuple[str, ...]] = {}
        for (covered, binding), chosen in sets.items():
            missing = next((purpose for purpose in purposes if purpose not in covered), None)
            if missing is None:
                return tuple(sorted(chosen))
            for stream, opens in choices.items():
                if missing in opens and not excluded.get(stream, frozenset()) & binding:
                    state = (covered | opens, binding | {stream} if stream in bound else binding)
                    grown.setdefault(state, (*chosen, stream))
        sets = grown
    return None


def combine(case: Case) -> pl.DataFrame:
    """For each region and plan type the least number of streams that one unit needs.

    Returns `money`, `region`, `plan_type`, `units` (capacity of the plans), `purposes` (that the
    recipe asks for), `streams` (that may pay for some of them), `least_streams` (None when no
    combination covers all), `uncovered` (purposes that no stream may pay) and `example` (one
    smallest combination).

    Money that may move to another stream (*transfers*) may also pay by the rules of that one, and
    is still one stream; in `example` these rules stand in brackets. A stream counts for a plan when
    it has money in reach of that plan in some year, an open earmark, and a threshold that the plan
    meets; streams that exclude each other are never combined. Amounts, years, caps and co-financing
    are left aside and can only ask for more streams: the number is a least for a unit whose whole
    recipe must be paid; what opening work has paid already is not taken off. Of several plans of
    one type in a region the one that needs fewest streams speaks.
    """
    areas, opened, excluded = Areas(case), opened_pairs(case), exclusions(case)
    asked: dict[str, frozenset[str]] = {
        plan_type: frozenset() for plan_type in case.plans["plan_type"].unique().to_list()
    }
    for plan_type, purpose in asked_pairs(case):
        asked[plan_type] = asked.get(plan_type, frozenset()) | {purpose}
    anything = set(
        case.earmarks.filter(pl.col("purpose") == "*").select("stream", "plan_type").iter_rows()
    )
    reaching = _ways_of_plans(case, areas)
    known: dict[Any, tuple[str, ...] | None] = {}
    best: dict[tuple[str, str, str], dict[str, Any]] = {}
    rank = {money: place for place, money in enumerate(MONEY)}
    for plan, region, plan_type, units in (
        case.plans.select("plan", "region", "plan_type", "capacity_units").sort("plan").iter_rows()
    ):
        wanted = asked[plan_type]
        for money in MONEY:
            ways = {
                way: frozenset(p for t, p in opened[way[1]] if t == plan_type)
                for way in reaching[money].get(plan, ())
            }
            dropped = {
                stream
                for way in ways
                for stream in way
                if money == "earmarked"
                and not {(stream, None), (stream, plan_type)}.isdisjoint(anything)
            }
            ways = {
                way: purposes
                for way, purposes in ways.items()
                if purposes and dropped.isdisjoint(way)
            }
            streams = {stream for stream, _ in ways}
            key = (plan_type, frozenset(ways))
            if key not in known:
                known[key] = minimum_cover(wanted, *payment_options(ways, excluded))
            chosen, nobody = known[key], wanted.difference(*ways.values())
            row = {
                "money": money,
                "region": region,
                "plan_type": plan_type,
                "units": units,
                "purposes": len(wanted),
                "streams": len(streams),
                "least_streams": None if chosen is None else len(chosen),
                "uncovered": "; ".join(sorted(nobody)) or None,
                "example": None if chosen is None else "; ".join(chosen),
            }
            place = (money, region, plan_type)
            before = best.get(place)
            total = units + (before["units"] if before else 0.0)
            best[place] = min((before, row), key=_need) if before else row
            best[place]["units"] = total
    return pl.DataFrame(
        [best[place] for place in sorted(best, key=lambda one: (rank[one[0]], *one[1:]))],
        schema=_COLUMNS,
    )


def _need(row: dict[str, Any]) -> tuple[bool, int, int]:
    """Fewest streams first; what no combination covers last, fewest missing purposes first."""
    least, uncovered = row["least_streams"], row["uncovered"]
    return least is None, least or 0, len(uncovered.split("; ")) if uncovered else 0


def _ways_of_plans(case: Case, areas: Areas) -> dict[str, dict[str, set[PaymentOption]]]:
    """For each kind of money and plan, the streams whose money reaches the plan, with their own
    rules and those they may move to, where the plan meets the threshold of these rules.
    """
    rules = {row["stream"]: row for row in case.streams.iter_rows(named=True)}
    capacity = dict(case.plans.select("plan", "capacity_units").iter_rows())
    funded = (
        case.budgets.filter(pl.col("amount_eur") > 0)
        .select("stream", "level", "area", pl.col("awarded").fill_null(False))
        .unique()
        .sort(pl.all())
    )
    found: dict[str, dict[str, set[PaymentOption]]] = {money: {} for money in MONEY}
    further = moves(case)
    for stream, level, area, awarded in funded.iter_rows():
        own = bool(rules[stream]["counts_as_cofinancing"])
        kinds = [
            "all",
            *([] if own else ["state", "earmarked"]),
            *([] if own or awarded else ["open"]),
        ]
        for by in (stream, *further.get(stream, ())):
            low, high = rules[by]["min_plan_units"], rules[by]["max_plan_units"]
            for plan in areas.plans_in(level, area):
                if (low is None or capacity[plan] >= low) and (
                    high is None or capacity[plan] <= high
                ):
                    for kind in kinds:
                        found[kind].setdefault(plan, set()).add((stream, by))
    return found
