"""Cutting a part out of a case, with a stated rule for what belongs to a wider area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.areas import Areas
from ontschotting.errors import QuestionError
from ontschotting.names import did_you_mean

if TYPE_CHECKING:
    from ontschotting.case import Case


def cut_out(case: Case, areas: Mapping[str, str | Iterable[str]]) -> dict[str, pl.DataFrame]:
    """The tables of the part of a case that lies in all the areas named (level = area, or a list of areas).

    The rule: plans and regions inside stay whole, and so does everything given to an area that lies wholly inside. Budgets, ceilings, limits and targets of an
    area that reaches outside come along for the share of its planned units (`capacity_units`) that lies inside; the row's note says so. An area without planned
    units inside leaves nothing behind. A row with a blank area (each area separately) stays as it is. Nothing is moved between regions.
    """
    inside = _regions_inside(case, areas)
    places = Areas(case)
    plans = case.plans.filter(pl.col("region").is_in(inside))
    kept_plans = set(plans["plan"].to_list())
    units = dict(case.plans.select("plan", "capacity_units").iter_rows())

    def share(level: str, area: str | None) -> float:
        if level == "plan":
            return 1.0 if area in kept_plans else 0.0
        if places.regions(level, area) <= inside:
            return 1.0
        everyone = places.plans_in(level, area)
        total = sum(units[plan] for plan in everyone)
        return sum(units[plan] for plan in everyone if plan in kept_plans) / total if total else 0.0

    tables = {"regions": case.regions.filter(pl.col("region").is_in(inside)), "plans": plans}
    for name, column in (("budgets", "amount_eur"), ("ceilings", "max_eur"), ("limits", "max_units"), ("targets", "units")):
        tables[name] = _scaled(case.tables[name], column, share, blank_is_each=name in ("ceilings", "limits"))
    return tables


def _regions_inside(case: Case, areas: Mapping[str, str | Iterable[str]]) -> frozenset[str]:
    levels = [level for level in case.levels if level not in ("plan", "national")]
    if not areas:
        raise QuestionError(f"only | name an area, for example {levels[0]}='…'. Levels: {', '.join(levels)}.")
    inside = frozenset(case.regions["region"].to_list())
    for level, named in areas.items():
        if level not in levels:
            raise QuestionError(f"only | no level '{level}'. Levels: {', '.join(levels)}.{did_you_mean(level, levels)}")
        wanted = [named] if isinstance(named, str) else list(named)
        known = case.regions[level].drop_nulls().unique().to_list()
        for area in wanted:
            if area not in known:
                raise QuestionError(f"only | no {level} '{area}'.{did_you_mean(area, known)}")
        inside &= frozenset(case.regions.filter(pl.col(level).is_in(wanted))["region"].to_list())
    if not inside:
        raise QuestionError("only | no region lies in all of these areas.")
    return inside


def _scaled(frame: pl.DataFrame, column: str, share: object, blank_is_each: bool) -> pl.DataFrame:
    keep = []
    for level, area in frame.select("level", "area").iter_rows():
        keep.append(1.0 if blank_is_each and area is None and level != "national" else share(level, area))  # type: ignore[operator]
    numbers = [name for name in (column, f"{column}_low", f"{column}_high") if name in frame.columns]
    kept = frame.with_columns(pl.Series("_share", keep, dtype=pl.Float64)).filter(pl.col("_share") > 0)
    partly = (pl.col("_share") < 1).fill_null(False)
    text = pl.format("share of planned units inside: {}", pl.col("_share").round(4))
    note = pl.when(partly).then(pl.concat_str([pl.col("note"), text], separator="; ", ignore_nulls=True)).otherwise(pl.col("note"))
    status = pl.when(partly & (pl.col("status") == "published")).then(pl.lit("derived")).otherwise(pl.col("status"))
    scaled = kept.with_columns([pl.col(name) * pl.col("_share") for name in numbers])
    return scaled.with_columns(note.alias("note"), status.alias("status")).drop("_share")
