"""The measures of a comparison: each name with what works it out when it is first read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, overload

import polars as pl

from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.facts.streams import own_streams
from ontschotting.lp.certificate import Certificate, Optimum
from ontschotting.measures.comparison.goals_compared import compare_goals
from ontschotting.measures.comparison.open_ends import Ends, open_ends
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import Record, recorded
from ontschotting.solving.money import not_negative
from ontschotting.solving.questions import RegimeQuestions
from ontschotting.support.parallel import parallel_map
from ontschotting.support.tolerances import difference
from ontschotting.words.measures import MEASURES as REGISTER
from ontschotting.words.measures import measure_words


def _crossing_eur(regimes: TwoRegimes) -> float | None:
    """Return the least spending at V(i) that passes a wall which stands today."""
    value = regimes.value_lifted
    if value is None or regimes.gains_nothing:
        return None if value is None else 0.0
    marked = regimes.marked
    return _euros(marked, marked.least_crossing(value))


def _stranded_eur(questions: RegimeQuestions) -> float | None:
    """Return the money that no allowed spending can absorb."""
    program, most = questions.regime_program, questions.most_spending
    if most is None:
        return None
    stranded = program.budget_eur + most.minimum * program.euro_unit
    return not_negative(stranded, program.budget_eur)


def _own_tied_eur(regimes: TwoRegimes) -> float | None:
    """Return O(c, V(c)) − O(i, V(c)): the own money that today's result needs for the walls."""
    value = regimes.value_current
    current, lifted = regimes.current, regimes.lifted
    if not own_streams(regimes.case):
        return 0.0 if lifted.reaches(value) else None
    within_eur = _euros(current, current.least_own_money(value))
    without_eur = _euros(lifted, lifted.least_own_money(value))
    if within_eur is None or without_eur is None:
        return None
    return difference(within_eur, without_eur)


def _top_up_eur(regimes: TwoRegimes) -> float | None:
    """Return the least additions with which the current regime reaches V(i)."""
    value = regimes.value_lifted
    return None if value is None else regimes.current.least_additions_eur(value)


def _break_even_cut(regimes: TwoRegimes) -> float | None:
    """Return the cut of the lifted money that leaves today's value within reach."""
    least = regimes.lifted.least_theta(regimes.value_current)
    return None if least is None else 1.0 - least


def _least_free_share(regimes: TwoRegimes, part: float) -> float | None:
    """Return the least free share that brings a part of the gain."""
    freed = regimes.freed
    if freed is None or regimes.gains_nothing:
        return None if freed is None else 0.0
    return regimes.shared.least_theta(regimes.value_current + part * freed)


def _target_top_up_eur(questions: RegimeQuestions) -> float | None:
    """Return the least additions that meet every target; None without targets too."""
    if questions.best is None or questions.regime_program.rows.targets.is_empty():
        return None
    return _euros(questions, questions.least_additions_for_targets())


def _guarantee_price(regimes: TwoRegimes) -> float | None:
    """Return the value that the guarantee costs."""
    value = regimes.value_lifted
    if regimes.guarantee is None or value is None:
        return None
    return difference(regimes.solver.value(regimes.regime), value)


def _euros(questions: RegimeQuestions, optimum: Optimum | None) -> float | None:
    return None if optimum is None else questions.least_eur(optimum)


MEASURES: dict[str, Callable[[TwoRegimes], float | None]] = {
    "budget_eur": lambda regimes: regimes.lifted.regime_program.budget_eur,
    "value_current": lambda regimes: regimes.value_current,
    "value_lifted": lambda regimes: regimes.value_lifted,
    "freed": lambda regimes: regimes.freed,
    "crossing_eur": _crossing_eur,
    "needed_eur": lambda regimes: regimes.money.needed_eur,
    "blocked_eur": lambda regimes: regimes.money.blocked_eur,
    "detour_eur": lambda regimes: regimes.money.detour_eur,
    "surplus_eur": lambda regimes: regimes.money.surplus_eur,
    "utilisation": lambda regimes: regimes.money.utilisation,
    "own_tied_eur": _own_tied_eur,
    "stranded_current_eur": lambda regimes: _stranded_eur(regimes.current),
    "stranded_lifted_eur": lambda regimes: _stranded_eur(regimes.lifted),
    "top_up_eur": _top_up_eur,
    "break_even_cut": _break_even_cut,
    "least_free_share": lambda regimes: _least_free_share(regimes, 1.0),
    "least_free_share_90": lambda regimes: _least_free_share(regimes, 0.9),
    "target_top_up_current_eur": lambda regimes: _target_top_up_eur(regimes.current),
    "target_top_up_lifted_eur": lambda regimes: _target_top_up_eur(regimes.lifted),
    "guarantee_price": _guarantee_price,
}
"""Every measure of model.md and what works it out, in the order in which tables show them.

`ontschotting.words.measures` has their names for readers, units and formulas. None means that no
such amount exists, which is proven.
"""

HEADLINE = (
    "budget_eur",
    "value_current",
    "value_lifted",
    "freed",
    "needed_eur",
    "blocked_eur",
    "detour_eur",
    "surplus_eur",
    "utilisation",
    "own_tied_eur",
)
"""The measures that `compare` works out before it returns."""


class LazyMeasures:
    """The measures of one comparison: each is worked out when it is first read, and then known.

    Attributes:
        regimes: What is compared
        names: The measures that this comparison has, in the order of `MEASURES`
    """

    def __init__(self, regimes: TwoRegimes, certificates: Iterable[Certificate] = ()) -> None:
        """Prepare the measures; none is worked out yet.

        Args:
            regimes: What is compared
            certificates: Of the allocations that are shown beside the measures
        """
        self.regimes = regimes
        self.names = tuple(
            name for name in MEASURES if name != "guarantee_price" or regimes.guarantee
        )
        self._values: dict[str, float | None] = {}
        self._goals: pl.DataFrame | None = None
        self._open_ends: dict[str, Ends | None] = {}
        self._certificates = Record()
        self._certificates.add(certificates)

    def __getitem__(self, name: str) -> float | None:
        """Return a measure, worked out now where it is not known yet.

        Raises:
            CertificateError: When there is no certified answer.
        """
        if name not in self._values:
            with recorded() as certificates:
                value = MEASURES[name](self.regimes)
            self._certificates.add(certificates)
            self._values[name] = value
        return self._values[name]

    @property
    def goals(self) -> pl.DataFrame:
        """What every outcome has in both regimes, as least … most; see `compare_goals`."""
        if self._goals is None:
            with recorded() as certificates:
                goals = compare_goals(self.regimes)
            self._certificates.add(certificates)
            self._goals = goals
        return self._goals

    @property
    def open_ends(self) -> dict[str, Ends]:
        """The measures read so far that a search left open; see `open_ends`."""
        if not is_mixed_integer(self.regimes.case):
            return {}
        for name in self._values.keys() - self._open_ends.keys():
            self._open_ends[name] = open_ends(self.regimes, name)
        ends = ((name, self._open_ends.get(name)) for name in self.names)
        return {name: pair for name, pair in ends if pair is not None}

    @property
    def gap(self) -> float | None:
        """The widest gap behind what has been read; None where every program is linear."""
        return self.trace.gap

    @property
    def bound_by(self) -> str | None:
        """`tree`, or `solver` where a bound rests on its word; None where all is linear."""
        return self.trace.bound_by

    def proof_as_json(self) -> dict[str, Any]:
        """Return how far optima are proven, and by whom; nothing where every program is linear."""
        if not is_mixed_integer(self.regimes.case):
            return {}
        ends = {name: {"least": low, "most": high} for name, (low, high) in self.open_ends.items()}
        return {**self.trace.proof_as_json(), "open_ends": ends}

    def read(self, names: Iterable[str] | None = None) -> dict[str, float | None]:
        """Return measures by name, worked out side by side where they are not known yet.

        Args:
            names: Which; every measure when left out
        """
        wanted = self.names if names is None else tuple(names)
        parallel_map(self.__getitem__, [name for name in wanted if name not in self._values])
        return {name: self[name] for name in wanted}

    @property
    def trace(self) -> Trace:
        """Where the measures come from that have been read so far."""
        regimes = self.regimes
        return Trace.of(
            regimes.case, regimes.regime, regimes.solver.solver_name, self._certificates
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return what a pickle holds: every measure, since a copy has no program to ask."""
        self.read()
        _ = self.goals, self.open_ends
        return vars(self)


class Measure:
    """A measure as an attribute of a comparison, worked out when it is first read."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name of the attribute, and say what it is."""
        self._name = name
        self.__doc__ = f"{measure_words(name, 'en')}: {REGISTER[name]['formula']}."

    @overload
    def __get__(self, comparison: None, owner: type) -> Measure: ...

    @overload
    def __get__(self, comparison: HasMeasures, owner: type) -> float | None: ...

    def __get__(self, comparison: HasMeasures | None, owner: type) -> Measure | float | None:
        """Return the measure of a comparison."""
        return self if comparison is None else comparison.lazy_measures[self._name]


class HasMeasures(Protocol):
    """Something that is compared."""

    @property
    def lazy_measures(self) -> LazyMeasures:
        """Its measures."""
        ...
