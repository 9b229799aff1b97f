"""Write what the numbers do not support."""

from __future__ import annotations

from ontschotting.report.blocks import (
    Items,
    Section,
)
from ontschotting.report.formatting import Formatter


def not_concluded(view: Formatter) -> Section:
    """The sentences that this does not support."""
    both = view.facts.price is not None
    items = [view.say(f"not_{number}") for number in range(1, 7) if number != 3 or both]
    return Section("not_concluded", view.say("not_concluded"), (Items(tuple(items)),))
