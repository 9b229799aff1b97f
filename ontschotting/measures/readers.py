"""Names for readers: groups of a breakdown and groups of inputs, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.measures.worth import player_words
from ontschotting.tables.schema import TABLES
from ontschotting.texts import purpose_words

if TYPE_CHECKING:
    from ontschotting.case import Case


def with_names(case: Case, frame: pl.DataFrame, by: str, lang: str) -> pl.DataFrame:
    """The groups of a breakdown with their `name`."""
    if by == "stream":
        names = [player_words(case, group, lang) for group in frame["group"]]
    elif by == "purpose":
        names = [purpose_words(group, lang) for group in frame["group"]]
    elif by == "region" and "name" in case.regions.columns:
        known = dict(case.regions.select("region", "name").iter_rows())
        names = [known.get(group) or group for group in frame["group"]]
    else:
        names = frame["group"].to_list()
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


def input_words(case: Case, group: str, table: str, column: str, lang: str) -> str:
    """A group of inputs that moves together: whose it is and what of it, such as *grond: euro per eenheid*."""
    bare = group.removesuffix(f": {column}")
    declared = TABLES[table].by_name.get(column)
    told = (declared.nl if lang == "nl" else declared.en).split(":")[0].split(",")[0] if declared is not None else column
    whose = purpose_words(bare, lang) if table == "costs" else player_words(case, bare, lang)
    return told if bare == f"{table}.{column}" else f"{whose}: {told}"
