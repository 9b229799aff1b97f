"""Names of walls, purposes, levels, outcomes and units for readers, in Dutch and English."""

from __future__ import annotations

from ontschotting.words.catalogue import texts

_HOMES = {"woning": "homes", "woningen": "homes"}
"""What a Dutch workbook calls homes; to readers it is the same outcome."""


def wall_words(name: str, lang: str) -> str:
    """Return the name of a wall for readers; any other name stays as it is.

    Args:
        name: The wall
        lang: `nl` or `en`
    """
    return texts("labels.wall", lang).get(name, name)


def purpose_words(purpose: str, lang: str) -> str:
    """Return the name of a purpose for readers; one that is not in the list stays as it is.

    Args:
        purpose: Its code
        lang: `nl` or `en`
    """
    return texts("labels.purpose", lang).get(purpose, purpose)


def level_words(level: str, lang: str) -> str:
    """Return the name of a level or another dimension for readers.

    One that is not in the list gets spaces for its underscores.

    Args:
        level: Its code
        lang: `nl` or `en`
    """
    return texts("labels.level", lang).get(level, level.replace("_", " "))


def outcome_words(outcomes: list[str], lang: str) -> str:
    """Return what the value counts: the only outcome, or weighted units when there are several.

    Args:
        outcomes: The outcomes of the plans
        lang: `nl` or `en`
    """
    if len(outcomes) == 1:
        code = _HOMES.get(outcomes[0], outcomes[0])
        return texts("labels.outcome", lang).get(code, code)
    return texts("labels.numbers", lang)["weighted_units"]


def unit_words(outcomes: list[str], lang: str) -> str:
    """Return one of what the plans deliver in words: of several kinds of homes a home, else a unit.

    Args:
        outcomes: The outcomes of the plans
        lang: `nl` or `en`
    """
    homes = texts("labels.outcome", lang)
    codes = [_HOMES.get(outcome, outcome) for outcome in outcomes]
    if not codes or not set(codes) <= set(homes):
        return texts("labels.numbers", lang).for_count("units", 1)
    return homes.for_count(codes[0] if len(codes) == 1 else "homes", 1)
