"""The gain on the least and most favourable data within the margins of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.case.uncertain_inputs import at_bound, corners
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.questions import difference
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Bounds(Result):
    """The gain over all margins of the data.

    `least` is a bound on the gain over every admissible set of data, also when the two worlds do
    not share it; it is meant to be hard to beat, and it may lie below zero. Columns whose direction
    is not fixed (weights, shares reported beside the result) do not move.

    Attributes:
        ends: `data`, `current_value`, `lifted_value`, `gain`: with `central` data; with every
            margin at its `favourable` or `unfavourable` end in both worlds; `least`: today's world
            on the most favourable data, the lifted world on the least favourable; `most`: the other
            way round
    """

    case: Case
    regime: Regime
    ends: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            {
                "nl": "Winst over de marges van de gegevens",
                "en": "Gain over the margins of the data",
            },
            "bar",
            values=("gain",),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """The ends."""
        return self.ends

    def gain(self, data: str) -> float:
        """The gain on one set of data."""
        return float(self.ends.filter(pl.col("data") == data)["gain"].item())

    @property
    def least(self) -> float:
        """The least gain the data admit."""
        return self.gain("least")

    @property
    def most(self) -> float:
        """The most gain the data admit."""
        return self.gain("most")

    @property
    def central(self) -> float:
        """The gain on the central data."""
        return self.gain("central")

    @property
    def corners(self) -> pl.DataFrame:
        """Which assumptions make each corner: a row per group of inputs with a margin.

        `group`, `table`, `column`; `value`, `low`, `high` (the total of amounts and capacities,
        otherwise the mean of its rows); `favourable`, `unfavourable`: the end taken there, `low` or
        `high`, or `value` for a group whose direction is not fixed; `least_today`, `least_lifted`,
        `most_today`, `most_lifted`: the same per world of a corner. Where a plan's margin straddles
        a threshold of a stream (`max_plan_units`), the threshold itself gives way too, so that the
        corner stays a bound.
        """
        return corners(self.case)

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        numbers = {name: amount(self.gain(name), lang) for name in ("least", "most", "central")}
        return sentences("bounds", lang, **numbers, units=units)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Both worlds over the ends."""
        from ontschotting.charts.uncertainty.bounds import bounds_chart

        return bounds_chart(self.frame, ax=ax, **chart_options(self.case, lang))

    def to_json(self) -> dict[str, object]:
        """The ends, unrounded."""
        ends = {
            "least": self.least,
            "central": self.central,
            "most": self.most,
            "data": self.ends.to_dicts(),
        }
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            **ends,
            "corners": self.corners.to_dicts(),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"result": self.frame, "corners": self.corners}


@with_bar
def bounds(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Bounds:
    """The gain on the least and most favourable data within the margins (`_low`, `_high`) of a
    case.

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    check_regime(regime, case)
    report_progress, case_solver = progress or silent, CaseSolver(case, solver)

    def at(data: str) -> tuple[float, float]:
        report_progress(data)
        return case_solver.of(case if data == "central" else at_bound(case, data)).values(regime)

    kinds = ("central", "favourable", "unfavourable")
    found = dict(zip(kinds, parallel_map(at, kinds), strict=True))
    found["least"] = (found["favourable"][0], found["unfavourable"][1])
    found["most"] = (found["unfavourable"][0], found["favourable"][1])
    rows = [
        (data, current, lifted, difference(lifted, current))
        for data, (current, lifted) in found.items()
    ]
    schema = {
        "data": pl.String,
        "current_value": pl.Float64,
        "lifted_value": pl.Float64,
        "gain": pl.Float64,
    }
    return Bounds(
        case,
        regime,
        pl.DataFrame(rows, schema=schema, orient="row"),
        Trace.of(case, regime, case_solver.solver_name, case_solver.certificates),
    )
