"""What a scheme that ends takes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy import sparse

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, Trace, chart_options
from ontschotting.solving.questions import RegimeSolver, difference
from ontschotting.support.numerics import series_max
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Cancellation(Result):
    """What is lost when a scheme ends.

    Attributes:
        planned: V(c): the scheme stays
        known: V(c) of the case in which it ends, when everybody knew so from the start
        surprised: The best value when nobody knew: until `from_year` money went where an optimal
            plan with the scheme sent it, and what was spent stays spent
        lost: planned − known
        lost_extra: known − surprised: what is lost because plans were begun that the scheme should
            have finished
        started_units: Units, in the plan with the scheme, that had payments before `from_year`,
            were to be delivered in that year or later and lean on the scheme
        wasted_eur: The least money that was spent before `from_year` and delivers nothing, at the
            surprised value
    """

    case: Case
    stream: str
    from_year: int
    planned: float
    known: float
    surprised: float
    lost: float
    lost_extra: float
    started_units: float
    wasted_eur: float
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The three worlds: `world`, `value`."""
        return pl.DataFrame(
            {
                "world": ["planned", "known", "surprised"],
                "value": [self.planned, self.known, self.surprised],
            }
        )

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        numbers = {
            name: amount(getattr(self, name), lang)
            for name in ("lost", "lost_extra", "started_units")
        }
        return sentences(
            "course",
            lang,
            stream=player_label(self.case, self.stream, lang),
            year=self.from_year,
            units=units,
            wasted=amount(self.wasted_eur, lang, "eur"),
            **numbers,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The three worlds as bars."""
        from ontschotting.charts.policy.cancellation import cancellation_chart

        units = outcome_label(self.case, lang)
        return cancellation_chart(
            self.frame,
            ax=ax,
            stream=player_label(self.case, self.stream, lang),
            year=self.from_year,
            units=units,
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """The numbers, unrounded."""
        names = (
            "planned",
            "known",
            "surprised",
            "lost",
            "lost_extra",
            "started_units",
            "wasted_eur",
        )
        return {
            "case": self.case.title,
            "stream": self.stream,
            "from_year": self.from_year,
            **{name: getattr(self, name) for name in names},
        }


@with_bar
def cancellation(
    case: Case,
    stream: str,
    from_year: int,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Cancellation:
    """What it costs that a scheme ends: its budgets of `from_year` and later are gone.

    The surprised world: an optimal plan with the scheme (the one of least spending) is followed
    until `from_year`. Payments of earlier years can then still count for units that are delivered,
    but not more than was paid; money that was paid is gone from its budget either way; later
    payments are planned anew without the cancelled budgets. What these budgets were to pay back for
    earlier years counts as not paid. Every such course is open to a world that knew, so lost_extra
    ≥ 0. Another optimal plan may have begun other units: the number belongs to the plan followed,
    and is no range.

    Raises:
        QuestionError: For an unknown stream or a year outside the case.
        CertificateError: When there is no certified answer.
    """
    report_progress = progress or silent
    cancelled = case.cancel(stream, from_year)
    last = int(series_max(case.plans["last_year"], from_year))
    if from_year > last + 1:
        raise QuestionError(
            f"from_year | {from_year} lies after the last delivery of the case ({last}). Choose an"
            " earlier year."
        )
    report_progress("planned")
    optima = RegimeSolver(
        build_regime_program(case, CURRENT, separate_by=["stream", "year"], by_year=True),
        open_backend(solver),
    )
    planned = optima.value
    assert planned is not None
    cheapest = optima.least_spending(planned)
    assert cheapest is not None
    report_progress("known")
    known_optima = RegimeSolver(build_regime_program(cancelled, CURRENT), open_backend(solver))
    known = known_optima.value
    assert known is not None
    report_progress("surprised")
    regime_program = optima.regime_program
    late = RegimeSolver(
        replace(
            regime_program,
            program=_overtaken(
                regime_program, known_optima.regime_program, cheapest.values, stream, from_year
            ),
        ),
        open_backend(solver),
    )
    surprised = late.value
    assert surprised is not None
    report_progress("wasted")
    past = regime_program.columns.spending.filter(pl.col("year") < from_year)["column"].to_numpy()
    cost = np.zeros(regime_program.program.columns)
    cost[past] = -1.0
    used = -late.least(late.reaching(surprised), cost) if len(past) else 0.0
    spent = float(cheapest.values[past].sum())
    wasted = max(0.0, spent - used) * regime_program.euro_unit
    certificates = [one for each in (optima, known_optima, late) for one in each.certificates]
    return Cancellation(
        case=case,
        stream=stream,
        from_year=from_year,
        planned=planned,
        known=known,
        surprised=surprised,
        lost=difference(planned, known),
        lost_extra=difference(known, surprised),
        started_units=_started(case, regime_program, cheapest.values, stream, from_year),
        wasted_eur=0.0 if wasted <= 1e-7 * max(1.0, spent * regime_program.euro_unit) else wasted,
        trace=Trace.of(case, CURRENT, optima.backend.name, certificates),
    )


def _overtaken(
    regime_program: RegimeProgram, known: RegimeProgram, planned: Array, stream: str, from_year: int
) -> Program:
    """The program from `from_year` on.

    Past payments count for no more than was paid, and have left their budgets. What the scheme can
    no longer pay for helps no minimum share of it.
    """
    program = regime_program.program
    pots = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.select("budget", "stream", pl.col("year").alias("given")),
            on="budget",
        )
        .select("pool", "stream", "given")
        .unique()
    )
    gone = pots.filter((pl.col("stream") == stream) & (pl.col("given") >= from_year))[
        "pool"
    ].to_list()
    spending = regime_program.columns.spending.with_columns(
        (pl.col("year") < from_year).alias("past"), pl.col("pool").is_in(gone).alias("gone")
    )
    upper = program.upper.copy()
    past = spending.filter("past")["column"].to_numpy()
    upper[past] = planned[past]
    upper[spending.filter("gone")["column"].to_numpy()] = 0.0
    # Budgets and carry-over pay only for what comes; what was paid is taken off.
    rows = np.concatenate(
        [
            regime_program.rows.budgets["row"].to_numpy(),
            regime_program.rows.carry_over["row"].to_numpy(),
        ]
    )
    in_rows, in_past = np.zeros(program.rows, dtype=bool), np.zeros(program.columns, dtype=bool)
    in_rows[rows], in_past[past] = True, True
    matrix = program.matrix.tocoo()
    taken = in_rows[matrix.row] & in_past[matrix.col]
    unhelped = _unhelped(regime_program, known, stream, matrix.row, matrix.col) & (matrix.data > 0)
    paid = np.zeros(program.rows)
    np.add.at(paid, matrix.row[taken], matrix.data[taken] * planned[matrix.col[taken]])
    kept = ~taken & ~unhelped
    left = sparse.coo_array(
        (matrix.data[kept], (matrix.row[kept], matrix.col[kept])), shape=matrix.shape
    ).tocsc()
    left.indices, left.indptr = left.indices.astype(np.int32), left.indptr.astype(np.int32)
    row_upper = np.where(in_rows, program.row_upper - paid, program.row_upper)
    return replace(program, matrix=left, upper=upper, row_upper=row_upper)


def _unhelped(
    regime_program: RegimeProgram,
    known: RegimeProgram,
    stream: str,
    rows: np.ndarray,
    columns: np.ndarray,
) -> np.ndarray:
    """Which of these places in the matrix are a unit in a minimum share of the stream, on a plan
    that the stream cannot pay for in the world that knows of its end.
    """
    found = np.zeros(len(rows), dtype=bool)
    key, matrix = ["stream", "level", "area", "outcome"], known.program.matrix.tocsr()
    plan_of = dict(known.columns.units.select("column", "plan").iter_rows())
    after = {
        tuple(values): row
        for row, *values in known.rows.minimum_shares.select("row", *key).iter_rows()
    }
    for row, *values in (
        regime_program.rows.minimum_shares.filter(pl.col("stream") == stream)
        .select("row", *key)
        .iter_rows()
    ):
        same = after.get(tuple(values))
        start, end = (0, 0) if same is None else matrix.indptr[[same, same + 1]]
        helping = {
            plan_of[column]
            for column, part in zip(matrix.indices[start:end], matrix.data[start:end], strict=True)
            if part > 0
        }
        elsewhere = np.zeros(regime_program.program.columns, dtype=bool)
        elsewhere[
            regime_program.columns.units.filter(~pl.col("plan").is_in(sorted(helping)))[
                "column"
            ].to_numpy()
        ] = True
        found |= (rows == row) & elsewhere[columns]
    return found


def _started(
    case: Case, regime_program: RegimeProgram, planned: Array, stream: str, from_year: int
) -> float:
    """Planned units with a payment before the year and a delivery in it or later, on plans where
    the scheme pays.
    """
    pots = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.filter(pl.col("stream") == stream).select("budget"),
            on="budget",
        )["pool"]
        .unique()
        .to_list()
    )
    paid = regime_program.columns.spending.filter(pl.col("pool").is_in(pots))
    pays = (
        paid.filter(pl.Series(planned[paid["column"].to_numpy()] > 1e-9))["plan"].unique().to_list()
    )
    first = (
        case.costs.filter(pl.col("eur_per_unit") > 0)
        .group_by("plan_type")
        .agg(pl.col("years_before_delivery").fill_null(0).max().alias("before"))
    )
    units = regime_program.columns.units.join(
        regime_program.labels.plans.select("plan", "plan_type"), on="plan"
    ).join(first, on="plan_type")
    begun = units.filter(
        (pl.col("delivery_year") >= from_year)
        & (pl.col("delivery_year") - pl.col("before") < from_year)
        & pl.col("plan").is_in(pays)
    )
    return float(planned[begun["column"].to_numpy()].sum()) if begun.height else 0.0
