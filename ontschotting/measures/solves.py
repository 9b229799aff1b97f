"""Certified best values of worlds side by side: regimes with a guarantee, cuts that leave the total as it is, and what is possible at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.assembly.assemble import assemble
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solve import open_backend
from ontschotting.measures.guarantee import floors_of
from ontschotting.measures.margins import at_ends
from ontschotting.optima import Optima
from ontschotting.walls import CURRENT, Regime, lift

if TYPE_CHECKING:
    from ontschotting.case import Case


class Solves:
    """Certified best values of worlds; keeps the floors of a guarantee and the certificates."""

    def __init__(self, solver: str = "highs", pulp_solver: str | None = None) -> None:
        self.certificates: list[Certificate] = []
        self.solver = (solver, pulp_solver)
        self.solver_name = ""
        self._floors: dict[tuple[str, str], pl.DataFrame] = {}

    def optima(self, case: Case, regime: Regime, guarantee: str | None = None) -> Optima:
        """The optima of a world, with the floors of a guarantee."""
        world, floors = assemble(case, regime, guarantee=guarantee), None
        if guarantee is not None:
            key = (case.fingerprint, guarantee)
            if key not in self._floors:
                self._floors[key] = floors_of(case, guarantee, open_backend(*self.solver))
            floors = world.floor_rows.join(self._floors[key], on="area")
        optima = Optima(world, open_backend(*self.solver), floors)
        self.solver_name = optima.backend.name
        return optima

    def value(self, case: Case, regime: Regime, guarantee: str | None = None) -> float | None:
        """V(r), or None when the guarantee cannot be met."""
        optima = self.optima(case, regime, guarantee)
        found = optima.value
        self.certificates += optima.certificates
        return found

    def break_even(self, case: Case, regime: Regime, guarantee: str | None = None) -> float | None:
        """How far the lifted money could be cut before the total (and with a guarantee each area) is worse than today."""
        today = self.value(case, CURRENT)
        optima = self.optima(case, regime, guarantee)
        least = None if today is None else optima.least_theta(today)
        self.certificates += optima.certificates
        return None if least is None else 1.0 - least

    def possible(self, case: Case) -> float | None:
        """What plans and limits allow if nothing cost anything: the best value of the case without needs."""
        free = case.with_values({"costs": case.costs.with_columns(pl.lit(0.0).alias("eur_per_unit"))})
        return self.value(free, CURRENT)

    def break_evens(self, case: Case, regime: Regime, guarantees: Sequence[str]) -> pl.DataFrame:
        """`guarantee`, `data`, `cut`, `cut_walls`: the break-even cut on central, favourable and unfavourable data, and on central data with each guarantee.

        `cut_walls` is the cut of the same money with all its walls standing that leaves the total the same: what is surplus already.
        """
        walled = lift(awarded=any(one.awarded for one in regime.lifts))
        asked = [(None, data) for data in ("central", "favourable", "unfavourable")] + [(guarantee, "central") for guarantee in guarantees]
        rows = []
        for guarantee, data in asked:
            moved = case if data == "central" else at_ends(case, data)
            rows.append((guarantee, data, self.break_even(moved, regime, guarantee), self.break_even(moved, walled, guarantee)))
        schema = {"guarantee": pl.String, "data": pl.String, "cut": pl.Float64, "cut_walls": pl.Float64}
        return pl.DataFrame(rows, schema=schema, orient="row")
