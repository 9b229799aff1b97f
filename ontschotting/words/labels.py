"""Names of walls, purposes, levels, outcomes and units for readers, in Dutch and English."""

from __future__ import annotations

from ontschotting.words.languages import check_lang
from ontschotting.words.numbers import singular

WALL_WORDS: dict[str, dict[str, str]] = {
    "purpose": {"nl": "bestedingsdoel", "en": "purpose"},
    "area": {"nl": "gebied", "en": "area"},
    "period": {"nl": "bestedingsjaren", "en": "period"},
    "cofinancing": {"nl": "cofinanciering", "en": "co-financing"},
    "cap": {"nl": "plafond", "en": "cap"},
    "threshold": {"nl": "drempel", "en": "threshold"},
    "stacking": {"nl": "stapelverbod", "en": "stacking"},
    "assurance": {"nl": "zekerheid over de jaren", "en": "assurance"},
    "overhead": {"nl": "uitvoeringskosten", "en": "overhead"},
}
"""The nine walls in words for readers."""


def wall_words(name: str, lang: str) -> str:
    """Return the name of a wall for readers; any other name stays as it is.

    Args:
        name: The wall
        lang: `nl` or `en`
    """
    return WALL_WORDS.get(name, {}).get(lang, name)


_PURPOSES = {
    "land": "grond",
    "mobility": "mobiliteit",
    "grid": "stroomnet",
    "water": "water",
    "school": "scholen",
    "schools": "scholen",
    "nature": "natuur",
    "planning": "plankosten",
    "housing": "woningen",
}


def purpose_words(purpose: str, lang: str) -> str:
    """Return the name of a purpose for readers; one that is not in the list stays as it is.

    Args:
        purpose: Its code
        lang: `nl` or `en`
    """
    return _PURPOSES.get(purpose, purpose) if lang == "nl" else purpose


_LEVELS: dict[str, dict[str, str]] = {
    "region": {"nl": "regio", "en": "region"},
    "province": {"nl": "provincie", "en": "province"},
    "stream": {"nl": "stroom", "en": "stream"},
    "housing_deal_region": {"nl": "woondealregio", "en": "housing-deal region"},
    "novex_area": {"nl": "NOVEX-gebied", "en": "NOVEX area"},
    "purpose": {"nl": "doel", "en": "purpose"},
    "national": {"nl": "heel Nederland", "en": "the whole country"},
    "plan": {"nl": "plan", "en": "plan"},
}


def level_words(level: str, lang: str) -> str:
    """Return the name of a level or another dimension for readers.

    One that is not in the list gets spaces for its underscores.

    Args:
        level: Its code
        lang: `nl` or `en`
    """
    return _LEVELS.get(level, {}).get(lang, level.replace("_", " "))


def outcome_words(outcomes: list[str], lang: str) -> str:
    """Return what the value counts: the only outcome, or weighted units when there are several.

    Args:
        outcomes: The outcomes of the plans
        lang: `nl` or `en`
    """
    check_lang(lang)
    if len(outcomes) == 1:
        return _HOMES.get(outcomes[0], {}).get(lang, outcomes[0])
    return {"nl": "eenheden (gewogen)", "en": "units (weighted)"}[lang]


_HOMES = {
    "homes": {"nl": "woningen", "en": "homes"},
    "affordable_homes": {"nl": "betaalbare woningen", "en": "affordable homes"},
    "other_homes": {"nl": "andere woningen", "en": "other homes"},
}


def unit_words(outcomes: list[str], lang: str) -> str:
    """Return one of what the plans deliver in words: of several kinds of homes a home, else a unit.

    Args:
        outcomes: The outcomes of the plans
        lang: `nl` or `en`
    """
    if not outcomes or not set(outcomes) <= set(_HOMES):
        return {"nl": "eenheid", "en": "unit"}[lang]
    return singular(_HOMES[outcomes[0] if len(outcomes) == 1 else "homes"][lang])
