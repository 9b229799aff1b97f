"""Everything that the columns and rows of one program are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas, PlansOfRows
from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.eligibility import Memberships
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.support.arrays import Numbers, inner_join, repeated, starts


@dataclass(frozen=True, eq=False)
class ModelInputs:
    """The tables of a case under a regime, ready to be joined into columns and rows.

    Attributes:
        case: The case
        areas: The plans in each of its areas
        budgets: Its budgets, sorted, with a row number `budget`
        supply: Its money, split into groups with the same rules
        pools: The same money, merged where no rule separates it
        demand: The units and payments of its plans, payments merged where no rule separates them
        recipe_demand: The same before merging
        payment_members: `payment`, `member`: the payments of `recipe_demand` in each payment of
            `demand`
        arcs: `pool`, `payment`, `plan`, `variant`, `is_closed`, `crosses`, `open_class`
        variant_counts: Per plan the number of its variants, which are numbered from 0 on
        memberships: The rule groups in each variant
        class_money: The money of the classes that have arcs of their own (see
            `ontschotting.model.crossing.MarkedArcs`)
        guarantee: The level of the areas that get a floor, `outcomes`, or None
        euro_unit: The euros in one unit of spending (see `choose_euro_unit`)
    """

    case: Case
    areas: Areas
    budgets: pl.DataFrame
    supply: FundingSupply
    pools: BudgetPools
    demand: Demand
    recipe_demand: Demand
    payment_members: pl.DataFrame
    arcs: pl.DataFrame
    variant_counts: Numbers
    memberships: Memberships
    class_money: pl.DataFrame
    guarantee: str | None
    euro_unit: float

    @cached_property
    def variants(self) -> Variants:
        """Every variant of every plan, sorted."""
        return Variants(*repeated(self.variant_counts))

    def plan_variant(self, plan: Numbers, variant: Numbers) -> Numbers:
        """Return where variants stand among all of them.

        Args:
            plan: Their plans, as numbers
            variant: Their numbers within the plan
        """
        return starts(self.variant_counts)[plan] + variant

    @cached_property
    def units(self) -> Units:
        """The units, sorted by plan, variant and year of delivery."""
        plan_of_variant, variant = self.variants
        plan_variant, place = repeated(self.demand.year_counts[plan_of_variant])
        plan = plan_of_variant[plan_variant]
        return Units(plan, variant[plan_variant], self.demand.first_years[plan] + place)

    def position_of_units(self, plan: Numbers, variant: Numbers, year: Numbers) -> Numbers:
        """Return where units stand among all units.

        Args:
            plan: Their plans, as numbers
            variant: Their variants
            year: Their years of delivery
        """
        years = self.demand.year_counts
        first = starts(self.variant_counts * years)
        return first[plan] + variant * years[plan] + year - self.demand.first_years[plan]

    def units_of_variants(self, plan_variant: Numbers) -> tuple[Numbers, Numbers]:
        """Return the units of some variants.

        Args:
            plan_variant: Where the variants stand among all of them

        Returns:
            For each unit the position of its variant among the given ones, and where it stands
            among all units.
        """
        counts = self.demand.year_counts[self.variants.plan]
        row, place = repeated(counts[plan_variant])
        return row, starts(counts)[plan_variant[row]] + place

    @cached_property
    def counted(self) -> CountedUnits:
        """What each unit counts for: its own outcome and each of its yields."""
        counts, plan = self.demand.outcome_counts, self.units.plan
        unit, place = repeated(counts[plan])
        brought = starts(counts)[plan[unit]] + place
        return CountedUnits(unit, brought, self.demand.outcome_numbers[brought])

    def counted_at(self, places: PlansOfRows, outcomes: Iterable[str | None]) -> CountedAt:
        """Return the units that count for the outcome of each row of a table, in its places.

        Args:
            places: The plans that the rows are about
            outcomes: The outcome of each row
        """
        names = self.demand.outcome_names
        number = {name: position for position, name in enumerate(names)}
        wanted = np.array([number.get(name or "", -1) for name in outcomes], dtype=np.int64)
        asked = wanted[places.row[places.instance]]
        instance, plan, asked = (each[asked >= 0] for each in (places.instance, places.plan, asked))
        key = plan * len(names) + asked
        unit, _, outcome = self.counted
        found, place = inner_join(self.units.plan[unit] * len(names) + outcome, key)
        return CountedAt(instance[place], found)

    @cached_property
    def spending(self) -> Spending:
        """The arcs as numbers: the columns of spending, in their order."""
        pool, payment = (self.arcs[name].to_numpy() for name in ("pool", "payment"))
        plan = self.demand.payments["plan_number"].to_numpy()[payment]
        plan_variant = self.plan_variant(plan, self.arcs["variant"].to_numpy())
        return Spending(pool, payment, plan, plan_variant)


class Variants(NamedTuple):
    """Variants by plan (as a number) and number within the plan."""

    plan: Numbers
    variant: Numbers


class Units(NamedTuple):
    """Units by plan (as a number), variant and year of delivery.

    Attributes:
        plan: The number of the plan
        variant: The number of the variant within the plan
        year: The year of delivery
    """

    plan: Numbers
    variant: Numbers
    year: Numbers


class CountedUnits(NamedTuple):
    """What units count for.

    Attributes:
        unit: Where the unit stands among all units
        row: The row of `Demand.outcomes`
        outcome: The number of the outcome
    """

    unit: Numbers
    row: Numbers
    outcome: Numbers


class CountedAt(NamedTuple):
    """Units that count for a row of a table.

    Attributes:
        instance: Of which instance of the row (see `PlansOfRows`)
        counted: Which of `ModelInputs.counted`
    """

    instance: Numbers
    counted: Numbers


class Spending(NamedTuple):
    """The columns of spending as numbers.

    Attributes:
        pool, payment: Where the money comes from, and what it pays
        plan: The number of the plan
        plan_variant: Where the variant stands among all variants
    """

    pool: Numbers
    payment: Numbers
    plan: Numbers
    plan_variant: Numbers


def choose_euro_unit(case: Case) -> float:
    """Return a power of two near the geometric mean of the costs.

    Dividing by a power of two rounds nothing, and it keeps every number of the program moderate.
    """
    costs = case.costs["eur_per_unit"].to_numpy()
    costs = costs[costs > 0]
    return float(2.0 ** round(float(np.mean(np.log2(costs))))) if len(costs) else 1.0
