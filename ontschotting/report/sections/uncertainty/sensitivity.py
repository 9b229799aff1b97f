"""Write which inputs move the answer."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.collect import FLIP_PRECISION
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.uncertainty.switching_values import switching_inputs


def sensitivity(view: Formatter) -> Section:
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
            for name, moves, proven in switching_inputs(view, view.facts.flips)
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
