"""Solve a program in blocks, with prices on the few rows that hold them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from ontschotting.lp.decomposition import binding_column, binding_row, dantzig_wolfe
from ontschotting.lp.decomposition.blocks import (
    Blocks,
    fixed_activity,
    group_program,
    split_into_blocks,
    values_outside,
)
from ontschotting.lp.decomposition.linking_rows import linking_rows
from ontschotting.lp.program import Program
from ontschotting.lp.solution import Backend, Limits, Proposal, Solution
from ontschotting.support.parallel import parallel_map

SMALL = 5_000
"""Columns below which a program is solved whole: splitting would take longer than it saves."""

MANY = 300_000
"""Columns from which on blocks with prices on several rows are faster than the whole (processor
time, every rule: 7.9 s against 3.4 s at 93,000 columns, 20 s against 25 s at 310,000, 22 s against
79 s at 976,000).
"""

GROUP_SIZE = 4_000
"""Columns in a group of blocks that are solved together: large enough to outweigh the start of a
solver, small enough for simplex to be fast.
"""

LINKED_GROUP_SIZE = 1_000
"""Columns in a group of blocks between linking rows: the fewer blocks in one, the sooner their
columns can be mixed.
"""


@dataclass(frozen=True, eq=False)
class _LinkedBlocks:
    """A program with linking rows.

    Attributes:
        rows: The linking rows
        blocks: The blocks of the rest
        linking: For each group its coefficients in the linking rows
        solvers: For each group its solver
    """

    rows: np.ndarray
    blocks: Blocks
    linking: tuple[sparse.csr_array, ...]
    solvers: list[Backend]

    def copy(self) -> _LinkedBlocks:
        """Return the same blocks with solvers of their own."""
        return replace(self, solvers=[solver.copy() for solver in self.solvers])


class BlockDecompositionBackend:
    """Solve programs through another backend, in independent blocks where there are any.

    Exact: rows without bounds bind nothing and fixed columns are numbers, so neither holds blocks
    together. The optimum of the whole is the sum of those of the blocks, and their prices together
    are prices of the whole. One row that runs through all blocks (such as Σ weight · u ≥ w) gets a
    price (`ontschotting.lp.decomposition.binding_row`), and a column beside it whose least is asked
    moves along tangents (`ontschotting.lp.decomposition.binding_column`). Where several rows hold
    the blocks of a large program together, their prices are found by column generation
    (`ontschotting.lp.decomposition.dantzig_wolfe`). Whatever comes out is a proposal: the
    certificate is computed from the whole program.

    Args:
        open_solver: Opens a solver, for the whole or for a group of blocks
        open_linked_solver: Opens a solver for a group between linking rows; as `open_solver` when
            left out
    """

    def __init__(
        self,
        open_solver: Callable[[], Backend],
        open_linked_solver: Callable[[], Backend] | None = None,
    ) -> None:
        self._open_solver = open_solver
        self._open_linked_solver = open_linked_solver or open_solver
        self._whole = open_solver()
        self._solvers: list[Backend] = []
        self._last_price, self._is_in_blocks = 0.0, False
        self._last_blocks: tuple[sparse.csc_array, bytes, Blocks | None] | None = None
        self._last_linked: tuple[sparse.csc_array, bytes, _LinkedBlocks | None] | None = None

    @property
    def name(self) -> str:
        """Name and version of the solver behind it."""
        return self._whole.name

    @property
    def limits(self) -> Limits:
        """When the search for 0–1 values may stop."""
        return self._whole.limits

    def search(self, program: Program, limits: Limits) -> Proposal:
        """Search the 0–1 values of a mixed-integer program, as it is."""
        return self._whole.search(program, limits)

    def copy(self) -> BlockDecompositionBackend:
        """Return a backend of its own that starts where this one stands, in every block."""
        copy = BlockDecompositionBackend(self._open_solver, self._open_linked_solver)
        copy._whole = self._whole.copy()
        copy._solvers = [solver.copy() for solver in self._solvers]
        copy._last_price, copy._last_blocks = self._last_price, self._last_blocks
        copy._is_in_blocks = self._is_in_blocks
        if self._last_linked is not None:
            matrix, key, linked = self._last_linked
            copy._last_linked = (matrix, key, None if linked is None else linked.copy())
        return copy

    def near(self) -> BlockDecompositionBackend:
        """Return a backend that first tries the basis of the whole; blocks start from nothing."""
        near = BlockDecompositionBackend(self._open_solver, self._open_linked_solver)
        near._whole = self._whole.near()
        return near

    def solve(self, program: Program) -> Solution:
        """Propose a solution of a program."""
        if (
            program.columns < SMALL
            or program.solve_undecomposed
            or (program.only_cost_changed and not program.only_bounds_changed)
            or (program.only_bounds_changed and not self._is_in_blocks)
        ):
            return self._whole.solve(program)
        solution = self._decomposed(program)
        self._is_in_blocks = solution is not None
        return solution or self._whole.solve(program)

    def _decomposed(self, program: Program) -> Solution | None:
        """Solve in blocks; None where there are none, or one of them has no solution."""
        blocks = self._blocks(program, None)
        if blocks is not None:
            return self._solve_blocks(program, blocks)
        row = binding_row.find_binding_row(program)
        if row is not None:
            blocks = self._blocks(program, row)
            if blocks is not None:
                return self._solve_with_binding_row(program, blocks, row)
            column = binding_column.find_binding_column(program)
            if column is not None and np.isfinite(program.row_lower[row]):
                return self._solve_with_binding_column(program, column, row)
        return self._solve_linked(program) if program.columns >= MANY else None

    def _blocks(self, program: Program, without: int | None) -> Blocks | None:
        """Return the blocks of a program without a row; the last ones are remembered."""
        is_bounded, is_free = _bounded_and_free(program)
        if without is not None:
            is_bounded[without] = False
        key = is_bounded.tobytes() + is_free.tobytes()
        last = self._last_blocks
        if last is not None and last[0] is program.matrix and last[1] == key:
            return last[2]
        blocks = split_into_blocks(program.matrix, is_bounded, is_free, GROUP_SIZE)
        if without is not None or blocks is not None:
            self._last_blocks = (program.matrix, key, blocks)
            self._solvers = [self._open_solver() for _ in blocks.groups] if blocks else []
        return blocks

    def _solve_blocks(self, program: Program, blocks: Blocks) -> Solution | None:
        """Solve every group by itself.

        None when one of them has no solution, so that the whole program may say why.
        """
        values = values_outside(program, blocks)
        if values is None:
            return None
        activity = fixed_activity(program, blocks, values)

        def solve_group(number: int) -> Solution:
            group = group_program(program, blocks.groups[number], activity)
            return self._solvers[number].solve(group)

        solutions = parallel_map(solve_group, range(len(blocks.groups)))
        prices = np.zeros(program.rows)
        for group, solution in zip(blocks.groups, solutions, strict=True):
            if not solution.is_usable:
                return None
            values[group.columns] = solution.values
            prices[group.rows] = solution.prices
        return Solution(values, prices, "optimal", self.name, by_blocks=True)

    def _solve_with_binding_row(
        self, program: Program, blocks: Blocks, row: int
    ) -> Solution | None:
        """Solve by the price of one row, from the last price that was found."""
        binding = binding_row.BindingRow(
            program, row, lambda without_row: self._solve_blocks(without_row, blocks)
        )
        optimum = binding.solve(self._last_price)
        if optimum is None:
            return None
        self._last_price = optimum[1] or self._last_price
        return optimum[0]

    def _solve_with_binding_column(
        self, program: Program, column: int, row: int
    ) -> Solution | None:
        """Solve by tangents along one column; None where it does not hold blocks together."""
        fixed = binding_column.with_fixed_column(program, column, float(program.upper[column]))
        blocks = self._blocks(fixed, row)
        if blocks is None:
            return None
        return binding_column.least_of_column(
            program, column, row, lambda without_row: self._solve_blocks(without_row, blocks)
        )

    def _solve_linked(self, program: Program) -> Solution | None:
        """Solve by the prices of linking rows; None where there are none, or none are found."""
        linked = self._linked_blocks(program)
        values = None if linked is None else values_outside(program, linked.blocks)
        if linked is None or values is None:
            return None
        activity = fixed_activity(program, linked.blocks, values)
        blocks = [
            dantzig_wolfe.LinkedBlock(
                group.rows, group.columns, group_program(program, group, activity), linking, solver
            )
            for group, linking, solver in zip(
                linked.blocks.groups, linked.linking, linked.solvers, strict=True
            )
        ]
        optimum = dantzig_wolfe.solve_by_column_generation(
            blocks,
            program.row_lower[linked.rows] - activity[linked.rows],
            program.row_upper[linked.rows] - activity[linked.rows],
            self._open_solver(),
        )
        if optimum is None:
            return None
        prices = np.zeros(program.rows)
        prices[linked.rows] = optimum.prices
        for block, of_columns, of_rows in zip(
            blocks, optimum.values, optimum.block_prices, strict=True
        ):
            values[block.columns], prices[block.rows] = of_columns, of_rows
        return Solution(values, prices, "optimal", self.name, by_blocks=True)

    def _linked_blocks(self, program: Program) -> _LinkedBlocks | None:
        """Return the linking rows and blocks of a program; the last ones are remembered."""
        is_bounded, is_free = _bounded_and_free(program)
        key = is_bounded.tobytes() + is_free.tobytes()
        last = self._last_linked
        if last is not None and last[0] is program.matrix and last[1] == key:
            return last[2]
        linked = self._find_linked_blocks(program.matrix, is_bounded, is_free)
        self._last_linked = (program.matrix, key, linked)
        return linked

    def _find_linked_blocks(
        self, matrix: sparse.csc_array, is_bounded: np.ndarray, is_free: np.ndarray
    ) -> _LinkedBlocks | None:
        """Return None if there are no linking rows, or a column is in those rows alone."""
        rows = linking_rows(matrix, is_bounded, is_free)
        if rows is None:
            return None
        is_bounded[rows] = False
        blocks = split_into_blocks(matrix, is_bounded, is_free, LINKED_GROUP_SIZE)
        in_rows = matrix.tocsr()[rows].tocsc()
        if blocks is None or in_rows[:, blocks.loose].nnz:
            return None
        linking = tuple(in_rows[:, group.columns].tocsr() for group in blocks.groups)
        return _LinkedBlocks(
            rows, blocks, linking, [self._open_linked_solver() for _ in blocks.groups]
        )


def _bounded_and_free(program: Program) -> tuple[np.ndarray, np.ndarray]:
    """Return which rows have a bound and which columns are not fixed."""
    is_bounded = np.isfinite(program.row_lower) | np.isfinite(program.row_upper)
    return is_bounded, program.upper > program.lower
