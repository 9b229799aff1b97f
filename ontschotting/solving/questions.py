"""The questions that can be asked of the program of a regime, each answered by a certified optimum.

All questions about one regime share one matrix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Certificate, Optimum
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.answers import Answers, answered_once, record_certificates
from ontschotting.solving.projects.nearby_choices import columns_that_may_be_one
from ontschotting.solving.solved_optima import SolvedOptima, SolvedOptimum, certified
from ontschotting.support.tolerances import REACH, unsigned, within_reach
from ontschotting.words.messages import problem


class RegimeQuestions:
    """The optima of one case under one regime; each is solved once, whoever asks.

    The best value is solved from a cold start, and every other question starts from its basis where
    it has been solved. None starts from another question, so that an answer does not depend on what
    was asked before.

    Attributes:
        regime_program: The program and its labels
        base: The program with every condition that holds in each question
        answers: The answers so far
        certificates: One for every optimum that was used, in order
    """

    def __init__(
        self,
        regime_program: RegimeProgram,
        backend: Backend,
        base: Program,
        optima: SolvedOptima | None = None,
    ) -> None:
        """Prepare the questions; nothing is solved yet.

        Args:
            regime_program: The program and its labels
            backend: A solver that has solved nothing yet
            base: The program with every condition that holds in each question
            optima: The optima of several regimes; None for those of this one alone
        """
        self._optima = optima or SolvedOptima()
        self._matrix, matrix = self._optima.shared_matrix(base.matrix)
        self.base = replace(base, matrix=matrix)
        program = replace(regime_program.program, matrix=matrix)
        self.regime_program = replace(regime_program, program=program)
        self.certificates: list[Certificate] = []
        self.answers = Answers()
        self._cold, self._start = backend, backend
        self._corners: dict[int, Backend] = {}
        self._reached = -np.inf
        self._nearby: Callable[[], RegimeQuestions] | None = None

    def knowing(self, reached: float | None) -> Self:
        """Take note of a value that is known to be reached, which spares finding it again.

        Args:
            reached: A value from a certified optimum of the same rules, with the same labels or
                others; None adds nothing
        """
        self._reached = max(self._reached, -np.inf if reached is None else reached)
        return self

    def near(self, nearby: Callable[[], RegimeQuestions] | None) -> Self:
        """Take note of questions whose best allocation is near one that is allowed here.

        They are asked only where time does not close a search for 0–1 values.

        Args:
            nearby: Gives the questions; None where no such allocation is known
        """
        self._nearby = nearby
        return self

    def _hint(self) -> NDArray[np.bool_]:
        """Return the 0–1 columns of the projects in the best allocation nearby."""
        assert self._nearby is not None
        nearby = self._nearby()
        if (best := nearby.best) is None:
            return np.zeros(self.base.columns, dtype=bool)
        return columns_that_may_be_one(self.regime_program, nearby.regime_program, best.values)

    @property
    def solver_name(self) -> str:
        """The name and version of the solver."""
        return self._start.name

    @property
    def best(self) -> Optimum | None:
        """The greatest value, as the minimum of −value; None where no allocation is allowed."""
        raise NotImplementedError

    def solve_best(self) -> Optimum:
        """Solve the greatest value from a cold start; other questions start from its basis."""
        solved = self._solve(self.base, -self.regime_program.objectives.value, self._cold)
        assert solved.backend is not None
        self._start = solved.backend
        return solved.optimum

    @property
    def value(self) -> float | None:
        """V(r), the best value; None where no allocation is allowed."""
        return None if self.best is None else unsigned(-self.best.minimum)

    @property
    def is_open(self) -> bool:
        """Whether a search left the best value open, so that it may be greater."""
        return self.best is not None and self.best.certificate.is_open

    def is_found_to_reach(self, value: float) -> bool:
        """Tell whether an allocation of a value is known; False where a search may yet find one."""
        if self.best is None or not self.is_open:
            return self.reaches(value)
        return max(self._reached, -self.best.minimum) >= within_reach(value)

    def reaches(self, value: float) -> bool:
        """Tell whether the regime reaches a value; False is proven, by the bound."""
        if self._reached >= within_reach(value):
            return True
        if self.best is None:
            return False
        least, most = -self.best.minimum, -self.best.certificate.bound
        if self.best.certificate.is_open and least < within_reach(value) <= most:
            if self._nearby is not None and self._nearby().reaches(value):
                return True
            gap = self._start.limits.gap
            if gap is None:
                stopped = problem("reach_not_proven", value=value, least=least, most=most)
            else:
                stopped = problem("reach_at_gap", value=value, least=least, most=most, gap=gap)
            raise CertificateError(stopped)
        return max(least, most) >= within_reach(value)

    @answered_once
    def least_spending(self, value: float) -> Optimum | None:
        """Return S(r, w), the least total spending that reaches a value; None out of reach."""
        # What is shown starts here (`shown_allocation`), always from the best value, so that an
        # allocation does not depend on earlier questions.
        if self.best is None or not self.reaches(value):
            return None
        return self._least_of_face(value, self.regime_program.objectives.spent)

    @answered_once
    def least_own_money(self, value: float) -> Optimum | None:
        """Return O(r, w), the least spending of money that counts as co-financing at a value.

        None where the value is out of reach.
        """
        if not self.reaches(value):
            return None
        return self._least_of_face(value, self.regime_program.objectives.own)

    @answered_once
    def least_crossing(self, value: float) -> Optimum | None:
        """Return the least spending at a value that passes a wall which stands today."""
        if not self.reaches(value):
            return None
        return self.optimum(self.reaching(value), self.regime_program.objectives.crossing)

    def least_eur(self, optimum: Optimum) -> float:
        """Return the least money that an optimum found, in euros; rounding below zero is zero."""
        return max(0.0, optimum.minimum) * self.regime_program.euro_unit

    @property
    @answered_once
    def most_spending(self) -> Optimum | None:
        """The most money that can pay for recipes (Σ x), as the minimum of −Σ x."""
        paid = self.regime_program.objectives.paid
        return None if self.best is None else self.optimum(self.base, -paid)

    @property
    @answered_once
    def unlimited(self) -> Optimum:
        """The best value with unlimited additions, as the minimum of −value: none reach more."""
        cost = -self.regime_program.objectives.value
        start = self._start if len(self.base.undecided) else self._cold.near()  # far from the best
        return self._solve(self.with_additions(), cost, start).optimum

    @answered_once
    def least_additions_eur(self, value: float) -> float | None:
        """Return the euros of `least_additions`: 0 where the value is reached without any."""
        if self.is_found_to_reach(value):
            return 0.0
        least = self.least_additions(value)
        return None if least is None else self.least_eur(least)

    @answered_once
    def least_additions(self, value: float) -> Optimum | None:
        """Return the least sum of additions to budgets that reaches a value.

        None when no amount suffices.
        """
        if -self.unlimited.certificate.bound < within_reach(value):
            return None
        program = self.reaching(value, self.with_additions())
        return self.optimum(program, self.regime_program.objectives.added)

    @answered_once
    def least_additions_for_targets(self) -> Optimum | None:
        """Return the least sum of additions that meets every target; None when none suffices."""
        targets = self.regime_program.rows.targets
        if self._has_undeliverable_target():
            return None
        program = rows_at_least(self.with_additions(), targets["row"], targets["wanted"])
        if self.misses(program, targets["shortfall"]):
            return None
        return self.optimum(program, self.regime_program.objectives.added)

    def _has_undeliverable_target(self) -> bool:
        """Tell whether a target stands where no plan delivers; then no money meets it."""
        rows = self.regime_program.rows.targets.filter(pl.col("wanted") > 0)["row"].to_numpy()
        units = self.regime_program.columns.units["column"].to_numpy()
        matrix = self.regime_program.program.matrix
        plans_per_row = np.bincount(matrix[:, units].indices, minlength=matrix.shape[0])
        return bool(np.any(plans_per_row[rows] == 0))

    @answered_once
    def least_shortfall(self) -> Optimum:
        """Return the least sum of what targets miss; each shortfall is in the values."""
        targets = self.regime_program.rows.targets
        columns = targets["shortfall"].to_numpy()
        upper, cost = self.base.upper.copy(), np.zeros(self.base.columns)
        upper[columns], cost[columns] = np.inf, 1.0
        row_lower = self.base.row_lower.copy()
        row_lower[targets["row"].to_numpy()] = targets["wanted"].to_numpy()
        # Always cold: the shortfall of each target may not depend on earlier questions.
        program = self.base.changed(upper=upper, row_lower=row_lower)
        return self._solve(program, cost, self._cold).optimum

    @answered_once
    def value_with_additions(self, most_eur: float) -> float:
        """Return the best value when budgets may grow by so many euros together."""
        program = self.with_additions()
        row_upper = program.row_upper.copy()
        row_upper[self.regime_program.rows.added] = most_eur / self.regime_program.euro_unit
        return self._best_value(program.changed(row_upper=row_upper))

    def least_theta(self, value: float) -> float | None:
        """Return the least θ in [0, 1] that reaches a value; None when even θ = 1 does not.

        θ is ρ, the factor on the lifted budgets, or φ where the free share was left open.
        """
        least = self.theta_that_reaches(value)
        return None if least is None else unsigned(least.minimum)

    @answered_once
    def theta_that_reaches(self, value: float) -> Optimum | None:
        """Return the optimum behind `least_theta`."""
        if not self.reaches(value):
            return None
        theta = self.regime_program.columns.theta
        lower, cost = self.base.lower.copy(), np.zeros(self.base.columns)
        lower[theta], cost[theta] = 0.0, 1.0
        program, start = self.reaching(value, self.base.changed(lower=lower)), self._cold
        if self.best is not None and not len(self.base.undecided):
            # The best allocation, at θ = 1, has this value too: its corner is a start.
            program = program.changed(only_cost_changed=True, only_bounds_changed=True)
            start = self._start
        return self._solve(program, cost, start).optimum

    @answered_once
    def value_at(self, theta: float) -> float:
        """Return the best value with θ fixed at a number in [0, 1]."""
        column = self.regime_program.columns.theta
        lower, upper = self.base.lower.copy(), self.base.upper.copy()
        lower[column] = upper[column] = theta
        return self._best_value(self.base.changed(lower=lower, upper=upper))

    def reaching(self, value: float, program: Program | None = None) -> Program:
        """Return the program with only the allocations that reach a value.

        Args:
            value: The value to reach
            program: A program of this regime; by default the base
        """
        program = program or self.base
        row_lower = program.row_lower.copy()
        row_lower[self.regime_program.rows.value] = within_reach(value)
        return program.changed(row_lower=row_lower)

    def least(self, program: Program, cost: Array) -> float:
        """Return the certified minimum of any cost over a program of this regime.

        Args:
            program: A program of this regime
            cost: Per column
        """
        return self.optimum(program, cost).minimum

    def optimum(self, program: Program, cost: Array) -> Optimum:
        """Return the certified minimum of any cost, where it is reached, and the prices.

        Args:
            program: A program of this regime
            cost: Per column
        """
        return self._solve(program, cost, self._start).optimum

    def _least_of_face(self, value: float, cost: Array) -> Optimum:
        """Return the least of a cost at a value, and remember the corner where it is reached."""
        solved = self._solve(self.reaching(value), cost, self._start, keeps_backend=True)
        if solved.backend is not None:
            self._corners[id(solved.optimum)] = solved.backend
        return solved.optimum

    def corner_of(self, optimum: Optimum) -> Backend:
        """Return a solver that stands where an optimum of a face was reached.

        Args:
            optimum: The best value, or the least spending or own money at a value
        """
        return self._corners.get(id(optimum), self._start).copy()

    def corner(self, program: Program, start: Backend) -> Backend:
        """Return a solver that stands where the cost of a program is least; solved once.

        Args:
            program: A program of this regime, with its cost
            start: A solver that may stand near it
        """

        def solve() -> SolvedOptimum:
            backend = start.copy()
            return SolvedOptimum(certified(self.regime_program, program, backend), backend)

        return self._solved_once(program, False, solve).backend or start

    def solve_from(self, backend: Backend, program: Program, cost: Array) -> Optimum:
        """Return the certified minimum of any cost, by a solver that stands near it.

        Args:
            backend: The solver; it stands at the answer afterwards, if that was not known yet
            program: A program of this regime
            cost: Per column
        """
        question = program.changed(cost=cost)

        def solve() -> SolvedOptimum:
            return SolvedOptimum(certified(self.regime_program, question, backend), None)

        return self._solved_once(question, False, solve).optimum

    def _solve(
        self, program: Program, cost: Array, start: Backend, *, keeps_backend: bool = False
    ) -> SolvedOptimum:
        question, is_cold = program.changed(cost=cost), start is self._cold

        def solve() -> SolvedOptimum:
            backend, hint = start.copy(), None if self._nearby is None else self._hint
            optimum = certified(self.regime_program, question, backend, hint)
            return SolvedOptimum(optimum, backend if is_cold or keeps_backend else None)

        return self._solved_once(question, is_cold, solve)

    def _solved_once(
        self, question: Program, is_cold: bool, solve: Callable[[], SolvedOptimum]
    ) -> SolvedOptimum:
        matrix = self._matrix
        if question.matrix is not self.base.matrix:  # a program with a row of its own
            matrix, _ = self._optima.shared_matrix(question.matrix)
        solved = self._optima.get(matrix, question, is_cold, solve)
        self.certificates.append(solved.optimum.certificate)
        record_certificates([solved.optimum.certificate])
        return solved

    def _best_value(self, program: Program) -> float:
        return unsigned(-self.least(program, -self.regime_program.objectives.value))

    def with_additions(self) -> Program:
        """Return the program in which existing budgets may grow."""
        columns = self.regime_program.columns.additions["column"].unique().to_numpy()
        upper = self.base.upper.copy()
        upper[columns] = self.base.valid_upper[columns]
        return self.base.without_cuts().changed(upper=upper)

    def misses(self, program: Program, shortfalls: pl.Series) -> bool:
        """Prove that rows exclude each other: even the least total shortfall is above zero.

        Args:
            program: A program of this regime
            shortfalls: The columns of what rows miss
        """
        columns = shortfalls.to_numpy()
        if not len(columns):
            return False
        upper, cost = program.upper.copy(), np.zeros(program.columns)
        upper[columns], cost[columns] = np.inf, 1.0
        shortfall = self.optimum(program.changed(upper=upper), cost)
        wanted = float(np.sum(np.maximum(program.row_lower[np.isfinite(program.row_lower)], 0.0)))
        return shortfall.certificate.bound > REACH * max(1.0, wanted)


class RegimeSolver(RegimeQuestions):
    """The optima of one case under one regime, where every amount of spending is allowed."""

    def __init__(
        self,
        regime_program: RegimeProgram,
        backend: Backend,
        optima: SolvedOptima | None = None,
    ) -> None:
        """Prepare the questions; nothing is solved yet. See `RegimeQuestions`."""
        super().__init__(regime_program, backend, regime_program.program, optima)

    @property
    @answered_once
    def best(self) -> Optimum:
        """The greatest value, as the minimum of −value."""
        return self.solve_best()

    @property
    def value(self) -> float:
        """V(r), the best value."""
        return unsigned(-self.best.minimum)

    @property
    def cheapest(self) -> Optimum:
        """S(r, V(r)): the least total spending at the best value, and an allocation that has it."""
        cheapest = self.least_spending(self.value)
        if cheapest is None:
            raise AssertionError("a regime reaches its own best value")
        return cheapest


def rows_at_least(program: Program, rows: pl.Series, least: pl.Series) -> Program:
    """Return a program in which some rows reach amounts.

    Args:
        program: The program
        rows: The rows
        least: The least of each
    """
    row_lower = program.row_lower.copy()
    row_lower[rows.to_numpy()] = [within_reach(float(amount)) for amount in least]
    return program.changed(row_lower=row_lower)
