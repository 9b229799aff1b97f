"""What the optimum leaves open: least … most over the allocations that are as good and as cheap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solve import Optimum
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.support.tolerances import REACH


@dataclass(frozen=True, eq=False)
class OptimalFace:
    """The allocations of a regime that are optimal, with the questions that a range solves.

    Attributes:
        questions: What answers; its program is that of the regime
        program: The same program with only those allocations
    """

    questions: RegimeQuestions
    program: Program

    def range(self, cost: Array, unit: float) -> tuple[float, float]:
        """Return the least and the most of a quantity over the face.

        Args:
            cost: The quantity per column; it cannot be negative
            unit: What one of it counts for, such as the euros in one unit of spending
        """
        if not np.any(cost):
            return 0.0, 0.0
        least = max(0.0, self.questions.least(self.program, cost))
        most = max(0.0, -self.questions.least(self.program, -cost))
        return min(least, most) * unit, most * unit


def best_face(solver: RegimeSolver) -> OptimalFace:
    """Return the allocations of the greatest value, whatever they spend.

    Args:
        solver: The optima of a regime
    """
    return OptimalFace(solver, solver.reaching(solver.value))


def own_money_face(questions: RegimeQuestions, value: float) -> OptimalFace:
    """Return the allocations that reach a value with the least own money.

    Args:
        questions: The optima of a regime, whose program has a last row that sums own money
        value: A value that the regime reaches
    """
    return _face(questions, value, questions.least_own_money(value), questions.base.rows - 1)


def optimal_face(questions: RegimeQuestions, value: float) -> OptimalFace:
    """Return the allocations that reach a value with the least spending.

    Args:
        questions: The optima of a regime
        value: A value that the regime reaches
    """
    spent = questions.regime_program.rows.spent
    return _face(questions, value, questions.least_spending(value), spent)


def _face(questions: RegimeQuestions, value: float, least: Optimum | None, row: int) -> OptimalFace:
    """Return the allocations that reach a value with the least of what a row sums."""
    if least is None:
        raise AssertionError("the face of a value that is out of reach was asked for")
    program = questions.reaching(value)
    upper = program.row_upper.copy()
    upper[row] = least.minimum + REACH * max(1.0, abs(least.minimum))
    return OptimalFace(questions, program.changed(row_upper=upper))
