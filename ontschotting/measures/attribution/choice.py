"""What to lift first: the best k streams, walls or pairs, with a proven bound on any other k."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.charts.attribution.choice import choice_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.branch_and_bound import SearchResult, search_best_set
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.support.tolerances import REACH, difference
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

METHODS = ("auto", "enumerate", "search")

SETS = 400
"""Sets up to which `auto` values every one of them."""

LISTED = 100
"""Ties that are listed at most."""

_CURVE: dict[str, pl.DataType] = {
    "k": pl.Int64(),
    "value": pl.Float64(),
    "bound": pl.Float64(),
    "needed": pl.Int64(),
    "chosen": pl.List(pl.String()),
}


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Result):
    """The best k to lift.

    Attributes:
        full_regime: The regime of which only some players are lifted
        k: How many are lifted (no more than there are)
        over: `streams`, `walls` or `pairs`
        chosen: The best k, those that add most first; those after the first `needed` add nothing to
            the value
        value: V with the chosen lifted, in units
        bound: No choice of k has a greater value: proven
        optimal: Whether the bound is met, so that no other choice is better
        ties: The choices of k with the same value, the chosen one included (at most 100 are listed)
        ties_complete: Whether every choice was valued, so that no other tie exists beyond those
            listed
        curve: `k`, `value`, `bound`, `needed`, `chosen`, from 0 (today) to k
        current, whole: V(c), and V with everything of the regime lifted
        regime: The regime in which only the chosen are lifted
        gap: The widest gap behind the values, with whole plans, fixed costs or least awards; else
            None. The bounds of the curve count it

    Examples:
        >>> import ontschotting as on
        >>> choice = on.choose_walls(on.load_case("two-villages"), k=1)
        >>> choice.chosen, round(choice.value), choice.optimal
        (['land'], 4000, True)
    """

    case: Case
    full_regime: Regime
    over: str
    k: int
    chosen: list[str]
    needed: int
    value: float
    bound: float
    optimal: bool
    ties: list[list[str]]
    ties_complete: bool
    curve: pl.DataFrame
    current: float
    whole: float
    regime: Regime
    trace: Trace
    gap: float | None = None

    frame_charts = (
        WorkbookChart(
            "choice",
            "line",
            values=("value", "bound"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """Return the curve of value against k.

        Examples:
            >>> choice.frame.select("k", pl.col("value").round(1)).rows()
            [(0, 2000.0), (1, 4000.0)]
        """
        return self.curve

    def _sentences(self, lang: str) -> list[str]:
        gain, whole = difference(self.value, self.current), difference(self.whole, self.current)
        over = texts("charts.choice", lang)[f"over.{self.over}"]
        if gain <= 0:
            return sentences("choice_none", lang, k=self.k, over=over)
        units = outcome_label(self.case, lang)
        *parts, reservation = sentences(
            "choice",
            lang,
            count=self.needed,
            over=over,
            names=", ".join(self._labels(self.chosen[: self.needed], lang)),
            gain=amount(gain, lang),
            whole=amount(whole, lang),
            units=units,
        )
        if not self.optimal:
            bound = amount(difference(self.bound, self.current), lang)
            parts += sentences("choice_open", lang, bound=bound, units=units)
        elif len(self.ties) > 1 and self.needed == self.k:
            parts += sentences("choice_ties", lang, count=len(self.ties))
        return [*parts, reservation]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the value against the number lifted.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> choice.plot(lang="en").get_label()
            'With 1 of the streams free, 100% of the gain of 2,000 homes is within reach. 0: ...
        """
        labels = [self._labels(chosen, lang) for chosen in self.curve["chosen"]]
        return choice_chart(
            self.curve.with_columns(pl.Series("chosen", labels, dtype=pl.List(pl.String))),
            ax=ax,
            whole=self.whole,
            over=self.over,
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang, self.trace),
        )

    def _labels(self, players: Iterable[str], lang: str) -> list[str]:
        return [player_label(self.case, name, lang) for name in players]

    def to_json(self) -> dict[str, object]:
        """Return the choice, unrounded.

        Examples:
            >>> choice.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.full_regime),
            "over": self.over,
            "k": self.k,
            "chosen": self.chosen,
            "needed": self.needed,
            "value": self.value,
            "bound": self.bound,
            "optimal": self.optimal,
            "ties": self.ties,
            "ties_complete": self.ties_complete,
            "current": self.current,
            "whole": self.whole,
            "curve": self.curve.select("k", "value", "bound", "needed", "chosen").to_dicts(),
        }


@with_bar
def choose_walls(
    case: Case,
    regime: Regime = INTEGRAL,
    k: int = 5,
    over: str = "streams",
    *,
    method: str = "auto",
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Choice:
    """Return the best k streams, walls or pairs to lift, for every number up to k.

    max over sets S of k players of V(regime with only S lifted); a pair is a stream and a purpose.

    Source: Jordan and Graves, Principles on the benefits of manufacturing process flexibility
    (1995), for the curve.

    Args:
        case: The case
        regime: The regime of which only some players are lifted
        k: How many to lift at most
        over: What is lifted: `streams`, `walls` or `pairs`
        method: `enumerate` values every set; `search` is a branch and bound over the streams, in
            which every node's bound is a certified optimum of the program with a θ in [0, 1] per
            stream and Σ θ = k; `auto` enumerates up to 400 sets. Pairs and walls are enumerated,
            or, when there are too many sets, chosen one by one and improved by exchange; their
            bound is then V with everything lifted
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each set that is solved

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> choice = on.choose_walls(on.load_case("two-villages"), k=1)
        >>> choice.chosen, round(choice.value), choice.optimal
        (['land'], 4000, True)
    """
    _check_choice(k, over, method)
    report_progress = reporter_of(progress)
    game = CoalitionValue(case, regime, over, solver=solver, progress=report_progress)
    most = min(k, len(game.players))
    steps = _best_sets(game, most, method, report_progress)
    best = steps[-1]
    # The largest set is put in order first. The order of solving decides which of equal sets wins.
    chosen, needed = _in_order(game, best.chosen, best.value)
    curve = _curve(game, steps)
    ties = [_in_order(game, tie, best.value)[0] for tie in best.ties[:LISTED]]
    return Choice(
        case=case,
        full_regime=regime,
        over=over,
        k=most,
        chosen=chosen,
        needed=needed,
        value=best.value,
        bound=max(best.bound, best.value),
        optimal=best.bound - best.value <= 2 * REACH * max(1.0, abs(best.value)),
        ties=[chosen, *(tie for tie in ties if set(tie) != set(chosen))],
        ties_complete=best.complete and len(best.ties) <= LISTED,
        curve=curve,
        current=game.nothing,
        whole=game.everything,
        regime=game.part(chosen),
        trace=Trace.of(case, regime, game.solver_name, game.certificates),
        gap=game.gap,
    )


def _curve(game: CoalitionValue, steps: Sequence[SearchResult]) -> pl.DataFrame:
    """Return the best set of every size, with its value and bound."""
    rows = []
    for size, step in enumerate(steps):
        chosen, needed = _in_order(game, step.chosen, step.value)
        rows.append((size, step.value, step.bound, needed, chosen))
    return pl.DataFrame(rows, schema=_CURVE, orient="row")


def _check_choice(k: int, over: str, method: str) -> None:
    """Raise QuestionError for a number or a method that does not fit."""
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise QuestionError(problem("no_number_to_choose", k=k))
    if method not in METHODS:
        raise QuestionError(problem("unknown_method", method=method, methods=", ".join(METHODS)))
    if method == "search" and over != "streams":
        raise QuestionError(problem("method_for_streams_only"))


def _best_sets(
    game: CoalitionValue, most: int, method: str, report_progress: ReportProgress
) -> list[SearchResult]:
    """Return the best set of every size from 0 to the most, by the method asked for."""
    count = sum(comb(len(game.players), size) for size in range(most + 1))
    # Solve the empty and the full set first. If their values are equal, no other set needs a solve.
    is_small = _gains_nothing(game) or count <= SETS
    if method == "enumerate" or (method == "auto" and is_small):
        return [_enumerate(game, size) for size in range(most + 1)]
    if game.over == "streams":
        return search_best_set(game, most, report_progress)
    return _choose_greedily(game, most)


def _gains_nothing(game: CoalitionValue) -> bool:
    """Tell whether no set can have a greater value than the current regime."""
    most = game.bound(game.players)
    return game.is_monotone and difference(most, game.nothing) <= 0


def _enumerate(game: CoalitionValue, size: int) -> SearchResult:
    """Return the best set of a size, from the value of every one.

    Where nothing can be gained at all every set is a tie, and only as many are valued as are
    listed.
    """
    values: list[tuple[float, tuple[str, ...]]] = []
    for coalition in combinations(game.players, size):
        values.append((game(coalition), coalition))
        if len(values) > LISTED and _gains_nothing(game):
            break
    best, first = max(values, key=lambda row: row[0])
    least = best - 2 * REACH * max(1.0, abs(best))
    ties = [first, *(other for value, other in values if value >= least and other != first)]
    bound = max(best, *(game.bound(coalition) for _, coalition in values))
    return SearchResult(best, first, bound, ties, not game.is_open)


def _choose_greedily(game: CoalitionValue, most: int) -> list[SearchResult]:
    """Return a good set of every size: add the player that brings most, then improve by exchange.

    The bound is the value with everything lifted.
    """
    bound = max(game.bound(game.players), game.bound(()))
    steps = [SearchResult(game.nothing, (), game.nothing, [()], True)]
    chosen: tuple[str, ...] = ()
    for _ in range(most):
        left = [name for name in game.players if name not in chosen]
        # Perhaps no player adds anything alone, and all of them together do. Then take the player
        # without whom the others lose most.
        best = max(
            left,
            key=lambda name: (
                game((*chosen, name)),
                -game([other for other in game.players if other != name]),
            ),
        )
        chosen = _improve_by_exchange(game, (*chosen, best))
        steps.append(SearchResult(game(chosen), chosen, bound, [chosen], False))
    return steps


def _improve_by_exchange(game: CoalitionValue, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Swap one chosen player for another as long as that raises the value."""
    while True:
        value = game(chosen)
        if value >= game.everything - REACH * max(1.0, abs(value)):
            return chosen
        swaps = (
            tuple(other if name == out else name for name in chosen)
            for out in chosen
            for other in game.players
            if other not in chosen
        )
        least = value + 2 * REACH * max(1.0, abs(value))
        better = next((swap for swap in swaps if game(swap) > least), None)
        if better is None:
            return chosen
        chosen = better


def _in_order(game: CoalitionValue, chosen: tuple[str, ...], value: float) -> tuple[list[str], int]:
    """Return the chosen players, those that add most first, and how many of them are needed.

    Players that can be left out without loss are left out one by one. So each of the needed players
    is needed, but a smaller set of other players may do as well.
    """
    needed = list(chosen)
    for name in reversed(chosen):
        without = [other for other in needed if other != name]
        if game(without) >= value - 2 * REACH * max(1.0, abs(value)):
            needed = without
    needed.sort(key=lambda name: (-game([name]), game.players.index(name)))
    return [*needed, *(name for name in chosen if name not in needed)], len(needed)
