"""Everything that the columns and rows of one program are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.model.demand import Demand
from ontschotting.model.supply.budget_pools import BudgetPools
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.support.arrays import Numbers, repeated, starts


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
        variants: `plan`, `variant`
        memberships: `plan`, `variant`, `stacking_group`, `is_closed`
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
    variants: pl.DataFrame
    memberships: pl.DataFrame
    class_money: pl.DataFrame
    guarantee: str | None
    euro_unit: float

    @cached_property
    def variant_counts(self) -> Numbers:
        """Per plan the number of its variants, which are numbered from 0 on."""
        begins = np.flatnonzero(self.variants["variant"].to_numpy() == 0)
        return np.diff(np.append(begins, self.variants.height))

    @cached_property
    def units(self) -> Units:
        """The units, sorted by plan, variant and year of delivery."""
        plan_of_variant, variant = repeated(self.variant_counts)
        row, place = repeated(self.demand.year_counts[plan_of_variant])
        plan = plan_of_variant[row]
        return Units(plan, variant[row], self.demand.first_years[plan] + place)

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


class Units(NamedTuple):
    """Units by plan (as a number), variant and year of delivery."""

    plan: Numbers
    variant: Numbers
    year: Numbers


def choose_euro_unit(case: Case) -> float:
    """Return a power of two near the geometric mean of the costs.

    Dividing by a power of two rounds nothing, and it keeps every number of the program moderate.
    """
    costs = case.costs["eur_per_unit"].to_numpy()
    costs = costs[costs > 0]
    return float(2.0 ** round(float(np.mean(np.log2(costs))))) if len(costs) else 1.0
