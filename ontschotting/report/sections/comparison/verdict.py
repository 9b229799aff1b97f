"""Write whether separate budgets are what holds back."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.uncertainty.switching_values import nearest_switch_sentence


def verdict(view: Formatter) -> Section:
    """The verdict_paragraphs, with other readings of the data and other limits beside it."""
    facts = view.facts
    blocks = verdict_paragraphs(view)
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


def verdict_paragraphs(view: Formatter) -> list[Block]:
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
        blocks.append(Paragraph(nearest_switch_sentence(view, facts.flips)))
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
