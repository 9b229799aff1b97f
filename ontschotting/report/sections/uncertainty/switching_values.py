"""Describe the switching value of each input within its margin."""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.case.uncertain_inputs import interpolate, size_of, uncertain_inputs
from ontschotting.measures.uncertainty.switching_values import SwitchingValues, move_words
from ontschotting.report.blocks import FormattedNumber
from ontschotting.report.collect import FLIP_PRECISION
from ontschotting.report.formatting import Formatter


def nearest_switch_sentence(view: Formatter, found: SwitchingValues) -> str:
    """How near the conclusion is to another one.

    Each input that flips it, alone and within its margin, the nearest by its own margin first.
    """
    flipped = switching_inputs(view, found)
    items = [view.say("flip_item", name=name, **moves) for name, moves, _ in flipped]
    listed = {"items": "; ".join(items), "precision": view.share(FLIP_PRECISION)}
    told = (
        view.say("flip_near_one", **listed)
        if len(items) == 1
        else view.say("flip_near", count=len(items), all=view.facts.swings.frame.height, **listed)
    )
    return (
        told if all(proven for _, _, proven in flipped) else f"{told} {view.say('flip_unproven')}"
    )


def switching_inputs(
    view: Formatter, found: SwitchingValues
) -> list[tuple[str, dict[str, FormattedNumber], bool]]:
    """Every input that flips the conclusion within its margin, the nearest by its own margin first.

    Its name, its `_moves`, and whether nothing nearer is proven.
    """
    rows = found.frame.drop_nulls("margins").iter_rows(named=True)
    told = [
        (
            view.input_name(row["group"], row["table"], row["column"]),
            _moves(view, row),
            bool(row["proven"]),
        )
        for row in rows
    ]
    return sorted(told, key=lambda one: one[1]["part"].number or 0.0)


def _moves(view: Formatter, row: dict[str, Any]) -> dict[str, FormattedNumber]:
    """Where an input flips the conclusion (`move`), the part of its margin that this is (`part`),
    the end of its margin on that side (`end`), and the gain there (`gain`).

    Whole numbers step: the position on their line at which they round to the next (`margins`) is
    not how far they moved, so the part is counted in the values themselves.
    """
    value, at = row["value"], row["value_at_flip"]
    margin = next(
        one
        for one in uncertain_inputs(view.case)
        if (one.table, one.column, one.name) == (row["table"], row["column"], row["group"])
    )
    last = size_of(interpolate(view.case, margin, row["toward"], 1.0), margin)
    whole = view.case.tables[row["table"]].schema[row["column"]].is_integer()
    swing = view.facts.swings.frame.row(by_predicate=pl.col("group") == row["group"], named=True)
    move, end = (
        FormattedNumber(move_words(None if whole else moved, value, there, view.lang))
        for moved, there in ((row["move"], at), (row["searched_move"], last))
    )
    return {
        "move": move,
        "part": view.share((at - value) / (last - value)),
        "end": end,
        "gain": view.count(swing[row["toward"]]),
    }
