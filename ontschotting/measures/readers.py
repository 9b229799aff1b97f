"""Names for readers: groups of a breakdown, groups of inputs and regimes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.measures.worth import player_words
from ontschotting.tables.schema import TABLES
from ontschotting.texts import amount, level_words, purpose_words, wall_words
from ontschotting.walls import WALLS, Lift, Regime

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


def with_input_names(case: Case, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Groups of inputs (`group`, `table`, `column`) with their `name`."""
    names = [input_words(case, group, table, column, lang) for group, table, column in frame.select("group", "table", "column").iter_rows()]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


_INPUTS = {
    "costs.eur_per_unit": {"nl": "kosten per eenheid: {whose}", "en": "cost per unit: {whose}"},
    "budgets.amount_eur": {"nl": "budget: {whose}", "en": "budget: {whose}"},
    "plans.capacity_units": {"nl": "eenheden in de plannen", "en": "units in the plans"},
    "limits.max_units": {"nl": "grenzen die geen geld zijn, zoals bouwcapaciteit", "en": "limits other than money, such as building capacity"},
}
"""The inputs that readers meet most, in words of their own; the others are told by what their column declares."""


def input_words(case: Case, group: str, table: str, column: str, lang: str) -> str:
    """A group of inputs that moves together: what of it and whose, such as *kosten per eenheid: grond*."""
    bare = group.removesuffix(f": {column}")
    whose = purpose_words(bare, lang) if table == "costs" else player_words(case, bare, lang)
    if f"{table}.{column}" in _INPUTS:
        return _INPUTS[f"{table}.{column}"][lang].format(whose=whose)
    declared = TABLES[table].by_name.get(column)
    told = (declared.nl if lang == "nl" else declared.en).split(":")[0].split(";")[0].split(",")[0] if declared is not None else column
    return told if bare == f"{table}.{column}" else f"{whose}: {told}"


_LIFTS = {
    "nl": {"none": "geen", "area": "gebied ({level})", "streams": "alleen {names}", "purposes": "alleen naar {names}", "free_share": "{share} vrij", "cut": "{share} minder geld", "awarded": " (ook toegekend geld)"},
    "en": {"none": "none", "area": "area ({level})", "streams": "only {names}", "purposes": "only to {names}", "free_share": "{share} free", "cut": "{share} less money", "awarded": " (awarded money too)"},
}  # fmt: skip


def regime_words(case: Case, regime: Regime, lang: str) -> str:
    """The walls that a regime takes down, such as *bestedingsdoel, bestedingsjaren (ook toegekend geld)*, lift by lift."""
    return " + ".join(_lift_words(case, lift, lang) for lift in regime.lifts) or _LIFTS[lang]["none"]


def _lift_words(case: Case, lift: Lift, lang: str) -> str:
    words = _LIFTS[lang]
    told = [words["area"].format(level=level_words(lift.level or "", lang)) if wall == "area" else wall_words(wall, lang) for wall in WALLS if wall in lift.walls] or [words["none"]]
    if lift.streams is not None:
        told.append(words["streams"].format(names=", ".join(player_words(case, stream, lang) for stream in lift.streams) or words["none"]))
    if lift.purposes is not None:
        told.append(words["purposes"].format(names=", ".join(purpose_words(purpose, lang) for purpose in lift.purposes)))
    told += [words["free_share"].format(share=amount(lift.free_share, lang, "share"))] if lift.free_share < 1 else []
    told += [words["cut"].format(share=amount(lift.cut, lang, "share"))] if lift.cut else []
    return ", ".join(told) + (words["awarded"] if lift.awarded else "")
