"""What a comparison says in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import measure_label, outcome_label
from ontschotting.measures.comparison.goals_compared import goal_words, may_lose
from ontschotting.measures.comparison.measures import LazyMeasures
from ontschotting.measures.comparison.open_ends import Ends
from ontschotting.regime.labels import regime_name
from ontschotting.words.catalogue import texts
from ontschotting.words.measures import MEASURES
from ontschotting.words.numbers import amount, ratio
from ontschotting.words.open_ends import open_words
from ontschotting.words.sentences import sentences


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
    case, regime, ends = measures.regimes.case, measures.regimes.regime, measures.open_ends

    def written(name: str) -> str:
        return written_measure(measures, name, shown[name], lang)

    values = {
        "current": written("value_current"),
        "lifted": written("value_lifted"),
        "freed": written("freed"),
        "units": outcome_label(case, lang),
        "regime": regime_name(regime, lang),
    }
    if shown["needed_eur"] is None:
        return sentences(f"comparison_none{_open(ends, 'value_current')}", lang, **values)
    values |= {name: written(f"{name}_eur") for name in ("needed", "blocked", "surplus")}
    if has_several_outcomes(case):
        said = [
            *_goal_sentences(measures, values["regime"], lang),
            *sentences("comparison_weighted", lang, **values),
            *sentences("comparison_money", lang, **values),
        ]
    else:
        found = _open(ends, "value_current", "value_lifted", "freed")
        said = sentences(f"comparison{found}", lang, **values)
    if (shown["own_tied_eur"] or 0.0) > 0 or "own_tied_eur" in ends:
        said[-1:-1] = sentences("comparison_own_money", lang, own=written("own_tied_eur"))
    return said


def _open(ends: Mapping[str, Ends], *measures: str) -> str:
    """Return what the name of a text ends with where one of these measures is open."""
    return "_open" if any(measure in ends for measure in measures) else ""


def written_measure(measures: LazyMeasures, name: str, value: float | None, lang: str) -> str:
    """Return a measure as people read it: at least … at most where a search left it open.

    Args:
        measures: The measures that were read
        name: One of them
        value: What it is, as people should read it
        lang: `nl` or `en`
    """
    unit, ends = MEASURES[name]["unit"], measures.open_ends
    if name in ends:
        return open_words(*ends[name], lang, unit)
    return amount(value, lang, unit if unit in ("eur", "share") else "")


def headline_table(
    measures: LazyMeasures, shown: Mapping[str, float | None], lang: str
) -> pl.DataFrame:
    """Return the name of each measure, what it is in words, and how it is called in Python.

    Args:
        measures: The measures that were read
        shown: Those of the table, as people should read them
        lang: `nl` or `en`
    """
    words, case = texts("notebook", lang), measures.regimes.case
    rows = [
        (measure_label(case, name, lang), written_measure(measures, name, value, lang), name)
        for name, value in shown.items()
    ]
    headers = [words[name] for name in ("measure", "value", "name")]
    return pl.DataFrame(rows, schema=headers, orient="row")


def unproven_sentences(measures: LazyMeasures, lang: str) -> list[str]:
    """Say why a search stopped before its optimum was proven; nothing where all is proven.

    Args:
        measures: The measures that were read
        lang: `nl` or `en`
    """
    if measures.trace.open_gap is None:
        return []
    solver = measures.regimes.solver.solver
    if solver.gap is not None:
        return sentences("unproven_gap", lang, gap=amount(solver.gap, lang, "share"))
    return sentences("unproven_seconds", lang, seconds=ratio(solver.seconds, lang))


def _goal_sentences(measures: LazyMeasures, regime: str, lang: str) -> list[str]:
    """Say what each goal gains or loses, and offer the guarantee where one may lose."""
    regimes, goals = measures.regimes, measures.goals
    compared = goal_words(regimes.case, goals, lang)
    said = sentences("comparison_goals", lang, goals=compared, regime=regime)
    if may_lose(goals) and regimes.guarantee != "outcomes":
        said += sentences("comparison_may_lose", lang)
    return said
