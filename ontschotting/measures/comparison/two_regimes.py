"""Two regimes of one case, and the optima that their measures share."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.solving.case_solver import CaseSolver, has_cut
from ontschotting.solving.money import MoneyByRole, money_by_role
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.support.tolerances import difference


@dataclass(frozen=True, eq=False)
class TwoRegimes:
    """The current regime and a lifted one, as the measures of a comparison ask about them.

    Nothing is kept here: the solver of the case remembers every answer.

    Attributes:
        solver: The solver of the case
        regime: The lifted regime, checked against the case
        guarantee: A level, or `outcomes`, in which nobody gets less than today; or None
    """

    solver: CaseSolver
    regime: Regime
    guarantee: str | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.solver.case

    @property
    def current(self) -> RegimeSolver:
        """The questions about the current regime."""
        return self.solver.questions(CURRENT)

    @property
    def lifted(self) -> RegimeQuestions:
        """The questions about the lifted regime, with its guarantee."""
        return self.solver.questions(self.regime, self.guarantee)

    @property
    def marked(self) -> RegimeQuestions:
        """The lifted regime with the spending marked that passes a wall which stands today."""
        return self.solver.questions(
            self.regime, self.guarantee, crossing=True, reached=self.value_lifted
        )

    @property
    def shared(self) -> RegimeQuestions:
        """The lifted regime, in which θ is the free share of every lift."""
        return self.solver.questions(
            self.regime, self.guarantee, open_share=True, reached=self.value_lifted
        )

    @property
    def value_current(self) -> float:
        """V(c)."""
        return self.current.value

    @property
    def value_lifted(self) -> float | None:
        """V(i), or None where the guarantee cannot be met."""
        return self.lifted.value

    @property
    def freed(self) -> float | None:
        """V(i) − V(c)."""
        lifted = self.value_lifted
        if lifted is None:
            return None
        freed = difference(lifted, self.value_current)
        # Without a cut the lifted regime allows what was found within the walls too.
        return max(0.0, freed) if self.lifted.is_open and not has_cut(self.regime) else freed

    @property
    def gains_nothing(self) -> bool:
        """Tell whether today's best value is that of the lifted regime.

        If so, no euro has to pass a wall and no share has to be free. With a cut it is always
        false, since the lifted regime then does not allow everything that is allowed today.
        """
        lifted = self.value_lifted
        return (
            lifted is not None
            and not has_cut(self.regime)
            and self.current.is_found_to_reach(lifted)
        )

    @property
    def money(self) -> MoneyByRole:
        """Where every euro of the lifted regime is."""
        current = self.current
        spent_eur = current.cheapest.minimum * current.regime_program.euro_unit
        return money_by_role(self.lifted, current.value, spent_eur)
