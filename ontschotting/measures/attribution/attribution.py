"""Who is to blame.

The gain divided over walls or streams by their Shapley values, and the ladder in a stated order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb, sqrt
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.coalition_values import CoalitionValue
from ontschotting.solving.questions import difference
from ontschotting.support.progress import ReportProgress, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

EXACT_UP_TO = 10
"""Players up to which every subset is valued; above it permutations are sampled."""

PERMUTATIONS = 100


@dataclass(frozen=True, eq=False, repr=False)
class Attribution(Result):
    """The gain of a regime, divided over its walls (or streams).

    Attributes:
        parts: `wall` or `stream`, `value`, `standard_error` (0 where exact), largest first; the
            values add up to `freed`
        over: `walls` or `streams`
        exact: Whether every subset was valued
    """

    case: Case
    regime: Regime
    over: str
    freed: float
    parts: pl.DataFrame
    exact: bool
    worth: CoalitionValue = field(repr=False)

    frame_charts = (
        WorkbookChart(
            {"nl": "Aandeel in de winst", "en": "Part of the gain"}, "bar", values=("value",)
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """The parts."""
        return self.parts

    @property
    def trace(self) -> Trace:
        """Where the answer comes from."""
        return Trace.of(self.case, self.regime, self.worth.solver_name, self.worth.certificates)

    def ladder(self, order: Sequence[str] | None = None) -> pl.DataFrame:
        """The gain when the walls (or streams) fall one after another.

        `step`, `lifted`, `value`, `gain`.

        Args:
            order: Names, each once; those left out follow at the end, largest part first. The gain
                of a step depends on the order, its part does not.
        """
        players = self.parts[self.parts.columns[0]].to_list()
        named = list(order or [])
        for name in named:
            if name not in players:
                raise QuestionError(
                    f"order | no {self.over[:-1]} {name!r} in this regime. Choose from:"
                    f" {', '.join(players)}.{did_you_mean(name, players)}"
                )
        if len(set(named)) < len(named):
            raise QuestionError("order | a name stands in the order twice. Name each once.")
        steps = named + [name for name in players if name not in named]
        values = [self.worth(steps[:count]) for count in range(len(steps) + 1)]
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
        units = outcome_label(self.case, lang)
        name = self.parts.columns[0]
        large = self.parts.filter(pl.col("value") > 1e-6 * max(1.0, abs(self.freed)))
        if large.is_empty():
            return sentences("attribution_none", lang)
        first = ", ".join(
            f"{player_label(self.case, row[name], lang)} {amount(row['value'], lang)}"
            for row in large.head(3).iter_rows(named=True)
        )
        return sentences(
            "attribution", lang, freed=amount(self.freed, lang), units=units, first=first
        )

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        chart: str = "parts",
        order: Sequence[str] | None = None,
    ) -> Axes:
        """The `parts` as bars, or the `ladder` in an order (see there)."""
        check_chart(chart, ("parts", "ladder"))
        from ontschotting.charts.attribution.attribution import attribution_chart, ladder_chart

        look = {
            **chart_options(self.case, lang),
            "units": outcome_label(self.case, lang),
        }
        if chart == "ladder":
            steps = self.ladder(order)
            return ladder_chart(
                steps.with_columns(
                    pl.Series(
                        "lifted",
                        [player_label(self.case, one, lang) for one in steps["lifted"]],
                        dtype=pl.String,
                    )
                ),
                ax=ax,
                **look,
            )
        named = self.frame.with_columns(
            pl.Series(
                "name",
                [player_label(self.case, one, lang) for one in self.frame[self.over[:-1]]],
                dtype=pl.String,
            )
        )
        return attribution_chart(named, ax=ax, **look)

    def to_json(self) -> dict[str, object]:
        """The parts, unrounded."""
        return {
            "case": self.case.title,
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
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Attribution:
    """Shapley values of the gain V(i) − V(c) over the walls or the streams of a regime.

    φ_j = Σ over sets S without j of `|S|`! (n − `|S|` − 1)! / n! · (V(S + j) − V(S)), where V(S) is
    the best value when only S is lifted. Exact (every subset) up to ten players; above that the
    mean over sampled orders, with the standard error of that mean. The parts add up to the gain in
    both. A part says how much of the gain hangs on a wall over all orders in which the walls can
    fall; it is not what lifting that wall alone brings (see `ladder`). A negative part is possible
    only with a cut. A lift that has a free share or a cut keeps it as soon as one of its walls (or
    streams) is lifted.

    Source: Shapley, A value for n-person games (1953).

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    if over not in ("walls", "streams"):
        raise QuestionError(f"over | no choice {over!r}. Choose walls or streams.")
    if not isinstance(permutations, int) or permutations < 2:
        raise QuestionError(f"permutations | {permutations!r} is not a whole number of at least 2.")
    worth = CoalitionValue(case, regime, over, solver=solver, progress=progress)
    gain = worth.everything - worth.nothing
    exact = len(worth.players) <= EXACT_UP_TO
    values, errors = _every_subset(worth) if exact else _sampled(worth, permutations, seed)
    parts = pl.DataFrame(
        {over[:-1]: list(worth.players), "value": values, "standard_error": errors},
        schema={over[:-1]: pl.String, "value": pl.Float64, "standard_error": pl.Float64},
    )
    order = pl.int_range(pl.len())
    parts = (
        parts.with_columns(order.alias("order"))
        .sort("value", "order", descending=[True, False])
        .drop("order")
    )
    freed = difference(worth.everything, worth.nothing)
    if freed == 0.0:  # what the tolerance leaves of a zero is nobody's part
        parts = parts.with_columns(pl.lit(0.0).alias("value"), pl.lit(0.0).alias("standard_error"))
    assert abs(float(parts["value"].sum()) - (gain if freed else 0.0)) <= 1e-9 * max(
        1.0, abs(worth.everything)
    )
    return Attribution(case, regime, over, freed, parts, exact, worth)


def _every_subset(worth: CoalitionValue) -> tuple[list[float], list[float]]:
    players, count = worth.players, len(worth.players)
    values = []
    for player in players:
        others = [name for name in players if name != player]
        values.append(
            sum(
                (worth((*some, player)) - worth(some)) / (count * comb(count - 1, size))
                for size in range(count)
                for some in combinations(others, size)
            )
        )
    return values, [0.0] * count


def _sampled(
    worth: CoalitionValue, permutations: int, seed: int
) -> tuple[list[float], list[float]]:
    draw = np.random.default_rng(seed)
    players = worth.players
    gains = np.zeros((permutations, len(players)))
    for one in range(permutations):
        chosen: list[str] = []
        before = worth.nothing
        for player in draw.permutation(len(players)):
            chosen.append(players[player])
            after = worth(chosen)
            gains[one, player] = after - before
            before = after
    return list(gains.mean(axis=0)), list(gains.std(axis=0, ddof=1) / sqrt(permutations))
