"""Write the least share of the money that has to be free."""

from __future__ import annotations

from ontschotting.measures.policy.free_share import FreeShare
from ontschotting.report.blocks import (
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter


def free_share(view: Formatter) -> Section:
    """The least free share."""
    found = view.facts.free_share
    if found is None:
        return Section(
            "free_share", view.say("free_share"), (Paragraph(view.say("free_share_none")),)
        )
    words = view.say(
        "free_share_words",
        ninety=view.share(found.least_90),
        whole=view.share(found.least_100),
        freed=view.count(found.freed),
    )
    return Section(
        "free_share",
        view.say("free_share"),
        (Paragraph(words), view.picture("free_share", _curve(view, found))),
    )


def _curve(view: Formatter, found: FreeShare) -> Table:
    rows = tuple(
        (view.share(share), view.count(value))
        for share, value in found.frame.select("free_share", "value").iter_rows()
    )
    return view.table("figure_free_share", ("free_share_size", "fundable"), rows, file="free_share")
