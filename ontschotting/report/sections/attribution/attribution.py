"""Write how the gain divides over the walls, and the ladder."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.attribution.data_notes import (
    caption_with_data,
    data_notice,
    picture_with_data,
)
from ontschotting.words.labels import wall_words


def attribution(view: Formatter) -> Section:
    """The parts of the gain, and the ladder."""
    answers = view.facts.answers
    if answers.attribution is None or answers.ladder is None:
        return Section("blame", view.say("q_blame"), (Paragraph(view.say("q_nothing")),))
    blocks: list[Block] = [
        *data_notice(view),
        Paragraph(" ".join(answers.attribution.sentences(view.lang))),
    ]
    parts = tuple(
        (wall_words(wall, view.lang), view.count(value))
        for wall, value in answers.attribution.parts.select("wall", "value").iter_rows()
    )
    data = Table(
        caption_with_data(view, "q_parts"),
        (view.say("q_wall"), view.say("q_part")),
        parts,
        file="attribution",
    )
    blocks.append(picture_with_data(view, "blame", data))
    steps = tuple(
        (wall_words(name, view.lang), view.count(value), view.count(gain))
        for name, value, gain in answers.ladder.select("lifted", "value", "gain").iter_rows()
    )
    data = Table(
        caption_with_data(view, "q_ladder"),
        (view.say("q_wall"), view.say("q_value"), view.say("gain")),
        steps,
        file="ladder",
    )
    blocks.append(picture_with_data(view, "ladder", data))
    return Section("blame", view.say("q_blame"), tuple(blocks))
