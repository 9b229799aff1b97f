"""What first: the best k streams, walls or stream–purpose pairs to lift, with a proven bound on any
other choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.branch_and_bound import SearchResult, search_best_set
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.solving.questions import REACH, difference
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

METHODS = ("auto", "enumerate", "search")

SETS = 400
"""Sets up to which `auto` values every one of them."""

LISTED = 100
"""Ties that are listed at most."""


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Result):
    """The best k to lift.

    Attributes:
        k: How many are lifted (no more than there are)
        over: `streams`, `walls` or `pairs`
        chosen: The best k, those that add most first; those after the first `needed` add nothing to
            the value
        value: V with the chosen lifted
        bound: No choice of k has a greater value: proven
        optimal: Whether the bound is met, so that no other choice is better
        ties: The choices of k with the same value, the chosen one included (at most 100 are listed)
        ties_complete: Whether every choice was valued, so that no other tie exists beyond those
            listed
        curve: `k`, `value`, `bound`, `needed`, `chosen`, from 0 (today) to k
        current, whole: V(c), and V with everything of the regime lifted
        regime: The regime in which only the chosen are lifted
    """

    case: Case
    asked: Regime
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

    frame_charts = (
        WorkbookChart(
            {"nl": "Resultaat naar aantal vrije stromen", "en": "Result by number of free streams"},
            "line",
            values=("value", "bound"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """The curve of value against k."""
        return self.curve

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        gain, whole = difference(self.value, self.current), difference(self.whole, self.current)
        if gain <= 0:
            return sentences("choice_none", lang, k=self.k)
        names = ", ".join(
            player_label(self.case, name, lang) for name in self.chosen[: self.needed]
        )
        *found, reservation = sentences(
            "choice",
            lang,
            count=self.needed,
            names=names,
            gain=amount(gain, lang),
            whole=amount(whole, lang),
            units=units,
        )
        if not self.optimal:
            found += sentences(
                "choice_open",
                lang,
                bound=amount(difference(self.bound, self.current), lang),
                units=units,
            )
        elif len(self.ties) > 1 and self.needed == self.k:
            found += sentences("choice_ties", lang, count=len(self.ties))
        return [*found, reservation]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The value against the number lifted."""
        from ontschotting.charts.attribution.choice import choice_chart

        units = outcome_label(self.case, lang)
        named = self.frame.with_columns(
            pl.col("chosen").map_elements(
                lambda some: [player_label(self.case, one, lang) for one in some],
                return_dtype=pl.List(pl.String),
            )
        )
        return choice_chart(
            named,
            ax=ax,
            whole=self.whole,
            over=self.over,
            units=units,
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """The choice, unrounded."""
        return {
            "case": self.case.title,
            "regime": repr(self.asked),
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
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Choice:
    """The k streams (or walls, or pairs of a stream and a purpose) whose lifting brings most, for
    every number up to k.

    max over sets S of k players of V(regime with only S lifted).

    Source: Jordan and Graves, Principles on the benefits of manufacturing process flexibility
    (1995), for the curve.

    Args:
        method: `enumerate` values every set; `search` is a branch and bound over the streams, in
            which every node's bound is a certified optimum of the program with a θ in [0, 1] per
            stream and Σ θ = k; `auto` enumerates up to 400 sets. Pairs and walls are enumerated,
            or, when there are too many sets, chosen one by one and improved by exchange; their
            bound is then V with everything lifted.

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise QuestionError(f"k | {k!r} is not a whole number of at least 1.")
    if method not in METHODS:
        raise QuestionError(f"method | no method {method!r}. Choose one of: {', '.join(METHODS)}.")
    if method == "search" and over != "streams":
        raise QuestionError(
            "method | the search works over streams. Leave the method out for walls or pairs."
        )
    report_progress = progress or silent
    worth = CoalitionValue(case, regime, over, solver=solver, progress=report_progress)
    count = len(worth.players)
    most = min(k, count)
    every = sum(comb(count, size) for size in range(most + 1))
    flat = worth.is_monotone and difference(worth.everything, worth.nothing) <= 0
    if method == "enumerate" or (method == "auto" and (flat or every <= SETS)):
        steps = [_enumerated(worth, size) for size in range(most + 1)]
    elif over == "streams":
        steps = search_best_set(worth, most, report_progress)
    else:
        steps = _greedy(worth, most)
    best = steps[-1]
    chosen, needed = _in_order(worth, best.chosen, best.value)
    rows = []
    for size, step in enumerate(steps):
        names, used = _in_order(worth, step.chosen, step.value)
        rows.append((size, step.value, step.bound, used, names))
    schema: dict[str, pl.DataType] = {
        "k": pl.Int64(),
        "value": pl.Float64(),
        "bound": pl.Float64(),
        "needed": pl.Int64(),
        "chosen": pl.List(pl.String()),
    }
    ties = [_in_order(worth, one, best.value)[0] for one in best.ties[:LISTED]]
    return Choice(
        case=case,
        asked=regime,
        over=over,
        k=most,
        chosen=chosen,
        needed=needed,
        value=best.value,
        bound=max(best.bound, best.value),
        optimal=best.bound - best.value <= 2 * REACH * max(1.0, abs(best.value)),
        ties=[chosen, *(one for one in ties if set(one) != set(chosen))],
        ties_complete=best.complete and len(best.ties) <= LISTED,
        curve=pl.DataFrame(rows, schema=schema, orient="row"),
        current=worth.nothing,
        whole=worth.everything,
        regime=worth.part(chosen),
        trace=Trace.of(case, regime, worth.solver_name, worth.certificates),
    )


def _enumerated(worth: CoalitionValue, size: int) -> SearchResult:
    """Every set of a size.

    Where nothing can be gained at all the first set stands for all, which are all ties.
    """
    found: list[tuple[float, tuple[str, ...]]] = []
    for some in combinations(worth.players, size):
        found.append((worth(some), some))
        if (
            len(found) > LISTED
            and worth.is_monotone
            and difference(worth.everything, worth.nothing) <= 0
        ):
            break
    value = max(value for value, _ in found)
    ties = [some for one, some in found if one >= value - 2 * REACH * max(1.0, abs(value))]
    first = next(some for one, some in found if one == value)
    return SearchResult(
        value, first, value, [first, *(some for some in ties if some != first)], True
    )


def _greedy(worth: CoalitionValue, most: int) -> list[SearchResult]:
    """One by one, each time the player that adds most, improved by exchanges.

    The bound is everything lifted.
    """
    bound = max(worth.everything, worth.nothing)
    steps = [SearchResult(worth.nothing, (), worth.nothing, [()], True)]
    chosen: tuple[str, ...] = ()
    for _ in range(most):
        left = [name for name in worth.players if name not in chosen]
        # Where no single one adds anything, the whole package may: the one that the rest misses
        # most goes first.
        best = max(
            left,
            key=lambda name: (
                worth((*chosen, name)),
                -worth([other for other in worth.players if other != name]),
            ),
        )
        chosen = _exchanged(worth, (*chosen, best))
        value = worth(chosen)
        steps.append(SearchResult(value, chosen, bound, [chosen], False))
    return steps


def _exchanged(worth: CoalitionValue, chosen: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        value = worth(chosen)
        if value >= worth.everything - REACH * max(1.0, abs(value)):
            return chosen
        swaps = (
            tuple(other if name == out else name for name in chosen)
            for out in chosen
            for other in worth.players
            if other not in chosen
        )
        better = next(
            (one for one in swaps if worth(one) > value + 2 * REACH * max(1.0, abs(value))), None
        )
        if better is None:
            return chosen
        chosen = better


def _in_order(
    worth: CoalitionValue, chosen: tuple[str, ...], value: float
) -> tuple[list[str], int]:
    """The chosen with those that count first, and how many of them already reach the value.

    The others can stay as they are today.

    Players that can be left out without loss are left out one by one, so the number is minimal in
    the sense that none of the rest can be missed.
    """
    kept = list(chosen)
    for name in reversed(chosen):
        without = [other for other in kept if other != name]
        if worth(without) >= value - 2 * REACH * max(1.0, abs(value)):
            kept = without
    kept.sort(key=lambda name: (-worth([name]), worth.players.index(name)))
    rest = [name for name in chosen if name not in kept]
    return [*kept, *rest], len(kept)
