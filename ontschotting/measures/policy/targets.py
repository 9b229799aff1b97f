"""What the promise takes.

The shortfall against the targets, and the least extra money that meets them, within the walls and
without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, Trace, chart_options
from ontschotting.solving.questions import REACH, RegimeSolver
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.labels import outcome_words
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

STEPS = tuple(1e8 * number for number in range(11))
"""Extra euros at which the curve is drawn: every hundred million up to a billion."""


@dataclass(frozen=True, eq=False)
class Gap:
    """One world against the targets.

    Attributes:
        shortfall: `level`, `area`, `year`, `outcome`, `target`, `units`, `short`, `deliverable`:
            one row per target, in an allocation of the smallest total shortfall. `deliverable` is
            false where no plan can deliver in that area and year, so that no money could help
        top_up_eur: The least Σ of additions to existing budgets that meets every target; None when
            no amount does, which is proven
        additions: `stream`, `own`, `level`, `area`, `year`, `awarded`, `addition_eur`: one cheapest
            way to add it. Where several budgets would do equally, the first is listed
    """

    shortfall: pl.DataFrame
    top_up_eur: float | None
    additions: pl.DataFrame

    def to_json(self) -> dict[str, object]:
        """The rows and the amount, unrounded."""
        return {
            "shortfall": self.shortfall.to_dicts(),
            "top_up_eur": self.top_up_eur,
            "additions": self.additions.to_dicts(),
        }


@dataclass(frozen=True, eq=False, repr=False)
class TargetGap(Result):
    """The targets in both worlds.

    Attributes:
        current, lifted: `Gap`
        curve: `extra_eur`, `current_value`, `lifted_value`: the best value when so much is added
            wherever it helps most
    """

    case: Case
    regime: Regime
    current: Gap
    lifted: Gap
    curve: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The shortfalls of both worlds: `regime` and the columns of `Gap.shortfall`."""
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
            "units": outcome_words(sorted(self.case.targets["outcome"].unique().to_list()), lang),
            "short_current": amount(float(self.current.shortfall["short"].sum()), lang),
            "short_lifted": amount(float(self.lifted.shortfall["short"].sum()), lang),
            "count": self.current.shortfall.height,
        }
        targets = self.case.targets
        overlap = targets["level"].n_unique() > 1 or targets["year"].is_null().n_unique() > 1
        told = sentences("target_gap_overlap" if overlap else "target_gap", lang, **words)
        for name, gap in (("target_current", self.current), ("target_lifted", self.lifted)):
            told += sentences(
                name if gap.top_up_eur is not None else f"{name}_none",
                lang,
                money=amount(gap.top_up_eur, lang, "eur"),
            )
        if not self.current.shortfall["deliverable"].all():
            told += sentences(
                "target_undeliverable",
                lang,
                count=int((~self.current.shortfall["deliverable"]).sum()),
            )
        return [*told, *sentences("target_reservation", lang)]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The value against extra money, in both worlds."""
        from ontschotting.charts.pricing.extra_money import extra_money_chart

        units = outcome_label(self.case, lang)
        return extra_money_chart(self.curve, ax=ax, units=units, **chart_options(self.case, lang))

    def to_json(self) -> dict[str, object]:
        """Both worlds and the curve, unrounded."""
        return {
            "case": self.case.title,
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
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> TargetGap:
    """The shortfall against every target and the extra money that meets them all, within the walls
    and without.

    shortfall: min Σ over target rows of what Σ units in the area (and year) misses. Targets of a
    province and of the nation both count, so their Σ is a measure of the distance to the promises
    and no number of homes. top-up: min Σ of additions to existing budgets with every target met;
    additions may go to any budget row, own and awarded money included.

    Args:
        steps: Extra euros at which the best value is given

    Raises:
        QuestionError: When the case has no targets or the regime does not fit.
        CertificateError: When there is no certified answer.
    """
    if case.targets.is_empty():
        raise QuestionError(
            "targets | this case has no targets. Fill in the table 'targets' (level, area, year,"
            " outcome, units)."
        )
    if any(step < 0 for step in steps):
        raise QuestionError(
            "steps | an extra amount lies below zero. Give amounts of zero or more."
        )
    report_progress = progress or silent
    optima = {}
    for name, one in (("current", CURRENT), ("lifted", regime)):
        report_progress(name)
        optima[name] = RegimeSolver(build_regime_program(case, one), open_backend(solver))
    gaps = dict(
        zip(
            optima,
            parallel_map(lambda one: _gap(case, one, report_progress), optima.values()),
            strict=True,
        )
    )

    def values(name: str) -> list[float]:
        report_progress(f"extra money, {name}")
        return [optima[name].value_with_additions(float(step)) for step in steps]

    curve = pl.DataFrame(
        list(zip(map(float, steps), *parallel_map(values, optima), strict=True)),
        schema={"extra_eur": pl.Float64, "current_value": pl.Float64, "lifted_value": pl.Float64},
        orient="row",
    )
    certificates = [certificate for one in optima.values() for certificate in one.certificates]
    trace = Trace.of(case, regime, optima["current"].backend.name, certificates)
    return TargetGap(case, regime, gaps["current"], gaps["lifted"], curve, trace)


def _gap(case: Case, optima: RegimeSolver, report_progress: Callable[[str], None]) -> Gap:
    regime_program = optima.regime_program
    report_progress("shortfall")
    least = optima.least_shortfall()
    activity = regime_program.program.matrix @ least.values
    targets, rows = case.targets, regime_program.rows.targets
    short = least.values[rows["shortfall"].to_numpy()]
    matrix = regime_program.program.matrix.tocsr()
    counts = [
        len(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]])
        for row in rows["row"].to_list()
    ]
    shortfall = targets.select(
        "level", "area", "year", "outcome", pl.col("units").alias("target")
    ).with_columns(
        pl.Series("units", activity[rows["row"].to_numpy()] - short),
        pl.Series(
            "short",
            [
                0.0 if one <= REACH * max(1.0, wanted) else float(one)
                for one, wanted in zip(short, rows["wanted"], strict=True)
            ],
        ),
        # every row has its shortfall; a row with nothing else can never be met
        pl.Series("deliverable", [count > 1 for count in counts]),
    )
    report_progress("top-up")
    cheapest = optima.least_additions_for_targets()
    if cheapest is None:
        return Gap(shortfall, None, _additions(case, regime_program, None))
    return Gap(
        shortfall,
        max(0.0, cheapest.minimum) * regime_program.euro_unit,
        _additions(case, regime_program, cheapest.values),
    )


def _additions(case: Case, regime_program: RegimeProgram, values: Array | None) -> pl.DataFrame:
    """Where extra money goes, one budget per kind of addition."""
    columns = (
        regime_program.columns.additions.select("column", "addition").unique().sort("addition")
    )
    added = columns["column"].to_numpy()
    found = columns.with_columns(
        pl.Series(
            "addition_eur",
            (values[added] if values is not None else 0.0 * added) * regime_program.euro_unit,
            dtype=pl.Float64,
        )
    )
    own = case.streams.select(
        "stream", pl.col("counts_as_cofinancing").fill_null(False).alias("own")
    )
    first = regime_program.labels.added_to.group_by("addition").agg(pl.col("budget").min())
    return (
        found.filter(pl.col("addition_eur") > 0)
        .join(first, on="addition")
        .join(regime_program.labels.budgets, on="budget")
        .join(own, on="stream")
        .sort("budget")
        .select("stream", "own", "level", "area", "year", "awarded", "addition_eur")
    )
