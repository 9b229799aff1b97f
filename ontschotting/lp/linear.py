"""Find one certified optimum of a linear program: a backend proposes, the certificate decides."""

from __future__ import annotations

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Optimum, certify, is_certified
from ontschotting.lp.iterative_refinement import refine
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend


def minimise_linear(program: Program, backend: Backend) -> Optimum:
    """Return the certified minimum of a linear program, solved a second time where that can help.

    Args:
        program: The program
        backend: Proposes the solution

    Raises:
        CertificateError: When there is no certified answer.
    """
    solution = backend.solve(program)
    if solution.rounding:
        # Refinement can make an answer worse. Then its certificate fails and the answer is kept.
        refined = refine(program, solution)
        solution = refined if is_certified(program, refined) else solution
    try:
        certificate = certify(program, solution)
    except CertificateError:
        has_start = program.only_cost_changed or program.only_bounds_changed
        is_final = solution.rounding or (solution.claim != "optimal" and not has_start)
        if is_final and not solution.by_blocks:
            raise  # a second solve would be the same: undecomposed and from a cold start
        # Tolerances add up over blocks, and a warm start can leave noise. Solve the whole program
        # once more, undecomposed and from a cold start.
        solution = backend.solve(program.changed(solve_undecomposed=True))
        certificate = certify(program, solution)
    assert solution.prices is not None
    return Optimum(certificate.objective, solution.values, solution.prices, certificate)
