"""Collect what one more euro is worth, and why the result is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.pricing.explanation import Explanation, explain
from ontschotting.measures.pricing.shadow_prices import ShadowPrices, shadow_prices
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.steps import Step, StepReporter


@dataclass(frozen=True)
class PricingData:
    """What one more euro is worth, and why the result is what it is.

    Attributes:
        shadow_prices: Prices of walls and budgets
        explanation: What the case as a whole is short of, and which money lies idle
    """

    shadow_prices: ShadowPrices
    explanation: Explanation

    @property
    def optima(self) -> int:
        """Return how many optima were certified for these."""
        return self.shadow_prices.trace.optima + self.explanation.trace.optima


def collect_pricing(
    case: Case, main: QuestionResult, steps: StepReporter, solver: SolverChoice
) -> PricingData:
    """Collect the shadow prices and the explanation of the whole case.

    Args:
        case: The case of the report
        main: The main question
        steps: Reports each step
        solver: `highs`, or a `Solver`
    """
    prices = shadow_prices(
        case,
        awarded=any(lift.awarded for lift in main.comparison.regime.lifts),
        progress=steps.begin(Step.SHADOW_PRICES),
        solver=solver,
    )
    return PricingData(prices, explain(case, progress=steps.begin(Step.EXPLANATION), solver=solver))
