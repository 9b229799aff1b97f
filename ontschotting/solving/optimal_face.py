"""What the optimum leaves open: least … most over the allocations that are as good and as cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.support.tolerances import REACH


@dataclass(frozen=True, eq=False)
class OptimalFace:
    """The allocations of a regime that are optimal, with the questions that a range solves.

    Every range starts from one corner of the face. There all rows hold already, and the part that
    one group of plans or budgets can change is small: on a national case a range takes a tenth of a
    second, where the whole program takes two. And no range depends on which others were asked.

    Attributes:
        questions: What answers; its program is that of the regime
        program: The same program with only those allocations, and the cost of which they have the
            least
        backend: A solver that stands where that least was reached
    """

    questions: RegimeQuestions
    program: Program
    backend: Backend

    @cached_property
    def corner(self) -> Backend:
        """A solver at a corner of the face, where its least cost is reached."""
        return self.questions.corner(self.program.changed(only_cost_changed=True), self.backend)

    @property
    def most_spent_eur(self) -> float:
        """What every allocation of the face spends at most, in euros."""
        program = self.questions.regime_program
        least_eur = float(self.program.row_upper[program.rows.spent]) * program.euro_unit
        return min(least_eur, program.budget_eur)

    def most_of_all(self, cost: Array) -> float:
        """Return the most of a quantity over all that the regime allows, from the same corner.

        Args:
            cost: The quantity per column; it cannot be negative
        """
        program = self.questions.base.changed(only_cost_changed=True)
        most = self.questions.solve_from(self.corner.copy(), program, -cost)
        return max(0.0, -most.proven_minimum)

    def range(self, cost: Array, unit: float) -> tuple[float, float]:
        """Return the least and the most of a quantity over the face.

        Args:
            cost: The quantity per column; it cannot be negative
            unit: What one of it counts for, such as the euros in one unit of spending
        """
        return self.ranges([(cost, unit)])[0]

    def ranges(self, quantities: Sequence[tuple[Array, float]]) -> list[tuple[float, float]]:
        """Return the least and the most of quantities that are nearly least, or most, together.

        Args:
            quantities: For each its `cost` and `unit`, see `range`; such as the units of one group
                and its money
        """
        costs = [cost for cost, _ in quantities]
        leasts, mosts = self._minima(costs), self._minima([-cost for cost in costs])
        ranges = []
        for (_, unit), least, most in zip(quantities, leasts, mosts, strict=True):
            least, most = max(0.0, least), max(0.0, -most)
            ranges.append((min(least, most) * unit, most * unit))
        return ranges

    def _minima(self, costs: Sequence[Array]) -> list[float]:
        """Return the certified minimum of each cost, each from the corner of the one before.

        Where a search left it open, its bound: a range is never too narrow.
        """
        backend, program = self.corner.copy(), self.program.changed(only_cost_changed=True)
        minima = []
        for cost in costs:
            least = self.questions.solve_from(backend, program, cost) if np.any(cost) else None
            minima.append(0.0 if least is None else least.proven_minimum)
        return minima


def best_face(solver: RegimeSolver) -> OptimalFace:
    """Return the allocations of the greatest value, whatever they spend.

    Args:
        solver: The optima of a regime
    """
    program = solver.reaching(solver.value).changed(cost=-solver.regime_program.objectives.value)
    return OptimalFace(solver, program, solver.corner_of(solver.best))


def own_money_face(questions: RegimeQuestions, value: float, is_open: bool = False) -> OptimalFace:
    """Return the allocations that reach a value with the least own money.

    Args:
        questions: The optima of a regime, whose program has a last row that sums own money
        value: A value that the regime reaches
        is_open: Whether the value that is meant may be greater. Then every allocation that reaches
            this one is in, whatever it costs: among them are those that are meant
    """
    own, row = questions.regime_program.objectives.own, questions.base.rows - 1
    return _face(questions, value, questions.least_own_money(value), row, own, is_open)


def optimal_face(questions: RegimeQuestions, value: float, is_open: bool = False) -> OptimalFace:
    """Return the allocations that reach a value with the least spending.

    Args:
        questions: The optima of a regime
        value: A value that the regime reaches
        is_open: See `own_money_face`
    """
    row, spent = questions.regime_program.rows.spent, questions.regime_program.objectives.spent
    return _face(questions, value, questions.least_spending(value), row, spent, is_open)


def _face(
    questions: RegimeQuestions,
    value: float,
    least: Optimum | None,
    row: int,
    cost: Array,
    is_open: bool,
) -> OptimalFace:
    """Return the allocations that reach a value with the least cost, which a row sums."""
    if least is None:
        raise AssertionError("the face of a value that is out of reach was asked for")
    program = questions.reaching(value)
    upper = program.row_upper.copy()
    if not is_open:
        upper[row] = least.minimum + REACH * max(1.0, abs(least.minimum))
    program = program.changed(row_upper=upper, cost=cost)
    return OptimalFace(questions, program, questions.corner_of(least))
