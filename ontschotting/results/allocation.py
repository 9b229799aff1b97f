"""A case under a regime: who pays what.

The allocation of least spending among those of greatest value, certified.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.charts.comparison.flows import flows_chart
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.program import Array
from ontschotting.lp.solve import Optimum
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.labels import regime_name
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver, unsigned
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_NOISE = 1e-9
"""Shares of a program's units below this are rounding, and are not listed."""
_UNSPENT_CHART = WorkbookChart(
    {"nl": "Besteed en over per stroom (euro)", "en": "Spent and unspent by budget (euros)"},
    "bar",
    values=("spent_eur", "unspent_eur"),
)


@dataclass(frozen=True, eq=False, repr=False)
class Allocation(Result):
    """One allocation of the greatest value, with the least total spending among those.

    Many allocations reach the same value: what is listed per plan or stream is one of them.
    `Comparison.by` gives the range.

    Attributes:
        value: V(r), the greatest Σ weight · units
        outcomes: Units per outcome in the allocation shown
        spent_eur: S(r, V(r)), the least total spending at that value (gross)
        units: `plan`, `region`, `plan_type`, `outcome`, `delivery_year`, `units`
        spend: `stream`, `own`, `awarded`, `level`, `area`, `budget_year`, `plan`, `region`,
            `purpose`, `payment_year`, `gross_eur`, `net_eur`
        moved: `stream`, `to_stream`, `eur`: of the money of the first, what is spent here by the
            rules of the second (gross)
        unspent: Every budget: `amount_eur` under the regime, `spent_eur`, `unspent_eur`
        prices: Every budget: `value_per_eur`, an optimal dual price: never below what the next euro
            adds, never above what the last one added
    """

    case: Case
    regime: Regime
    value: float
    outcomes: dict[str, float]
    spent_eur: float
    units: pl.DataFrame
    spend: pl.DataFrame
    moved: pl.DataFrame
    unspent: pl.DataFrame
    prices: pl.DataFrame
    certificate: Certificate
    solver: str

    @property
    def frame(self) -> pl.DataFrame:
        """The units and the money in one row per outcome."""
        names = list(self.outcomes)
        return pl.DataFrame({"outcome": names, "units": [self.outcomes[name] for name in names]})

    @property
    def headline(self) -> str:
        """The value and the money it takes."""
        return self.note_in("nl")

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        return sentences(
            "allocation",
            lang,
            value=amount(self.value, lang),
            units=units,
            spent=amount(self.spent_eur, lang, "eur"),
            regime=regime_name(self.regime, lang),
        )

    @cached_property
    def trace(self) -> Trace:
        """Where the answer comes from."""
        return Trace.of(self.case, self.regime, self.solver, [self.certificate])

    @property
    def flows(self) -> pl.DataFrame:
        """Every euro of the budgets under the regime, by where it goes.

        `stream`, `own`, `kind`, `purpose`, `eur`.

        The kind is `purpose` (what arrives there), `overhead` (what is lost on the way) or `idle`;
        the last two have no purpose. The parts of a stream are those of this allocation; the sum
        that stays idle, B(r) − S(r, V(r)), is the same in every allocation of the greatest value
        and the least spending.
        """
        by, none = ["stream", "own", "kind", "purpose"], pl.lit(None, pl.String).alias("purpose")
        paid = self.spend.select(
            "stream",
            "own",
            pl.lit("purpose").alias("kind"),
            "purpose",
            pl.col("net_eur").alias("eur"),
        )
        lost = self.spend.select(
            "stream",
            "own",
            pl.lit("overhead").alias("kind"),
            none,
            (pl.col("gross_eur") - pl.col("net_eur")).alias("eur"),
        )
        own = self.case.streams.select(
            "stream", pl.col("counts_as_cofinancing").fill_null(False).alias("own")
        )
        idle = self.unspent.join(own, on="stream").select(
            "stream", "own", pl.lit("idle").alias("kind"), none, pl.col("unspent_eur").alias("eur")
        )
        return (
            pl.concat([paid, lost, idle])
            .group_by(by)
            .agg(pl.col("eur").sum())
            .filter(pl.col("eur") > 0)
            .sort(by)
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Who pays what: bands from streams to purposes, and the money that stays idle."""
        names = self.case.streams.select(
            "stream", pl.col("name").fill_null(pl.col("stream")).alias("name")
        )
        return flows_chart(
            self.flows.join(names, on="stream"),
            ax=ax,
            regime="current" if self.regime.is_current else "lifted",
            **chart_options(self.case, lang),
        )

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


def allocate(case: Case, regime: Regime = CURRENT, *, solver: SolverChoice = "highs") -> Allocation:
    """The best allocation of a case under a regime: greatest value, then least spending.

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    check_regime(regime, case)
    return allocation_of(regime, CaseSolver(case, solver).questions(regime))


def allocation_of(regime: Regime, questions: RegimeSolver) -> Allocation:
    """Return the allocation of a regime with the least spending among those of the best value."""
    return _allocation(regime, questions, questions.best, questions.cheapest)


def allocation_or_none(regime: Regime, questions: RegimeQuestions) -> Allocation | None:
    """Return the allocation of a regime, or None where a guarantee allows none."""
    best, value = questions.best, questions.value
    cheapest = None if value is None else questions.least_spending(value)
    if best is None or cheapest is None:
        return None
    return _allocation(regime, questions, best, cheapest)


def _allocation(
    regime: Regime, questions: RegimeQuestions, best: Optimum, cheapest: Optimum
) -> Allocation:
    """Read an allocation and its prices from the values of two optima."""
    program = questions.regime_program
    case = program.case
    units = _units(program, cheapest.values, case)
    spend = spending_per_budget(program, cheapest.values)
    outcomes = dict.fromkeys(sorted(case.plans["outcome"].unique().to_list()), 0.0)
    outcomes.update(units.group_by("outcome").agg(pl.col("units").sum()).iter_rows())
    return Allocation(
        case=case,
        regime=regime,
        value=unsigned(-best.minimum),
        outcomes=outcomes,
        spent_eur=cheapest.minimum * program.euro_unit,
        units=units,
        spend=_spend(program, spend, case),
        moved=_moved(program, spend),
        unspent=_unspent(program, spend),
        prices=_prices(program, best.prices),
        certificate=cheapest.certificate,
        solver=questions.backend.name,
    )


def _units(regime_program: RegimeProgram, values: Array, case: Case) -> pl.DataFrame:
    found = regime_program.columns.units.with_columns(
        pl.Series("units", values[regime_program.columns.units["column"].to_numpy()])
    ).filter(pl.col("units") > _NOISE)
    per_year = found.group_by("plan", "outcome", "delivery_year").agg(pl.col("units").sum())
    plans = case.plans.select("plan", "region", "plan_type")
    columns = ["plan", "region", "plan_type", "outcome", "delivery_year", "units"]
    return per_year.join(plans, on="plan").select(columns).sort("plan", "delivery_year")


def spending_per_budget(regime_program: RegimeProgram, values: Array) -> pl.DataFrame:
    """Spending divided back over the budgets of each pot in proportion to their amounts, and over
    pooled payments in proportion to their need: `budget`, `payment` (of the recipe), `to_stream`
    (by whose rules, of money that has moved), `gross_eur`, `net_eur`.

    Every rule holds for each budget and payment by itself after this division (see
    `ontschotting.model.supply.budget_pools` and `ontschotting.model.payment_groups`).
    """
    found = regime_program.columns.spending.select(
        "pool",
        "payment",
        "variant",
        "net",
        pl.Series("x", values[regime_program.columns.spending["column"].to_numpy()]),
    ).filter(pl.col("x") > _NOISE)
    spending = (
        found.join(_needs(regime_program, values), on=["payment", "variant"])
        .with_columns((pl.col("x") * pl.col("part")).alias("x"), pl.col("member").alias("payment"))
        .filter(pl.col("x") > _NOISE)
    )
    pieces = regime_program.labels.slices.select(
        "budget", "pool", (pl.col("fixed_eur") + pl.col("moving_eur")).alias("piece_eur")
    )
    pieces = pieces.with_columns(
        (pl.col("piece_eur") / pl.col("piece_eur").sum().over("pool")).alias("share")
    ).filter(pl.col("piece_eur") > 0)
    return (
        spending.join(pieces, on="pool")
        .join(regime_program.labels.pools.select("pool", "to_stream"), on="pool")
        .with_columns((pl.col("x") * pl.col("share") * regime_program.euro_unit).alias("gross_eur"))
        .group_by("budget", "payment", "to_stream")
        .agg(
            pl.col("gross_eur").sum(), (pl.col("gross_eur") * pl.col("net")).sum().alias("net_eur")
        )
        .sort("budget", "payment", "to_stream")
    )


def _needs(regime_program: RegimeProgram, values: Array) -> pl.DataFrame:
    """How much of a pooled payment each member needs, per variant.

    `payment`, `variant`, `member`, `part`.
    """
    units = regime_program.columns.units.select(
        "plan",
        "variant",
        "delivery_year",
        pl.Series("units", values[regime_program.columns.units["column"].to_numpy()]),
    )
    asked = (
        regime_program.labels.member_terms.rename({"payment": "member"})
        .join(units, on=["plan", "delivery_year"])
        .filter(pl.col("units") > 0)
    )
    need = (
        asked.group_by("member", "variant")
        .agg((pl.col("eur_per_unit") * pl.col("units")).sum().alias("need"))
        .join(regime_program.labels.members, on="member")
    )
    return need.select(
        "payment",
        "variant",
        "member",
        (pl.col("need") / pl.col("need").sum().over("payment", "variant")).alias("part"),
    )


def _spend(regime_program: RegimeProgram, spend: pl.DataFrame, case: Case) -> pl.DataFrame:
    own = case.streams.select(
        "stream", pl.col("counts_as_cofinancing").fill_null(False).alias("own")
    )
    budgets = regime_program.labels.budgets.select(
        "budget", "stream", "awarded", "level", "area", pl.col("year").alias("budget_year")
    ).join(own, on="stream")
    payments = regime_program.labels.member_payments.select(
        "payment", "plan", "purpose", pl.col("year").alias("payment_year")
    )
    columns = [
        "stream",
        "own",
        "awarded",
        "level",
        "area",
        "budget_year",
        "plan",
        "region",
        "purpose",
        "payment_year",
        "gross_eur",
        "net_eur",
    ]
    spend = spend.group_by("budget", "payment", maintain_order=True).agg(
        pl.col("gross_eur", "net_eur").sum()
    )
    joined = (
        spend.join(budgets, on="budget")
        .join(payments, on="payment")
        .join(case.plans.select("plan", "region"), on="plan")
    )
    return joined.select(columns).sort(columns[:10])


def _moved(regime_program: RegimeProgram, spend: pl.DataFrame) -> pl.DataFrame:
    of = spend.drop_nulls("to_stream").join(
        regime_program.labels.budgets.select("budget", "stream"), on="budget"
    )
    return (
        of.group_by("stream", "to_stream")
        .agg(pl.col("gross_eur").sum().alias("eur"))
        .sort("stream", "to_stream")
    )


def _unspent(regime_program: RegimeProgram, spend: pl.DataFrame) -> pl.DataFrame:
    homes = regime_program.labels.slices.join(
        regime_program.labels.pools.filter(pl.col("to_stream").is_null()), on="pool", how="semi"
    )
    amounts = homes.group_by("budget").agg(
        (pl.col("fixed_eur") + pl.col("moving_eur")).sum().alias("amount_eur")
    )
    spent = spend.group_by("budget").agg(pl.col("gross_eur").sum().alias("spent_eur"))
    return (
        regime_program.labels.budgets.select("budget", "stream", "level", "area", "year", "awarded")
        .join(amounts, on="budget")
        .join(spent, on="budget", how="left")
        .with_columns(pl.col("spent_eur").fill_null(0.0))
        .with_columns(
            (pl.col("amount_eur") - pl.col("spent_eur")).clip(lower_bound=0.0).alias("unspent_eur")
        )
        .sort("budget")
        .drop("budget")
    )


def _prices(regime_program: RegimeProgram, prices: Array) -> pl.DataFrame:
    """The price of each budget.

    What a pot's next euro adds, carried back to the budgets in it, weighted by where an extra euro
    goes.

    A row Σ x ≤ amount of a minimised −value has a price y ≤ 0; an extra euro changes the value by
    −y.
    """
    per_pot = regime_program.rows.budgets.select(
        "pool", pl.Series("row_price", -prices[regime_program.rows.budgets["row"].to_numpy()])
    )
    carried = regime_program.rows.carry_over.select(
        "pool",
        "carry_over_share",
        pl.Series("carried_price", -prices[regime_program.rows.carry_over["row"].to_numpy()]),
    )
    pots = per_pot.join(carried, on="pool", how="left").select(
        "pool",
        (
            pl.col("row_price")
            + (pl.col("carried_price") * pl.col("carry_over_share")).fill_null(0.0)
        ).alias("price"),
    )
    per_budget = (
        regime_program.labels.slices.join(pots, on="pool")
        .group_by("budget")
        .agg((pl.col("price") * pl.col("addition_share")).sum().alias("value_per_eur"))
        .with_columns(
            pl.max_horizontal(
                pl.col("value_per_eur") / regime_program.euro_unit, pl.lit(0.0)
            ).alias("value_per_eur")
        )
    )
    columns = ["stream", "level", "area", "year", "awarded", "value_per_eur"]
    return (
        regime_program.labels.budgets.join(per_budget, on="budget", how="left")
        .sort("budget")
        .select(columns)
        .with_columns(pl.col("value_per_eur").fill_null(0.0))
    )
