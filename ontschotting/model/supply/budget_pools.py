"""Budget pools: money that no rule separates, merged into what the program spends from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.once import once_per_case
from ontschotting.model.demand import Demand
from ontschotting.model.supply.project_rules import project_rules
from ontschotting.model.supply.rule_groups import FundingSupply
from ontschotting.model.supply.rule_sets import RuleSets, number_rule_sets
from ontschotting.model.supply.split_budgets import distinct_budgets, sorted_budgets
from ontschotting.model.supply.stacking_rules import (
    Conflicts,
    conflicts_of,
    minimum_share_groups,
)
from ontschotting.model.supply.transfer_groups import (
    separate_transfers,
    with_source_pool,
    with_transfer_group,
)
from ontschotting.support.arrays import Numbers, dense_rank, distinct
from ontschotting.support.numerics import series_max, series_min

_EVER = 10_000
"""Years further away than any plan: stands for *no limit* in windows of years."""


@dataclass(frozen=True, eq=False)
class BudgetPools:
    """The money side of a program.

    Two slices of budgets share a pool when all of this holds: they reach the same plans in the same
    years under equal rules, the same shares of them may move to the same streams, and every rule
    sums over both or over neither. Then any spending from the pool can be divided over its slices
    in proportion to their amounts, and every row of the program still holds. So the merged program
    has the same optimum.

    Attributes:
        table: `pool`, `reach`, `rule_set`, `budget_year` (where a carry-over share looks at it),
            `from_year`, `to_year`, `carry_over_share`, `separation_key`, `transfer_group`,
            `fixed_eur`. The rules that stand: `own`, `overhead_share`, `assured_rank`,
            `min_plan_units`, `max_plan_units`, `match` (a number per group of streams with one
            co-financing rule), `cofinancing_share`, `capped_stream` (where a cap or ceiling
            stands), `cap_eur_per_unit`, `stacking_group` (the rule group, where stacking sets keep
            it apart), `project_stream` (the stream, where it has a fixed cost or a least award),
            `has_fixed_cost` and `has_least_award` (whether these stand here). And of money that has
            moved `to_stream`, by whose rules it is spent, and `source_pool`, whose money it is; of
            other money null and the pool itself
        slices: `budget`, `rule_group`, `indicator`, `pool`, `fixed_eur`, `moving_eur`,
            `addition_share`: where each budget went, so that answers come back per budget. A slice
            in a pool with a `to_stream` is no money of its own, but the most that may move there
        reaches: `reach`, `plan_number` (the row of the plan in the demand), `plan`
        openings: `rule_set`, `plan_type`, `purpose`, `is_closed`: what may be paid, and (closed)
            what only the purpose wall forbids, where that was asked for
        conflicts: The rule groups that exclude each other
        minimum_share_groups: `stacking_group`, `stream`, `is_binding`: the rule groups of streams
            with a minimum share, and whether it stands on them
        project_rules: See `ontschotting.model.supply.project_rules`
    """

    table: pl.DataFrame
    slices: pl.DataFrame
    reaches: pl.DataFrame
    openings: pl.DataFrame
    conflicts: Conflicts
    minimum_share_groups: pl.DataFrame
    project_rules: pl.DataFrame

    @cached_property
    def capped_streams(self) -> list[str]:
        """The streams where a cap or ceiling stands, sorted."""
        return sorted({name for name in self._texts("capped_stream").values() if name})

    @cached_property
    def capped_stream_numbers(self) -> Numbers:
        """Per pool the number of its capped stream among these, or -1 where it has none."""
        return self._numbers("capped_stream", self.capped_streams)

    @cached_property
    def project_stream_numbers(self) -> Numbers:
        """Per pool the row of its stream in `project_rules`, or -1 where it has none."""
        return self._numbers("project_stream", self.project_rules["stream"].to_list())

    def _texts(self, column: str) -> dict[int, str | None]:
        """Return what stands in a column, for each rule set."""
        rule_set, first = np.unique(self.table["rule_set"].to_numpy(), return_index=True)
        return dict(zip(rule_set.tolist(), self.table[column][first].to_list(), strict=True))

    def _numbers(self, column: str, names: list[str]) -> Numbers:
        """Return per pool the position of its text in a column among names, or -1 for a blank."""
        number = {name: position for position, name in enumerate(names)}
        texts = self._texts(column)
        numbers: Numbers = np.full(max(texts, default=-1) + 1, -1)
        for rule_set, text in texts.items():
            if text is not None:
                numbers[rule_set] = number[text]
        of_pools: Numbers = numbers[self.table["rule_set"].to_numpy()]
        return of_pools


def aggregate_budgets(
    case: Case,
    supply: FundingSupply,
    demand: Demand,
    separation_keys: Numbers | None = None,
    with_closed_arcs: frozenset[str] = frozenset(),
) -> BudgetPools:
    """Merge the budgets of a case under a regime into pools.

    Args:
        case: The case
        supply: Its money under the regime
        demand: The payments of its plans
        separation_keys: A number per slice of the money: slices with different numbers stay in
            different pools; without it none is separated
        with_closed_arcs: The streams of which the purposes that they may not pay are listed too
    """
    conflicts = conflicts_of(case, supply.rule_groups)
    shares = minimum_share_groups(case, supply.rule_groups)
    rule_sets = number_rule_sets(
        case, supply.rule_groups, demand.assured_years, {*conflicts, *shares}, with_closed_arcs
    )
    reach, reaches = _reaches(case, supply)
    window, windows = _windows(case, supply, rule_sets, demand)
    keys = np.zeros(len(reach), dtype=np.int64) if separation_keys is None else separation_keys
    slices = supply.slices.hstack(
        [
            pl.Series("reach", reach),
            pl.Series("window", window),
            *windows[window].get_columns(),
            pl.Series("separation_key", keys),
        ]
    )
    slices = separate_transfers(slices, supply.transfer_slices)
    slices, transfer_groups = with_transfer_group(slices, supply.transfer_slices, _POOL_KEY)
    pools, slices = _merged(slices, rule_sets.table)
    share_rows = [(n, supply.rule_groups[n].stream, stands) for n, stands in shares.items()]
    return BudgetPools(
        with_source_pool(pools, transfer_groups),
        slices,
        reaches,
        rule_sets.openings,
        conflicts,
        pl.DataFrame(share_rows, schema=_MINIMUM_SHARE_SCHEMA, orient="row"),
        project_rules(supply.rule_groups),
    )


_POOL_KEY = (
    "reach",
    "rule_set",
    "budget_year",
    "from_year",
    "to_year",
    "carry_over_share",
    "separation_key",
)
"""What two slices must have in common to share a pool, apart from how transfers treat them."""

_MINIMUM_SHARE_SCHEMA = {
    "stacking_group": pl.Int64,
    "stream": pl.String,
    "is_binding": pl.Boolean,
}


class _BudgetAreas(NamedTuple):
    """The areas of budgets, each with its level, and the number of that of each budget."""

    areas: list[tuple[Any, ...]]
    of_budgets: Numbers


@once_per_case
def _budget_areas(case: Case) -> _BudgetAreas:
    return _BudgetAreas(*distinct_budgets(case, "level", "area"))


def _blanks_first(row: tuple[Any, ...]) -> list[tuple[bool, Any]]:
    return [(cell is not None, cell) for cell in row]


def _reaches(case: Case, supply: FundingSupply) -> tuple[Numbers, pl.DataFrame]:
    """Return for each slice the number of the set of plans that it reaches, and these plans."""
    areas, budget_areas = areas_of(case), _budget_areas(case)
    widened, widened_of_groups = distinct(
        ",".join(sorted(group.widened_to)) for group in supply.rule_groups
    )
    budget, rule_group = (supply.slices[name].to_numpy() for name in ("budget", "rule_group"))
    kinds, kind = np.unique(
        budget_areas.of_budgets[budget] * max(1, len(widened)) + widened_of_groups[rule_group],
        return_inverse=True,
    )
    numbers: dict[frozenset[str], int] = {}
    reach_of_kind = np.zeros(len(kinds), dtype=np.int64)
    for position, number in enumerate(kinds.tolist()):
        level, area = budget_areas.areas[number // len(widened)]
        levels = widened[number % len(widened)].split(",")
        plans = areas.reach(level, area, [name for name in levels if name])
        reach_of_kind[position] = numbers.setdefault(plans, len(numbers))
    rows = [
        (reach, areas.number_of_plan[plan], plan)
        for plans, reach in numbers.items()
        for plan in sorted(plans)
    ]
    return reach_of_kind[kind], pl.DataFrame(rows, schema=_REACH_SCHEMA, orient="row")


_REACH_SCHEMA = {"reach": pl.Int64, "plan_number": pl.Int64, "plan": pl.String}


def _windows(
    case: Case, supply: FundingSupply, rule_sets: RuleSets, demand: Demand
) -> tuple[Numbers, pl.DataFrame]:
    """Return for each slice the number of its rules and years, and these rules and years.

    −prefinance_years ≤ y − t ≤ spend_within_years, within the years of payments. The year t of the
    budget stays only where a carry-over share looks at it.
    """
    payment_years = pl.concat([demand.payments["year"], demand.zero_cost_payments["year"]])
    first, last = int(series_min(payment_years, 0)), int(series_max(payment_years, 0))
    rule_group = supply.slices["rule_group"].to_numpy()
    budget_year = sorted_budgets(case)["year"].to_numpy()[supply.slices["budget"].to_numpy()]
    earliest = int(budget_year.min(initial=_EVER))
    span = int(budget_year.max(initial=0)) - earliest + 1
    kinds, kind = np.unique(rule_group * span + budget_year - earliest, return_inverse=True)
    rows = []
    for number in kinds.tolist():
        group, year = supply.rule_groups[number // span], earliest + number % span
        within = _EVER if group.spend_within_years is None else group.spend_within_years
        from_year, to_year = max(year - group.prefinance_years, first), min(year + within, last)
        share = group.carry_over_share
        rule_set = rule_sets.of_groups[number // span]
        rows.append((rule_set, None if share is None else year, from_year, to_year, share))
    windows, window_of_kind = distinct(rows, _blanks_first)
    return window_of_kind[kind], pl.DataFrame(windows, schema=_WINDOW_SCHEMA, orient="row")


_WINDOW_SCHEMA = {
    "rule_set": pl.Int64,
    "budget_year": pl.Int64,
    "from_year": pl.Int64,
    "to_year": pl.Int64,
    "carry_over_share": pl.Float64,
}


def _merged(slices: pl.DataFrame, rules: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Merge the slices that agree in all of the key; return the pools and the slices in them."""
    groups = slices["transfer_group"]
    kinds = [slices["reach"], slices["window"], slices["separation_key"]]
    if groups.null_count() < len(groups):
        kinds.append(groups.fill_null(-1))
    pool = dense_rank(*kinds)
    numbers, first = np.unique(pool, return_index=True)
    described = slices[[*_POOL_KEY, "transfer_group"]][first]
    pools = pl.DataFrame(
        [
            pl.Series("pool", numbers),
            *described.get_columns(),
            pl.Series("fixed_eur", np.bincount(pool, slices["fixed_eur"].to_numpy())),
            *rules[described["rule_set"]].get_columns()[1:],  # the first is the rule set
        ]
    )
    order = np.lexsort((pool, slices["rule_group"].to_numpy(), slices["budget"].to_numpy()))
    columns = [slices["budget"], slices["rule_group"], slices["indicator"], pl.Series("pool", pool)]
    columns += [slices[name] for name in ("fixed_eur", "moving_eur", "addition_share")]
    return pools, pl.DataFrame({column.name: column.to_numpy()[order] for column in columns})
