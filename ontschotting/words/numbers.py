"""Writes numbers as people do, in Dutch and English: amounts, euros, shares and counts."""

from __future__ import annotations

import math

from babel.numbers import format_decimal

from ontschotting.words.catalogue import texts

_NEAR_WHOLE = 0.05
"""A count this near to nothing or to one is nothing or one to a reader."""


def amount(value: float | None, lang: str, unit: str = "") -> str:
    """Return an amount as people write it, or words for one that does not exist.

    Args:
        value: None and infinity are amounts that do not exist
        lang: `nl` or `en`
        unit: `eur` gives euros, millions or billions of euros with three significant digits;
            `share` a percentage; without a unit it is a count, of whole homes and the like

    Examples:
        >>> amount(40_000_000.0, "nl", "eur")
        '40 miljoen euro'
        >>> amount(2000.0, "en"), amount(38.6, "en"), amount(0.7, "nl")
        ('2,000', '39', 'minder dan 1')
        >>> [amount(euros, "en", "eur") for euros in (950_000, 999_600, 8.64e6, 38.64e6)]
        ['950,000 euros', '1 million euros', '8.64 million euros', '38.6 million euros']
        >>> [amount(value, "en") for value in (0.04, 0.06, 0.94, 0.96)]
        ['0', 'less than 1', 'less than 1', '1']
    """
    if value is None or not math.isfinite(value):
        return texts("labels.numbers", lang)["none"]
    if unit == "eur":
        return _euros(value, lang)
    if unit == "share":
        return f"{number(100 * value, lang, 1)}%"
    return _whole(value, lang)


def ratio(value: float | None, lang: str) -> str:
    """Return a number that counts nothing, such as homes per million euros: below 100 a decimal.

    Args:
        value: The number; None and infinity are numbers that do not exist
        lang: `nl` or `en`

    Examples:
        >>> ratio(38.62, "nl"), ratio(138.6, "nl")
        ('38,6', '139')
    """
    if value is None or not math.isfinite(value):
        return texts("labels.numbers", lang)["none"]
    return number(value, lang, 0 if abs(value) >= 100 else 1)


def _whole(value: float, lang: str) -> str:
    """Return a count without a fraction; a part of one is said in words, and noise is zero."""
    if _NEAR_WHOLE <= abs(value) < 1.0 - _NEAR_WHOLE:
        return texts("labels.numbers", lang)["below_one" if value > 0 else "below_zero"]
    return number(value, lang)


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


def precise_number(value: float, lang: str) -> str:
    """Return a number that may be small, such as the weight of a cubic metre beside a home.

    Args:
        value: The number
        lang: `nl` or `en`

    Examples:
        >>> precise_number(0.00012, "nl"), precise_number(2.5, "en")
        ('0,00012', '2.5')
    """
    return number(value, lang, 6)


def count_with_unit(value: float | None, units: str, lang: str) -> str:
    """Return a number with what it counts, which is singular after one.

    Args:
        value: The number
        units: What it counts, in the plural
        lang: `nl` or `en`

    Examples:
        >>> count_with_unit(1.0, "woningen", "nl"), count_with_unit(2000.0, "woningen", "nl")
        ('1 woning', '2.000 woningen')
        >>> count_with_unit(-1.0, "homes (weighted)", "en"), count_with_unit(0.4, "homes", "en")
        ('−1 home (weighted)', 'less than 1 home')
    """
    text = amount(value, lang)
    is_one = text.lstrip("−") in ("1", texts("labels.numbers", lang)["below_one"])
    return f"{text} {singular(units, lang) if is_one else units}"


def rounded_count(value: float | None, lang: str) -> str:
    """Return a count as far as it is known: three significant digits, and no part of a unit.

    Args:
        value: None is a count that does not exist
        lang: `nl` or `en`

    Examples:
        >>> rounded_count(88_655.4, "nl"), rounded_count(8_896.1, "en"), rounded_count(11.6, "nl")
        ('88.700', '8,900', '12')
        >>> rounded_count(0.4, "nl")
        'minder dan 1'
    """
    if value is None or not math.isfinite(value):
        return texts("labels.numbers", lang)["none"]
    if abs(value) < 1.0:
        return _whole(value, lang)
    size = 10 ** max(0, math.floor(math.log10(max(abs(value), 1.0))) - 2)
    return number(round(value / size) * size, lang)


def singular(units: str, lang: str) -> str:
    """Return what is counted in the singular: *woningen (gewogen)* is *woning (gewogen)*.

    Args:
        units: What is counted, in the plural
        lang: `nl` or `en`
    """
    homes, other = texts("labels.outcome", lang), texts("labels.numbers", lang)
    nouns = (homes, "homes"), (other, "units")
    singulars = {words[name]: words.for_count(name, 1) for words, name in nouns}
    return " ".join(singulars.get(word, word) for word in units.split(" "))


def signed_share(share: float, lang: str) -> str:
    """Return a relative change as a percentage with its sign.

    It has one decimal, or two where one would round it to zero.

    Args:
        share: 0.1 is +10%
        lang: `nl` or `en`

    Examples:
        >>> signed_share(0.072, "nl"), signed_share(-0.32, "en")
        ('+7,2%', '−32%')
        >>> signed_share(0.0006, "en"), signed_share(0.0004, "en")
        ('+0.1%', '+0.04%')
    """
    sign, decimals = "+" if share >= 0 else "−", 1 if abs(share) >= 0.0005 else 2
    return f"{sign}{number(100 * abs(share), lang, decimals)}%"


def rounded_move(share: float, lang: str) -> str:
    """Return a relative change in whole percentages with its sign, a small one in tenths.

    Args:
        share: 0.1 is +10%
        lang: `nl` or `en`

    Examples:
        >>> rounded_move(0.124, "nl"), rounded_move(0.0717, "en"), rounded_move(-0.32, "en")
        ('+12%', '+7.2%', '−32%')
    """
    decimals = 0 if abs(share) >= 0.1 else 1
    return f"{'+' if share >= 0 else '−'}{number(100 * abs(share), lang, decimals)}%"


def precise_share(share: float, lang: str) -> str:
    """Return a share as a percentage with up to four digits.

    Args:
        share: 0.1 is 10%
        lang: `nl` or `en`

    Examples:
        >>> precise_share(2 / 3, "nl"), precise_share(0.3, "en")
        ('66,67%', '30%')
    """
    percent = 100 * share
    decimals = max(0, 3 - math.floor(math.log10(abs(percent)))) if percent else 0
    return f"{number(percent, lang, decimals)}%"


_SIZES = ((1e9, "billion_euros"), (1e6, "million_euros"), (1.0, "euros"))
"""In what euros are counted, each with the name of its words."""


def _euros(value: float, lang: str) -> str:
    """Return euros with three significant digits: `40 miljoen euro`."""
    size, unit = next((pair for pair in _SIZES if abs(value) >= 0.9995 * pair[0]), _SIZES[-1])
    scaled = value / size
    decimals = 0 if size == 1.0 or abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2
    word = texts("labels.numbers", lang).for_count(unit, abs(round(scaled, decimals)))
    return f"{number(scaled, lang, decimals)} {word}"


def choose_money_unit(most: float, lang: str) -> tuple[float, str]:
    """Return how many euros one step of an axis counts, and its words.

    Billions, millions or, if all is less than a million and not zero, euros.

    Args:
        most: The largest amount on the axis, in euros
        lang: `nl` or `en`

    Examples:
        >>> [choose_money_unit(most, "en")[1] for most in (2e9, 1.9e9, 1e6, 9e5, 0.0)]
        ['billion euros', 'million euros', 'million euros', 'euros', 'million euros']
    """
    words = texts("labels.numbers", lang)
    if most >= 2e9:
        return 1e9, words["billion_euros"]
    if most >= 1e6 or most <= 1.0:
        return 1e6, words["million_euros"]
    return 1.0, words["euros"]
