"""The one form of a linear program, as arrays.

Minimise cost · x with row_lower ≤ A x ≤ row_upper and lower ≤ x ≤ upper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Routes:
    """Columns that each run from a supply to a demand.

    Column j is (supply part of s) + gain · (demand part of d), with lower bound 0.

    Attributes:
        columns: The columns
        supply, demand: For each column its ends, as numbers from 0 on; each pair occurs once
        gain: For each column its gain, above zero and the same for every column of a supply
        supply_rows: Per row of the program: whether its coefficients in these columns belong to the
            supply part. In such a row a coefficient depends only on the supply; in every other row
            it is the gain times a number that depends only on the demand
    """

    columns: NDArray[np.int64]
    supply: NDArray[np.int64]
    demand: NDArray[np.int64]
    gain: Array
    supply_rows: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Program:
    """A linear program in one form.

    Programs made with `changed` share the matrix, so a backend can start from its last basis.

    Attributes:
        matrix: A, rows × columns, compressed by column
        cost: Per column; always minimised
        row_lower, row_upper, lower, upper: Bounds, ±inf where there is none
        valid_upper: Per column: a finite value that no feasible point needs to exceed. It follows
            from the other rows, is never handed to a solver, and lets the certificate turn small
            errors in prices into a strict bound
        routes: Columns with a structure that makes a smaller program possible (see
            `ontschotting.lp.transshipment`); None where there is none
        solve_undecomposed: Solve without decomposition and without a warm start
        only_cost_changed: The last program that the backend solved had the same feasible points. So
            its corner is a start, and near the answer, however large the program is
    """

    matrix: sparse.csc_array
    cost: Array
    row_lower: Array
    row_upper: Array
    lower: Array
    upper: Array
    valid_upper: Array
    routes: Routes | None = None
    solve_undecomposed: bool = False
    only_cost_changed: bool = False

    def __post_init__(self) -> None:
        rows, columns = self.matrix.shape
        if not (
            len(self.cost) == len(self.lower) == len(self.upper) == len(self.valid_upper) == columns
        ):
            raise ValueError("program: the arrays of columns differ in length")
        if not len(self.row_lower) == len(self.row_upper) == rows:
            raise ValueError("program: the arrays of rows differ in length")

    @property
    def rows(self) -> int:
        """The number of rows."""
        return int(self.matrix.shape[0])

    @property
    def columns(self) -> int:
        """The number of columns."""
        return int(self.matrix.shape[1])

    def with_row(self, coefficients: Array) -> Program:
        """Return a program with one more row, without bounds; it comes last.

        Args:
            coefficients: Per column. Of columns with a route, each sees its supply alone
        """
        last = sparse.csc_array(coefficients[np.newaxis])
        matrix = sparse.csc_array(sparse.vstack([self.matrix, last], format="csc"))
        matrix.indices = matrix.indices.astype(np.int32)
        matrix.indptr = matrix.indptr.astype(np.int32)
        routes = self.routes
        if routes is not None:
            routes = replace(routes, supply_rows=np.append(routes.supply_rows, True))
        return replace(
            self,
            matrix=matrix,
            row_lower=np.append(self.row_lower, -np.inf),
            row_upper=np.append(self.row_upper, np.inf),
            routes=routes,
        )

    def changed(self, **arrays: Any) -> Program:
        """Return a program with the same matrix and other costs or bounds.

        Args:
            arrays: The new values, by attribute
        """
        if "matrix" in arrays:
            raise ValueError("program: a changed program keeps its matrix")
        return replace(self, **arrays)
