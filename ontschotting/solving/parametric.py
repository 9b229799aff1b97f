"""What the next euro adds, and up to where.

The value along one addition, walked from breakpoint to breakpoint.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschotting.lp.program import Array
from ontschotting.solving.questions import REACH, RegimeSolver

STEPS = 40
"""Programs solved at most along one ray; a concave line has finitely many pieces, of which each
step passes one.
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
    """The best value V(t) of a world when one addition may be used for t euros.

    Concave and never falling.
    """

    def __init__(self, optima: RegimeSolver, column: int) -> None:
        self.optima, self.column = optima, column
        self.unit = optima.regime_program.euro_unit
        self.most = float(optima.regime_program.program.valid_upper[column])
        self._known: dict[float, tuple[float, float]] = {}

    def at(self, amount: float) -> tuple[float, float]:
        """(value, price of one more) at an amount, both in the units of the program."""
        if amount not in self._known:
            upper = self.optima.base.upper.copy()
            upper[self.column] = amount
            optimum = self.optima.optimum(
                self.optima.base.changed(upper=upper), -self.optima.regime_program.objectives.value
            )
            self._known[amount] = (-optimum.minimum, self.price(optimum.prices))
        return self._known[amount]

    def least(self, value: float) -> float:
        """The least amount of the addition that reaches a value, in the units of the program."""
        program = self.optima.reaching(value)
        upper, cost = program.upper.copy(), np.zeros(program.columns)
        upper[self.column], cost[self.column] = self.most, 1.0
        return max(0.0, self.optima.least(program.changed(upper=upper), cost))

    def price(self, prices: Array) -> float:
        """The dual price of one more unit of the addition: never below what the next one adds."""
        matrix = self.optima.regime_program.program.matrix
        start, end = matrix.indptr[self.column], matrix.indptr[self.column + 1]
        return max(0.0, float(matrix.data[start:end] @ prices[matrix.indices[start:end]]))

    def slope(self) -> Slope:
        """The derivative at zero and its range.

        A price at zero is an upper bound on the derivative. Where the value at some t lies on the
        line with that price, the price is the derivative and holds up to t. Otherwise the line from
        t backwards crosses it at an earlier breakpoint, which is tried next. Pieces on which the
        value rises by less than the tolerance of *reach* cannot be seen and are passed over.
        """
        best = self.optima.best
        assert best is not None
        start = -best.minimum
        noise = 4 * REACH * max(1.0, abs(start))
        slope = self.price(best.prices)
        if slope * self.most <= noise:
            return Slope(0.0, np.inf, True)
        far = self.most
        for _ in range(STEPS):
            value, after = self.at(far)
            if value >= start + slope * far - noise:
                return Slope(
                    slope / self.unit, np.inf if far >= self.most else far * self.unit, True
                )
            # The value at `far` lies below the line from zero: the two lines cross before it.
            crossing = (value - after * far - start) / (slope - after) if slope > after else 0.0
            if crossing * slope <= noise:
                # The line of `far` itself starts at zero: what held before it is too short to see.
                slope = min(slope, (value - start) / far)
                if slope * far <= noise:
                    return Slope(0.0, far * self.unit, True)
                return Slope(slope / self.unit, far * self.unit, True)
            far = min(crossing, 0.999 * far)
        return Slope(slope / self.unit, 0.0, False)
