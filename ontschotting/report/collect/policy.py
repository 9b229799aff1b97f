"""Collect targets, rules about years, and conditions of lifting."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.facts.projects import has_whole_plans
from ontschotting.measures.comparison.binding_limits import target_note
from ontschotting.measures.policy.closing import Closing, closing
from ontschotting.measures.policy.conditions import Conditions, conditions
from ontschotting.measures.policy.goals import Goals, goals
from ontschotting.measures.policy.targets import TargetGap, target_gap
from ontschotting.measures.policy.year_rules import YearRules, year_rules
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.scenarios import guarantees_of
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.progress import ReportProgress

FREE_SHARES = (0.1, 0.5)
"""Shares of the money that conditions set free."""

CUTS = (0.1, 0.2, 0.3)
"""Shares of the money that conditions take away."""

EXTRA_EUR = tuple(1e8 * step for step in range(6))
"""Extra money for the targets, in euros."""


@dataclass(frozen=True)
class PolicyData:
    """Targets, rules about years, and conditions of lifting.

    Attributes:
        targets: Targets and shortfalls; None for a case without targets, or with one that counts
            something else than its plans
        years: What each rule about years costs
        conditions: Guarantee, free share and cut side by side; None when nothing is gained
        goals: The most of each goal and the choice between them; None with one outcome
        closing: Which whole plans close; None where no plan is whole
    """

    targets: TargetGap | None
    years: YearRules
    conditions: Conditions | None
    goals: Goals | None
    closing: Closing | None


def collect_policy(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> PolicyData:
    """Collect targets, rules about years, and conditions.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        steps: Reports each step
    """
    case = case_solver.case
    with steps.step(Step.TARGETS) as report_progress:
        targets = _targets(case, main, report_progress, case_solver)
    with steps.step(Step.YEARS) as report_progress:
        years = year_rules(case, progress=report_progress, solver=case_solver)
    with steps.step(Step.CONDITIONS) as report_progress:
        limits = _conditions(case, main, report_progress, case_solver)
    with steps.step(Step.GOALS) as report_progress:
        several_goals = _goals(case, main, report_progress, case_solver)
    with steps.step(Step.CLOSING) as report_progress:
        projects = _closing(case, main, report_progress, case_solver)
    return PolicyData(targets, years, limits, several_goals, projects)


def _closing(
    case: Case, main: QuestionResult, report_progress: ReportProgress, case_solver: CaseSolver
) -> Closing | None:
    """Return which whole plans close, or None for a case without them."""
    if not has_whole_plans(case):
        return None
    return closing(case, main.comparison.regime, solver=case_solver, progress=report_progress)


def _goals(
    case: Case, main: QuestionResult, report_progress: ReportProgress, case_solver: CaseSolver
) -> Goals | None:
    """Return the most of each goal, or None for a case of one outcome."""
    if not has_several_outcomes(case):
        return None
    return goals(case, main.comparison.regime, solver=case_solver, progress=report_progress)


def _targets(
    case: Case, main: QuestionResult, report_progress: ReportProgress, case_solver: CaseSolver
) -> TargetGap | None:
    """Return the gap to the targets, or None where there is none to tell.

    A national target with a note counts something else than the plans deliver: the first page sets
    it beside them, and nothing is subtracted from it.
    """
    if case.targets.is_empty() or target_note(case, "nl") is not None:
        return None
    regime = main.comparison.regime
    return target_gap(case, regime, EXTRA_EUR, progress=report_progress, solver=case_solver)


def _conditions(
    case: Case, main: QuestionResult, report_progress: ReportProgress, case_solver: CaseSolver
) -> Conditions | None:
    """Return the conditions side by side.

    None when nothing is gained, or when the regime has a free share or a cut already.
    """
    if not main.has_gain or main.comparison.regime.is_partial:
        return None
    return conditions(
        case,
        main.comparison.regime,
        guarantees_of(case)[0],
        FREE_SHARES,
        CUTS,
        progress=report_progress,
        solver=case_solver,
    )
