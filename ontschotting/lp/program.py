"""The one form of a linear or mixed-integer program, as arrays.

Minimise cost · x with row_lower ≤ A x ≤ row_upper and lower ≤ x ≤ upper; some x may have to be 0 or
1.
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
    """A program in one form.

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
        is_binary: Per column: whether it must be 0 or 1; None where the program is linear
        cuts: Rows that follow from the others where every 0–1 column is whole. They only tighten
            the linear programs of a search, and count no more when the 0–1 columns are decided
        solve_undecomposed: Solve without decomposition and without a warm start
        only_cost_changed: The last program that the backend solved had the same feasible points. So
            its corner is a start, and near the answer, however large the program is
        only_bounds_changed: The last program that the backend solved had the same costs, and bounds
            that hardly differ. So its basis is a start too, and near the answer. With
            `only_cost_changed`: other costs, and its corner is a feasible point still; a program
            that was solved in blocks is solved in blocks again
    """

    matrix: sparse.csc_array
    cost: Array
    row_lower: Array
    row_upper: Array
    lower: Array
    upper: Array
    valid_upper: Array
    routes: Routes | None = None
    is_binary: NDArray[np.bool_] | None = None
    cuts: NDArray[np.int64] | None = None
    solve_undecomposed: bool = False
    only_cost_changed: bool = False
    only_bounds_changed: bool = False

    def __post_init__(self) -> None:
        rows, columns = self.matrix.shape
        if not (
            len(self.cost) == len(self.lower) == len(self.upper) == len(self.valid_upper) == columns
        ):
            raise ValueError("program: the arrays of columns differ in length")
        if self.is_binary is not None and len(self.is_binary) != columns:
            raise ValueError("program: the marks of columns differ in length")
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

    @property
    def undecided(self) -> NDArray[np.int64]:
        """The columns that must be 0 or 1 and that no bound has fixed."""
        if self.is_binary is None:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(self.is_binary & (self.lower < self.upper))

    def decided(self, values: Array) -> Program:
        """Return the linear program that is left when every 0–1 column has its rounded value.

        It has no cuts, so that its prices are those of rules.

        Args:
            values: x, one per column; that of other columns is not read
        """
        lower, upper = self.lower.copy(), self.upper.copy()
        columns = self.undecided
        lower[columns] = upper[columns] = np.round(values[columns])
        return self.without_cuts().changed(lower=lower, upper=upper)

    def without_cuts(self) -> Program:
        """Return the program with the rows that only tighten left without bounds."""
        if self.cuts is None:
            return self
        row_lower, row_upper = self.row_lower.copy(), self.row_upper.copy()
        row_lower[self.cuts], row_upper[self.cuts] = -np.inf, np.inf
        return self.changed(row_lower=row_lower, row_upper=row_upper)

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
