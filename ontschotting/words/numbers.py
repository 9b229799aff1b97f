"""Writes numbers as people do, in Dutch and English: amounts, euros, shares and counts."""

from __future__ import annotations

import math

from babel.numbers import format_decimal


def amount(value: float | None, lang: str, unit: str = "") -> str:
    """Return an amount as people write it, or words for one that does not exist.

    Args:
        value: None and infinity are amounts that do not exist
        lang: `nl` or `en`
        unit: `eur` gives euros, millions or billions of euros with three significant digits;
            `share` a percentage; any other unit is written behind the number

    Examples:
        >>> amount(40_000_000.0, "nl", "eur")
        '40 miljoen euro'
        >>> amount(2000.0, "en")
        '2,000'
    """
    if value is None or not math.isfinite(value):
        return {"nl": "niet te geven", "en": "none exists"}[lang]
    if unit == "eur":
        return _euros(value, lang)
    if unit == "share":
        return f"{number(100 * value, lang, 1)}%"
    text = number(value, lang, 0 if abs(value) >= 100 else 1)
    return f"{text} {unit}".strip()


def number(value: float, lang: str, decimals: int = 0) -> str:
    """Return a number with separators and without trailing zeros.

    Args:
        value: The number
        lang: `nl` or `en`
        decimals: The most decimals
    """
    rounded = round(value, decimals) + 0.0  # a negative zero becomes zero
    text = format_decimal(
        rounded,
        format="#,##0." + "#" * decimals if decimals else "#,##0",
        locale={"nl": "nl_NL", "en": "en_GB"}[lang],
    )
    return text.replace("-", "−")


def count_with_unit(value: float | None, units: str, lang: str) -> str:
    """Return a number with what it counts, which is singular after one.

    Args:
        value: The number
        units: What it counts, in the plural
        lang: `nl` or `en`

    Examples:
        >>> count_with_unit(1.0, "woningen", "nl"), count_with_unit(2000.0, "woningen", "nl")
        ('1 woning', '2.000 woningen')
        >>> count_with_unit(-1.0, "homes (weighted)", "en")
        '−1 home (weighted)'
    """
    text = amount(value, lang)
    return f"{text} {singular(units) if text.lstrip('−') == '1' else units}"


def singular(units: str) -> str:
    """Return what is counted in the singular: *woningen (gewogen)* is *woning (gewogen)*."""
    return " ".join(_SINGULAR.get(word, word) for word in units.split(" "))


_SINGULAR = {"woningen": "woning", "eenheden": "eenheid", "homes": "home", "units": "unit"}


def signed_share(share: float, lang: str) -> str:
    """Return a relative change as a percentage with its sign.

    It has one decimal, or two where one would round it to zero.

    Args:
        share: 0.1 is +10%
        lang: `nl` or `en`

    Examples:
        >>> signed_share(0.072, "nl"), signed_share(-0.32, "en"), signed_share(0.0004, "en")
        ('+7,2%', '−32%', '+0.04%')
    """
    sign, decimals = "+" if share >= 0 else "−", 1 if abs(share) >= 0.0005 else 2
    return f"{sign}{number(100 * abs(share), lang, decimals)}%"


_SIZES = {
    "nl": ((1e9, "miljard euro"), (1e6, "miljoen euro"), (1.0, "euro")),
    "en": ((1e9, "billion euros"), (1e6, "million euros"), (1.0, "euros")),
}


def _euros(value: float, lang: str) -> str:
    """Return euros with three significant digits: `40 miljoen euro`."""
    size, word = next(
        (pair for pair in _SIZES[lang] if abs(value) >= 0.9995 * pair[0]), _SIZES[lang][-1]
    )
    scaled = value / size
    decimals = 0 if size == 1.0 or abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2
    text = number(scaled, lang, decimals)
    return f"{text} {'euro' if word == 'euros' and text.lstrip('−') == '1' else word}"
