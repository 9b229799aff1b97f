"""How far each input must move, alone, before the conclusion is another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import input_words, with_input_names
from ontschotting.case.uncertain_inputs import (
    UncertainInput,
    interpolate,
    max_move,
    size_of,
    uncertain_inputs,
)
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.case_solver import SAME, CaseSolver
from ontschotting.solving.questions import difference
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.numbers import amount, signed_share
from ontschotting.words.sentences import sentence, sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


NOISE = 1e-4
"""Of the value within the walls: a gain up to this share is no gain, as the report has it."""

_MONEY = {"streams", "budgets", "costs", "ceilings", "minimum_shares"}
"""Tables that what is possible at all does not read: it lets nothing cost anything."""

_RIGHT_HAND = {
    ("plans", "capacity_units"),
    ("plans", "max_units_per_year"),
    ("limits", "max_units"),
}
"""Columns that stand on the right-hand side of the program only (a capacity: where no stream has a
threshold). Every best value is concave along their line.
"""


@dataclass(frozen=True, eq=False, repr=False)
class SwitchingValues(Result):
    """How far each group of inputs must move, alone, before the conclusion flips.

    `margins` is None where nothing flips as far as was looked, which is an answer; `move` too, and
    where the value is zero and so has no relative move. Where `proven` is false that rests on the
    positions that were solved, and a flip that flips back between two of them would be missed. Each
    move is taken alone: two inputs that move together can flip the conclusion sooner.

    Attributes:
        frame: (`flips`) a row per group and side that has a margin, the smallest move first
            (`margins` can order them otherwise: a small move can be most of a small margin):
            `group`, `table`, `column`, `toward` (`low` or `high`); `move`: the relative move of the
            group at the flip; `margins`: the same counted in margins (1 is the end of its margin,
            above 1 lies beyond it); `value`, `value_at_flip`; `freed_at_flip`: the certified gain
            there; `searched_margins`, `searched_move`: how far was looked; `proven`: nothing flips
            nearer (or, without a flip, anywhere as far as was looked)
        frees: Whether the central data free anything: the conclusion that flips
    """

    case: Case
    regime: Regime
    frees: bool
    reach: float
    positions: int
    flips: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The flips."""
        return self.flips

    def _sentences(self, lang: str) -> list[str]:
        if self.flips.is_empty():
            return sentences("no_swings", lang)
        flipped = self.flips.drop_nulls("margins")
        now = sentence("flips_frees" if self.frees else "flips_none", lang)
        if flipped.is_empty():
            return sentences("flips_nowhere", lang, now=now, reach=amount(self.reach, lang))
        first = flipped.row(0, named=True)
        name = input_words(self.case, first["group"], first["table"], first["column"], lang)
        within = flipped.filter(pl.col("margins") <= 1.0).height
        near = flipped.sort("margins", maintain_order=True).row(0, named=True)
        return sentences(
            "flips",
            lang,
            now=now,
            first=name,
            move=move_words(first["move"], first["value"], first["value_at_flip"], lang),
            within=within,
            all=self.flips.height,
            nearest=input_words(self.case, near["group"], near["table"], near["column"], lang),
            part=amount(near["margins"], lang, "share"),
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The move of each group at which the conclusion flips."""
        from ontschotting.charts.uncertainty.switching_values import switching_values_chart

        return switching_values_chart(
            with_input_names(self.case, self.flips, lang),
            ax=ax,
            frees=self.frees,
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """The flips, unrounded."""
        asked = {
            "frees": self.frees,
            "noise": NOISE,
            "reach": self.reach,
            "positions": self.positions,
        }
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            **asked,
            "flips": self.flips.to_dicts(),
        }


def move_words(move: float | None, value: float, moved: float, lang: str) -> str:
    """A move for readers: a percentage with its sign, or from and to where the value is zero."""
    if move is None:
        return f"{amount(value, lang)} → {amount(moved, lang)}"
    return signed_share(move, lang)


@with_bar
def switching_values(
    case: Case,
    regime: Regime = INTEGRAL,
    groups: Sequence[str] | None = None,
    *,
    reach: float = 3.0,
    positions: int = 6,
    precision: float = 1e-3,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> SwitchingValues:
    """The least move of each group of inputs, alone, at which the conclusion about the gain flips.

    Of a group with values v and ends e (its `_low` or its `_high`), the data at m margins are v + m
    · (e − v): 0 is the central data, 1 the end of the margin. With freed(m) = V(i; m) − V(c; m) and
    noise(m) = 1e-4 · max(1, V(c; m)), the data *free something* where freed(m) > noise(m). The flip
    is the least m in (0, M] at which that answer differs from the one at 0, and its `move` is Σ
    v(m) / Σ v − 1. M is `reach`, or less where a row would leave what its column admits.

    freed(m) is a difference of two monotone functions and need not be monotone itself. Where
    central data free nothing, P is what plans and limits allow if nothing cost anything, and freed
    ≤ P − V(c), so nothing flips while P − V(c) ≤ noise. `proven` says that this holds all the way
    up to the flip (or to M), by one of two arguments. *Money* (streams, budgets, costs, ceilings,
    minimum shares) does not change P, and V(c) is monotone along its line (model.md): holding at
    the far end it holds before it; towards the favourable side no program needs to be solved.
    *Capacities and limits*: V(c) is concave along the line, so where P is linear up to there (it is
    concave, so one point half-way decides) and the two ends hold, everything between them holds.
    Elsewhere, and where central data free something, `proven` is false.

    Args:
        groups: Names of groups as in `ontschotting.swings`; by default every group with a margin
        reach: How many margins to look at, beyond the margin where it is above 1
        positions: How many equal steps are solved on the way, up to the first that flips; then the
            interval before it is halved
        precision: In margins: how close below a flip a position without one was solved. The
            position reported is one that flips

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    if not 0 < reach < float("inf") or positions < 1 or not 0 < precision < float("inf"):
        raise QuestionError(
            f"flips | reach {reach!r} and precision {precision!r} must be above 0 and finite, and"
            f" positions {positions!r} 1 or more."
        )
    check_regime(regime, case)
    report_progress, search = (
        progress or silent,
        _Search(CaseSolver(case, solver), regime, positions, precision),
    )
    sides = [
        (margin, toward, most)
        for margin in _asked(case, groups)
        for toward in ("low", "high")
        if (most := max_move(case, margin, toward, reach)) > 0
    ]

    def one(side: tuple[UncertainInput, str, float]) -> tuple[Any, ...]:
        margin, toward, most = side
        report_progress(f"{margin.name} {toward}")
        at, freed, proven = search.flip(margin, toward, most)
        value, furthest_value = (
            size_of(case, margin),
            size_of(interpolate(case, margin, toward, most), margin),
        )
        moved = None if at is None else size_of(interpolate(case, margin, toward, at), margin)
        found = None if moved is None else _relative(value, moved)
        return (
            margin.name,
            margin.table,
            margin.column,
            toward,
            found,
            at,
            value,
            moved,
            freed,
            most,
            _relative(value, furthest_value),
            proven,
        )

    texts, numbers = (
        ("group", "table", "column", "toward"),
        (
            "move",
            "margins",
            "value",
            "value_at_flip",
            "freed_at_flip",
            "searched_margins",
            "searched_move",
        ),
    )
    frame = pl.DataFrame(
        parallel_map(one, sides),
        schema={
            **dict.fromkeys(texts, pl.String),
            **dict.fromkeys(numbers, pl.Float64),
            "proven": pl.Boolean,
        },
        orient="row",
    )
    frame = frame.sort(pl.col("move").abs(), "margins", "group", "toward", nulls_last=True)
    return SwitchingValues(
        case,
        regime,
        search.frees,
        reach,
        positions,
        frame,
        Trace.of(case, regime, search.solver.solver_name, search.solver.certificates),
    )


def _asked(case: Case, groups: Sequence[str] | None) -> list[UncertainInput]:
    known = {margin.name: margin for margin in uncertain_inputs(case)}
    names = (
        list(known)
        if groups is None
        else [groups]
        if isinstance(groups, str)
        else list(dict.fromkeys(groups))
    )
    for name in names:
        if name not in known:
            raise QuestionError(
                "flips | no group with a margin is called"
                f" '{name}'.{did_you_mean(name, list(known))} Groups: {', '.join(known) or 'none'}."
            )
    return [known[name] for name in names]


def _relative(value: float, moved: float) -> float | None:
    return None if value == 0 else moved / value - 1.0


class _Search:
    """The search along one line after another, with the central answer known."""

    def __init__(
        self, solver: CaseSolver, regime: Regime, positions: int, precision: float
    ) -> None:
        self.solver, self.case, self.regime = solver, solver.case, regime
        self.positions, self.precision = positions, precision
        self.today, self.lifted = solver.values(regime)
        self.possible = solver.possible()
        self.frees = _frees(self.today, self.lifted)

    def flip(
        self, margin: UncertainInput, toward: str, most: float
    ) -> tuple[float | None, float | None, bool]:
        """(margins at the flip, the gain there, whether nothing nearer flips)."""
        if self._favourable_money(margin, toward) and _all_but_noise(self.today, self.possible):
            return None, None, True
        kept, today = 0.0, self.today
        if not self.frees and margin.table in _MONEY and margin.effect_on_value is not None:
            # The far end first: where it holds nothing flips before it, and one program is the
            # whole answer.
            far = self.solver.of(interpolate(self.case, margin, toward, most)).value()
            if _all_but_noise(far, self.possible):
                return None, None, True
        flipped: float | None = None
        freed: float | None = None
        for position in range(1, self.positions + 1):
            at = most * position / self.positions
            moved = interpolate(self.case, margin, toward, at)
            current, lifted = self.solver.of(moved).values(self.regime)
            if _frees(current, lifted) != self.frees:
                flipped, freed = at, difference(lifted, current)
                break
            kept, today = at, current
        while flipped is not None and flipped - kept > self.precision:
            at = (kept + flipped) / 2
            moved = interpolate(self.case, margin, toward, at)
            current, lifted = self.solver.of(moved).values(self.regime)
            if _frees(current, lifted) != self.frees:
                flipped, freed = at, difference(lifted, current)
            else:
                kept, today = at, current
        return flipped, freed, self._nothing_before(margin, toward, kept, today)

    def _favourable_money(self, margin: UncertainInput, toward: str) -> bool:
        return (
            not self.frees
            and margin.table in _MONEY
            and margin.effect_on_value == ("more" if toward == "high" else "less")
        )

    def _nothing_before(
        self, margin: UncertainInput, toward: str, kept: float, today: float
    ) -> bool:
        """Whether no flip lies in (0, kept], where `today` is V(c) at `kept`.

        The two arguments of `flips`.
        """
        if self.frees or not _all_but_noise(self.today, self.possible):
            return False
        if kept == 0:
            return True
        if margin.table in _MONEY:
            return margin.effect_on_value is not None and _all_but_noise(today, self.possible)
        if (margin.table, margin.column) not in _RIGHT_HAND or (
            margin.column == "capacity_units" and _has_thresholds(self.case)
        ):
            return False
        half, end = (
            self.solver.of(interpolate(self.case, margin, toward, at)).possible()
            for at in (kept / 2, kept)
        )
        straight = half - (self.possible + end) / 2 <= SAME * max(1.0, half)
        return straight and min(self.today, today) >= 1 and _all_but_noise(today, end)


def _frees(current: float, lifted: float) -> bool:
    return difference(lifted, current) > _noise(current)


def _noise(current: float) -> float:
    return NOISE * max(1.0, current)


def _all_but_noise(current: float, possible: float) -> bool:
    """Whether so little is left above the value within the walls that no rule for money could free
    more than noise.
    """
    return possible - current <= _noise(current)


def _has_thresholds(case: Case) -> bool:
    return any(
        name in case.streams.columns and case.streams[name].is_not_null().any()
        for name in ("min_plan_units", "max_plan_units")
    )
