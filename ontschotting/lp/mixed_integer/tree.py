"""Branch and bound over certified linear programs: a bound that rests on no solver's word."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

import numpy as np

from ontschotting.lp.certificate import is_certified, lower_bound
from ontschotting.lp.mixed_integer.infeasible import InfeasibilityProof
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solution import Backend, Solution
from ontschotting.support.tolerances import CLOSED_GAP, TOUCHED, WHOLE_NUMBER

NODES = 2_000
"""The most nodes of one tree."""

NODE_COLUMNS = 3_000_000
"""The most nodes times columns: a large program gets fewer nodes, some seconds of work in all."""


@dataclass(frozen=True, eq=False)
class TreeResult:
    """What a tree proves.

    Attributes:
        bound: The least that any feasible point can cost; −inf where a node could not be proven
        values: A point that costs less than the one the tree started from; None where there is none
        objective: What the best known point costs
    """

    bound: float
    values: Array | None
    objective: float


@dataclass(frozen=True, order=True)
class _Node:
    """The points in which some 0–1 columns are fixed; the least bound comes first.

    Attributes:
        bound: A proven bound on their cost
        number: The order in which nodes were opened
        lower, upper: The bounds of the columns of the program
        values: x at the optimum of the linear program of the node
    """

    bound: float
    number: int
    lower: Array = field(compare=False)
    upper: Array = field(compare=False)
    values: Array = field(compare=False)


def search_tree(
    program: Program, backend: Backend, objective: float, gap: float | None, seconds: float
) -> TreeResult:
    """Bound a mixed-integer program by a tree of certified linear programs, best first.

    Args:
        program: The program
        backend: Solves the linear programs, each from the last basis
        objective: What the best known point costs; ∞ without one
        gap: The relative gap at which the tree is done; None for an optimum
        seconds: The most it may take
    """
    tree = _Tree(program, backend, objective, gap or CLOSED_GAP)
    return tree.search(monotonic() + seconds)


class _Tree:
    """The nodes that are open, and what is known of the others."""

    def __init__(self, program: Program, backend: Backend, objective: float, gap: float) -> None:
        self.program = program.changed(is_binary=None)
        self.columns = program.undecided
        self.backend = backend
        self.objective, self.gap = objective, gap
        self.values: Array | None = None
        self.closed_bound = np.inf  # the least bound of the nodes that need no more work
        self.nodes: list[_Node] = []
        self.numbers = count()
        self.infeasible = InfeasibilityProof(self.program, backend.copy())

    def search(self, until: float) -> TreeResult:
        """Split the node with the least bound until none is left, or time or nodes run out."""
        most = min(NODES, max(1, NODE_COLUMNS // max(1, self.program.columns)))
        self._open(self.program.lower, self.program.upper, -np.inf)
        opened = 1
        while self.nodes and opened < most and monotonic() < until:
            node = heapq.heappop(self.nodes)
            if node.bound >= self._enough:
                self.closed_bound = min(self.closed_bound, node.bound)
                continue
            column = self._most_undecided(node)
            for value in (0.0, 1.0):
                lower, upper = node.lower.copy(), node.upper.copy()
                lower[column] = upper[column] = value
                self._open(lower, upper, node.bound)
            opened += 2
        bound = min([self.closed_bound, self.objective, *(node.bound for node in self.nodes)])
        return TreeResult(bound, self.values, self.objective)

    @property
    def _enough(self) -> float:
        """A node with a bound from here on holds no point that is better by more than the gap."""
        if not np.isfinite(self.objective):
            return np.inf
        return self.objective - self.gap * max(1.0, abs(self.objective))

    def _open(self, lower: Array, upper: Array, parent_bound: float) -> None:
        """Bound a node, and keep it where it may hold a better point.

        Args:
            lower: The lower bounds of its columns
            upper: The upper bounds
            parent_bound: A bound on its cost
        """
        node = self.program.changed(lower=lower, upper=upper)
        solution = self.backend.solve(node)
        if not solution.is_usable:
            if self.infeasible.holds(node):
                return
            solution = self.backend.solve(node.changed(solve_undecomposed=True))
        bound, values = parent_bound, 0.5 * (lower + np.where(np.isfinite(upper), upper, lower))
        if solution.is_usable and solution.prices is not None:
            bound = max(bound, lower_bound(node, solution.prices, solution.rounding))
            values = solution.values
            self._improve(node, solution)
        undecided = lower[self.columns] < upper[self.columns]
        if bound >= self._enough or not np.any(undecided):
            self.closed_bound = min(self.closed_bound, bound)
            return
        heapq.heappush(self.nodes, _Node(bound, next(self.numbers), lower, upper, values))

    def _improve(self, node: Program, solution: Solution) -> None:
        """Take note of a better point, where the 0–1 columns of a node are whole already."""
        values = solution.values[self.columns]
        cost = float(node.cost @ solution.values)
        if cost >= self.objective or np.any(np.abs(values - np.round(values)) > TOUCHED):
            return
        if np.any(np.abs(values - np.round(values)) > WHOLE_NUMBER):
            lower, upper = node.lower.copy(), node.upper.copy()
            lower[self.columns] = upper[self.columns] = np.round(values)
            node = node.changed(lower=lower, upper=upper)
            solution = self.backend.solve(node)
        if is_certified(node, solution) and float(node.cost @ solution.values) < self.objective:
            self.objective = float(node.cost @ solution.values)
            self.values = solution.values

    def _most_undecided(self, node: _Node) -> int:
        """Return the free column that is furthest from 0 and 1."""
        free = self.columns[node.lower[self.columns] < node.upper[self.columns]]
        return int(free[np.argmin(np.abs(node.values[free] - 0.5))])
