"""The value against the free share, and the least free share that brings the gain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.labels import outcome_label
from ontschotting.charts.policy.free_share import free_share_chart
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.support.arguments import checked_numbers
from ontschotting.support.parallel import parallel_map, run_parallel
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, eq=False, repr=False)
class FreeShare(Result):
    """The best value against the free share φ.

    The value never falls in φ, so every larger share reaches it too. It is concave, unless plans
    are whole, applying costs money or awards have a least amount: then it rises in steps, and
    between two points it is not known.

    Attributes:
        curve: `free_share`, `value`: φ, and V(i with free share φ) in units
        freed: V(i) − V(c) at φ = 1, in units
        least_90: Least φ that reaches V(c) + 0.9 · freed; least_100 the same for the whole gain.
            None when no share reaches it (a cut)

    Examples:
        >>> import ontschotting as on
        >>> free = on.free_share(on.load_case("two-villages"))
        >>> round(free.least_100, 3)
        0.333
    """

    case: Case
    regime: Regime
    curve: pl.DataFrame
    freed: float
    least_90: float | None
    least_100: float | None
    trace: Trace

    adds_goals_up = True
    frame_charts = (
        WorkbookChart(
            "free_share",
            "line",
            values=("value",),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """Return the curve.

        Examples:
            >>> free.frame.row(-1)
            (1.0, 4000.0)
        """
        return self.curve

    def _sentences(self, lang: str) -> list[str]:
        return sentences(
            "free_share",
            lang,
            ninety=amount(self.least_90, lang, "share"),
            whole=amount(self.least_100, lang, "share"),
            freed=amount(self.freed, lang),
            units=outcome_label(self.case, lang),
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the value against the free share.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> free.plot(lang="en").get_label()
            'What a free share brings. At 0% free: 2,000. At 5% free: 2,300. At 10% free: ...
        """
        in_steps = is_mixed_integer(self.case)
        return free_share_chart(
            self.frame, ax=ax, in_steps=in_steps, **chart_options(self.case, lang, self.trace)
        )

    def to_json(self) -> dict[str, object]:
        """Return the curve and the least shares, unrounded.

        Examples:
            >>> free.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "freed": self.freed,
            "least_free_share": self.least_100,
            "least_free_share_90": self.least_90,
            "curve": self.curve.to_dicts(),
        }


@with_bar
def free_share(
    case: Case,
    regime: Regime = INTEGRAL,
    shares: Sequence[float] = SHARES,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> FreeShare:
    """Return the best value when a share φ of every lifted budget is free, and the least such φ.

    Every lift of the regime gets the free share; the rest of the money keeps its current rules.

    Args:
        case: The case
        regime: Which walls are lifted for the free share
        shares: The φ to value, from 0 to 1
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each optimum

    Raises:
        QuestionError: For a regime that does not fit the case, or a share outside 0 to 1.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.free_share(on.load_case("two-villages"), shares=[0, 0.25, 0.5])
        >>> answer.curve["value"].round().to_list(), round(answer.least_100, 6)
        ([2000.0, 3500.0, 4000.0], 0.333333)
    """
    check_regime(regime, case)
    shares = checked_numbers("shares", shares, "no_share", most=1.0)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    report_progress("current and whole")
    whole = case_solver.questions(regime, open_share=True)

    def value_at(share: float) -> float:
        report_progress(f"free share {share:.0%}")
        if share <= 0:
            return case_solver.value()
        return whole.value if share >= 1 else whole.value_at(share)

    def least_for(part: float) -> float | None:
        report_progress(f"least share for {part:.0%}")
        current = case_solver.value()
        return whole.least_theta(current + part * difference(whole.value, current))

    with recorded() as certificates:
        current_value, whole_value = run_parallel(case_solver.value, lambda: whole.value)
        values = parallel_map(value_at, shares)
        least_90, least_100 = parallel_map(least_for, (0.9, 1.0))
    freed = difference(whole_value, current_value)
    curve = pl.DataFrame({"free_share": shares, "value": values})
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return FreeShare(case, regime, curve, freed, least_90, least_100, trace)
