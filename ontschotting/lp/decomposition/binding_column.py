"""Solve a program that one column and one row hold together, by tangents along the column.

Minimise θ with a · x ≥ bound: with θ fixed, the rest without that row falls into blocks. The
greatest a · x is a concave function of θ, so each tangent gives a θ below which the bound is out of
reach. Where the blocks reach it there, that θ is the least (Newton's method, in one dimension).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ontschotting.lp.decomposition.binding_row import row_of, with_value
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Solution
from ontschotting.support.tolerances import SAME_OPTIMUM

_ROUNDS = 60


def find_binding_column(program: Program) -> int | None:
    """Return the column that alone has a cost, where it is to be as small as bounds allow."""
    priced = np.flatnonzero(program.cost)
    if len(priced) != 1:
        return None
    column = int(priced[0])
    lower, upper = program.lower[column], program.upper[column]
    is_least = program.cost[column] > 0 and lower < upper
    return column if is_least and bool(np.isfinite([lower, upper]).all()) else None


def with_fixed_column(program: Program, column: int, amount: float) -> Program:
    """Return the program with one column fixed.

    Args:
        program: The whole program
        column: The number of the column
        amount: What it is fixed at
    """
    return program.changed(
        lower=with_value(program.lower, column, amount),
        upper=with_value(program.upper, column, amount),
    )


def least_of_column(
    program: Program,
    column: int,
    row: int,
    solve_blocks: Callable[[Program], Solution | None],
) -> Solution | None:
    """Return the solution with the least of a column, or None where the tangents do not find it.

    Its prices are those of the last tangent, divided by its slope: they prove that less of the
    column does not reach the bound of the row.

    Args:
        program: The whole program, which asks for the least of the column
        column: The number of the column
        row: The row that binds, with a lower bound alone
        solve_blocks: Solves the program without the row, with the column fixed
    """
    coefficients, bound = row_of(program, row), float(program.row_lower[row])
    most = program.changed(
        cost=-coefficients, row_lower=with_value(program.row_lower, row, -np.inf)
    )
    of_column = program.matrix[:, [column]]
    lower, upper = float(program.lower[column]), float(program.upper[column])
    amount, tangent, prices = upper, -np.inf, np.zeros(program.rows)
    for _ in range(_ROUNDS):
        solution = solve_blocks(with_fixed_column(most, column, amount))
        if solution is None or solution.prices is None:
            return None
        activity = float(coefficients @ solution.values)
        slope = float((of_column.T @ solution.prices)[0] + coefficients[column])
        meets = amount + (bound - activity) / slope if slope > 0 else -np.inf
        if meets > tangent:
            tangent, prices = meets, solution.prices / slope
            prices[row] = 1.0 / slope
        if activity >= bound - SAME_OPTIMUM * max(1.0, abs(bound)):
            if amount <= max(lower, tangent):
                return replace(solution, prices=prices if tangent >= lower else 0.0 * prices)
        elif tangent > upper or slope <= 0:
            return None  # out of reach: the whole program may say why
        amount = max(lower, tangent)
    return None
