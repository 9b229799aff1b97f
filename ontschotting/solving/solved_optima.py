"""Certified optima by the content of their program: each is solved once, whoever asks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ontschotting.errors import CertificateError
from ontschotting.lp.certificate import Certificate, Optimum
from ontschotting.lp.mixed_integer.minimise import Hint
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend
from ontschotting.lp.solve import minimise
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.model.scaling import scaling_report
from ontschotting.support.made_once import MadeOnce

MOST_NUMBERS = 25_000_000
"""Numbers in the optima that are remembered (200 MB); those asked for longest ago go first."""


@dataclass(frozen=True, eq=False)
class SolvedOptimum:
    """An optimum, and where it leaves the solver.

    Attributes:
        optimum: The optimum
        backend: The backend, where other questions start from this optimum; else None
    """

    optimum: Optimum
    backend: Backend | None


class SolvedOptima:
    """The optima of several programs, with their certificates.

    Two questions with the same matrix, bounds and costs are one question. Those that start cold are
    kept apart from those that start from a basis: they can end in another vertex, and an allocation
    that is shown may not depend on what was asked before.

    Attributes:
        certificates: One for every optimum that was solved, in order
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.certificates: list[Certificate] = []
        self._optima: MadeOnce[SolvedOptimum] = MadeOnce(MOST_NUMBERS, _numbers)
        self._matrices: WeakValueDictionary[bytes, sparse.csc_array] = WeakValueDictionary()
        self._lock = Lock()

    def shared_matrix(self, matrix: sparse.csc_array) -> tuple[bytes, sparse.csc_array]:
        """Return a hash of a matrix, and the first matrix that had this content.

        A solver starts from the last basis only where the matrix is the same object.

        Args:
            matrix: The matrix of a program
        """
        shape = np.array(matrix.shape)  # an empty row is in none of the arrays
        content = _hash(shape, matrix.data, matrix.indices, matrix.indptr)
        with self._lock:
            return content, self._matrices.setdefault(content, matrix)

    def get(
        self, matrix: bytes, program: Program, is_cold: bool, solve: Callable[[], SolvedOptimum]
    ) -> SolvedOptimum:
        """Return the optimum of a program, and solve it where it is not there.

        Args:
            matrix: The hash of its matrix, from `shared_matrix`
            program: The program
            is_cold: Whether it is solved from a cold start
            solve: Solves it
        """

        def solve_and_count() -> SolvedOptimum:
            solved = solve()
            self.certificates.append(solved.optimum.certificate)
            return solved

        arrays = (program.lower, program.upper, program.row_lower, program.row_upper, program.cost)
        starts_from = (is_cold, program.only_cost_changed, program.only_bounds_changed)
        return self._optima.get((matrix, _hash(*arrays), starts_from), solve_and_count)


def certified(
    regime_program: RegimeProgram, program: Program, backend: Backend, hint: Hint | None = None
) -> Optimum:
    """Return the certified minimum of a program of a regime.

    Args:
        regime_program: The regime, whose case explains an error
        program: The program to solve
        backend: The solver that proposes
        hint: Where to look when a search for 0–1 values ends too early

    Raises:
        CertificateError: Where there is no certified answer. Where the numbers of the case lie far
            apart, the error names them.
    """
    try:
        return minimise(program, backend, hint)
    except CertificateError as error:
        report = scaling_report(regime_program.case)
        if report is None:
            raise
        raise type(error)(*error.problems, report) from error


def _hash(*arrays: NDArray[Any]) -> bytes:
    digest = hashlib.blake2b(digest_size=20)
    for array in arrays:
        digest.update(f"{array.dtype}{len(array)} ".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.digest()


def _numbers(solved: SolvedOptimum) -> int:
    return len(solved.optimum.values) + len(solved.optimum.prices)
