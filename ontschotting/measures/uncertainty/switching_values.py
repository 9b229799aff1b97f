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
from ontschotting.charts.uncertainty.switching_values import switching_values_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.uncertainty.switching_search import Flip, FlipSearch
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.support.arguments import is_number
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import NOISE
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount, ratio, signed_share
from ontschotting.words.sentences import sentence, sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


_FLIPS = {
    **dict.fromkeys(("group", "table", "column", "toward"), pl.String),
    **dict.fromkeys(
        (
            "move",
            "margins",
            "value",
            "value_at_flip",
            "freed_at_flip",
            "searched_margins",
            "searched_move",
        ),
        pl.Float64,
    ),
    "proven": pl.Boolean,
}


@dataclass(frozen=True, eq=False, repr=False)
class SwitchingValues(Result):
    """How far each group of inputs must move, alone, before the conclusion flips.

    `margins` and `move` are None where nothing flips as far as was searched. That is an answer too.
    `move` is also None where the value is zero, which has no relative move. Where `proven` is
    false, the answer rests on the positions that were solved: a flip that flips back between two of
    them would be missed. Each input moves alone; two inputs together can flip the conclusion
    sooner.

    Attributes:
        frame: (`inputs`) a row per group and side that has a margin, the smallest move first
            (`margins` can order them otherwise: a small move can be most of a small margin):
            `group`, `table`, `column`, `toward` (`low` or `high`); `move`: the relative move of the
            group at the flip; `margins`: the same counted in margins (1 is the end of its margin,
            above 1 lies beyond it); `value`, `value_at_flip`; `freed_at_flip`: the certified gain
            there; `searched_margins`, `searched_move`: how far was searched; `proven`: nothing
            flips nearer (or, without a flip, anywhere as far as was searched)
        frees: Whether the central data free anything: the conclusion that flips

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> case, amount = on.load_case("two-villages"), pl.col("amount_eur")
        >>> margin = {"amount_eur_low": amount * 0.8, "amount_eur_high": amount * 1.2}
        >>> unsure = case.with_table("budgets", case.budgets.with_columns(**margin))
        >>> switching = on.switching_values(unsure, reach=6)
        >>> switching.inputs.select("group", "toward", pl.col("move").round(2)).rows()
        [('land: amount_eur', 'low', -0.67), ('land: amount_eur', 'high', None), ...
    """

    case: Case
    regime: Regime
    frees: bool
    reach: float
    positions: int
    inputs: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the groups of inputs.

        Examples:
            >>> switching.frame.columns[:4]
            ['group', 'table', 'column', 'toward']
        """
        return self.inputs

    def _sentences(self, lang: str) -> list[str]:
        if self.inputs.is_empty():
            return sentences("tornado_none", lang)
        flipped = self.inputs.drop_nulls("margins")
        now = sentence(
            "switching_values_freed" if self.frees else "switching_values_nothing_freed", lang
        )
        if flipped.is_empty():
            return sentences("switching_values_none", lang, now=now, reach=ratio(self.reach, lang))
        least = flipped.row(0, named=True)
        nearest = flipped.sort("margins", maintain_order=True).row(0, named=True)
        return sentences(
            "switching_values",
            lang,
            now=now,
            first=self._input_words(least, lang),
            move=move_words(least["move"], least["value"], least["value_at_flip"], lang),
            within=flipped.filter(pl.col("margins") <= 1.0).height,
            all=self.inputs.height,
            nearest=self._input_words(nearest, lang),
            part=amount(nearest["margins"], lang, "share"),
        )

    def _input_words(self, row: dict[str, Any], lang: str) -> str:
        return input_words(self.case, row["group"], row["table"], row["column"], lang)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the move of each group at which the conclusion flips.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> switching.plot(lang="en").get_label()
            'The least move that flips the conclusion: ‘budget: Land fund’, −66.7%. budget: ...
        """
        return switching_values_chart(
            with_input_names(self.case, self.inputs, lang),
            ax=ax,
            frees=self.frees,
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return the flips, unrounded.

        Examples:
            >>> switching.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "frees": self.frees,
            "noise": NOISE,
            "reach": self.reach,
            "positions": self.positions,
            "flips": self.inputs.to_dicts(),
        }


def move_words(move: float | None, value: float, moved: float, lang: str) -> str:
    """Put a move in words: a percentage with its sign, or from and to where the value is zero.

    Args:
        move: The relative move; None where the value is zero
        value: The value before the move
        moved: The value after it
        lang: `nl` or `en`
    """
    if move is None:
        return f"{ratio(value, lang)} → {ratio(moved, lang)}"
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
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> SwitchingValues:
    """Return the least move of each group of inputs, alone, at which the conclusion flips.

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
        case: The case
        regime: The lifted regime
        groups: Names of groups as in `ontschotting.tornado`; by default every group with a margin
        reach: How many margins to search, beyond the margin where it is above 1
        positions: How many equal steps are solved on the way, up to the first that flips; then the
            interval before it is halved
        precision: In margins: how close below a flip a position without one is solved. The
            position reported is one that flips
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each group and side

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.switching_values(on.load_case("hilversum-2021"))
        >>> answer.inputs.select("group", "margins").row(0)
        ('land: eur_per_unit', None)
    """
    sizes = [is_number(size) and 0 < size < float("inf") for size in (reach, precision)]
    if not all(sizes) or not is_number(positions, 1):
        raise QuestionError(
            problem("no_search_range", reach=reach, precision=precision, positions=positions)
        )
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    sides = [
        (margin, toward, most)
        for margin in _requested_groups(case, groups)
        for toward in ("low", "high")
        if (most := max_move(case, margin, toward, reach)) > 0
    ]

    def flip_row(side: tuple[UncertainInput, str, float]) -> dict[str, object]:
        margin, toward, most = side
        report_progress(f"{margin.name} {toward}")
        return _flip_row(case, margin, toward, most, search.nearest(margin, toward, most))

    with recorded() as certificates:
        search = FlipSearch(case_solver, regime, positions, precision)
        rows = parallel_map(flip_row, sides)
    flips = pl.DataFrame(rows, schema=_FLIPS, orient="row").sort(
        pl.col("move").abs(), "margins", "group", "toward", nulls_last=True
    )
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return SwitchingValues(case, regime, search.frees, reach, positions, flips, trace)


def _flip_row(
    case: Case, margin: UncertainInput, toward: str, most: float, flip: Flip
) -> dict[str, object]:
    """Return the row of one group moved to one side: where it was searched, and where it flips."""

    def size_at(margins: float) -> float:
        return size_of(interpolate(case, margin, toward, margins), margin)

    value = size_of(case, margin)
    value_at_flip = None if flip.margins is None else size_at(flip.margins)
    return {
        "group": margin.name,
        "table": margin.table,
        "column": margin.column,
        "toward": toward,
        "move": _relative_move(value, value_at_flip),
        "margins": flip.margins,
        "value": value,
        "value_at_flip": value_at_flip,
        "freed_at_flip": flip.freed,
        "searched_margins": most,
        "searched_move": _relative_move(value, size_at(most)),
        "proven": flip.proven,
    }


def _requested_groups(case: Case, groups: Sequence[str] | None) -> list[UncertainInput]:
    """Return the groups with these names; without names every group with a margin."""
    known = {margin.name: margin for margin in uncertain_inputs(case)}
    if groups is None:
        return list(known.values())
    names = [groups] if isinstance(groups, str) else list(dict.fromkeys(groups))
    for name in names:
        if name not in known:
            raise QuestionError(
                problem(
                    "unknown_group_with_margin",
                    name=name,
                    hint=did_you_mean(name, list(known)),
                    known=", ".join(known) or problem("none"),
                )
            )
    return [known[name] for name in names]


def _relative_move(value: float, moved: float | None) -> float | None:
    return None if moved is None or value == 0 else moved / value - 1.0
