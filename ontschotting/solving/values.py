"""Certified best values of worlds side by side.

Regimes with a guarantee, cuts that leave the total as it is, and what is possible at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime, lift
from ontschotting.solving.guarantee import floors_of
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.parallel import parallel_map

SAME = 1e-9
"""Relative difference below which two best values are one number: a world that lies between two
worlds of the same value has that value.
"""


class ValueSolver:
    """Certified best values of worlds; keeps the floors of a guarantee and the certificates.

    Its answers may be asked for from several threads.
    """

    def __init__(self, solver: SolverChoice = "highs") -> None:
        self.certificates: list[Certificate] = []
        self.solver = solver
        self.solver_name = ""
        self._floors: dict[tuple[str, str], pl.DataFrame] = {}

    def optima(
        self, case: Case, regime: Regime, guarantee: str | None = None, reached: float | None = None
    ) -> RegimeSolver:
        """The optima of a world, with the floors of a guarantee, and a value that it is known to
        reach.
        """
        regime_program, floors = build_regime_program(case, regime, guarantee=guarantee), None
        if guarantee is not None:
            floors = regime_program.rows.floors.join(self.floors(case, guarantee), on="area")
        optima = RegimeSolver(regime_program, open_backend(self.solver), floors, reached)
        self.solver_name = optima.backend.name
        return optima

    def floors(self, case: Case, guarantee: str) -> pl.DataFrame:
        """The floors of a guarantee, worked out once per case."""
        key = (case.fingerprint, guarantee)
        if key not in self._floors:
            self._floors[key] = floors_of(case, guarantee, open_backend(self.solver))
        return self._floors[key]

    def value(self, case: Case, regime: Regime, guarantee: str | None = None) -> float | None:
        """V(r), or None when the guarantee cannot be met."""
        optima = self.optima(case, regime, guarantee)
        found = optima.value
        self.certificates += optima.certificates
        return found

    def pair(self, case: Case, regime: Regime) -> tuple[float, float]:
        """(V(c), V(i)).

        Without a cut V(c) ≤ V(i) ≤ what is possible at all. Where the two ends are one number V(i)
        is known, and its program is not solved.
        """
        current = self.value(case, CURRENT)
        assert current is not None
        if not has_cut(regime) and is_all_possible(current, self.possible(case)):
            return current, current
        lifted = self.value(case, regime)
        assert lifted is not None
        return current, lifted

    def break_even(
        self, case: Case, regime: Regime, today: float, guarantee: str | None = None
    ) -> float | None:
        """How far the lifted money could be cut before the total (and with a guarantee each area)
        is worse than `today`, the value of the current world.
        """
        # Without a cut the lifted world can do what the current one does, floors included.
        optima = self.optima(case, regime, guarantee, None if has_cut(regime) else today)
        least = optima.least_theta(today)
        self.certificates += optima.certificates
        return None if least is None else 1.0 - least

    def possible(self, case: Case) -> float:
        """What plans and limits allow if nothing cost anything.

        The best value of the case without needs.
        """
        free = case.with_values(
            {"costs": case.costs.with_columns(pl.lit(0.0).alias("eur_per_unit"))}
        )
        found = self.value(free, CURRENT)
        assert found is not None
        return found

    def break_evens(self, case: Case, regime: Regime, guarantees: Sequence[str]) -> pl.DataFrame:
        """`guarantee`, `data`, `cut`, `cut_walls`.

        The break-even cut on central, favourable and unfavourable data, and on central data with
        each guarantee.

        `cut_walls` is the cut of the same money with all its walls standing that leaves the total
        the same: what is surplus already.
        """
        walled = lift(awarded=any(one.awarded for one in regime.lifts))
        asked = [(None, data) for data in ("central", "favourable", "unfavourable")] + [
            (guarantee, "central") for guarantee in guarantees
        ]

        def one(
            question: tuple[str | None, str],
        ) -> tuple[str | None, str, float | None, float | None]:
            guarantee, data = question
            moved = case if data == "central" else at_bound(case, data)
            today = self.value(moved, CURRENT)
            assert today is not None
            return (
                guarantee,
                data,
                self.break_even(moved, regime, today, guarantee),
                self.break_even(moved, walled, today, guarantee),
            )

        for guarantee in guarantees:
            self.floors(case, guarantee)  # once, before several worlds ask for them side by side
        schema = {
            "guarantee": pl.String,
            "data": pl.String,
            "cut": pl.Float64,
            "cut_walls": pl.Float64,
        }
        return pl.DataFrame(parallel_map(one, asked), schema=schema, orient="row")


def has_cut(regime: Regime) -> bool:
    """Whether money is given up under a regime.

    Where none is, lifting never lowers the best value (model.md, *Regimes*).
    """
    return any(one.cut for one in regime.lifts)


def is_all_possible(value: float, possible: float) -> bool:
    """Whether a best value is already what is possible at all, so that no other rules for money can
    raise it.
    """
    return possible - value <= SAME * max(1.0, abs(possible))
