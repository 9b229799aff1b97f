"""A world: one case under one regime as a program, with the labels that say what each row and column is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ontschotting.lp.program import Array, Program


@dataclass(frozen=True, eq=False)
class RegimeProgram:
    """One case under one regime.

    program     rows and columns; additions are shut (upper bound 0) and θ is fixed at 1 until an optimum asks otherwise
    euro_unit   the euros in one unit of spending, a power of two near the typical cost, so that no number in the program is extreme
    units       `column`, `plan`, `variant`, `delivery_year`
    spending    `column`, `pot`, `payment`, `plan`, `variant`, `crosses`, `shadow` (shut: only its price is asked for)
    matches     `column`, `plan`, `variant`, `purpose`, `match`, `shadow`
    additions   `column`, `addition`; `added_to` says which budgets each stands for
    theta       the column θ, or the first of them: one per name in `levers`
    value_row, spent_row, added_row, lever_row   the rows Σ weight · u, Σ x, Σ additions and Σ θ over the levers, without bounds until an optimum sets one
    target_rows   `target`, `wanted`, `row`, `shortfall`: one per row of the table, with the column of what is missing
    floor_rows    `row`, `area`, `shortfall`: one per area (or outcome) of the guarantee
    share_rows    `row`, `name`, `stream`, `level`, `area`, `outcome`, `min_share`: one per minimum share that stands and area in which it binds anything
    value, spent, crossing, added   objectives, per column
    budgets     the budgets, sorted, with a row number `budget`
    pieces      `budget`, `part`, `lever`, `pot`, `fixed_eur`, `moving_eur`, `addition_share`
    pots        see `ontschotting.model.budget_pools`
    payments, plans   see `ontschotting.model.demand`; payments that no rule tells apart are pooled
    members     `payment`, `member`: which payments of the recipe each pooled payment stands for; `member_payments` and `member_terms` describe these
    budget_rows, carry_over_rows   `row`, `pot` (and `carry_over_share`): where the prices of budgets stand; of money that has moved, the row of its transfer
    row_names   `row`, `name`: short safe names for an exported program
    budget_eur  B(r)
    far_apart   tells which numbers of the case lie too far apart for a solver, in words; empty where none do
    """

    program: Program
    euro_unit: float
    units: pl.DataFrame
    spending: pl.DataFrame
    matches: pl.DataFrame
    additions: pl.DataFrame
    added_to: pl.DataFrame
    theta: int
    value_row: int
    spent_row: int
    added_row: int
    lever_row: int
    levers: tuple[str, ...]
    target_rows: pl.DataFrame
    floor_rows: pl.DataFrame
    share_rows: pl.DataFrame
    value: Array
    spent: Array
    crossing: Array
    added: Array
    budgets: pl.DataFrame
    pieces: pl.DataFrame
    pots: pl.DataFrame
    payments: pl.DataFrame
    members: pl.DataFrame
    member_payments: pl.DataFrame
    member_terms: pl.DataFrame
    plans: pl.DataFrame
    budget_rows: pl.DataFrame
    carry_over_rows: pl.DataFrame
    row_names: pl.DataFrame
    budget_eur: float
    far_apart: Callable[[], str]
