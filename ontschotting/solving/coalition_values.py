"""The best value for any set of lifted walls, streams or stream–purpose pairs, each set solved
once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontschotting.case.case import Case
from ontschotting.case.labels import pair_label
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program, sorted_budgets
from ontschotting.model.rule_groups import split_budgets
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime, lifted_streams
from ontschotting.solving.case_solver import SAME, has_cut
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.support.suggestions import did_you_mean

OVER = ("walls", "streams", "pairs")
"""What can be lifted one by one: the walls of a regime, its streams, or the purposes of its streams
(named `stream → purpose`).
"""


class CoalitionValue:
    """V of a regime of which only some players are lifted.

    Every world is solved once and certified.

    Three ways to spare a solve, none of which changes an answer: a set that was asked before; a set
    that gives the money exactly the same rules as a set that was solved (a wall that no stream
    has); and, where no money is cut, a set between two sets of equal value, since lifting more
    never lowers the best value (model.md, *Regimes*).

    Args:
        players: What can be lifted, in a fixed order
        is_monotone: Lifting more never lowers the value: no lift has a cut
        solver: The solver asked for, for whoever searches further
    """

    def __init__(
        self,
        case: Case,
        regime: Regime,
        over: str,
        *,
        solver: SolverChoice = "highs",
        progress: ReportProgress | None = None,
    ) -> None:
        if over not in OVER:
            raise QuestionError(
                f"over | no choice {over!r}. Choose one of:"
                f" {', '.join(OVER)}.{did_you_mean(str(over), OVER)}"
            )
        check_regime(regime, case)
        self.case, self.regime, self.over = case, regime, over
        self.players = _players(case, regime, over)
        self.is_monotone = not has_cut(regime)
        self.certificates: list[Certificate] = []
        self.solver_name = ""
        self.solved = 0
        self.solver, self._report_progress = solver, progress or silent
        self._known: dict[frozenset[str], float] = {}
        self._worlds: dict[object, float] = {}
        self._budgets = sorted_budgets(case)

    @property
    def nothing(self) -> float:
        """V(c): no player lifted."""
        return self(())

    @property
    def everything(self) -> float:
        """V(i): every player lifted."""
        return self(self.players)

    def __call__(self, chosen: Iterable[str]) -> float:
        """The best value when these players are lifted."""
        names = frozenset(chosen)
        if names not in self._known:
            between = self._between(names) if self.is_monotone else None
            self._known[names] = self._solve(names) if between is None else between
        return self._known[names]

    def _between(self, names: frozenset[str]) -> float | None:
        below = max((value for known, value in self._known.items() if known <= names), default=None)
        above = min((value for known, value in self._known.items() if known >= names), default=None)
        if below is None or above is None or above - below > SAME * max(1.0, abs(above)):
            return None
        return below

    def _solve(self, names: frozenset[str]) -> float:
        regime = self.part(names)
        rules = self._rules(regime)
        if rules not in self._worlds:
            self.solved += 1
            self._report_progress(
                ", ".join(name for name in self.players if name in names) or "current"
            )
            optima = RegimeSolver(
                build_regime_program(self.case, regime), open_backend(self.solver)
            )
            value = optima.value
            self.certificates += optima.certificates
            self.solver_name = optima.backend.name
            self._worlds[rules] = value
        return self._worlds[rules]

    def part(self, chosen: Iterable[str]) -> Regime:
        """The regime in which only these players are lifted.

        A lift of which nothing is left disappears, its cut included.
        """
        names = frozenset(chosen)
        if names == frozenset(self.players) and self.over != "pairs":
            return self.regime
        lifts = tuple(kept for one in self.regime.lifts for kept in self._kept(one, names))
        return Regime(lifts) if lifts else CURRENT

    def _kept(self, one: Lift, names: frozenset[str]) -> list[Lift]:
        if self.over == "walls":
            walls = one.walls & names
            return [_with_walls(one, walls)] if walls else []
        if self.over == "streams":
            streams = tuple(name for name in lifted_streams(one, self.case) if name in names)
            return [replace(one, streams=streams)] if streams else []
        pairs = [pair for pair in open_pairs(self.case, one) if pair_label(*pair) in names]
        by_stream: dict[str, list[str]] = {}
        for stream, purpose in pairs:
            by_stream.setdefault(stream, []).append(purpose)
        alone = _with_walls(one, frozenset({"purpose"}))
        return [
            replace(alone, streams=(stream,), purposes=tuple(purposes))
            for stream, purposes in by_stream.items()
        ]

    def _rules(self, regime: Regime) -> object:
        """What tells two regimes of this case apart.

        The rules of every part of the money, and how much of it there is.
        """
        money = split_budgets(self.case, regime, self._budgets)
        excluding = set(self.case.exclusions["stream"].to_list())
        ceilings = set(self.case.ceilings["stream"].to_list())
        sharing = set(self.case.minimum_shares["stream"].to_list())
        parts = tuple(
            replace(
                part,
                stacking_stands=part.stacking_stands and part.stream in excluding,
                ceilings_stand=part.ceilings_stand and part.stream in ceilings,
                shares_stand=part.shares_stand and part.stream in sharing,
            )
            for part in money.rule_groups
        )
        return parts, tuple(money.slices.rows()), tuple(money.transfer_slices.rows())


def _with_walls(one: Lift, walls: frozenset[str]) -> Lift:
    return replace(
        one,
        walls=walls,
        level=one.level if "area" in walls else None,
        purposes=one.purposes if "purpose" in walls else None,
    )


def _players(case: Case, regime: Regime, over: str) -> tuple[str, ...]:
    if over == "walls":
        return tuple(wall for wall in WALLS if any(wall in one.walls for one in regime.lifts))
    if over == "streams":
        named = {name for one in regime.lifts for name in lifted_streams(one, case)}
        return tuple(name for name in case.streams["stream"].to_list() if name in named)
    if any(one.is_partial for one in regime.lifts):
        raise QuestionError(
            "over | pairs of a stream and a purpose can only be chosen without a free share or a"
            " cut. Leave these out, or choose over streams."
        )
    return tuple(
        dict.fromkeys(pair_label(*pair) for one in regime.lifts for pair in open_pairs(case, one))
    )


def open_pairs(case: Case, one: Lift) -> list[tuple[str, str]]:
    """The (stream, purpose) pairs that the purpose wall of a lift closes today for at least one
    plan type that asks for the purpose.
    """
    if "purpose" not in one.walls:
        return []
    asked = sorted(
        set(
            case.costs.filter(case.costs["eur_per_unit"] > 0)
            .select("plan_type", "purpose")
            .iter_rows()
        )
    )
    marks: dict[str, set[tuple[str, str | None]]] = {}
    for stream, purpose, plan_type in case.earmarks.select(
        "stream", "purpose", "plan_type"
    ).iter_rows():
        marks.setdefault(stream, set()).add((purpose, plan_type))
    found: dict[tuple[str, str], None] = {}
    for stream in lifted_streams(one, case):
        opened = marks.get(stream, set())
        for kind, purpose in asked:
            closed = not any(p in ("*", purpose) and t in (None, kind) for p, t in opened)
            if closed and (one.purposes is None or purpose in one.purposes):
                found[stream, purpose] = None
    return sorted(found)
