"""Branch and bound over the streams to lift: a θ per stream, a certified bound in every node."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array
from ontschotting.lp.solver_choice import open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.solving.solved_optima import certified
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import REACH, unsigned

NODES = 150
"""Nodes after which the search stops, and the bound says how far it may be from the best."""


@dataclass(frozen=True)
class SearchResult:
    """The best set of one size.

    Attributes:
        value: Its value
        chosen: Its streams
        bound: A proven bound on the value of any other set
        ties: The sets that are known to have the same value
        complete: Whether these are all there are
    """

    value: float
    chosen: tuple[str, ...]
    bound: float
    ties: list[tuple[str, ...]]
    complete: bool


def search_best_set(
    game: CoalitionValue, most: int, report_progress: ReportProgress
) -> list[SearchResult]:
    """Return the best set of every size up to `most`, the empty set first.

    The program gives each stream a θ in [0, 1] that moves its money from the rules of today to
    those of the regime (model.md, *Regimes*), with Σ θ = k. At whole θ its optimum is V of that
    set, so its optimum over fractions is never less than the value of the best set. A bound never
    lies below the truth; it may lie above it when the nodes run out.

    Args:
        game: The value of any set of streams
        most: The largest size
        report_progress: Called with the bound of each node
    """
    tree = _Tree(game, report_progress)
    results = [SearchResult(game.nothing, (), game.nothing, [()], True)]
    for size in range(1, most + 1):
        results.append(tree.best(size, results[-1].chosen))
    return results


@dataclass(frozen=True, order=True)
class _Node:
    """Sets that hold all of some streams and none of others; the greatest bound comes first.

    Attributes:
        negative_bound: Minus a proven bound on the value of every set in the node
        number: The order in which nodes were opened
        inside, outside: The numbers of the streams that are in, and out
        theta: θ per stream at the optimum over fractions
    """

    negative_bound: float
    number: int
    inside: frozenset[int] = field(compare=False)
    outside: frozenset[int] = field(compare=False)
    theta: Array = field(compare=False)


class _Search:
    """The search for the best set of one size: the values found, and the nodes still open."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.values: dict[frozenset[str], float] = {}
        self.nodes: list[_Node] = []

    @property
    def best_value(self) -> float:
        return max(self.values.values(), default=-np.inf)

    @property
    def beaten(self) -> float:
        """A node needs a bound above this to hold a better set."""
        return self.best_value + _slack(self.best_value)


class _Tree:
    """The program with a lift indicator per stream, solved with other bounds on these.

    Where it is linear, each program starts from the basis of the one before, and V of a set is its
    optimum with every θ fixed.
    """

    def __init__(self, game: CoalitionValue, report_progress: ReportProgress) -> None:
        self.game, self.report_progress = game, report_progress
        self.regime_program = build_regime_program(game.case, game.regime, indicators=True)
        self.players = self.regime_program.labels.indicators
        self.backend = open_backend(game.case_solver.solver)
        first = self.regime_program.columns.theta
        self.columns = slice(first, first + len(self.players))
        self.is_linear, self.has_basis = not len(self.regime_program.program.undecided), False
        if self.is_linear:
            game.answer_by(self._value)

    def best(self, size: int, previous: tuple[str, ...]) -> SearchResult:
        """Search best first: split the open node with the greatest bound.

        Args:
            size: How many streams are lifted
            previous: The best set of one stream less, which is a good start
        """
        search, numbers = _Search(size), count()
        # First, so that what starts cold is the program of all sets: every other one is near it.
        root = self._bound(size, frozenset(), frozenset())
        self._value_rounded(search, previous, np.ones(len(self.players)))
        self._keep(search, next(numbers), frozenset(), frozenset(), *root)
        opened = 1
        while search.nodes and -search.nodes[0].negative_bound > search.beaten and opened < NODES:
            node = heapq.heappop(search.nodes)
            split = self._most_undecided(node)
            for inside, outside in (
                (node.inside | {split}, node.outside),
                (node.inside, node.outside | {split}),
            ):
                if len(inside) <= size <= len(self.players) - len(outside):
                    bound = self._bound(size, inside, outside)
                    self._keep(search, next(numbers), inside, outside, *bound)
                    opened += 1
        return self._result(search)

    def _most_undecided(self, node: _Node) -> int:
        free = [
            number
            for number in range(len(self.players))
            if number not in node.inside and number not in node.outside
        ]
        return min(free, key=lambda number: abs(node.theta[number] - 0.5))

    def _result(self, search: _Search) -> SearchResult:
        value = search.best_value
        ties = [
            tuple(name for name in self.players if name in names)
            for names, known in search.values.items()
            if known >= value - _slack(value)
        ]
        valued = (self.game.bound(names) for names in search.values)
        bound = max([value, *valued, *(-node.negative_bound for node in search.nodes)])
        if bound <= value + _slack(value):
            bound = value
        if self.game.is_monotone:
            bound = min(bound, max(value, self.game.bound(self.game.players)))
        return SearchResult(value, ties[0], bound, ties, False)

    def _keep(
        self,
        search: _Search,
        number: int,
        inside: frozenset[int],
        outside: frozenset[int],
        bound: float,
        theta: Array,
    ) -> None:
        """Value the set that θ of a node points at, and keep it where it may hold a better set.

        Args:
            search: The search for one size
            number: The number of the node
            inside: Streams whose θ is 1
            outside: Streams whose θ is 0
            bound: A proven bound on the value of every set in the node
            theta: θ per stream at the optimum over fractions
        """
        self.report_progress(f"k={search.size}, at most {bound:,.0f}")
        fixed = tuple(self.players[one] for one in sorted(inside))
        may_be_in = np.ones(len(self.players), dtype=bool)
        may_be_in[sorted(outside)] = False
        self._value_rounded(search, fixed, np.where(may_be_in, theta, -1.0))
        decided = search.size in (len(inside), len(self.players) - len(outside))
        if not decided and bound > search.beaten:
            heapq.heappush(search.nodes, _Node(-bound, number, inside, outside, theta))

    def _bound(
        self, size: int, inside: frozenset[int], outside: frozenset[int]
    ) -> tuple[float, Array]:
        """Return a certified bound on the value of a node, and θ at its optimum."""
        theta_lower, theta_upper = np.zeros(len(self.players)), np.ones(len(self.players))
        theta_lower[sorted(inside)] = 1.0
        theta_upper[sorted(outside)] = 0.0
        optimum = self._optimum(size, theta_lower, theta_upper)
        theta = optimum.values[self.columns]
        if self.is_linear and np.all((theta == 0.0) | (theta == 1.0)):
            # The answer lifts whole streams, so that it is V of their set.
            names = (name for name, one in zip(self.players, theta, strict=True) if one)
            self.game.learn(names, unsigned(-optimum.minimum))
        return -optimum.certificate.bound, theta

    def _value(self, names: frozenset[str]) -> float:
        """Return V of a set of streams."""
        theta = np.array([float(name in names) for name in self.players])
        return unsigned(-self._optimum(len(names), theta, theta).minimum)

    def _optimum(self, size: int, theta_lower: Array, theta_upper: Array) -> Optimum:
        """Return the certified optimum with bounds on every θ and on their sum."""
        program, rows = self.regime_program.program, self.regime_program.rows
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[self.columns], upper[self.columns] = theta_lower, theta_upper
        row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
        row_lower[rows.indicators] = row_upper[rows.indicators] = float(size)
        node = program.changed(
            cost=-self.regime_program.objectives.value,
            lower=lower,
            upper=upper,
            row_lower=row_lower,
            row_upper=row_upper,
            only_bounds_changed=self.has_basis,
        )
        optimum = certified(self.regime_program, node, self.backend)
        self.has_basis = self.is_linear
        self.game.certificates.add([optimum.certificate])
        return optimum

    def _value_rounded(self, search: _Search, fixed: tuple[str, ...], theta: Array) -> None:
        """Value the fixed streams with those of the largest θ."""
        chosen = list(fixed[: search.size])
        for number in np.argsort(-theta, kind="stable"):
            name = self.players[int(number)]
            if len(chosen) < search.size and name not in chosen and theta[number] >= 0:
                chosen.append(name)
        names = frozenset(chosen)
        if len(names) == search.size and names not in search.values:
            search.values[names] = self.game(names)


def _slack(value: float) -> float:
    return 2 * REACH * max(1.0, abs(value)) if np.isfinite(value) else 0.0
