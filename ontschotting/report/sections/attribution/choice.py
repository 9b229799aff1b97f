"""Write which few streams to lift first."""

from __future__ import annotations

from ontschotting.case.labels import player_label
from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.attribution.data_notes import (
    caption_with_data,
    data_notice,
    picture_with_data,
)


def choice(view: Formatter) -> Section:
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
        *data_notice(view),
        Paragraph(" ".join(choice.sentences(view.lang))),
        picture_with_data(view, "first", file="choice"),
        Table(caption_with_data(view, "q_choice"), heads, tuple(rows), texts=2, file="choice"),
        Paragraph(view.say("q_first_note"), "note"),
    )
    return Section("first", view.say("q_first"), blocks)
