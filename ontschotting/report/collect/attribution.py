"""Collect which walls and streams the gain comes from."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.measures.attribution.attribution import Attribution, attribute
from ontschotting.measures.attribution.choice import Choice, choose_walls
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver

MOST_CHOSEN = 5
"""How many streams a report chooses at most."""


@dataclass(frozen=True)
class AttributionData:
    """Which walls and streams the gain of the main question comes from.

    Attributes:
        data: The data that these stand on: `central`; or `unfavourable`, where central data give no
            gain and unfavourable data do
        attribution: The gain divided over the walls; None where neither data give a gain
        ladder: `lifted`, `value`, `gain`: the walls lifted one after another; None likewise
        choice: Which few streams to lift first; None likewise
    """

    data: str
    attribution: Attribution | None = None
    ladder: pl.DataFrame | None = None
    choice: Choice | None = None


def collect_attribution(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> AttributionData:
    """Collect attribution and choice, on data that give a gain.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        steps: Reports each step
    """
    with steps.step(Step.ATTRIBUTION) as report_progress:
        has_unfavourable_gain = main.bounds.gain("unfavourable") > main.noise
        if not main.has_gain and not has_unfavourable_gain:
            return AttributionData("central")
        data = "central" if main.has_gain else "unfavourable"
        case = case_solver.case
        data_case = case if main.has_gain else at_bound(case, "unfavourable")
        regime = main.comparison.regime
        attribution = attribute(data_case, regime, progress=report_progress, solver=case_solver)
        choice = choose_walls(
            data_case, regime, MOST_CHOSEN, progress=report_progress, solver=case_solver
        )
        return AttributionData(data, attribution, attribution.ladder(), choice)
