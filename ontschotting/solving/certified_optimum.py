"""The certified optimum of a program of a regime, with an error that the case explains."""

from __future__ import annotations

from ontschotting.errors import CertificateError
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend
from ontschotting.lp.solve import Optimum, minimise
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.model.scaling import scaling_report


def certified(regime_program: RegimeProgram, program: Program, backend: Backend) -> Optimum:
    """Return the certified minimum of a program of a regime.

    Args:
        regime_program: The regime, whose case explains an error
        program: The program to solve
        backend: The solver that proposes

    Raises:
        CertificateError: Where there is no certified answer. Where the numbers of the case lie far
            apart, the error names them.
    """
    try:
        return minimise(program, backend)
    except CertificateError as error:
        report = scaling_report(regime_program.case)
        if not report:
            raise
        raise CertificateError(f"{error} {report}") from error
