"""The scenarios that the report shows apart from its headline."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.regime.presets import BORDERLESS, INTEGRAL, UNCONDITIONAL, regional
from ontschotting.regime.regime import Regime


@dataclass(frozen=True)
class Scenario:
    """A regime that is shown apart from the headline.

    What it is, at which level, and with which guarantee.
    """

    key: str
    regime: Regime
    level: str | None = None
    guarantee: str | None = None


def scenarios_of(case: Case) -> list[Scenario]:
    """The scenarios that this case can be asked."""
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    found = [Scenario("integral", INTEGRAL)]
    found += [Scenario("regional", regional(level), level) for level in grouping]
    found += [Scenario("unconditional", UNCONDITIONAL), Scenario("borderless", BORDERLESS)]
    found += [Scenario("guarantee", INTEGRAL, level, level) for level in guarantees_of(case)]
    return found


def guarantees_of(case: Case) -> list[str]:
    """The guarantees worth asking.

    The first grouping level (or the region where there is none), and the outcomes when there are
    several.
    """
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    level = "province" if "province" in grouping else grouping[0] if grouping else "region"
    several = case.plans["outcome"].n_unique() > 1
    return [level, *(["outcomes"] if several else [])]
