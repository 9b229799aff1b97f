"""Who pays what: the allocation of greatest value and least spending, certified."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import own_money, stream_names
from ontschotting.case.labels import outcome_label, purpose_names
from ontschotting.charts.comparison.flows import flows_chart
from ontschotting.lp.certificate import Certificate, Optimum
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.labels import regime_name
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.solution_frames import SolutionFrames
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.prices.choices import prices_with_choices
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.solving.shown_allocation import shown_allocation
from ontschotting.support.tolerances import MONEY_ZERO, unsigned
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_UNSPENT_CHART = WorkbookChart(
    "budgets",
    "bar",
    values=("spent_eur", "unspent_eur"),
)


@dataclass(frozen=True, eq=False, repr=False)
class Allocation(Result):
    """One allocation of the greatest value, with the least total spending among those.

    Many allocations reach the same value: what is listed per plan or stream is one of them.
    `Comparison.by` gives the range.

    Attributes:
        case: The case
        regime: The regime
        value: V(r), the greatest Σ weight · units
        spent_eur: The least total spending at that value (gross). S(r, V(r)) lies below it by what
            the tolerance of *reach* leaves
        frames: The frames below, each made when it is first read
        certificate: Of the optimum with the least spending
        best_certificate: Of the optimum with the greatest value
        solver: Name and version

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> allocation = on.allocate(on.load_case("two-villages"))
        >>> round(allocation.value), round(allocation.spent_eur)
        (2000, 40000000)
        >>> allocation.units.select("plan", "delivery_year", pl.col("units").round(1)).rows()
        [('A1', 2026, 2000.0)]
    """

    case: Case
    regime: Regime
    value: float
    spent_eur: float
    frames: SolutionFrames
    certificate: Certificate
    best_certificate: Certificate
    solver: str

    @property
    def outcomes(self) -> dict[str, float]:
        """Units per outcome in the allocation shown.

        Examples:
            >>> {name: round(units) for name, units in allocation.outcomes.items()}
            {'homes': 2000}
        """
        return self.frames.outcomes

    @property
    def units(self) -> pl.DataFrame:
        """What is delivered.

        Columns `plan`, `region`, `plan_type`, `outcome`, `delivery_year`, `units`.

        Examples:
            >>> allocation.units.select("plan", pl.col("units").round(1)).rows()
            [('A1', 2000.0)]
        """
        return self.frames.units

    @property
    def spend(self) -> pl.DataFrame:
        """Who pays what.

        Columns `stream`, `own`, `awarded`, `level`, `area`, `budget_year`, `plan`, `region`,
        `purpose`, `payment_year`, `gross_eur`, `net_eur`. A fixed cost per plan has no purpose and
        no year, and nothing of it arrives.

        Examples:
            >>> allocation.spend.select("stream", "purpose", pl.col("gross_eur").round()).rows()
            [('land', 'land', 20000000.0), ('mobility', 'mobility', 20000000.0)]
        """
        return self.frames.spend

    @property
    def moved(self) -> pl.DataFrame:
        """What is spent here of the money of a stream by the rules of another (gross).

        Columns `stream`, `to_stream`, `eur`.

        Examples:
            >>> allocation.moved.rows()
            []
        """
        return self.frames.moved

    @property
    def unspent(self) -> pl.DataFrame:
        """Every budget, and what is left of it.

        Columns `stream`, `level`, `area`, `year`, `awarded`, `amount_eur` under the regime,
        `spent_eur`, `unspent_eur`.

        Examples:
            >>> allocation.unspent.select("stream", pl.col("unspent_eur").round()).rows()
            [('land', 40000000.0), ('mobility', 0.0)]
        """
        return self.frames.unspent

    @property
    def prices(self) -> pl.DataFrame:
        """What the next euro of every budget adds, as an optimal dual price `value_per_eur`.

        It is never below what the next euro adds, and never above what the last one added. With
        whole plans, fixed costs or least awards it holds with the projects as they are chosen here.

        Examples:
            >>> million = pl.col("value_per_eur") * 1e6
            >>> allocation.prices.select("stream", million.round()).rows()
            [('land', 0.0), ('mobility', 100.0)]
        """
        return self.frames.prices

    @property
    def frame(self) -> pl.DataFrame:
        """The units and the money in one row per outcome.

        Examples:
            >>> allocation.frame.columns
            ['outcome', 'units']
            >>> allocation.frame["units"].round(1).to_list()
            [2000.0]
        """
        names = list(self.outcomes)
        return pl.DataFrame({"outcome": names, "units": [self.outcomes[name] for name in names]})

    def _sentences(self, lang: str) -> list[str]:
        is_proven = self.trace.open_gap is None
        return sentences(
            "allocation" if is_proven else "allocation_open",
            lang,
            value=amount(self.value, lang),
            most=amount(max(self.value, -self.best_certificate.bound), lang),
            units=outcome_label(self.case, lang),
            spent=amount(self.spent_eur, lang, "eur"),
            regime=regime_name(self.regime, lang),
        )

    @cached_property
    def trace(self) -> Trace:
        """Where the answer comes from.

        Examples:
            >>> allocation.trace.optima
            2
        """
        certificates = [self.best_certificate, self.certificate]
        return Trace.of(self.case, self.regime, self.solver, certificates)

    @property
    def flows(self) -> pl.DataFrame:
        """Every euro of the budgets under the regime, by where it goes.

        Columns `stream`, `own`, `kind`, `purpose`, `eur`. The kind is `purpose` (what arrives
        there), `overhead` (what is lost on the way) or `idle`; the last two have no purpose. The
        parts of a stream are those of this allocation; the sum that stays idle, B(r) − S(r, V(r)),
        is the same in every allocation of the greatest value and the least spending.

        Examples:
            >>> allocation.flows.select("stream", "kind", pl.col("eur").round()).rows()
            [('land', 'idle', 40000000.0), ('land', 'purpose', 20000000.0), ('mobility', ...
        """
        gross, net = pl.col("gross_eur"), pl.col("net_eur")
        unspent = self.unspent.join(own_money(self.case), on="stream")
        no_purpose = pl.lit(None, pl.String)
        key = ["stream", "own", "kind", "purpose"]
        return (
            pl.concat(
                [
                    _flow(self.spend, "purpose", pl.col("purpose"), net),
                    _flow(self.spend, "overhead", no_purpose, gross - net),
                    _flow(unspent, "idle", no_purpose, pl.col("unspent_eur")),
                ]
            )
            .group_by(key)
            .agg(pl.col("eur").sum())
            .filter(pl.col("eur") > MONEY_ZERO * pl.col("eur").sum().over("stream"))
            .sort(key)
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw who pays what: bands from streams to purposes, and the money that stays idle.

        Args:
            ax: The axes to draw on; by default new ones
            lang: `nl` or `en`

        Examples:
            >>> allocation.plot(lang="en").get_label()
            'Within the walls 40 million euros of the 80 million euros is not needed for the ...
        """
        names = stream_names(self.case, lang, short=True)
        return flows_chart(
            self.flows.with_columns(
                pl.col("stream").replace_strict(names).alias("name"),
                pl.col("purpose").replace(purpose_names(self.case, lang)),
            ),
            ax=ax,
            regime="current" if self.regime.is_current else "lifted",
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return the value, the units and who pays what, unrounded.

        Examples:
            >>> round(allocation.to_json()["outcomes"]["homes"])
            2000
        """
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "regime": repr(self.regime),
            "value": self.value,
            "outcomes": dict(self.outcomes),
            "spent_eur": self.spent_eur,
            "units": self.units.to_dicts(),
            "spend": self.spend.to_dicts(),
            "unspent": self.unspent.to_dicts(),
            "prices": self.prices.to_dicts(),
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        moved = {"moved": self.moved} if self.case.transfers.height else {}
        return {
            "outcomes": self.frame,
            "flows": self.flows,
            "units": self.units,
            "spend": self.spend,
            **moved,
            "unspent": self.unspent,
            "prices": self.prices,
        }

    def _sheet_charts(self) -> dict[str, tuple[WorkbookChart, ...]]:
        return {"unspent": (_UNSPENT_CHART,)}


def _flow(frame: pl.DataFrame, kind: str, purpose: pl.Expr, eur: pl.Expr) -> pl.DataFrame:
    """Return one kind of flow: `stream`, `own`, `kind`, `purpose`, `eur`."""
    return frame.select(
        "stream", "own", kind=pl.lit(kind), purpose=purpose.cast(pl.String), eur=eur
    )


def allocate(case: Case, regime: Regime = CURRENT, *, solver: SolverChoice = "highs") -> Allocation:
    """Return the best allocation of a case under a regime: greatest value, then least spending.

    Args:
        case: The case
        regime: Which walls are lifted; by default none
        solver: `highs`, `pulp` or a `Solver`

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> round(on.allocate(case).value), round(on.allocate(case, on.INTEGRAL).value)
        (2000, 4000)
    """
    check_regime(regime, case)
    return allocation_of(regime, CaseSolver(case, solver).questions(regime))


def allocation_of(regime: Regime, questions: RegimeSolver) -> Allocation:
    """Return the allocation of a regime with the least spending among those of the best value.

    Args:
        regime: The regime
        questions: Its solver
    """
    allocation = allocation_or_none(regime, questions)
    if allocation is None:
        raise AssertionError("a regime without a guarantee has an allocation")
    return allocation


def allocation_or_none(regime: Regime, questions: RegimeQuestions) -> Allocation | None:
    """Return the allocation of a regime, or None if a guarantee allows none.

    Args:
        regime: The regime
        questions: Its solver, perhaps with a guarantee
    """
    best, least = questions.best, shown_allocation(questions)
    return None if best is None or least is None else _allocation(regime, questions, best, least)


def _allocation(
    regime: Regime, questions: RegimeQuestions, best: Optimum, least: Optimum
) -> Allocation:
    """Read an allocation from the least spending at the best value, and prices from that value."""
    program = questions.regime_program
    return Allocation(
        case=program.case,
        regime=regime,
        value=unsigned(-best.minimum),
        spent_eur=least.minimum * program.euro_unit,
        frames=SolutionFrames(program, least.values, prices_with_choices(questions, best, least)),
        certificate=least.certificate,
        best_certificate=best.certificate,
        solver=questions.solver_name,
    )
