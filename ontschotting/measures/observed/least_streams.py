"""For each region and plan type the least number of streams that one unit needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import earmarked_pairs, requested_pairs
from ontschotting.case.facts.exclusions import exclusions
from ontschotting.measures.observed.minimum_cover import minimum_cover
from ontschotting.measures.observed.payment_options import (
    PaymentOption,
    payment_options,
    transfer_shares,
)

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

_Opens = dict[PaymentOption, frozenset[str]]
"""The purposes that each option opens."""


def least_streams(case: Case) -> pl.DataFrame:
    """Return for each region and plan type the least number of streams that one unit needs.

    Money that may move to another stream (*transfers*) may also pay by the rules of that one, and
    is still one stream; in `example` these rules stand in brackets. A stream counts for a plan when
    it has money in reach of that plan in some year, an open earmark, and a threshold that the plan
    meets; streams that exclude each other are never combined. Amounts, years, caps and co-financing
    are ignored. They can only ask for more streams, so the number is a lower bound for a unit whose
    whole recipe must be paid. What opening work has paid already is not subtracted. Of several
    plans of one type in a region the one that needs fewest streams counts.

    Args:
        case: The case

    Returns:
        `money`, `region`, `plan_type`, `units` (capacity of the plans), `purposes` (that the recipe
        asks for), `streams` (that may pay for some of them), `least_streams` (None when no
        combination covers all), `uncovered` (purposes that no stream may pay) and `example` (one
        smallest combination).
    """
    options = _PlanOptions(case)
    best: dict[tuple[str, str, str], dict[str, Any]] = {}
    for plan, region, plan_type, units in (
        case.plans.select("plan", "region", "plan_type", "capacity_units").sort("plan").iter_rows()
    ):
        for money in MONEY:
            row = {
                "money": money,
                "region": region,
                "plan_type": plan_type,
                **options.cover(money, plan, plan_type),
            }
            key = (money, region, plan_type)
            before = best.get(key)
            row["units"] = units + (before["units"] if before else 0.0)
            if before and _need(before) <= _need(row):
                before["units"] = row["units"]
            else:
                best[key] = row
    order = sorted(best, key=lambda key: (MONEY.index(key[0]), *key[1:]))
    return pl.DataFrame([best[key] for key in order], schema=_COLUMNS)


def _need(row: Mapping[str, Any]) -> tuple[bool, int, int]:
    """Order rows: fewest streams first; those that nothing covers last, fewest gaps first."""
    least, uncovered = row["least_streams"], row["uncovered"]
    return least is None, least or 0, len(uncovered.split("; ")) if uncovered else 0


class _PlanOptions:
    """The options that may pay for each plan, and the smallest covers that were found before."""

    def __init__(self, case: Case) -> None:
        pairs = requested_pairs(case)
        self._earmarked = earmarked_pairs(case, pairs)
        self._excluded = exclusions(case)
        self._requested: dict[str, frozenset[str]] = {
            plan_type: frozenset(purpose for kind, purpose in pairs if kind == plan_type)
            for plan_type in case.plans["plan_type"].unique().to_list()
        }
        self._for_anything = set(
            case.earmarks.filter(pl.col("purpose") == "*").select("stream", "plan_type").iter_rows()
        )
        self._of_plans = _options_of_plans(case)
        self._covers: dict[tuple[str, frozenset[PaymentOption]], tuple[str, ...] | None] = {}

    def cover(self, money: str, plan: str, plan_type: str) -> dict[str, Any]:
        """Return the columns that say how few streams a unit of a plan needs."""
        opens, requested = self._opens(money, plan, plan_type), self._requested[plan_type]
        key = (plan_type, frozenset(opens))
        if key not in self._covers:
            uses = payment_options(opens, self._excluded)
            self._covers[key] = minimum_cover(requested, *uses)
        cover, uncovered = self._covers[key], requested.difference(*opens.values())
        return {
            "purposes": len(requested),
            "streams": len({stream for stream, _ in opens}),
            "least_streams": None if cover is None else len(cover),
            "uncovered": "; ".join(sorted(uncovered)) or None,
            "example": None if cover is None else "; ".join(cover),
        }

    def _opens(self, money: str, plan: str, plan_type: str) -> _Opens:
        """Return the options of a kind of money that open something on a plan."""
        opens = {
            (stream, rules): frozenset(
                purpose for kind, purpose in self._earmarked[rules] if kind == plan_type
            )
            for stream, rules in self._of_plans[money].get(plan, ())
        }
        if money == "earmarked":
            opens = {
                option: purposes
                for option, purposes in opens.items()
                if not any(self._is_for_anything(stream, plan_type) for stream in option)
            }
        return {option: purposes for option, purposes in opens.items() if purposes}

    def _is_for_anything(self, stream: str, plan_type: str) -> bool:
        return not self._for_anything.isdisjoint({(stream, None), (stream, plan_type)})


def _options_of_plans(case: Case) -> dict[str, dict[str, set[PaymentOption]]]:
    """Return for each kind of money and plan the options that reach the plan.

    The stream has money there, and the plan meets the threshold of the rules it pays by.
    """
    areas, transfers = areas_of(case), transfer_shares(case)
    streams = {row["stream"]: row for row in case.with_defaults["streams"].iter_rows(named=True)}
    capacity = dict(case.plans.select("plan", "capacity_units").iter_rows())
    funded = (
        case.with_defaults["budgets"]
        .filter(pl.col("amount_eur") > 0)
        .select("stream", "level", "area", "awarded")
        .unique()
        .sort(pl.all())
    )
    options: dict[str, dict[str, set[PaymentOption]]] = {money: {} for money in MONEY}
    for stream, level, area, awarded in funded.iter_rows():
        kinds = _kinds_of_money(streams[stream]["counts_as_cofinancing"], awarded)
        for rules in (stream, *transfers.get(stream, ())):
            low, high = streams[rules]["min_plan_units"], streams[rules]["max_plan_units"]
            for plan in areas.plans_in(level, area):
                if (low is None or capacity[plan] >= low) and (
                    high is None or capacity[plan] <= high
                ):
                    for kind in kinds:
                        options[kind].setdefault(plan, set()).add((stream, rules))
    return options


def _kinds_of_money(own: bool, awarded: bool) -> list[str]:
    """Return which of `MONEY` a budget belongs to."""
    if own:
        return ["all"]
    return ["all", "state", "earmarked"] if awarded else ["all", "state", "earmarked", "open"]
