"""The best value as a function of the amount of one addition: its slope at zero, and how far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array, Program
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.tolerances import REACH, SAME_OPTIMUM

STEPS = 40
"""The most programs that are solved for one slope.

The value is concave and piecewise linear, and each step passes one piece.
"""


@dataclass(frozen=True)
class Slope:
    """The right-hand derivative of the best value along an addition.

    Attributes:
        per_eur: Value per euro
        until: Euros up to which each one adds as much: proven; infinite when there is no end
        exact: Whether the derivative is proven; otherwise `per_eur` is an upper bound and `until`
            is 0
    """

    per_eur: float
    until: float
    exact: bool


class ParametricValue:
    """V(t), the best value when t of one addition may be used; concave and never falling.

    Attributes:
        solver: The optima of the program with the addition
        column: The column of the addition
        unit: The euros in one unit of it
        most: The most of it that can ever be used
    """

    def __init__(self, solver: RegimeSolver, column: int) -> None:
        """Prepare the value; nothing is solved yet."""
        self.solver, self.column = solver, column
        self.unit = solver.regime_program.euro_unit
        self.most = float(solver.regime_program.program.valid_upper[column])
        self._points: dict[float, Optimum] = {}

    def at(self, amount: float) -> tuple[float, float]:
        """Return (V(t), the price of one more) at an amount, in the units of the program."""
        optimum = self.optimum_at(amount)
        return -optimum.minimum, self.price(optimum.prices)

    def optimum_at(self, amount: float) -> Optimum:
        """Return the optimum when so much may be used, in the units of the program."""
        if amount not in self._points:
            value = self.solver.regime_program.objectives.value
            self._points[amount] = self.solver.optimum(self._program_with(amount), -value)
        return self._points[amount]

    def range_at(self, amount: float, cost: Array) -> tuple[float, float]:
        """Return the least and the most of a quantity over the allocations that reach V(t).

        Args:
            amount: t, in the units of the program
            cost: The quantity per column
        """
        value, program = -self.optimum_at(amount).minimum, self._program_with(amount)
        row_lower = program.row_lower.copy()
        # To the last digit: a little money adds less than the tolerance of *reach* lets go.
        row_lower[self.solver.regime_program.rows.value] = value - SAME_OPTIMUM * max(1.0, value)
        program = program.changed(row_lower=row_lower)
        least, most = (self.solver.optimum(program, sign * cost) for sign in (1.0, -1.0))
        return least.proven_minimum, -most.proven_minimum

    def _program_with(self, amount: float) -> Program:
        """Return the program in which so much may be used."""
        base = self.solver.base.without_cuts()  # cuts know no money beside the budgets
        upper = base.upper.copy()
        upper[self.column] = amount
        return base.changed(upper=upper)

    def least(self, value: float) -> float:
        """Return the least amount that reaches a value, in the units of the program."""
        program = self.solver.reaching(value, self._program_with(self.most))
        cost = np.zeros(program.columns)
        cost[self.column] = 1.0
        return max(0.0, self.solver.least(program, cost))

    def price(self, prices: Array) -> float:
        """Return the dual price of one more unit: never below what the next unit adds."""
        matrix = self.solver.regime_program.program.matrix
        start, end = matrix.indptr[self.column], matrix.indptr[self.column + 1]
        return max(0.0, float(matrix.data[start:end] @ prices[matrix.indices[start:end]]))

    def slope(self) -> Slope:
        """Return the derivative at zero and how far it holds.

        A price at zero is an upper bound on the derivative. Where V(t) lies on the line with that
        price, the price is the derivative and holds up to t. Otherwise the line through V(t) with
        the price at t meets it at an earlier breakpoint, which is tried next. Pieces on which the
        value rises by less than the tolerance of *reach* cannot be seen and are passed over.
        """
        start = -self.solver.best.minimum
        noise = 4 * REACH * max(1.0, abs(start))
        slope = self.price(self.solver.best.prices)
        if slope * self.most <= noise:
            return Slope(0.0, np.inf, True)
        far = self.most
        for _ in range(STEPS):
            value, after = self.at(far)
            if value >= start + slope * far - noise:
                until = np.inf if far >= self.most else far * self.unit
                return Slope(slope / self.unit, until, True)
            # The value bends before `far`: find where the line from zero meets the line at `far`.
            crossing = (value - after * far - start) / (slope - after) if slope > after else 0.0
            if crossing * slope <= noise:
                # They meet at zero, so the line at `far` is the first one that can be seen.
                slope = min(slope, (value - start) / far)
                if slope * far <= noise:
                    return Slope(0.0, far * self.unit, True)
                return Slope(slope / self.unit, far * self.unit, True)
            far = min(crossing, 0.999 * far)
        return Slope(slope / self.unit, 0.0, False)
