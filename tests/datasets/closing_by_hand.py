"""The money that a case of whole plans is short, from the rows of its tables alone.

Written from the text of the model, without the library. It knows the rules that the cases of
projects use: area or plan, purposes, years, the share of others and the smallest plan. All plans
are built whole, so no 0-1 value is left.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

Row = dict[str, str]
Tables = dict[str, list[Row]]


def read_tables(folder: Path, reading: str = "") -> Tables:
    """Return the tables of a case, with those of a variant in their place."""
    tables: Tables = {}
    for path in [*folder.glob("*.csv"), *folder.glob(f"variants/{reading or '-'}/*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def short_eur(tables: Tables, lifted: bool = False) -> float:
    """Return the least money that must be added to budgets so that all plans close together."""
    streams = {row["stream"]: row for row in tables["streams"]}
    own = {name for name, row in streams.items() if row["counts_as_cofinancing"] == "true"}
    purposes = {
        name: {row["purpose"] for row in tables["earmarks"] if row["stream"] == name}
        for name in streams
    }
    needs = {
        (plan["plan"], cost["purpose"]): float(cost["eur_per_unit"]) * float(plan["capacity_units"])
        for plan in tables["plans"]
        for cost in tables["costs"]
        if cost["plan_type"] == plan["plan_type"]
    }

    def may_pay(budget: Row, plan: Row, purpose: str) -> bool:
        name = budget["stream"]
        free = lifted and name not in own
        smallest = float(streams[name].get("min_plan_units") or 0)
        return (
            budget["area"] in (plan["plan"], plan["region"])
            and int(budget["year"]) <= int(plan["last_year"])
            and (free or purpose in purposes[name] or "*" in purposes[name])
            and float(plan["capacity_units"]) >= smallest
        )

    roads = [
        (number, plan["plan"], purpose)
        for number, budget in enumerate(tables["budgets"])
        for plan in tables["plans"]
        for purpose in (name for owner, name in needs if owner == plan["plan"])
        if may_pay(budget, plan, purpose)
    ]
    budgets = len(tables["budgets"])
    width = len(roads) + budgets
    paid = [[float(road[1:] == need) for road in roads] + [0.0] * budgets for need in needs]
    upper, right = [], []
    for number, budget in enumerate(tables["budgets"]):
        row = [float(road[0] == number) for road in roads] + [0.0] * budgets
        row[len(roads) + number] = -1.0
        upper.append(row)
        right.append(float(budget["amount_eur"]) / 1e6)
    for name, stream in streams.items():
        share = float(stream.get("cofinancing_share") or 0)
        for plan in tables["plans"] if share else ():
            row = [0.0] * width
            for place, (number, owner, _) in enumerate(roads):
                payer = tables["budgets"][number]["stream"]
                if owner == plan["plan"] and payer == name:
                    row[place] = share
                elif owner == plan["plan"] and payer in own:
                    row[place] = share - 1
            upper.append(row)
            right.append(0.0)
    found = linprog(
        [0.0] * len(roads) + [1.0] * budgets,
        A_ub=np.array(upper),
        b_ub=right,
        A_eq=np.array(paid),
        b_eq=[euros / 1e6 for euros in needs.values()],
        method="highs",
    )
    assert found.status == 0, found.message
    return float(found.fun) * 1e6
