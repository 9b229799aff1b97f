"""How much own money the walls tie in the next money: a second program for the table of the page.

Written from the text of the model, all regions in one linear program and all years as one: the
least own money that reaches today's best number of homes, with the walls and without.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

import ontschotting as on
from docs.builders.next_money_page import DRAWS, NAME, SEED
from docs.builders.readings import readings
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from tests.docs.test_next_money_page import CASE, DOCS, MAY_PAY, PAGE, rows, table
from tests.oracle.samples import FUZZ

KINDS = ("no_deficit", "deficit")
USED = ("budgets", "plans", "costs", "limits")
Tables = dict[str, list[dict[str, Any]]]


def tables_of(reading: str) -> Tables:
    """The tables of a division or reading, from its files."""
    found = {}
    for name in USED:
        other = CASE / "variants" / reading / f"{name}.csv"
        found[name] = rows(other if other.is_file() else CASE / f"{name}.csv")
    return found


def solved(tables: Tables, lifted: bool, homes: float | None) -> float:
    """Return the most homes, or the least own money (million) that reaches a number of homes."""
    money: dict[tuple[str, str], float] = defaultdict(float)
    for row in tables["budgets"]:
        if row["level"] == "region":
            money[row["area"], row["stream"]] += float(row["amount_eur"]) / 1e6
    capacity = {
        (row["region"], row["plan_type"]): float(row["capacity_units"]) for row in tables["plans"]
    }
    euros = {
        (row["plan_type"], row["purpose"]): float(row["eur_per_unit"]) / 1e6
        for row in tables["costs"]
    }
    free = {name for name in MAY_PAY if lifted and name.startswith("next_")}
    may = {name: "LM" if name in free else purposes for name, purposes in MAY_PAY.items()}
    regions = sorted({region for region, _ in capacity})
    columns = [
        (region, *rest)
        for region in regions
        for rest in [*((kind,) for kind in KINDS), *((name, p) for name in may for p in may[name])]
    ]
    place = {column: number for number, column in enumerate(columns)}
    at_most: list[tuple[dict[tuple[str, ...], float], float]] = []
    for region in regions:
        for purpose, kinds in (("land", ("deficit",)), ("mobility", KINDS)):
            letter = purpose[0].upper()
            payers = {(region, name, letter): -1.0 for name in may if letter in may[name]}
            needs = {(region, kind): euros[kind, purpose] for kind in kinds}
            at_most.append((needs | payers, 0.0))
        spent = {name: {(region, name, p): 1.0 for p in may[name]} for name in may}
        at_most += [(spent[name], money[region, name]) for name in may]
        match = {"next_impulse": may["next_impulse"], "mf_novex_6mld": "M"}
        for names in (("next_impulse",), ("mf_novex_6mld",), tuple(match)):
            # what is matched to a stream lies in a purpose that it may pay, and once only
            purposes = {p for name in names for p in match[name]}
            own = {(region, "own_money", p): -1.0 for p in purposes}
            streams = {key: 1.0 for name in names for key in spent[name]}
            at_most.append((streams | own, 0.0))
    limit = sum(float(row["max_units"]) for row in tables["limits"])
    at_most.append(({column: 1e-4 for column in columns if len(column) == 2}, limit / 1e4))
    goal = [1.0 if len(column) == 2 else 0.0 for column in columns]
    own_money = [1.0 if column[1] == "own_money" else 0.0 for column in columns]
    matrix = lil_matrix((len(at_most) + 1, len(columns)))
    for number, (terms, _) in enumerate(at_most):
        for column, value in terms.items():
            matrix[number, place[column]] = value
    matrix[len(at_most), :] = [-value / 1e4 for value in goal]
    found = linprog(
        [-value for value in goal] if homes is None else own_money,
        A_ub=matrix.tocsr(),
        b_ub=[right for _, right in at_most] + [-(homes or 0.0) / 1e4],
        bounds=[(0, capacity[column[:2]] if len(column) == 2 else None) for column in columns],
        method="highs",
    )
    assert found.status == 0, found.message
    return float(-found.fun if homes is None else found.fun)


@pytest.mark.parametrize("reading", list(table("own-money")))
def test_a_second_road_gives_the_own_money_that_the_walls_tie(reading: str) -> None:
    homes, _, tied = by_hand(tables_of(reading))
    assert homes == pytest.approx(float(table("readings")[reading]["current_value"]), rel=2e-6)
    told = float(table("own-money")[reading]["own_tied_eur"])
    assert told == pytest.approx(tied, rel=1e-3, abs=1e5)


def by_hand(tables: Tables) -> tuple[float, float, float]:
    """The homes of today, what the walls hold back, and the own money that they tie, in euros."""
    homes, most = (solved(tables, lifted, homes=None) for lifted in (False, True))
    within, without = (solved(tables, lifted, homes * (1 - 1e-9)) for lifted in (False, True))
    return homes, most - homes, 1e6 * (within - without)


@cache
def cases() -> dict[str, on.Case]:
    return readings(NAME, "named")


def drawn() -> list[dict[str, str]]:
    return rows(DOCS / "next-money-each-draw.csv")


@pytest.mark.parametrize("number", range(1, DRAWS + 1) if FUZZ > 1 else (1,))
def test_so_it_does_in_a_draw(number: int) -> None:
    """One draw of every division and reading; `make fuzz` holds all of them."""
    told = {row["reading"]: row for row in drawn() if row["draw"] == str(number)}
    assert set(told) == set(cases())
    for reading, case in cases().items():
        there = SeededDraws(SEED).case_of(case, number)
        tables = {name: there.tables[name].rows(named=True) for name in USED}
        _, freed, tied = by_hand(tables)
        assert float(told[reading]["freed"]) == pytest.approx(freed, abs=2), reading
        assert float(told[reading]["own_tied_eur"]) == pytest.approx(tied, rel=1e-3, abs=1e5)


def test_the_ranges_of_the_page_are_those_of_the_draws() -> None:
    section = PAGE.split("## In draws of the data")[1].split("##")[0]
    assert f"{DRAWS} draws" in section
    for reading in table("own-money"):
        mine = [row for row in drawn() if row["reading"] == reading]
        assert [row["draw"] for row in mine] == [str(each) for each in range(1, DRAWS + 1)]
        freed = np.array([float(row["freed"]) for row in mine])
        tied = np.array([float(row["own_tied_eur"]) for row in mine]) / 1e6
        cells = [
            " · ".join(f"{value:,.0f}" for value in (each.min(), np.median(each), each.max()))
            for each in (freed, tied)
        ]
        count = sum(freed > 0.5)
        assert f"| `{reading}` | {cells[0]} | {count} | {cells[1]} |" in section, reading


def test_the_page_says_what_the_table_says() -> None:
    for reading, row in table("own-money").items():
        eur = round(float(row["own_tied_eur"]) / 1e6)
        own = round(float(table("readings")[reading]["own_eur"]) / 1e6)
        assert f"| `{reading}` | {own:,} | {eur:,} |" in PAGE, reading
