"""The headline itself by a second road.

The Netherlands as a plain program, with the lift written into the tables, beside what is published
and what the library finds.

The plain program knows no regime, no merging, no pieces and no certificate. What falls without the
walls is written as other tables: earmarks for every purpose, no deadlines, no exclusions.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from tests.benchmarks.plain import AT_MOST, Plain, Rows, plain_program
from tests.benchmarks.ways import as_arrays, best_of
from tests.oracle.samples import FUZZ

ROOT = Path(__file__).parents[2]
DATA = ROOT / "datasets"
BEFORE_ALL = 99
"""Years that money may be advanced when the wall of the period is down: more than any horizon."""

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
    streams = case.streams.with_columns(
        *without,
        pl.when(state)
        .then(BEFORE_ALL)
        .otherwise(pl.col("prefinance_years"))
        .alias("prefinance_years"),
    )
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
def found_for(name: str) -> on.Comparison:
    return on.compare(case_of(name), on.INTEGRAL.with_awarded())


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


def least_spent(case: on.Case, value: float) -> float:
    """The fewest euros with which the plain program reaches a value."""
    plain = plain_program(case)
    worth = np.flatnonzero(plain.value)
    reached = pl.DataFrame(
        {
            "row": np.zeros(len(worth), dtype=np.int64),
            "variable": worth,
            "coefficient": -plain.value[worth],
        }
    )
    plain.families.append(Rows("value", reached, AT_MOST, np.array([-value * (1 - 1e-9)])))
    plain.value = -spends(plain)
    return -solved(plain) * max(1.0, float(case.costs["eur_per_unit"].max()))


def solved(plain: Plain) -> float:
    return best_of(as_arrays(plain, solver="ipm"))


@pytest.mark.parametrize("name", CASES if FUZZ > 1 else ["central", "unfavourable"])
def test_the_values_behind_the_headline_come_out_by_the_plain_program(name: str) -> None:
    case, found = case_of(name), found_for(name)
    assert found.current.value > 1000
    assert solved(plain_program(case)) == pytest.approx(found.current.value, rel=1e-6)
    assert solved(plain_program(integral(case))) == pytest.approx(found.lifted.value, rel=1e-6)
    if name in ("central", "unfavourable"):
        published = pl.read_csv(ROOT / "docs" / "ranges-nederland-bounds.csv").row(
            by_predicate=pl.col("data") == name, named=True
        )
        assert (found.current.value, found.lifted.value) == pytest.approx(
            (published["current_value"], published["lifted_value"]), rel=1e-6
        )


@pytest.mark.parametrize("name", ["central", "unfavourable"])
def test_so_do_the_euros(name: str) -> None:
    case, found = case_of(name), found_for(name)
    near = {"abs": 1e-6 * found.current.budget_eur}
    assert least_spent(case, found.current.value) == pytest.approx(found.current.spent_eur, **near)
    needed, spent = (
        least_spent(integral(case), value) for value in (found.current.value, found.lifted.value)
    )
    assert needed == pytest.approx(found.needed_eur, **near)
    assert spent - needed == pytest.approx(found.blocked_eur, **near)
    assert found.current.budget_eur - spent == pytest.approx(found.surplus_eur, **near)
