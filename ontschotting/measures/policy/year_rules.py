"""What deadlines, carry-over limits and short assurance cost over several years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import lift
from ontschotting.results.result import Result, Trace, chart_options
from ontschotting.solving.questions import difference
from ontschotting.solving.values import ValueSolver
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentence, sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


LIFTS = (("period", ("period",)), ("assurance", ("assurance",)), ("both", ("period", "assurance")))


@dataclass(frozen=True, eq=False, repr=False)
class YearRules(Result):
    """What the rules about years cost.

    Attributes:
        rules: `lift` (`period`, `assurance`, `both`), `free`, `awarded`: the gain when only these
            walls fall, for money not yet awarded and for awarded money too
        value: V(c)
    """

    case: Case
    value: float
    rules: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The gains."""
        return self.rules

    def _sentences(self, lang: str) -> list[str]:
        gains = {
            name: amount(gain, lang)
            for name, gain in self.rules.select("lift", "awarded").iter_rows()
        }
        return sentences(
            "years",
            lang,
            units=outcome_label(self.case, lang),
            **gains,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The gains as bars."""
        from ontschotting.charts.comparison.scenarios import scenarios_chart

        named = self.rules.with_columns(
            pl.Series("name", [sentence(f"years_{name}", lang) for name in self.rules["lift"]])
        )
        units = outcome_label(self.case, lang)
        return scenarios_chart(
            named.select("name", "free", "awarded"),
            ax=ax,
            units=units,
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """The gains, unrounded."""
        return {"case": self.case.title, "value": self.value, "rules": self.rules.to_dicts()}


@with_bar
def year_rules(
    case: Case, *, solver: SolverChoice = "highs", progress: ReportProgress | None = None
) -> YearRules:
    """What yearly deadlines and carry-over limits (`period`) and short assurance cost.

    V with only these walls lifted − V(c).

    Raises:
        CertificateError: When there is no certified answer.
    """
    report_progress, solves = progress or silent, ValueSolver(solver)
    today = solves.value(case, CURRENT)
    assert today is not None

    def gains(named: tuple[str, Sequence[str]]) -> tuple[str, float, float]:
        name, walls = named
        report_progress(name)
        free, awarded = (solves.value(case, lift(*walls, awarded=too)) for too in (False, True))
        assert free is not None and awarded is not None
        return name, difference(free, today), difference(awarded, today)

    frame = pl.DataFrame(
        parallel_map(gains, LIFTS),
        schema={"lift": pl.String, "free": pl.Float64, "awarded": pl.Float64},
        orient="row",
    )
    return YearRules(
        case, today, frame, Trace.of(case, CURRENT, solves.solver_name, solves.certificates)
    )
