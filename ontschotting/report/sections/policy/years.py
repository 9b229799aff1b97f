"""Write what the rules about years cost."""

from __future__ import annotations

from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.formatting import Formatter


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
