"""The allocation that is shown: exactly of the best value, certified, and as cheap as it can be."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.datasets.bundled import case_names
from ontschotting.lp.certificate import certify
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Solution
from ontschotting.results.allocation import Allocation, allocation_or_none
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.shown_allocation import shown_allocation
from tests.oracle.families import PROJECT_FAMILIES
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.samples import sample

SMALL = sorted(set(case_names()) - {"nederland", "nederland-2020-2024"})
EXACT = 1e-11
"""Of the value: what adding up in another order leaves."""


def value_of_units(allocation: Allocation) -> float:
    """Return Σ weight · units from the tables: each unit's own outcome, and its yields."""
    case = allocation.case
    weights = dict.fromkeys(case.plans["outcome"], 1.0)
    weights |= {
        row["outcome"]: 1.0 if row["weight"] is None else row["weight"]
        for row in case.outcomes.iter_rows(named=True)
    }
    value = 0.0
    for row in allocation.units.iter_rows(named=True):
        brought = weights[row["outcome"]]
        for extra in case.yields.filter(pl.col("plan_type") == row["plan_type"]).iter_rows(
            named=True
        ):
            brought += extra["per_unit"] * weights[extra["outcome"]]
        value += brought * row["units"]
    return value


def check_exact(allocation: Allocation) -> None:
    """Hold every sum of an allocation against its headline."""
    scale = max(1.0, allocation.value)
    assert abs(value_of_units(allocation) - allocation.value) <= EXACT * scale
    gross = allocation.spend["gross_eur"].sum()
    assert gross == pytest.approx(allocation.spent_eur, rel=1e-9, abs=1e-3)
    flows = allocation.flows.filter(pl.col("kind") != "idle")["eur"].sum()
    assert flows == pytest.approx(allocation.spent_eur, rel=1e-9, abs=1e-3)
    # Amounts of these cases are in whole euros: what is below a cent is no money that stays idle.
    assert allocation.flows["eur"].min() > 0.01
    left = allocation.unspent
    off = (left["spent_eur"] + left["unspent_eur"] - left["amount_eur"]).abs().max()
    assert (off or 0.0) <= 1e-6 * max(1.0, left["amount_eur"].sum())


def dense_violation(program: Program, values: np.ndarray) -> float:
    """Return by how much a row or a bound is missed, relative to its terms, column by column."""
    matrix = program.matrix.toarray()
    worst = 0.0
    for terms, low, high in zip(matrix * values, program.row_lower, program.row_upper, strict=True):
        scale = max(1.0, float(np.abs(terms).sum()))
        worst = max(worst, (low - terms.sum()) / scale, (terms.sum() - high) / scale)
    for value, low, high in zip(values, program.lower, program.upper, strict=True):
        scale = max(1.0, abs(value))
        worst = max(worst, (low - value) / scale, (value - high) / scale)
    return worst


@pytest.mark.parametrize(("seed", "number"), [(774935, 5), (774935, 50), (774936, 14)])
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_a_value_whose_last_digit_is_rounded_up_is_shown_all_the_same(
    seed: int, number: int
) -> None:
    """The solver calls these values out of reach; the fuzz found them."""
    scenario = next(
        one
        for one in scenarios(number + 1, seed=seed, families=("steep",))
        if one.name == f"steep-{seed}-{number}"
    )
    case = on.Case(**to_frames(scenario.tables))
    for regime in (on.CURRENT, to_regime(scenario.regime)):
        check_exact(on.allocate(case, regime))


def test_the_homes_and_the_euros_that_are_shown_are_round_where_the_value_is() -> None:
    # 1,000 homes at 20,000 euros; S(r, V(r)) is 19,999,999.8 euros, since reach gives up 1e-8
    allocation = on.allocate(on.load_case("two-villages-years"))
    assert allocation.value == pytest.approx(1000.0, rel=1e-12)
    assert allocation.outcomes["homes"] == pytest.approx(1000.0, rel=1e-12)
    assert allocation.units["units"].to_list() == [pytest.approx(1000.0, rel=1e-12)]
    assert allocation.spent_eur == pytest.approx(20_000_000.0, abs=1e-6)
    comparison = on.compare(allocation.case)
    assert comparison.current.spent_eur == pytest.approx(20_000_000.0, abs=1e-6)
    assert comparison.lifted.outcomes["homes"] == pytest.approx(3000.0, rel=1e-12)


@pytest.mark.parametrize("name", SMALL)
def test_the_allocation_of_a_bundled_case_adds_up_to_its_value(name: str) -> None:
    case = on.load_case(name)
    for regime in (on.CURRENT, on.INTEGRAL, on.BORDERLESS):
        check_exact(on.allocate(case, regime))


CASES = [
    *scenarios(sample(12), seed=161),
    *scenarios(sample(17), seed=162, families=tuple(PROJECT_FAMILIES)),
]


@pytest.mark.parametrize("scenario", CASES, ids=lambda scenario: scenario.name)
def test_the_allocation_is_feasible_of_the_best_value_and_of_least_spending(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    solver = CaseSolver(case)
    for regime, guarantee in ((on.CURRENT, None), (to_regime(scenario.regime), scenario.guarantee)):
        questions = solver.questions(regime, guarantee)
        shown, value = shown_allocation(questions), questions.value
        allocation = allocation_or_none(regime, questions)
        if shown is None or value is None or allocation is None:
            assert shown is value is allocation is None
            continue
        check_exact(allocation)
        assert dense_violation(questions.base, shown.values) <= 1e-9
        cheapest = questions.least_spending(value)
        assert cheapest is not None
        # Σ x at V(r) is S(r, V(r)) and the price of what reach left out; S is not above it
        left_out = cheapest.prices[questions.regime_program.rows.value]
        gap = value - float(questions.regime_program.objectives.value @ cheapest.values)
        assert shown.minimum >= cheapest.minimum - 1e-9 * max(1.0, cheapest.minimum)
        if not len(questions.base.undecided):
            least = cheapest.minimum + left_out * gap
            assert shown.minimum >= least - 1e-6 * max(1.0, shown.minimum)
        exact = questions.base.row_lower.copy()
        exact[questions.regime_program.rows.value] = value
        spent = questions.regime_program.objectives.spent
        program = questions.base.changed(row_lower=exact, cost=spent)
        decided = program.decided(shown.values)
        certify(decided, Solution(shown.values, shown.prices, "optimal", "again"))
        whole = shown.values[questions.base.undecided]
        assert np.all(np.abs(whole - np.round(whole)) <= 1e-9)


def test_what_is_shown_does_not_depend_on_what_was_asked_before() -> None:
    case = on.load_case("two-villages-own-money")
    fresh = shown_allocation(CaseSolver(case).questions(on.INTEGRAL))
    busy = CaseSolver(case)
    questions = busy.questions(on.INTEGRAL)
    _ = questions.most_spending, questions.least_own_money(questions.value)
    busy.value(on.BORDERLESS)
    after = shown_allocation(questions)
    assert fresh is not None and after is not None
    assert np.array_equal(fresh.values, after.values)


def test_the_allocation_hardly_differs_from_that_of_the_least_spending() -> None:
    # a larger program, which starts from the basis of the least spending
    questions = CaseSolver(on.load_case("nederland-2029-2035")).questions(on.CURRENT)
    shown, cheapest = shown_allocation(questions), questions.cheapest
    assert shown is not None and shown is not cheapest
    assert np.max(np.abs(shown.values - cheapest.values)) < 1.0


def test_a_solver_that_loses_digits_adds_up_too() -> None:
    solver = on.Solver("pulp", "CBC")
    for name in ("two-villages-years", "two-villages-water", "hilversum-2021"):
        case = on.load_case(name)
        check_exact(on.allocate(case, on.INTEGRAL, solver=solver))
