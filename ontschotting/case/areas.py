"""Which plans lie in an area, and which plans a budget reaches when its area is widened."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.once import once_per_case

NO_AREA = "(none)"
"""The group, in a breakdown by a level, of what lies in no area of that level."""


class Areas:
    """The areas of every level of a case, as sets of regions and of plans."""

    def __init__(self, case: CaseTables) -> None:
        plans = case.plans.select("plan", "region").sort("plan")
        self.plans: tuple[str, ...] = tuple(plans["plan"].to_list())
        self._plans_of_region: dict[str, set[str]] = {
            region: set() for region in case.regions["region"].to_list()
        }
        for plan, region in plans.iter_rows():
            self._plans_of_region[region].add(plan)
        self._every_region = frozenset(self._plans_of_region)
        self._regions: dict[str, dict[str, frozenset[str]]] = {
            "region": {region: frozenset([region]) for region in self._plans_of_region},
            "plan": {plan: frozenset([region]) for plan, region in plans.iter_rows()},
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


def plans_of_rows(areas: Areas, table: pl.DataFrame, row: str) -> pl.DataFrame:
    """Return the plans that each row of a table is about.

    A blank area means each area of the level separately.

    Args:
        areas: The areas of the case
        table: Has columns `level`, `area` and a row number
        row: The name of the column with the row number

    Returns:
        A row per plan: the row number, `instance` (one number per row and area), `area`, `plan`.
    """
    rows: list[tuple[int, int, str | None, str]] = []
    instance = 0
    for number, level, area in table.select(row, "level", "area").iter_rows():
        for each in [area] if area is not None else areas.of_level(level):
            rows += [(number, instance, each, plan) for plan in sorted(areas.plans_in(level, each))]
            instance += 1
    schema = {row: pl.Int64, "instance": pl.Int64, "area": pl.String, "plan": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
