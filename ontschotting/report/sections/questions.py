"""The middle of the page.

Who blocks, which walls first, the margin, why, the promise, years, terms, and the pots themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from ontschotting.case.labels import player_label
from ontschotting.report.blocks import Block, English, Paragraph, Picture, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.support.numerics import series_max, series_min
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import number


def questions(view: Formatter) -> list[Section]:
    """The sections in order; a question that the case cannot be asked is left out."""
    found = [
        blame(view),
        first(view),
        margin(view),
        why(view),
        promise(view),
        years(view),
        terms(view),
        pots(view),
    ]
    return [section for section in found if section is not None]


def _which_data(view: Formatter) -> list[Block]:
    """On which data attribution and choice stand, when it is not the central data."""
    if view.facts.answers.data == "central":
        return []
    return [
        Paragraph(
            view.say(
                "q_unfavourable", gain=view.count(view.facts.main_bounds.gain("unfavourable"))
            ),
            "lead",
        )
    ]


def blame(view: Formatter) -> Section:
    """The parts of the gain, and the ladder."""
    answers = view.facts.answers
    if answers.attribution is None or answers.ladder is None:
        return Section("blame", view.say("q_blame"), (Paragraph(view.say("q_nothing")),))
    blocks: list[Block] = [
        *_which_data(view),
        Paragraph(" ".join(answers.attribution.sentences(view.lang))),
    ]
    parts = tuple(
        (wall_words(wall, view.lang), view.count(value))
        for wall, value in answers.attribution.parts.select("wall", "value").iter_rows()
    )
    data = Table(
        _caption(view, "q_parts"),
        (view.say("q_wall"), view.say("q_part")),
        parts,
        file="attribution",
    )
    blocks.append(_picture(view, "blame", data))
    steps = tuple(
        (wall_words(name, view.lang), view.count(value), view.count(gain))
        for name, value, gain in answers.ladder.select("lifted", "value", "gain").iter_rows()
    )
    data = Table(
        _caption(view, "q_ladder"),
        (view.say("q_wall"), view.say("q_value"), view.say("gain")),
        steps,
        file="ladder",
    )
    blocks.append(_picture(view, "ladder", data))
    return Section("blame", view.say("q_blame"), tuple(blocks))


def first(view: Formatter) -> Section:
    """The best few streams."""
    answers = view.facts.answers
    if answers.choice is None:
        return Section("first", view.say("q_first"), (Paragraph(view.say("q_nothing")),))
    choice = answers.choice
    rows = []
    for row in choice.curve.iter_rows(named=True):
        names = ", ".join(
            player_label(view.case, name, view.lang) for name in row["chosen"][: row["needed"]]
        )
        rows.append(
            (str(row["k"]), names or "–", view.count(row["value"]), view.count(row["bound"]))
        )
    heads = tuple(view.say(head) for head in ("q_count", "q_streams", "q_value", "q_bound"))
    blocks = (
        *_which_data(view),
        Paragraph(" ".join(choice.sentences(view.lang))),
        _picture(view, "first", file="choice"),
        Table(_caption(view, "q_choice"), heads, tuple(rows), texts=2, file="choice"),
        Paragraph(view.say("q_first_note"), "note"),
    )
    return Section("first", view.say("q_first"), blocks)


def margin(view: Formatter) -> Section:
    """Prices of walls and budgets."""
    prices = view.facts.answers.prices
    blocks: list[Block] = [Paragraph(" ".join(prices.sentences(view.lang)))]
    dear = prices.walls.filter(pl.col("value_per_eur") > 0)
    listed = (dear if dear.height else prices.walls).select("stream", "purpose", "value_per_eur")
    rows = tuple(
        (view.stream_names.get(s, s), view.purpose_name(p), view.count(1e6 * price))
        for s, p, price in listed.iter_rows()
    )
    if listed.height:
        blocks.append(
            view.picture(
                "margin",
                view.table(
                    "q_prices",
                    ("stream", "q_purpose", "q_per_million"),
                    rows,
                    texts=2,
                    file="prices",
                ),
            )
        )
    worth = prices.budgets.filter(pl.col("value_per_eur") > 0)
    blocks.append(
        Paragraph(
            view.say("q_budgets_none")
            if worth.is_empty()
            else view.say(
                "q_budgets",
                count=number(worth.height, view.lang),
                all=number(prices.budgets.height, view.lang),
            )
        )
    )
    return Section("margin", view.say("q_margin"), tuple(blocks))


def why(view: Formatter) -> Section:
    """The nation explained."""
    found = view.facts.answers.explanation
    blocks: list[Block] = [Paragraph(text) for text in found.sentences(view.lang)]
    rows = []
    for row in found.streams.iter_rows(named=True):
        cells = (
            view.euros(row["budget_eur"]),
            view.between(view.euros(row["idle_least_eur"]), view.euros(row["idle_most_eur"])),
        )
        rows.append(
            (
                view.stream_names.get(row["stream"], row["name"]),
                view.say("yes") if row["own"] else view.say("no"),
                *cells,
            )
        )
    heads = tuple(view.say(head) for head in ("stream", "own_money", "budget", "q_idle"))
    return Section(
        "why",
        view.say("q_why"),
        (
            *blocks,
            view.picture(
                "why", Table(view.say("q_idle_caption"), heads, tuple(rows), texts=2, file="idle")
            ),
        ),
    )


def promise(view: Formatter) -> Section | None:
    """The targets."""
    gap = view.facts.answers.targets
    if gap is None:
        return None
    blocks: list[Block] = [Paragraph(" ".join(gap.sentences(view.lang)))]
    rows = tuple(
        (view.euros(extra), view.count(current), view.count(lifted))
        for extra, current, lifted in gap.curve.iter_rows()
    )
    blocks.append(
        view.picture(
            "promise",
            view.table("q_extra", ("q_extra_money", "within", "without"), rows, file="extra_money"),
        )
    )
    short = gap.current.shortfall.filter(pl.col("short") > 0).with_columns(
        gap.lifted.shortfall.filter(gap.current.shortfall["short"] > 0)["short"].alias("lifted")
    )
    cells = tuple(
        (
            row["area"] or view.say("q_nation"),
            str(row["year"] or "–"),
            view.count(row["target"]),
            view.count(row["units"]),
            view.count(row["short"]),
            view.count(row["lifted"]),
        )
        for row in short.iter_rows(named=True)
    )
    if cells:
        heads = tuple(
            view.say(head)
            for head in ("q_area", "q_year", "q_target", "q_units", "q_short", "q_short_lifted")
        )
        blocks.append(
            Table(view.say("q_shortfalls"), heads, cells, texts=2, folded=True, file="targets")
        )
    return Section("promise", view.say("q_promise"), tuple(blocks))


def extra_helps(curve: pl.DataFrame) -> bool:
    """Whether extra money changes anything that a chart could show."""
    return any(
        series_max(curve[name], 0.0) - series_min(curve[name], 0.0)
        > 1e-6 * max(1.0, series_max(curve[name], 0.0))
        for name in ("current_value", "lifted_value")
    )


def years(view: Formatter) -> Section:
    """Rules about years."""
    found = view.facts.answers.years
    both = view.facts.price is not None  # without awarded money the two questions are one
    rows = tuple(
        (view.say(f"q_{name}"), view.count(free), *([view.count(awarded)] if both else []))
        for name, free, awarded in found.rules.iter_rows()
    )
    heads = (
        view.say("q_wall"),
        *((view.say("only_free"), view.say("also_awarded")) if both else (view.say("gain"),)),
    )
    table = Table(view.say("caption_scenarios"), heads, rows, file="years")
    return Section(
        "years",
        view.say("q_years"),
        (
            Paragraph(" ".join(found.sentences(view.lang))),
            view.picture("years", file="years"),
            table,
        ),
    )


def terms(view: Formatter) -> Section | None:
    """Guarantee, free share and cut side by side."""
    found = view.facts.answers.terms
    if found is None:
        return None
    rows = tuple(
        (
            view.say(f"q_{row['kind']}", size=view.share(row["size"])),
            *(
                view.say("q_out_of_reach") if gain is None else view.count(gain)
                for gain in (row["gain"], row["gain_guaranteed"])
            ),
        )
        for row in found.terms.iter_rows(named=True)
    )
    areas = tuple(_area(view, row) for row in found.areas.iter_rows(named=True))
    blocks = (
        Paragraph(" ".join(found.sentences(view.lang))),
        view.picture("terms", file="terms"),
        Table(
            view.say("caption_scenarios"),
            (view.say("q_terms"), view.say("q_free"), view.say("q_held")),
            rows,
            file="terms",
        ),
        Table(
            view.say("q_areas"),
            tuple(view.say(head) for head in ("q_area", "q_floor", "q_gets", "q_effect")),
            areas,
            folded=True,
        ),
    )
    return Section("terms", view.say("q_on_terms"), blocks)


def _area(view: Formatter, row: dict[str, Any]) -> tuple[str, ...]:
    """What an area gets beside its floor.

    Where both read the same, a unit or less is left open, and that is no gain and no loss.
    """
    floor, gets = (
        view.count(row["floor"]),
        view.between(view.count(row["least"]), view.count(row["most"])),
    )
    effect = "same" if row["effect"] == "open" and gets == floor else row["effect"]
    return row["area"] or view.say("q_nation"), floor, gets, view.say(f"q_{effect}")


def pots(view: Formatter) -> Section:
    """The pots, counted, with what has been published beside it."""
    found = view.facts.answers.pots
    rows = []
    for row in found.by("purpose").iter_rows(named=True):
        own = view.say("yes") if row["own"] else view.say("no")
        rows.append(
            (
                view.purpose_name(row["label"] or "–"),
                own,
                str(row["streams"]),
                view.euros(row["budget_eur"]),
                view.count(row["effective_number"]),
            )
        )
    heads = tuple(
        view.say(head) for head in ("q_purpose", "own_money", "q_pots_count", "budget", "q_weight")
    )
    facts = found.facts
    names = ("description", "value", "unit", "year", "source_url")
    published = tuple(
        (
            English(told),
            "" if value is None else number(value, view.lang, 3),
            English((unit or "").replace("_", " ")),
            str(year or ""),
            source or "",
        )
        for told, value, unit, year, source in facts.select(names).iter_rows()
    )
    blocks: tuple[Block, ...] = (
        Paragraph(" ".join(found.sentences(view.lang))),
        view.picture("pots", file="pots"),
        Table(view.say("q_pots_caption"), heads, tuple(rows), texts=2, file="pots"),
        Paragraph(view.say("q_pots_note"), "note"),
    )
    if view.statuses != {"synthetic"}:  # beside an invented case the real world proves nothing
        blocks += (
            Table(
                view.say("q_published"),
                tuple(view.say(f"q_fact_{name}") for name in names),
                published,
                texts=len(names),
                folded=True,
            ),
        )
    return Section("pots", view.say("q_pots"), blocks)


def _picture(view: Formatter, name: str, data: Table | None = None, file: str = "") -> Picture:
    """A chart whose caption names the data where these are not the central ones."""
    found = view.picture(name, data, file)
    return replace(found, caption=_caption(view, f"figure_{name}"))


def _caption(view: Formatter, key: str) -> str:
    """A caption that names the data where these are not the central ones."""
    data = view.facts.answers.data
    return (
        view.say(key) if data == "central" else f"{view.say(key)} {view.say('q_on_unfavourable')}"
    )
