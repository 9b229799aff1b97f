"""Says in a few words whether a whole plan closes, and what is short where not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount
from ontschotting.words.open_ends import open_words


def verdict_words(row: Mapping[str, Any], side: str, lang: str) -> str:
    """Return in a few words whether a plan closes under a regime, and what is short where not.

    Args:
        row: Of the plan, as in `Closing.plans`
        side: `current` or `lifted`
        lang: `nl` or `en`
    """
    words, closes = texts("charts.closing", lang), row[f"{side}_closes"]
    if closes is None:
        return words["open"]
    if closes:
        year, least = row[f"{side}_first_year"], row[f"{side}_first_year_least"]
        if year is None:
            return words["closes"]
        return words["closes_in" if least == year else "closes_by"].format(year=year)
    least, found = row[f"{side}_short_alone_least_eur"], row[f"{side}_short_alone_eur"]
    if least is None:
        return words["never"]
    return words["short"].format(eur=short_words(least, found, words, lang))


def short_words(least: float | None, found: float | None, words: Texts, lang: str) -> str:
    """Return what is short: one amount, at least … at most, or that no amount suffices.

    Args:
        least: What is proven to be short at least; None where no amount suffices
        found: The least that was found; None where no way to close was found
        words: Texts with `no_amount`
        lang: `nl` or `en`
    """
    if least is None:
        return words["no_amount"]
    if found is None or amount(least, lang, "eur") != amount(found, lang, "eur"):
        return open_words(least, found, lang, "eur")
    return amount(found, lang, "eur")


def wall_list(row: Mapping[str, Any], lang: str) -> str:
    """Return the walls that alone close a plan, and those of which that is not proven.

    Args:
        row: Of the plan, as in `Closing.plans`
        lang: `nl` or `en`
    """
    words = texts("charts.closing", lang)
    enough = [wall_words(wall, lang) for wall in row["walls"]]
    unknown = [words["wall_open"].format(wall=wall_words(wall, lang)) for wall in row["walls_open"]]
    return ", ".join([*enough, *unknown])
