"""Find one certified optimum: a backend proposes, the certificate decides."""

from __future__ import annotations

import logging
from time import perf_counter

from ontschotting.lp.certificate import Optimum
from ontschotting.lp.linear import minimise_linear
from ontschotting.lp.mixed_integer.minimise import Hint, minimise_mixed_integer
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend

_LOG = logging.getLogger(__name__)


def minimise(program: Program, backend: Backend, hint: Hint | None = None) -> Optimum:
    """Return the certified minimum of a program, and log its size, seconds and value.

    Args:
        program: The program
        backend: Proposes the solution
        hint: Where to look when a search for 0–1 values ends too early

    Raises:
        CertificateError: When there is no certified answer.
    """
    start = perf_counter()
    if len(program.undecided):
        optimum = minimise_mixed_integer(program, backend, hint)
    else:
        optimum = minimise_linear(program, backend)
    _LOG.info(
        "%d rows, %d columns: certified minimum %.12g in %.3f s",
        program.rows,
        program.columns,
        optimum.minimum,
        perf_counter() - start,
    )
    return optimum
