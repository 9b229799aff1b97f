"""The optimum that an allocation is read from: exactly the best value, at the least spending."""

from __future__ import annotations

from dataclasses import replace

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Optimum
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.tolerances import LAST_DIGITS, is_same_value


def shown_allocation(questions: RegimeQuestions) -> Optimum | None:
    """Return the least spending at V(r) itself, or None if no allocation exists.

    S(r, V(r)) stops short of V(r) by the tolerance of *reach*. From there the solver goes on to
    V(r), which changes who pays what in its last digits alone, where it can start from a basis.
    Projects keep their choices, and with them the bound that was proven for S.

    Args:
        questions: The optima of a regime
    """
    return questions.answers.get("shown_allocation", lambda: _at_best_value(questions))


def _at_best_value(questions: RegimeQuestions) -> Optimum | None:
    value, objectives = questions.value, questions.regime_program.objectives
    cheapest = None if value is None else questions.least_spending(value)
    if value is None or cheapest is None:
        return None
    if is_same_value(float(objectives.value @ cheapest.values), value):
        return cheapest
    shown = _cheapest_of(questions, cheapest, value) or _cheapest_of(
        questions, cheapest, value - LAST_DIGITS * max(1.0, abs(value))
    )
    if shown is None:
        # The best value was certified up to the tolerance of a certificate, and no allocation has
        # it to the last digit.
        return cheapest
    if not len(questions.base.undecided):
        return shown
    least = cheapest.certificate
    proof = replace(shown.certificate, bound=least.bound, gap=least.gap, bound_by=least.bound_by)
    return replace(shown, certificate=proof)


def _cheapest_of(questions: RegimeQuestions, cheapest: Optimum, value: float) -> Optimum | None:
    """Return the least spending at a value, from the optimum near it; None if none is certified."""
    row_lower = questions.base.row_lower.copy()
    row_lower[questions.regime_program.rows.value] = value
    program = questions.base.changed(row_lower=row_lower, only_bounds_changed=True)
    program, start = program.decided(cheapest.values), questions.corner_of(cheapest)
    try:
        return questions.solve_from(start, program, questions.regime_program.objectives.spent)
    except CertificateError:
        return None
