"""The gain divided over walls or streams by their Shapley values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import comb, sqrt
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.charts.attribution.attribution import attribution_chart
from ontschotting.charts.attribution.ladder import ladder_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import SAME_VALUE, difference, negligible
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

EXACT_UP_TO = 10
"""Players up to which every subset is valued; above it permutations are sampled."""

PERMUTATIONS = 100
"""Orders that are sampled when no number is asked for."""


@dataclass(frozen=True, eq=False, repr=False)
class Attribution(Result):
    """The gain of a regime, divided over its walls (or streams).

    Attributes:
        over: `walls` or `streams`
        freed: The gain, in units
        parts: `wall` or `stream`, `value`, `standard_error` (0 where exact), largest first; the
            values are in units and add up to `freed`. Where a search for whole projects left a
            value open, also `least` and `most`: what the part may be
        exact: Whether every subset was valued
        game: The value of any set of them

    Examples:
        >>> import ontschotting as on
        >>> attribution = on.attribute(on.load_case("two-villages"), over="streams")
        >>> round(attribution.freed)
        2000
    """

    case: Case
    regime: Regime
    over: str
    freed: float
    parts: pl.DataFrame
    exact: bool
    game: CoalitionValue

    adds_goals_up = True
    frame_charts = (WorkbookChart("attribution", "bar", values=("value",)),)

    @property
    def frame(self) -> pl.DataFrame:
        """Return the parts.

        Examples:
            >>> attribution.frame.with_columns(pl.col("value").round(1)).rows()
            [('land', 2000.0, 0.0), ('mobility', 0.0, 0.0)]
        """
        return self.parts

    @property
    def trace(self) -> Trace:
        """Return where the answer comes from.

        Examples:
            >>> attribution.trace.optima
            4
        """
        return Trace.of(self.case, self.regime, self.game.solver_name, self.game.certificates)

    @property
    def gap(self) -> float | None:
        """Return the widest gap behind the values, between what was found and what is proven.

        None in a case without whole plans, fixed costs and least awards.

        Examples:
            >>> print(attribution.gap)
            None
        """
        return self.game.gap

    def ladder(self, order: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the gain when the walls (or streams) are lifted one after another.

        The gain of a step depends on the order; its part in the attribution does not.

        Args:
            order: Names, each once; those left out follow at the end, largest part first

        Returns:
            `step`, `lifted`, `value`, `gain`, the last two in units.

        Raises:
            QuestionError: For a name that is no wall (or stream) of the regime, or stands twice.

        Examples:
            >>> attribution.ladder(["land", "mobility"]).columns
            ['step', 'lifted', 'value', 'gain']
            >>> attribution.ladder(["land", "mobility"])["gain"].round(1).to_list()
            [2000.0, 0.0]
        """
        players = self.parts[self.parts.columns[0]].to_list()
        steps = list(order or [])
        for name in steps:
            if name not in players:
                raise QuestionError(
                    problem(
                        "unknown_in_order",
                        kind=problem(self.over[:-1]),
                        name=name,
                        players=", ".join(players),
                        hint=did_you_mean(name, players),
                    )
                )
        if len(set(steps)) < len(steps):
            raise QuestionError(problem("twice_in_order"))
        steps += [name for name in players if name not in steps]
        values = [self.game(steps[:count]) for count in range(len(steps) + 1)]
        rows = [
            (number, name, values[number], values[number] - values[number - 1])
            for number, name in enumerate(steps, start=1)
        ]
        return pl.DataFrame(
            rows,
            schema={"step": pl.Int64, "lifted": pl.String, "value": pl.Float64, "gain": pl.Float64},
            orient="row",
        )

    def _sentences(self, lang: str) -> list[str]:
        is_cut = not self.game.is_monotone
        size = pl.col("value").abs() if is_cut else pl.col("value")
        large = self.parts.filter(size > negligible(abs(self.freed)))
        if large.is_empty():
            return sentences("attribution_none", lang)
        first = ", ".join(
            f"{player_label(self.case, name, lang)} {amount(value, lang)}"
            for name, value in large.sort(size, descending=True, maintain_order=True)
            .head(3)
            .select(self.over[:-1], "value")
            .iter_rows()
        )
        return sentences(
            "attribution_cut" if is_cut else "attribution",
            lang,
            freed=amount(self.freed, lang),
            units=outcome_label(self.case, lang),
            first=first,
        )

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        chart: str = "parts",
        order: Sequence[str] | None = None,
    ) -> Axes:
        """Draw the parts as bars, or the ladder.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `parts` or `ladder`
            order: The order of the ladder

        Raises:
            QuestionError: For a chart or an order that does not exist.

        Examples:
            >>> attribution.plot(lang="en").get_label()
            'Most hangs on: Land fund, 2,000 of 2,000 homes. Land fund: 2,000.'
        """
        check_chart(chart, ("parts", "ladder"))
        options = {
            **chart_options(self.case, lang, self.trace),
            "units": outcome_label(self.case, lang),
        }
        if chart == "ladder":
            steps = self.ladder(order)
            labels = self._labels(steps["lifted"], lang).alias("lifted")
            return ladder_chart(steps.with_columns(labels), ax=ax, **options)
        labels = self._labels(self.parts[self.over[:-1]], lang).alias("name")
        return attribution_chart(self.parts.with_columns(labels), ax=ax, **options)

    def _labels(self, players: pl.Series, lang: str) -> pl.Series:
        names = [player_label(self.case, name, lang) for name in players]
        return pl.Series(names, dtype=pl.String)

    def to_json(self) -> dict[str, object]:
        """Return the parts, unrounded.

        Examples:
            >>> attribution.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "over": self.over,
            "exact": self.exact,
            "freed": self.freed,
            "parts": self.parts.to_dicts(),
        }


@with_bar
def attribute(
    case: Case,
    regime: Regime = INTEGRAL,
    over: str = "walls",
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Attribution:
    """Return the Shapley values of the gain V(i) − V(c) over the walls or streams of a regime.

    φ_j = Σ over sets S without j of `|S|`! (n − `|S|` − 1)! / n! · (V(S + j) − V(S)), where V(S) is
    the best value when only S is lifted. Exact (every subset) up to ten players; above that the
    mean over sampled orders, with the standard error of that mean. The parts add up to the gain in
    both. A part says how much of the gain is owed to a wall over all orders in which the walls can
    be lifted; it is not what lifting that wall alone brings (see `Attribution.ladder`). A negative
    part is possible only with a cut. A lift that has a free share or a cut keeps it as soon as one
    of its walls (or streams) is lifted.

    Source: Shapley, A value for n-person games (1953).

    Args:
        case: The case
        regime: The lifted regime
        over: What to divide the gain over: `walls` or `streams`
        permutations: How many orders to sample where there are more than ten players
        seed: Of those samples
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each set that is solved

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> parts = on.attribute(on.load_case("two-villages")).parts
        >>> dict(zip(parts["wall"], parts["value"].round(), strict=True))
        {'purpose': 2000.0, 'period': 0.0, 'stacking': 0.0}
    """
    if over not in ("walls", "streams"):
        raise QuestionError(problem("unknown_players", over=over))
    if not isinstance(permutations, int) or permutations < 2:
        raise QuestionError(problem("too_few_permutations", permutations=permutations))
    game = CoalitionValue(case, regime, over, solver=solver, progress=reporter_of(progress))
    freed = difference(game.everything, game.nothing)
    exact = len(game.players) <= EXACT_UP_TO
    shapley = _exact_shapley if exact else partial(_sampled_shapley, permutations, seed)
    values, errors = shapley(game.players, game, game)
    columns = {over[:-1]: list(game.players), "value": values, "standard_error": errors}
    if game.is_open:
        none = 0.0 if game.is_monotone else -float("inf")  # without a cut no part is below zero
        least, _ = shapley(game.players, game, game.bound)
        most, _ = shapley(game.players, game.bound, game)
        columns |= {"least": [max(none, part) for part in least], "most": most}
    # The sort is stable: equal parts stay in the order of the players.
    parts = pl.DataFrame(
        columns,
        schema={name: pl.String if name == over[:-1] else pl.Float64 for name in columns},
    ).sort("value", descending=True, maintain_order=True)
    if freed == 0.0 and game.is_monotone:  # without a cut the parts of a zero gain are rounding
        parts = parts.with_columns(value=pl.lit(0.0), standard_error=pl.lit(0.0))
    gain = game.everything - game.nothing if freed else 0.0
    assert abs(float(parts["value"].sum()) - gain) <= SAME_VALUE * max(1.0, abs(game.everything))
    return Attribution(case, regime, over, freed, parts, exact, game)


Value = Callable[[Iterable[str]], float]
"""The value of a set of players, or a bound on it."""


def _exact_shapley(
    players: Sequence[str], after: Value, before: Value
) -> tuple[list[float], list[float]]:
    """Return the Shapley value of each player from every subset, and standard errors of zero.

    Args:
        players: The players
        after: The value of a set with a player
        before: The value of the same set without it
    """
    count, values = len(players), []
    for player in players:
        others = [name for name in players if name != player]
        values.append(
            sum(
                (after((*coalition, player)) - before(coalition)) / (count * comb(count - 1, size))
                for size in range(count)
                for coalition in combinations(others, size)
            )
        )
    return values, [0.0] * count


def _sampled_shapley(
    permutations: int, seed: int, players: Sequence[str], after: Value, before: Value
) -> tuple[list[float], list[float]]:
    """Return the mean gain of each player over sampled orders, and the standard errors.

    Args:
        permutations: How many orders
        seed: Of the orders
        players: The players
        after: See `_exact_shapley`
        before: The same
    """
    random = np.random.default_rng(seed)
    gains = np.zeros((permutations, len(players)))
    for sample in range(permutations):
        coalition: list[str] = []
        for player in random.permutation(len(players)):
            without = before(coalition)
            coalition.append(players[player])
            gains[sample, player] = after(coalition) - without
    return list(gains.mean(axis=0)), list(gains.std(axis=0, ddof=1) / sqrt(permutations))
