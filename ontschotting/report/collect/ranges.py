"""Collect the range of each headline over draws of the data within their margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.uncertain_inputs import uncertain_inputs
from ontschotting.datasets.ranges import shipped_ranges
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.measures.uncertainty.sweep_result import ranges
from ontschotting.regime.regime import Regime
from ontschotting.report.collect.steps import Step, StepReporter
from ontschotting.solving.case_solver import CaseSolver

MEASURES = ("freed", "blocked_eur", "own_tied_eur")
"""The measures of the first page."""

DRAWS, SECONDS = 100, 20.0
"""A case without shipped ranges gets so many draws, or as many as fit in this time."""

LEAST_DRAWS = 20
"""Fewer draws say nothing of the outer twentieths; then no range is given."""

SEED = 1


@dataclass(frozen=True)
class DrawRange:
    """Where a measure lies in 90% of the draws.

    Attributes:
        measure: The measure
        low: The 5 per cent quantile
        high: The 95 per cent quantile
        draws: In how many draws the measure exists
    """

    measure: str
    low: float
    high: float
    draws: int


@dataclass(frozen=True)
class RangeData:
    """The range of each measure of the first page over draws.

    Attributes:
        quantiles: `measure`, `p05`, `p50`, `p95`, `draws`; no rows without margins, or where too
            few draws fit in the time
    """

    quantiles: pl.DataFrame

    def of(self, measure: str) -> DrawRange | None:
        """Return the range of a measure, or None where it has none."""
        rows = self.quantiles.filter(pl.col("measure") == measure).drop_nulls("p05")
        if rows.is_empty():
            return None
        low, high, draws = rows.select("p05", "p95", "draws").row(0)
        return DrawRange(measure, low, high, draws)


def collect_ranges(case_solver: CaseSolver, regime: Regime, steps: StepReporter) -> RangeData:
    """Collect the ranges: those that ship with a bundled case, or draws of this one.

    Args:
        case_solver: The solver of the case of the report
        regime: The regime of the headline
        steps: Reports each step
    """
    with steps.step(Step.RANGES) as report_progress:
        case = case_solver.case
        options = "none" if regime.options is None else regime.options
        shipped = shipped_ranges(case.program_fingerprint, options)
        if shipped.height or not uncertain_inputs(case):
            return RangeData(shipped)
        rows = []
        for draw, values in _draws(case, regime, case_solver):
            report_progress(f"draw {draw}")
            rows.append({"draw": draw, **values})
        schema = {"draw": pl.Int64, **dict.fromkeys(MEASURES, pl.Float64)}
        frame = pl.DataFrame(rows[: 0 if len(rows) < LEAST_DRAWS else None], schema=schema)
        return RangeData(ranges(frame).select("measure", "p05", "p50", "p95", "draws"))


def _draws(
    case: Case, regime: Regime, case_solver: CaseSolver
) -> Iterator[tuple[int, dict[str, float | None]]]:
    """Give the measures of one draw after another, until there are enough or time is up.

    Where the first draw shows that too few fit in the time, the others are left out.
    """
    source, start = SeededDraws(SEED), monotonic()
    for draw in range(1, DRAWS + 1):
        drawn_case = source.case_of(case, draw)
        values, *_ = measures_of_draw(drawn_case, regime, MEASURES, case_solver.solver)
        yield draw, values
        spent = monotonic() - start
        if spent > SECONDS or LEAST_DRAWS * spent / draw > SECONDS:
            return
