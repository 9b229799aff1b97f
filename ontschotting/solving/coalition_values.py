"""The best value for any set of lifted walls, streams or stream–purpose pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import earmarked_pairs, requested_pairs
from ontschotting.case.labels import pair_label
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime, lifted_streams
from ontschotting.solving.answers import Record, recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of, has_cut
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import SAME_VALUE
from ontschotting.words.messages import problem

OVER = ("walls", "streams", "pairs")
"""What can be lifted one by one: the walls of a regime, its streams, or the purposes of its streams
(named `stream → purpose`).
"""


class CoalitionValue:
    """V of a regime of which only some players are lifted: the game of the Shapley value.

    Three ways spare a solve, and none changes an answer: a set that was asked before; a set that
    gives the money the same rules as one that was solved (a wall that no stream has); and, where no
    money is cut, a set between two sets of equal value, since lifting more never lowers the best
    value (model.md, *Regimes*).

    Attributes:
        case, regime, over: The question
        players: What can be lifted, in a fixed order
        is_monotone: Whether lifting more never lowers the value: no lift has a cut
        certificates: The certificate of every optimum that the values so far rest on
    """

    def __init__(
        self,
        case: Case,
        regime: Regime,
        over: str,
        *,
        solver: SolverChoice | CaseSolver = "highs",
        progress: ReportProgress | None = None,
    ) -> None:
        """Prepare the game; nothing is solved yet.

        Args:
            case: The case
            regime: The regime of which players are lifted
            over: `walls`, `streams` or `pairs`
            solver: A name, a `Solver`, or the solver of the case
            progress: Called with the lifted players before each solve

        Raises:
            QuestionError: For another `over`, or a regime that does not fit the case.
        """
        if over not in OVER:
            raise QuestionError(
                problem(
                    "unknown_choice_over",
                    over=over,
                    known=", ".join(OVER),
                    hint=did_you_mean(str(over), OVER),
                )
            )
        check_regime(regime, case)
        self.case, self.regime, self.over = case, regime, over
        self.players = _players(case, regime, over)
        self.is_monotone = not has_cut(regime)
        self.case_solver = case_solver_of(case, solver)
        self.certificates = Record()
        self._report_progress = progress or silent
        self._values: dict[frozenset[str], float] = {}
        self._open_bounds: dict[frozenset[str], float] = {}
        self._answer: Callable[[frozenset[str]], float] = self._solve

    def __getstate__(self) -> dict[str, Any]:
        """Return what to pickle: the values so far, and nothing of who answers or listens."""
        left_out = ("_report_progress", "_answer")
        return {name: value for name, value in vars(self).items() if name not in left_out}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the values of a pickle. Nobody is told of progress; the cache reads data alone."""
        vars(self).update(state)
        self._report_progress, self._answer = silent, self._solve

    def answer_by(self, answer: Callable[[frozenset[str]], float]) -> None:
        """Take values that are not known yet from another program.

        Args:
            answer: Returns V of a set, certified
        """
        self._answer = answer

    def learn(self, chosen: Iterable[str], value: float) -> None:
        """Take note of a value; one that is known already stays.

        Args:
            chosen: The players that are lifted
            value: Their V, certified
        """
        self._values.setdefault(frozenset(chosen), value)

    @property
    def solver_name(self) -> str:
        """The name and version of the solver."""
        return self.case_solver.solver_name

    @property
    def nothing(self) -> float:
        """V(c): no player lifted."""
        return self(())

    @property
    def everything(self) -> float:
        """V(i): every player lifted."""
        return self(self.players)

    def __call__(self, chosen: Iterable[str]) -> float:
        """Return the best value when these players are lifted."""
        names = frozenset(chosen)
        if names not in self._values:
            between = self._between(names) if self.is_monotone else None
            if between is None:
                lifted = ", ".join(name for name in self.players if name in names)
                self._report_progress(lifted or "current")
            self._values[names] = self._answer(names) if between is None else between
        return self._values[names]

    def bound(self, chosen: Iterable[str]) -> float:
        """Return what the best value cannot exceed when these players are lifted.

        It is the value itself, unless time did not close the search for whole projects.
        """
        names = frozenset(chosen)
        value = self(names)
        return self._open_bounds.get(names, value)

    @property
    def is_open(self) -> bool:
        """Whether a search left one of the values so far open."""
        return bool(self._open_bounds)

    @property
    def gap(self) -> float | None:
        """The widest gap behind the values so far; None where every program is linear."""
        gaps = [each.gap for each in self.certificates if each.bound_by != "prices"]
        return max(0.0, *gaps) if gaps else None

    def _between(self, names: frozenset[str]) -> float | None:
        """Return the value where a smaller and a larger set have the same one."""
        values = self._values.items()
        below = max((value for known, value in values if known <= names), default=None)
        bounds = (self._open_bounds.get(known, value) for known, value in values if known >= names)
        above = min(bounds, default=None)
        if below is None or above is None or above - below > SAME_VALUE * max(1.0, abs(above)):
            return None
        return below

    def _solve(self, names: frozenset[str]) -> float:
        with recorded() as certificates:
            value = self.case_solver.value(self.part(names))
        self.certificates.add(certificates)
        open_bounds = [-each.bound for each in certificates if each.is_open]
        if open_bounds:
            self._open_bounds[frozenset(names)] = max(value, *open_bounds)
        return value

    def part(self, chosen: Iterable[str]) -> Regime:
        """Return the regime in which only these players are lifted.

        A lift of which nothing is left disappears, its cut included.
        """
        names = frozenset(chosen)
        if names == frozenset(self.players) and self.over != "pairs":
            return self.regime
        lifts = tuple(part for lift in self.regime.lifts for part in self._parts(lift, names))
        return Regime(lifts) if lifts else CURRENT

    def _parts(self, lift: Lift, names: frozenset[str]) -> list[Lift]:
        """Return what is left of a lift when only some players are lifted."""
        if self.over == "walls":
            walls = lift.walls & names
            return [_with_walls(lift, walls)] if walls else []
        if self.over == "streams":
            streams = tuple(name for name in lifted_streams(lift, self.case) if name in names)
            return [replace(lift, streams=streams)] if streams else []
        purposes: dict[str, list[str]] = {}
        for stream, purpose in closed_pairs(self.case, lift):
            if pair_label(stream, purpose) in names:
                purposes.setdefault(stream, []).append(purpose)
        purpose_only = _with_walls(lift, frozenset({"purpose"}))
        return [
            replace(purpose_only, streams=(stream,), purposes=tuple(opened))
            for stream, opened in purposes.items()
        ]


def _with_walls(lift: Lift, walls: frozenset[str]) -> Lift:
    return replace(
        lift,
        walls=walls,
        level=lift.level if "area" in walls else None,
        purposes=lift.purposes if "purpose" in walls else None,
    )


def _players(case: Case, regime: Regime, over: str) -> tuple[str, ...]:
    if over == "walls":
        return tuple(wall for wall in WALLS if any(wall in lift.walls for lift in regime.lifts))
    if over == "streams":
        lifted = {name for lift in regime.lifts for name in lifted_streams(lift, case)}
        return tuple(name for name in case.streams["stream"].to_list() if name in lifted)
    if any(lift.is_partial for lift in regime.lifts):
        raise QuestionError(problem("pairs_without_share_or_cut"))
    pairs = [pair for lift in regime.lifts for pair in closed_pairs(case, lift)]
    return tuple(dict.fromkeys(pair_label(*pair) for pair in pairs))


def closed_pairs(case: Case, lift: Lift) -> list[tuple[str, str]]:
    """Return the (stream, purpose) pairs that the purpose wall of a lift closes today.

    A pair is closed where at least one plan type asks for the purpose and no earmark of the stream
    opens it.

    Args:
        case: The case
        lift: A lift; without the purpose wall it closes nothing
    """
    if "purpose" not in lift.walls:
        return []
    requested = requested_pairs(case)
    earmarked = earmarked_pairs(case, requested)
    pairs = {
        (stream, purpose)
        for stream in lifted_streams(lift, case)
        for _, purpose in requested - earmarked[stream]
        if lift.purposes is None or purpose in lift.purposes
    }
    return sorted(pairs)
