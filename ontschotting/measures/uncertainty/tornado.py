"""The gain when one group of inputs moves to the ends of its margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import with_input_names
from ontschotting.case.uncertain_inputs import UncertainInput, at_bound, uncertain_inputs
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.uncertainty.switching_search import is_favourable_money
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of, has_cut, is_all_possible
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, silent, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Tornado(Result):
    """What one group of inputs does to the gain, the rest at its value.

    Attributes:
        inputs: `group`, `table`, `column`; `low`, `central`, `high`: the gain with the group at
            that end; `current_low`, `current_high`, `lifted_low`, `lifted_high`: V(c) and V(i)
            there. All in units, the widest swing first

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> case, amount = on.load_case("two-villages"), pl.col("amount_eur")
        >>> margin = {"amount_eur_low": amount * 0.8, "amount_eur_high": amount * 1.2}
        >>> unsure = case.with_table("budgets", case.budgets.with_columns(**margin))
        >>> tornado = on.tornado(unsure)
        >>> tornado.inputs.select("group", pl.col("low", "high").round(1)).rows()
        [('land: amount_eur', 1400.0, 2600.0), ('mobility: amount_eur', 2200.0, 1800.0)]
    """

    case: Case
    regime: Regime
    inputs: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            "tornado",
            "bar",
            values=("low", "high"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """Return the groups of inputs.

        Examples:
            >>> tornado.frame.columns[:6]
            ['group', 'table', 'column', 'low', 'central', 'high']
        """
        return self.inputs

    def _sentences(self, lang: str) -> list[str]:
        first = with_input_names(self.case, self.inputs.head(3), lang)["name"].to_list()
        return sentences("tornado" if first else "tornado_none", lang, first=", ".join(first))

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw a tornado of the swings.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> tornado.plot(lang="en").get_label()
            '‘Budget: Land fund’ moves the gain most. budget: Land fund: from 1,400 to 2,...'
        """
        return tornado_chart(
            with_input_names(self.case, self.inputs, lang),
            ax=ax,
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return the swings, unrounded.

        Examples:
            >>> tornado.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "swings": self.inputs.to_dicts(),
        }


INPUTS = dict.fromkeys(("group", "table", "column"), pl.String) | dict.fromkeys(
    ("low", "central", "high", "current_low", "current_high", "lifted_low", "lifted_high"),
    pl.Float64,
)
"""The columns of `Tornado.inputs`."""


@with_bar
def tornado(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Tornado:
    """Return the gain with one group of inputs at its low and its high end, for every group.

    The other inputs stay at their value. A group has a margin: the columns `_low` and `_high`.

    Args:
        case: The case
        regime: The lifted regime
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each end

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> on.tornado(on.load_case("hilversum-2021")).inputs["group"].to_list()
        ['land: eur_per_unit', 'own_money: amount_eur', 'wbi_t2: spend_within_years']
    """
    check_regime(regime, case)
    return tornado_of(case_solver_of(case, solver), regime, reporter_of(progress))


def tornado_of(
    case_solver: CaseSolver, regime: Regime, report_progress: ReportProgress = silent
) -> Tornado:
    """Return the tornado of a regime that was checked against the case already.

    Args:
        case_solver: The solver of the case
        regime: The lifted regime
        report_progress: Called with a word before each end
    """
    case = case_solver.case
    groups = list(uncertain_inputs(case))

    def values(group_and_end: tuple[UncertainInput, str]) -> tuple[float, float]:
        group, end = group_and_end
        report_progress(f"{group.name} {end}")
        if reaches_all and is_favourable_money(group, end):
            return current, lifted  # no less than on the central data, and no more is possible
        moved = case_solver.of(at_bound(case, end, group))
        return moved.starting_from(case_solver).values(regime)

    with recorded() as certificates:
        current, lifted = case_solver.values(regime)
        # With a cut V(i) need not reach V(c) elsewhere.
        reaches_all = not has_cut(regime) and is_all_possible(
            min(current, lifted), case_solver.possible()
        )
        ends = parallel_map(values, [(group, end) for group in groups for end in ("low", "high")])
    rows = [
        {
            "group": group.name,
            "table": group.table,
            "column": group.column,
            "low": difference(lifted_low, current_low),
            "central": difference(lifted, current),
            "high": difference(lifted_high, current_high),
            "current_low": current_low,
            "current_high": current_high,
            "lifted_low": lifted_low,
            "lifted_high": lifted_high,
        }
        for group, (current_low, lifted_low), (current_high, lifted_high) in zip(
            groups, ends[::2], ends[1::2], strict=True
        )
    ]
    gains = ("low", "central", "high")
    width = pl.max_horizontal(gains) - pl.min_horizontal(gains)
    inputs = pl.DataFrame(rows, schema=INPUTS, orient="row").sort(
        width, "group", descending=[True, False]
    )
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return Tornado(case, regime, inputs, trace)
