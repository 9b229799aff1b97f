"""Recover the digits that an answer lost on the way from a solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse.linalg import lsmr

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Solution
from ontschotting.support.tolerances import REFINED, SMALLEST_DIVISOR, TOUCHED


def refine(program: Program, solution: Solution) -> Solution:
    """Return the same vertex with more digits.

    At an optimum the rows with a price hold with equality, and the columns between their bounds
    have no reduced cost. The smallest correction (least squares) that makes both true again is
    added to values and prices. Whether the result is an optimum is for the certificate to say.

    Args:
        program: The program
        solution: The solver's answer; returned as it is where nothing can be corrected
    """
    values, prices = solution.values, solution.prices
    if prices is None or not np.all(np.isfinite(values)) or not np.all(np.isfinite(prices)):
        return solution
    x = _at_touched_bounds(program, values)
    y = np.where(np.abs(prices) <= TOUCHED * _largest(prices), 0.0, prices)
    free = np.flatnonzero((x > program.lower) & (x < program.upper))
    is_equation = program.row_lower == program.row_upper
    bound = np.where((y > 0) | is_equation, program.row_lower, program.row_upper)
    tight = np.flatnonzero(((y != 0) | is_equation) & np.isfinite(bound))
    if not len(free) or not len(tight):
        return solution
    block = program.matrix.tocsr()[tight][:, free]
    missing = bound[tight] - (program.matrix @ x)[tight]
    x[free] += lsmr(block, missing, atol=REFINED, btol=REFINED, conlim=0.0)[0]
    reduced = program.cost - program.matrix.T @ y
    y[tight] += lsmr(block.T, reduced[free], atol=REFINED, btol=REFINED, conlim=0.0)[0]
    return replace(solution, values=np.clip(x, program.lower, program.upper), prices=y)


def _at_touched_bounds(program: Program, values: Array) -> Array:
    """Put each value on the bound that it nearly touches."""
    room = TOUCHED * np.maximum(1.0, np.abs(values))
    inner = np.where(values >= program.upper - room, program.upper, values)
    return np.where(values <= program.lower + room, program.lower, inner)


def _largest(numbers: Array) -> float:
    return max(SMALLEST_DIVISOR, float(np.max(np.abs(numbers), initial=0.0)))
