"""Collect the columns, rows and coefficients of a program before they become one matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ontschotting.lp.program import Array, Program, Routes


class ProgramBuilder:
    """A program under construction, as blocks of a few arrays and never an object per variable.

    Attributes:
        column_count: The number of columns so far
        row_count: The number of rows so far
    """

    def __init__(self) -> None:
        self._columns: list[tuple[Array, Array, Array]] = []
        self._binary: list[tuple[int, int]] = []
        self._cuts: list[NDArray[np.int64]] = []
        self._rows: list[tuple[Array, Array]] = []
        self._terms: list[tuple[Any, Any, Array]] = []
        self.column_count = 0
        self.row_count = 0

    def add_columns(
        self, count: int, lower: Any = 0.0, upper: Any = np.inf, valid_upper: Any = np.inf
    ) -> NDArray[np.int64]:
        """Add columns, and return their numbers.

        Args:
            count: How many
            lower: The lower bound, one number or one per column
            upper: The upper bound, likewise
            valid_upper: A finite value that no feasible point needs to exceed, likewise (see
                `Program`)
        """
        first = self.column_count
        self._columns.append(
            (_filled(lower, count), _filled(upper, count), _filled(valid_upper, count))
        )
        self.column_count += count
        return np.arange(first, self.column_count)

    def add_binary_columns(self, count: int) -> NDArray[np.int64]:
        """Add columns that must be 0 or 1, and return their numbers.

        Args:
            count: How many
        """
        self._binary.append((self.column_count, count))
        return self.add_columns(count, 0.0, 1.0, 1.0)

    def add_rows(self, count: int, lower: Any = -np.inf, upper: Any = np.inf) -> NDArray[np.int64]:
        """Add rows, and return their numbers.

        Args:
            count: How many
            lower: The lower bound, one number or one per row
            upper: The upper bound, likewise
        """
        first = self.row_count
        self._rows.append((_filled(lower, count), _filled(upper, count)))
        self.row_count += count
        return np.arange(first, self.row_count)

    def mark_cuts(self, rows: Any) -> None:
        """Mark rows that follow from the others where every 0–1 column is whole (see `Program`).

        Args:
            rows: Their numbers
        """
        self._cuts.append(np.asarray(rows, dtype=np.int64))

    def add_terms(self, rows: Any, columns: Any, coefficients: Any) -> None:
        """Add coefficients to the matrix; several in one position add up.

        Args:
            rows: The row of each coefficient
            columns: Its column
            coefficients: One number, or one per position
        """
        rows = np.asarray(rows, dtype=np.int64)
        self._terms.append(
            (rows, np.asarray(columns, dtype=np.int64), _filled(coefficients, len(rows)))
        )

    @property
    def is_linear(self) -> bool:
        """Whether no column so far must be 0 or 1."""
        return not any(count for _, count in self._binary)

    def build(self, routes: Routes | None = None) -> Program:
        """Make the program, with cost 0 in every column.

        Args:
            routes: The columns with a structure that allows a smaller program
        """
        lower, upper, valid_upper = (_joined(self._columns, part) for part in range(3))
        row_lower, row_upper = (_joined(self._rows, part) for part in range(2))
        cost = np.zeros(self.column_count)
        return Program(
            self._matrix(),
            cost,
            row_lower,
            row_upper,
            lower,
            upper,
            valid_upper,
            routes,
            self._is_binary(),
            np.concatenate(self._cuts) if self._cuts else None,
        )

    def _is_binary(self) -> NDArray[np.bool_] | None:
        """Return the marks of the columns that must be 0 or 1, or None where there are none."""
        marks = np.zeros(self.column_count, dtype=bool)
        for first, count in self._binary:
            marks[first : first + count] = True
        return marks if marks.any() else None

    def _matrix(self) -> sparse.csc_array:
        rows, columns, coefficients = (_joined(self._terms, part) for part in range(3))
        matrix = sparse.coo_array(
            (coefficients.astype(float), (rows.astype(np.int64), columns.astype(np.int64))),
            shape=(self.row_count, self.column_count),
        ).tocsc()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        matrix.sort_indices()
        matrix.indices = matrix.indices.astype(np.int32)
        matrix.indptr = matrix.indptr.astype(np.int32)
        return matrix


def _joined(blocks: list[Any], part: int) -> np.ndarray:
    return np.concatenate([np.asarray(block[part]) for block in blocks] or [np.zeros(0)])


def _filled(value: Any, count: int) -> Array:
    return np.broadcast_to(np.asarray(value, dtype=float), (count,)).copy()
