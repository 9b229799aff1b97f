"""The linear program of a case under a regime, and what each of its rows and columns stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.lp.program import Array, Program


@dataclass(frozen=True, eq=False)
class ProgramColumns:
    """What each column stands for.

    Attributes:
        units: u: `column`, `plan`, `variant`, `delivery_year`, `outcome` (the plan's own),
            `weight` (the value of one unit)
        outcomes: `column`, `plan`, `delivery_year`, `outcome`, `per_unit`: what a unit counts for,
            a row for its own outcome and for each of its yields
        spending: x: `column`, `pool`, `payment`, `plan`, `variant`, `crosses`, `open_class` (money
            of which class of the pool it is, see `ontschotting.model.crossing`; null for money of
            any), `is_closed` (only its price is asked for), `purpose`, `year`, `net` (1 − ω), and
            the rules that stand for the pool: `own`, `match`, `cofinancing_share`,
            `cap_eur_per_unit`, `budget_year`, `has_fixed_cost`, `has_least_award`
        matches: m: `column`, `plan`, `variant`, `purpose`, `match`, `is_closed`; and as numbers the
            `pair` of plan type and purpose, and where the variant stands among all (`plan_variant`)
        wholes: z: `column`, `plan`, `variant`: whether a whole plan is delivered
        applications: y: `column`, `stream`, `plan`: whether the fixed cost of a stream is paid
        awards: q: `column`, `stream`, `plan`: whether a stream with a least award pays
        fixed_costs: f: `column`, `pool`, `stream` (whose fixed cost it is), `plan`, `own`
        additions: `column`, `addition`, `pool`, `addition_share`; `added_to` among the labels says
            which budgets each addition stands for
        theta: The column θ, or the first of them: one per name in the labels' `indicators`
    """

    units: pl.DataFrame
    outcomes: pl.DataFrame
    spending: pl.DataFrame
    matches: pl.DataFrame
    wholes: pl.DataFrame
    applications: pl.DataFrame
    awards: pl.DataFrame
    fixed_costs: pl.DataFrame
    additions: pl.DataFrame
    theta: int

    @property
    def outlays(self) -> pl.DataFrame:
        """Every column that spends money: x, and f with a blank purpose and year."""
        if self.fixed_costs.is_empty():
            return self.spending
        return pl.concat([self.spending, self.fixed_costs.drop("stream")], how="diagonal")


@dataclass(frozen=True, eq=False)
class NamedRows:
    """The rows of one rule, which get their names only when somebody asks.

    Attributes:
        rows: `row`, and the columns that the name is made of
        pattern: The name, with `{}` for each of these columns
        columns: The columns
    """

    rows: pl.DataFrame
    pattern: str
    columns: tuple[str, ...]

    @property
    def names(self) -> pl.DataFrame:
        """The name of every row: `row`, `name`."""
        return self.rows.select("row", pl.format(self.pattern, *self.columns).alias("name"))


@dataclass(frozen=True, eq=False)
class ProgramRows:
    """What each row stands for.

    Attributes:
        value, spent, added, indicators: The rows Σ weight · u, Σ x + Σ f, Σ additions and Σ θ over
            the lift indicators, without bounds until a question sets one
        targets: `target`, `wanted`, `row`, `shortfall`: one per row of the table, with the column
            of what is missing
        floors: `row`, `area`, `shortfall`: one per area (or outcome) of the guarantee
        minimum_shares: `row`, `name`, `stream`, `level`, `area`, `outcome`, `min_share`: one per
            minimum share that stands and area in which it binds anything
        budgets, carry_over: `row`, `pool` (and `kind`, `carry_over_share`): where the prices of
            budgets stand; of money that has moved, the row of its transfer
        rules: The rows of the rules, with their names
    """

    value: int
    spent: int
    added: int
    indicators: int
    targets: pl.DataFrame
    floors: pl.DataFrame
    minimum_shares: pl.DataFrame
    budgets: pl.DataFrame
    carry_over: pl.DataFrame
    rules: tuple[NamedRows, ...]

    @property
    def names(self) -> pl.DataFrame:
        """Short safe names for an exported program: `row`, `name`."""
        return pl.concat([rule.names for rule in self.rules]).sort("row")


@dataclass(frozen=True, eq=False)
class Objectives:
    """What a question can minimise or maximise, as one number per column.

    Attributes:
        value: Value per unit
        paid: Euros that pay for recipes (x), in euro units
        spent: Euros spent, with fixed costs (x and f)
        own: Those of them of money that counts as co-financing
        crossing: Those of them on arcs that are closed in the current regime
        added: Euros added to budgets, in euro units
    """

    value: Array
    paid: Array
    spent: Array
    own: Array
    crossing: Array
    added: Array


@dataclass(frozen=True, eq=False)
class ProgramLabels:
    """The tables that the columns and rows point to.

    Attributes:
        budgets: The budgets, sorted, with a row number `budget`
        slices, pools: See `ontschotting.model.supply.budget_pools`
        payments, plans: See `ontschotting.model.demand`; payments that no rule separates are merged
        members: `payment`, `member`: which payments of the recipe each merged payment stands for;
            `member_payments` and `member_terms` describe these
        added_to: `addition`, `budget`: which budgets each addition stands for
        indicators: The streams that have a θ of their own; empty when one θ serves all
    """

    budgets: pl.DataFrame
    slices: pl.DataFrame
    pools: pl.DataFrame
    payments: pl.DataFrame
    plans: pl.DataFrame
    members: pl.DataFrame
    member_payments: pl.DataFrame
    member_terms: pl.DataFrame
    added_to: pl.DataFrame
    indicators: tuple[str, ...]

    def pools_of(self, budgets: pl.Expr) -> list[int]:
        """Return the pools that hold money of some budgets.

        Args:
            budgets: Which rows of `budgets`, such as `pl.col("stream") == "land"`
        """
        chosen = self.budgets.filter(budgets).select("budget")
        return self.slices.join(chosen, on="budget", how="semi")["pool"].unique().sort().to_list()

    def budgets_of_pools(self, *columns: str) -> pl.DataFrame:
        """Return the budgets that every pool holds money of: `pool`, `budget` and some columns.

        A budget whose money may move to another stream is also in the pools that it may move to.

        Args:
            *columns: Columns of `budgets`, such as `stream`
        """
        slices = self.slices.select("pool", "budget").unique(maintain_order=True)
        return slices.join(
            self.budgets.select("budget", *columns), on="budget", maintain_order="left"
        )


@dataclass(frozen=True, eq=False)
class RegimeProgram:
    """One case under one regime.

    Attributes:
        case: The case it was made from
        program: Rows and columns, with cost 0. Additions are closed (upper bound 0) and θ is fixed
            at 1 until a question asks otherwise
        euro_unit: The euros in one unit of spending, a power of two near the typical cost, so that
            no number in the program is extreme
        budget_eur: B(r)
        columns, rows, labels: What the columns and rows stand for
        objectives: What a question can minimise or maximise
    """

    case: Case
    program: Program
    euro_unit: float
    budget_eur: float
    columns: ProgramColumns
    rows: ProgramRows
    objectives: Objectives
    labels: ProgramLabels

    def total(self, columns: pl.DataFrame, each: Array | float = 1.0) -> Array:
        """Return a row that sums columns of the program, such as `self.columns.spending`.

        Args:
            columns: Rows of a table of columns; `column` is read
            each: What one of each counts for
        """
        return row_that_sums(columns, self.program.columns, each)

    def spending_from(self, budgets: pl.Expr) -> pl.DataFrame:
        """Return the outlays from the pools that hold money of some budgets.

        Args:
            budgets: Which rows of `labels.budgets`, such as `pl.col("stream") == "land"`
        """
        return self.columns.outlays.filter(pl.col("pool").is_in(self.labels.pools_of(budgets)))

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that plans bring, sorted."""
        return self.columns.outcomes["outcome"].unique().sort().to_list()

    def units_of(self, outcome: str) -> Array:
        """Return N(outcome) as one number per column: units and yields.

        Args:
            outcome: The outcome to count
        """
        rows = self.columns.outcomes.filter(pl.col("outcome") == outcome)
        return self.total(rows, rows["per_unit"].to_numpy())


def row_that_sums(columns: pl.DataFrame, count: int, each: Array | float = 1.0) -> Array:
    """Return a row with a coefficient for some columns and zero for the others.

    Args:
        columns: Rows of a table of columns; `column` is read
        count: How many columns the program has
        each: The coefficient, or one for each row
    """
    row: Array = np.zeros(count)
    row[columns["column"].to_numpy()] = each
    return row
