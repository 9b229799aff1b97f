"""The levels of areas between a plan and the nation, for questions about every area of one."""

from __future__ import annotations

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import number


def area_levels(case: Case) -> list[str]:
    """Return `region` and the grouping columns of regions."""
    return [level for level in case.levels if level not in ("plan", "national")]


def usual_level(case: Case) -> str:
    """Return the level that is meant when none is named.

    Housing-deal regions where a case has them, else its first grouping of regions, else `region`.

    Args:
        case: The case
    """
    levels = area_levels(case)
    groupings = [level for level in levels if level != "region"] or levels
    return "housing_deal_region" if "housing_deal_region" in levels else groupings[0]


def check_area_level(case: Case, level: str, question: str) -> None:
    """Raise QuestionError for a level that is not among `area_levels`.

    Args:
        case: The case
        level: The level that was asked for
        question: What the message starts with
    """
    levels = area_levels(case)
    if level not in levels:
        raise QuestionError(
            problem(
                "unknown_level",
                question=question,
                level=level,
                levels=", ".join(levels),
                hint=did_you_mean(level, levels),
            )
        )


def beside_the_areas(case: Case, level: str, lang: str) -> list[str]:
    """Return a sentence on the plans that lie in no area of a level; none where all do.

    Args:
        case: The case
        level: Of the areas that an answer is about
        lang: `nl` or `en`
    """
    count = len(areas_of(case).plans_in_none(level))
    pattern = texts("answers", lang).for_count("in_no_area", count)
    words = {"count": number(count, lang), "level": level_words(level, lang)}
    return [pattern.format(**words)] if count else []


def area_names(case: Case, level: str) -> dict[str, str]:
    """Return the name of each area of a level: that of a region, and else its code.

    Args:
        case: The case
        level: One of `area_levels`
    """
    name = pl.coalesce("name", "region") if level == "region" else pl.col(level)
    return dict(
        case.regions.select(pl.col(level).alias("area"), name.alias("name"))
        .drop_nulls("area")
        .iter_rows()
    )
