"""Write how the money is divided over streams, with what has been published beside it."""

from __future__ import annotations

from ontschotting.report.blocks import Block, English, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.words.numbers import number


def fragmentation(view: Formatter) -> Section:
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
