"""Names for readers: groups of a breakdown and groups of inputs, in words."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.schema import TABLES
from ontschotting.words.labels import outcome_words, purpose_words, unit_words, wall_words
from ontschotting.words.languages import check_lang


def with_names(case: Case, frame: pl.DataFrame, by: str, lang: str) -> pl.DataFrame:
    """The groups of a breakdown with their `name`."""
    if by == "stream":
        names = [player_label(case, group, lang) for group in frame["group"]]
    elif by == "purpose":
        names = [purpose_words(group, lang) for group in frame["group"]]
    elif by == "region" and "name" in case.regions.columns:
        known = dict(case.regions.select("region", "name").iter_rows())
        names = [known.get(group) or group for group in frame["group"]]
    else:
        names = frame["group"].to_list()
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


def with_input_names(case: Case, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Groups of inputs (`group`, `table`, `column`) with their `name`."""
    names = [
        input_words(case, group, table, column, lang)
        for group, table, column in frame.select("group", "table", "column").iter_rows()
    ]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


_INPUTS = {
    "costs.eur_per_unit": {
        "nl": "kosten van {whose} per {unit}",
        "en": "cost of {whose} per {unit}",
    },
    "budgets.amount_eur": {"nl": "budget: {whose}", "en": "budget: {whose}"},
    "plans.capacity_units": {"nl": "eenheden in de plannen", "en": "units in the plans"},
    "limits.max_units": {
        "nl": "grenzen die geen geld zijn, zoals bouwcapaciteit",
        "en": "limits other than money, such as building capacity",
    },
}
"""The inputs that readers meet most, in words of their own; the others are told by what their
column declares.
"""


def input_words(case: Case, group: str, table: str, column: str, lang: str) -> str:
    """A group of inputs that moves together.

    What of it and whose, such as *kosten van grond per woning*.
    """
    check_lang(lang)
    bare = group.removesuffix(f": {column}")
    whose = purpose_words(bare, lang) if table == "costs" else player_label(case, bare, lang)
    if f"{table}.{column}" in _INPUTS:
        return _INPUTS[f"{table}.{column}"][lang].format(
            whose=whose, unit=unit_words(case.plans["outcome"].unique().to_list(), lang)
        )
    declared = TABLES[table].by_name.get(column)
    told = (
        (declared.nl if lang == "nl" else declared.en).split(":")[0].split(";")[0].split(",")[0]
        if declared is not None
        else column
    )
    return told if bare == f"{table}.{column}" else f"{whose}: {told}"


def outcome_label(case: Case, lang: str) -> str:
    """Name what the plans of a case deliver, as `outcome_words` does.

    Args:
        case: Whose plans are read
        lang: `nl` or `en`
    """
    return outcome_words(case.plans["outcome"].unique().sort().to_list(), lang)


def player_label(case: Case, name: str, lang: str) -> str:
    """A wall, stream or pair for readers: streams by their name."""
    stream, arrow, purpose = name.partition(" → ")
    known: dict[str, str] = dict(
        case.streams.select("stream", pl.col("name").fill_null(pl.col("stream"))).iter_rows()
    )
    if arrow:
        return pair_label(known.get(stream, stream), purpose_words(purpose, lang))
    return known.get(name, wall_words(name, lang))


def pair_label(stream: str, purpose: str) -> str:
    """How a stream and a purpose are written as one player."""
    return f"{stream} → {purpose}"
