"""Solve a program that a few linking rows hold together, by column generation.

The blocks are solved apart, with prices on the linking rows (Dantzig and Wolfe, Decomposition
principle for linear programs, Operations Research 8, 1960).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend, Solution
from ontschotting.support.parallel import parallel_map
from ontschotting.support.tolerances import (
    IN_SOLUTION,
    PRICE_BOUND_ZERO,
    PRICED_ROW_GAP,
    SAME_OPTIMUM,
    SAMPLE_GAP,
    SMALLEST_DIVISOR,
)

SAMPLE_FROM = 100
"""Blocks from which on a tenth of them is solved first, for prices to start from."""

_ROUNDS, _SAMPLE_ROUNDS, _WIDENINGS = 25, 12, 12

_STEP, _LEAST_STEP = 0.03, 0.01
"""How far a price may at first move from that of the sample, as a share of itself, and at least as
a share of the most that it is thought to be.
"""


@dataclass(frozen=True, eq=False)
class LinkedBlock:
    """One block of a program with linking rows.

    Attributes:
        rows, columns: Its rows and columns in the whole program
        program: The block by itself
        linking: The coefficients of its columns in the linking rows
        solver: Solves the block
    """

    rows: np.ndarray
    columns: np.ndarray
    program: Program
    linking: sparse.csr_array
    solver: Backend


@dataclass(frozen=True, eq=False)
class LinkedSolution:
    """An optimum of the whole program.

    Attributes:
        prices: Of the linking rows
        values, block_prices: Of the columns and the rows of each block
    """

    prices: Array
    values: list[Array]
    block_prices: list[Array]


@dataclass(frozen=True, eq=False)
class _MasterColumn:
    """A vertex of one block, as a column of the master program.

    Attributes:
        block: The number of the block
        cost: Its cost
        linking: What it puts into the linking rows
        positions, values: Its values other than zero
    """

    block: int
    cost: float
    linking: Array
    positions: np.ndarray
    values: Array


@dataclass(frozen=True, eq=False)
class _PricedBlock:
    """The optimum of a block at some prices.

    Attributes:
        solution: The solution
        column: The same, as a column of the master program
        reduced_cost: Its cost less what the prices pay for it
    """

    solution: Solution
    column: _MasterColumn
    reduced_cost: float


@dataclass(frozen=True, eq=False)
class _MasterSolution:
    """The cheapest mix of the columns, with prices within a range.

    Attributes:
        cost: Its cost
        shares: The share of each column
        prices: Of the linking rows
        block_costs: The reduced cost of each block at which no column is better
        at_end: For the lower and the upper end of the range, which prices it holds
    """

    cost: float
    shares: Array
    prices: Array
    block_costs: Array
    at_end: np.ndarray


def solve_by_column_generation(
    blocks: Sequence[LinkedBlock], lower: Array, upper: Array, master: Backend
) -> LinkedSolution | None:
    """Minimise over all blocks with lower ≤ Σ linking · x ≤ upper.

    Each round every block is solved with cost − π · linking. Its solution is one more column of a
    small program (the master), which mixes the columns of each block so that the linking rows are
    kept at least cost; its prices are the next π. The mix is feasible, since each block is convex.
    For any π the sum of the blocks' minima and of what π gives for the bounds is a lower bound.
    Where the two meet, both are optimal. While prices are being found they stay in a range around
    their start, which is widened wherever they touch its end. From SAMPLE_FROM blocks on, every
    tenth is solved first, with its share of the bounds, for prices to start from. The same blocks
    give the same answer.

    Args:
        blocks: The blocks
        lower: The lower bounds of the linking rows, −inf where there is none
        upper: The upper bounds of the linking rows, +inf where there is none
        master: Solves the master program

    Returns:
        The optimum, or None if no prices are found in a bounded number of rounds.
    """
    largest_cost = max(float(np.max(np.abs(block.program.cost), initial=0.0)) for block in blocks)
    coefficients = np.maximum(IN_SOLUTION, _largest_coefficients(blocks, len(lower)))
    width = 2.0 * max(IN_SOLUTION, largest_cost) / coefficients
    start = np.zeros(len(lower))
    if len(blocks) >= SAMPLE_FROM:
        sampled = _sample_prices(blocks, lower, upper, master, width)
        if sampled is not None:
            start = sampled
            width = np.maximum(_STEP * np.abs(start), _LEAST_STEP * width)
    return _ColumnGeneration(blocks, lower, upper, master).run(start, width, _ROUNDS, SAME_OPTIMUM)


def _sample_prices(
    blocks: Sequence[LinkedBlock], lower: Array, upper: Array, master: Backend, width: Array
) -> Array | None:
    """Return the prices for every tenth block with its share of the bounds."""
    sample = blocks[::10]
    weights, all_weights = (
        sum(np.asarray(abs(block.linking).sum(axis=1)).ravel() for block in some)
        for some in (sample, blocks)
    )
    share = weights / np.maximum(all_weights, SMALLEST_DIVISOR)
    is_seen = share > 0
    share = np.where(is_seen, share, 1.0)
    generation = _ColumnGeneration(
        sample,
        np.where(is_seen, lower * share, -np.inf),
        np.where(is_seen, upper * share, np.inf),
        master,
    )
    generation.run(np.zeros(len(lower)), width, _SAMPLE_ROUNDS, SAMPLE_GAP)
    return None if generation.best is None else generation.best[0]


def _largest_coefficients(blocks: Sequence[LinkedBlock], rows: int) -> Array:
    """Return the largest coefficient of every linking row."""
    largest = np.zeros(rows)
    for block in blocks:
        entries = block.linking.tocoo()
        np.maximum.at(largest, entries.row, np.abs(entries.data))
    return largest


class _PriceRange:
    """The range in which prices may lie: around their start, and on the side of their bounds.

    A price above zero holds a row to its lower bound, one below zero to its upper bound.
    """

    def __init__(self, start: Array, width: Array, lower: Array, upper: Array) -> None:
        self._least = np.where(np.isfinite(upper), -np.inf, 0.0)
        self._most = np.where(np.isfinite(lower), np.inf, 0.0)
        self.start = self.clipped(start)
        self._ends = [self.start - width, self.start + width]
        self._steps = [width.copy(), width.copy()]

    def clipped(self, prices: Array) -> Array:
        """Return prices on the side of their bounds."""
        return np.clip(prices, self._least, self._most)

    @property
    def ends(self) -> tuple[Array, Array]:
        """The least and the greatest prices."""
        return np.maximum(self._ends[0], self._least), np.minimum(self._ends[1], self._most)

    def widen(self, at_end: np.ndarray) -> None:
        """Move the ends that hold a price, and double their next step."""
        for side, sign in ((0, -1.0), (1, 1.0)):
            moved = self._ends[side] + sign * self._steps[side]
            self._ends[side] = np.where(at_end[side], moved, self._ends[side])
            self._steps[side] = np.where(at_end[side], 2.0 * self._steps[side], self._steps[side])


class _ColumnGeneration:
    """Rounds of pricing the blocks and mixing their columns.

    Attributes:
        best: The prices with the highest lower bound so far, and the prices of each block at these
    """

    def __init__(
        self, blocks: Sequence[LinkedBlock], lower: Array, upper: Array, master: Backend
    ) -> None:
        self._blocks, self._lower, self._upper, self._master = blocks, lower, upper, master
        self._transposed = [block.linking.T.tocsr() for block in blocks]
        self._columns: list[_MasterColumn] = []
        self.best: tuple[Array, list[Array]] | None = None
        self._bound = -np.inf
        sizes = (np.where(np.isfinite(side), np.abs(side), 0.0) for side in (lower, upper))
        self._noise = IN_SOLUTION * np.maximum(1.0, np.maximum(*sizes))

    def run(self, start: Array, width: Array, rounds: int, close: float) -> LinkedSolution | None:
        """Return a solution at which mix and bound nearly meet, or None if none is found.

        Args:
            start: Prices to start from
            width: How far each may move at first
            rounds: The most rounds
            close: The relative gap at which they meet
        """
        price_range = _PriceRange(start, width, self._lower, self._upper)
        prices = price_range.start
        mix: _MasterSolution | None = None
        for _ in range(rounds):
            priced = self._price_blocks(prices)
            if priced is None:
                return None
            self._raise_bound(prices, priced)
            added = self._add_columns(priced, mix)
            mix = self._mix_in_range(price_range, 1 if added else _WIDENINGS)
            if mix is None:
                return None
            gap = (mix.cost - self._bound) / max(1.0, abs(mix.cost))
            is_inside = not np.any(mix.at_end)
            if is_inside and (gap <= close or (not added and gap <= PRICED_ROW_GAP)):
                assert self.best is not None
                return LinkedSolution(self.best[0], self._values(mix.shares), self.best[1])
            if not added and np.array_equal(mix.prices, prices):
                return None
            prices = price_range.clipped(mix.prices)
        return None

    def _price_blocks(self, prices: Array) -> list[_PricedBlock] | None:
        """Solve every block at these prices; None if one of them has no solution."""
        results = parallel_map(partial(self._price_block, prices), range(len(self._blocks)))
        priced = [result for result in results if result is not None]
        return priced if len(priced) == len(results) else None

    def _price_block(self, prices: Array, number: int) -> _PricedBlock | None:
        block = self._blocks[number]
        cost = block.program.cost - self._transposed[number] @ prices
        solution = block.solver.solve(block.program.changed(cost=cost))
        if not solution.is_usable:
            return None
        positions = np.flatnonzero(solution.values)
        column = _MasterColumn(
            number,
            float(block.program.cost @ solution.values),
            block.linking @ solution.values,
            positions,
            solution.values[positions],
        )
        return _PricedBlock(solution, column, float(cost @ solution.values))

    def _raise_bound(self, prices: Array, priced: Sequence[_PricedBlock]) -> None:
        """Keep these prices if their lower bound is the highest so far."""
        with np.errstate(invalid="ignore"):
            at_bounds = np.where(
                prices > 0,
                prices * self._lower,
                np.where(prices < 0, prices * self._upper, 0.0),
            )
        bound = float(np.sum(at_bounds)) + float(sum(block.reduced_cost for block in priced))
        if bound > self._bound:
            self._bound = bound
            self.best = prices, [np.asarray(block.solution.prices) for block in priced]

    def _add_columns(self, priced: Sequence[_PricedBlock], mix: _MasterSolution | None) -> int:
        """Add the columns that are better than every mix of those before; return how many."""
        better = []
        for block in priced:
            margin = PRICE_BOUND_ZERO * max(1.0, abs(block.reduced_cost))
            if mix is None or block.reduced_cost < mix.block_costs[block.column.block] - margin:
                better.append(block.column)
        self._columns += better
        return len(better)

    def _mix_in_range(self, price_range: _PriceRange, attempts: int) -> _MasterSolution | None:
        """Solve the master, and widen the range until it holds no price, at most so many times."""
        mix = None
        for _ in range(attempts):
            mix = self._mix(*price_range.ends)
            if mix is None or not np.any(mix.at_end):
                break
            price_range.widen(mix.at_end)
        return mix

    def _mix(self, least: Array, most: Array) -> _MasterSolution | None:
        """Solve the master program with prices within a range.

        A column with the cost of an end of the range stands for what is missing from a row, or over
        in it.
        """
        missing = np.flatnonzero(np.isfinite(most) & (most != 0))
        over = np.flatnonzero(np.isfinite(least) & (least != 0))
        costs = [column.cost for column in self._columns]
        program = self._master_program(
            np.concatenate([costs, most[missing], -least[over]]), missing, over
        )
        solution = self._master.solve(program)
        if not solution.is_usable:
            return None
        assert solution.prices is not None
        rows, count = len(self._lower), len(self._columns)
        missing_values, over_values = np.split(solution.values[count:], [len(missing)])
        at_end = np.zeros((2, rows), dtype=bool)
        at_end[1, missing] = missing_values > self._noise[missing]
        at_end[0, over] = over_values > self._noise[over]
        return _MasterSolution(
            float(program.cost @ solution.values),
            solution.values[:count],
            solution.prices[:rows],
            solution.prices[rows:],
            at_end,
        )

    def _master_program(self, cost: Array, missing: np.ndarray, over: np.ndarray) -> Program:
        """Build the master: the linking rows, and Σ shares = 1 for every block."""
        rows, blocks, count = len(self._lower), len(self._blocks), len(self._columns)
        linking = sparse.csc_array(np.stack([column.linking for column in self._columns], axis=1))
        block_numbers = [column.block for column in self._columns]
        convexity = sparse.csc_array(
            (np.ones(count), (block_numbers, np.arange(count))), shape=(blocks, count)
        )
        slack = [
            sparse.csc_array(
                (np.full(len(some), sign), (some, np.arange(len(some)))),
                shape=(rows + blocks, len(some)),
            )
            for some, sign in ((missing, 1.0), (over, -1.0))
        ]
        matrix = sparse.csc_array(
            sparse.hstack([sparse.vstack([linking, convexity]), *slack], format="csc")
        )
        matrix.indices = matrix.indices.astype(np.int32)
        matrix.indptr = matrix.indptr.astype(np.int32)
        columns, one = matrix.shape[1], np.ones(blocks)
        return Program(
            matrix,
            cost,
            np.concatenate([self._lower, one]),
            np.concatenate([self._upper, one]),
            np.zeros(columns),
            np.full(columns, np.inf),
            np.full(columns, np.inf),
        )

    def _values(self, shares: Array) -> list[Array]:
        """Return the mixed columns of every block."""
        values = [np.zeros(block.program.columns) for block in self._blocks]
        for share, column in zip(shares, self._columns, strict=True):
            values[column.block][column.positions] += share * column.values
        return values
