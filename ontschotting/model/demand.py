"""The demand of the plans: units that can be delivered, and the payments that recipes ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.once import once_per_case
from ontschotting.case.tables.schema import TABLES
from ontschotting.support.arrays import Numbers, distinct, repeated, starts


@dataclass(frozen=True, eq=False)
class Demand:
    """The side of the plans.

    Recipe rows (purpose, years before delivery) of one purpose and payment year are one payment
    where no rule separates them. The only rule that can is `assurance`: it closes a row when O − o,
    the years since the first payment, exceeds a stream's `assured_years`. So rows are separated by
    `lag_class`, the number of distinct `assured_years` in the regime below O − o. Any payment
    within one class can be divided over its recipe rows, so nothing is lost: see docs/decisions.

    Attributes:
        assured_years: The distinct values that separate recipe rows, sorted
        plans: `plan`, `region`, `plan_type`, `outcome`, `capacity_units`, `max_units_per_year`,
            `whole`, `weight` (the value of one unit: Σ weight · `per_unit` over what it brings)
        outcomes: `plan`, `outcome`, `per_unit`: what one unit brings, 1 of its own outcome and the
            yields of its plan type
        outcome_counts: Per plan the number of these
        outcome_names, outcome_numbers: The outcomes, sorted, and per row of `outcomes` which it is
        first_years, year_counts: Per plan its first year of delivery, and the number of its years
        pairs: The pairs of a plan type and a purpose in the recipes, sorted
        payments: `payment`, `plan_number` (the row of the plan), `pair` (the number of the pair),
            `plan`, `plan_type`, `purpose`, `lag_class`, `year`, `most_eur`: what money must pay
        terms: `payment`, `plan`, `delivery_year`, `eur_per_unit`: what a unit delivered in a year
            adds to a payment
        zero_cost_payments: As `payments`, of recipe rows of zero euros, where minimum shares ask
            who may pay them; otherwise none
    """

    assured_years: tuple[int, ...]
    plans: pl.DataFrame
    outcomes: pl.DataFrame
    outcome_counts: Numbers
    outcome_names: tuple[str, ...]
    outcome_numbers: Numbers
    first_years: Numbers
    year_counts: Numbers
    pairs: tuple[tuple[str, str], ...]
    payments: pl.DataFrame
    terms: pl.DataFrame
    zero_cost_payments: pl.DataFrame

    @cached_property
    def lines(self) -> PaymentLines:
        """The payments of each plan for one purpose in one lag class, in the order of years.

        Not of merged payments, which are not in that order.
        """
        of_payments = self.payments[["plan_number", "pair", "lag_class"]].to_numpy().T
        is_first = np.any(np.diff(of_payments, prepend=-1), axis=0)
        plans, pairs, lag_classes = of_payments[:, is_first]
        return PaymentLines(plans, pairs, lag_classes, np.cumsum(is_first) - 1)


class PaymentLines(NamedTuple):
    """Payments of one plan, purpose and lag class, one per year.

    Attributes:
        plans, pairs, lag_classes: Per line the numbers of its plan and pair, and its lag class
        of_payments: The line of each payment
    """

    plans: Numbers
    pairs: Numbers
    lag_classes: Numbers
    of_payments: Numbers


@once_per_case
def build_demand(case: Case, assured_years: tuple[int, ...]) -> Demand:
    """Return the demand of a case.

    Args:
        case: The case
        assured_years: The distinct `assured_years` that stand in a regime, sorted
    """
    plans = case.with_defaults["plans"].sort("plan")
    first_years, last_years = (plans[name].to_numpy() for name in ("first_year", "last_year"))
    year_counts = np.maximum(last_years - first_years + 1, 0)
    brought = _brought(case, plans)
    pairs = tuple(sorted(set(case.costs[["plan_type", "purpose"]].rows())))
    payments, terms = _payments(plans, pairs, _schedules(case, plans, assured_years))
    has_minimum_shares = (case.minimum_shares["min_share"] > 0).any()
    zero_cost = (
        _payments(plans, pairs, _schedules(case, plans, assured_years, of_zero_cost=True))[0]
        if has_minimum_shares
        else payments.clear()
    )
    return Demand(
        assured_years=assured_years,
        plans=plans[_PLAN_COLUMNS].hstack([brought.weight]),
        outcomes=brought.outcomes,
        outcome_counts=brought.counts,
        outcome_names=brought.names,
        outcome_numbers=brought.numbers,
        first_years=first_years,
        year_counts=year_counts,
        pairs=pairs,
        payments=payments,
        terms=terms,
        zero_cost_payments=zero_cost,
    )


_PLAN_COLUMNS = [
    "plan",
    "region",
    "plan_type",
    "outcome",
    "capacity_units",
    "max_units_per_year",
    "whole",
]


class _Brought(NamedTuple):
    """What units bring, as `Demand` has it: its outcomes, their counts, names, numbers, weight."""

    outcomes: pl.DataFrame
    counts: Numbers
    names: tuple[str, ...]
    numbers: Numbers
    weight: pl.Series


def _brought(case: Case, plans: pl.DataFrame) -> _Brought:
    """Return what one unit of each plan brings, and its value.

    It brings its own outcome and the yields of its type. A weight is 1 where none is given.
    """
    yields: dict[str, list[tuple[str, float]]] = {}
    for plan_type, outcome, per_unit in case.yields[["plan_type", "outcome", "per_unit"]].rows():
        if per_unit > 0:
            yields.setdefault(plan_type, []).append((outcome, per_unit))
    weights = dict(case.with_defaults["outcomes"][["outcome", "weight"]].rows())
    default_weight: Any = TABLES["outcomes"].by_name["weight"].default
    kinds, kind_of_plan = distinct(plans[["outcome", "plan_type"]].rows())
    brought = [sorted([(own, 1.0), *yields.get(plan_type, [])]) for own, plan_type in kinds]
    values = [
        sum(weights.get(outcome, default_weight) * per_unit for outcome, per_unit in each)
        for each in brought
    ]
    counts = np.array([len(each) for each in brought], dtype=np.int64)
    plan, place = repeated(counts[kind_of_plan])
    position = starts(counts)[kind_of_plan[plan]] + place
    rows = [row for each in brought for row in each]
    names, numbers = distinct(outcome for outcome, _ in rows)
    described = pl.DataFrame(rows, schema=_BROUGHT_SCHEMA, orient="row")
    return _Brought(
        pl.DataFrame([plans["plan"][plan], *described[position].get_columns()]),
        counts[kind_of_plan],
        tuple(names),
        numbers[position],
        pl.Series("weight", np.array(values, dtype=float)[kind_of_plan]),
    )


_BROUGHT_SCHEMA = {"outcome": pl.String, "per_unit": pl.Float64}


class _Schedule(NamedTuple):
    """The payments of all plans of one type that deliver in the same years.

    Attributes:
        plan_type: The type
        payments: `purpose`, `lag_class`, `year`, and the most euros of a unit, sorted
        terms: Per payment the years of delivery that add to it, with the euros per unit
    """

    plan_type: str
    payments: list[tuple[str, int, int, float]]
    terms: list[list[tuple[int, float]]]


class _Schedules(NamedTuple):
    """Every schedule, and the number of that of each plan."""

    schedules: list[_Schedule]
    of_plans: Numbers


def _schedules(
    case: Case,
    plans: pl.DataFrame,
    assured_years: Sequence[int],
    *,
    of_zero_cost: bool = False,
) -> _Schedules:
    """Return the payments that the recipe of each plan asks for.

    Where opening work is `paid`, what lies before the first year of the case needs nothing.

    Args:
        case: The case
        plans: Its plans, sorted
        assured_years: The distinct values that separate recipe rows, sorted
        of_zero_cost: The recipe rows of zero euros, instead of those above zero
    """
    columns = ["plan_type", "purpose", "years_before_delivery", "eur_per_unit"]
    costs = case.with_defaults["costs"][columns].rows()
    first_payments: dict[str, int] = {}  # O, which counts only rows above zero (model.md)
    for plan_type, _, before, eur_per_unit in costs:
        if eur_per_unit > 0:
            first_payments[plan_type] = max(before, first_payments.get(plan_type, 0))
    recipes: dict[str, list[tuple[str, int, int, float]]] = {}
    for plan_type, purpose, before, eur_per_unit in costs:
        if (eur_per_unit > 0) != of_zero_cost:
            lag = first_payments.get(plan_type, 0) - before
            lag_class = sum(lag > years for years in assured_years)
            row = (purpose, lag_class, before, eur_per_unit)
            recipes.setdefault(plan_type, []).append(row)
    earliest = case.first_year if case.opening_work == "paid" else None
    kinds, of_plans = distinct(plans[["plan_type", "first_year", "last_year"]].rows())
    return _Schedules(
        [
            _schedule(plan_type, recipes.get(plan_type, []), range(first, last + 1), earliest)
            for plan_type, first, last in kinds
        ],
        of_plans,
    )


def _schedule(
    plan_type: str,
    recipe: Iterable[tuple[str, int, int, float]],
    delivery_years: range,
    earliest: int | None,
) -> _Schedule:
    """Return the payments of a recipe: `purpose`, `lag_class`, years before delivery, euros."""
    paid: dict[tuple[str, int, int], list[tuple[int, float]]] = {}
    for delivery_year in delivery_years:
        for purpose, lag_class, before, eur_per_unit in recipe:
            year = delivery_year - before
            if earliest is None or year >= earliest:
                terms = paid.setdefault((purpose, lag_class, year), [])
                terms.append((delivery_year, eur_per_unit))
    payments = sorted(paid)
    return _Schedule(
        plan_type,
        [(*payment, max(eur for _, eur in paid[payment])) for payment in payments],
        [paid[payment] for payment in payments],
    )


def _payments(
    plans: pl.DataFrame, pairs: Sequence[tuple[str, str]], schedules: _Schedules
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the payments of every plan, numbered by plan and schedule, and their terms."""
    of_plans = schedules.of_plans
    counts = np.array([len(each.payments) for each in schedules.schedules], dtype=np.int64)
    plan, place = repeated(counts[of_plans])
    position = starts(counts)[of_plans[plan]] + place
    number = {pair: position for position, pair in enumerate(pairs)}
    rows = [
        (number[each.plan_type, payment[0]], *payment)
        for each in schedules.schedules
        for payment in each.payments
    ]
    described = pl.DataFrame(rows, schema=_SCHEDULE_SCHEMA, orient="row")[position]
    payments = pl.DataFrame(
        [
            pl.Series("payment", np.arange(len(plan))),
            pl.Series("plan_number", plan),
            *plans[["plan", "plan_type"]][plan].get_columns(),
            *described[["pair", "purpose", "lag_class", "year"]].get_columns(),
            described["most_eur"] * plans["capacity_units"].to_numpy()[plan],
        ]
    )
    terms = [terms for each in schedules.schedules for terms in each.terms]
    term_counts = np.array([len(each) for each in terms], dtype=np.int64)
    payment, place = repeated(term_counts[position])
    term = starts(term_counts)[position[payment]] + place
    delivery_year = np.array([year for each in terms for year, _ in each], dtype=np.int64)
    eur_per_unit = np.array([eur for each in terms for _, eur in each], dtype=float)
    return payments, pl.DataFrame(
        [
            pl.Series("payment", payment),
            payments["plan"][payment],
            pl.Series("delivery_year", delivery_year[term]),
            pl.Series("eur_per_unit", eur_per_unit[term]),
        ]
    )


_SCHEDULE_SCHEMA = {
    "pair": pl.Int64,
    "purpose": pl.String,
    "lag_class": pl.Int64,
    "year": pl.Int64,
    "most_eur": pl.Float64,
}
