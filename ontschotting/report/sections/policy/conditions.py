"""Write guarantee, free share and cut side by side."""

from __future__ import annotations

from typing import Any

from ontschotting.report.blocks import Paragraph, Section, Table
from ontschotting.report.formatting import Formatter


def conditions(view: Formatter) -> Section | None:
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
