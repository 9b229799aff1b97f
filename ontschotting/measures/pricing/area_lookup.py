"""Finding the area that a question is about, by its code or its name."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.languages import check_lang

WHOLE = ("national", "nederland", "land")


@dataclass(frozen=True)
class ResolvedArea:
    """An area of a level; `area` is None for the nation."""

    level: str
    area: str | None
    name: str | None

    def words(self, lang: str) -> str:
        """The area for readers."""
        check_lang(lang)
        return self.name or self.area or {"nl": "heel het geval", "en": "the whole case"}[lang]


def resolve_area(case: Case, region: str | None, level: str | None = None) -> ResolvedArea:
    """The area with this code or name.

    Raises:
        QuestionError: When there is none, or when areas of several levels bear the name.
    """
    if level is not None and level not in case.levels:
        raise QuestionError(
            f"level | no level called {level!r}. Levels:"
            f" {', '.join(case.levels)}.{did_you_mean(level, case.levels)}"
        )
    if region is None and level not in (None, "national"):
        raise QuestionError(
            f"level | an area of level {level!r} is asked for, and none is named. Name one with"
            " `region`, or leave the level out for the whole case."
        )
    if region is None or (region.casefold() in WHOLE and level in (None, "national")):
        return ResolvedArea("national", None, None)
    areas = Areas(case)
    names = (
        dict(case.regions.select("region", "name").iter_rows())
        if "name" in case.regions.columns
        else {}
    )
    found = [
        ResolvedArea(one, region, names.get(region))
        for one in case.levels
        if one != "national" and level in (None, one) and region in areas.of_level(one)
    ]
    if not found and level in (None, "region"):
        found = [
            ResolvedArea("region", code, name) for code, name in names.items() if name == region
        ]
    if len(found) > 1:
        options = ", ".join(f"level={one.level!r}" for one in found)
        raise QuestionError(
            f"region | {region!r} is an area of several levels. Say which: {options}."
        )
    if not found:
        known = [
            *names,
            *(name for name in names.values() if name),
            *(
                str(area)
                for one in case.levels
                if one != "national"
                for area in areas.of_level(one)
            ),
        ]
        raise QuestionError(
            f"region | no area called {region!r} in this case.{did_you_mean(region, known)} Levels:"
            f" {', '.join(case.levels)}."
        )
    return found[0]
