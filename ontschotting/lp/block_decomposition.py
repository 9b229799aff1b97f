"""A program that falls apart is solved in pieces.

A program that a row or a few hold together is solved in pieces with prices on those rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ontschotting.lp import dantzig_wolfe as coupled
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend, Solution
from ontschotting.support.parallel import parallel_map

SMALL = 5_000
"""Columns below which a program is solved whole: splitting would take longer than it saves."""

MANY = 300_000
"""Columns from which on pieces with prices on several rows are faster than the whole (processor
time, every rule: 7.9 s against 3.4 s at 93,000 columns, 20 s against 25 s at 310,000, 22 s against
79 s at 976,000).
"""

GROUP_SIZE = 4_000
"""Columns in a bin of pieces that are solved together: large enough to outweigh the start of a
solver, small enough for simplex to be fast.
"""

_PRICED_GROUP = 1_000
"""Columns in a bin of pieces between priced rows: the fewer pieces in one, the sooner their answers
can be mixed.
"""

_LARGEST = 0.7
"""Part of the columns above which the largest piece makes splitting useless."""

_CLOSE = 5e-8
"""Relative gap at which a priced row counts as met exactly; the certificate of the whole program
allows twenty times as much.
"""

_ROUNDS = 60


@dataclass(frozen=True, eq=False)
class _BlockGroup:
    """Rows and columns of the whole, and their part of the matrix."""

    rows: np.ndarray
    columns: np.ndarray
    matrix: sparse.csc_array


@dataclass(frozen=True, eq=False)
class _Blocks:
    bins: tuple[_BlockGroup, ...]
    loose: np.ndarray
    fixed: np.ndarray


@dataclass(frozen=True, eq=False)
class _BlockBackend:
    """Rows that hold pieces together, the pieces, and for each its columns in those rows and its
    solver.
    """

    rows: np.ndarray
    pieces: _Blocks
    along: tuple[sparse.csr_array, ...]
    solvers: list[Backend]


class BlockDecompositionBackend:
    """Solves programs through another backend, in independent pieces where there are any.

    Exact: rows without bounds bind nothing and fixed columns are numbers, so neither holds pieces
    together. The optimum of the whole is the sum of those of the pieces, and their prices together
    are prices of the whole. One row that runs through all pieces (such as Σ weight · u ≥ w) gets a
    price λ: with cost − λ · row the rest falls apart, and where two solutions at the same λ lie on
    either side of the row's bound, their mix that meets it is optimal (Lagrangian duality in one
    dimension). Where several rows hold the pieces of a large program together their prices are
    found by column generation (`ontschotting.lp.dantzig_wolfe`). Whatever comes out is a proposal:
    the certificate is computed from the whole program.

    Args:
        open_priced: Opens a solver for the pieces between several priced rows; as `open_one` when
            left out
    """

    def __init__(
        self, open_one: Callable[[], Backend], open_priced: Callable[[], Backend] | None = None
    ) -> None:
        self._open = open_one
        self._open_priced = open_priced or open_one
        self._whole = open_one()
        self._solvers: list[Backend] = []
        self._found: tuple[sparse.csc_array, bytes, _Blocks | None] | None = None
        self._multiplier = 0.0
        self._between: tuple[sparse.csc_array, bytes, _BlockBackend | None] | None = None

    @property
    def name(self) -> str:
        """Name and version of the solver behind it."""
        return self._whole.name

    def solve(self, program: Program) -> Solution:
        """The proposal for a program."""
        if program.columns < SMALL or program.solve_undecomposed:
            return self._whole.solve(program)
        pieces, row = self._pieces(program, None), None
        if pieces is None:
            row = _binding_row(program)
            pieces = None if row is None else self._pieces(program, row)
        if pieces is None:
            found = self._coupled(program) if program.columns >= MANY else None
        else:
            found = (
                self._by_blocks(program, pieces)
                if row is None
                else self._priced(program, pieces, row)
            )
        return found or self._whole.solve(program)

    def _pieces(self, program: Program, without: int | None) -> _Blocks | None:
        bounded = np.isfinite(program.row_lower) | np.isfinite(program.row_upper)
        if without is not None:
            bounded[without] = False
        free = program.upper > program.lower
        key = bounded.tobytes() + free.tobytes()
        if self._found is None or self._found[0] is not program.matrix or self._found[1] != key:
            pieces = _split(program.matrix, bounded, free, GROUP_SIZE)
            if without is not None or pieces is not None:
                self._found = (program.matrix, key, pieces)
                self._solvers = [self._open() for _ in pieces.bins] if pieces else []
            return pieces
        return self._found[2]

    def _coupled(self, program: Program) -> Solution | None:
        """The program with a few rows between pieces, by the prices of those rows.

        None when there are no such rows, or no prices are found.
        """
        between = self._rows_between(program)
        if between is None:
            return None
        rows, pieces = between.rows, between.pieces
        values = _outside(program, pieces)
        if values is None:
            return None
        shift = program.matrix @ np.where(pieces.fixed, values, 0.0)
        parts = [
            coupled.CoupledBlock(
                here.rows, here.columns, _block(program, here, shift), along, solver
            )
            for here, along, solver in zip(pieces.bins, between.along, between.solvers, strict=True)
        ]
        found = coupled.solve_by_column_generation(
            parts,
            program.row_lower[rows] - shift[rows],
            program.row_upper[rows] - shift[rows],
            self._open(),
        )
        if found is None:
            return None
        prices = np.zeros(program.rows)
        prices[rows] = found.prices
        for part, value, price in zip(parts, found.values, found.part_prices, strict=True):
            values[part.columns], prices[part.rows] = value, price
        return Solution(values, prices, "optimal", self.name, by_blocks=True)

    def _rows_between(self, program: Program) -> _BlockBackend | None:
        """The rows between pieces and the pieces.

        None where a column stands in those rows alone.
        """
        bounded = np.isfinite(program.row_lower) | np.isfinite(program.row_upper)
        free = program.upper > program.lower
        key = bounded.tobytes() + free.tobytes()
        if (
            self._between is None
            or self._between[0] is not program.matrix
            or self._between[1] != key
        ):
            self._between = (program.matrix, key, self._find_between(program.matrix, bounded, free))
        return self._between[2]

    def _find_between(
        self, matrix: sparse.csc_array, bounded: np.ndarray, free: np.ndarray
    ) -> _BlockBackend | None:
        rows = coupled.rows_between(matrix, bounded, free)
        if rows is None:
            return None
        bounded = bounded.copy()
        bounded[rows] = False
        pieces = _split(matrix, bounded, free, _PRICED_GROUP)
        through = matrix.tocsr()[rows].tocsc()
        if pieces is None or through[:, pieces.loose].nnz:
            return None
        along = tuple(through[:, here.columns].tocsr() for here in pieces.bins)
        return _BlockBackend(rows, pieces, along, [self._open_priced() for _ in pieces.bins])

    def _by_blocks(self, program: Program, pieces: _Blocks) -> Solution | None:
        """Every bin by itself.

        None when one of them has no answer, so that the whole program may say why.
        """
        values = _outside(program, pieces)
        if values is None:
            return None
        shift = program.matrix @ np.where(pieces.fixed, values, 0.0)

        def one(number: int) -> Solution:
            return self._solvers[number].solve(_block(program, pieces.bins[number], shift))

        answers = parallel_map(one, range(len(pieces.bins)))
        prices = np.zeros(program.rows)
        for here, answer in zip(pieces.bins, answers, strict=True):
            if (
                answer.prices is None
                or answer.claim != "optimal"
                or not np.all(np.isfinite(answer.values))
            ):
                return None
            values[here.columns] = answer.values
            prices[here.rows] = answer.prices
        return Solution(values, prices, "optimal", self.name, by_blocks=True)

    def _priced(self, program: Program, pieces: _Blocks, row: int) -> Solution | None:
        """The program with one binding row, by the price of that row.

        None when no price meets its bound.
        """
        along = np.zeros(program.columns)
        matrix = program.matrix.tocsr()
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        along[matrix.indices[start:end]] = matrix.data[start:end]
        least = np.isfinite(program.row_lower[row])
        sign, bound = (1.0, program.row_lower[row]) if least else (-1.0, -program.row_upper[row])
        along *= sign  # from here: along · x ≥ bound
        open_row = program.changed(
            row_lower=_at(program.row_lower, row, -np.inf),
            row_upper=_at(program.row_upper, row, np.inf),
        )

        def at(price: float) -> tuple[Solution, float, float] | None:
            found = self._by_blocks(open_row.changed(cost=program.cost - price * along), pieces)
            if found is None or found.prices is None:
                return None
            found.prices[row] = sign * price
            return found, float(program.cost @ found.values), float(along @ found.values)

        low = at(0.0)
        if low is None or low[2] >= bound:
            return low[0] if low else None
        price = self._multiplier or 4.0 * max(1e-9, float(np.max(np.abs(program.cost)))) / max(
            1e-9, float(np.max(np.abs(along)))
        )
        high = at(price)
        for _ in range(_ROUNDS):
            if high is None:
                return None
            if high[2] >= bound - 1e-12 * max(1.0, abs(bound)):
                break
            low, price = high, 8.0 * price
            high = at(price)
        else:
            return None
        for _ in range(_ROUNDS):
            assert low is not None and high is not None
            if price * (high[2] - bound) <= _CLOSE * max(1.0, abs(high[1])):
                self._multiplier = price
                return high[0]
            price = (high[1] - low[1]) / (high[2] - low[2])
            middle = at(price)
            if middle is None:
                return None
            if middle[1] - price * middle[2] >= low[1] - price * low[2] - 1e-11 * max(
                1.0, abs(low[1]) + abs(price * low[2])
            ):
                self._multiplier = price
                share = (bound - low[2]) / (high[2] - low[2])
                return replace(
                    middle[0], values=(1.0 - share) * low[0].values + share * high[0].values
                )
            low, high = (low, middle) if middle[2] >= bound else (middle, high)
        return None


def _outside(program: Program, pieces: _Blocks) -> Array | None:
    """The columns that stand in no piece at their best; None where that is without end."""
    values = np.where(
        np.isfinite(program.lower),
        program.lower,
        np.where(np.isfinite(program.upper), program.upper, 0.0),
    )
    loose = pieces.loose
    values[loose] = np.where(program.cost[loose] < 0, program.upper[loose], values[loose])
    return values if np.all(np.isfinite(values[loose])) else None


def _block(program: Program, here: _BlockGroup, shift: Array) -> Program:
    """The rows and columns of a bin, with what the fixed columns put into the rows taken from their
    bounds.
    """
    return Program(
        here.matrix,
        program.cost[here.columns],
        program.row_lower[here.rows] - shift[here.rows],
        program.row_upper[here.rows] - shift[here.rows],
        program.lower[here.columns],
        program.upper[here.columns],
        program.valid_upper[here.columns],
    )


def _at(array: Array, place: int, value: float) -> Array:
    changed = array.copy()
    changed[place] = value
    return changed


def _binding_row(program: Program) -> int | None:
    """The row with one bound that runs through the most columns, if it runs through a good part of
    them.
    """
    one_bound = np.isfinite(program.row_lower) ^ np.isfinite(program.row_upper)
    counts = np.bincount(program.matrix.indices, minlength=program.rows) * one_bound
    row = int(np.argmax(counts)) if len(counts) else 0
    return row if len(counts) and counts[row] >= 0.02 * program.columns else None


def _split(
    matrix: sparse.csc_array, bounded: np.ndarray, free: np.ndarray, size: int
) -> _Blocks | None:
    """The connected parts of bounded rows and free columns, in bins of about `size` columns.

    None when they hang together.
    """
    rows, columns = matrix.shape
    entries = matrix.tocoo()
    kept = bounded[entries.row] & free[entries.col]
    graph = sparse.coo_array(
        (np.ones(int(kept.sum()), dtype=np.int8), (entries.row[kept], entries.col[kept] + rows)),
        shape=(rows + columns, rows + columns),
    )
    _, labels = csgraph.connected_components(graph, directed=False)
    touched = np.zeros(columns, dtype=bool)
    touched[entries.col[kept]] = True
    inside = np.flatnonzero(free & touched)
    sizes = np.bincount(labels[rows + inside], minlength=labels.max() + 1)
    if len(inside) == 0 or np.count_nonzero(sizes) < 2 or sizes.max() > _LARGEST * len(inside):
        return None
    # Pieces in the order of their first column, collected into bins.
    order = np.full(len(sizes), columns)
    np.minimum.at(order, labels[rows + inside], inside)
    present = np.argsort(order, kind="stable")[: np.count_nonzero(sizes)]
    bin_of = np.full(len(sizes), -1)
    bin_of[present] = np.maximum(0, np.cumsum(sizes[present]) - 1) // size
    _, bin_of[present] = np.unique(bin_of[present], return_inverse=True)
    column_bin = np.where(free & touched, bin_of[labels[rows:]], -1)
    has_free = np.zeros(rows, dtype=bool)
    has_free[entries.row[kept]] = True
    row_bin = np.where(bounded & has_free, bin_of[labels[:rows]], -1)
    by_column, by_row = np.argsort(column_bin, kind="stable"), np.argsort(row_bin, kind="stable")
    count = int(bin_of.max()) + 1
    column_ends = np.searchsorted(column_bin[by_column], np.arange(count + 1))
    row_ends = np.searchsorted(row_bin[by_row], np.arange(count + 1))
    bins = []
    for number in range(count):
        here_columns = by_column[column_ends[number] : column_ends[number + 1]]
        here_rows = by_row[row_ends[number] : row_ends[number + 1]]
        part = matrix[:, here_columns].tocsr()[here_rows].tocsc()
        part.sort_indices()
        part.indices, part.indptr = part.indices.astype(np.int32), part.indptr.astype(np.int32)
        bins.append(_BlockGroup(here_rows, here_columns, part))
    return _Blocks(tuple(bins), np.flatnonzero(free & ~touched), ~free)
