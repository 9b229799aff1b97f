"""Compute everything that a report says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.binding_limits import BindingLimits, binding_limits
from ontschotting.measures.comparison.compare import compare_regimes
from ontschotting.measures.observed.back_test import BackTest, back_test
from ontschotting.measures.observed.fragmentation import Fragmentation, fragmentation
from ontschotting.measures.observed.idle_money import idle_money
from ontschotting.measures.policy.free_share import FreeShare, free_share
from ontschotting.measures.uncertainty.bounds import bounds
from ontschotting.measures.uncertainty.limit_curve import limit_curve
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.report.collect.attribution import collect_attribution
from ontschotting.report.collect.policy import collect_policy
from ontschotting.report.collect.pricing import collect_pricing
from ontschotting.report.collect.question import QuestionResult, own_money_level
from ontschotting.report.collect.ranges import collect_ranges
from ontschotting.report.collect.report_data import ReportData
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.report.collect.uncertainty import collect_uncertainty
from ontschotting.report.collect.values import collect_values
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.parallel import run_parallel
from ontschotting.support.progress import ReportProgress, silent

COMPANION_TABLES = ("assumptions", "register")
"""Names of the tables beside a case that its report shows."""


def collect(
    case: Case,
    progress: ReportProgress | None = None,
    folder: Path | None = None,
    solver: SolverChoice = "highs",
    regime: Regime = INTEGRAL,
) -> ReportData:
    """Compute everything that the report on a case says.

    Args:
        case: The case
        progress: Called with a few words at each step
        folder: Where the case lies, for the tables beside it
        solver: `highs`, or a `Solver`
        regime: Which walls fall, checked against the case
    """
    steps, case_solver = StepReporter(progress or silent), CaseSolver(case, solver)
    with recorded() as certificates:
        free_money, with_awarded = _questions(case_solver, regime, steps)
        main = with_awarded or free_money
        has_awarded = with_awarded is not None
        # First what asks one question after another for long, so that no core waits at the end.
        sections: dict[str, Callable[[], Any]] = {
            "attribution": lambda: collect_attribution(case_solver, main, steps),
            "back_test": lambda: _back_test(case_solver, folder, steps),
            "pricing": lambda: collect_pricing(case_solver, main, steps),
            "policy": lambda: collect_policy(case_solver, main, steps),
            "free_share": lambda: _free_share(case_solver, main, steps),
            "uncertainty": lambda: collect_uncertainty(case_solver, main, steps),
            "values": lambda: collect_values(case_solver, main, has_awarded, folder, steps),
            "money_by_group": lambda: _money_by_group(case, main, steps),
            "limit_curve": lambda: _limit_curve(case_solver, main, steps),
            "binding_limits": lambda: _binding_limits(case_solver, main, steps),
            "ranges": lambda: collect_ranges(case_solver, main.comparison.regime, steps),
            "fragmentation": lambda: _fragmentation(case, steps),
            "idle_money": lambda: None if case.accounts.is_empty() else idle_money(case),
            "companion_tables": lambda: _companion_tables(folder, steps),
        }
        contents = dict(zip(sections, run_parallel(*sections.values()), strict=True))
    return ReportData(
        case=case,
        free_money=free_money,
        with_awarded=with_awarded,
        optima=len(certificates),
        is_proven=not any(each.is_open for each in certificates),
        **contents,
    )


def _questions(
    case_solver: CaseSolver, regime: Regime, steps: StepReporter
) -> tuple[QuestionResult, QuestionResult | None]:
    """Return the result on free money, and with awarded money where there is any."""
    case = case_solver.case
    has_awarded = bool(case.with_defaults["budgets"]["awarded"].any())
    regimes = [regime]
    if has_awarded:
        regimes = [regime.with_awarded(False), regime.with_awarded()]
    with steps.step(Step.COMPARISON) as report_progress:
        comparisons = [
            compare_regimes(case_solver, regime, report_progress=report_progress)
            for regime in regimes
        ]
        for comparison in comparisons:
            comparison.measures()  # every measure stands in the report; none waits for its section
    with steps.step(Step.BOUNDS) as report_progress:
        results = [
            QuestionResult(
                comparison, bounds(case, regime, progress=report_progress, solver=case_solver)
            )
            for regime, comparison in zip(regimes, comparisons, strict=True)
        ]
    return results[0], results[1] if has_awarded else None


def _limit_curve(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> pl.DataFrame | None:
    """Return the answer at other sizes of the limits, or None for a case without limits."""
    case, regime = case_solver.case, main.comparison.regime
    with steps.step(Step.LIMITS) as report_progress:
        if case.limits.is_empty():
            return None
        return limit_curve(case, regime, progress=report_progress, solver=case_solver)


def _binding_limits(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> BindingLimits | None:
    """Return what runs out first, or None where several goals are added up by weight."""
    case, regime = case_solver.case, main.comparison.regime
    with steps.step(Step.BINDING_LIMITS) as report_progress:
        if has_several_outcomes(case):
            return None
        return binding_limits(case, regime, progress=report_progress, solver=case_solver)


def _free_share(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> FreeShare | None:
    """Return how much of the money has to be free.

    None when nothing is gained, or when the regime has a free share or a cut already.
    """
    case, regime = case_solver.case, main.comparison.regime
    with steps.step(Step.FREE_SHARE) as report_progress:
        if not main.has_gain or regime.is_partial:
            return None
        return free_share(case, regime, progress=report_progress, solver=case_solver)


def _money_by_group(
    case: Case, main: QuestionResult, steps: StepReporter
) -> dict[str, pl.DataFrame]:
    """Return the money by dimension; only own money where the walls block nothing."""
    dimensions = ["own_money"]
    if main.blocks_money:
        dimensions += [
            *(["province"] if "province" in case.levels else []),
            "stream",
            "purpose",
        ]
    frames = {}
    with steps.step(Step.GROUPS) as report_progress:
        for dimension in dimensions:
            report_progress(dimension)
            frames[dimension] = main.comparison.by(dimension)
        if (main.comparison.own_tied_eur or 0.0) > main.smallest_eur:
            frames["own_tied"] = main.comparison.by(own_money_level(case), own_tied=True)
    return frames


def _fragmentation(case: Case, steps: StepReporter) -> Fragmentation:
    """Return how the money is divided over streams."""
    with steps.step(Step.FRAGMENTATION):
        return fragmentation(case)


def _companion_tables(folder: Path | None, steps: StepReporter) -> dict[str, pl.DataFrame]:
    """Read the tables that lie beside a case in a folder, as texts."""
    with steps.step(Step.COMPANION_TABLES):
        if folder is None:
            return {}
        paths = {name: folder / f"{name}.csv" for name in COMPANION_TABLES}
        return {
            name: pl.read_csv(
                path, infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True
            )
            for name, path in paths.items()
            if path.is_file()
        }


def _back_test(
    case_solver: CaseSolver, folder: Path | None, steps: StepReporter
) -> BackTest | None:
    """Hold a case against `observed_completions.csv` beside it; return None where there is none."""
    completions = None if folder is None else folder / "observed_completions.csv"
    with steps.step(Step.BACK_TEST) as report_progress:
        if completions is None or not completions.is_file():
            return None
        unspent = completions.with_name("observed_unspent.csv")
        return back_test(
            case_solver.case,
            pl.read_csv(completions),
            pl.read_csv(unspent) if unspent.is_file() else None,
            progress=report_progress,
            solver=case_solver,
        )
