"""Assemble the program of a case under a regime from its columns and rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.lp.builder import ProgramBuilder
from ontschotting.model.formulation.columns import add_columns
from ontschotting.model.formulation.constraints import add_constraints
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.model.formulation.question_rows import add_question_rows
from ontschotting.model.formulation.routes import spending_routes
from ontschotting.model.regime_program import (
    Objectives,
    ProgramColumns,
    ProgramLabels,
    ProgramRows,
    RegimeProgram,
    row_that_sums,
)


def assemble_program(inputs: ModelInputs) -> RegimeProgram:
    """Assemble the program, with rows 1 to 9 of model.md and the rows that questions bound."""
    builder = ProgramBuilder()
    columns, added_to = add_columns(inputs, builder)
    constraints = add_constraints(inputs, columns, builder)
    questions = add_question_rows(inputs, columns, builder)
    supply_tables = (constraints.budgets, constraints.carry_over, constraints.classes)
    supply_rows = np.concatenate([*(table["row"] for table in supply_tables), [questions.spent]])
    routes = None
    if builder.is_linear:  # rules 7 to 9 look at a pool and a plan together
        routes = spending_routes(inputs, columns.spending, builder.row_count, supply_rows)
    return RegimeProgram(
        case=inputs.case,
        program=builder.build(routes),
        euro_unit=inputs.euro_unit,
        budget_eur=inputs.supply.budget_eur,
        columns=columns,
        rows=ProgramRows(
            value=questions.value,
            spent=questions.spent,
            added=questions.added,
            indicators=questions.indicators,
            targets=questions.targets,
            floors=questions.floors,
            minimum_shares=constraints.minimum_shares,
            budgets=constraints.budgets,
            carry_over=constraints.carry_over,
            rules=constraints.names,
        ),
        objectives=_objectives(columns, builder.column_count),
        labels=_labels(inputs, added_to),
    )


def _objectives(columns: ProgramColumns, count: int) -> Objectives:
    spending, fixed_costs = columns.spending, columns.fixed_costs
    paid = row_that_sums(spending, count)
    own = row_that_sums(spending, count, spending["own"].to_numpy())
    return Objectives(
        value=row_that_sums(columns.units, count, columns.units["weight"].to_numpy()),
        paid=paid,
        spent=paid + row_that_sums(fixed_costs, count),
        own=own + row_that_sums(fixed_costs, count, fixed_costs["own"].to_numpy()),
        crossing=row_that_sums(spending, count, spending["crosses"].to_numpy()),
        added=row_that_sums(columns.additions, count),
    )


def _labels(inputs: ModelInputs, added_to: pl.DataFrame) -> ProgramLabels:
    return ProgramLabels(
        budgets=inputs.budgets,
        slices=inputs.pools.slices,
        pools=inputs.pools.table,
        payments=inputs.demand.payments,
        plans=inputs.demand.plans,
        members=inputs.payment_members,
        member_payments=inputs.recipe_demand.payments,
        member_terms=inputs.recipe_demand.terms,
        added_to=added_to,
        indicators=inputs.supply.indicators,
    )
