"""Names of lifts for readers, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words, purpose_words, wall_words
from ontschotting.words.numbers import amount


def lift_words(lift: Lift, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Return the walls that one lift takes down, and for which money.

    Args:
        lift: The lift
        lang: `nl` or `en`
        names: The names of streams by their code; a stream without a name keeps its code
    """
    words = texts("labels.lift", lang)
    parts = [
        words["area"].format(level=level_words(lift.level or "", lang))
        if wall == "area"
        else wall_words(wall, lang)
        for wall in WALLS
        if wall in lift.walls
    ] or [words["none"]]
    if lift.streams is not None:
        parts.append(_only_streams(lift.streams, lang, names))
    if lift.purposes is not None:
        purposes = ", ".join(purpose_words(purpose, lang) for purpose in lift.purposes)
        parts.append(words["purposes"].format(names=purposes))
    if lift.free_share < 1:
        parts.append(words["free_share"].format(share=amount(lift.free_share, lang, "share")))
    if lift.cut:
        parts.append(words["cut"].format(share=amount(lift.cut, lang, "share")))
    return ", ".join(parts) + (words["awarded"] if lift.awarded else "")


def block_grant_words(lift: Lift, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of a block grant, with its cut and the money that is converted.

    Args:
        lift: The lift of `ontschotting.block_grant`
        lang: `nl` or `en`
        names: The names of streams by their code; a stream without a name keeps its code
    """
    words = texts("labels.lift", lang)
    name = words["block_grant_cut" if lift.cut else "block_grant"]
    parts = [name.format(share=amount(lift.cut, lang, "share"))]
    if lift.streams is not None:
        parts.append(_only_streams(lift.streams, lang, names))
    return ", ".join(parts) + words["awarded" if lift.awarded else "not_awarded"]


def _only_streams(streams: Sequence[str], lang: str, names: Mapping[str, str] | None) -> str:
    """Say that only these streams are meant."""
    words, name_of = texts("labels.lift", lang), names or {}
    listed = ", ".join(name_of.get(stream, stream) for stream in streams)
    return words["streams"].format(names=listed or words["none"])
