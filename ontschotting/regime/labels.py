"""Which walls a regime takes down, in the words of a reader."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.regime.lift_labels import lift_words
from ontschotting.regime.regime import AWARDED_TOO, Regime

_WORDS = {
    "nl": {"none": "geen", "current": "schotten van nu", "name_awarded": ", ook toegekend geld"},
    "en": {"none": "none", "current": "current", "name_awarded": AWARDED_TOO},
}


def regime_name(regime: Regime, lang: str) -> str:
    """The regime in a sentence.

    The name by which it can be asked for again, or else the walls that fall.
    """
    words = _WORDS[lang]
    if regime.is_current:
        return words["current"]
    return (
        regime.name.replace(AWARDED_TOO, words["name_awarded"])
        if regime.name
        else regime_words(regime, lang)
    )


def regime_words(regime: Regime, lang: str, names: Mapping[str, str] | None = None) -> str:
    """The walls that a regime takes down, such as *bestedingsdoel, bestedingsjaren (ook toegekend
    geld)*, lift by lift.

    Args:
        names: Streams by their code; a stream without a name keeps its code
    """
    return (
        " + ".join(lift_words(lift, lang, names) for lift in regime.lifts) or _WORDS[lang]["none"]
    )
