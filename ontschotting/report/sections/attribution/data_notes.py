"""Say on which data attribution and choice stand, where these are not the central data."""

from __future__ import annotations

from dataclasses import replace

from ontschotting.report.blocks import Block, Paragraph, Picture, Table
from ontschotting.report.formatting import Formatter


def data_notice(view: Formatter) -> list[Block]:
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


def picture_with_data(
    view: Formatter, name: str, data: Table | None = None, file: str = ""
) -> Picture:
    """A chart whose caption names the data where these are not the central ones."""
    found = view.picture(name, data, file)
    return replace(found, caption=caption_with_data(view, f"figure_{name}"))


def caption_with_data(view: Formatter, key: str) -> str:
    """A caption that names the data where these are not the central ones."""
    data = view.facts.answers.data
    return (
        view.say(key) if data == "central" else f"{view.say(key)} {view.say('q_on_unfavourable')}"
    )
