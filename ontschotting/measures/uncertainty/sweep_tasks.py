"""The tasks of a sweep: one draw, or the tornado, each answered by numbers that JSON can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import CertificateError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.draws.own_draws import OwnDraws
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.measures.uncertainty.tornado import tornado_of
from ontschotting.regime.regime import Regime
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.words.messages import problem

Answer = dict[str, Any]


def draw_task(
    case: Case,
    regime: Regime,
    solver: SolverChoice,
    draw: int,
    source: SeededDraws | OwnDraws,
    measures: Sequence[str],
) -> Answer:
    """Return the measures of one draw, with what they rest on.

    Args:
        case: The case whose data are moved
        regime: The lifted regime
        solver: Which solver answers
        draw: The number of the draw
        source: Where the draw comes from
        measures: Names of measures

    Raises:
        CertificateError: With the number of the draw, when it has no certified answer.
    """
    try:
        drawn = source.case_of(case, draw)
        values, solver_name, proof = measures_of_draw(drawn, regime, measures, solver)
    except CertificateError as error:
        raise CertificateError(
            problem("draw_not_certified", draw=draw),
            *error.problems,
        ) from error
    return {"measures": values, "solver": solver_name, **proof}


def tornado_task(case: Case, regime: Regime, solver: SolverChoice) -> Answer:
    """Return the gain at both ends of every group of inputs, with what they rest on.

    Args:
        case: The case
        regime: The lifted regime
        solver: Which solver answers
    """
    answer = tornado_of(CaseSolver(case, solver), regime)
    return {"swings": answer.inputs.to_dicts(), **_trace_fields(answer.trace)}


def trace_of(case: Case, regime: Regime, answer: Answer) -> Trace:
    """Return the trace of an answer, worked out now or read from the cache.

    Args:
        case: The case whose data were moved
        regime: The lifted regime
        answer: The answer of a task
    """
    return Trace(
        case.title,
        case.fingerprint,
        case.program_fingerprint,
        repr(regime),
        answer["solver"],
        __version__,
        answer["optima"],
        answer["worst_gap"],
        answer["worst_violation"],
        answer["bounds_of_solver"],
        answer["searched"],
    )


def _trace_fields(trace: Trace) -> Answer:
    return {
        "solver": trace.solver,
        "optima": trace.optima,
        "worst_gap": trace.worst_gap,
        "worst_violation": trace.worst_violation,
        "bounds_of_solver": trace.bounds_of_solver,
        "searched": trace.searched,
    }
