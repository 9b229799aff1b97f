"""Works out the measures of one draw, from only the optima that they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ontschotting.case.case import Case
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.comparison.measures import MEASURES as COMPARED
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.results.trace import Proof, proof_of
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.money import MoneyByRole, money_by_role
from ontschotting.support.tolerances import difference, is_same_value


def measures_of_draw(
    case: Case, regime: Regime, measures: Sequence[str], solver: SolverChoice
) -> tuple[dict[str, float | None], str, Proof]:
    """Return measures by name, as `compare` gives them, and what they rest on.

    Args:
        case: The case with the values of the draw
        regime: Which walls fall
        measures: Names of measures; those that a few optima give spare the whole comparison
        solver: A name or a `Solver`

    Returns:
        The measures, None where no such amount exists (which is proven); the solver; and what the
        certificates say
    """
    if set(measures) <= set(FROM_FEW_OPTIMA):
        draw = _Draw(CaseSolver(case, solver), regime)
        values = {measure: FROM_FEW_OPTIMA[measure](draw) for measure in measures}
        return values, draw.solver.solver_name, proof_of(draw.solver.certificates)
    case_solver = CaseSolver(case, solver)
    values = compare_regimes(case_solver, regime).measures(measures)
    return values, case_solver.solver_name, proof_of(case_solver.certificates)


class _Draw:
    """One draw: each optimum is solved when a measure first asks for it."""

    def __init__(self, solver: CaseSolver, regime: Regime) -> None:
        self.solver, self.regime = solver, regime

    def value_current(self) -> float:
        return self.solver.value()

    def value_lifted(self) -> float:
        return self.solver.values(self.regime)[1]

    def freed(self) -> float:
        current, lifted = self.solver.values(self.regime)
        return difference(lifted, current)

    def money(self) -> MoneyByRole:
        current = self.solver.questions(CURRENT)
        lifted = self.solver.questions(self.regime)
        return money_by_role(lifted, current.value, 0.0)

    def blocked_eur(self) -> float | None:
        current, lifted = self.solver.values(self.regime)
        # S(i, V(i)) and S(i, V(c)) are one number, and need not be solved.
        return 0.0 if is_same_value(lifted, current) else self.money().blocked_eur

    def top_up_eur(self) -> float | None:
        return self.solver.questions(CURRENT).least_additions_eur(self.value_lifted())


FROM_FEW_OPTIMA: dict[str, Callable[[_Draw], float | None]] = {
    "value_current": _Draw.value_current,
    "value_lifted": _Draw.value_lifted,
    "freed": _Draw.freed,
    "blocked_eur": _Draw.blocked_eur,
    "needed_eur": lambda draw: draw.money().needed_eur,
    "surplus_eur": lambda draw: draw.money().surplus_eur,
    "top_up_eur": _Draw.top_up_eur,
    "own_tied_eur": lambda draw: COMPARED["own_tied_eur"](TwoRegimes(draw.solver, draw.regime)),
}
"""Measures that a few optima give; any other asks for a whole comparison."""
