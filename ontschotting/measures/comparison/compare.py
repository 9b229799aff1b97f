"""Compares the current regime with a lifted one, by every measure of model.md."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.lp.solve import Optimum
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.result import Comparison, Side
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.allocation import Allocation, allocation_of, allocation_or_none
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import CaseSolver, has_cut
from ontschotting.solving.guarantee import check_guarantee
from ontschotting.solving.money import MoneyByRole, money_by_role, not_negative
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver, difference
from ontschotting.support.parallel import run_parallel
from ontschotting.support.progress import ReportProgress, silent, with_bar


@with_bar
def compare(
    case: Case,
    regime: Regime = INTEGRAL,
    guarantee: str | None = None,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Comparison:
    """Compare the current regime with a lifted one.

    What the walls block, what falls free, and what it would take otherwise.

    Args:
        case: The case
        regime: Which walls fall; by default purpose, period and stacking (`INTEGRAL`)
        guarantee: A level (`province`, …) or `outcomes`: no area (or outcome) gets less than the
            least it gets in any optimal current allocation
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: Called with a word before each optimum

    Returns:
        Every measure, in euros, units and shares, with the sentence that says it

    Raises:
        QuestionError: For a regime or guarantee that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> comparison = on.compare(on.load_case("two-villages"))
        >>> round(comparison.freed), round(comparison.blocked_eur)
        (2000, 40000000)
    """
    check_regime(regime, case)
    check_guarantee(case, guarantee)
    return compare_regimes(CaseSolver(case, solver), regime, guarantee, progress or silent)


def compare_regimes(
    solver: CaseSolver,
    regime: Regime,
    guarantee: str | None = None,
    report_progress: ReportProgress = silent,
) -> Comparison:
    """Compare the current regime with a lifted one, by a solver that may know answers already.

    Args:
        solver: The solver of the case
        regime: Which walls fall; checked against the case
        guarantee: A level or `outcomes`, or None
        report_progress: Called with a word before each optimum
    """
    if guarantee is not None:
        report_progress(f"floors per {guarantee}")
        solver.floors(guarantee)
    report_progress(f"current and {regime}")
    current, lifted = run_parallel(
        lambda: _current_side(solver), lambda: _lifted_side(solver, regime, guarantee)
    )
    question = _Question(solver, regime, guarantee, current.allocation.value, lifted.questions)
    report_progress("top-up, break-even, crossing, free share")
    money, top_up, crossing, shares = run_parallel(
        lambda: _money_and_break_even(question, current.allocation.spent_eur),
        lambda: _top_up_eur(current.questions, question.value_lifted),
        lambda: _crossing_eur(question),
        lambda: _least_free_shares(question),
    )
    by_role, break_even_cut = money
    certificates = list(current.questions.certificates)
    if lifted.questions is not current.questions:  # they are one where the rules are the same
        certificates += lifted.questions.certificates
    return Comparison(
        case=solver.case,
        regime=regime,
        guarantee=guarantee,
        current=current.side,
        lifted=lifted.side,
        freed=question.freed,
        crossing_eur=crossing,
        needed_eur=by_role.needed_eur,
        blocked_eur=by_role.blocked_eur,
        detour_eur=by_role.detour_eur,
        surplus_eur=by_role.surplus_eur,
        utilisation=by_role.utilisation,
        top_up_eur=top_up,
        break_even_cut=break_even_cut,
        least_free_share=shares[1.0],
        least_free_share_90=shares[0.9],
        guarantee_price=_guarantee_price(question),
        floors=None if guarantee is None else solver.floors(guarantee),
        current_allocation=current.allocation,
        lifted_allocation=lifted.allocation,
        trace=Trace.of(solver.case, regime, current.questions.backend.name, certificates),
        solver=solver.solver,
    )


@dataclass(frozen=True)
class _CurrentSide:
    """The current regime with what a comparison shows of it."""

    questions: RegimeSolver
    allocation: Allocation
    side: Side


@dataclass(frozen=True)
class _LiftedSide:
    """The lifted regime with what a comparison shows of it; no allocation where none is allowed."""

    questions: RegimeQuestions
    allocation: Allocation | None
    side: Side


def _current_side(solver: CaseSolver) -> _CurrentSide:
    questions = solver.questions(CURRENT)
    allocation = allocation_of(CURRENT, questions)
    return _CurrentSide(questions, allocation, _side(questions, allocation))


def _lifted_side(solver: CaseSolver, regime: Regime, guarantee: str | None) -> _LiftedSide:
    questions = solver.questions(regime, guarantee)
    allocation = allocation_or_none(regime, questions)
    return _LiftedSide(questions, allocation, _side(questions, allocation))


def _side(questions: RegimeQuestions, allocation: Allocation | None) -> Side:
    """Return what a comparison shows of one regime."""
    program = questions.regime_program
    if allocation is None:
        return Side(program.budget_eur, None, None, None, None, None)
    most = questions.most_spending
    stranded = None
    if most is not None:
        stranded = program.budget_eur + most.minimum * program.euro_unit
        stranded = not_negative(stranded, program.budget_eur)
    target_top_up = None
    if not program.rows.targets.is_empty():
        target_top_up = _euros(questions, questions.least_additions_for_targets())
    return Side(
        budget_eur=program.budget_eur,
        value=allocation.value,
        outcomes=allocation.outcomes,
        spent_eur=allocation.spent_eur,
        stranded_eur=stranded,
        target_top_up_eur=target_top_up,
    )


@dataclass(frozen=True)
class _Question:
    """What is compared: today's best value and a lifted regime."""

    solver: CaseSolver
    regime: Regime
    guarantee: str | None
    value_current: float
    lifted: RegimeQuestions

    @property
    def value_lifted(self) -> float | None:
        """V(i), or None where the guarantee cannot be met."""
        return self.lifted.value

    @property
    def freed(self) -> float | None:
        """V(i) − V(c)."""
        if self.value_lifted is None:
            return None
        return difference(self.value_lifted, self.value_current)

    @property
    def gains_nothing(self) -> bool:
        """Tell whether today's best value is that of the lifted regime.

        Without a cut, lifting allows all that is allowed today. So no euro has to pass a wall, and
        no share has to be free.
        """
        return (
            self.value_lifted is not None
            and not has_cut(self.regime)
            and self.solver.questions(CURRENT).reaches(self.value_lifted)
        )

    def lifted_with(self, *, crossing: bool = False, open_share: bool = False) -> RegimeQuestions:
        """Return the lifted regime with crossings marked, or with its free share left open."""
        return self.solver.questions(
            self.regime,
            self.guarantee,
            crossing=crossing,
            open_share=open_share,
            reached=self.value_lifted,
        )


def _money_and_break_even(
    question: _Question, spent_current_eur: float
) -> tuple[MoneyByRole, float | None]:
    """Return where the lifted money is, and the cut that leaves today's value within reach."""
    by_role = money_by_role(question.lifted, question.value_current, spent_current_eur)
    least_scale = question.lifted.least_theta(question.value_current)
    return by_role, None if least_scale is None else 1.0 - least_scale


def _top_up_eur(current: RegimeSolver, value_lifted: float | None) -> float | None:
    """Return the least additions with which the current regime reaches V(i)."""
    return None if value_lifted is None else current.least_additions_eur(value_lifted)


def _crossing_eur(question: _Question) -> float | None:
    """Return the least spending at V(i) that passes a wall which stands today."""
    if question.value_lifted is None or question.gains_nothing:
        return None if question.value_lifted is None else 0.0
    marked = question.lifted_with(crossing=True)
    return _euros(marked, marked.least_crossing(question.value_lifted))


def _least_free_shares(question: _Question) -> dict[float, float | None]:
    """Return the least free share for the whole gain and for nine tenths of it."""
    freed = question.freed
    if freed is None or question.gains_nothing:
        return dict.fromkeys((1.0, 0.9), None if freed is None else 0.0)
    shared = question.lifted_with(open_share=True)
    return {part: shared.least_theta(question.value_current + part * freed) for part in (1.0, 0.9)}


def _guarantee_price(question: _Question) -> float | None:
    """Return the value that the guarantee costs."""
    if question.guarantee is None or question.value_lifted is None:
        return None
    return difference(question.solver.value(question.regime), question.value_lifted)


def _euros(questions: RegimeQuestions, optimum: Optimum | None) -> float | None:
    if optimum is None:
        return None
    return max(0.0, optimum.minimum) * questions.regime_program.euro_unit
