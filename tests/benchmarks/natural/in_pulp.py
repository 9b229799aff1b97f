"""The program in PuLP: dictionaries of variables, a sum per row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.benchmarks.natural.questions import MILLION, reaching

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case


@dataclass
class Written:
    """A program and its parts: what each plan delivers, what each budget spends and on what."""

    problem: Any
    units: dict[tuple[str, int], Any]
    spent: list[list[Any]] = field(default_factory=list)
    crossing: list[list[Any]] = field(default_factory=list)
    amounts: list[float] = field(default_factory=list)


def natural_value(case: Case) -> tuple[float, int]:
    """Return the best value of the current regime, and the number of variables."""
    written = _most_units(case, False)
    return _solve(written), len(written.problem.variables())


class InPulp:
    """The questions of a comparison (see `Questions`) in PuLP with HiGHS."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def best_value(self, lifted: bool) -> float:
        return _solve(_most_units(self._case, lifted))

    def most_spent(self, lifted: bool) -> float:
        import pulp

        written = program_of(self._case, lifted, pulp.LpMaximize)
        written.problem += pulp.lpSum(x for each in written.spent for x in each)
        _bound(written)
        return _solve(written)

    def least_spent(self, lifted: bool, value: float) -> float:
        import pulp

        written = _reaching(self._case, lifted, value)
        written.problem += pulp.lpSum(x for each in written.spent for x in each)
        _bound(written)
        return _solve(written)

    def least_crossing(self, value: float) -> float:
        import pulp

        written = _reaching(self._case, True, value)
        written.problem += pulp.lpSum(x for each in written.crossing for x in each)
        _bound(written)
        return _solve(written)

    def least_added(self, value: float) -> float:
        import pulp

        written = _reaching(self._case, False, value)
        added = [pulp.LpVariable(f"a_{number}", 0) for number in range(len(written.amounts))]
        written.problem += pulp.lpSum(added)
        for spent, amount, more in zip(written.spent, written.amounts, added, strict=True):
            written.problem += pulp.lpSum(spent) <= amount + more
        return _solve(written)

    def least_left(self, value: float) -> float:
        import pulp

        written = _reaching(self._case, True, value)
        left = pulp.LpVariable("left", 0, 1)
        written.problem += left
        for spent, amount in zip(written.spent, written.amounts, strict=True):
            written.problem += pulp.lpSum(spent) <= amount * left
        return _solve(written)

    def least_free_share(self, value: float) -> float:
        import pulp

        written = _reaching(self._case, True, value)
        share = pulp.LpVariable("share", 0, 1)
        written.problem += share
        _bound(written)
        for crossing, amount in zip(written.crossing, written.amounts, strict=True):
            written.problem += pulp.lpSum(crossing) <= amount * share
        return _solve(written)


def _most_units(case: Case, lifted: bool) -> Written:
    import pulp

    written = program_of(case, lifted, pulp.LpMaximize)
    written.problem += pulp.lpSum(written.units.values())
    _bound(written)
    return written


def _reaching(case: Case, lifted: bool, value: float) -> Written:
    """Write the program of which a cost is to be least while a value is reached."""
    import pulp

    written = program_of(case, lifted, pulp.LpMinimize)
    written.problem += pulp.lpSum(written.units.values()) >= reaching(value)
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


def program_of(case: Case, lifted: bool, sense: int) -> Written:
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
        written.amounts.append(budget["amount_eur"] / MILLION)
    for plan in plans:
        years = range(plan["first_year"], plan["last_year"] + 1)
        for purpose, euros in recipe[plan["plan_type"]].items():
            for year in years:
                needed = euros / MILLION * written.units[plan["plan"], year]
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
