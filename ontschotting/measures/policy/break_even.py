"""How far the lifted money could be cut before today's result is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.regime.regime import Regime
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.parallel import parallel_map

_SCHEMA = {"guarantee": pl.String, "data": pl.String, "cut": pl.Float64, "cut_walls": pl.Float64}


def walls_standing(regime: Regime, cut: float = 0.0) -> Regime:
    """Return the regime that takes a cut from the money of another one and lifts no wall of it.

    Args:
        regime: Which money is cut: that of its lifts
        cut: The part of that money that is given up, from 0 to 1
    """
    return Regime(
        tuple(
            replace(each, walls=frozenset(), level=None, purposes=None, cut=cut)
            for each in regime.lifts
        )
    )


def break_evens(solver: CaseSolver, regime: Regime, guarantees: Sequence[str]) -> pl.DataFrame:
    """Return the break-even cut on central, favourable and unfavourable data and per guarantee.

    Args:
        solver: The solver of the case
        regime: Which walls fall; checked against the case
        guarantees: Levels or `outcomes`; asked on central data

    Returns:
        `guarantee` (null without one), `data`, `cut`, `cut_walls`, as shares of 0 to 1. `cut_walls`
        is the cut of the same money with all its walls standing that leaves the total the same:
        what is surplus already. Null where the value is out of reach.
    """
    walled = walls_standing(regime)

    def cuts(
        question: tuple[str | None, str],
    ) -> tuple[str | None, str, float | None, float | None]:
        guarantee, data = question
        case = solver.case if data == "central" else at_bound(solver.case, data)
        moved = solver.of(case)
        value = moved.value()
        lifted = moved.break_even_cut(regime, value, guarantee)
        return guarantee, data, lifted, moved.break_even_cut(walled, value, guarantee)

    questions: list[tuple[str | None, str]] = [
        (None, data) for data in ("central", "favourable", "unfavourable")
    ]
    questions += [(guarantee, "central") for guarantee in guarantees]
    return pl.DataFrame(parallel_map(cuts, questions), schema=_SCHEMA, orient="row")
