"""The headline itself by a second road.

The Netherlands as a plain program, with the lift written into the tables, beside what is published
and what the library finds.

The plain program knows no regime, no merging, no pieces and no certificate. What falls without the
walls is written as other tables: earmarks for every purpose, no deadlines, no exclusions. Whether
money may be advanced stays as it is (model.md, *Regimes*).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import highspy
import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.solving.case_solver import CaseSolver
from tests.benchmarks.plain import AT_MOST, Plain, Rows, plain_program
from tests.benchmarks.ways import as_arrays, best_of
from tests.oracle.samples import FUZZ

ROOT = Path(__file__).parents[2]
DATA = ROOT / "datasets"

WORSE = {
    "budgets": {"amount_eur": "low"},
    "plans": {"capacity_units": "low"},
    "costs": {"eur_per_unit": "high"},
    "limits": {"max_units": "low"},
    "streams": {"prefinance_years": "low"},
}
"""Which end of each margin of `nederland` is the unfavourable one."""


def integral(case: on.Case) -> on.Case:
    """The case in whose tables purpose, period and stacking no longer stand for money of the state,
    awarded money included.
    """
    state = ~pl.col("counts_as_cofinancing").fill_null(False)
    names = case.streams.filter(state)["stream"]
    without = [
        pl.when(state).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("spend_within_years", "carry_over_share")
    ]
    streams = case.streams.with_columns(without)
    kept = case.earmarks.filter(~pl.col("stream").is_in(names.implode()))
    every = pl.DataFrame({"stream": names, "purpose": ["*"] * len(names)})
    marks = pl.concat([kept, every], how="diagonal_relaxed").select(case.earmarks.columns)
    return (
        case.with_table("streams", streams)
        .with_table("earmarks", marks)
        .with_table("exclusions", case.exclusions.clear())
    )


def unfavourable(case: on.Case) -> on.Case:
    """The case with every margin at its unfavourable end."""
    for table, columns in WORSE.items():
        frame = case.tables[table]
        for column, end in columns.items():
            assert frame[f"{column}_{end}"].count(), f"{table}.{column} has no margin"
            frame = frame.with_columns(pl.coalesce(f"{column}_{end}", column).alias(column))
        case = case.with_table(
            table, frame.drop([f"{column}_{end}" for column in columns for end in ("low", "high")])
        )
    return case


CASES = {
    "central": lambda: on.load_case("nederland"),
    "unfavourable": lambda: unfavourable(on.load_case("nederland")),
    "mix": (
        lambda: on.load_case("nederland").with_table(
            "plans",
            pl.read_csv(DATA / "nederland" / "variants" / "mix" / "plans.csv", infer_schema=False),
        )
    ),
    "2020-2024": lambda: on.load_case("nederland-2020-2024"),
    "2029-2035": lambda: on.load_case("nederland-2029-2035"),
}
"""The published headline is held in every run, the other cases by `make fuzz`. Each takes a minute;
the values of 2029-2035 have a second road in the tests of their page too.
"""


@cache
def case_of(name: str) -> on.Case:
    return CASES[name]()


@cache
def solver_of(name: str) -> CaseSolver:
    return CaseSolver(case_of(name))


@cache
def found_for(name: str) -> on.Comparison:
    return compare_regimes(solver_of(name), on.INTEGRAL.with_awarded())


def spends(plain: Plain) -> np.ndarray:
    """Which variables are euros: those that stand in the rows of the budgets."""
    found = np.zeros(plain.columns)
    found[
        next(family for family in plain.families if family.name == "budget")
        .terms["variable"]
        .unique()
        .to_numpy()
    ] = 1.0
    return found


def least_spent(case: on.Case, *values: float) -> list[float]:
    """The fewest euros with which the plain program reaches each value."""
    plain = plain_program(case)
    worth = np.flatnonzero(plain.value)
    reached = pl.DataFrame(
        {
            "row": np.zeros(len(worth), dtype=np.int64),
            "variable": worth,
            "coefficient": -plain.value[worth],
        }
    )
    plain.families.append(Rows("value", reached, AT_MOST, np.array([-values[0]])))
    plain.value = -spends(plain)
    highs, found = as_arrays(plain, solver="ipm"), []
    for value in values:
        highs.changeRowBounds(plain.rows - 1, -highspy.kHighsInf, -value * (1 - 1e-9))
        found.append(-best_of(highs) * max(1.0, float(case.costs["eur_per_unit"].max())))
        highs.setOptionValue("solver", "simplex")  # the next value from this corner on
    return found


def solved(plain: Plain) -> float:
    return best_of(as_arrays(plain, solver="ipm"))


def most_by_limits(case: on.Case) -> float:
    """What the yearly limits of the country add up to: no case has more homes than that."""
    assert case.outcomes["weight"].to_list() == [1.0]
    limits = case.limits.filter(pl.col("level") == "national")
    years = range(int(case.plans["first_year"].min()), int(case.plans["last_year"].max()) + 1)
    assert set(years) <= set(limits["year"])
    return float(limits["max_units"].sum())


@pytest.mark.skipif(FUZZ == 1, reason="takes minutes: make fuzz")
@pytest.mark.parametrize("name", list(CASES)[2:])
def test_the_values_behind_the_headline_come_out_by_the_plain_program(name: str) -> None:
    case, found = case_of(name), found_for(name)
    assert found.current.value > 1000
    assert solved(plain_program(case)) == pytest.approx(found.current.value, rel=1e-6)
    assert solved(plain_program(integral(case))) == pytest.approx(found.lifted.value, rel=1e-6)


@pytest.mark.parametrize("name", list(CASES)[: 2 if FUZZ > 1 else 1])
def test_so_do_the_published_values_and_the_euros(name: str) -> None:
    """A value that the limits add up to cannot be more, and the least spending shows it reached;
    any other one is solved for.
    """
    case, found = case_of(name), found_for(name)
    published = pl.read_csv(ROOT / "docs" / "ranges-nederland-bounds.csv").row(
        by_predicate=pl.col("data") == name, named=True
    )
    values = found.current.value, found.lifted.value
    assert values == pytest.approx(
        (published["current_value"], published["lifted_value"]), rel=1e-6
    )
    for tables, value in zip((case, integral(case)), values, strict=True):
        if value < most_by_limits(case) * (1 - 1e-9):
            assert solved(plain_program(tables)) == pytest.approx(value, rel=1e-6)
    near = {"abs": 1e-6 * found.current.budget_eur}
    (today,) = least_spent(case, found.current.value)
    assert today == pytest.approx(found.current.spent_eur, **near)
    needed, spent = least_spent(integral(case), found.current.value, found.lifted.value)
    assert needed == pytest.approx(found.needed_eur, **near)
    assert spent - needed == pytest.approx(found.blocked_eur, **near)
    assert found.current.budget_eur - spent == pytest.approx(found.surplus_eur, **near)


# Own money, of which the walls of the state tie some


RULES = ("spend_within_years", "carry_over_share")
MORE_RULES = (
    "cofinancing_share",
    "cap_eur_per_unit",
    "min_plan_units",
    "max_plan_units",
    "assured_years",
    "overhead_share",
)


def with_walls_down(case: on.Case, columns: tuple[str, ...]) -> on.Case:
    """The case that a lift of purpose, period and these rules makes, written in its tables."""
    own = pl.col("counts_as_cofinancing").fill_null(False)
    free = case.streams.filter(~own)["stream"]
    blank = [
        pl.when(own).then(pl.col(name)).otherwise(None).alias(name)
        for name in columns
        if name in case.streams.columns
    ]
    kept = case.earmarks.filter(~pl.col("stream").is_in(free.implode()))
    every = pl.DataFrame({"stream": free}).with_columns(
        pl.lit("*").alias("purpose"), pl.lit(None, pl.String).alias("plan_type")
    )
    columns_kept = ["stream", "purpose", "plan_type"]
    return case.with_table("streams", case.streams.with_columns(blank)).with_table(
        "earmarks", pl.concat([kept.select(columns_kept), every])
    )


def least_own_money(case: on.Case, value: float) -> float:
    """O(c, w) of a case by the plain program, in euros: nothing of the library but its tables."""
    plain = plain_program(case)
    highs = as_arrays(plain, solver="ipm")
    variables = np.arange(plain.columns)
    cost = np.zeros(plain.columns)
    cost[plain.own] = 1.0
    highs.changeColsCost(plain.columns, variables, cost)
    valued = np.flatnonzero(plain.value)
    reach = value - 1e-8 * max(1.0, value)
    highs.addRow(reach, highspy.kHighsInf, len(valued), valued, plain.value[valued])
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(highs.getInfo().objective_function_value) * plain.euro


UNCONDITIONAL = on.lift(
    *("purpose", "period", "stacking", "cofinancing", "cap", "threshold", "assurance"),
    "overhead",
    awarded=True,
)


def test_own_money_without_any_condition_comes_out_in_one_province() -> None:
    """A second of work; the test below takes the nation."""
    part = case_of("central").only(province="Zeeland")
    found = compare_regimes(CaseSolver(part), UNCONDITIONAL)
    within, without = (
        least_own_money(case, found.current.value)
        for case in (part, with_walls_down(part, RULES + MORE_RULES))
    )
    assert without < within - 1e6
    assert found.own_tied_eur == pytest.approx(within - without, abs=10)


@pytest.mark.skipif(FUZZ == 1, reason="takes minutes: make fuzz")
def test_own_money_that_the_walls_tie_comes_out_too() -> None:
    """Awarded money lifted too: 133 million under integral, and 1.03 billion under unconditional.

    The walls fall by a regime here, and there by writing the tables without them.
    """
    case, value = case_of("central"), found_for("central").current.value
    within = least_own_money(case, value)
    for regime, rules, expected_eur in (
        (on.INTEGRAL.with_awarded(), RULES, 132.5e6),
        (UNCONDITIONAL, RULES + MORE_RULES, 1032.1e6),
    ):
        found = compare_regimes(solver_of("central"), regime)
        without = least_own_money(with_walls_down(case, rules), value)
        assert found.own_tied_eur == pytest.approx(within - without, abs=2000)
        assert found.own_tied_eur == pytest.approx(expected_eur, abs=0.1e6)
