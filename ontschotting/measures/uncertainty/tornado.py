"""The gain when one group of inputs moves to the ends of its margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import with_input_names
from ontschotting.case.uncertain_inputs import UncertainInput, at_bound, uncertain_inputs
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
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Tornado(Result):
    """What one group of inputs does to the gain, the rest at its value.

    Attributes:
        swings: `group`, `table`, `column`, `low`, `central`, `high` (the gain), `current_low`,
            `current_high`, `lifted_low`, `lifted_high`, widest first
    """

    case: Case
    regime: Regime
    swings: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            {
                "nl": "Winst bij lage en hoge waarde per groep invoer",
                "en": "Gain at low and high value by group of inputs",
            },
            "bar",
            values=("low", "high"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """The swings."""
        return self.swings

    def _sentences(self, lang: str) -> list[str]:
        first = with_input_names(self.case, self.swings.head(3), lang)["name"].to_list()
        return sentences("swings" if first else "no_swings", lang, first=", ".join(first))

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """A tornado."""
        from ontschotting.charts.uncertainty.tornado import tornado_chart

        return tornado_chart(
            with_input_names(self.case, self.swings, lang), ax=ax, **chart_options(self.case, lang)
        )

    def to_json(self) -> dict[str, object]:
        """Return the swings, unrounded."""
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            "swings": self.swings.to_dicts(),
        }


@with_bar
def tornado(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Tornado:
    """The gain with one group of inputs at its low and high end, the rest at its value, for every
    group with a margin.
    """
    check_regime(regime, case)
    report_progress, case_solver = progress or silent, CaseSolver(case, solver)
    moved = list(uncertain_inputs(case))
    current, lifted = case_solver.values(regime)

    def at(end_of: tuple[UncertainInput, str]) -> tuple[float, float]:
        margin, end = end_of
        report_progress(f"{margin.name} {end}")
        return case_solver.of(at_bound(case, end, margin)).values(regime)

    ends = parallel_map(at, [(margin, end) for margin in moved for end in ("low", "high")])
    rows = []
    for margin, low, high in zip(moved, ends[::2], ends[1::2], strict=True):
        gains = (
            difference(low[1], low[0]),
            difference(lifted, current),
            difference(high[1], high[0]),
        )
        rows.append(
            (margin.name, margin.table, margin.column, *gains, low[0], high[0], low[1], high[1])
        )
    names = [
        "group",
        "table",
        "column",
        "low",
        "central",
        "high",
        "current_low",
        "current_high",
        "lifted_low",
        "lifted_high",
    ]
    schema = {name: pl.String if name in names[:3] else pl.Float64 for name in names}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    reach = pl.max_horizontal("low", "central", "high") - pl.min_horizontal(
        "low", "central", "high"
    )
    frame = frame.sort(reach, pl.col("group"), descending=[True, False])
    return Tornado(
        case,
        regime,
        frame,
        Trace.of(case, regime, case_solver.solver_name, case_solver.certificates),
    )
