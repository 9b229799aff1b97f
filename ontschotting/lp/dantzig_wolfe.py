"""A program that a few rows hold together is solved in pieces, with prices on those rows.

Column generation (Dantzig and Wolfe, 1960).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend, Solution
from ontschotting.support.parallel import parallel_map

MOST_ROWS = 256
"""Rows that may hold pieces together: with more, finding their prices would take longer than it
saves.
"""

LARGEST = 10_000
"""Columns of the largest piece: a row that would join more than that is given a price instead."""

SAMPLED = 100
"""Pieces from which on a tenth of them is solved first, for prices to start from."""

_ROUNDS, _SAMPLE_ROUNDS, _WIDENINGS = 25, 12, 12

_EXACT, _CLOSE, _SAMPLE_CLOSE = 1e-11, 5e-8, 1e-4
"""Relative gaps: at which the prices are found; that rounding may leave when no piece has anything
better; at which a sample is good enough.
"""

_STEP, _LEAST_STEP = 0.03, 0.01
"""How far a price may at first move from that of the sample, as a part of itself, and at least as a
part of the most that it is thought to be.
"""


@dataclass(frozen=True, eq=False)
class CoupledBlock:
    """A piece: its rows and columns in the whole, its program, what its columns put into the rows
    that hold the pieces together, and its solver.
    """

    rows: np.ndarray
    columns: np.ndarray
    program: Program
    along: sparse.csr_array
    solver: Backend


@dataclass(frozen=True, eq=False)
class _Answer:
    """A vertex of one piece.

    What it costs, what it puts into the priced rows, and its values other than zero.
    """

    part: int
    cost: float
    along: Array
    places: np.ndarray
    values: Array


@dataclass(frozen=True, eq=False)
class Priced:
    """What was found.

    Prices of the rows that hold the pieces together, and per piece its values and prices.
    """

    prices: Array
    values: list[Array]
    part_prices: list[Array]


def rows_between(
    matrix: sparse.csc_array, bounded: np.ndarray, free: np.ndarray
) -> np.ndarray | None:
    """The rows without which the bounded rows and free columns fall into pieces of at most LARGEST
    columns; None when more than MOST_ROWS are needed.

    The rows with the most columns are taken out until the rest falls apart; then, the smallest
    first, each that joins no more than LARGEST columns is put back.
    """
    entries = matrix.tocoo()
    kept = bounded[entries.row] & free[entries.col]
    row, col = entries.row[kept], entries.col[kept]
    counts = np.bincount(row, minlength=matrix.shape[0])
    order = np.argsort(-counts, kind="stable")
    out, taken = np.zeros(matrix.shape[0], dtype=bool), 16
    while True:
        out[order[:taken]] = counts[order[:taken]] > 1
        labels = _blocks_without(matrix.shape, row, col, out)
        sizes = np.bincount(labels[np.flatnonzero(free)], minlength=labels.max() + 1)
        if sizes.max(initial=0) <= LARGEST:
            break
        if taken > 64 * MOST_ROWS:
            return None
        taken *= 4
    parent = np.arange(len(sizes))

    def root(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    inside = out[row]
    joins = sparse.csr_array(
        (np.ones(int(inside.sum()), dtype=np.int8), (row[inside], labels[col[inside]])),
        shape=(matrix.shape[0], len(sizes)),
    )
    between = []
    for one in order[:taken][::-1]:
        if not out[one]:
            continue
        joined = sorted(
            {root(int(piece)) for piece in joins.indices[joins.indptr[one] : joins.indptr[one + 1]]}
        )
        if sizes[joined].sum() > LARGEST:
            between.append(int(one))
            continue
        sizes[joined[0]] = sizes[joined].sum()
        parent[joined] = joined[0]
    return np.array(sorted(between)) if 0 < len(between) <= MOST_ROWS else None


def _blocks_without(
    shape: tuple[int, int], row: np.ndarray, col: np.ndarray, out: np.ndarray
) -> np.ndarray:
    """The number of the piece of every column when some rows are out."""
    rows, columns = shape
    here = ~out[row]
    graph = sparse.coo_array(
        (np.ones(int(here.sum()), dtype=np.int8), (row[here], col[here] + rows)),
        shape=(rows + columns, rows + columns),
    )
    labels = csgraph.connected_components(graph, directed=False)[1]
    return np.asarray(labels[rows:])


def solve_by_column_generation(
    parts: Sequence[CoupledBlock], lower: Array, upper: Array, master: Backend
) -> Priced | None:
    """The parts together at least cost with lower ≤ Σ along · x ≤ upper.

    None when no prices are found in a bounded number of rounds.

    Each round every part is solved with cost − π · along. Its answer is one more vertex, and a
    small program (the master) mixes the vertices of each part so that the rows are kept at least
    cost; its prices are the next π. The mix is allowed, since each part is convex; for any π the
    sum of the parts' minima and of what π gives for the bounds is a lower bound. Where the two
    meet, both are optimal. While prices are being found they stay in a range round where they
    started, which is made wider wherever they touch its end. From SAMPLED parts on every tenth is
    solved first, with its part of the bounds, for prices to start from. The same parts give the
    same answer.
    """
    most = (
        2.0
        * max(1e-9, max(float(np.max(np.abs(part.program.cost), initial=0.0)) for part in parts))
        / np.maximum(1e-9, _largest(parts, len(lower)))
    )
    start, width = np.zeros(len(lower)), most
    if len(parts) >= SAMPLED:
        sample = parts[::10]
        weights, all_weights = (
            sum(np.asarray(abs(part.along).sum(axis=1)).ravel() for part in some)
            for some in (sample, parts)
        )
        share = weights / np.maximum(all_weights, 1e-300)
        seen = share > 0
        part = np.where(seen, share, 1.0)
        rough = _MasterProgram(
            sample,
            np.where(seen, lower * part, -np.inf),
            np.where(seen, upper * part, np.inf),
            master,
        )
        rough.run(start, width, _SAMPLE_ROUNDS, _SAMPLE_CLOSE)
        if rough.best is not None:
            start = rough.best[0]
            width = np.maximum(_STEP * np.abs(start), _LEAST_STEP * most)
    return _MasterProgram(parts, lower, upper, master).run(start, width, _ROUNDS, _EXACT)


def _largest(parts: Sequence[CoupledBlock], rows: int) -> Array:
    """The largest coefficient of every row."""
    found = np.zeros(rows)
    for part in parts:
        entries = part.along.tocoo()
        np.maximum.at(found, entries.row, np.abs(entries.data))
    return found


class _MasterProgram:
    """Rounds of pricing and mixing for one program. best: the prices with the highest lower bound
    so far, and the prices of each part at these.
    """

    def __init__(
        self, parts: Sequence[CoupledBlock], lower: Array, upper: Array, master: Backend
    ) -> None:
        self._parts, self._lower, self._upper, self._master = parts, lower, upper, master
        self._across = [part.along.T.tocsr() for part in parts]
        self._answers: list[_Answer] = []
        self.best: tuple[Array, list[Array]] | None = None
        sides = (np.where(np.isfinite(side), np.abs(side), 0.0) for side in (lower, upper))
        self._nothing = 1e-9 * np.maximum(1.0, np.maximum(*sides))

    def run(self, start: Array, width: Array, rounds: int, close: float) -> Priced | None:
        """Prices at which the mix and the bound differ by no more than `close`.

        None when they are not found.
        """
        # A price above zero holds a row to its lower bound, one below zero to its upper bound.
        signs = (
            np.where(np.isfinite(self._upper), -np.inf, 0.0),
            np.where(np.isfinite(self._lower), np.inf, 0.0),
        )
        prices = np.clip(start, *signs)
        ends, steps = [prices - width, prices + width], [width.copy(), width.copy()]
        least_known: Array | None = None
        bound = -np.inf
        for _ in range(rounds):
            found = parallel_map(partial(self._priced, prices), range(len(self._parts)))
            if any(one is None for one in found):
                return None
            answers = [one for one in found if one is not None]
            here = self._of_bounds(prices) + float(sum(least for _, _, least in answers))
            if here > bound:
                bound, self.best = (
                    here,
                    (
                        prices,
                        [np.asarray(solution.prices) for solution, _, _ in answers],
                    ),
                )
            added = self._add(answers, least_known)
            for _ in range(1 if added else _WIDENINGS):
                mixed = self._mix(np.maximum(ends[0], signs[0]), np.minimum(ends[1], signs[1]))
                if mixed is None:
                    return None
                cost, shares, moved, least_known, over = mixed
                for side, sign in ((0, -1.0), (1, 1.0)):
                    ends[side] = np.where(over[side], ends[side] + sign * steps[side], ends[side])
                    steps[side] = np.where(over[side], 2.0 * steps[side], steps[side])
                kept = not np.any(over)
                if kept:
                    break
            gap = (cost - bound) / max(1.0, abs(cost))
            if kept and (gap <= close or (not added and gap <= _CLOSE)):
                assert self.best is not None
                return Priced(self.best[0], self._values(shares), self.best[1])
            if not added and np.array_equal(moved, prices):
                return None
            prices = np.clip(moved, *signs)
        return None

    def _priced(self, prices: Array, number: int) -> tuple[Solution, _Answer, float] | None:
        """The answer of one part at these prices, as a solution, as a vertex, and its cost less
        what the prices give for it.
        """
        part = self._parts[number]
        cost = part.program.cost - self._across[number] @ prices
        found = part.solver.solve(part.program.changed(cost=cost))
        if (
            found.prices is None
            or found.claim != "optimal"
            or not np.all(np.isfinite(found.values))
        ):
            return None
        places = np.flatnonzero(found.values)
        vertex = _Answer(
            number,
            float(part.program.cost @ found.values),
            part.along @ found.values,
            places,
            found.values[places],
        )
        return found, vertex, float(cost @ found.values)

    def _of_bounds(self, prices: Array) -> float:
        """What the prices give for the bounds of their rows."""
        with np.errstate(invalid="ignore"):
            return float(
                np.sum(
                    np.where(
                        prices > 0,
                        prices * self._lower,
                        np.where(prices < 0, prices * self._upper, 0.0),
                    )
                )
            )

    def _add(
        self, answers: Sequence[tuple[Solution, _Answer, float]], least_known: Array | None
    ) -> int:
        """Keep the answers that are better than every mix of those before; how many there were."""
        better = [
            vertex
            for _, vertex, least in answers
            if least_known is None
            or least < least_known[vertex.part] - 1e-10 * max(1.0, abs(least))
        ]
        self._answers += better
        return len(better)

    def _mix(
        self, least: Array, most: Array
    ) -> tuple[float, Array, Array, Array, np.ndarray] | None:
        """The cheapest mix of the vertices with prices within a range.

        Its cost, the shares, the prices, what every part costs at these, and which ends of the
        range hold a price.

        A column with the cost of an end of the range stands for what is missing from a row or over
        in it.
        """
        rows, vertices, parts = len(self._lower), len(self._answers), len(self._parts)
        open_ends = (
            np.flatnonzero(np.isfinite(most) & (most != 0)),
            np.flatnonzero(np.isfinite(least) & (least != 0)),
        )
        along = sparse.csc_array(np.stack([one.along for one in self._answers], axis=1))
        whole = sparse.csc_array(
            (np.ones(vertices), ([one.part for one in self._answers], np.arange(vertices))),
            shape=(parts, vertices),
        )
        slack = [
            sparse.csc_array(
                (np.full(len(some), sign), (some, np.arange(len(some)))),
                shape=(rows + parts, len(some)),
            )
            for some, sign in zip(open_ends, (1.0, -1.0), strict=True)
        ]
        matrix = sparse.csc_array(
            sparse.hstack([sparse.vstack([along, whole]), *slack], format="csc")
        )
        matrix.indices, matrix.indptr = (
            matrix.indices.astype(np.int32),
            matrix.indptr.astype(np.int32),
        )
        columns = matrix.shape[1]
        program = Program(
            matrix,
            np.concatenate(
                [[one.cost for one in self._answers], most[open_ends[0]], -least[open_ends[1]]]
            ),
            np.concatenate([self._lower, np.ones(parts)]),
            np.concatenate([self._upper, np.ones(parts)]),
            np.zeros(columns),
            np.full(columns, np.inf),
            np.full(columns, np.inf),
        )
        found = self._master.solve(program)
        if (
            found.prices is None
            or found.claim != "optimal"
            or not np.all(np.isfinite(found.values))
        ):
            return None
        over = np.zeros((2, rows), dtype=bool)
        under_way = np.split(found.values[vertices:], [len(open_ends[0])])
        for side, some, amount in (
            (1, open_ends[0], under_way[0]),
            (0, open_ends[1], under_way[1]),
        ):
            over[side, some] = amount > self._nothing[some]
        return (
            float(program.cost @ found.values),
            found.values[:vertices],
            found.prices[:rows],
            found.prices[rows:],
            over,
        )

    def _values(self, shares: Array) -> list[Array]:
        """The mixed vertices of every part."""
        values = [np.zeros(part.program.columns) for part in self._parts]
        for share, one in zip(shares, self._answers, strict=True):
            values[one.part][one.places] += share * one.values
        return values
