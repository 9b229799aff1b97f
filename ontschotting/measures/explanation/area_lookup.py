"""The area that a question is about, found by its code or its name."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem

NATION = ("national", "nederland", "land")
"""Names of the whole case, in lower case."""


@dataclass(frozen=True)
class ResolvedArea:
    """An area of a level.

    Attributes:
        level: Its level
        area: Its code; None for the nation
        name: Its name for readers, where the case gives one

    Examples:
        >>> import ontschotting as on
        >>> area = on.explain(on.load_case("two-villages"), "Village A").area
        >>> area.level, area.area
        ('region', 'A')
    """

    level: str
    area: str | None
    name: str | None

    def words(self, lang: str) -> str:
        """Name the area for readers, in `nl` or `en`.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> area.words("en")
            'Village A'
        """
        return self.name or self.area or texts("labels.area", lang)["whole"]


def resolve_area(case: Case, region: str | None, level: str | None = None) -> ResolvedArea:
    """Return the area with a code or a name.

    Args:
        case: The case
        region: The code of an area of any level, or the name of a region; None for the whole case
        level: The level, where areas of several levels have that code

    Raises:
        QuestionError: When there is none, or when areas of several levels have the code.
    """
    region = None if region is None else str(region)  # a code may come as the number that it is
    if level is not None and level not in case.levels:
        raise QuestionError(
            problem(
                "unknown_level",
                question="level",
                level=level,
                levels=", ".join(case.levels),
                hint=did_you_mean(level, case.levels),
            )
        )
    if region is None and level not in (None, "national"):
        raise QuestionError(problem("level_without_area", level=level))
    if region is None or (region.casefold() in NATION and level in (None, "national")):
        return ResolvedArea("national", None, None)
    matches = _matches(case, region, level)
    if len(matches) > 1:
        options = ", ".join(f"level={match.level!r}" for match in matches)
        raise QuestionError(problem("area_of_several_levels", region=region, options=options))
    if not matches:
        raise QuestionError(
            problem(
                "unknown_area",
                region=region,
                hint=did_you_mean(region, _known_names(case)),
                levels=", ".join(case.levels),
            )
        )
    return matches[0]


def _region_names(case: Case) -> dict[str, str | None]:
    if "name" not in case.regions.columns:
        return {}
    return dict(case.regions.select("region", "name").iter_rows())


def _area_levels(case: Case) -> list[str]:
    return [level for level in case.levels if level != "national"]


def _matches(case: Case, region: str, level: str | None) -> list[ResolvedArea]:
    """Return the areas with this code; without any, the regions with this name."""
    areas, names = areas_of(case), _region_names(case)
    matches = [
        ResolvedArea(each, region, names.get(region))
        for each in _area_levels(case)
        if level in (None, each) and region in areas.of_level(each)
    ]
    if matches or level not in (None, "region"):
        return matches
    return [ResolvedArea("region", code, name) for code, name in names.items() if name == region]


def _known_names(case: Case) -> list[str]:
    """Return every code and name of an area, to suggest from."""
    areas, names = areas_of(case), _region_names(case)
    codes = [str(area) for level in _area_levels(case) for area in areas.of_level(level)]
    return [*names, *(name for name in names.values() if name), *codes]
