"""The questions about a regime with a guarantee, which may be out of reach."""

from __future__ import annotations

import polars as pl

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Optimum
from ontschotting.lp.solution import Backend
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.answers import answered_once
from ontschotting.solving.questions import RegimeQuestions, rows_at_least
from ontschotting.solving.solved_optima import SolvedOptima
from ontschotting.support.tolerances import unsigned


class GuaranteedSolver(RegimeQuestions):
    """The optima of one case under one regime with a guarantee, which may be out of reach.

    Attributes:
        floors: `row`, `area`, `shortfall`, `floor`: the least that each area (or outcome) must get;
            they hold in every optimum
    """

    def __init__(
        self,
        regime_program: RegimeProgram,
        backend: Backend,
        floors: pl.DataFrame,
        optima: SolvedOptima | None = None,
    ) -> None:
        """Prepare the questions; nothing is solved yet. See `RegimeQuestions`."""
        program = rows_at_least(regime_program.program, floors["row"], floors["floor"])
        super().__init__(regime_program, backend, program, optima)
        self.floors = floors

    @property
    @answered_once
    def best(self) -> Optimum | None:
        """The greatest value, as the minimum of −value.

        None when the floors cannot all be met, which is proven.
        """
        try:
            return self.solve_best()
        except CertificateError:
            if not self.misses(self.base, self.floors["shortfall"]):
                raise
            return None

    @answered_once
    def most_units(self, outcome: str) -> float | None:
        """Return the most of one outcome while every other gets at least its floor.

        None where these floors cannot all be met, which is proven.

        Args:
            outcome: The outcome, where the floors are those of outcomes
        """
        others = self.floors.filter(pl.col("area") != outcome)
        program = rows_at_least(self.regime_program.program, others["row"], others["floor"])
        cost = -self.regime_program.units_of(outcome)
        try:
            return unsigned(-self.optimum(program, cost).minimum)
        except CertificateError:
            if not self.misses(program, others["shortfall"]):
                raise
            return None
