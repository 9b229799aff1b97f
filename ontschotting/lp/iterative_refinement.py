"""Digits that were lost on the way from a solver, won back from the rows and columns that its
answer makes tight.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse.linalg import lsmr

from ontschotting.lp.program import Program
from ontschotting.lp.solution import Solution

_NEAR = 1e-7
"""Relative distance below which a bound counts as touched, or a price as zero."""


def refine(program: Program, solution: Solution) -> Solution:
    """The same vertex with more digits.

    At an optimum the rows with a price hold with equality, and the columns between their bounds
    have no reduced cost. The smallest correction (least squares) that makes both true again is
    added to values and prices. Whether the result is an optimum is for the certificate to say.
    """
    if (
        solution.prices is None
        or not np.all(np.isfinite(solution.values))
        or not np.all(np.isfinite(solution.prices))
    ):
        return solution
    x, y = (
        solution.values,
        np.where(np.abs(solution.prices) <= _NEAR * _scale(solution.prices), 0.0, solution.prices),
    )
    room = _NEAR * np.maximum(1.0, np.abs(x))
    x = np.where(
        x <= program.lower + room,
        program.lower,
        np.where(x >= program.upper - room, program.upper, x),
    )
    free = np.flatnonzero((x > program.lower) & (x < program.upper))
    activity = program.matrix @ x
    equal = program.row_lower == program.row_upper
    bound = np.where((y > 0) | equal, program.row_lower, program.row_upper)
    tight = np.flatnonzero(((y != 0) | equal) & np.isfinite(bound))
    if not len(free) or not len(tight):
        return solution
    block = program.matrix.tocsr()[tight][:, free]
    x, y = x.copy(), y.copy()
    x[free] += lsmr(block, bound[tight] - activity[tight], atol=1e-15, btol=1e-15, conlim=0.0)[0]
    reduced = program.cost - program.matrix.T @ y
    y[tight] += lsmr(block.T, reduced[free], atol=1e-15, btol=1e-15, conlim=0.0)[0]
    return replace(solution, values=np.clip(x, program.lower, program.upper), prices=y)


def _scale(numbers: np.ndarray) -> float:
    return max(1e-300, float(np.max(np.abs(numbers), initial=0.0)))
