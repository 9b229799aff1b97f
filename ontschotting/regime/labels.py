"""Which walls fall, in the words of a reader."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.regime.regime import AWARDED_TOO, WALLS, Lift, Regime
from ontschotting.words.texts import amount, level_words, purpose_words, wall_words

_WORDS = {
    "nl": {
        "none": "geen", "area": "gebied ({level})", "streams": "alleen {names}", "purposes": "alleen naar {names}", "free_share": "{share} vrij", "cut": "{share} minder geld", "awarded": " (ook toegekend geld)",
        "current": "schotten van nu", "name_awarded": ", ook toegekend geld",
    },
    "en": {
        "none": "none", "area": "area ({level})", "streams": "only {names}", "purposes": "only to {names}", "free_share": "{share} free", "cut": "{share} less money", "awarded": " (awarded money too)",
        "current": "current", "name_awarded": AWARDED_TOO,
    },
}  # fmt: skip


def regime_name(regime: Regime, lang: str) -> str:
    """The regime in a sentence: the name by which it can be asked for again, or else the walls that fall."""
    words = _WORDS[lang]
    if regime.is_current:
        return words["current"]
    return regime.name.replace(AWARDED_TOO, words["name_awarded"]) if regime.name else regime_words(regime, lang)


def regime_words(regime: Regime, lang: str, names: Mapping[str, str] | None = None) -> str:
    """The walls that a regime takes down, such as *bestedingsdoel, bestedingsjaren (ook toegekend geld)*, lift by lift.

    names  streams by their code; a stream without a name keeps its code
    """
    return " + ".join(lift_words(lift, lang, names) for lift in regime.lifts) or _WORDS[lang]["none"]


def lift_words(lift: Lift, lang: str, names: Mapping[str, str] | None = None) -> str:
    """The walls that one lift takes down, and for what money."""
    words, known = _WORDS[lang], names or {}
    told = [words["area"].format(level=level_words(lift.level or "", lang)) if wall == "area" else wall_words(wall, lang) for wall in WALLS if wall in lift.walls] or [words["none"]]
    if lift.streams is not None:
        told.append(words["streams"].format(names=", ".join(known.get(stream, stream) for stream in lift.streams) or words["none"]))
    if lift.purposes is not None:
        told.append(words["purposes"].format(names=", ".join(purpose_words(purpose, lang) for purpose in lift.purposes)))
    told += [words["free_share"].format(share=amount(lift.free_share, lang, "share"))] if lift.free_share < 1 else []
    told += [words["cut"].format(share=amount(lift.cut, lang, "share"))] if lift.cut else []
    return ", ".join(told) + (words["awarded"] if lift.awarded else "")
