"""Which plans lie in an area, and which plans a budget can reach when its area is widened."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ontschotting.case.case_tables import CaseTables


class Areas:
    """The areas of every level of a case as sets of plans."""

    def __init__(self, case: CaseTables) -> None:
        plans = case.plans.select("plan", "region").sort("plan")
        self.plans: tuple[str, ...] = tuple(plans["plan"].to_list())
        self._region_of: dict[str, str] = dict(plans.iter_rows())
        self._in_region: dict[str, set[str]] = {
            region: set() for region in case.regions["region"].to_list()
        }
        for plan, region in self._region_of.items():
            self._in_region[region].add(plan)
        self._every_region = frozenset(self._in_region)
        self._regions: dict[str, dict[str, frozenset[str]]] = {
            "region": {region: frozenset([region]) for region in self._in_region},
            "plan": {plan: frozenset([region]) for plan, region in self._region_of.items()},
        }
        for level in case.levels:
            if level in ("plan", "region", "national"):
                continue
            frame = case.regions.select(pl.col(level).alias("area"), "region").drop_nulls("area")
            found = frame.group_by("area").agg("region").sort("area")
            self._regions[level] = {area: frozenset(regions) for area, regions in found.iter_rows()}

    def of_level(self, level: str) -> tuple[str | None, ...]:
        """The areas of a level; the nation is the one area of `national` and is written None."""
        return (None,) if level == "national" else tuple(sorted(self._regions[level]))

    def regions(self, level: str, area: str | None) -> frozenset[str]:
        """The regions in an area."""
        return self._every_region if level == "national" else self._regions[level][str(area)]

    def plans_in(self, level: str, area: str | None) -> frozenset[str]:
        """The plans in an area."""
        if level == "plan":
            return frozenset([str(area)])
        return self._plans_of(self.regions(level, area))

    def reach(self, level: str, area: str | None, widened_to: Iterable[str] = ()) -> frozenset[str]:
        """The plans that a budget of an area reaches, its own and those of every area of the levels
        that shares a region with it.
        """
        plans = self.plans_in(level, area)
        home = self.regions(level, area)
        for wide in widened_to:
            if wide == "national":
                return frozenset(self.plans)
            if wide in ("region", "plan"):
                plans |= self._plans_of(home)
                continue
            for regions in self._regions[wide].values():
                if regions & home:
                    plans |= self._plans_of(regions)
        return plans

    def _plans_of(self, regions: Iterable[str]) -> frozenset[str]:
        return frozenset(plan for region in regions for plan in self._in_region[region])


def members(case: CaseTables, areas: Areas, table: pl.DataFrame, row: str) -> pl.DataFrame:
    """The plans of each row of a table with `level` and `area`, where a blank area means each area
    of the level separately.

    Args:
        table: Has a row number in the column `row`. Returns `row`, `instance` (one number per row
            and area), `area`, `plan`.
    """
    found: list[tuple[int, int, str | None, str]] = []
    instance = 0
    for number, level, area in table.select(row, "level", "area").iter_rows():
        for one in [area] if area is not None else areas.of_level(level):
            found += [(number, instance, one, plan) for plan in sorted(areas.plans_in(level, one))]
            instance += 1
    return pl.DataFrame(
        found,
        schema={row: pl.Int64, "instance": pl.Int64, "area": pl.String, "plan": pl.String},
        orient="row",
    )
