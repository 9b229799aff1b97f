"""Which plans lie in an area, and which plans a budget reaches when its area is widened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.once import once_per_case
from ontschotting.support.arrays import Numbers, repeated

NO_AREA = "(none)"
"""The group, in a breakdown by a level, of what lies in no area of that level."""


class Areas:
    """The areas of every level of a case, as sets of regions and of plans."""

    def __init__(self, case: CaseTables) -> None:
        plans = sorted(case.plans[["plan", "region"]].rows())
        self.plans: tuple[str, ...] = tuple(plan for plan, _ in plans)
        self.number_of_plan = {plan: number for number, plan in enumerate(self.plans)}
        self._plan_numbers: dict[tuple[str, str | None], Numbers] = {}
        self._plans_of_region: dict[str, set[str]] = {
            region: set() for region in case.regions["region"].to_list()
        }
        for plan, region in plans:
            self._plans_of_region[region].add(plan)
        self._every_region = frozenset(self._plans_of_region)
        self._regions: dict[str, dict[str, frozenset[str]]] = {
            "region": {region: frozenset([region]) for region in self._plans_of_region},
            "plan": {plan: frozenset([region]) for plan, region in plans},
        }
        for level in case.levels:
            if level in ("plan", "region", "national"):
                continue
            grouping: dict[str, set[str]] = {}
            for region, area in case.regions[["region", level]].iter_rows():
                if area is not None:
                    grouping.setdefault(area, set()).add(region)
            self._regions[level] = {area: frozenset(grouping[area]) for area in sorted(grouping)}

    def of_level(self, level: str) -> tuple[str | None, ...]:
        """Return the areas of a level; the one area of `national` is None."""
        return (None,) if level == "national" else tuple(sorted(self._regions[level]))

    def regions(self, level: str, area: str | None) -> frozenset[str]:
        """Return the regions in an area.

        Args:
            level: The level of the area
            area: Its code; None at the level `national`
        """
        return self._every_region if level == "national" else self._regions[level][str(area)]

    def plans_in(self, level: str, area: str | None) -> frozenset[str]:
        """Return the plans in an area.

        Args:
            level: The level of the area
            area: Its code; None at the level `national`
        """
        if level == "plan":
            return frozenset([str(area)])
        return self._plans_of(self.regions(level, area))

    def plan_numbers(self, level: str, area: str | None) -> Numbers:
        """Return the plans in an area as their positions among `plans`, sorted.

        Args:
            level: The level of the area
            area: Its code; None at the level `national`
        """
        known = self._plan_numbers.get((level, area))
        if known is None:
            inside = sorted(self.number_of_plan[plan] for plan in self.plans_in(level, area))
            known = self._plan_numbers[level, area] = np.array(inside, dtype=np.int64)
        return known

    def plans_in_none(self, level: str) -> frozenset[str]:
        """Return the plans that lie in no area of a level.

        Args:
            level: The level
        """
        inside = (self.plans_in(level, area) for area in self.of_level(level))
        return frozenset(self.plans).difference(*inside)

    def reach(self, level: str, area: str | None, widened_to: Iterable[str] = ()) -> frozenset[str]:
        """Return the plans that a budget of an area reaches.

        They are the plans in the area, and those in every wider area that shares a region with it.

        Args:
            level: The level of the budget
            area: Its area; None at the level `national`
            widened_to: The levels of the wider areas
        """
        plans = self.plans_in(level, area)
        regions = self.regions(level, area)
        for wider_level in widened_to:
            if wider_level == "national":
                return frozenset(self.plans)
            if wider_level in ("region", "plan"):
                plans |= self._plans_of(regions)
                continue
            for wider_area in self._regions[wider_level].values():
                if wider_area & regions:
                    plans |= self._plans_of(wider_area)
        return plans

    def _plans_of(self, regions: Iterable[str]) -> frozenset[str]:
        return frozenset(plan for region in regions for plan in self._plans_of_region[region])


areas_of = once_per_case(Areas)
"""Return the areas of a case, made once for it."""


class PlansOfRows(NamedTuple):
    """The plans that each row of a table is about, once for each area that the row names.

    Attributes:
        row: Per instance (a row and one area) the position of the row
        areas: Per instance the area
        instance: Per instance and plan the instance
        plan: The number of the plan, in the order of `Areas.plans`
    """

    row: Numbers
    areas: list[str | None]
    instance: Numbers
    plan: Numbers


def plans_of_rows(areas: Areas, rows: Iterable[tuple[str, str | None]]) -> PlansOfRows:
    """Return the plans that each row of a table is about.

    A blank area means each area of the level separately.

    Args:
        areas: The areas of the case
        rows: The level and the area of each row
    """
    of_instances = [
        (position, each, areas.plan_numbers(level, each))
        for position, (level, area) in enumerate(rows)
        for each in ([area] if area is not None else areas.of_level(level))
    ]
    instance, _ = repeated([len(plans) for _, _, plans in of_instances])
    return PlansOfRows(
        np.array([position for position, _, _ in of_instances], dtype=np.int64),
        [area for _, area, _ in of_instances],
        instance,
        np.concatenate([np.zeros(0, np.int64), *(plans for _, _, plans in of_instances)]),
    )
