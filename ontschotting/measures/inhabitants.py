"""Inhabitants and homes of areas, for rates."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.case import Case
from ontschotting.datasets.bundled import municipalities
from ontschotting.errors import QuestionError
from ontschotting.words.messages import problem


def checked_people(
    people: pl.DataFrame | None, counts: Sequence[str], question: str
) -> pl.DataFrame:
    """Return the inhabitants and homes of regions, by default the published ones.

    Args:
        people: `region`, the columns of `counts` and, if known, `source`; None for the
            municipalities that ship with the library
        counts: Which of `inhabitants` and `homes` are needed
        question: What a message starts with

    Raises:
        QuestionError: A column is missing.
    """
    people = municipalities() if people is None else people
    lacking = [name for name in ("region", *counts) if name not in getattr(people, "columns", ())]
    if lacking:
        raise QuestionError(
            problem("people_lack_columns", question=question, lacking=", ".join(lacking))
        )
    return people


def people_per_area(case: Case, level: str, people: pl.DataFrame) -> pl.DataFrame:
    """Return `area`, and the inhabitants and homes of every area of a level; of `national` too.

    One region without a figure leaves its area without one: a sum over the rest would be too low,
    and the rate too high.

    Args:
        case: The case
        level: Any level but `plan`
        people: Has `region`, and `inhabitants`, `homes` or both
    """
    counts = [name for name in ("inhabitants", "homes") if name in people.columns]
    area = pl.lit(None, dtype=pl.String) if level == "national" else pl.col(level)
    regions = case.regions.select(area.alias("area"), "region")
    if level != "national":
        regions = regions.drop_nulls("area")
    return (
        regions.join(people.select("region", *counts), on="region", how="left")
        .group_by("area")
        .agg(
            pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name)
            for name in counts
        )
    )


def source_of_people(people: pl.DataFrame) -> str:
    """Return where the inhabitants and homes come from, for the source line of a chart.

    Args:
        people: Has a column `source`, or none
    """
    if "source" not in people.columns:
        return ""
    return "; ".join(people["source"].drop_nulls().unique().sort())
