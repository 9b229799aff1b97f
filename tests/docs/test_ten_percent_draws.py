"""The draws of the pages on ten percent less, and what areas get: by the plain program.

The inputs of a draw come from the library, which has tests of its own for them; its values come
from the plain program, with the walls that fall and the cut written into the tables. All of it
takes minutes, and waits for `make fuzz`: in the suite `test_ten_percent_page.py` holds a draw by
the library, a value of the nation and the areas on their own by the plain program.
"""

from __future__ import annotations

import highspy
import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.support.tolerances import REACH
from tests.benchmarks.plain import AT_MOST, Plain, Rows, plain_program
from tests.benchmarks.ways import as_arrays, best_of
from tests.docs.test_headline import spends
from tests.docs.test_ten_percent_page import (
    NEAR,
    best,
    least_own_money,
    netherlands,
    rewritten,
    table,
)
from tests.oracle.samples import FUZZ

SEED = 1
VALUES = {
    "current": (0.0, True),
    "free_0": (0.0, False),
    "free_0.1": (0.1, False),
    "free_0.2": (0.2, False),
    "walls_0.05": (0.05, True),
    "walls_0.1": (0.1, True),
}
"""A column of the draws: its cut, and whether the walls stand."""


def drawn(reading: str, number: int) -> tuple[on.Case, dict[str, str]]:
    """The case of a draw, and its row of the table."""
    row = next(
        row for row in table("each-draw") if (row["reading"], row["draw"]) == (reading, str(number))
    )
    return SeededDraws(SEED).case_of(netherlands(reading), number), row


@pytest.mark.skipif(FUZZ == 1, reason="minutes of work on the whole country: make fuzz")
@pytest.mark.parametrize(
    ("reading", "number", "columns"),
    [
        ("no_limit", 7, tuple(VALUES)),
        ("no_limit", 100, tuple(VALUES)),
        ("limit", 1, ("current", "free_0.2", "walls_0.05")),
        ("limit", 26, tuple(VALUES)),
    ],
)
def test_the_values_of_a_draw_come_out(reading: str, number: int, columns: tuple[str, ...]) -> None:
    case, row = drawn(reading, number)
    for column in columns:
        cut, walls = VALUES[column]
        found = best(case, cut, walls=walls)
        assert found == pytest.approx(float(row[column]), **NEAR), column


@pytest.mark.skipif(FUZZ == 1, reason="minutes of work on the whole country: make fuzz")
def test_so_do_the_break_even_cut_and_the_own_money_of_a_draw() -> None:
    case, row = drawn("no_limit", 7)
    current, even = float(row["current"]), float(row["even_free"])
    assert best(case, even, walls=False) == pytest.approx(current, **NEAR)
    assert best(case, even + 0.005, walls=False) < current - 100
    case, row = drawn("limit", 2)
    for column, cut, walls in (
        ("own_current", 0.0, True),
        ("own_free_0.1", 0.1, False),
        ("own_walls_0.1", 0.1, True),
    ):
        found = least_own_money(case, cut, float(row["current"]), walls=walls)
        assert found == pytest.approx(float(row[column]), rel=1e-5), column


# What an area gets: least and most over the best divisions that spend the least


def total(plain: Plain, terms: dict[int, float], bound: float, name: str) -> None:
    """Add one row over all variables: Σ coefficient · variable ≤ bound."""
    variables = np.array(sorted(terms))
    frame = pl.DataFrame(
        {
            "row": np.zeros(len(variables), dtype=np.int64),
            "variable": variables,
            "coefficient": np.array([terms[each] for each in variables]),
        }
    )
    plain.families.append(Rows(name, frame, AT_MOST, np.array([bound])))


def area_ends(
    case: on.Case, plain: Plain, value: float, level: str, areas: list[str]
) -> list[list[float]]:
    """The least and the most of each area among the divisions that reach a value and spend least.

    Args:
        case: The case of the program
        plain: Its plain program
        value: What is reached
        level: Of the areas
        areas: Their names
    """
    worth = plain.value
    total(
        plain,
        {int(each): -worth[each] for each in np.flatnonzero(worth)},
        -(value - REACH * max(1.0, value)),
        "value",
    )
    spending = spends(plain)
    plain.value = -spending
    highs = as_arrays(plain, solver="ipm")
    least = -best_of(highs)
    spent = np.flatnonzero(spending)
    most = least + REACH * max(1.0, least)
    highs.addRow(-highspy.kHighsInf, most, len(spent), spent, np.ones(len(spent)))
    highs.setOptionValue("solver", "simplex")
    plans = case.plans.join(case.regions.select("region", pl.col(level).alias("area")), on="region")
    units = plain.units.join(plans.select("plan", "area"), on="plan")
    columns, ends = np.arange(plain.columns, dtype=np.int32), []
    for area in areas:
        of_area = np.zeros(plain.columns)
        mine = units.filter(area=area)["variable"].to_numpy()
        of_area[mine] = worth[mine]
        found = []
        for sign in (1.0, -1.0):
            highs.changeColsCost(plain.columns, columns, sign * of_area)
            found.append(-sign * best_of(highs))
        ends.append(found)
    return ends


@pytest.mark.skipif(FUZZ == 1, reason="minutes of work on the whole country: make fuzz")
@pytest.mark.parametrize(
    ("reading", "world", "level", "areas"),
    [
        ("no_limit", "current", "province", ["Noord-Holland", "Utrecht", "Limburg"]),
        ("no_limit", "lifted", "province", ["Noord-Holland", "Flevoland", "Utrecht", "Groningen"]),
        ("no_limit", "current", "region", ["GM0034", "GM0363", "GM0599"]),
        ("no_limit", "lifted", "region", ["GM0034", "GM0363", "GM0599"]),
        ("limit", "lifted", "province", ["Zuid-Holland", "Zeeland"]),
    ],
)
def test_what_areas_get_at_ten_percent_comes_out(
    reading: str, world: str, level: str, areas: list[str]
) -> None:
    rows = {
        row["area"]: row
        for row in table("areas")
        if (row["reading"], row["level"]) == (reading, level)
    }
    lifted = world == "lifted"
    nation = next(
        row
        for row in table("nation")
        if (row["reading"], float(row["cut"]), row["walls"])
        == (reading, 0.1 if lifted else 0.0, "down" if lifted else "standing")
    )
    case = rewritten(netherlands(reading), 0.1 if lifted else 0.0, walls=not lifted)
    found = area_ends(case, plain_program(case), float(nation["value"]), level, areas)
    for area, ends in zip(areas, found, strict=True):
        told = [float(rows[area][f"units_{world}_{end}"]) for end in ("least", "most")]
        assert ends == pytest.approx(told, rel=2e-6, abs=0.1), area
