"""What deadlines, carry-over limits and short assurance cost over several years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import lift
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.numbers import amount, count_with_unit
from ontschotting.words.sentences import sentence, sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

LIFTS = (("period", ("period",)), ("assurance", ("assurance",)), ("both", ("period", "assurance")))
"""The name of each row of the result, and the walls that are lifted for it."""


@dataclass(frozen=True, eq=False, repr=False)
class YearRules(Result):
    """What the rules about years cost.

    Attributes:
        value: V(c), in units
        rules: `lift` (`period`, `assurance`, `both`), `free`, `awarded`: the gain in units when
            only these walls are lifted, for money not yet awarded and for awarded money too

    Examples:
        >>> import ontschotting as on
        >>> rules = on.year_rules(on.load_case("two-villages-years"))
        >>> rules.rules.select("lift", pl.col("free").round(1)).rows()
        [('period', 2000.0), ('assurance', 0.0), ('both', 2000.0)]
    """

    case: Case
    value: float
    rules: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            "year_rules",
            "bar",
            values=("free", "awarded"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """Return the gains.

        Examples:
            >>> rules.frame.columns
            ['lift', 'free', 'awarded']
        """
        return self.rules

    def _sentences(self, lang: str) -> list[str]:
        gains = dict(self.rules.select("lift", "awarded").iter_rows())
        words = {name: amount(gain, lang) for name, gain in gains.items()}
        words["period"] = count_with_unit(gains["period"], outcome_label(self.case, lang), lang)
        return sentences("years", lang, **words)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the gains as bars.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> rules.plot(lang="en").get_label()
            'Most, 2,000 homes, falls free with: deadlines and carry-over; as much with 1 of ...
        """
        names = [sentence(f"years_{name}", lang) for name in self.rules["lift"]]
        return scenarios_chart(
            self.rules.select(pl.Series("name", names), "free", "awarded"),
            ax=ax,
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return the gains, unrounded.

        Examples:
            >>> rules.to_json()["case"]
            'Twee dorpen en de jaren'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "value": self.value,
            "rules": self.rules.to_dicts(),
        }


@with_bar
def year_rules(
    case: Case,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> YearRules:
    """Return what yearly deadlines, carry-over limits and short assurance cost.

    V with only these walls lifted − V(c). Deadlines and carry-over limits are the wall `period`,
    short assurance is the wall `assurance`.

    Args:
        case: The case
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each regime

    Raises:
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.year_rules(on.load_case("two-villages-years"))
        >>> dict(zip(answer.rules["lift"], answer.rules["free"].round(), strict=True))
        {'period': 2000.0, 'assurance': 0.0, 'both': 2000.0}
    """
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)

    def gain(walls: tuple[str, ...], awarded: bool) -> float:
        current, lifted = case_solver.values(lift(*walls, awarded=awarded))
        return difference(lifted, current)

    def gains(row: tuple[str, tuple[str, ...]]) -> tuple[str, float, float]:
        name, walls = row
        report_progress(name)
        return name, gain(walls, awarded=False), gain(walls, awarded=True)

    with recorded() as certificates:
        current, rows = case_solver.value(), parallel_map(gains, LIFTS)
    rules = pl.DataFrame(
        rows,
        schema={"lift": pl.String, "free": pl.Float64, "awarded": pl.Float64},
        orient="row",
    )
    trace = Trace.of(case, CURRENT, case_solver.solver_name, certificates)
    return YearRules(case, current, rules, trace)
