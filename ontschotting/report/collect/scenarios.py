"""List the regimes that a report shows apart from its headline."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.regime.presets import BORDERLESS, INTEGRAL, UNCONDITIONAL, regional
from ontschotting.regime.regime import Regime


@dataclass(frozen=True)
class Scenario:
    """A regime that is shown apart from the headline.

    Attributes:
        key: The name of its text
        regime: What is lifted
        level: The level to which money may go, or on which the guarantee holds
        guarantee: What no area may lose: a level, or `outcomes`
    """

    key: str
    regime: Regime
    level: str | None = None
    guarantee: str | None = None


def scenarios_of(case: Case, regime: Regime) -> list[Scenario]:
    """Return the scenarios that make sense for a case, in the order of the report.

    Args:
        case: The case
        regime: The regime of the report; it comes first, and the guarantees are about it
    """
    free = regime.with_awarded(False)
    return [
        *([] if free == INTEGRAL else [Scenario("regime_of_report", free)]),
        Scenario("integral", INTEGRAL),
        *(Scenario("regional", regional(level), level) for level in _grouping_levels(case)),
        Scenario("unconditional", UNCONDITIONAL),
        Scenario("borderless", BORDERLESS),
        *(Scenario("guarantee", free, guarantee, guarantee) for guarantee in guarantees_of(case)),
    ]


def guarantees_of(case: Case) -> list[str]:
    """Return the guarantees that make sense for a case.

    One per area of the first grouping level (of the region where there is none), and one per
    outcome where there are several.
    """
    grouping = _grouping_levels(case)
    level = "province" if "province" in grouping else grouping[0] if grouping else "region"
    return [level, *(["outcomes"] if has_several_outcomes(case) else [])]


def _grouping_levels(case: Case) -> list[str]:
    """Return the levels between the region and the nation."""
    return [level for level in case.levels if level not in ("plan", "region", "national")]
