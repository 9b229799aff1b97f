"""The frames of an allocation, read from the values and prices of a solved program.

The program has pools of budgets and groups of payments; the frames have budgets and payments.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.case.facts.streams import own_money
from ontschotting.lp.program import Array
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.support.forks import refuse_after_fork
from ontschotting.support.tolerances import IN_SOLUTION


class SolutionFrames:
    """The frames of an allocation; each is made when it is first read, and then known."""

    def __init__(self, program: RegimeProgram, values: Array, prices: Array) -> None:
        """Prepare the frames; none is made yet.

        Args:
            program: The program of a case under a regime
            values: Of its columns, in the allocation
            prices: Of its rows, in an optimum of the greatest value
        """
        self._solved, self._values, self._prices = program, values, prices

    def __getstate__(self) -> dict[str, Any]:
        """Return what a pickle holds: every frame, since a copy has no program to read."""
        return {name: getattr(self, name) for name in _FRAMES}

    @property
    def _program(self) -> RegimeProgram:
        refuse_after_fork()  # every frame is made by polars
        return self._solved

    @cached_property
    def outcomes(self) -> dict[str, float]:
        """Units per outcome, with those of which there are none."""
        program = self._program
        counted = program.columns.outcomes
        units = self._values[counted["column"].to_numpy()]
        units = np.where(units > IN_SOLUTION, units * counted["per_unit"].to_numpy(), 0.0)
        found = pl.DataFrame([counted["outcome"], pl.Series("units", units)])
        return dict.fromkeys(outcomes_of(program.case), 0.0) | dict(
            found.group_by("outcome").agg(pl.col("units").sum()).iter_rows()
        )

    @cached_property
    def units(self) -> pl.DataFrame:
        """See `funded_units`."""
        return funded_units(self._program, self._values)

    @cached_property
    def _spending(self) -> pl.DataFrame:
        return spending_per_budget(self._program, self._values)

    @cached_property
    def _fixed_costs(self) -> pl.DataFrame:
        return fixed_costs_per_budget(self._program, self._values)

    @cached_property
    def _outlays(self) -> pl.DataFrame:
        return pl.concat([self._spending.drop("payment"), self._fixed_costs.drop("plan")])

    @cached_property
    def spend(self) -> pl.DataFrame:
        """See `spend_frame`."""
        return spend_frame(self._program, self._spending, self._fixed_costs)

    @cached_property
    def moved(self) -> pl.DataFrame:
        """See `moved_money`."""
        return moved_money(self._program, self._outlays)

    @cached_property
    def unspent(self) -> pl.DataFrame:
        """See `unspent_budgets`."""
        return unspent_budgets(self._program, self._outlays)

    @cached_property
    def prices(self) -> pl.DataFrame:
        """See `budget_prices`."""
        return budget_prices(self._program, self._prices)


_FRAMES = ("outcomes", "units", "spend", "moved", "unspent", "prices")


def funded_units(program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Return the units that are funded, per plan and year.

    Args:
        program: The program of a case under a regime
        values: Of its columns

    Returns:
        `plan`, `region`, `plan_type`, `outcome`, `delivery_year`, `units`
    """
    plans = program.case.plans.select("plan", "region", "plan_type")
    return (
        _with_values(program.columns.units, values, "units")
        .filter(pl.col("units") > IN_SOLUTION)
        .group_by("plan", "outcome", "delivery_year")
        .agg(pl.col("units").sum())
        .join(plans, on="plan")
        .select("plan", "region", "plan_type", "outcome", "delivery_year", "units")
        .sort("plan", "delivery_year")
    )


def spending_per_budget(program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Return the spending of each budget on each payment.

    What a pool spends is divided over its budgets in proportion to their amounts, and over the
    payments of a group in proportion to their need. After this division every rule holds for each
    budget and payment by itself (see `ontschotting.model.supply.budget_pools` and
    `ontschotting.model.payment_groups`).

    Args:
        program: The program of a case under a regime
        values: Of its columns

    Returns:
        `budget`, `payment`, `to_stream` (by whose rules, of money that has moved), `gross_eur`,
        `net_eur`
    """
    per_pool = _with_values(program.columns.spending, values, "x").filter(pl.col("x") > IN_SOLUTION)
    per_payment = (
        per_pool.select("pool", "payment", "variant", "net", "x")
        .join(_parts_of_payments(program, values), on=["payment", "variant"])
        .with_columns((pl.col("x") * pl.col("part")).alias("x"), pl.col("member").alias("payment"))
        .filter(pl.col("x") > IN_SOLUTION)
    )
    gross = pl.col("x") * pl.col("share") * program.euro_unit
    return (
        per_payment.join(_parts_of_budgets(program), on="pool")
        .join(program.labels.pools.select("pool", "to_stream"), on="pool")
        .with_columns(gross.alias("gross_eur"))
        .group_by("budget", "payment", "to_stream")
        .agg(
            pl.col("gross_eur").sum(), (pl.col("gross_eur") * pl.col("net")).sum().alias("net_eur")
        )
        .sort("budget", "payment", "to_stream")
    )


def added_money(program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Return where extra money goes, naming one budget per kind of addition.

    Args:
        program: The program of a case under a regime
        values: Of its columns

    Returns:
        `stream`, `own`, `level`, `area`, `year`, `awarded`, `addition_eur`
    """
    columns = program.columns.additions.select("column", "addition").unique().sort("addition")
    added = _with_values(columns, values, "added").with_columns(
        (pl.col("added") * program.euro_unit).alias("addition_eur")
    )
    first_budget = program.labels.added_to.group_by("addition").agg(pl.col("budget").min())
    return (
        added.filter(pl.col("addition_eur") > 0)
        .join(first_budget, on="addition")
        .join(program.labels.budgets, on="budget")
        .join(own_money(program.case), on="stream")
        .sort("budget")
        .select("stream", "own", "level", "area", "year", "awarded", "addition_eur")
    )


def _with_values(columns: pl.DataFrame, values: Array, name: str) -> pl.DataFrame:
    """Return columns of the program with their values."""
    return columns.with_columns(pl.Series(name, values[columns["column"].to_numpy()]))


def _parts_of_budgets(program: RegimeProgram) -> pl.DataFrame:
    """Return the share of each budget in its pool: `budget`, `pool`, `share`."""
    slices = program.labels.slices.select(
        "budget", "pool", (pl.col("fixed_eur") + pl.col("moving_eur")).alias("slice_eur")
    )
    share = pl.col("slice_eur") / pl.col("slice_eur").sum().over("pool")
    return slices.with_columns(share.alias("share")).filter(pl.col("slice_eur") > 0)


def _parts_of_payments(program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Return the part of each payment in the need of its group, per variant.

    `payment` (the group), `variant`, `member`, `part`.
    """
    units = _with_values(program.columns.units, values, "units").select(
        "plan", "variant", "delivery_year", "units"
    )
    needs = (
        program.labels.member_terms.rename({"payment": "member"})
        .join(units, on=["plan", "delivery_year"])
        .filter(pl.col("units") > 0)
        .group_by("member", "variant")
        .agg((pl.col("eur_per_unit") * pl.col("units")).sum().alias("need"))
        .join(program.labels.members, on="member")
    )
    part = pl.col("need") / pl.col("need").sum().over("payment", "variant")
    return needs.select("payment", "variant", "member", part.alias("part"))


def fixed_costs_per_budget(program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Return what each budget pays for applying, per plan.

    It is divided over the budgets of a pool as other spending is.

    Args:
        program: The program of a case under a regime
        values: Of its columns

    Returns:
        `budget`, `plan`, `to_stream`, `gross_eur`, `net_eur` (0: nothing of it reaches a purpose)
    """
    paid = _with_values(program.columns.fixed_costs, values, "f").filter(pl.col("f") > IN_SOLUTION)
    gross = pl.col("f") * pl.col("share") * program.euro_unit
    return (
        paid.join(_parts_of_budgets(program), on="pool")
        .join(program.labels.pools.select("pool", "to_stream"), on="pool")
        .with_columns(gross.alias("gross_eur"))
        .group_by("budget", "plan", "to_stream")
        .agg(pl.col("gross_eur").sum(), pl.lit(0.0).alias("net_eur"))
        .sort("budget", "plan", "to_stream")
    )


def spend_frame(
    program: RegimeProgram, spending: pl.DataFrame, fixed_costs: pl.DataFrame
) -> pl.DataFrame:
    """Return who pays what, by the names in the case; see `Allocation.spend`.

    Args:
        program: The program of a case under a regime
        spending: As `spending_per_budget` returns it
        fixed_costs: As `fixed_costs_per_budget` returns it
    """
    case, labels = program.case, program.labels
    budgets = labels.budgets.select(
        "budget", "stream", "awarded", "level", "area", pl.col("year").alias("budget_year")
    ).join(own_money(case), on="stream")
    payments = labels.member_payments.select(
        "payment", "plan", "purpose", pl.col("year").alias("payment_year")
    )
    key = ["stream", "own", "awarded", "level", "area", "budget_year"]
    key += ["plan", "region", "purpose", "payment_year"]
    per_payment = (
        spending.group_by("budget", "payment", maintain_order=True)
        .agg(pl.col("gross_eur", "net_eur").sum())
        .join(payments, on="payment")
        .drop("payment")
    )
    return (
        pl.concat([per_payment, fixed_costs.drop("to_stream")], how="diagonal")
        .join(budgets, on="budget")
        .join(case.plans.select("plan", "region"), on="plan")
        .select(*key, "gross_eur", "net_eur")
        .sort(key)
    )


def moved_money(program: RegimeProgram, spending: pl.DataFrame) -> pl.DataFrame:
    """Return the money spent by the rules of another stream: `stream`, `to_stream`, `eur` (gross).

    Args:
        program: The program of a case under a regime
        spending: As `spending_per_budget` returns it
    """
    return (
        spending.drop_nulls("to_stream")
        .join(program.labels.budgets.select("budget", "stream"), on="budget")
        .group_by("stream", "to_stream")
        .agg(pl.col("gross_eur").sum().alias("eur"))
        .sort("stream", "to_stream")
    )


def unspent_budgets(program: RegimeProgram, spending: pl.DataFrame) -> pl.DataFrame:
    """Return what is left of every budget; see `Allocation.unspent`.

    Args:
        program: The program of a case under a regime
        spending: As `spending_per_budget` returns it
    """
    # a budget is counted in its own pool, not again in those that its money may move to
    own_pools = program.labels.pools.filter(pl.col("to_stream").is_null())
    amounts = (
        program.labels.slices.join(own_pools, on="pool", how="semi")
        .group_by("budget")
        .agg((pl.col("fixed_eur") + pl.col("moving_eur")).sum().alias("amount_eur"))
    )
    spent = spending.group_by("budget").agg(pl.col("gross_eur").sum().alias("spent_eur"))
    unspent = (pl.col("amount_eur") - pl.col("spent_eur")).clip(lower_bound=0.0)
    return (
        program.labels.budgets.select("budget", "stream", "level", "area", "year", "awarded")
        .join(amounts, on="budget")
        .join(spent, on="budget", how="left")
        .with_columns(pl.col("spent_eur").fill_null(0.0))
        .with_columns(unspent.alias("unspent_eur"))
        .sort("budget")
        .drop("budget")
    )


def budget_prices(program: RegimeProgram, prices: Array) -> pl.DataFrame:
    """Return the price of each budget: what its next euro adds, in value per euro.

    The price of a pool is carried back to its budgets, weighted by where an extra euro goes. A row
    Σ x ≤ amount of a minimised −value has a price y ≤ 0; an extra euro changes the value by −y.

    Args:
        program: The program of a case under a regime
        prices: Of its rows, in an optimum of the greatest value
    """
    rows = program.rows
    per_pool = rows.budgets.select(
        "pool", pl.Series("row_price", -prices[rows.budgets["row"].to_numpy()])
    )
    carry_over = rows.carry_over.select(
        "pool",
        "carry_over_share",
        pl.Series("carry_over_price", -prices[rows.carry_over["row"].to_numpy()]),
    )
    carried = (pl.col("carry_over_price") * pl.col("carry_over_share")).fill_null(0.0)
    pools = per_pool.join(carry_over, on="pool", how="left").select(
        "pool", (pl.col("row_price") + carried).alias("price")
    )
    value = pl.col("value_per_eur") / program.euro_unit
    per_budget = (
        program.labels.slices.join(pools, on="pool")
        .group_by("budget")
        .agg((pl.col("price") * pl.col("addition_share")).sum().alias("value_per_eur"))
        .with_columns(pl.max_horizontal(value, pl.lit(0.0)).alias("value_per_eur"))
    )
    return (
        program.labels.budgets.join(per_budget, on="budget", how="left")
        .sort("budget")
        .select("stream", "level", "area", "year", "awarded", "value_per_eur")
        .with_columns(pl.col("value_per_eur").fill_null(0.0))
    )
