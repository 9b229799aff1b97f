"""Where the money of a regime is: needed for today's result, blocked, or surplus."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.tolerances import NEGATIVE, ONE_EUR, difference, is_same_value


@dataclass(frozen=True)
class MoneyByRole:
    """Every euro of a regime by what it does (model.md, *Measures*).

    Where the regime does not reach today's value, nothing is needed for it and nothing blocked:
    these are None.

    Attributes:
        budget_eur: B(i)
        needed_eur: S(i, V(c)), what today's best value costs under the regime
        blocked_eur: S(i, V(i)) − S(i, V(c)), money that adds to the value when the walls fall
        detour_eur: S(c, V(c)) − S(i, V(c)), spent today in dearer ways
        surplus_eur: B(i) − S(i, V(i)), money that adds nothing even then
        utilisation: needed / (needed + blocked)
    """

    budget_eur: float
    needed_eur: float | None
    blocked_eur: float | None
    detour_eur: float | None
    surplus_eur: float | None
    utilisation: float | None


def money_by_role(
    lifted: RegimeQuestions, value_current: float, spent_current_eur: float
) -> MoneyByRole:
    """Divide the money of a lifted regime over what it does.

    Args:
        lifted: The optima of the lifted regime
        value_current: V(c), today's best value
        spent_current_eur: S(c, V(c)), the least spending within the walls at that value
    """
    budget, value = lifted.regime_program.budget_eur, lifted.value
    spent = None if value is None else least_spending_eur(lifted, value)
    surplus = None if spent is None else not_negative(budget - spent, budget)
    needed = spent
    if value is None or not is_same_value(value, value_current):
        needed = least_spending_eur(lifted, value_current)
    if spent is None or needed is None:
        return MoneyByRole(budget, needed, None, None, surplus, None)
    # S(i, V(c)) ≤ S(i, V(i)) whenever V(c) ≤ V(i). Rounding can break this when the two are equal,
    # and a search that stopped may have found less without the walls than within them.
    if lifted.is_open and value is not None and value < value_current:
        spent = max(needed, spent)
        surplus = not_negative(budget - spent, budget)
    needed = min(needed, spent)
    blocked = spent - needed
    return MoneyByRole(
        budget_eur=budget,
        needed_eur=needed,
        blocked_eur=blocked,
        # Negative when a cut takes cheap money away: today's value then costs more than today.
        detour_eur=difference(spent_current_eur, needed),
        surplus_eur=surplus,
        utilisation=_utilisation(needed, blocked),
    )


def _utilisation(needed: float, blocked: float) -> float:
    return 1.0 if needed < ONE_EUR and blocked < ONE_EUR else needed / (needed + blocked)


def least_spending_eur(regime: RegimeQuestions, value: float) -> float | None:
    """Return S(r, w) in euros, or None when the regime does not reach the value.

    Args:
        regime: The optima of a regime
        value: The value to reach
    """
    least = regime.least_spending(value)
    return None if least is None else regime.least_eur(least)


def not_negative(amount: float, scale: float) -> float:
    """Return an amount that is at least zero by its definition.

    Rounding below zero becomes zero; more than rounding is a fault of the library.

    Args:
        amount: The amount
        scale: The size of the sums it is a difference of, in the same unit
    """
    if amount < -NEGATIVE * max(1.0, scale):
        raise AssertionError(f"an amount that cannot be negative is {amount}")
    return max(0.0, amount)
