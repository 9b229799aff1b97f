"""The program as one writes it in PuLP by hand: dictionaries of variables, a sum per row.

For cases with walls of purpose, area and period only (`rules="few"`), where nothing stands in the
way of writing it in a page.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case


def natural_value(case: Case) -> tuple[float, int]:
    """Return the best value of the current regime, and the number of variables.

    Args:
        case: A case with walls of purpose, area and period only, whose units are paid in the year
            of their delivery
    """
    import pulp

    regions_of = _regions_of_areas(case)
    within = dict(case.streams.select("stream", "spend_within_years").iter_rows())
    purposes = defaultdict(set)
    for stream, purpose in case.earmarks.select("stream", "purpose").iter_rows():
        purposes[stream].add(purpose)
    recipe: dict[str, dict[str, float]] = defaultdict(dict)
    for row in case.costs.filter(case.costs["eur_per_unit"] > 0).iter_rows(named=True):
        recipe[row["plan_type"]][row["purpose"]] = row["eur_per_unit"]
    plans_in = defaultdict(list)
    for plan in case.plans.iter_rows(named=True):
        plans_in[plan["region"]].append(plan)

    problem = pulp.LpProblem("natural", pulp.LpMaximize)
    units = {
        (plan["plan"], year): pulp.LpVariable(f"u_{number}_{year}", 0)
        for number, plan in enumerate(case.plans.iter_rows(named=True))
        for year in range(plan["first_year"], plan["last_year"] + 1)
    }
    problem += pulp.lpSum(units.values())
    paid = defaultdict(list)
    variables = len(units)
    for number, budget in enumerate(case.budgets.iter_rows(named=True)):
        stream, year = budget["stream"], budget["year"]
        spent = []
        for region in regions_of[budget["level"], budget["area"]]:
            for plan in plans_in[region]:
                last = plan["last_year"] if within[stream] is None else year + within[stream]
                for purpose in recipe[plan["plan_type"]]:
                    if not purposes[stream] & {purpose, "*"}:
                        continue
                    for delivery in range(year, min(last, plan["last_year"]) + 1):
                        name = f"x_{number}_{len(spent)}"
                        spent.append(pulp.LpVariable(name, 0))
                        paid[plan["plan"], purpose, delivery].append(spent[-1])
        problem += pulp.lpSum(spent) <= budget["amount_eur"] / _MILLION
        variables += len(spent)
    for plan in case.plans.iter_rows(named=True):
        years = range(plan["first_year"], plan["last_year"] + 1)
        for purpose, euros in recipe[plan["plan_type"]].items():
            for year in years:
                needed = euros / _MILLION * units[plan["plan"], year]
                problem += pulp.lpSum(paid[plan["plan"], purpose, year]) == needed
        problem += pulp.lpSum(units[plan["plan"], year] for year in years) <= plan["capacity_units"]
    status = problem.solve(pulp.HiGHS(msg=False))
    if pulp.LpStatus[status] != "Optimal":
        raise AssertionError(f"no optimum: {pulp.LpStatus[status]}")
    return float(pulp.value(problem.objective)), variables


_MILLION = 1e6
"""Money in millions, so that no number is extreme."""


def _regions_of_areas(case: Case) -> dict[tuple[str, str | None], list[str]]:
    regions: dict[tuple[str, str | None], Any] = defaultdict(list)
    for row in case.regions.iter_rows(named=True):
        regions["national", None].append(row["region"])
        for level in ("region", "province", "housing_deal_region"):
            regions[level, row[level]].append(row["region"])
    return regions
