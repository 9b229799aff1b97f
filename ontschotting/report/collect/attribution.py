"""Collect which walls and streams the gain comes from."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.measures.attribution.attribution import Attribution, attribute
from ontschotting.measures.attribution.choice import Choice, choose_walls
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver

MOST_CHOSEN = 5
"""How many streams a report chooses at most."""


@dataclass(frozen=True)
class AttributionData:
    """Which walls and streams the gain of the main question comes from; blank without a gain.

    Attributes:
        attribution: The gain divided over the walls
        ladder: `lifted`, `value`, `gain`: the walls lifted one after another
        choice: Which few streams to lift first
    """

    attribution: Attribution | None = None
    ladder: pl.DataFrame | None = None
    choice: Choice | None = None


def collect_attribution(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> AttributionData:
    """Collect attribution and choice, where central data give a gain.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        steps: Reports each step
    """
    with steps.step(Step.ATTRIBUTION) as report_progress:
        if not main.has_gain:
            return AttributionData()
        case, regime = case_solver.case, main.comparison.regime
        attribution = attribute(case, regime, progress=report_progress, solver=case_solver)
        choice = choose_walls(
            case, regime, MOST_CHOSEN, progress=report_progress, solver=case_solver
        )
        return AttributionData(attribution, attribution.ladder(), choice)
