"""How many random cases a test draws."""

from __future__ import annotations

import os

FUZZ = int(os.environ.get("ONTSCHOTTING_FUZZ", "1"))
"""How many times as many random cases as in the suite; `make fuzz` sets it."""


def sample(count: int) -> int:
    """Return how many random cases a test draws; in the suite `count`, a few of each family."""
    return count * FUZZ
