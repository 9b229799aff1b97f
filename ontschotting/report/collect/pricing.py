"""Collect what one more euro is worth, and why the result is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.measures.explanation.explanation import Explanation, explain
from ontschotting.measures.pricing.shadow_prices import ShadowPrices, shadow_prices
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver


@dataclass(frozen=True)
class PricingData:
    """What one more euro is worth, and why the result is what it is.

    Attributes:
        shadow_prices: Prices of walls and budgets
        explanation: What the case as a whole is short of, and which money lies idle
    """

    shadow_prices: ShadowPrices
    explanation: Explanation


def collect_pricing(
    case_solver: CaseSolver, main: QuestionResult, steps: StepReporter
) -> PricingData:
    """Collect the shadow prices and the explanation of the whole case.

    Args:
        case_solver: The solver of the case of the report
        main: The main question
        steps: Reports each step
    """
    case = case_solver.case
    awarded = any(lift.awarded for lift in main.comparison.regime.lifts)
    with steps.step(Step.SHADOW_PRICES) as report_progress:
        prices = shadow_prices(case, awarded=awarded, progress=report_progress, solver=case_solver)
    with steps.step(Step.EXPLANATION) as report_progress:
        explanation = explain(case, progress=report_progress, solver=case_solver)
    return PricingData(prices, explanation)
