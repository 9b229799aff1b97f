"""One solver for one case: programs are built once and optima solved once, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import Self, overload

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.unchecked import with_values
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solution import Backend
from ontschotting.lp.solver_choice import Solver, SolverChoice, as_solver, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.lifts import Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.answers import Answers
from ontschotting.solving.guarantee import least_per_area
from ontschotting.solving.guaranteed_solver import GuaranteedSolver
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.solving.rules import rules_of
from ontschotting.solving.solved_optima import SolvedOptima
from ontschotting.support.made_once import MadeOnce
from ontschotting.support.tolerances import SAME_VALUE, unsigned

KEPT_PROGRAMS = 6
"""Regimes of which the program is kept; the best values of all others are remembered too."""


class CaseSolver:
    """The optima of one case, under any regime and with any guarantee.

    Threads may ask at the same time, each for another regime. A regime must have been checked
    against the case (`check_regime`) before it is asked about here.

    Attributes:
        case: The case
        solver: The solver that proposes the answers
        optima: Every optimum that was solved, of this case and of the cases beside it
    """

    def __init__(self, case: Case, solver: SolverChoice = "highs") -> None:
        """Prepare a case; nothing is built or solved yet.

        Args:
            case: The case
            solver: A name or a `Solver`
        """
        self.case = case
        self.solver = as_solver(solver)
        self.optima = SolvedOptima()
        self._questions: MadeOnce[RegimeQuestions] = MadeOnce(KEPT_PROGRAMS)
        self._moved_questions: MadeOnce[RegimeQuestions] = MadeOnce(KEPT_PROGRAMS)
        self._solvers: MadeOnce[CaseSolver] = MadeOnce()
        self._values, self._floors = Answers(), Answers()
        self._starts: dict[tuple[Lift, ...], Backend] = {}
        self._neighbour: CaseSolver | None = None
        self._key = object()

    def __reduce__(self) -> tuple[type[CaseSolver], tuple[Case, Solver]]:
        """Pickle the case and the choice of solver alone; a copy builds its own programs."""
        return CaseSolver, (self.case, self.solver)

    def of(self, case: Case) -> CaseSolver:
        """Return the solver of another case, which remembers its answers beside those of this one.

        Of all other cases together only the programs that were asked for last are kept.

        Args:
            case: The same case with other data, or a part of it
        """
        if case is self.case:
            return self
        fingerprint = case.fingerprint
        if fingerprint == self.case.fingerprint:
            return self

        return self._solvers.get(fingerprint, lambda: self._beside(case))

    def _beside(self, case: Case) -> CaseSolver:
        """Return a new solver of another case, which shares the memory of this one."""
        solver = CaseSolver(case, self.solver)
        solver.optima, solver._solvers = self.optima, self._solvers
        solver._questions = solver._moved_questions = self._moved_questions
        return solver

    @property
    def certificates(self) -> list[Certificate]:
        """One for every optimum that was solved, of this case and those that share its memory."""
        return self.optima.certificates

    @property
    def solver_name(self) -> str:
        """The name and version of the solver."""
        return open_backend(self.solver).name

    @overload
    def questions(
        self,
        regime: Regime = ...,
        guarantee: None = ...,
        *,
        crossing: bool = ...,
        open_share: bool = ...,
        separate_by: Sequence[str] = ...,
        by_year: bool = ...,
        reached: float | None = ...,
    ) -> RegimeSolver: ...

    @overload
    def questions(
        self,
        regime: Regime,
        guarantee: str,
        *,
        crossing: bool = ...,
        open_share: bool = ...,
        separate_by: Sequence[str] = ...,
        by_year: bool = ...,
        reached: float | None = ...,
    ) -> GuaranteedSolver: ...

    @overload
    def questions(
        self,
        regime: Regime,
        guarantee: str | None,
        *,
        crossing: bool = ...,
        open_share: bool = ...,
        separate_by: Sequence[str] = ...,
        by_year: bool = ...,
        reached: float | None = ...,
    ) -> RegimeQuestions: ...

    def questions(
        self,
        regime: Regime = CURRENT,
        guarantee: str | None = None,
        *,
        crossing: bool = False,
        open_share: bool = False,
        separate_by: Sequence[str] = (),
        by_year: bool = False,
        reached: float | None = None,
    ) -> RegimeQuestions:
        """Return the questions that can be asked of a regime; its program is built once.

        Args:
            regime: Which walls fall
            guarantee: A level, or `outcomes`, in which no area gets less than its floor; or None
            crossing: Mark the spending that passes a wall which stands today
            open_share: Let θ be the free share of every lift
            separate_by: Columns of budgets by which money is kept apart, to be told apart after
            by_year: Whether payments of different years are kept apart
            reached: A value that the regime is known to reach, which spares finding it again
        """
        # The floors are read on every call, so that each caller's trace counts their optima.
        floors = None if guarantee is None else self.floors(guarantee)

        def build() -> RegimeQuestions:
            program = build_regime_program(
                self.case,
                regime,
                crossing=crossing,
                open_share=open_share,
                guarantee=guarantee,
                separate_by=separate_by,
                by_year=by_year,
            )
            backend = open_backend(self.solver)
            is_plain = not (crossing or open_share or separate_by or by_year)
            nearby = self._nearby(regime, guarantee, is_plain)
            if floors is None:
                return RegimeSolver(program, backend, self.optima).near(nearby)
            rows = program.rows.floors.join(floors, on="area")
            return GuaranteedSolver(program, backend, rows, self.optima).near(nearby)

        rules = self._rules(regime, open_share)
        key = (self._key, rules, guarantee, crossing, open_share, tuple(separate_by), by_year)
        return self._questions.get(key, build).knowing(reached)

    def _nearby(
        self, regime: Regime, guarantee: str | None, is_plain: bool
    ) -> Callable[[], RegimeQuestions] | None:
        """Return the questions whose allocations are allowed under a regime too.

        They are those of the plain program of the regime, and for that itself those of the current
        regime, where no money is cut (model.md, *Regimes*).
        """
        if not is_plain:
            return lambda: self.questions(regime, guarantee)
        if has_cut(regime) or self._rules(regime) == self._rules(CURRENT):
            return None
        return lambda: self.questions(CURRENT)

    def _rules(self, regime: Regime, open_share: bool = False) -> Hashable:
        return rules_of(self.case, regime, open_share)

    def floors(self, guarantee: str) -> pl.DataFrame:
        """Return `area` and `floor`: the least that each area (or outcome) gets today.

        The least over all optimal allocations within the walls (model.md, *Guarantee*).
        """

        def solve() -> pl.DataFrame:
            program = build_regime_program(self.case, CURRENT, guarantee=guarantee)
            return least_per_area(RegimeSolver(program, open_backend(self.solver), self.optima))

        return self._floors.get(guarantee, solve)

    def value(self, regime: Regime = CURRENT) -> float:
        """Return V(r), the best value under a regime."""
        return self._values.get(self._rules(regime), lambda: self._find_value(regime))

    def value_alone(self, regime: Regime) -> float:
        """Return V(r) of a regime of which nothing else is asked, such as its allocation.

        Args:
            regime: Which walls fall
        """
        return self._values.get(self._rules(regime), lambda: self._find_value(regime, alone=True))

    def starting_from(self, neighbour: CaseSolver) -> Self:
        """Look for best values near those of another case first.

        A value is the same wherever the search for it starts. An allocation need not be, so the
        questions about a regime go on starting from nothing.

        Args:
            neighbour: The solver of a case that differs in a few numbers, of which values are known
        """
        self._neighbour = neighbour if neighbour is not self else None
        return self

    def _find_value(self, regime: Regime, *, alone: bool = False) -> float:
        questions = self.questions(regime)
        start = None if self._neighbour is None else self._neighbour._starts.get(regime.lifts)
        if start is None and alone:
            start = open_backend(self.solver).near()
        if start is None or len(questions.base.undecided):
            self._starts[regime.lifts] = questions.corner_of(questions.best).near()
            return questions.value
        backend, cost = start.copy(), -questions.regime_program.objectives.value
        optimum = questions.solve_from(backend, questions.base, cost)
        self._starts[regime.lifts] = backend.near()
        return unsigned(-optimum.minimum)

    def most(self, regime: Regime) -> float:
        """Return what the best value under a regime cannot exceed, by its certificate."""
        return -self.questions(regime).best.proven_minimum

    @overload
    def values(self, regime: Regime, guarantee: None = ...) -> tuple[float, float]: ...

    @overload
    def values(self, regime: Regime, guarantee: str | None) -> tuple[float, float | None]: ...

    def values(self, regime: Regime, guarantee: str | None = None) -> tuple[float, float | None]:
        """Return (V(c), V(i)).

        Without a cut V(c) ≤ V(i) ≤ what is possible at all, with a guarantee too, since today's
        allocation meets it. Where the two ends are one number, V(i) is known and its program is not
        solved.

        Args:
            regime: Which walls fall
            guarantee: A level, or `outcomes`; then V(i) is None where it cannot be met
        """
        current = self.value()
        if not has_cut(regime) and is_all_possible(current, self.possible()):
            return current, current
        if guarantee is None:
            return current, self.value(regime)
        return current, self.questions(regime, guarantee).value

    def possible(self) -> float:
        """Return what plans and limits allow if nothing cost anything."""
        return self._for_nothing.value()

    @cached_property
    def _for_nothing(self) -> CaseSolver:
        """The solver of the case in which nothing costs anything."""
        costs = self.case.costs.with_columns(pl.lit(0.0).alias("eur_per_unit"))
        return self._beside(with_values(self.case, {"costs": costs}))

    def break_even_cut(
        self, regime: Regime, value: float, guarantee: str | None = None
    ) -> float | None:
        """Return the cut of the lifted money that still leaves a value within reach.

        Args:
            regime: Which walls fall
            value: The value to keep, that of the current regime
            guarantee: A level, or `outcomes`, to keep too

        Returns:
            The cut as a share of 0 to 1; None when the value is out of reach even without a cut
        """
        # Without a cut, lifting allows all that is allowed today, floors included.
        reached = None if has_cut(regime) else value
        least = self.questions(regime, guarantee, reached=reached).least_theta(value)
        return None if least is None else 1.0 - least


def case_solver_of(case: Case, solver: SolverChoice | CaseSolver) -> CaseSolver:
    """Return the solver of a case: a new one, or the one at work that remembers its answers.

    Args:
        case: The case
        solver: A name or a `Solver`; or the solver of this case, or of the case that it comes from
    """
    return solver.of(case) if isinstance(solver, CaseSolver) else CaseSolver(case, solver)


def has_cut(regime: Regime) -> bool:
    """Tell whether money is given up under a regime.

    Where none is, lifting never lowers the best value (model.md, *Regimes*).
    """
    return any(lift.cut for lift in regime.lifts)


def is_all_possible(value: float, possible: float) -> bool:
    """Tell whether a value is all that is possible, so that no rules for money can raise it.

    Args:
        value: A best value
        possible: The best value if nothing cost anything
    """
    return possible - value <= SAME_VALUE * max(1.0, abs(possible))
