"""The measures of one draw: only the optima that the measures asked for need, each certified."""

from __future__ import annotations

from collections.abc import Sequence

from ontschotting.case.case import Case
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.compare import _nonnegative, compare
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Trace
from ontschotting.solving.questions import RegimeSolver, difference, is_same_value
from ontschotting.solving.values import ValueSolver, has_cut, is_all_possible
from ontschotting.support.parallel import cached_property_unlocked

FEW_DRAWS = (
    "value_current",
    "value_lifted",
    "freed",
    "blocked_eur",
    "needed_eur",
    "surplus_eur",
    "top_up_eur",
)
"""Measures that a few optima give. Any other asks for a whole comparison."""


def measures_of_draws(
    case: Case, regime: Regime, measures: Sequence[str], solver: SolverChoice
) -> tuple[dict[str, float | None], Trace]:
    """The measures by name, as `compare` gives them, and what they rest on.

    None where no such amount exists, which is proven.
    """
    if set(measures) <= set(FEW_DRAWS):
        few = _DrawSolver(case, regime, solver)
        found = {name: getattr(few, name) for name in measures}
        return found, Trace.of(case, regime, few.current.backend.name, few.certificates)
    comparison = compare(case, regime, solver=solver)
    every = comparison.measures()
    return {name: every[name] for name in measures}, comparison.trace


class _DrawSolver:
    """Measures of model.md that need no allocation, worked out when asked for."""

    def __init__(self, case: Case, regime: Regime, solver: SolverChoice) -> None:
        self._solves = ValueSolver(solver)
        self._case, self._regime = case, regime
        self.current = self._solves.optima(case, CURRENT)

    @cached_property_unlocked
    def lifted(self) -> RegimeSolver:
        return self._solves.optima(self._case, self._regime)

    @property
    def certificates(self) -> list[Certificate]:
        """Of everything that was solved."""
        return [
            *self._solves.certificates,
            *self.current.certificates,
            *(self.lifted.certificates if "lifted" in self.__dict__ else []),
        ]

    @cached_property_unlocked
    def _is_all(self) -> bool:
        """Whether today's best value is what is possible at all, so that no lift of walls can raise
        it.
        """
        return not has_cut(self._regime) and is_all_possible(
            self.value_current, self._solves.possible(self._case)
        )

    @cached_property_unlocked
    def value_current(self) -> float:
        value = self.current.value
        assert value is not None  # only floors can make a world empty
        return value

    @cached_property_unlocked
    def value_lifted(self) -> float:
        if self._is_all:
            return self.value_current
        value = self.lifted.value
        assert value is not None
        return value

    @property
    def freed(self) -> float:
        return difference(self.value_lifted, self.value_current)

    @cached_property_unlocked
    def _spent(self) -> float:
        """S(i, V(i))"""
        spent = self._least_spending(self.value_lifted)
        assert spent is not None
        return spent

    @cached_property_unlocked
    def needed_eur(self) -> float | None:
        if is_same_value(self.value_lifted, self.value_current):
            return self._spent
        needed = self._least_spending(self.value_current)
        # S(i, V(c)) ≤ S(i, V(i)); rounding may say otherwise by a hair
        return None if needed is None else min(needed, self._spent)

    @property
    def blocked_eur(self) -> float | None:
        if is_same_value(self.value_lifted, self.value_current):
            return 0.0  # S(i, V(i)) and S(i, V(c)) are one number
        return None if self.needed_eur is None else self._spent - self.needed_eur

    @property
    def surplus_eur(self) -> float:
        return _nonnegative(
            self.lifted.regime_program.budget_eur - self._spent,
            self.lifted.regime_program.budget_eur,
        )

    @property
    def top_up_eur(self) -> float | None:
        return self.current.least_additions_eur(self.value_lifted)

    def _least_spending(self, value: float) -> float | None:
        least = self.lifted.least_spending(value)
        return (
            None
            if least is None
            else max(0.0, least.minimum) * self.lifted.regime_program.euro_unit
        )
