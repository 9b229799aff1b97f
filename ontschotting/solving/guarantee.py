"""The guarantee: nobody below the least that any optimal allocation of today gives."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem


def check_guarantee(case: Case, guarantee: str | None) -> None:
    """Check that a guarantee names a level of the case or `outcomes`.

    Args:
        case: The case
        guarantee: The guarantee, or None

    Raises:
        QuestionError: When it names neither.
    """
    known = (*case.levels, "outcomes")
    if guarantee is not None and guarantee not in known:
        raise QuestionError(
            problem(
                "unknown_level_of_guarantee",
                guarantee=guarantee,
                known=", ".join(known),
                hint=did_you_mean(guarantee, known),
            )
        )


def least_per_area(solver: RegimeSolver) -> pl.DataFrame:
    """Return the floors of a guarantee from the current regime: `area`, `floor`.

    The floor of an area is the least value Σ weight · units it has in any optimal current
    allocation; of an outcome, the least units. One optimal allocation meets all floors together, so
    without a cut the lifted regime can meet them too.

    Args:
        solver: The current regime, whose program has a row for each floor
    """
    rows, matrix = solver.regime_program.rows.floors, solver.regime_program.program.matrix.tocsr()
    # The best allocation is a corner of what each floor is the least over.
    corner, optimal = solver.corner_of(solver.best), solver.reaching(solver.value)
    optimal = optimal.changed(only_cost_changed=True, only_bounds_changed=True)
    floors = []
    for row, shortfall in rows.select("row", "shortfall").iter_rows():
        cost = np.asarray(matrix[[row], :].todense()).ravel()
        cost[shortfall] = 0.0
        # Where a search left the least open, its bound: a floor is never too high to be met.
        floors.append(max(0.0, solver.solve_from(corner.copy(), optimal, cost).proven_minimum))
    return rows.select("area").with_columns(pl.Series("floor", floors, dtype=pl.Float64))
