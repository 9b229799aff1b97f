"""Write the gain under every other regime, apart from the headline."""

from __future__ import annotations

from ontschotting.report.blocks import (
    Block,
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter


def scenarios(view: Formatter) -> Section:
    """Every other regime, apart."""
    both = view.facts.price is not None
    heads = [
        view.say("scenario"),
        view.say("only_free" if both else "gain"),
        *([view.say("also_awarded")] if both else []),
    ]
    rows = []
    for scenario, level, free, awarded in view.facts.scenarios.iter_rows():
        rows.append(
            (
                view.scenario_name(scenario, level),
                view.count(free),
                *([view.count(awarded)] if both else []),
            )
        )
    blocks: tuple[Block, ...] = (
        Paragraph(view.say("scenarios_words")),
        *_nothing_freed(view),
        view.picture("scenarios", file="scenarios"),
        Table(view.say("caption_scenarios"), tuple(heads), tuple(rows), file="scenarios"),
        Paragraph(view.say("guarantee_price"), "note"),
    )
    return Section("scenarios", view.say("scenarios"), blocks)


def _nothing_freed(view: Formatter) -> list[Paragraph]:
    gains = [
        gain
        for row in view.facts.scenarios.select("free", "awarded").iter_rows()
        for gain in row
        if gain is not None
    ]
    if max(gains, default=0.0) > view.noise:
        return []
    by_limits = (view.facts.possible or 0.0) - (view.facts.main.current.value or 0.0) <= view.noise
    return [Paragraph(view.say("scenarios_none" if by_limits else "scenarios_none_money"))]
