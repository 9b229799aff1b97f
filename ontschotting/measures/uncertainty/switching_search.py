"""The search for the least move of one group of inputs at which the conclusion flips."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.uncertain_inputs import UncertainInput, interpolate
from ontschotting.regime.regime import Regime
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.tolerances import NOISE, SAME_VALUE, difference

MONEY_TABLES = {"streams", "budgets", "costs", "ceilings", "minimum_shares"}
"""Tables that do not change what is possible at all, since that lets nothing cost anything."""

_RIGHT_HAND_SIDES = {
    ("plans", "capacity_units"),
    ("plans", "max_units_per_year"),
    ("limits", "max_units"),
}
"""Columns that are right-hand sides of the program and nothing else (a capacity: where no stream
has a threshold). Every best value is concave along their line.
"""


def is_favourable_money(margin: UncertainInput, toward: str) -> bool:
    """Tell whether no best value falls, and none of what is possible changes, as an input moves.

    Args:
        margin: The group of inputs that moves
        toward: The end of its margin that it moves to, `low` or `high`
    """
    favourable = "more" if toward == "high" else "less"
    return (
        margin.table in MONEY_TABLES and margin.is_monotone and margin.effect_on_value == favourable
    )


@dataclass(frozen=True)
class Flip:
    """The answer for one group of inputs and one side of its margin.

    Attributes:
        margins: Where the conclusion flips, counted in margins; None where it does not
        freed: The certified gain there, in units
        proven: Whether nothing nearer flips (without a flip: nothing as far as was searched)
    """

    margins: float | None
    freed: float | None
    proven: bool


@dataclass(frozen=True)
class _Point:
    """V(c) and V(i) at a position on the line, counted in margins."""

    margins: float
    current: float
    lifted: float
    solver: CaseSolver

    @property
    def freed(self) -> float:
        return difference(self.lifted, self.current)

    @property
    def frees(self) -> bool:
        return self.freed > _noise(self.current)


class FlipSearch:
    """Searches along the line of one group of inputs after another.

    Attributes:
        frees: Whether the central data free anything: the conclusion that flips
    """

    def __init__(
        self, solver: CaseSolver, regime: Regime, positions: int, precision: float
    ) -> None:
        """Solve the central data.

        Args:
            solver: The solver of the case
            regime: The lifted regime
            positions: How many equal steps are solved on a line, up to the first that flips
            precision: In margins: how close below a flip a position without one is solved
        """
        self._solver, self._case, self._regime = solver, solver.case, regime
        self._positions, self._precision = positions, precision
        self._central = _Point(0.0, *solver.values(regime), solver)
        self._possible = solver.possible()
        self.frees = self._central.frees

    def nearest(self, margin: UncertainInput, toward: str, most: float) -> Flip:
        """Return the nearest flip on a line.

        Args:
            margin: The group of inputs that moves
            toward: The end of its margin that it moves to, `low` or `high`
            most: How far to search, in margins
        """
        if self._cannot_flip(margin, toward, most):
            return Flip(None, None, True)
        before, flip = self._first_flip(margin, toward, most)
        while flip is not None and flip.margins - before.margins > self._precision:
            between = (before.margins + flip.margins) / 2
            # Where something is freed, the values of both regimes have been solved.
            near = max(before, flip, key=lambda point: point.frees)
            middle = self._point(margin, toward, between, near)
            if middle.frees == self.frees:
                before = middle
            else:
                flip = middle
        proven = self._nothing_flips_before(margin, toward, before)
        if flip is None:
            return Flip(None, None, proven)
        return Flip(flip.margins, flip.freed, proven)

    def _moved(self, margin: UncertainInput, toward: str, margins: float) -> CaseSolver:
        return self._solver.of(interpolate(self._case, margin, toward, margins))

    def _point(self, margin: UncertainInput, toward: str, margins: float, near: _Point) -> _Point:
        """Solve a position on the line, from where another position on it was solved."""
        moved = self._moved(margin, toward, margins).starting_from(near.solver)
        return _Point(margins, *moved.values(self._regime), moved)

    def _first_flip(
        self, margin: UncertainInput, toward: str, most: float
    ) -> tuple[_Point, _Point | None]:
        """Return the last position before the first flip, and the first flip, on equal steps."""
        before = self._central
        for step in range(1, self._positions + 1):
            point = self._point(margin, toward, most * step / self._positions, before)
            if point.frees != self.frees:
                return before, point
            before = point
        return before, None

    def _cannot_flip(self, margin: UncertainInput, toward: str, most: float) -> bool:
        """Prove by at most one program that money on this line flips nothing.

        Along the line V(c) is monotone and what plans and limits allow stays the same. If V(c)
        comes close enough to that at the less favourable end, it does so everywhere on the line.
        """
        if self.frees or margin.table not in MONEY_TABLES or not margin.is_monotone:
            return False
        if is_favourable_money(margin, toward) and _leaves_only_noise(
            self._central.current, self._possible
        ):
            return True
        end = self._moved(margin, toward, most).starting_from(self._solver)
        return _leaves_only_noise(end.value(), self._possible)

    def _nothing_flips_before(self, margin: UncertainInput, toward: str, before: _Point) -> bool:
        """Prove that no flip lies in (0, `before`], by the arguments of `switching_values`."""
        if self.frees or not _leaves_only_noise(self._central.current, self._possible):
            return False
        if before.margins == 0:
            return True
        if margin.table in MONEY_TABLES:
            return margin.is_monotone and _leaves_only_noise(before.current, self._possible)
        if is_mixed_integer(self._case):  # then no best value need be concave along a line
            return False
        if (margin.table, margin.column) not in _RIGHT_HAND_SIDES or (
            margin.column == "capacity_units" and _has_thresholds(self._case)
        ):
            return False
        half, end = (
            self._moved(margin, toward, margins).possible()
            for margins in (before.margins / 2, before.margins)
        )
        is_linear = half - (self._possible + end) / 2 <= SAME_VALUE * max(1.0, half)
        is_scaled = min(self._central.current, before.current) >= 1
        return is_linear and is_scaled and _leaves_only_noise(before.current, end)


def _noise(current: float) -> float:
    return NOISE * max(1.0, current)


def _leaves_only_noise(current: float, possible: float) -> bool:
    """Tell whether no rule for money could free more than noise above the current value."""
    return possible - current <= _noise(current)


def _has_thresholds(case: Case) -> bool:
    return any(
        name in case.streams.columns and case.streams[name].is_not_null().any()
        for name in ("min_plan_units", "max_plan_units")
    )
