"""Branch and bound over the streams to lift.

A θ per stream, and a certified bound in every node.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import numpy as np

from ontschotting.lp.program import Array
from ontschotting.lp.solver_choice import open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.solving.questions import REACH, certified

NODES = 150
"""Nodes after which the search stops, and the bound says how far it may be from the best."""


@dataclass(frozen=True)
class SearchResult:
    """The best set of one size.

    Its value, a proven bound on any other, the sets known to have the same value, and whether these
    are all there are.
    """

    value: float
    chosen: tuple[str, ...]
    bound: float
    ties: list[tuple[str, ...]]
    complete: bool


def search_best_set(
    game: CoalitionValue, most: int, report_progress: Callable[[str], None]
) -> list[SearchResult]:
    """The best set of every size up to `most`.

    A bound never lies below the truth; it may lie above it when the nodes run out.

    The program gives each stream a θ in [0, 1] that moves its money from the stream as it is today
    to the stream under the regime (model.md, *Regimes*), with Σ θ = k. At whole numbers θ its
    optimum is V of that set, so its optimum over fractions is never less than the best set's value.
    """
    tree = _Tree(game, report_progress)
    steps = [SearchResult(game.nothing, (), game.nothing, [()], True)]
    for size in range(1, most + 1):
        steps.append(tree.best(size, steps[-1].chosen))
    return steps


class _Tree:
    """The program with its levers, solved again and again with other bounds on them."""

    def __init__(self, game: CoalitionValue, report_progress: Callable[[str], None]) -> None:
        self.game, self.report_progress = game, report_progress
        self.regime_program = build_regime_program(game.case, game.regime, indicators=True)
        self.players = self.regime_program.labels.indicators
        self.backend = open_backend(game.case_solver.solver)
        first = self.regime_program.columns.theta
        self.columns = slice(first, first + len(self.players))

    def best(self, size: int, before: tuple[str, ...]) -> SearchResult:
        """Best first: the open node with the greatest bound is split on its most undecided
        stream.
        """
        sets: dict[frozenset[str], float] = {}
        order = count()
        self._try(sets, before, size, np.ones(len(self.players)))
        heap: list[tuple[float, int, frozenset[int], frozenset[int], Array]] = []
        self._open(heap, order, frozenset(), frozenset(), size, sets)
        nodes = 1
        while heap and -heap[0][0] > self._beaten(sets) and nodes < NODES:
            _, _, inside, outside, theta = heapq.heappop(heap)
            free = [
                number
                for number in range(len(self.players))
                if number not in inside and number not in outside
            ]
            split = min(free, key=lambda number: abs(theta[number] - 0.5))
            for one, other in ((inside | {split}, outside), (inside, outside | {split})):
                if len(one) <= size and len(self.players) - len(other) >= size:
                    self._open(heap, order, one, other, size, sets)
                    nodes += 1
        value = max(sets.values())
        ties = [
            tuple(name for name in self.players if name in names)
            for names, found in sets.items()
            if found >= value - self._slack(value)
        ]
        bound = max([value, *(-one[0] for one in heap)])
        if bound <= value + self._slack(value):
            bound = value
        return SearchResult(
            value,
            ties[0],
            min(bound, max(value, self.game.everything)) if self.game.is_monotone else bound,
            ties,
            False,
        )

    def _open(
        self,
        heap: list[tuple[float, int, frozenset[int], frozenset[int], Array]],
        order: count[int],
        inside: frozenset[int],
        outside: frozenset[int],
        size: int,
        sets: dict[frozenset[str], float],
    ) -> None:
        """Bound a node.

        Keep it open when it may hold a better set, and value the set that its θ points at.
        """
        program = self.regime_program.program
        lower, upper = program.lower.copy(), program.upper.copy()
        theta_lower, theta_upper = np.zeros(len(self.players)), np.ones(len(self.players))
        theta_lower[sorted(inside)] = 1.0
        theta_upper[sorted(outside)] = 0.0
        lower[self.columns], upper[self.columns] = theta_lower, theta_upper
        row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
        row_lower[self.regime_program.rows.indicators] = row_upper[
            self.regime_program.rows.indicators
        ] = float(size)
        node = program.changed(
            cost=-self.regime_program.objectives.value,
            lower=lower,
            upper=upper,
            row_lower=row_lower,
            row_upper=row_upper,
        )
        optimum = certified(self.regime_program, node, self.backend)
        self.game.certificates.append(optimum.certificate)
        bound, theta = -optimum.certificate.bound, optimum.values[self.columns]
        self.report_progress(f"k={size}, at most {bound:,.0f}")
        names = [self.players[number] for number in sorted(inside)]
        self._try(sets, tuple(names), size, np.where(theta_upper > 0, theta, -1.0))
        whole = bool(np.all(np.minimum(theta, 1 - theta) < 1e-9))
        decided = len(inside) == size or len(self.players) - len(outside) == size
        if (
            not decided
            and not (whole and bound <= self._beaten(sets))
            and bound > self._beaten(sets)
        ):
            heapq.heappush(heap, (-bound, next(order), inside, outside, theta))

    def _try(
        self, sets: dict[frozenset[str], float], base: tuple[str, ...], size: int, theta: Array
    ) -> None:
        """Value the set of the base and the streams with the greatest θ."""
        chosen = list(base[:size])
        for number in np.argsort(-theta, kind="stable"):
            name = self.players[int(number)]
            if len(chosen) < size and name not in chosen and theta[number] >= 0:
                chosen.append(name)
        names = frozenset(chosen)
        if len(names) == size and names not in sets:
            sets[names] = self.game(names)

    def _beaten(self, sets: dict[frozenset[str], float]) -> float:
        value = max(sets.values(), default=-np.inf)
        return value + self._slack(value)

    def _slack(self, value: float) -> float:
        return 2 * REACH * max(1.0, abs(value)) if np.isfinite(value) else 0.0
