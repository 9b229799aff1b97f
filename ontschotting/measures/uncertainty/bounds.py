"""The gain on the least and most favourable data within the margins of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.case.safe_ends import is_bent_by_cofinancing
from ontschotting.case.uncertain_inputs import at_bound, corners, uncertain_inputs
from ontschotting.charts.uncertainty.bounds import bounds_chart
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of, has_cut
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import difference
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Bounds(Result):
    """The gain over all margins of the data.

    `least` is a bound on the gain over every admissible set of data, also when the two regimes do
    not share it; it is meant to be hard to beat, and it may lie below zero. Columns whose direction
    is not fixed (weights, shares reported beside the result) do not move.

    Attributes:
        ends: `data`, `current_value`, `lifted_value`, `gain`, in units: with `central` data; with
            every margin at its `favourable` or `unfavourable` end under both regimes; `least`: the
            current regime on the most favourable data, the lifted one on the least favourable;
            `most`: the other way round

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> case, amount = on.load_case("two-villages"), pl.col("amount_eur")
        >>> margin = {"amount_eur_low": amount * 0.8, "amount_eur_high": amount * 1.2}
        >>> unsure = case.with_table("budgets", case.budgets.with_columns(**margin))
        >>> bounds = on.bounds(unsure)
        >>> bounds.ends.select("data", pl.col("gain").round(1)).rows()
        [('central', 2000.0), ('favourable', 2400.0), ('unfavourable', 1600.0), ('least', ...
    """

    case: Case
    regime: Regime
    ends: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            "bounds",
            "bar",
            values=("gain",),
        ),
    )

    adds_goals_up = True

    @property
    def frame(self) -> pl.DataFrame:
        """Return the ends.

        Examples:
            >>> bounds.frame.columns
            ['data', 'current_value', 'lifted_value', 'gain']
        """
        return self.ends

    def gain(self, data: str) -> float:
        """Return the gain on one set of data.

        Args:
            data: `central`, `favourable`, `unfavourable`, `least` or `most`

        Examples:
            >>> round(bounds.gain("favourable"), 1)
            2400.0
        """
        return float(self.ends.filter(pl.col("data") == data)["gain"].item())

    @property
    def least(self) -> float:
        """Return the least gain that the data admit.

        Examples:
            >>> round(bounds.least, 1)
            800.0
        """
        return self.gain("least")

    @property
    def most(self) -> float:
        """Return the most gain that the data admit.

        Examples:
            >>> round(bounds.most, 1)
            3200.0
        """
        return self.gain("most")

    @property
    def central(self) -> float:
        """Return the gain on the central data.

        Examples:
            >>> round(bounds.central, 1)
            2000.0
        """
        return self.gain("central")

    @property
    def corners(self) -> pl.DataFrame:
        """Return which assumptions make each corner: a row per group of inputs with a margin.

        `group`, `table`, `column`; `value`, `low`, `high` (the total of amounts and capacities,
        otherwise the mean of its rows); `favourable`, `unfavourable`: the end taken there, `low` or
        `high`, or `value` for a group whose direction is not fixed; `least_today`, `least_lifted`,
        `most_today`, `most_lifted`: the same per regime of a corner. Where the margin of a plan
        straddles a threshold of a stream (`max_plan_units`), the threshold itself gives way too, so
        that the corner stays a bound.

        Examples:
            >>> bounds.corners.select("group", "favourable").rows()
            [('land: amount_eur', 'high'), ('mobility: amount_eur', 'high')]
        """
        return corners(self.case)

    def _sentences(self, lang: str) -> list[str]:
        numbers = {name: amount(self.gain(name), lang) for name in ("least", "most", "central")}
        key = "bounds" if uncertain_inputs(self.case) else "bounds_no_margins"
        return sentences(key, lang, **numbers, units=outcome_label(self.case, lang))

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the values under both regimes over the ends.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> bounds.plot(lang="en").get_label()
            'Within all given margins the gain lies between 800 and 3,200 units; on central ...
        """
        return bounds_chart(self.frame, ax=ax, **chart_options(self.case, lang, self.trace))

    def to_json(self) -> dict[str, object]:
        """Return the ends, unrounded.

        Examples:
            >>> bounds.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "least": self.least,
            "central": self.central,
            "most": self.most,
            "data": self.ends.to_dicts(),
            "corners": self.corners.to_dicts(),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"result": self.frame, "corners": self.corners}


_ENDS = {
    "data": pl.String,
    "current_value": pl.Float64,
    "lifted_value": pl.Float64,
    "gain": pl.Float64,
}


@with_bar
def bounds(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Bounds:
    """Return the gain on the least and most favourable data within the margins of a case.

    The margins are the columns `_low` and `_high` of its tables.

    Args:
        case: The case
        regime: The lifted regime
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each set of data

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.bounds(on.load_case("hilversum-2021"))
        >>> round(answer.least, 2), round(answer.central, 2), round(answer.most, 2)
        (-472.45, 0.0, 472.45)
    """
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)

    def values(data: str) -> tuple[float, float]:
        report_progress(data)
        return case_solver.of(case if data == "central" else at_bound(case, data)).values(regime)

    with recorded() as certificates:
        central, favourable, unfavourable = parallel_map(
            values, ("central", "favourable", "unfavourable")
        )
        worst, best = (
            case_solver.of(at_bound(case, end, is_purpose_open=_opens_purposes(case, regime)))
            for end in ("unfavourable", "favourable")
        )
        least_lifted, most = worst.value(regime), (favourable[0], best.value(regime))
    if not has_cut(regime):  # then no less than within the walls
        least_lifted = max(least_lifted, unfavourable[0])
    if any(each.is_open for each in certificates):
        # A bound takes what is proven of what is subtracted from, or may be added: not what a
        # search for projects found before it stopped.
        most = case_solver.of(at_bound(case, "favourable")).most(CURRENT), best.most(regime)
    ends = {
        "central": central,
        "favourable": favourable,
        "unfavourable": unfavourable,
        "least": (most[0], least_lifted),
        "most": (unfavourable[0], most[1]),
    }
    rows = [
        (data, current, lifted, difference(lifted, current))
        for data, (current, lifted) in ends.items()
    ]
    return Bounds(
        case,
        regime,
        pl.DataFrame(rows, schema=_ENDS, orient="row"),
        Trace.of(case, regime, case_solver.solver_name, certificates),
    )


def _opens_purposes(case: Case, regime: Regime) -> bool:
    """Tell whether a cost that falls may lower V(i).

    It may where a lift opens purposes to streams that still ask for own money beside theirs.
    """
    opens = any(
        "purpose" in each.walls and "cofinancing" not in each.walls for each in regime.lifts
    )
    return opens and is_bent_by_cofinancing(case, True)
