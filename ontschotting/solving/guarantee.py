"""The guarantee: nobody below the least that any optimal allocation of today gives."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.solution import Backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.suggestions import did_you_mean


def check_guarantee(case: Case, guarantee: str | None) -> None:
    """Raise QuestionError when a guarantee names neither a level of the case nor `outcomes`."""
    known = (*case.levels, "outcomes")
    if guarantee is not None and guarantee not in known:
        raise QuestionError(
            f"guarantee | no level {guarantee!r}. Choose one of:"
            f" {', '.join(known)}.{did_you_mean(guarantee, known)}"
        )


def floors_of(case: Case, guarantee: str, backend: Backend) -> pl.DataFrame:
    """The floors of a guarantee: `area`, `floor`.

    The floor of an area is the least value Σ weight · units it has in any optimal current
    allocation; of an outcome, the least units. One optimal allocation of today meets all of them
    together, so without a cut the lifted world can meet them too.
    """
    optima = RegimeSolver(build_regime_program(case, CURRENT, guarantee=guarantee), backend)
    value = optima.value
    assert value is not None
    regime_program, program = optima.regime_program, optima.reaching(value)
    rows = regime_program.program.matrix.tocsr()
    floors = []
    for row, shortfall in regime_program.rows.floors.select("row", "shortfall").iter_rows():
        cost = np.asarray(rows[[row], :].todense()).ravel()
        cost[shortfall] = 0.0
        floors.append(max(0.0, optima.least(program, cost)))
    return regime_program.rows.floors.select("area").with_columns(
        pl.Series("floor", floors, dtype=pl.Float64)
    )
