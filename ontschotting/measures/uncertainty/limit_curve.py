"""The value under both regimes against limits other than money: the same limits, scaled."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.unchecked import with_values
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.messages import problem

FACTORS = (0.6, 0.8, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6)
"""The factors of the curve when none are asked for."""


@with_bar
def limit_curve(
    case: Case,
    regime: Regime,
    factors: Sequence[float] = FACTORS,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> pl.DataFrame:
    """Return the value under both regimes with every row of *limits* times a factor.

    Where both lines rise with the factor and lie on each other, not money but the limits hold the
    result back.

    Args:
        case: A case with limits
        regime: The lifted regime
        factors: The factors
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each factor

    Returns:
        `factor`, `current_value`, `lifted_value`, `gain`, the last three in units.

    Raises:
        QuestionError: When the case has no limits or the regime does not fit it.
        CertificateError: When there is no certified answer.
    """
    if case.limits.is_empty():
        raise QuestionError(problem("no_limits"))
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)

    def values(factor: float) -> tuple[float, float, float, float]:
        report_progress(f"limits × {factor:g}")
        limits = case.limits.with_columns(pl.col("max_units") * factor)
        moved = case_solver.of(with_values(case, {"limits": limits})).starting_from(case_solver)
        current, lifted = moved.values(regime)
        return float(factor), current, lifted, difference(lifted, current)

    return pl.DataFrame(
        parallel_map(values, factors),
        schema=["factor", "current_value", "lifted_value", "gain"],
        orient="row",
    )
