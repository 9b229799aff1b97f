"""Questions about several outcomes: the most of one, and the best allocation by other weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ontschotting.lp.program import Array
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.tolerances import unsigned, within_reach


@dataclass(frozen=True, eq=False)
class WeightedBest:
    """The best allocation by some weights.

    Attributes:
        value: The greatest Σ weight · N over the outcomes
        units: N of each outcome in the allocation shown
    """

    value: float
    units: dict[str, float]


def best_by_weights(
    questions: RegimeQuestions, weights: Mapping[str, float], scale: Mapping[str, float]
) -> WeightedBest:
    """Return the best allocation when outcomes have other weights than in the case.

    Where several are equally good, the one shown has the most of all outcomes together, each as a
    share of its scale. So no outcome can be raised there without lowering another.

    Args:
        questions: The optima of a regime
        weights: The weight of each outcome, not below zero
        scale: What counts as one of each outcome where weights do not decide, such as its most
    """
    program = questions.regime_program
    value = _sum(program, weights)
    shares = _sum(program, {name: 1.0 / most for name, most in scale.items() if most > 0})
    wider = questions.base.with_row(value)
    best = -questions.least(wider, -value)
    row_lower = wider.row_lower.copy()
    row_lower[-1] = within_reach(best)
    shown = questions.optimum(wider.changed(row_lower=row_lower), -shares).values
    units = {name: unsigned(float(program.units_of(name) @ shown)) for name in weights}
    return WeightedBest(unsigned(best), units)


def _sum(program: RegimeProgram, weights: Mapping[str, float]) -> Array:
    """Return Σ weight · N as one number per column."""
    total: Array = np.zeros(program.program.columns)
    for name, weight in weights.items():
        total += weight * program.units_of(name)
    return total
