"""What a comparison says in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import measure_label, outcome_label
from ontschotting.measures.comparison.goals_compared import goal_words, may_lose
from ontschotting.measures.comparison.measures import LazyMeasures
from ontschotting.regime.labels import regime_name
from ontschotting.words.measures import MEASURES
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentence, sentences


def comparison_sentences(
    measures: LazyMeasures, shown: Mapping[str, float | None], lang: str
) -> list[str]:
    """Say what falls free, where the money is, and what these numbers are not.

    With several goals each is named with what it gains or loses, before their weighted value.

    Args:
        measures: The measures of the comparison
        shown: The headline, as people should read it
        lang: `nl` or `en`
    """
    case, regime = measures.regimes.case, measures.regimes.regime
    words = {
        "current": amount(shown["value_current"], lang),
        "lifted": amount(shown["value_lifted"], lang),
        "freed": amount(shown["freed"], lang),
        "units": outcome_label(case, lang),
        "regime": regime_name(regime, lang),
    }
    if shown["needed_eur"] is None:
        return sentences("comparison_none", lang, **words)
    words |= {
        name: amount(shown[f"{name}_eur"], lang, "eur") for name in ("needed", "blocked", "surplus")
    }
    if has_several_outcomes(case):
        said = [
            *_goal_sentences(measures, words["regime"], lang),
            *sentences("comparison_weighted", lang, **words),
            *sentences("comparison_money", lang, **words),
        ]
    else:
        said = sentences("comparison", lang, **words)
    own_tied_eur = shown["own_tied_eur"] or 0.0
    if own_tied_eur > 0:
        own = amount(own_tied_eur, lang, "eur")
        said[-1:-1] = sentences("comparison_own_money", lang, own=own)
    if measures.open_ends:
        said += _open_sentences(measures, lang)
    return said


def _open_sentences(measures: LazyMeasures, lang: str) -> list[str]:
    """Say which numbers the search left open, as at least … at most."""
    case = measures.regimes.case
    parts = [
        f"{measure_label(case, name, lang)}: {open_words(name, least, most, lang)}"
        for name, (least, most) in measures.open_ends.items()
    ]
    seconds = amount(measures.regimes.solver.solver.seconds, lang)
    return sentences("comparison_open", lang, seconds=seconds, parts="; ".join(parts))


def open_words(name: str, least: float, most: float | None, lang: str) -> str:
    """Return an amount that is still open: *at least … at most*, or *at least* alone.

    Args:
        name: The measure
        least: The least that it may be
        most: The most that it may be; None where that is not known
        lang: `nl` or `en`
    """
    unit = "eur" if MEASURES[name]["unit"] == "eur" else ""
    words = {"least": amount(least, lang, unit)}
    if most is None:
        return sentence("open_least", lang, **words)
    return sentence("open_ends", lang, **words, most=amount(most, lang, unit))


def _goal_sentences(measures: LazyMeasures, regime: str, lang: str) -> list[str]:
    """Say what each goal gains or loses, and offer the guarantee where one may lose."""
    regimes, goals = measures.regimes, measures.goals
    compared = goal_words(regimes.case, goals, lang)
    said = sentences("comparison_goals", lang, goals=compared, regime=regime)
    if may_lose(goals) and regimes.guarantee != "outcomes":
        said += sentences("comparison_may_lose", lang)
    return said
