"""Write why the result is what it is, for the whole case."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter


def explanation(view: Formatter) -> Section:
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
