"""Find one certified optimum: a backend proposes, the certificate decides."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from time import perf_counter

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Certificate, certify, is_certified
from ontschotting.lp.iterative_refinement import refine
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Optimum:
    """A certified optimum.

    Attributes:
        minimum: cost · x
        values: x
        prices: y, one per row, which prove that it is the minimum
        certificate: What was checked
    """

    minimum: float
    values: Array
    prices: Array
    certificate: Certificate


def minimise(program: Program, backend: Backend) -> Optimum:
    """Return the certified minimum of a program, and log its size, seconds and value.

    Args:
        program: The program
        backend: Proposes the solution

    Raises:
        CertificateError: When there is no certified answer.
    """
    start = perf_counter()
    optimum = _certified(program, backend)
    _LOG.info(
        "%d rows, %d columns: certified minimum %.12g in %.3f s",
        program.rows,
        program.columns,
        optimum.minimum,
        perf_counter() - start,
    )
    return optimum


def _certified(program: Program, backend: Backend) -> Optimum:
    """Return the certified minimum of a program, solved a second time where that can help."""
    solution = backend.solve(program)
    if solution.rounding:
        # Refinement can make an answer worse. Then its certificate fails and the answer is kept.
        refined = refine(program, solution)
        solution = refined if is_certified(program, refined) else solution
    try:
        certificate = certify(program, solution)
    except CertificateError:
        if not solution.by_blocks and (solution.rounding or solution.claim != "optimal"):
            raise  # a second solve would be the same: undecomposed and from a cold start
        # Tolerances add up over blocks, and a warm start can leave noise. Solve the whole program
        # once more, undecomposed and from a cold start.
        solution = backend.solve(program.changed(solve_undecomposed=True))
        certificate = certify(program, solution)
    assert solution.prices is not None
    return Optimum(certificate.objective, solution.values, solution.prices, certificate)
