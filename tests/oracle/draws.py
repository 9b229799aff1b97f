"""Draws chances, picks and round numbers, each run the same."""

from __future__ import annotations

from typing import Any

import numpy as np


class Draws:
    """What the makers of random tables draw with."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)

    def between(self, low: int, high: int) -> int:
        return int(self.rng.integers(low, high + 1))

    def pick(self, options: list[Any]) -> Any:
        return options[self.between(0, len(options) - 1)]

    def some(self, options: list[Any], probability: float = 0.5) -> list[Any]:
        """A random selection with at least one element."""
        return [option for option in options if self.chance(probability)] or [self.pick(options)]

    def nice(self, low: float, high: float) -> float:
        """A number of two digits between low and high, spread evenly over the magnitudes."""
        value = float(10 ** self.rng.uniform(np.log10(low), np.log10(high)))
        step = 10 ** (np.floor(np.log10(value)) - 1)
        return float(round(round(value / step) * step, 6))
