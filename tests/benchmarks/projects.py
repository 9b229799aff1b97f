"""Synthetic cases of one region full of projects that are built as a whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tests.benchmarks.synthetic import FIRST_YEAR
from tests.benchmarks.synthetic_parameters import FUNDED_SHARE, PURPOSES

if TYPE_CHECKING:
    # Only a type: what is measured loads what it needs by itself.
    from ontschotting.case.case import Case

HOMES_PER_PROJECT = 120.0
FIXED_EUR_PER_PLAN = 40_000.0
LEAST_AWARD_EUR = 400_000.0
EUROS = {"fixed_eur_per_plan": pl.Float64, "min_award_eur": pl.Float64}
"""Columns that may be blank in every row."""


def projects_case(
    projects: int, streams: int = 15, years: int = 5, seed: int = 0, has_rules: bool = False
) -> Case:
    """Return a made-up case; no number in it says anything about the Netherlands.

    Every project has costs of its own for two to four purposes, and up to three years to be
    delivered in. A stream pays for one purpose, every fourth for two, the last for all. Half of the
    streams pay only in the year of the budget, the others one year later too. With `has_rules` a
    third of them has a fixed cost per plan, another third a least award. The same arguments give
    the same case.
    """
    import ontschotting as on

    chance = np.random.default_rng([seed, projects, streams, years])
    plans, costs = _projects(chance, projects, years)
    need = sum(row["capacity_units"] * costs_of(costs, row["plan_type"]) for row in plans)
    size = chance.lognormal(0.0, 0.6, (streams, years))
    euros = need * FUNDED_SHARE * size / size.sum()
    name = [f"stream_{number:02d}" for number in range(streams)]
    tables: dict[str, list[dict[str, Any]]] = {
        "regions": [{"region": "region"}],
        "plans": plans,
        "costs": costs,
        "streams": [
            {
                "stream": name[number],
                "spend_within_years": number % 2,
                "fixed_eur_per_plan": (
                    FIXED_EUR_PER_PLAN if has_rules and number % 3 == 0 else None
                ),
                "min_award_eur": LEAST_AWARD_EUR if has_rules and number % 3 == 1 else None,
            }
            for number in range(streams)
        ],
        "budgets": [
            {
                "stream": name[number],
                "level": "region",
                "area": "region",
                "year": FIRST_YEAR + year,
                "amount_eur": float(round(euros[number, year], -3)),
            }
            for number in range(streams)
            for year in range(years)
        ],
        "earmarks": [
            {"stream": name[number], "purpose": purpose}
            for number in range(streams)
            for purpose in _paid_by(number, streams)
        ],
    }
    return on.Case(
        **{
            table: pl.DataFrame(rows, schema_overrides=EUROS if table == "streams" else None)
            for table, rows in tables.items()
        }
    )


def costs_of(costs: list[dict[str, Any]], plan_type: str) -> float:
    """What one unit of a plan type needs in all."""
    return sum(row["eur_per_unit"] for row in costs if row["plan_type"] == plan_type)


def _projects(
    chance: np.random.Generator, projects: int, years: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of plans and of costs."""
    plans, costs = [], []
    for number in range(projects):
        name = f"project_{number:03d}"
        first = int(chance.integers(years))
        plans.append(
            {
                "plan": name,
                "region": "region",
                "plan_type": name,
                "outcome": "homes",
                "capacity_units": float(round(HOMES_PER_PROJECT * chance.lognormal(0.0, 0.6))),
                "first_year": FIRST_YEAR + first,
                "last_year": FIRST_YEAR + min(first + 2, years - 1),
                "whole": True,
            }
        )
        for purpose in chance.choice(list(PURPOSES), int(chance.integers(2, 5)), replace=False):
            euros = PURPOSES[str(purpose)].eur_per_unit * chance.uniform(0.5, 1.5)
            costs.append(
                {
                    "plan_type": name,
                    "purpose": str(purpose),
                    "eur_per_unit": float(round(euros, -2)),
                }
            )
    return plans, costs


def _paid_by(number: int, streams: int) -> list[str]:
    """The purposes of a stream."""
    purposes = list(PURPOSES)
    if number == streams - 1:
        return ["*"]
    first = number % len(purposes)
    second = (first + 2) % len(purposes)
    return [purposes[first], purposes[second]] if number % 4 == 0 else [purposes[first]]
