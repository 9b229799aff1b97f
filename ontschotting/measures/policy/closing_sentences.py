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
        least, short = row[f"{side}_short_alone_least_eur"], row[f"{side}_short_alone_eur"]
        values = {"name": name, "year": row[f"{side}_first_year"]}
        if row[f"{side}_closes"]:
            is_proven = row[f"{side}_first_year_least"] == row[f"{side}_first_year"]
            text = words[f"{side}_closes" if is_proven else f"{side}_closes_by"]
        elif row[f"{side}_closes"] is None:
            text = words[f"{side}_open"]
        elif least is None:
            text = words[f"{side}_never"]
        else:
            text = words[f"{side}_short" if short is not None else f"{side}_short_open"]
            values["short"] = amount(least, lang, "eur")
            values["pots"] = _short_pots(case, additions, row["plan"], side, lang)
        parts.append(text.format(**values))
    if row["current_closes"] is False:
        enough, unknown = (
            ", ".join(wall_words(wall, lang) for wall in row[walls])
            for walls in ("walls", "walls_open")
        )
        if enough:
            parts.append(words["walls"].format(walls=enough))
        if unknown:
            parts.append(words["walls_open"].format(walls=unknown))
        if not enough and not unknown:
            parts.append(words["no_single_wall"])
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
