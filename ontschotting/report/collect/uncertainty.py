"""Collect what each uncertain input does to the answer."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.measures.uncertainty.switching_values import (
    SwitchingValues,
    switching_values,
)
from ontschotting.measures.uncertainty.tornado import Tornado, tornado
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import NOISE

SWITCHING_PRECISION = 1e-3
"""How precisely a report gives a switching value, as a share of the margin of the input."""


@dataclass(frozen=True)
class UncertaintyData:
    """What each uncertain input does to the answer to the main question.

    Attributes:
        tornado: The gain with one group of inputs at a time at the ends of its margin
        switching_values: Where each input switches the conclusion within its margin; None where no
            input does
    """

    tornado: Tornado
    switching_values: SwitchingValues | None

    @property
    def has_uncertain_inputs(self) -> bool:
        """Return whether any input of the case has a margin."""
        return self.tornado.frame.height > 0


def collect_uncertainty(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> UncertaintyData:
    """Collect the tornado and the switching values of the main question.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        steps: Reports each step
    """
    case = case_solver.case
    with steps.step(Step.TORNADO) as report_progress:
        swings = tornado(case, main.comparison.regime, progress=report_progress, solver=case_solver)
    with steps.step(Step.SWITCHING_VALUES) as report_progress:
        flips = _switching_values(case, main, swings, report_progress, case_solver)
    return UncertaintyData(swings, flips)


def _switching_values(
    case: Case,
    main: QuestionResult,
    swings: Tornado,
    report_progress: ReportProgress,
    case_solver: CaseSolver,
) -> SwitchingValues | None:
    """Return the switching values of the inputs that switch the conclusion within their margin.

    Only inputs with another conclusion at an end of their margin are searched: to search the
    others too would take long and find little.
    """

    def has_gain_at(end: str) -> pl.Expr:
        return pl.col(end) > NOISE * pl.max_horizontal(f"current_{end}", 1.0)

    switches = (has_gain_at("low") != main.has_gain) | (has_gain_at("high") != main.has_gain)
    groups = swings.frame.filter(switches)["group"].to_list()
    if not groups:
        return None
    result = switching_values(
        case,
        main.comparison.regime,
        groups,
        reach=1.0,
        positions=1,
        precision=SWITCHING_PRECISION,
        progress=report_progress,
        solver=case_solver,
    )
    return None if result.frame["margins"].is_null().all() else result
