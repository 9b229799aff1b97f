"""Solve a program that one row holds together, by the price of that row.

With cost − λ · row the rest falls into blocks. Where two solutions at the same λ lie on either side
of the row's bound, their mix that meets it is optimal (Lagrangian duality in one dimension).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Solution
from ontschotting.support.tolerances import IN_SOLUTION, PRICED_ROW_GAP, SAME_OPTIMUM, SAME_SUM

_ROUNDS = 60

_COLUMNS = 0.02
"""The least share of the columns that a row must run through to be worth a price."""


@dataclass(frozen=True, eq=False)
class _Point:
    """The solution of the blocks at one price, with its cost and what it puts into the row."""

    solution: Solution
    cost: float
    activity: float

    def lagrangian(self, price: float) -> float:
        """Return cost − price · activity."""
        return self.cost - price * self.activity


def find_binding_row(program: Program) -> int | None:
    """Return the row with one bound that runs through the most columns, if those are many."""
    one_bound = np.isfinite(program.row_lower) ^ np.isfinite(program.row_upper)
    counts = np.bincount(program.matrix.indices, minlength=program.rows) * one_bound
    row = int(np.argmax(counts)) if len(counts) else 0
    return row if len(counts) and counts[row] >= _COLUMNS * program.columns else None


class BindingRow:
    """One row of a program, written as a · x ≥ bound.

    Args:
        program: The whole program
        row: The number of the row
        solve_blocks: Solves the program without this row; None where it has no solution
    """

    def __init__(
        self, program: Program, row: int, solve_blocks: Callable[[Program], Solution | None]
    ) -> None:
        self._program, self._row, self._solve_blocks = program, row, solve_blocks
        is_least = bool(np.isfinite(program.row_lower[row]))
        self._sign = 1.0 if is_least else -1.0
        self._bound = float(program.row_lower[row] if is_least else -program.row_upper[row])
        self._coefficients = self._sign * row_of(program, row)
        self._open_program = program.changed(
            row_lower=with_value(program.row_lower, row, -np.inf),
            row_upper=with_value(program.row_upper, row, np.inf),
        )

    def solve(self, start: float) -> tuple[Solution, float] | None:
        """Return an optimum and its price, or None if no price meets the bound.

        Args:
            start: A price to try first; 0 for a guess that is large enough

        Returns:
            The solution, and the price; 0 where the row does not bind.
        """
        below = self._at(0.0)
        if below is None or below.activity >= self._bound:
            return (below.solution, 0.0) if below else None
        bracket = self._bracket(below, start or self._large_price())
        return None if bracket is None else self._between(*bracket)

    def _large_price(self) -> float:
        largest_cost = max(IN_SOLUTION, float(np.max(np.abs(self._program.cost))))
        return 4.0 * largest_cost / max(IN_SOLUTION, float(np.max(np.abs(self._coefficients))))

    def _at(self, price: float) -> _Point | None:
        """Solve the blocks at a price."""
        cost = self._program.cost - price * self._coefficients
        solution = self._solve_blocks(self._open_program.changed(cost=cost))
        if solution is None or solution.prices is None:
            return None
        solution.prices[self._row] = self._sign * price
        return _Point(
            solution,
            float(self._program.cost @ solution.values),
            float(self._coefficients @ solution.values),
        )

    def _bracket(self, below: _Point, price: float) -> tuple[_Point, _Point, float] | None:
        """Raise the price until its solution meets the bound; return points on either side."""
        above = self._at(price)
        for _ in range(_ROUNDS):
            if above is None:
                return None
            if above.activity >= self._bound - SAME_SUM * max(1.0, abs(self._bound)):
                return below, above, price
            below, price = above, 8.0 * price
            above = self._at(price)
        return None

    def _between(self, below: _Point, above: _Point, price: float) -> tuple[Solution, float] | None:
        """Move the price until its solution meets the bound, or two of one price lie around it."""
        for _ in range(_ROUNDS):
            if price * (above.activity - self._bound) <= PRICED_ROW_GAP * max(1.0, abs(above.cost)):
                return above.solution, price
            price = (above.cost - below.cost) / (above.activity - below.activity)
            middle = self._at(price)
            if middle is None:
                return None
            size = max(1.0, abs(below.cost) + abs(price * below.activity))
            if middle.lagrangian(price) >= below.lagrangian(price) - SAME_OPTIMUM * size:
                share = (self._bound - below.activity) / (above.activity - below.activity)
                values = (1.0 - share) * below.solution.values + share * above.solution.values
                return replace(middle.solution, values=values), price
            if middle.activity >= self._bound:
                above = middle
            else:
                below = middle
        return None


def row_of(program: Program, row: int) -> Array:
    """Return the coefficients of a row, one per column."""
    matrix = program.matrix.tocsr()
    start, end = matrix.indptr[row], matrix.indptr[row + 1]
    coefficients = np.zeros(program.columns)
    coefficients[matrix.indices[start:end]] = matrix.data[start:end]
    return coefficients


def with_value(array: Array, position: int, value: float) -> Array:
    """Return an array with another value in one position."""
    changed = array.copy()
    changed[position] = value
    return changed
