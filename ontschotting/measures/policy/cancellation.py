"""What a scheme that ends takes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy import sparse

from ontschotting.case.case import Case
from ontschotting.case.edit import checked_year
from ontschotting.case.facts.check_case import check_case
from ontschotting.case.facts.projects import refuse_mixed_integer
from ontschotting.case.labels import outcome_label, player_label
from ontschotting.charts.policy.cancellation import cancellation_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.questions import RegimeSolver
from ontschotting.solving.shown_allocation import shown_allocation
from ontschotting.support.numerics import series_max
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.tolerances import IN_SOLUTION, MONEY_ZERO, difference
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Cancellation(Result):
    """What is lost when a scheme ends.

    Attributes:
        planned: V(c) in units: the scheme stays
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

    Examples:
        >>> import ontschotting as on
        >>> end = on.cancellation(on.load_case("two-villages-years"), "land", 2027)
        >>> [round(value) for value in (end.planned, end.known, end.surprised)]
        [1000, 1000, 1000]
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
        """Return the three values: `world` (`planned`, `known`, `surprised`) and `value`.

        Examples:
            >>> end.frame.columns
            ['world', 'value']
        """
        return pl.DataFrame(
            {
                "world": ["planned", "known", "surprised"],
                "value": [self.planned, self.known, self.surprised],
            }
        )

    def _sentences(self, lang: str) -> list[str]:
        numbers = {
            name: amount(getattr(self, name), lang)
            for name in ("lost", "lost_extra", "started_units")
        }
        return sentences(
            "cancellation",
            lang,
            stream=player_label(self.case, self.stream, lang),
            year=self.from_year,
            units=outcome_label(self.case, lang),
            wasted=amount(self.wasted_eur, lang, "eur"),
            **numbers,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the three values as bars.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> end.plot(lang="en").get_label()
            'The end of Land fund in 2027 costs no homes in this model. scheme stays: 1,000. ...
        """
        return cancellation_chart(
            self.frame,
            ax=ax,
            stream=player_label(self.case, self.stream, lang),
            year=self.from_year,
            units=outcome_label(self.case, lang),
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """Return the numbers, unrounded.

        Examples:
            >>> end.to_json()["case"]
            'Twee dorpen en de jaren'
        """
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
    progress: Progress = None,
) -> Cancellation:
    """Return what it costs that a scheme ends: its budgets of `from_year` and later are gone.

    When it comes as a surprise, an optimal plan with the scheme (the one of least spending) is
    followed until `from_year`. Payments of earlier years still count for units that are delivered,
    up to what was paid. Money that was paid is gone from its budget in any case. Later payments are
    planned anew without the cancelled budgets. Payments that were advanced on these budgets count
    as not paid. With full knowledge every such course was possible too, so lost_extra ≥ 0. The
    numbers belong to the plan that was followed; another optimal plan may give other numbers.

    Args:
        case: The case
        stream: The scheme that ends
        from_year: The first year without its budgets
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each of the three values

    Raises:
        QuestionError: For an unknown stream or a year outside the case, and for a case with whole
            plans, fixed costs per plan or least awards, with what to ask instead.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.cancellation(on.load_case("two-villages-years"), "land", 2026)
        >>> round(answer.planned), round(answer.known), round(answer.lost)
        (1000, 0, 1000)
    """
    check_case(case)
    refuse_mixed_integer(case, "cancellation", "no_cancellation_of_whole_plans")
    report_progress = reporter_of(progress)
    from_year = checked_year(from_year)
    cancelled = case.cancel(stream, from_year)
    last_year = int(series_max(case.plans["last_year"], from_year))
    if from_year > last_year + 1:
        raise QuestionError(
            problem("year_after_last_delivery", from_year=from_year, last_year=last_year)
        )
    report_progress("planned")
    current = RegimeSolver(
        build_regime_program(case, CURRENT, separate_by=["stream", "year"], by_year=True),
        open_backend(solver),
    )
    plan = shown_allocation(current)
    assert plan is not None  # a regime without a guarantee has an allocation
    report_progress("known")
    informed = RegimeSolver(build_regime_program(cancelled, CURRENT), open_backend(solver))
    report_progress("surprised")
    program_after = _program_after(
        current.regime_program, informed.regime_program, plan.values, stream, from_year
    )
    overtaken = RegimeSolver(
        replace(current.regime_program, program=program_after), open_backend(solver)
    )
    report_progress("wasted")
    wasted_eur = _wasted_eur(overtaken, overtaken.value, plan.values, from_year)
    solvers = (current, informed, overtaken)
    return Cancellation(
        case=case,
        stream=stream,
        from_year=from_year,
        planned=current.value,
        known=informed.value,
        surprised=overtaken.value,
        lost=difference(current.value, informed.value),
        lost_extra=difference(informed.value, overtaken.value),
        started_units=_started_units(case, current.regime_program, plan.values, stream, from_year),
        wasted_eur=wasted_eur,
        trace=Trace.of(
            case,
            CURRENT,
            current.solver_name,
            [certificate for each in solvers for certificate in each.certificates],
        ),
    )


def _program_after(
    regime_program: RegimeProgram,
    informed: RegimeProgram,
    planned: Array,
    stream: str,
    from_year: int,
) -> Program:
    """Return the program from `from_year` on, when the end of the scheme is a surprise.

    Past payments count for no more than was paid, and have left their budgets. What the scheme can
    no longer pay for helps no minimum share of it.
    """
    program = regime_program.program
    spending = regime_program.columns.spending
    past = spending.filter(pl.col("year") < from_year)["column"].to_numpy()
    gone = regime_program.spending_from(
        (pl.col("stream") == stream) & (pl.col("year") >= from_year)
    )
    upper = program.upper.copy()
    upper[past] = planned[past]
    upper[gone["column"].to_numpy()] = 0.0
    # Budgets and carry-over pay only for what comes; what was paid is taken off.
    money_rows = [
        *regime_program.rows.budgets["row"].to_list(),
        *regime_program.rows.carry_over["row"].to_list(),
    ]
    is_money_row, is_past = np.zeros(program.rows, bool), np.zeros(program.columns, bool)
    is_money_row[money_rows], is_past[past] = True, True
    entries = program.matrix.tocoo()
    is_paid = is_money_row[entries.row] & is_past[entries.col]
    paid = np.zeros(program.rows)
    np.add.at(paid, entries.row[is_paid], entries.data[is_paid] * planned[entries.col[is_paid]])
    is_lost = (entries.data > 0) & _is_lost_share(
        regime_program, informed, stream, entries.row, entries.col
    )
    stays = ~is_paid & ~is_lost
    matrix = sparse.coo_array(
        (entries.data[stays], (entries.row[stays], entries.col[stays])), shape=entries.shape
    ).tocsc()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    row_upper = np.where(is_money_row, program.row_upper - paid, program.row_upper)
    return replace(program, matrix=matrix, upper=upper, row_upper=row_upper)


def _is_lost_share(
    regime_program: RegimeProgram,
    informed: RegimeProgram,
    stream: str,
    rows: np.ndarray,
    columns: np.ndarray,
) -> np.ndarray:
    """Mask the coefficients of minimum shares that the scheme can no longer help to meet.

    They are the units in the rows of its minimum shares, on plans that it cannot pay for any more
    in the program that knows of its end.
    """
    is_lost = np.zeros(len(rows), dtype=bool)
    key, matrix = ["stream", "level", "area", "outcome"], informed.program.matrix.tocsr()
    plan_of = dict(informed.columns.units.select("column", "plan").iter_rows())
    informed_rows = {
        tuple(values): row
        for row, *values in informed.rows.minimum_shares.select("row", *key).iter_rows()
    }
    shares = regime_program.rows.minimum_shares.filter(pl.col("stream") == stream)
    for row, *values in shares.select("row", *key).iter_rows():
        informed_row = informed_rows.get(tuple(values))
        start, end = (
            (0, 0) if informed_row is None else matrix.indptr[[informed_row, informed_row + 1]]
        )
        helping = {
            plan_of[column]
            for column, part in zip(matrix.indices[start:end], matrix.data[start:end], strict=True)
            if part > 0
        }
        units = regime_program.columns.units.filter(~pl.col("plan").is_in(sorted(helping)))
        is_elsewhere = np.zeros(regime_program.program.columns, dtype=bool)
        is_elsewhere[units["column"].to_numpy()] = True
        is_lost |= (rows == row) & is_elsewhere[columns]
    return is_lost


def _wasted_eur(overtaken: RegimeSolver, surprised: float, planned: Array, from_year: int) -> float:
    """Return the least money of past payments that delivers nothing at the surprised value.

    paid before `from_year` − max Σ x of those payments over the allocations of that value
    """
    regime_program = overtaken.regime_program
    past = regime_program.columns.spending.filter(pl.col("year") < from_year)
    cost = regime_program.total(past, -1.0)
    used = -overtaken.least(overtaken.reaching(surprised), cost) if past.height else 0.0
    paid = float(planned[past["column"].to_numpy()].sum())
    wasted_eur = max(0.0, paid - used) * regime_program.euro_unit
    return (
        0.0 if wasted_eur <= MONEY_ZERO * max(1.0, paid * regime_program.euro_unit) else wasted_eur
    )


def _started_units(
    case: Case, regime_program: RegimeProgram, planned: Array, stream: str, from_year: int
) -> float:
    """Count the planned units that are begun before the year and delivered in it or later.

    Only units on plans where the scheme pays count.
    """
    spending = regime_program.spending_from(pl.col("stream") == stream)
    plans = spending.filter(pl.Series(planned[spending["column"].to_numpy()] > IN_SOLUTION))["plan"]
    first_payment = (
        case.with_defaults["costs"]
        .filter(pl.col("eur_per_unit") > 0)
        .group_by("plan_type")
        .agg(pl.col("years_before_delivery").max().alias("years_before"))
    )
    units = regime_program.columns.units.join(
        regime_program.labels.plans.select("plan", "plan_type"), on="plan"
    ).join(first_payment, on="plan_type")
    started = units.filter(
        (pl.col("delivery_year") >= from_year)
        & (pl.col("delivery_year") - pl.col("years_before") < from_year)
        & pl.col("plan").is_in(plans.unique().to_list())
    )
    return float(planned[started["column"].to_numpy()].sum()) if started.height else 0.0
