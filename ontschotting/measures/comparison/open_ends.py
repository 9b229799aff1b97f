"""What a search that time did not close leaves open: each measure as least … most."""

from __future__ import annotations

from collections.abc import Callable

from ontschotting.lp.certificate import Optimum
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.tolerances import GAP

Ends = tuple[float, float | None]
"""The least and the most of a measure; None where no most is known."""


def open_ends(regimes: TwoRegimes) -> dict[str, Ends]:
    """Return the measures that are still open, with their ends, in the order of a comparison.

    The value that was found is the least of V, and its bound the most. S is taken at the values
    found; where V(i) itself is open, more may be blocked than what was found, so `blocked_eur` has
    no most. Only the headline has ends; any other optimum that is open is in the gap.

    Args:
        regimes: The two regimes
    """
    found: dict[str, Ends] = {}
    budget = regimes.lifted.regime_program.budget_eur
    for name, ends_of in _ENDS.items():
        ends = ends_of(regimes)
        scale = budget if name.endswith("_eur") else 0.0
        if ends is not None and _is_open(ends, scale):
            found[name] = ends
    return found


def _is_open(ends: Ends, scale: float = 0.0) -> bool:
    """Tell whether two ends are further apart than what certificates admit.

    Args:
        ends: The two ends
        scale: The size of what they are a part of, in the same unit
    """
    least, most = ends
    return most is None or most - least > 4 * GAP * max(1.0, abs(least), abs(most), scale)


def _value(questions: RegimeQuestions) -> Ends | None:
    best = questions.best
    return None if best is None else (-best.minimum, -best.certificate.bound)


def _euros(questions: RegimeQuestions, optimum: Optimum | None) -> tuple[float, float] | None:
    """Return the ends of the least of an amount of money."""
    if optimum is None:
        return None
    unit = questions.regime_program.euro_unit
    return max(0.0, optimum.certificate.bound) * unit, max(0.0, optimum.minimum) * unit


def _difference(whole: Ends | None, part: Ends | None) -> Ends | None:
    """Return the ends of a difference of two amounts."""
    if whole is None or part is None:
        return None
    least, most = whole[0], whole[1]
    if part[1] is None or most is None:
        return None
    return least - part[1], most - part[0]


def _freed(regimes: TwoRegimes) -> Ends | None:
    return _difference(_value(regimes.lifted), _value(regimes.current))


def _needed(regimes: TwoRegimes) -> tuple[float, float] | None:
    lifted = regimes.lifted
    return _euros(lifted, lifted.least_spending(regimes.value_current))


def _spent_lifted(regimes: TwoRegimes) -> tuple[float, float] | None:
    value = regimes.value_lifted
    return None if value is None else _euros(regimes.lifted, regimes.lifted.least_spending(value))


def _blocked(regimes: TwoRegimes) -> Ends | None:
    ends, value = _difference(_spent_lifted(regimes), _needed(regimes)), _value(regimes.lifted)
    if ends is None or value is None:
        return ends
    least = max(0.0, ends[0])
    return (least, None) if _is_open(value) else (least, ends[1])


def _detour(regimes: TwoRegimes) -> Ends | None:
    spent = _euros(regimes.current, regimes.current.cheapest)
    return _difference(spent, _needed(regimes))


def _surplus(regimes: TwoRegimes) -> Ends | None:
    budget = regimes.lifted.regime_program.budget_eur
    return _difference((budget, budget), _spent_lifted(regimes))


_ENDS: dict[str, Callable[[TwoRegimes], Ends | None]] = {
    "value_current": lambda regimes: _value(regimes.current),
    "value_lifted": lambda regimes: _value(regimes.lifted),
    "freed": _freed,
    "needed_eur": _needed,
    "blocked_eur": _blocked,
    "detour_eur": _detour,
    "surplus_eur": _surplus,
}
