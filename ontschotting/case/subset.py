"""Cuts a part out of a case, with a stated rule for what belongs to a wider area."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import polars as pl

from ontschotting.case.areas import Areas, areas_of
from ontschotting.case.case_tables import CaseTables
from ontschotting.errors import Problem, QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

ShareInside = Callable[[str, str | None], float]
"""The share of the planned units of an area (level, code) that lies in the part, from 0 to 1."""


SHARE_NOTE = "share of planned units inside: "
"""What the note of a row begins with, or ends in, that says which share of it was taken."""


def subset(case: CaseTables, areas: Mapping[str, str | Iterable[str]]) -> dict[str, pl.DataFrame]:
    """Return the tables that differ in the part of a case that lies in all of these areas.

    Plans and regions inside stay whole, and so does everything given to an area that lies wholly
    inside. Budgets, ceilings, limits and targets of an area that reaches outside come along for the
    share of its planned units (`capacity_units`) that lies inside; the note of the row says so. An
    area without planned units inside leaves nothing behind. A ceiling or limit with a blank area
    (each area separately) stays as it is where every area of its level in the part lies wholly
    inside, and becomes a row per area otherwise. Accounts are observed, so none is divided: those
    of an area that reaches outside stay behind. A minimum share stays as it is and counts what
    lies inside: the part has to meet it by itself. Nothing is moved between regions.

    Args:
        case: The whole case
        areas: A level and its area, or a list of areas; a region may be called by its name

    Raises:
        QuestionError: A level or area is not known, or no region lies in all of them.
    """
    areas_of_level = _area_codes(case, areas)
    inside = frozenset(case.regions["region"].to_list())
    for level, codes in areas_of_level.items():
        inside &= frozenset(case.regions.filter(pl.col(level).is_in(codes))["region"].to_list())
    if not inside:
        raise QuestionError(problem("no_region_in_all"))
    every_area = areas_of(case)
    share = _share_inside(case, every_area, inside)
    tables = {
        name: case.tables[name].filter(pl.col("region").is_in(inside))
        for name in ("regions", "plans")
    }
    for name, column in (("budgets", "amount_eur"), ("targets", "units")):
        tables[name] = _scaled(case.tables[name], column, share)
    for name, column in (("ceilings", "max_eur"), ("limits", "max_units")):
        per_area = _row_per_area(case.tables[name], column, every_area, share)
        tables[name] = _scaled(per_area, column, share)
    tables["accounts"] = _wholly_inside(case.accounts, every_area, inside)
    if len(inside) < case.regions.height:
        codes = [code for codes in areas_of_level.values() for code in codes]
        tables["case"] = _with_title_of_part(case, codes)
    return tables


def _share_inside(case: CaseTables, areas: Areas, inside: frozenset[str]) -> ShareInside:
    """Return the function that gives the share of an area that lies in these regions."""
    plans = case.plans.select("plan", "region", "capacity_units")
    units = dict(plans.select("plan", "capacity_units").iter_rows())
    plans_inside = set(plans.filter(pl.col("region").is_in(inside))["plan"].to_list())

    @cache  # the nation has many rows, and each asks for the same sum
    def share(level: str, area: str | None) -> float:
        if level == "plan":
            return 1.0 if area in plans_inside else 0.0
        if areas.regions(level, area) <= inside:
            return 1.0
        plans_of_area = areas.plans_in(level, area)
        # fsum gives the same to the last digit in any order of the set, so the fingerprint is fixed
        total = math.fsum(units[plan] for plan in plans_of_area)
        part = math.fsum(units[plan] for plan in plans_of_area if plan in plans_inside)
        return part / total if total else 0.0

    return share


def _area_codes(case: CaseTables, areas: Mapping[str, str | Iterable[str]]) -> dict[str, list[str]]:
    """Return the codes of the areas of each level; every unknown one is reported at once."""
    levels = [level for level in case.levels if level not in ("plan", "national")]
    if not areas:
        raise QuestionError(problem("no_area_named", level=levels[0], levels=", ".join(levels)))
    codes_of_level: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for level, requested in areas.items():
        if level not in levels:
            problems.append(
                problem(
                    "unknown_level",
                    question="only",
                    level=level,
                    levels=", ".join(levels),
                    hint=did_you_mean(level, levels),
                )
            )
            continue
        if isinstance(requested, str) or not isinstance(requested, Iterable):
            names = [requested]
        else:
            names = list(requested)
        if not names:
            problems.append(problem("empty_list", question="only", name=level))
        codes_of_level[level] = []
        for name in names:
            codes = _codes_named(case, level, name)
            if len(codes) == 1:
                codes_of_level[level] += codes
            elif codes:
                problems.append(
                    problem(
                        "name_of_several_regions",
                        number=len(codes),
                        name=name,
                        codes=", ".join(codes),
                    )
                )
            else:
                problems.append(_unknown_area(case, levels, level, name))
    if problems:
        raise QuestionError(*problems)
    return codes_of_level


def _codes_named(case: CaseTables, level: str, name: str) -> list[str]:
    """Return the code of an area, or the codes of the regions with this name."""
    if name in case.regions[level].to_list():
        return [name]
    if level != "region":
        return []
    rows = case.regions.select("region", "name").iter_rows()
    return [region for region, known in rows if known == name]


def _unknown_area(case: CaseTables, levels: list[str], level: str, name: str) -> Problem:
    """Return the message for an area that its level does not have."""
    elsewhere = [
        other for other in levels if other != level and name in case.regions[other].to_list()
    ]
    if elsewhere:
        hint: Problem | str = problem("area_of_another_level", level=elsewhere[0], name=name)
    else:
        known = case.regions[level].drop_nulls().unique().sort().to_list()
        if level == "region":
            known += case.regions["name"].drop_nulls().to_list()
        hint = did_you_mean(str(name), known)
    return problem("unknown_area_to_keep", level=level, name=name, hint=hint)


def _row_per_area(
    frame: pl.DataFrame, column: str, areas: Areas, share: ShareInside
) -> pl.DataFrame:
    """Return the rows with a blank area as a row per area, where an area lies partly inside.

    Of two rows for one area the lower holds, as both did. Two limits that different outcomes raise
    do not fit in one row, and are refused.
    """
    rows, is_split = [], False
    for row in frame.iter_rows(named=True):
        level = row["level"]
        touched = (
            [area for area in areas.of_level(level) if share(level, area) > 0]
            if row["area"] is None and level != "national"
            else []
        )
        if any(share(level, area) < 1 for area in touched):
            rows += [{**row, "area": area} for area in touched]
            is_split = True
        else:
            rows.append(row)
    if not is_split:
        return frame
    key = [name for name in ("stream", "level", "area", "year", "outcome") if name in frame.columns]
    per_area = pl.DataFrame(rows, schema=frame.schema)
    if "raised_by" in frame.columns:
        _check_raised_alike(per_area, key)
    return per_area.sort(column, maintain_order=True).unique(key, keep="first", maintain_order=True)


def _check_raised_alike(limits: pl.DataFrame, key: Sequence[str]) -> None:
    """Refuse two limits for one area and outcome that are not raised by the same outcome."""
    raised = limits.group_by(key).agg(pl.col("raised_by").n_unique().alias("_count"))
    unlike = raised.filter(pl.col("_count") > 1).sort(key, nulls_last=True)
    if unlike.height:
        level, area, _, outcome = unlike.select(key).row(0)
        raise QuestionError(
            problem("limits_raised_differently", outcome=outcome, level=level, area=area)
        )


def _wholly_inside(frame: pl.DataFrame, areas: Areas, inside: frozenset[str]) -> pl.DataFrame:
    """Return the rows of areas of which every region lies in the part."""
    is_inside = [
        areas.regions(level, area) <= inside
        for level, area in frame.select("level", "area").iter_rows()
    ]
    return frame.filter(pl.Series(is_inside, dtype=pl.Boolean))


def _scaled(frame: pl.DataFrame, column: str, share: ShareInside) -> pl.DataFrame:
    """Return the rows with the share of their area that lies inside.

    A blank area below the nation stands for each area and stays as it is.
    """
    shares = [
        1.0 if area is None and level != "national" else share(level, area)
        for level, area in frame.select("level", "area").iter_rows()
    ]
    rows = frame.with_columns(pl.Series("_share", shares, dtype=pl.Float64)).filter(
        pl.col("_share") > 0
    )
    is_part = (pl.col("_share") < 1).fill_null(False)
    text = pl.format(f"{SHARE_NOTE}{{}}", pl.col("_share").round(4))
    note = pl.concat_str([pl.col("note"), text], separator="; ", ignore_nulls=True)
    is_derived = is_part & (pl.col("status") == "published")
    amounts = [name for name in (column, f"{column}_low", f"{column}_high") if name in rows.columns]
    return rows.with_columns(
        *(pl.col(name) * pl.col("_share") for name in amounts),
        pl.when(is_part).then(note).otherwise(pl.col("note")).alias("note"),
        pl.when(is_derived).then(pl.lit("derived")).otherwise(pl.col("status")).alias("status"),
    ).drop("_share")


def _with_title_of_part(case: CaseTables, codes: list[str]) -> pl.DataFrame:
    """Return the settings with a title that names the part, for reports of it."""
    name_of = dict(case.regions.select("region", "name").drop_nulls("name").iter_rows())
    part = (
        ", ".join(name_of.get(code, code) for code in codes)
        if len(codes) <= 4
        else f"{len(codes)} areas"
    )
    settings = case.tables["case"]
    if "title" not in settings["key"].to_list():
        row = pl.DataFrame(
            {"key": ["title"], "value": [None]}, schema_overrides={"value": pl.String}
        )
        settings = pl.concat([settings, row], how="diagonal")
    is_title = pl.col("key").is_in(["title", "title_en"])
    is_blank = pl.col("value").is_null()
    title = (
        pl.when(is_blank).then(pl.lit(part)).otherwise(pl.format("{}: {}", "value", pl.lit(part)))
    )
    keeps_blank = is_blank & (pl.col("key") == "title_en")
    return settings.with_columns(
        pl.when(is_title & ~keeps_blank).then(title).otherwise("value").alias("value")
    )
