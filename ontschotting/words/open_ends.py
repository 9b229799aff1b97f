"""Writes an amount that a search left open: *at least … at most*."""

from __future__ import annotations

from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentence


def open_words(least: float, most: float | None, lang: str, unit: str = "") -> str:
    """Return an amount that is still open: *at least … at most*, or *at least* alone.

    Args:
        least: The least that it may be
        most: The most that it may be; None where that is not known
        lang: `nl` or `en`
        unit: `eur`, `share`, or anything else for a bare number
    """
    unit = unit if unit in ("eur", "share") else ""
    words = {"least": amount(least, lang, unit)}
    if most is None:
        return sentence("open_least", lang, **words)
    return sentence("open_ends", lang, **words, most=amount(most, lang, unit))
