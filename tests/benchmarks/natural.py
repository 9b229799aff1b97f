"""The program as one writes it in PuLP by hand: dictionaries of variables, a sum per row.

For cases with walls of purpose, area and period only (`rules="few"`), whose streams are all money
of the state and whose units are paid in the year of their delivery: nothing stands in the way of
writing it in a page. Every measure of a comparison takes a program of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ontschotting.support.tolerances import REACH

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case

_MILLION = 1e6
"""Money in millions, so that no number is extreme."""


@dataclass
class Written:
    """A program and its parts: what each plan delivers, what each budget spends and on what."""

    problem: Any
    units: dict[tuple[str, int], Any]
    spent: list[list[Any]] = field(default_factory=list)
    crossing: list[list[Any]] = field(default_factory=list)
    amounts: list[float] = field(default_factory=list)


def natural_value(case: Case) -> tuple[float, int]:
    """Return the best value of the current regime, and the number of variables.

    Args:
        case: A case with walls of purpose, area and period only
    """
    written = _most_units(case, False)
    return _solve(written), len(written.problem.variables())


def natural_measures(case: Case) -> dict[str, float]:
    """Return the measures of `compare(case, INTEGRAL)`, each from a program of its own.

    Args:
        case: A case with walls of purpose, area and period only
    """
    import pulp

    value = {lifted: _solve(_most_units(case, lifted)) for lifted in (False, True)}
    budget = sum(case.budgets["amount_eur"]) / _MILLION
    freed = value[True] - value[False]
    needed = _least_spent(case, True, value[False])
    spent_lifted = _least_spent(case, True, value[True])
    most = {lifted: _most_spent(case, lifted) for lifted in (False, True)}

    crossing = _reaching(case, True, value[True])
    _bound(crossing)
    crossing.problem += pulp.lpSum(x for each in crossing.crossing for x in each)

    growing = _reaching(case, False, value[True])
    added = [pulp.LpVariable(f"a_{number}", 0) for number in range(len(growing.amounts))]
    growing.problem += pulp.lpSum(added)
    for spent, amount, more in zip(growing.spent, growing.amounts, added, strict=True):
        growing.problem += pulp.lpSum(spent) <= amount + more

    cut = _reaching(case, True, value[False])
    left = pulp.LpVariable("left", 0, 1)
    cut.problem += left
    for spent, amount in zip(cut.spent, cut.amounts, strict=True):
        cut.problem += pulp.lpSum(spent) <= amount * left

    return {
        "budget_eur": _MILLION * budget,
        "value_current": value[False],
        "value_lifted": value[True],
        "freed": freed,
        "crossing_eur": _MILLION * _solve(crossing),
        "needed_eur": _MILLION * needed,
        "blocked_eur": _MILLION * (spent_lifted - needed),
        "detour_eur": _MILLION * (_least_spent(case, False, value[False]) - needed),
        "stranded_current_eur": _MILLION * (budget - most[False]),
        "stranded_lifted_eur": _MILLION * (budget - most[True]),
        "top_up_eur": _MILLION * _solve(growing),
        "break_even_cut": 1.0 - _solve(cut),
        "least_free_share": _free_share(case, value[False] + freed),
        "least_free_share_90": _free_share(case, value[False] + 0.9 * freed),
    }


def _most_units(case: Case, lifted: bool) -> Written:
    import pulp

    written = _written(case, lifted, pulp.LpMaximize)
    written.problem += pulp.lpSum(written.units.values())
    _bound(written)
    return written


def _least_spent(case: Case, lifted: bool, value: float) -> float:
    import pulp

    written = _reaching(case, lifted, value)
    written.problem += pulp.lpSum(x for each in written.spent for x in each)
    _bound(written)
    return _solve(written)


def _most_spent(case: Case, lifted: bool) -> float:
    import pulp

    written = _written(case, lifted, pulp.LpMaximize)
    written.problem += pulp.lpSum(x for each in written.spent for x in each)
    _bound(written)
    return _solve(written)


def _free_share(case: Case, value: float) -> float:
    import pulp

    written = _reaching(case, True, value)
    share = pulp.LpVariable("share", 0, 1)
    written.problem += share
    _bound(written)
    for crossing, amount in zip(written.crossing, written.amounts, strict=True):
        written.problem += pulp.lpSum(crossing) <= amount * share
    return _solve(written)


def _reaching(case: Case, lifted: bool, value: float) -> Written:
    """Write the program of which a cost is to be least while a value is reached."""
    import pulp

    written = _written(case, lifted, pulp.LpMinimize)
    written.problem += pulp.lpSum(written.units.values()) >= value - REACH * max(1.0, value)
    return written


def _bound(written: Written) -> None:
    """Let each budget spend no more than its amount."""
    import pulp

    for spent, amount in zip(written.spent, written.amounts, strict=True):
        written.problem += pulp.lpSum(spent) <= amount


def _solve(written: Written) -> float:
    import pulp

    status = written.problem.solve(pulp.HiGHS(msg=False))
    if pulp.LpStatus[status] != "Optimal":
        raise AssertionError(f"no optimum: {pulp.LpStatus[status]}")
    return float(pulp.value(written.problem.objective))


def _written(case: Case, lifted: bool, sense: int) -> Written:
    """Write plans, recipes and who may pay for what; what crosses a wall of today is kept apart."""
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
    plans = list(case.plans.iter_rows(named=True))
    for plan in plans:
        plans_in[plan["region"]].append(plan)

    written = Written(
        pulp.LpProblem("natural", sense),
        {
            (plan["plan"], year): pulp.LpVariable(f"u_{number}_{year}", 0)
            for number, plan in enumerate(plans)
            for year in range(plan["first_year"], plan["last_year"] + 1)
        },
    )
    paid = defaultdict(list)
    for number, budget in enumerate(case.budgets.iter_rows(named=True)):
        stream, year = budget["stream"], budget["year"]
        last = None if within[stream] is None else year + within[stream]
        spent: list[Any] = []
        crossing: list[Any] = []
        for region in regions_of[budget["level"], budget["area"]]:
            for plan in plans_in[region]:
                for purpose in recipe[plan["plan_type"]]:
                    is_earmarked = bool(purposes[stream] & {purpose, "*"})
                    for delivery in range(max(year, plan["first_year"]), plan["last_year"] + 1):
                        is_in_time = last is None or delivery <= last
                        if not (lifted or (is_earmarked and is_in_time)):
                            continue
                        spent.append(pulp.LpVariable(f"x_{number}_{len(spent)}", 0))
                        paid[plan["plan"], purpose, delivery].append(spent[-1])
                        if not (is_earmarked and is_in_time):
                            crossing.append(spent[-1])
        written.spent.append(spent)
        written.crossing.append(crossing)
        written.amounts.append(budget["amount_eur"] / _MILLION)
    for plan in plans:
        years = range(plan["first_year"], plan["last_year"] + 1)
        for purpose, euros in recipe[plan["plan_type"]].items():
            for year in years:
                needed = euros / _MILLION * written.units[plan["plan"], year]
                written.problem += pulp.lpSum(paid[plan["plan"], purpose, year]) == needed
        delivered = pulp.lpSum(written.units[plan["plan"], year] for year in years)
        written.problem += delivered <= plan["capacity_units"]
    return written


def _regions_of_areas(case: Case) -> dict[tuple[str, str | None], list[str]]:
    regions: dict[tuple[str, str | None], Any] = defaultdict(list)
    for row in case.regions.iter_rows(named=True):
        regions["national", None].append(row["region"])
        for level in ("region", "province", "housing_deal_region"):
            regions[level, row[level]].append(row["region"])
    return regions
