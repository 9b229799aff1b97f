"""How many random cases a test draws."""

from __future__ import annotations

import os
from typing import TypeVar

Step = TypeVar("Step")

FUZZ = int(os.environ.get("ONTSCHOTTING_FUZZ", "1"))
"""How many times as many random cases as in the suite; `make fuzz` sets it."""


def steps(chain: list[Step]) -> list[Step]:
    """Return a chain of which no value may fall, in the suite every other step of it."""
    return chain if FUZZ > 1 else [*chain[:-1:2], chain[-1]]


def sample(count: int) -> int:
    """Return how many random cases a test draws; in the suite `count`, a few of each family."""
    return count * FUZZ
