"""What is found about a whole plan, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import plan_names
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount

SIDES = ("current", "lifted")
"""The regimes, in the names of columns."""


def plan_sentences(case: Case, additions: pl.DataFrame, row: Mapping[str, Any], lang: str) -> str:
    """Return what is found about one plan, in plain words.

    Args:
        case: The case
        additions: Where extra money goes (`Closing.additions`)
        row: The row of the plan in `Closing.plans`
        lang: `nl` or `en`
    """
    words = texts("answers.closing_plan", lang)
    name = plan_names(case, lang)[row["plan"]]
    parts = []
    for side in SIDES:
        if row[f"{side}_closes"]:
            text = words[f"{side}_closes"].format(name=name, year=row[f"{side}_first_year"])
        elif row[f"{side}_short_alone_eur"] is None:
            text = words[f"{side}_never"].format(name=name)
        else:
            short = amount(row[f"{side}_short_alone_least_eur"], lang, "eur")
            pots = _short_pots(case, additions, row["plan"], side, lang)
            text = words[f"{side}_short"].format(name=name, short=short, pots=pots)
        parts.append(text)
    if not row["current_closes"]:
        walls = [wall_words(wall, lang) for wall in row["walls"]]
        parts.append(
            words["walls"].format(walls=", ".join(walls)) if walls else words["no_single_wall"]
        )
    return " ".join(parts)


def _short_pots(case: Case, additions: pl.DataFrame, plan: str, side: str, lang: str) -> str:
    """Return in which pots one cheapest way to close a plan needs the extra money."""
    names = stream_names(case, lang)
    pots = (
        additions.filter((pl.col("plan") == plan) & (pl.col("regime") == side))
        .group_by("stream", maintain_order=True)
        .agg(pl.col("addition_eur").sum())
    )
    return ", ".join(
        f"{names[stream]} {amount(eur, lang, 'eur')}" for stream, eur in pots.iter_rows()
    )
