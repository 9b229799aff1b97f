"""Answer the questions of the panel: the best value of a regime first, and its money after."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.case import Case
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.answers import Record, recorded
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.money import MoneyByRole, money_by_role
from ontschotting.support.made_once import MadeOnce
from ontschotting.support.tolerances import difference


@dataclass(frozen=True)
class PanelValues:
    """V(c), V(i) and V(i) − V(c).

    Attributes:
        is_proven: Whether both are proven to be the best; else they are the best that was found
    """

    current: float
    lifted: float
    freed: float
    is_proven: bool = True


@dataclass(frozen=True)
class PanelMoney:
    """Where every euro sits.

    Attributes:
        roles: The amounts
        is_proven: Whether all optima behind them are proven
    """

    roles: MoneyByRole
    is_proven: bool


def money_frame(money: MoneyByRole) -> pl.DataFrame:
    """Return `measure` and `value`, as `money_chart` reads them."""
    amounts = {name: value for name, value in vars(money).items() if name.endswith("_eur")}
    return pl.DataFrame(
        {"measure": list(amounts), "value": list(amounts.values())},
        schema={"measure": pl.String, "value": pl.Float64},
    )


class PanelAnswers:
    """The values and the money of one case under any regime; what was asked before is remembered.

    Attributes:
        case_solver: Solves each regime once
    """

    def __init__(self, case: Case, solver: SolverChoice = "highs") -> None:
        """Prepare the answers; nothing is solved yet.

        Args:
            case: The case
            solver: `highs`, or a `Solver`
        """
        self.case_solver = CaseSolver(case, solver)
        self._money: MadeOnce[PanelMoney] = MadeOnce()

    def values(self, regime: Regime) -> PanelValues:
        """Return the best value within the walls and under the regime."""
        with recorded() as certificates:
            current, lifted = self.case_solver.values(_effective(regime))
        return PanelValues(current, lifted, difference(lifted, current), _is_proven(certificates))

    def money(self, regime: Regime) -> PanelMoney:
        """Return where every euro sits under the regime."""
        effective = _effective(regime)
        return self._money.get(effective.lifts, lambda: self._find_money(effective))

    def solve_spending(self, regime: Regime, reached: Regime) -> None:
        """Solve S(r, V(r′)) ahead, so that a newer choice can come between it and the money.

        Args:
            regime: r, the regime that spends
            reached: r′, the regime whose best value is reached
        """
        value = self.case_solver.value(_effective(reached))
        self.case_solver.questions(_effective(regime)).least_spending(value)

    def _find_money(self, regime: Regime) -> PanelMoney:
        current = self.case_solver.questions(CURRENT)
        with recorded() as certificates:
            spent = current.cheapest.minimum * current.regime_program.euro_unit
            roles = money_by_role(self.case_solver.questions(regime), current.value, spent)
        return PanelMoney(roles, _is_proven(certificates))


def _is_proven(certificates: Record) -> bool:
    return not any(each.is_open for each in certificates)


def _effective(regime: Regime) -> Regime:
    """Return a regime without the lifts that do nothing, so that it may be the current one."""
    lifts = regime.lifts
    return Regime(
        tuple(lift for lift in lifts if (lift.walls and lift.free_share > 0) or lift.cut > 0)
    )
