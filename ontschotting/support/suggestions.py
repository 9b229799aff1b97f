"""Finds the known name that is most like a name with a typing error."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ontschotting.errors import Problem
from ontschotting.words.messages import Message, message, problem


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known name most like `name`, or None when nothing comes close.

    Args:
        name: As the user wrote it; case does not count
        known: The names to choose from
        cutoff: How much alike they must be, from 0 to 1
    """
    candidates = [str(candidate) for candidate in known]
    seen = look_alike(name)
    twin = next((candidate for candidate in candidates if look_alike(candidate) == seen), None)
    if twin is not None:
        return twin
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    matches = get_close_matches(str(name).casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> Problem | str:
    """Return the question whether a known name is meant, with a space before it, or nothing.

    Args:
        name: As the user wrote it
        known: The names to choose from
    """
    suggestion = nearest(name, known)
    if suggestion is None:
        return ""
    if _is_visible(name, suggestion):
        return problem("did_you_mean", nearest=suggestion)
    return problem(
        "did_you_mean_invisible",
        nearest=suggestion,
        here=visible(name),
        there=visible(suggestion),
    )


def did_you_mean_code(name: str, known: Iterable[str], codes: Mapping[str, str]) -> Problem | str:
    """Return the question whether a known code is meant, also by its full name, or nothing.

    Args:
        name: As the user wrote it
        known: The codes to choose from
        codes: The code of each full name
    """
    if name in codes:
        return problem("name_of_code", code=codes[name])
    known = list(known)
    suggestion = nearest(name, [*known, *codes])
    if suggestion is not None and suggestion not in known:
        return problem("near_name_of_code", code=codes[suggestion])
    return did_you_mean(name, known)


def hint(name: str, known: Iterable[str]) -> Message | str:
    """Return the nearest known name as a message for a finding, with a space before it, or nothing.

    Args:
        name: As it stands in the table
        known: The names to choose from
    """
    suggestion = nearest(name, known)
    if suggestion is None:
        return ""
    if _is_visible(name, suggestion):
        return message("hint_nearest", nearest=suggestion)
    return message(
        "hint_invisible", nearest=suggestion, here=visible(name), there=visible(suggestion)
    )


def _is_visible(name: str, other: str) -> bool:
    """Return whether both names are written in signs that can be seen."""
    return visible(name) == str(name) and visible(other) == other


def look_alike(name: str) -> str:
    """Return what a reader sees of a name: without capitals, doubled spaces and invisible signs."""
    composed = unicodedata.normalize("NFKC", str(name)).translate(_SAME_SIGN)
    seen = "".join(
        sign
        for sign in composed
        if unicodedata.category(sign) not in ("Cf", "Cc") and sign not in _NOTHING
    )
    return " ".join(seen.casefold().split())


def visible(name: str) -> str:
    """Return a name in which signs that cannot be told from others are written as their code.

    Such as an accent that is written apart, a space that does not break, a doubled space, two
    letters in one sign, or a letter of another script.
    """
    return "".join(
        sign.encode("unicode_escape").decode() if _is_hidden(sign) else sign
        for sign in str(name).replace("  ", " \u2420")
    )


def _is_hidden(sign: str) -> bool:
    """Return whether a sign cannot be seen, or looks like another."""
    kind = unicodedata.category(sign)
    in_disguise = sign in _OTHER_SCRIPTS or unicodedata.normalize("NFKC", sign) != sign
    return (
        kind in ("Cf", "Cc", "Mn")
        or sign in _NOTHING
        or (sign.isspace() and sign != " ")
        or (kind.startswith("L") and in_disguise)
    )


_OTHER_SCRIPTS = "аеорсухіјѕАВЕКМНОРСТУХοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
"""Letters of Cyrillic and Greek that look like Latin ones."""

_NOTHING = frozenset("\u115f\u1160\u2800\u3164\uffa0") | {chr(0xFE00 + n) for n in range(16)}
"""Letters and signs of other scripts that are blank, and marks that choose a form of a sign."""

_SAME_SIGN = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"} | {
    ord(other): latin
    for other, latin in zip(_OTHER_SCRIPTS, "aeopcyxijsABEKMHOPCTYXoABEZHIKMNOPTYX", strict=True)
}
"""Curly apostrophes, the dashes that are typed for a hyphen, and letters of other scripts."""
