"""Write the summary that opens the report and fits on one printed sheet."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import (
    Block,
    Cards,
    Paragraph,
    Picture,
    Section,
)
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.comparison.verdict import verdict_paragraphs
from ontschotting.words.measures import MEASURES


def summary(view: Formatter) -> Section:
    """The outcome, whether walls are what holds back, the three numbers a reader looks for, one
    chart, and what the numbers are not.
    """
    blocks: list[Block] = (
        [Paragraph(view.say("synthetic"), "note")] if view.statuses == {"synthetic"} else []
    )
    blocks += [
        *lead(view),
        *verdict_paragraphs(view),
        _numbers(view),
        _homes(view),
        Paragraph(_reservation(view), "note"),
    ]
    return Section("summary", view.say("summary"), tuple(blocks))


def lead(view: Formatter) -> list[Block]:
    """Within the walls, without, and against the target, each as at most so many a year."""
    worlds = view.worlds(awarded=view.facts.price is not None)
    numbers: dict[str, str] = {}
    for world, ends in worlds.items():
        numbers[world], low, high = (view.count(view.a_year(end)) for end in ends)
        numbers[f"{world}_range"] = (
            "" if low == high else view.say("lead_range", low=low, high=high)
        )
    blocks: list[Block] = [
        Paragraph(view.say("lead" if view.year_count > 1 else "lead_one_year", **numbers), "lead")
    ]
    current, lifted = (view.a_year(worlds[world][0]) or 0.0 for world in ("current", "lifted"))
    if view.target is not None:
        gaps = {
            "current_gap": view.count(max(0.0, view.target - current)),
            "lifted_gap": view.count(max(0.0, view.target - lifted)),
        }
        short = "gap_same" if gaps["current_gap"] == gaps["lifted_gap"] else "gap_short"
        gap = view.say("gap_reached") if current >= view.target else view.say(short, **gaps)
        blocks.append(
            Paragraph(view.say("lead_target", target=view.count(view.target), gap=gap), "lead")
        )
        notes = (
            view.case.targets.filter(pl.col("level") == "national")["note"]
            .drop_nulls()
            .unique()
            .sort()
            .to_list()
        )
        blocks += [
            Paragraph(view.say("target_note", note=note.rstrip(".")), "note") for note in notes[:2]
        ]
    return blocks


def _numbers(view: Formatter) -> Cards:
    main, ends = view.facts.main, view.facts.main_bounds
    bound = (
        view.say("card_bound", least=view.count(ends.least), most=view.count(ends.most))
        if view.has_margins
        else view.say("no_margins")
    )
    cards: list[tuple[str, str, str]] = [(view.say("card_freed"), view.count(main.freed), bound)]
    cards.append(
        (
            MEASURES["blocked_eur"][view.lang],
            view.euros(main.blocked_eur),
            view.say("card_of", budget=view.euros(main.lifted.budget_eur)),
        )
    )
    cards.append(
        (
            MEASURES["top_up_eur"][view.lang],
            view.say("card_no_amount") if main.top_up_eur is None else view.euros(main.top_up_eur),
            view.say("card_top_up"),
        )
    )
    return Cards(tuple(cards))


def _homes(view: Formatter) -> Picture:
    rows = tuple(
        (name, *(view.count(value) for value in values))
        for name, *values in view.homes.select("name", "value", "low", "high").iter_rows()
    )
    words = "figure_homes" if view.year_count > 1 else "figure_homes_one_year"
    return Picture(
        "homes",
        view.say(words),
        view.table(words, ("world", "central", "low", "high"), rows, file="homes"),
    )


def _reservation(view: Formatter) -> str:
    first, last = view.years
    years = (
        view.say("years_note", count=view.year_count, first=first, last=last)
        if view.year_count > 1
        else view.say("one_year_note", first=first)
    )
    ranges = [view.say("range_words")] if view.has_margins else []
    assumed = (
        [view.say("summary_assumed", share=view.share(view.assumed_share))]
        if view.assumed_share
        else []
    )
    return " ".join([*ranges, years, *assumed, view.say("summary_note")])
