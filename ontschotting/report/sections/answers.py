"""The first half of the page.

The outcome, whether walls are what holds back, the choices that carry it, and the money.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.case.uncertain_inputs import at_bound, interpolate, size_of, uncertain_inputs
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.uncertainty.switching_values import SwitchingValues, move_words
from ontschotting.report.blocks import Block, Cards, FormattedNumber, Paragraph, Section, Table
from ontschotting.report.collect import FLIP_PRECISION
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.background import group_table
from ontschotting.words.measures import MEASURES


def answers(view: Formatter) -> list[Section]:
    """The sections in order."""
    return [headline(view), verdict(view), choices(view), money(view), break_even(view)]


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


def headline(view: Formatter) -> Section:
    """Both questions side by side, with range and bound."""
    blocks: list[Block] = [_two_questions(view)]
    if view.has_margins:
        gains = dict(view.facts.main_bounds.frame.select("data", "gain").iter_rows())
        rows = tuple((view.say(f"end_{data}"), view.count(gain)) for data, gain in gains.items())
        table = view.table("figure_bounds", ("data", "gain"), rows, file="bounds")
        blocks += [Paragraph(view.say("bound_words"), "note"), view.picture("bounds", table)]
    blocks.append(Paragraph(view.say("integral_words")))
    blocks += [Paragraph(text) for text in _additional(view)]
    return Section("headline", view.say("headline"), tuple(blocks))


def _two_questions(view: Formatter) -> Table:
    facts = view.facts
    asked = (
        []
        if facts.price is None or facts.price_bounds is None
        else [("question_price", facts.price, facts.price_bounds)]
    )
    asked.append(
        (
            "question_free" if facts.price is not None else "question_only",
            facts.free,
            facts.free_bounds,
        )
    )
    gains = [gain for _, gain in view.gains()]
    rows = []
    for key, comparison, ends in asked:
        if comparison is facts.main:
            seen = view.between(view.count(min(gains)), view.count(max(gains)))
        else:
            three = [ends.gain(data) for data in ("central", "favourable", "unfavourable")]
            seen = view.between(view.count(min(three)), view.count(max(three)))
        bound = view.between(view.count(ends.least), view.count(ends.most))
        rows.append(
            (
                view.say(key),
                view.count(comparison.current.value),
                view.count(comparison.lifted.value),
                view.count(comparison.freed),
                seen,
                bound,
            )
        )
    heads = ("question", "within", "without", "gain", "gain_range", "gain_bound")
    return Table(
        view.say("caption_headline" if facts.price is not None else "caption_headline_one"),
        tuple(view.say(head, sets=len(gains)) for head in heads),
        tuple(rows),
        file="measures",
    )


def _additional(view: Formatter) -> list[str]:
    """The share of the extra units that would not have come otherwise, beside the result."""
    texts = []
    table = view.case.outcomes
    ends = {
        end: (
            f"additional_share_{end}"
            if f"additional_share_{end}" in table.columns
            else "additional_share"
        )
        for end in ("low", "high")
    }
    freed = dict(view.facts.main.outcomes.select("outcome", "freed_units").iter_rows())
    for row in table.iter_rows(named=True):
        share, extra = row["additional_share"], freed.get(row["outcome"])
        if share is None or extra is None:
            continue
        low, high = (
            row[ends[end]] if row[ends[end]] is not None else share for end in ("low", "high")
        )
        shares = {"share": view.share(share), "low": view.share(low), "high": view.share(high)}
        name = view.units if len(view.outcomes) == 1 else row["outcome"]
        if extra <= view.noise:
            texts.append(view.say("additional_none", outcome=name, **shares))
        else:
            texts.append(
                view.say(
                    "additional",
                    outcome=name,
                    **{**shares, "units": view.count(share * extra), "freed": view.count(extra)},
                )
            )
    return texts


def answer(view: Formatter) -> list[Block]:
    """Whether separate pots are what holds back, decided from the numbers, and whether other data
    within the margins say otherwise.
    """
    facts = view.facts
    current, lifted, possible = (
        facts.main.current.value or 0.0,
        facts.main.lifted.value or 0.0,
        facts.possible or 0.0,
    )
    rest = max(0.0, possible - lifted)
    numbers = {
        "possible": view.count(possible),
        "current": view.count(current),
        "freed": view.count(facts.gain),
        "rest": view.count(rest),
        "current_share": view.share(current / possible if possible else None),
        "missing_share": view.share(
            min(1.0, facts.gain / (possible - current)) if possible > current else None
        ),
    }
    has_gain = facts.gain > view.noise
    full = possible - current <= view.noise
    key = (
        ("verdict_whole" if rest <= view.noise else "verdict_partly")
        if has_gain
        else "verdict_limits"
        if full
        else "verdict_money"
    )
    blocks: list[Block] = [Paragraph(view.say(key, **numbers), "lead")]
    if facts.flips is not None:
        blocks.append(Paragraph(_near(view, facts.flips)))
    elif facts.swings.frame.height:
        blocks.append(Paragraph(view.say("verdict_same")))
    if not has_gain:
        together = [
            (view.say(f"all_{end}"), facts.main_bounds.gain(end))
            for end in ("unfavourable", "favourable")
        ]
        told = "; ".join(
            view.say("verdict_else_item", name=name, gain=view.count(gain))
            for name, gain in together
            if gain > view.noise
        )
        blocks += [Paragraph(view.say("verdict_else", cases=told))] if told else []
    return blocks


def _near(view: Formatter, found: SwitchingValues) -> str:
    """How near the conclusion is to another one.

    Each input that flips it, alone and within its margin, the nearest by its own margin first.
    """
    flipped = _flipped(view, found)
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


def _flipped(
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


def verdict(view: Formatter) -> Section:
    """The answer, with other readings of the data and other limits beside it."""
    facts = view.facts
    blocks = answer(view)
    if facts.readings.height:
        blocks.append(Paragraph(view.say("readings_words")))
        named = tuple(
            (view.reading_name(row[0]), *(view.count(value) for value in row[1:]))
            for row in facts.readings.iter_rows()
        )
        blocks.append(
            Table(
                view.say("caption_readings"),
                tuple(view.say(head) for head in ("reading", "within", "without", "gain")),
                named,
            )
        )
    if facts.limits_curve is not None:
        blocks += [Paragraph(view.say("limits_words"))]
        rows = tuple(
            (view.share(row[0]), *(view.count(value) for value in row[1:]))
            for row in facts.limits_curve.iter_rows()
        )
        blocks.append(
            view.picture(
                "limits",
                view.table(
                    "caption_limits",
                    ("limits_share", "within", "without", "gain"),
                    rows,
                    file="limits",
                ),
            )
        )
        apart = [
            (share, after - before)
            for share, before, after, _ in facts.limits_curve.iter_rows()
            if after - before > view.noise and share > 1
        ]
        if apart and not facts.gain > view.noise:
            blocks.append(
                Paragraph(
                    view.say(
                        "limits_gap", share=view.share(apart[0][0]), gain=view.count(apart[0][1])
                    )
                )
            )
    return Section(
        "verdict",
        view.say("verdict" if view.outcomes == ["homes"] else "verdict_units"),
        tuple(blocks),
    )


def choices(view: Formatter) -> Section:
    """The inputs that move the answer."""
    frame = view.facts.swings.frame
    if frame.is_empty():
        return Section("choices", view.say("choices"), (Paragraph(view.say("choices_none")),))
    names = [view.input_name(*row) for row in frame.select("group", "table", "column").iter_rows()]
    central = view.facts.main.current.value or 0.0
    widths = [
        max(abs(low - central), abs(high - central))
        for low, high in frame.select("current_low", "current_high").iter_rows()
    ]
    moved = max(
        max(abs(row["low"] - row["central"]), abs(row["high"] - row["central"]))
        for row in frame.iter_rows(named=True)
    )
    words = (
        view.say("choices_words", first=names[0])
        if moved > view.noise
        else view.say("choices_flat", count=len(names))
    )
    blocks: list[Block] = [Paragraph(words)]
    if max(widths) > view.noise:
        widest = widths.index(max(widths))
        ends = sorted(frame.select("current_low", "current_high").row(widest))
        key = "choices_outcome" if moved > view.noise else "choices_outcome_only"
        blocks.append(
            Paragraph(
                view.say(
                    key, first=names[widest], low=view.count(ends[0]), high=view.count(ends[1])
                )
            )
        )
    columns = ("low", "high", "current_low", "current_high")
    rows = tuple(
        (name, *(view.count(row[column]) for column in columns))
        for name, row in zip(names, frame.iter_rows(named=True), strict=True)
    )
    heads = ("input", "gain_low", "gain_high", "current_low", "current_high")
    blocks.append(view.picture("swings", view.table("caption_swings", heads, rows, file="swings")))
    if view.facts.flips is not None:
        told = tuple(
            (name, *moves.values(), view.say("yes" if proven else "no"))
            for name, moves, proven in _flipped(view, view.facts.flips)
        )
        blocks.append(
            Table(
                view.say("caption_flips", precision=view.share(FLIP_PRECISION)),
                tuple(
                    view.say(head)
                    for head in (
                        "input",
                        "flip_at",
                        "flip_part",
                        "flip_end",
                        "flip_gain",
                        "flip_proven",
                    )
                ),
                told,
                file="flips",
            )
        )
    return Section("choices", view.say("choices"), tuple(blocks))


_DIVISION = ("budget_eur", "needed_eur", "blocked_eur", "detour_eur", "surplus_eur")


def money(view: Formatter) -> Section:
    """Needed, blocked, surplus; what crosses a wall; the top-up."""
    main = view.facts.main
    blocks: list[Block] = []
    if main.needed_eur is not None:
        blocks.append(
            Cards(
                tuple(
                    (
                        MEASURES[f"{name}_eur"][view.lang],
                        view.euros(getattr(main, f"{name}_eur")),
                        "",
                    )
                    for name in ("needed", "blocked", "surplus", "crossing", "top_up")
                )
            )
        )
        blocks.append(Paragraph(_division(view, main)))
        rows = tuple(
            (MEASURES[name][view.lang], view.euros(value))
            for name, value in main.measures().items()
            if name in _DIVISION
        )
        blocks.append(
            view.picture(
                "money", view.table("figure_money", ("measure", "euros"), rows, file="measures")
            )
        )
        if "own_money" in view.facts.groups and view.has_own_money:
            blocks.append(group_table(view, "own_money", view.facts.groups["own_money"]))
        blocks += (
            [Paragraph(view.say("money_surplus"), "note")]
            if view.euros(main.surplus_eur).number
            else []
        )
    blocks.append(
        Paragraph(
            view.say(
                "money_stranded",
                current=view.euros(main.current.stranded_eur),
                lifted=view.euros(main.lifted.stranded_eur),
            )
        )
    )
    crossing = main.crossing_eur
    if not view.facts.gain > view.noise or crossing is None:
        blocks.append(Paragraph(f"{view.say('crossing_none')} {view.say('top_up_zero')}"))
    else:
        blocks.append(
            Paragraph(
                view.say(
                    "crossing_words",
                    crossing=view.euros(crossing),
                    share=view.share(crossing / max(main.lifted.budget_eur, 1.0)),
                )
            )
        )
        blocks.append(
            Paragraph(
                view.say("top_up_none")
                if main.top_up_eur is None
                else view.say("top_up_words", top_up=view.euros(main.top_up_eur))
            )
        )
    if view.case.targets.height:
        blocks.append(Paragraph(_targets(view, main)))
    blocks.append(_all_measures(view))
    return Section("money", view.say("money"), tuple(blocks))


def _division(view: Formatter, main: Comparison) -> str:
    """Needed, blocked and surplus in words.

    A detour greater than what is blocked is no part of it (decision 4) and is told by itself.
    """
    detour, blocked = main.detour_eur or 0.0, main.blocked_eur or 0.0
    euros = {
        name: view.euros(getattr(main, f"{name}_eur"))
        for name in ("needed", "blocked", "detour", "surplus")
    }
    inside, seen = (
        view.facts.blocks_money and 0 <= detour <= blocked,
        detour > max(1.0, 1e-6 * main.lifted.budget_eur),
    )
    of_which = view.say("money_of_which", detour=euros["detour"]) if inside and seen else ""
    told = view.say(
        "money_words" if view.facts.blocks_money else "money_words_none",
        budget=view.euros(main.lifted.budget_eur),
        of_which=of_which,
        **euros,
    )
    told = (
        f"{told}"
        f" {view.say('money_left' if euros['surplus'].number else 'money_nothing_left', **euros)}"
    )
    if inside or not seen:
        return told
    return " ".join(
        [
            told,
            view.say("money_detour", detour=euros["detour"]),
            *([] if view.facts.blocks_money else [view.say("money_detour_surplus")]),
        ]
    )


def _targets(view: Formatter, main: Comparison) -> str:
    current, lifted = main.current.target_top_up_eur, main.lifted.target_top_up_eur
    if lifted is None:
        return view.say("target_impossible")
    if current is None:
        return view.say("target_current_impossible", lifted=view.euros(lifted))
    return view.say("target_top_up", current=view.euros(current), lifted=view.euros(lifted))


def _all_measures(view: Formatter) -> Table:
    facts = view.facts
    apart = {"break_even_cut"}  # never without its guarantee and range: it has a section of its own
    asked = [comparison for comparison in (facts.price, facts.free) if comparison is not None]
    show = {"eur": view.euros, "share": view.share, "value": view.count}
    rows = []
    for name in asked[0].measures():
        if name not in apart and not (name.startswith("target") and view.case.targets.is_empty()):
            values = [one.measures()[name] for one in asked]
            rows.append(
                (
                    MEASURES[name][view.lang],
                    _formula(view, name),
                    *(show[MEASURES[name]["unit"]](value) for value in values),
                )
            )
    questions = ("also_awarded", "only_free") if len(asked) == 2 else ("without",)
    return Table(
        view.say("caption_money"),
        (view.say("measure"), view.say("formula"), *(view.say(one) for one in questions)),
        tuple(rows),
        texts=2,
        folded=True,
        on_paper=True,
        file="measures",
    )


def _formula(view: Formatter, name: str) -> str:
    """The formula of a measure: signs as they are, words in the language of the report."""
    return view.say(f"formula_{name}") if view.has(f"formula_{name}") else MEASURES[name]["formula"]


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
