"""Adds whole plans, fixed costs, least awards and chances to the tables of a random case."""

from __future__ import annotations

from typing import Any

from tests.oracle.draws import Draws
from tests.oracle.families import Family

Rows = list[dict[str, Any]]


def add_projects(draws: Draws, tables: dict[str, Rows], family: Family) -> None:
    """Fill the columns of projects, in proportion to the money and the costs that are there."""
    _make_whole(draws, tables, family)
    _ask_of_streams(draws, tables, family)
    for row in tables["budgets"]:
        # How likely money is changes no optimum.
        row["chance"] = draws.pick([0.0, 0.3, 1.0]) if draws.chance(0.2) else None


def _make_whole(draws: Draws, tables: dict[str, Rows], family: Family) -> None:
    """Whole plans, smaller than divisible ones so that some close, and mostly one more."""
    if draws.chance(0.6):
        model = draws.pick(tables["plans"])
        name = f"a{len(tables['plans']) + 1}"
        tables["plans"].append({**model, "plan": name, "region": draws.pick(_regions(tables))})
    for row in tables["plans"]:
        row["whole"] = True if draws.chance(family.whole) else draws.pick([None, False])
        if not row["whole"]:
            continue
        row["capacity_units"] = float(
            round(row["capacity_units"] * draws.pick([0.5, 0.2, 0.1, 0.05]))
        )
        years = row["last_year"] - row["first_year"] + 1
        yearly = row["max_units_per_year"]
        if yearly is not None and yearly * years < row["capacity_units"]:
            row["max_units_per_year"] = row["capacity_units"] / draws.between(1, years)


def _regions(tables: dict[str, Rows]) -> list[str]:
    return [row["region"] for row in tables["regions"]]


def _ask_of_streams(draws: Draws, tables: dict[str, Rows], family: Family) -> None:
    """A fixed cost is small or large beside the money of the stream; so is a least award, which
    sometimes is all that one budget has.
    """
    for stream in tables["streams"]:
        amounts = [
            row["amount_eur"]
            for row in tables["budgets"]
            if row["stream"] == stream["stream"] and row["amount_eur"] > 0
        ] or [1e5]
        money = sum(amounts)
        stream["fixed_eur_per_plan"] = stream["min_award_eur"] = None
        if draws.chance(family.fixed_cost):
            stream["fixed_eur_per_plan"] = (
                0.0 if draws.chance(0.05) else draws.nice(money / 200, money / 2)
            )
        if draws.chance(family.least_award):
            net = 1 - (stream["overhead_share"] or 0.0)
            whole_budget = net * draws.pick(amounts)
            stream["min_award_eur"] = draws.pick(
                [0.0, whole_budget, *(draws.nice(money / 50, money) for _ in range(8))]
            )
