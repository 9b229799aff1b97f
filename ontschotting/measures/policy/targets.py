"""The shortfall against the targets, and the least extra money that meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.case.labels import counted_outcome, outcome_label
from ontschotting.charts.pricing.extra_money import extra_money_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.solution_frames import added_money
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.arguments import checked_numbers
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.support.tolerances import REACH
from ontschotting.words.labels import outcome_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

STEPS = tuple(1e8 * number for number in range(11))
"""Extra euros at which the curve is drawn: every hundred million up to a billion."""


@dataclass(frozen=True, eq=False)
class Gap:
    """One regime against the targets.

    Attributes:
        shortfall: `level`, `area`, `year`, `outcome`; `target`, `units`, `short`, all in units;
            `deliverable`: one row per target, in an allocation of the smallest total shortfall.
            `deliverable` is false where no plan can deliver in that area and year, so that no money
            could help
        top_up_eur: The least Σ of additions to existing budgets that meets every target; None when
            no amount does, which is proven
        additions: `stream`, `own`, `level`, `area`, `year`, `awarded`, `addition_eur`: one cheapest
            way to add it. Where several budgets would do equally, the first is listed

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> target = pl.DataFrame([{"level": "national", "outcome": "homes", "units": 3000}])
        >>> case = on.load_case("two-villages").with_table("targets", target)
        >>> gap = on.target_gap(case).current
        >>> round(gap.top_up_eur)
        10000000
    """

    shortfall: pl.DataFrame
    top_up_eur: float | None
    additions: pl.DataFrame

    def to_json(self) -> dict[str, object]:
        """Return the rows and the amount, unrounded.

        Examples:
            >>> round(gap.to_json()["top_up_eur"])
            10000000
        """
        return {
            "shortfall": self.shortfall.to_dicts(),
            "top_up_eur": self.top_up_eur,
            "additions": self.additions.to_dicts(),
        }


@dataclass(frozen=True, eq=False, repr=False)
class TargetGap(Result):
    """The targets under the current regime and under the lifted one.

    Attributes:
        current, lifted: The `Gap` of each
        curve: `extra_eur`, `current_value`, `lifted_value`: the best value when so much is added
            wherever it helps most

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> target = pl.DataFrame([{"level": "national", "outcome": "homes", "units": 3000}])
        >>> gap = on.target_gap(on.load_case("two-villages").with_table("targets", target))
        >>> gap.current.shortfall.select("target", "units", "short").rows()
        [(3000.0, 2000.0, 1000.0)]
    """

    case: Case
    regime: Regime
    current: Gap
    lifted: Gap
    curve: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """Return the shortfalls of both, a row per target.

        `regime`, `level`, `area`, `year`, `outcome`, `target`, `units`, `short` and `deliverable`,
        which is false where no plan can deliver in that area and year.

        Examples:
            >>> gap.frame.columns
            ['regime', 'level', 'area', 'year', 'outcome', 'target', 'units', 'short', ...
        """
        sides = (("current", self.current), ("lifted", self.lifted))
        return pl.concat(
            [gap.shortfall.select(pl.lit(name).alias("regime"), pl.all()) for name, gap in sides]
        )

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {
            "shortfall": self.frame,
            "curve": self.curve,
            "additions_current": self.current.additions,
            "additions_lifted": self.lifted.additions,
        }

    def _sentences(self, lang: str) -> list[str]:
        words = {
            "units": self._counted(lang),
            "short_current": amount(float(self.current.shortfall["short"].sum()), lang),
            "short_lifted": amount(float(self.lifted.shortfall["short"].sum()), lang),
            "count": self.current.shortfall.height,
        }
        targets = self.case.targets
        overlap = targets["level"].n_unique() > 1 or targets["year"].is_null().n_unique() > 1
        texts = sentences("target_gap_overlap" if overlap else "target_gap", lang, **words)
        for name, gap in (("target_current", self.current), ("target_lifted", self.lifted)):
            texts += sentences(
                name if gap.top_up_eur is not None else f"{name}_none",
                lang,
                money=amount(gap.top_up_eur, lang, "eur"),
            )
        if not self.current.shortfall["deliverable"].all():
            texts += sentences(
                "target_undeliverable",
                lang,
                count=int((~self.current.shortfall["deliverable"]).sum()),
            )
        return [*texts, *sentences("target_reservation", lang)]

    def _counted(self, lang: str) -> str:
        """Name what the targets count: an only outcome as the case names it."""
        outcomes = sorted(self.case.targets["outcome"].unique().to_list())
        if len(outcomes) == 1:
            return counted_outcome(self.case, outcomes[0], lang)
        return outcome_words(outcomes, lang)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the value against extra money, under both regimes.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> gap.plot(lang="en").get_label()
            'With 1 billion euros extra: 10,000 homes within the walls, 10,000 without. With ...
        """
        units = outcome_label(self.case, lang)
        in_steps = is_mixed_integer(self.case)
        return extra_money_chart(
            self.curve,
            ax=ax,
            units=units,
            in_steps=in_steps,
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return both gaps and the curve, unrounded.

        Examples:
            >>> gap.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "current": self.current.to_json(),
            "lifted": self.lifted.to_json(),
            "curve": self.curve.to_dicts(),
        }


@with_bar
def target_gap(
    case: Case,
    regime: Regime = INTEGRAL,
    steps: Sequence[float] = STEPS,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> TargetGap:
    """Return the shortfall against every target and the least extra money that meets them all.

    shortfall: min Σ over target rows of what Σ units in the area (and year) misses. Targets of a
    province and of the nation both count, so their Σ is a measure of the distance to the promises
    and no number of homes. top-up: min Σ of additions to existing budgets with every target met;
    additions may go to any budget row, own and awarded money included.

    Args:
        case: A case with targets
        regime: The lifted regime, answered beside the current one
        steps: Extra euros at which the best value is given
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each optimum

    Raises:
        QuestionError: When the case has no targets or the regime does not fit.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> target = pl.DataFrame([{"level": "national", "outcome": "homes", "units": 3000}])
        >>> answer = on.target_gap(on.load_case("two-villages").with_table("targets", target))
        >>> round(answer.current.top_up_eur), round(answer.lifted.top_up_eur)
        (10000000, 0)
    """
    check_regime(regime, case)
    if case.targets.is_empty():
        raise QuestionError(problem("no_targets"))
    steps = checked_numbers("steps", steps, "extra_below_zero")
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    solvers = {"current": case_solver.questions(CURRENT), "lifted": case_solver.questions(regime)}

    def values(name: str) -> list[float]:
        report_progress(f"extra money, {name}")
        return [solvers[name].value_with_additions(step) for step in steps]

    with recorded() as certificates:
        current_gap, lifted_gap = parallel_map(
            lambda each: _gap(case, each, report_progress), solvers.values()
        )
        current_values, lifted_values = parallel_map(values, solvers)
    curve = pl.DataFrame(
        list(zip(steps, current_values, lifted_values, strict=True)),
        schema={"extra_eur": pl.Float64, "current_value": pl.Float64, "lifted_value": pl.Float64},
        orient="row",
    )
    trace = Trace.of(case, regime, case_solver.solver_name, certificates)
    return TargetGap(case, regime, current_gap, lifted_gap, curve, trace)


def _gap(case: Case, regime_solver: RegimeSolver, report_progress: ReportProgress) -> Gap:
    """Return the distance of one regime to the targets."""
    report_progress("shortfall")
    shortfall = _shortfall(case, regime_solver)
    report_progress("top-up")
    program, cheapest = regime_solver.regime_program, regime_solver.least_additions_for_targets()
    if cheapest is None:
        return Gap(shortfall, None, added_money(program, np.zeros(program.program.columns)))
    top_up_eur = regime_solver.least_eur(cheapest)
    return Gap(shortfall, top_up_eur, added_money(program, cheapest.values))


def _shortfall(case: Case, regime_solver: RegimeSolver) -> pl.DataFrame:
    """Return a row per target, in an allocation of the smallest total shortfall."""
    program, rows = (
        regime_solver.regime_program.program,
        regime_solver.regime_program.rows.targets,
    )
    least = regime_solver.least_shortfall()
    target_rows = rows["row"].to_numpy()
    short = least.values[rows["shortfall"].to_numpy()]
    units = (program.matrix @ least.values)[target_rows] - short
    coefficients = np.diff(program.matrix.tocsr().indptr)[target_rows]
    return case.targets.select(
        "level", "area", "year", "outcome", pl.col("units").alias("target")
    ).with_columns(
        pl.Series("units", units),
        pl.Series(
            "short",
            [
                0.0 if missing <= REACH * max(1.0, wanted) else float(missing)
                for missing, wanted in zip(short, rows["wanted"], strict=True)
            ],
        ),
        # every row has its shortfall; a row with nothing else can never be met
        pl.Series("deliverable", coefficients > 1),
    )
