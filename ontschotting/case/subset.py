"""Cutting a part out of a case, with a stated rule for what belongs to a wider area."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case_tables import CaseTables
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean

Share = Callable[[str, str | None], float]


def subset(case: CaseTables, areas: Mapping[str, str | Iterable[str]]) -> dict[str, pl.DataFrame]:
    """The tables of the part of a case that lies in all the areas named (level = area, or a list of
    areas; a region also by its name).

    The rule: plans and regions inside stay whole, and so does everything given to an area that lies
    wholly inside. Budgets, ceilings, limits and targets of an area that reaches outside come along
    for the share of its planned units (`capacity_units`) that lies inside; the row's note says so.
    An area without planned units inside leaves nothing behind. A ceiling or limit with a blank area
    (each area separately) stays as it is where every area of its level in the part lies wholly
    inside, and becomes a row per area otherwise. A minimum share stays as it is and counts what
    lies inside: the part has to meet it by itself. Nothing is moved between regions.
    """
    wanted = _wanted(case, areas)
    inside = frozenset(case.regions["region"].to_list())
    for level, named in wanted.items():
        inside &= frozenset(case.regions.filter(pl.col(level).is_in(named))["region"].to_list())
    if not inside:
        raise QuestionError("only | no region lies in all of these areas.")
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
        # the same to the last digit in whatever order a set gives its plans: the fingerprint hangs
        # on it
        total = math.fsum(units[plan] for plan in everyone)
        return (
            math.fsum(units[plan] for plan in everyone if plan in kept_plans) / total
            if total
            else 0.0
        )

    tables = {"regions": case.regions.filter(pl.col("region").is_in(inside)), "plans": plans}
    for name, column in (("budgets", "amount_eur"), ("targets", "units")):
        tables[name] = _scaled(case.tables[name], column, share)
    for name, column in (("ceilings", "max_eur"), ("limits", "max_units")):
        tables[name] = _scaled(
            _row_per_area(case.tables[name], column, places, inside, share), column, share
        )
    if len(inside) < case.regions.height:
        tables["case"] = _titled(case, [area for named in wanted.values() for area in named])
    return tables


def _wanted(case: CaseTables, areas: Mapping[str, str | Iterable[str]]) -> dict[str, list[str]]:
    """The areas asked for, per level; names of regions become codes.

    Every unknown one is told at once.
    """
    levels = [level for level in case.levels if level not in ("plan", "national")]
    if not areas:
        raise QuestionError(
            f"only | name an area, for example {levels[0]}='…'. Levels: {', '.join(levels)}."
        )
    wanted: dict[str, list[str]] = {}
    wrong: list[str] = []
    for level, named in areas.items():
        if level not in levels:
            wrong.append(
                f"only | no level '{level}'. Levels:"
                f" {', '.join(levels)}.{did_you_mean(level, levels)}"
            )
            continue
        asked = (
            [named]
            if isinstance(named, str)
            else list(named)
            if isinstance(named, Iterable)
            else [named]
        )
        if not asked:
            wrong.append(f"only | {level} is an empty list. Name at least one area.")
        known = case.regions[level].drop_nulls().unique().sort().to_list()
        names = (
            case.regions.select("name", "region").drop_nulls("name").rows()
            if level == "region"
            else []
        )
        wanted[level] = []
        for area in asked:
            codes = [area] if area in known else [code for name, code in names if name == area]
            if len(codes) == 1:
                wanted[level] += codes
            elif codes:
                wrong.append(
                    f"only | {len(codes)} regions are called '{area}': {', '.join(codes)}. Use the"
                    " code."
                )
            else:
                elsewhere = [
                    one for one in levels if one != level and area in case.regions[one].to_list()
                ]
                hint = (
                    f" It is an area of the level {elsewhere[0]}: {elsewhere[0]}='{area}'."
                    if elsewhere
                    else did_you_mean(str(area), [*known, *(name for name, _ in names)])
                )
                wrong.append(f"only | no {level} '{area}'.{hint}")
    if wrong:
        raise QuestionError("\n".join(wrong))
    return wanted


def _row_per_area(
    frame: pl.DataFrame, column: str, places: Areas, inside: frozenset[str], share: Share
) -> pl.DataFrame:
    """Rows with a blank area written out per area where an area of their level lies partly inside.

    Of two rows for one area the lower holds, as both did.
    """
    rows, written_out = [], False
    for row in frame.iter_rows(named=True):
        level = row["level"]
        there = (
            [area for area in places.of_level(level) if share(level, area) > 0]
            if row["area"] is None and level != "national"
            else []
        )
        if any(share(level, area) < 1 for area in there):
            rows += [{**row, "area": area} for area in there]
            written_out = True
        else:
            rows.append(row)
    if not written_out:
        return frame
    key = [name for name in ("stream", "level", "area", "year", "outcome") if name in frame.columns]
    return (
        pl.DataFrame(rows, schema=frame.schema)
        .sort(column, maintain_order=True)
        .unique(key, keep="first", maintain_order=True)
    )


def _scaled(frame: pl.DataFrame, column: str, share: Share) -> pl.DataFrame:
    """Rows with the share of their area that lies inside.

    A blank area below the nation stands for each area and stays as it is.
    """
    keep = [
        1.0 if area is None and level != "national" else share(level, area)
        for level, area in frame.select("level", "area").iter_rows()
    ]
    numbers = [
        name for name in (column, f"{column}_low", f"{column}_high") if name in frame.columns
    ]
    kept = frame.with_columns(pl.Series("_share", keep, dtype=pl.Float64)).filter(
        pl.col("_share") > 0
    )
    partly = (pl.col("_share") < 1).fill_null(False)
    text = pl.format("share of planned units inside: {}", pl.col("_share").round(4))
    note = (
        pl.when(partly)
        .then(pl.concat_str([pl.col("note"), text], separator="; ", ignore_nulls=True))
        .otherwise(pl.col("note"))
    )
    status = (
        pl.when(partly & (pl.col("status") == "published"))
        .then(pl.lit("derived"))
        .otherwise(pl.col("status"))
    )
    scaled = kept.with_columns([pl.col(name) * pl.col("_share") for name in numbers])
    return scaled.with_columns(note.alias("note"), status.alias("status")).drop("_share")


def _titled(case: CaseTables, areas: list[str]) -> pl.DataFrame:
    """The settings with a title that says which part this is, so that no report of a part bears the
    name of the whole.
    """
    names = {
        code: name
        for code, name in case.regions.select("region", "name").iter_rows()
        if name is not None
    }
    part = (
        ", ".join(names.get(area, area) for area in areas)
        if len(areas) <= 4
        else f"{len(areas)} areas"
    )
    title = f"{case.settings['title']}: {part}" if "title" in case.settings else part
    settings = case.tables["case"]
    if "title" not in settings["key"].to_list():
        return pl.concat(
            [settings, pl.DataFrame({"key": ["title"], "value": [title]})], how="diagonal"
        )
    return settings.with_columns(
        pl.when(pl.col("key") == "title")
        .then(pl.lit(title))
        .otherwise(pl.col("value"))
        .alias("value")
    )
