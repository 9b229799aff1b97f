"""Hold the answer to one question: what the walls cost for one choice of money."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.uncertainty.bounds import Bounds
from ontschotting.support.tolerances import MONEY_ZERO, NEGLIGIBLE, NOISE, ONE_EUR


def own_money_level(case: Case) -> str:
    """Return the level whose areas are told how much own money the walls tie there.

    Args:
        case: The case of the report
    """
    return "province" if "province" in case.levels else "region"


@dataclass(frozen=True)
class QuestionResult:
    """What the walls cost for one choice of money.

    Attributes:
        comparison: The answer on central data
        bounds: The answer over the margins of the uncertain inputs
    """

    comparison: Comparison
    bounds: Bounds

    @property
    def current_value(self) -> float:
        """Return V(c)."""
        return self.comparison.current.value or 0.0

    @property
    def lifted_value(self) -> float:
        """Return V(i)."""
        return self.comparison.lifted.value or 0.0

    @property
    def gain(self) -> float:
        """Return V(i) − V(c), where rounding noise is zero."""
        return self.comparison.freed or 0.0

    @property
    def noise(self) -> float:
        """Return the gain below which no reader should act: one in ten thousand of V(c)."""
        return NOISE * max(1.0, self.current_value)

    @property
    def has_gain(self) -> bool:
        """Return whether lifting the walls adds more than noise."""
        return self.gain > self.noise

    @property
    def smallest_eur(self) -> float:
        """Return the amount up to which euros are what the tolerance of *reach* leaves of zero."""
        return max(ONE_EUR, NEGLIGIBLE * self.comparison.lifted.budget_eur)

    @property
    def blocks_money(self) -> bool:
        """Return whether the walls block more than a euro (or than rounding of the budget)."""
        blocked_eur = self.comparison.blocked_eur or 0.0
        return blocked_eur > max(ONE_EUR, MONEY_ZERO * self.comparison.lifted.budget_eur)
