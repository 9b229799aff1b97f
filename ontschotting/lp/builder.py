"""Where rows and columns of a program are collected, block by block, before they become one
matrix.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from ontschotting.lp.program import Array, Program, Routes


class ProgramBuilder:
    """Blocks of columns, rows and terms.

    Each block is a few arrays, never an object per variable.
    """

    def __init__(self) -> None:
        self._columns: list[tuple[Array, Array, Array]] = []
        self._rows: list[tuple[Array, Array]] = []
        self._terms: list[tuple[Any, Any, Array]] = []
        self.column_count = 0
        self.row_count = 0

    def columns(
        self, count: int, lower: Any = 0.0, upper: Any = np.inf, valid_upper: Any = np.inf
    ) -> int:
        """Add columns with their bounds; gives the number of the first."""
        first = self.column_count
        self._columns.append(
            (_spread(lower, count), _spread(upper, count), _spread(valid_upper, count))
        )
        self.column_count += count
        return first

    def rows(self, count: int, lower: Any = -np.inf, upper: Any = np.inf) -> int:
        """Add rows with their bounds; gives the number of the first."""
        first = self.row_count
        self._rows.append((_spread(lower, count), _spread(upper, count)))
        self.row_count += count
        return first

    def terms(self, rows: Any, columns: Any, coefficients: Any) -> None:
        """Add coefficients at (row, column); several at one place add up."""
        rows = np.asarray(rows, dtype=np.int64)
        self._terms.append(
            (rows, np.asarray(columns, dtype=np.int64), _spread(coefficients, len(rows)))
        )

    def program(self, cost: Array, routes: Routes | None = None) -> Program:
        """The program that minimises `cost`."""
        rows, columns, values = (
            np.concatenate([np.asarray(block[k]) for block in self._terms] or [np.zeros(0)])
            for k in range(3)
        )
        matrix = sparse.coo_array(
            (values.astype(float), (rows.astype(np.int64), columns.astype(np.int64))),
            shape=(self.row_count, self.column_count),
        ).tocsc()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        matrix.sort_indices()
        matrix.indices = matrix.indices.astype(np.int32)
        matrix.indptr = matrix.indptr.astype(np.int32)
        lower, upper, valid = (
            np.concatenate([block[k] for block in self._columns] or [np.zeros(0)]) for k in range(3)
        )
        row_lower, row_upper = (
            np.concatenate([block[k] for block in self._rows] or [np.zeros(0)]) for k in range(2)
        )
        return Program(matrix, cost, row_lower, row_upper, lower, upper, valid, routes)


def _spread(value: Any, count: int) -> Array:
    return np.broadcast_to(np.asarray(value, dtype=float), (count,)).copy()
