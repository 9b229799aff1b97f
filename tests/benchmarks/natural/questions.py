"""The measures of a comparison out of the programs of whoever writes them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ontschotting.support.tolerances import REACH

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case

MILLION = 1e6
"""Money is counted in millions, so that no number is extreme."""


class Questions(Protocol):
    """The optima that a comparison asks for, each of a program of its own; money in millions.

    `lifted` says in which world; where it is not asked, there is one: the crossing, the cut and the
    free share are of the lifted world, the additions of the current one.
    """

    def best_value(self, lifted: bool) -> float: ...

    def most_spent(self, lifted: bool) -> float: ...

    def least_spent(self, lifted: bool, value: float) -> float: ...

    def least_crossing(self, value: float) -> float: ...

    def least_added(self, value: float) -> float: ...

    def least_left(self, value: float) -> float: ...

    def least_free_share(self, value: float) -> float: ...


def reaching(value: float) -> float:
    """Return the least value that counts as this one."""
    return value - REACH * max(1.0, value)


def measures_of(case: Case, ask: Questions) -> dict[str, float]:
    """Return the measures of `compare(case, INTEGRAL)`.

    Args:
        case: A case with walls of purpose, area and period only
        ask: What answers each question about it
    """
    current, lifted = ask.best_value(False), ask.best_value(True)
    budget = sum(case.budgets["amount_eur"]) / MILLION
    freed = lifted - current
    needed = ask.least_spent(True, current)
    return {
        "budget_eur": MILLION * budget,
        "value_current": current,
        "value_lifted": lifted,
        "freed": freed,
        "crossing_eur": MILLION * ask.least_crossing(lifted),
        "needed_eur": MILLION * needed,
        "blocked_eur": MILLION * (ask.least_spent(True, lifted) - needed),
        "detour_eur": MILLION * (ask.least_spent(False, current) - needed),
        "stranded_current_eur": MILLION * (budget - ask.most_spent(False)),
        "stranded_lifted_eur": MILLION * (budget - ask.most_spent(True)),
        "top_up_eur": MILLION * ask.least_added(lifted),
        "break_even_cut": 1.0 - ask.least_left(current),
        "least_free_share": ask.least_free_share(current + freed),
        "least_free_share_90": ask.least_free_share(current + 0.9 * freed),
    }
