"""One solver for one case: programs are built once and optima solved once, whoever asks."""

from __future__ import annotations

from collections.abc import Hashable
from typing import overload

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.unchecked import with_values
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solver_choice import Solver, SolverChoice, as_solver, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.supply.split_budgets import sorted_budgets
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.answers import Answers
from ontschotting.solving.guarantee import least_per_area
from ontschotting.solving.questions import GuaranteedSolver, RegimeQuestions, RegimeSolver
from ontschotting.solving.rules import rules_of
from ontschotting.support.forks import note_use
from ontschotting.support.made_once import MadeOnce
from ontschotting.support.tolerances import SAME_VALUE

KEPT_PROGRAMS = 6
"""Regimes of which the program is kept; the best values of all others are remembered too."""


class CaseSolver:
    """The optima of one case, under any regime and with any guarantee.

    Threads may ask at the same time, each for another regime. A regime must have been checked
    against the case (`check_regime`) before it is asked about here.

    Attributes:
        case: The case
        solver: The solver that proposes the answers
        certificates: One for every optimum that was solved; floors of guarantees are not among them
    """

    def __init__(
        self,
        case: Case,
        solver: SolverChoice = "highs",
        certificates: list[Certificate] | None = None,
    ) -> None:
        """Prepare a case; nothing is built or solved yet.

        Args:
            case: The case
            solver: A name or a `Solver`
            certificates: A list that gathers the certificates of several cases
        """
        note_use()
        self.case = case
        self.solver = as_solver(solver)
        self.certificates: list[Certificate] = [] if certificates is None else certificates
        self._questions: MadeOnce[RegimeQuestions] = MadeOnce(KEPT_PROGRAMS)
        self._values, self._floors = Answers(), Answers()
        self._budgets = sorted_budgets(case)

    def __reduce__(self) -> tuple[type[CaseSolver], tuple[Case, Solver]]:
        """Pickle the case and the choice of solver alone; a copy builds its own programs."""
        return CaseSolver, (self.case, self.solver)

    def of(self, case: Case) -> CaseSolver:
        """Return a solver of another case that gathers its certificates in the same list."""
        return self if case is self.case else CaseSolver(case, self.solver, self.certificates)

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
        reached: float | None = ...,
    ) -> RegimeQuestions: ...

    def questions(
        self,
        regime: Regime = CURRENT,
        guarantee: str | None = None,
        *,
        crossing: bool = False,
        open_share: bool = False,
        reached: float | None = None,
    ) -> RegimeQuestions:
        """Return the questions that can be asked of a regime; its program is built once.

        Args:
            regime: Which walls fall
            guarantee: A level, or `outcomes`, in which no area gets less than its floor; or None
            crossing: Mark the spending that passes a wall which stands today
            open_share: Let θ be the free share of every lift
            reached: A value that the regime is known to reach, which spares finding it again
        """
        # The floors are read on every call, so that each caller's trace counts their optima.
        floors = None if guarantee is None else self.floors(guarantee)

        def build() -> RegimeQuestions:
            program = build_regime_program(
                self.case, regime, crossing=crossing, open_share=open_share, guarantee=guarantee
            )
            backend = open_backend(self.solver)
            if floors is None:
                return RegimeSolver(program, backend, self.certificates)
            rows = program.rows.floors.join(floors, on="area")
            return GuaranteedSolver(program, backend, rows, self.certificates)

        key = (self._rules(regime, open_share), guarantee, crossing, open_share)
        return self._questions.get(key, build).knowing(reached)

    def _rules(self, regime: Regime, open_share: bool = False) -> Hashable:
        return rules_of(self.case, regime, self._budgets, open_share)

    def floors(self, guarantee: str) -> pl.DataFrame:
        """Return `area` and `floor`: the least that each area (or outcome) gets today.

        The least over all optimal allocations within the walls (model.md, *Guarantee*).
        """

        def solve() -> pl.DataFrame:
            program = build_regime_program(self.case, CURRENT, guarantee=guarantee)
            return least_per_area(RegimeSolver(program, open_backend(self.solver)))

        return self._floors.get(guarantee, solve)

    def value(self, regime: Regime = CURRENT) -> float:
        """Return V(r), the best value under a regime."""
        return self._values.get(self._rules(regime), lambda: self.questions(regime).value)

    def values(self, regime: Regime) -> tuple[float, float]:
        """Return (V(c), V(i)).

        Without a cut V(c) ≤ V(i) ≤ what is possible at all. Where the two ends are one number, V(i)
        is known and its program is not solved.
        """
        current = self.value()
        if not has_cut(regime) and is_all_possible(current, self.possible()):
            return current, current
        return current, self.value(regime)

    def possible(self) -> float:
        """Return what plans and limits allow if nothing cost anything."""
        costs = self.case.costs.with_columns(pl.lit(0.0).alias("eur_per_unit"))
        return self.of(with_values(self.case, {"costs": costs})).value()

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
