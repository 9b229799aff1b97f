"""Every measure of model.md, from the optima of the current world and a lifted one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.allocation import Allocation, allocation_of
from ontschotting.assembly.assemble import assemble
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solve import Backend, Optimum, open_backend
from ontschotting.measures.comparison import Comparison, Side
from ontschotting.measures.guarantee import check_guarantee, floors_of
from ontschotting.optima import Optima, difference
from ontschotting.results import Trace
from ontschotting.walls import CURRENT, INTEGRAL, Regime

if TYPE_CHECKING:
    from ontschotting.case import Case

_ONE_EURO = 1.0


def compare(
    case: Case,
    regime: Regime = INTEGRAL,
    guarantee: str | None = None,
    *,
    solver: str = "highs",
    pulp_solver: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Comparison:
    """The current world against a lifted one: what the walls block, what falls free, and what it would take otherwise.

    regime     which walls fall; by default purpose, period and stacking (`INTEGRAL`)
    guarantee  a level (`province`, …) or `outcomes`: no area (or outcome) gets less than the least it gets in any optimal current allocation
    solver     `highs`, or `pulp` with `pulp_solver` (CBC, HiGHS, …)
    progress   called with a word before each optimum

    Raises QuestionError for a regime or guarantee that does not fit the case, CertificateError when there is no certified answer.
    """
    return Comparer(case, solver=solver, pulp_solver=pulp_solver, progress=progress).compare(regime, guarantee)


class Comparer:
    """Compares one case under several regimes; the current world is solved once."""

    def __init__(
        self, case: Case, *, solver: str = "highs", pulp_solver: str | None = None, progress: Callable[[str], None] | None = None
    ) -> None:
        self.case = case
        self._solver = (solver, pulp_solver)
        self._say = progress or (lambda word: None)
        self._say("current")
        self._current = Optima(assemble(case, CURRENT), self._backend())
        self._allocation = allocation_of(case, CURRENT, self._current)
        self._most_current = self._current.most_spending
        self._target_current = self._target_top_up(self._current)

    def _backend(self) -> Backend:
        return open_backend(*self._solver)

    def compare(self, regime: Regime = INTEGRAL, guarantee: str | None = None) -> Comparison:
        """Compare the current world with one regime; see `ontschotting.compare`."""
        check_guarantee(self.case, guarantee)
        case, current = self.case, self._current
        floors = None
        if guarantee is not None:
            self._say(f"floors per {guarantee}")
            floors = floors_of(case, guarantee, self._backend())
        self._say(f"{regime}")
        lifted = self._lifted(regime, guarantee, floors)
        allocation = allocation_of(case, regime, lifted) if lifted.best is not None else None
        value_current, value_lifted = self._allocation.value, lifted.value
        budget = lifted.world.budget_eur
        unit = lifted.world.euro_unit
        spent = allocation.spent_eur if allocation else None
        needed = _eur(lifted.least_spending(value_current), unit)
        least_most = lifted.most_spending
        stranded = None if least_most is None else _nonnegative(budget + least_most.minimum * unit, budget)
        self._say("top-up")
        top_up = None if value_lifted is None else _eur(current.least_additions(value_lifted), current.world.euro_unit)
        self._say("break-even")
        least_scale = lifted.least_theta(value_current)
        self._say("crossing")
        crossing = None
        if value_lifted is not None:
            crossed = self._lifted(regime, guarantee, floors, crossing=True)
            crossing = _eur(crossed.least_crossing(value_lifted), crossed.world.euro_unit)
        self._say("free share")
        shares: dict[float, float | None] = {1.0: None, 0.9: None}
        freed = None if value_lifted is None else difference(value_lifted, value_current)
        if freed is not None:
            shared = self._lifted(regime, guarantee, floors, open_share=True)
            shares = {part: shared.least_theta(value_current + part * freed) for part in shares}
        self._say("targets")
        lifted_target = self._target_top_up(lifted) if value_lifted is not None else None
        if spent is None or needed is None:
            blocked = detour = utilisation = None
        else:
            needed = min(needed, spent)  # S(i, V(c)) ≤ S(i, V(i)) whenever V(c) ≤ V(i); rounding may say otherwise by a hair
            blocked = spent - needed
            # With a cut the cheap money may be gone, so today's result can cost more in the lifted world: the detour is then negative.
            detour = difference(self._allocation.spent_eur, needed)
            both = needed + blocked
            utilisation = 1.0 if needed < _ONE_EURO and blocked < _ONE_EURO else needed / both
        price = None
        if guarantee is not None and value_lifted is not None:
            free = Optima(assemble(case, regime), self._backend()).value
            price = None if free is None else difference(free, value_lifted)
        return Comparison(
            case=case,
            regime=regime,
            guarantee=guarantee,
            current=self._side(current, self._allocation, self._most_current, self._target_current),
            lifted=Side(
                budget,
                value_lifted,
                allocation.outcomes if allocation else None,
                spent,
                stranded,
                lifted_target,
            ),
            freed=freed,
            crossing_eur=crossing,
            needed_eur=needed,
            blocked_eur=blocked,
            detour_eur=detour,
            surplus_eur=None if spent is None else _nonnegative(budget - spent, budget),
            utilisation=utilisation,
            top_up_eur=top_up,
            break_even_cut=None if least_scale is None else 1.0 - least_scale,
            least_free_share=shares[1.0],
            least_free_share_90=shares[0.9],
            guarantee_price=price,
            floors=floors,
            current_allocation=self._allocation,
            lifted_allocation=allocation,
            trace=Trace.of(case, regime, current.backend.name, self._certificates(current, lifted)),
            solver=self._solver,
        )

    def _lifted(
        self, regime: Regime, guarantee: str | None, floors: pl.DataFrame | None, *, crossing: bool = False, open_share: bool = False
    ) -> Optima:
        world = assemble(self.case, regime, crossing=crossing, open_share=open_share, guarantee=guarantee)
        if floors is not None:
            floors = world.floor_rows.join(floors, on="area")
        return Optima(world, self._backend(), floors)

    def _side(self, optima: Optima, allocation: Allocation, most: Optimum | None, target: float | None) -> Side:
        budget, unit = optima.world.budget_eur, optima.world.euro_unit
        stranded = None if most is None else _nonnegative(budget + most.minimum * unit, budget)
        return Side(budget, allocation.value, allocation.outcomes, allocation.spent_eur, stranded, target)

    def _target_top_up(self, optima: Optima) -> float | None:
        """None when the case has no targets, or no amount suffices."""
        if optima.world.target_rows.is_empty():
            return None
        return _eur(optima.least_additions_for_targets(), optima.world.euro_unit)

    @staticmethod
    def _certificates(*optima: Optima) -> list[Certificate]:
        return [certificate for one in optima for certificate in one.certificates]


def _eur(optimum: Optimum | None, unit: float) -> float | None:
    return None if optimum is None else max(0.0, optimum.minimum) * unit


def _nonnegative(amount: float, scale: float) -> float:
    """An amount that is at least zero by its definition: rounding below zero becomes zero, more than rounding is a fault."""
    if amount < -1e-6 * max(1.0, scale):
        raise AssertionError(f"an amount that cannot be negative is {amount}")
    return max(0.0, amount)
