"""What a search that time did not close leaves open: each measure as least … most.

The value that was found is the least of V, and its bound the most. S, O and the other least amounts
are taken at the values that were found. A least amount never falls when the value to reach rises,
so where that value is open the amount has a least and no most. Without a cut, lifting takes nothing
away: what falls free, what is blocked and what the walls tie are then never below zero.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ontschotting.case.facts.streams import own_streams
from ontschotting.lp.certificate import Optimum
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.solving.case_solver import has_cut
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.tolerances import GAP, ONE_EUR, is_same_value

Ends = tuple[float, float | None]
"""The least and the most of a measure; None where no most is known."""


def open_ends(regimes: TwoRegimes, measure: str) -> Ends | None:
    """Return the least and the most of a measure that a search left open.

    Args:
        regimes: The two regimes
        measure: The name of a measure

    Returns:
        None where it is one number, and where it does not exist
    """
    ends = _ENDS[measure](regimes) if measure in _ENDS else None
    budget = regimes.lifted.regime_program.budget_eur if measure.endswith("_eur") else 0.0
    return ends if ends is not None and _is_open(ends, budget) else None


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
    if best is None:
        return None
    most = -best.certificate.bound
    return -best.minimum, most if np.isfinite(most) else None


def _value_lifted(regimes: TwoRegimes) -> Ends | None:
    """Return the ends of V(i): without a cut it is never less than what today's walls allow."""
    ends, current = _value(regimes.lifted), regimes.value_current
    return ends if ends is None or has_cut(regimes.regime) else (max(ends[0], current), ends[1])


def _is_value_open(questions: RegimeQuestions) -> bool:
    value = _value(questions)
    return value is not None and _is_open(value)


def _least(
    questions: RegimeQuestions, optimum: Optimum | None, is_target_open: bool = False
) -> Ends | None:
    """Return the ends of a least amount of money.

    Args:
        questions: Where it was asked
        optimum: The least that was found; None where no such amount exists
        is_target_open: Whether what it must reach may be more
    """
    if optimum is None:
        return None
    unit = questions.regime_program.euro_unit
    found, bound = max(0.0, optimum.minimum), max(0.0, optimum.certificate.bound)
    return min(found, bound) * unit, None if is_target_open else found * unit


def _difference(whole: Ends | None, part: Ends | None, is_negative: bool) -> Ends | None:
    """Return the ends of a difference of two amounts.

    Args:
        whole: The ends of what is subtracted from
        part: The ends of what is subtracted
        is_negative: Whether the difference may lie below zero
    """
    if whole is None or part is None or (is_negative and part[1] is None):
        return None
    least = 0.0 if part[1] is None else whole[0] - part[1]
    most = None if whole[1] is None else whole[1] - part[0]
    if is_negative:
        return least, most
    return max(0.0, least), None if most is None else max(0.0, most)


def _within(ends: Ends, most: float) -> Ends:
    """Return the ends of an amount that cannot be more than all there is."""
    return ends[0], most if ends[1] is None else ends[1]


def _freed(regimes: TwoRegimes) -> Ends | None:
    values = _value_lifted(regimes), _value(regimes.current)
    return _difference(*values, is_negative=has_cut(regimes.regime))


def _needed(regimes: TwoRegimes) -> Ends | None:
    lifted, current, value = regimes.lifted, regimes.value_current, regimes.value_lifted
    if value is not None and is_same_value(value, current):
        current = value
    return _least(lifted, lifted.least_spending(current), _is_value_open(regimes.current))


def _spent_lifted(regimes: TwoRegimes) -> Ends | None:
    value, lifted = regimes.value_lifted, regimes.lifted
    if value is None:
        return None
    return _least(lifted, lifted.least_spending(value), _is_value_open(lifted))


def _blocked(regimes: TwoRegimes) -> Ends | None:
    return _difference(_spent_lifted(regimes), _needed(regimes), is_negative=False)


def _detour(regimes: TwoRegimes) -> Ends | None:
    current, needed = regimes.current, _needed(regimes)
    is_open = _is_value_open(current)
    spent = _least(current, current.cheapest, is_open)
    if needed is None or spent is None:
        return None
    return _difference(
        _within(spent, current.regime_program.budget_eur),
        _within(needed, regimes.lifted.regime_program.budget_eur),
        is_negative=has_cut(regimes.regime),
    )


def _surplus(regimes: TwoRegimes) -> Ends | None:
    budget, spent = regimes.lifted.regime_program.budget_eur, _spent_lifted(regimes)
    return _difference((budget, budget), spent, is_negative=False)


def _utilisation(regimes: TwoRegimes) -> Ends | None:
    needed, spent = _needed(regimes), _spent_lifted(regimes)
    if needed is None or spent is None:
        return None
    most_eur = regimes.lifted.regime_program.budget_eur if spent[1] is None else spent[1]
    least = needed[0] / most_eur if most_eur >= ONE_EUR else 1.0
    if needed[1] is None or spent[0] < ONE_EUR:
        return least, 1.0
    return least, min(1.0, needed[1] / spent[0])


def _own_tied(regimes: TwoRegimes) -> Ends | None:
    current, lifted, value = regimes.current, regimes.lifted, regimes.value_current
    own = own_streams(regimes.case)
    if not own:
        return None
    is_open = _is_value_open(current)
    within = _least(current, current.least_own_money(value), is_open)
    without = _least(lifted, lifted.least_own_money(value), is_open)
    if within is None or without is None:
        return None
    budgets = regimes.case.budgets
    own_eur = float(budgets.filter(budgets["stream"].is_in(own))["amount_eur"].sum())
    return _difference(
        _within(within, own_eur), _within(without, own_eur), is_negative=has_cut(regimes.regime)
    )


def _crossing(regimes: TwoRegimes) -> Ends | None:
    value, is_open = regimes.value_lifted, _is_value_open(regimes.lifted)
    if value is None:
        return None
    if regimes.gains_nothing:
        return 0.0, None if is_open else 0.0
    return _least(regimes.marked, regimes.marked.least_crossing(value), is_open)


def _top_up(regimes: TwoRegimes) -> Ends | None:
    value, current = regimes.value_lifted, regimes.current
    is_open = _is_value_open(regimes.lifted)
    if value is None:
        return None
    if current.is_found_to_reach(value):
        return 0.0, None if is_open else 0.0
    return _least(current, current.least_additions(value), is_open)


def _break_even(regimes: TwoRegimes) -> Ends | None:
    least = regimes.lifted.theta_that_reaches(regimes.value_current)
    if least is None:
        return None
    low, high = max(0.0, least.certificate.bound), least.minimum
    return 0.0 if _is_value_open(regimes.current) else 1.0 - high, 1.0 - min(low, high)


def _free_share(part: float) -> Callable[[TwoRegimes], Ends | None]:
    def ends(regimes: TwoRegimes) -> Ends | None:
        freed, is_open = regimes.freed, _is_value_open(regimes.lifted)
        if freed is None:
            return None
        if regimes.gains_nothing:
            return 0.0, 1.0 if is_open else 0.0
        least = regimes.shared.theta_that_reaches(regimes.value_current + part * freed)
        if least is None:
            return None
        low, high = max(0.0, least.certificate.bound), least.minimum
        return min(low, high), 1.0 if is_open or _is_value_open(regimes.current) else high

    return ends


def _stranded(questions: RegimeQuestions) -> Ends | None:
    most = questions.most_spending
    if most is None:
        return None
    budget, unit = questions.regime_program.budget_eur, questions.regime_program.euro_unit
    least = max(0.0, budget + most.certificate.bound * unit)
    return least, max(least, budget + most.minimum * unit)


def _target_top_up(questions: RegimeQuestions) -> Ends | None:
    if questions.best is None or questions.regime_program.rows.targets.is_empty():
        return None
    return _least(questions, questions.least_additions_for_targets())


def _guarantee_price(regimes: TwoRegimes) -> Ends | None:
    free = _value(regimes.solver.questions(regimes.regime))
    return _difference(free, _value(regimes.lifted), is_negative=False)


_ENDS: dict[str, Callable[[TwoRegimes], Ends | None]] = {
    "value_current": lambda regimes: _value(regimes.current),
    "value_lifted": _value_lifted,
    "freed": _freed,
    "crossing_eur": _crossing,
    "needed_eur": _needed,
    "blocked_eur": _blocked,
    "detour_eur": _detour,
    "surplus_eur": _surplus,
    "utilisation": _utilisation,
    "own_tied_eur": _own_tied,
    "stranded_current_eur": lambda regimes: _stranded(regimes.current),
    "stranded_lifted_eur": lambda regimes: _stranded(regimes.lifted),
    "top_up_eur": _top_up,
    "break_even_cut": _break_even,
    "least_free_share": _free_share(1.0),
    "least_free_share_90": _free_share(0.9),
    "target_top_up_current_eur": lambda regimes: _target_top_up(regimes.current),
    "target_top_up_lifted_eur": lambda regimes: _target_top_up(regimes.lifted),
    "guarantee_price": _guarantee_price,
}
"""What may be open; `budget_eur` is a sum of the tables."""
