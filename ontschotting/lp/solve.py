"""One certified optimum at a time: a backend proposes, the certificate decides."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Certificate, certify, is_certified
from ontschotting.lp.iterative_refinement import refine
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend


@dataclass(frozen=True, eq=False)
class Optimum:
    """A certified optimum: the minimum, where it is reached, and the prices that prove it."""

    minimum: float
    values: Array
    prices: Array
    certificate: Certificate


def minimise(program: Program, backend: Backend) -> Optimum:
    """The certified minimum of a program.

    Raises:
        CertificateError: When there is no certified answer.
    """
    solution = backend.solve(program)
    if solution.rounding:
        # Winning digits back can disturb an answer that was good as it came, so the answer as it
        # came gets the last word.
        better = refine(program, solution)
        solution = better if is_certified(program, better) else solution
    try:
        certificate = certify(program, solution)
    except CertificateError:
        if not solution.by_blocks and (solution.rounding or solution.claim != "optimal"):
            raise  # asked from nothing already: it would only be said again
        # Tolerances add up over pieces, and a start from the basis of another question can leave
        # noise: what these do not prove is asked of the whole, from nothing.
        solution = backend.solve(program.changed(solve_undecomposed=True))
        certificate = certify(program, solution)
    assert solution.prices is not None
    return Optimum(certificate.objective, solution.values, solution.prices, certificate)
