"""Finds the user's line in the call stack, so that a warning points at it."""

from __future__ import annotations

import sys

_PACKAGE = __name__.partition(".")[0]


def level_of_caller() -> int:
    """Return the `stacklevel` with which `warnings.warn` points at the first line outside here."""
    frame, level = sys._getframe(1), 1
    while (
        frame.f_back is not None
        and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE
    ):
        frame, level = frame.f_back, level + 1
    return level
