"""Write the cut at which the total stays the same."""

from __future__ import annotations

import polars as pl

from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.formatting import Formatter


def break_even(view: Formatter) -> Section:
    """The cut at which the total stays the same.

    With its range, or the word that no margins were given, and with a guarantee.
    """
    rows = []
    for guarantee, data, cut, cut_walls in _break_evens(view).iter_rows():
        level = view.level_name(guarantee)
        promised = (
            "no_guarantee"
            if guarantee is None
            else "guarantee_outcomes"
            if guarantee == "outcomes"
            else "guarantee_level"
        )
        rows.append(
            (
                view.say(promised, level=level),
                view.say(data if view.has_margins else "no_margins"),
                view.share(cut),
                view.share(cut_walls),
            )
        )
    heads = tuple(view.say(head) for head in ("guarantee", "data", "cut", "cut_walls"))
    table = Table(view.say("caption_break_even"), heads, tuple(rows), texts=2, file="break_evens")
    return Section(
        "break_even",
        view.say("break_even"),
        (Paragraph(view.say("break_even_words")), table, *_whole_cuts(view)),
    )


def _break_evens(view: Formatter) -> pl.DataFrame:
    """The cuts to tell.

    Without margins the unfavourable and the favourable data are the central ones once more.
    """
    found = view.facts.break_evens
    return found if view.has_margins else found.filter(pl.col("data") == "central")


def _whole_cuts(view: Formatter) -> list[Paragraph]:
    """Why a cut of all the money can leave the total the same.

    What is not cut, own money, pays for it, or there is nothing to pay for.
    """
    today = dict(view.facts.main_bounds.frame.select("data", "current_value").iter_rows())
    told = []
    for data in (
        _break_evens(view)
        .filter(pl.col("guarantee").is_null() & (pl.col("cut") > 1 - 1e-6))["data"]
        .to_list()
    ):
        moved = view.case if data == "central" else at_bound(view.case, data)
        own = moved.streams.filter(pl.col("counts_as_cofinancing").fill_null(False))[
            "stream"
        ].to_list()
        euros = view.euros(
            float(moved.budgets.filter(pl.col("stream").is_in(own))["amount_eur"].sum())
        )
        key = "whole_cut_own" if today[data] > 0 else "whole_cut_nothing"
        told.append(
            Paragraph(
                view.say(key, data=view.say(data), own=euros, current=view.count(today[data])),
                "note",
            )
        )
    return told
