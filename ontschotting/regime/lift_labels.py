"""Names of lifts for readers, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.words.labels import level_words, purpose_words, wall_words
from ontschotting.words.numbers import amount

_WORDS = {
    "nl": {
        "none": "geen",
        "area": "gebied ({level})",
        "streams": "alleen {names}",
        "purposes": "alleen naar {names}",
        "free_share": "{share} vrij",
        "cut": "{share} minder geld",
        "awarded": " (ook toegekend geld)",
    },
    "en": {
        "none": "none",
        "area": "area ({level})",
        "streams": "only {names}",
        "purposes": "only to {names}",
        "free_share": "{share} free",
        "cut": "{share} less money",
        "awarded": " (awarded money too)",
    },
}


def lift_words(lift: Lift, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Return the walls that one lift takes down, and for which money.

    Args:
        lift: The lift
        lang: `nl` or `en`
        names: The names of streams by their code; a stream without a name keeps its code
    """
    words, name_of = _WORDS[lang], names or {}
    parts = [
        words["area"].format(level=level_words(lift.level or "", lang))
        if wall == "area"
        else wall_words(wall, lang)
        for wall in WALLS
        if wall in lift.walls
    ] or [words["none"]]
    if lift.streams is not None:
        streams = ", ".join(name_of.get(stream, stream) for stream in lift.streams)
        parts.append(words["streams"].format(names=streams or words["none"]))
    if lift.purposes is not None:
        purposes = ", ".join(purpose_words(purpose, lang) for purpose in lift.purposes)
        parts.append(words["purposes"].format(names=purposes))
    if lift.free_share < 1:
        parts.append(words["free_share"].format(share=amount(lift.free_share, lang, "share")))
    if lift.cut:
        parts.append(words["cut"].format(share=amount(lift.cut, lang, "share")))
    return ", ".join(parts) + (words["awarded"] if lift.awarded else "")
