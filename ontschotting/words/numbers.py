"""Numbers as people write them, in Dutch and English: amounts, euros, shares and counts."""

from __future__ import annotations

import math

from babel.numbers import format_decimal


def amount(value: float | None, lang: str, unit: str = "") -> str:
    """A number as people write it.

    `eur` gives euros in thousands, millions or billions with three significant digits.

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
    """A number with separators, the sign of a minus, trailing zeros left out and no negative
    zero.
    """
    rounded = round(value, decimals) + 0.0
    written = format_decimal(
        rounded,
        format="#,##0." + "#" * decimals if decimals else "#,##0",
        locale={"nl": "nl_NL", "en": "en_GB"}[lang],
    )
    return written.replace("-", "−")


def count_with_unit(value: float | None, units: str, lang: str) -> str:
    """A number with what it counts, which is singular after one.

    Examples:
        >>> count_with_unit(1.0, "woningen", "nl"), count_with_unit(2000.0, "woningen", "nl")
        ('1 woning', '2.000 woningen')
        >>> count_with_unit(-1.0, "homes (weighted)", "en")
        '−1 home (weighted)'
    """
    text = amount(value, lang)
    return f"{text} {singular(units) if text.lstrip('−') == '1' else units}"


def singular(units: str) -> str:
    """What is counted, in the singular."""
    return " ".join(_SINGULAR.get(word, word) for word in units.split(" "))


_SINGULAR = {"woningen": "woning", "eenheden": "eenheid", "homes": "home", "units": "unit"}


def signed_share(share: float, lang: str) -> str:
    """A relative change with its sign.

    One that is not zero does not become so by rounding to a tenth of a per cent.

    Examples:
        >>> signed_share(0.072, "nl"), signed_share(-0.32, "en"), signed_share(0.0004, "en")
        ('+7,2%', '−32%', '+0.04%')
    """
    return (
        "+" if share >= 0 else "−"
    ) + f"{number(100 * abs(share), lang, 1 if abs(share) >= 0.0005 else 2)}%"


_SIZES = {
    "nl": ((1e9, "miljard euro"), (1e6, "miljoen euro"), (1.0, "euro")),
    "en": ((1e9, "billion euros"), (1e6, "million euros"), (1.0, "euros")),
}


def _euros(value: float, lang: str) -> str:
    size, word = next(
        (pair for pair in _SIZES[lang] if abs(value) >= 0.9995 * pair[0]), _SIZES[lang][-1]
    )
    scaled = value / size
    decimals = 0 if size == 1.0 or abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2
    text = number(scaled, lang, decimals)
    return f"{text} {'euro' if word == 'euros' and text.lstrip('−') == '1' else word}"
