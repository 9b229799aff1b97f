"""Names of regimes for readers, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.regime.lift_labels import block_grant_words, lift_words
from ontschotting.regime.regime import AWARDED_TOO, BLOCK_GRANT, Regime
from ontschotting.words.catalogue import texts


def regime_name(regime: Regime, lang: str) -> str:
    """Return the name of a regime for a sentence, or else the walls that it lifts.

    Args:
        regime: The regime
        lang: `nl` or `en`
    """
    words = texts("labels.regime", lang)
    if regime.is_current:
        return words["current"]
    if regime.name and regime.name.startswith(BLOCK_GRANT):
        return block_grant_words(regime.lifts[0], lang)
    if regime.name:
        return regime.name.replace(AWARDED_TOO, words["name_awarded"])
    return regime_words(regime, lang)


def regime_words(regime: Regime, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Return the walls that a regime lifts, such as *bestedingsdoel (ook toegekend geld)*.

    Args:
        regime: The regime
        lang: `nl` or `en`
        names: The names of streams by their code; a stream without a name keeps its code
    """
    return (
        " + ".join(lift_words(lift, lang, names) for lift in regime.lifts)
        or texts("labels.regime", lang)["none"]
    )
