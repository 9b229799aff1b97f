"""Whole projects, fixed costs and least awards as one writes them in PuLP by hand.

For cases of one region, with walls of purpose and period only beside these rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case

_MILLION = 1e6
"""Money in millions, so that no number is extreme."""


@dataclass(frozen=True)
class Chosen:
    """What a solver said of the program.

    Attributes:
        value: Of the best choice of projects that it found
        proven: Whether the solver says that there is no better one
    """

    value: float
    proven: bool


def natural_choice(case: Case, solver: Any) -> Chosen:
    """Return the best value of the current regime that a PuLP solver finds within its time."""
    import pulp

    problem = pulp.LpProblem("projects", pulp.LpMaximize)
    plans = {row["plan"]: row for row in case.plans.iter_rows(named=True)}
    streams = {row["stream"]: row for row in case.streams.iter_rows(named=True)}
    recipe: dict[str, dict[str, float]] = defaultdict(dict)
    for row in case.costs.iter_rows(named=True):
        recipe[row["plan_type"]][row["purpose"]] = row["eur_per_unit"] / _MILLION
    pays = defaultdict(set)
    for stream, purpose in case.earmarks.select("stream", "purpose").iter_rows():
        pays[stream].add(purpose)

    built = {plan: pulp.LpVariable(f"z_{plan}", cat="Binary") for plan in plans}
    units = {
        (plan, year): pulp.LpVariable(f"u_{plan}_{year}", 0)
        for plan, row in plans.items()
        for year in range(row["first_year"], row["last_year"] + 1)
    }
    problem += pulp.lpSum(units.values())
    spent, paid, granted = defaultdict(list), defaultdict(list), defaultdict(list)
    applied: dict[tuple[str, str], list[tuple[int, Any]]] = defaultdict(list)
    for number, budget in enumerate(case.budgets.iter_rows(named=True)):
        stream, first = budget["stream"], budget["year"]
        for plan, row in plans.items():
            for purpose in recipe[row["plan_type"]]:
                if not pays[stream] & {purpose, "*"}:
                    continue
                last = min(first + streams[stream]["spend_within_years"], row["last_year"])
                for year in range(max(first, row["first_year"]), last + 1):
                    x = pulp.LpVariable(f"x_{number}_{plan}_{purpose}_{year}", 0)
                    spent[number].append(x)
                    paid[plan, purpose, year].append(x)
                    granted[stream, plan].append(x)
            if streams[stream]["fixed_eur_per_plan"]:
                f = pulp.LpVariable(f"f_{number}_{plan}", 0)
                spent[number].append(f)
                applied[stream, plan].append(f)
        problem += pulp.lpSum(spent[number]) <= budget["amount_eur"] / _MILLION
    for plan, row in plans.items():
        years = range(row["first_year"], row["last_year"] + 1)
        size = row["capacity_units"]
        problem += pulp.lpSum(units[plan, year] for year in years) == size * built[plan]
        for purpose, euros in recipe[row["plan_type"]].items():
            for year in years:
                problem += pulp.lpSum(paid[plan, purpose, year]) == euros * units[plan, year]
    for (stream, plan), sums in granted.items():
        rules, row = streams[stream], plans[plan]
        needs = recipe[row["plan_type"]]
        most = row["capacity_units"] * sum(
            euros for purpose, euros in needs.items() if pays[stream] & {purpose, "*"}
        )
        if rules["fixed_eur_per_plan"]:
            y = pulp.LpVariable(f"y_{stream}_{plan}", cat="Binary")
            problem += pulp.lpSum(sums) <= most * y
            problem += (
                pulp.lpSum(applied[stream, plan]) == rules["fixed_eur_per_plan"] / _MILLION * y
            )
        if rules["min_award_eur"]:
            q = pulp.LpVariable(f"q_{stream}_{plan}", cat="Binary")
            problem += pulp.lpSum(sums) <= most * q
            problem += pulp.lpSum(sums) >= rules["min_award_eur"] / _MILLION * q
    problem.solve(solver)
    proven = problem.status == pulp.LpStatusOptimal and problem.sol_status == 1
    return Chosen(float(pulp.value(problem.objective) or 0.0), proven)
