"""The answers behind the panel.

The best value of a regime first and its money after, each world solved once and remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.lifts import Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.questions import RegimeSolver, difference

KEPT = 3
"""Worlds of which the program is kept, so that the money can follow the value without assembling it
again. Their numbers are kept for ever.
"""


@dataclass(frozen=True)
class PanelValues:
    """V(c), V(i) and V(i) − V(c)."""

    current: float
    lifted: float
    freed: float


@dataclass(frozen=True)
class PanelMoney:
    """Where every euro sits (see `ontschotting.words.measures.MEASURES`).

    None where the lifted world does not reach today's result.
    """

    budget_eur: float
    needed_eur: float | None
    blocked_eur: float | None
    detour_eur: float | None
    surplus_eur: float

    @property
    def frame(self) -> pl.DataFrame:
        """`measure`, `value`, as `money_chart` reads them."""
        found = vars(self)
        return pl.DataFrame(
            {"measure": list(found), "value": list(found.values())},
            schema={"measure": pl.String, "value": pl.Float64},
        )


class PanelAnswers:
    """The values and the money of one case under any regime.

    Every number is a certified optimum; asked twice, it is solved once.
    """

    def __init__(self, case: Case, solver: SolverChoice = "highs") -> None:
        self.case = case
        self.solved = 0
        self._solver = solver
        self._worlds: OrderedDict[tuple[Lift, ...], RegimeSolver] = OrderedDict()
        self._values: dict[tuple[Lift, ...], float] = {}
        self._budgets: dict[tuple[Lift, ...], float] = {}
        self._spending: dict[tuple[tuple[Lift, ...], tuple[Lift, ...]], float | None] = {}

    def values(self, regime: Regime) -> PanelValues:
        """The best value within the walls and under the regime."""
        current, lifted = self._value(CURRENT), self._value(regime)
        return PanelValues(current, lifted, difference(lifted, current))

    def money(self, regime: Regime) -> PanelMoney:
        """Where every euro sits under the regime."""
        budget, spent, needed, within = (
            self._budget(regime),
            self.spending(regime, regime),
            self.spending(regime, CURRENT),
            self.spending(CURRENT, CURRENT),
        )
        assert spent is not None and within is not None  # a world reaches its own best value
        if needed is None:
            return PanelMoney(budget, None, None, None, max(0.0, budget - spent))
        # S(i, V(c)) ≤ S(i, V(i)) whenever V(c) ≤ V(i); rounding may say otherwise by a hair
        needed = min(needed, spent)
        return PanelMoney(
            budget, needed, spent - needed, difference(within, needed), max(0.0, budget - spent)
        )

    def spending(self, regime: Regime, reached: Regime) -> float | None:
        """S(r, V(r′)): the least spending under a regime that reaches the best value of another, in
        euros; None when it cannot be reached.
        """
        key = (_key(regime), _key(reached))
        if key not in self._spending:
            value, optima = self._value(reached), self._optima(regime)
            found = optima.least_spending(value)
            self._spending[key] = (
                None if found is None else max(0.0, found.minimum) * optima.regime_program.euro_unit
            )
        return self._spending[key]

    def _budget(self, regime: Regime) -> float:
        key = _key(regime)
        if key not in self._budgets:
            self._budgets[key] = self._optima(regime).regime_program.budget_eur
        return self._budgets[key]

    def _value(self, regime: Regime) -> float:
        key = _key(regime)
        if key not in self._values:
            self.solved += 1
            self._values[key] = self._optima(regime).value
        return self._values[key]

    def _optima(self, regime: Regime) -> RegimeSolver:
        """The world of a regime; the one within the walls stays, of the others the last few."""
        key = _key(regime)
        if key not in self._worlds:
            self._worlds[key] = RegimeSolver(
                build_regime_program(self.case, regime), open_backend(self._solver)
            )
            for old in [one for one in self._worlds if one != ()][
                : max(0, len(self._worlds) - 1 - KEPT)
            ]:
                del self._worlds[old]
        return self._worlds[key]


def _key(regime: Regime) -> tuple[Lift, ...]:
    """Regimes that lift nothing are the current one."""
    return tuple(one for one in regime.lifts if (one.walls and one.free_share > 0) or one.cut > 0)
