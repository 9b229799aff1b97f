"""Prove that no point is feasible, by prices and not by a solver's word."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from ontschotting.lp.certificate import lower_bound
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend
from ontschotting.support.tolerances import IN_SOLUTION


class InfeasibilityProof:
    """Proves of programs with one matrix that no point is feasible.

    What rows are missed by, in total, is the least of a program that always has a point: rows get
    columns for what they lack and what they have over. With its prices y every point would cost at
    least b(y) > 0 in the program itself under the cost zero, where every point costs nothing. So
    there is none (Farkas's lemma).
    """

    def __init__(self, program: Program, backend: Backend) -> None:
        """Prepare the elastic matrix; nothing is solved yet.

        Args:
            program: A program with the matrix
            backend: Proposes solutions
        """
        rows = program.rows
        matrix = sparse.hstack(
            [program.matrix, sparse.identity(rows), -sparse.identity(rows)], format="csc"
        )
        self._matrix = sparse.csc_array(matrix)
        self._matrix.indices = self._matrix.indices.astype(np.int32)
        self._matrix.indptr = self._matrix.indptr.astype(np.int32)
        self._backend = backend

    def holds(self, program: Program) -> bool:
        """Tell whether it is proven that a linear program with the matrix has no feasible point.

        Args:
            program: The program; its cost is not read
        """
        solution = self._backend.solve(self._elastic(program))
        if solution.prices is None or not np.all(np.isfinite(solution.prices)):
            return False
        y = solution.prices
        zero = program.changed(cost=np.zeros(program.columns))
        bounds = np.where(y > 0, program.row_lower, program.row_upper)
        size = float(np.sum(np.abs(y * np.where(np.isfinite(bounds), bounds, 0.0))))
        return lower_bound(zero, y, solution.rounding) > IN_SOLUTION * max(1.0, size)

    def _elastic(self, program: Program) -> Program:
        """Return the program of the least total by which rows are missed."""
        misses = 2 * program.rows
        return Program(
            self._matrix,
            np.concatenate([np.zeros(program.columns), np.ones(misses)]),
            program.row_lower,
            program.row_upper,
            np.concatenate([program.lower, np.zeros(misses)]),
            np.concatenate([program.upper, np.full(misses, np.inf)]),
            np.concatenate([program.valid_upper, np.full(misses, np.inf)]),
        )
