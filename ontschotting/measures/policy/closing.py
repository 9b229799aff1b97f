"""Whole plans: does each close within the walls and without, and what is short where not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import has_whole_plans
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import plan_names
from ontschotting.charts.policy.closing import closing_chart
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.policy.closing_sentences import SIDES, plan_sentences
from ontschotting.measures.policy.payment_ranges import PaymentRanges
from ontschotting.regime.labels import regime_name
from ontschotting.regime.lifts import WALLS
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime, lift
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.solution_frames import added_money
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.projects.whole_plans import CheapestClosing, WholePlanQuestions
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.support.tolerances import IN_SOLUTION
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_DataType = pl.DataType | type[pl.DataType]


_ANSWERS = ("closes", "first_year", "short_alone_eur", "short_alone_least_eur")
"""What is found of a plan under a regime."""

_PLANS: dict[str, _DataType] = {
    "plan": pl.String,
    "name": pl.String,
    "region": pl.String,
    "outcome": pl.String,
    "units": pl.Float64,
    **{
        f"{side}_{name}": kind
        for side in SIDES
        for name, kind in (
            ("closes", pl.Boolean),
            ("first_year", pl.Int64),
            ("short_alone_eur", pl.Float64),
            ("short_alone_least_eur", pl.Float64),
        )
    },
    "walls": pl.List(pl.String()),
}
_ADDITIONS: dict[str, _DataType] = {
    "regime": pl.String,
    "plan": pl.String,
    "stream": pl.String,
    "own": pl.Boolean,
    "level": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "awarded": pl.Boolean,
    "addition_eur": pl.Float64,
}
_PAYMENTS: dict[str, _DataType] = {
    "regime": pl.String,
    "plan": pl.String,
    "stream": pl.String,
    "purposes": pl.List(pl.String()),
    "shown_eur": pl.Float64,
    "addition_eur": pl.Float64,
}


@dataclass(frozen=True, eq=False, repr=False)
class Closing(Result):
    """Which whole plans close, within the walls and without.

    A plan closes when some solution builds it whole, the other plans being free (model.md,
    *Projects and goals*). Two plans that each close alone need not close together.

    Attributes:
        case: The case
        regime: The lifted regime
        plans: A row per whole plan: `plan`, `name`, `region`, `outcome`, `units`; under `current_`
            and `lifted_` each: `closes`, `first_year` (of its last delivery, the least), and
            `short_alone_eur`, the least Σ of additions to existing budgets so that it closes (null
            where no amount suffices, which is proven), with `short_alone_least_eur`, which is less
            only where the search ran out of time; `walls`: those that alone, lifted for all
            streams, close a plan that does not close today
        current_short_together_eur, lifted_short_together_eur: The least Σ of additions so that all
            whole plans close at once; None where no amount suffices
        additions: Where that money goes, one cheapest way: `regime`, `plan` (null: all together),
            `stream`, `own`, `level`, `area`, `year`, `awarded`, `addition_eur`
        payments: Who pays a plan in one cheapest way to close it: `regime`, `plan`, `stream`,
            `purposes` that the stream pays, `shown_eur` (gross, with what applying costs) and how
            much of it is an addition
        lazy_ranges: What works out `payment_ranges`

    Examples:
        >>> import ontschotting as on
        >>> closing = on.closing(on.load_case("two-villages-project"))
        >>> closing.plans.select("plan", "current_closes", "lifted_closes").rows()
        [('orchard', True, True), ('station', False, True)]
    """

    case: Case
    regime: Regime
    plans: pl.DataFrame
    current_short_together_eur: float | None
    lifted_short_together_eur: float | None
    additions: pl.DataFrame
    payments: pl.DataFrame
    lazy_ranges: PaymentRanges
    trace: Trace

    @property
    def payment_ranges(self) -> pl.DataFrame:
        """Return what each stream pays of each plan, as least … most; worked out when first read.

        Over every way to close the plan with the least additions: `regime`, `plan`, `stream`,
        `least_eur`, `most_eur` (gross, with what applying costs).

        Examples:
            >>> closing.payment_ranges.columns
            ['regime', 'plan', 'stream', 'least_eur', 'most_eur']
        """
        return self.lazy_ranges.frame

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row per whole plan: `plans`.

        Examples:
            >>> closing.frame.columns
            ['plan', 'name', 'region', 'outcome', 'units', 'current_closes', ...
        """
        return self.plans

    def of_plan(self, plan: str, lang: str = "nl") -> str:
        """Return what is found about one plan, in plain words.

        Args:
            plan: A whole plan
            lang: `nl` or `en`

        Raises:
            QuestionError: For a plan that is no whole plan of the case.

        Examples:
            >>> closing.of_plan("station", "en")
            'Station quarter does not close within the walls: at least 1 million euros is short...
        """
        rows = self.plans.filter(pl.col("plan") == plan)
        if rows.is_empty():
            known = ", ".join(self.plans["plan"])
            raise QuestionError(problem("no_whole_plan", plan=plan, known=known))
        return plan_sentences(self.case, self.additions, rows.row(0, named=True), lang)

    def _sentences(self, lang: str) -> list[str]:
        count = self.plans.height
        together = {
            f"{side}_together": amount(getattr(self, f"{side}_short_together_eur"), lang, "eur")
            for side in SIDES
        }
        return sentences(
            "closing",
            lang,
            count=count,
            current=int(self.plans["current_closes"].sum()),
            lifted=int(self.plans["lifted_closes"].sum()),
            regime=regime_name(self.regime, lang),
            **together,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw a bar per plan and world: who pays it, up to the cost line, and the gap.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> len(closing.plot(lang="en").get_yticklabels())
            2
        """
        names = plan_names(self.case, lang)
        streams = stream_names(self.case, lang, short=True)
        payments = self.payments.with_columns(
            pl.col("plan").replace(names).alias("name"),
            pl.col("stream").replace(streams).alias("payer"),
        )
        plans = self.plans.with_columns(pl.col("plan").replace(names).alias("name"))
        return closing_chart(plans, payments, ax=ax, **chart_options(self.case, lang))

    def to_json(self) -> dict[str, object]:
        """Return every plan and both sums, unrounded.

        Examples:
            >>> closing.to_json()["plans"][0]["lifted"]["closes"]
            True
        """
        plans = [
            {
                "plan": row["plan"],
                **{side: {name: row[f"{side}_{name}"] for name in _ANSWERS} for side in SIDES},
                "walls": row["walls"],
            }
            for row in self.plans.iter_rows(named=True)
        ]
        together = {
            side: {"short_together_eur": getattr(self, f"{side}_short_together_eur")}
            for side in SIDES
        }
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            "plans": plans,
            **together,
            "additions": self.additions.to_dicts(),
            "payments": self.payments.to_dicts(),
            "payment_ranges": self.payment_ranges.to_dicts(),
            "note": {"nl": self.note_in("nl"), "en": self.note_in("en")},
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        walls = pl.col("walls").list.join(", ")
        purposes = pl.col("purposes").list.join(", ")
        return {
            "plans": self.plans.with_columns(walls),
            "payments": self.payments.with_columns(purposes),
            "payment_ranges": self.payment_ranges,
            "additions": self.additions,
        }


@with_bar
def closing(
    case: Case,
    regime: Regime = INTEGRAL,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Closing:
    """Return for each whole plan whether it closes, when, what is short, and which wall closes it.

    A plan closes when some solution has Σ_v z = 1, the other plans being free. Short, alone: the
    least Σ of additions to existing budgets so that it closes; together: so that all whole plans
    close at once. First year: the least y such that it closes with no unit after y. A wall closes
    a plan when it alone, lifted for all streams that are not own money, is enough; `area` is then
    lifted to the nation, and awarded money is lifted too where the regime does so.

    Args:
        case: A case with whole plans
        regime: The lifted regime, answered beside the current one
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each plan

    Raises:
        QuestionError: When the case has no whole plans or the regime does not fit.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.closing(on.load_case("two-villages-project"))
        >>> answer.plans["walls"].to_list()
        [[], ['purpose']]
    """
    if not has_whole_plans(case):
        raise QuestionError(problem("no_whole_plans"))
    check_regime(regime, case)
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    # Money of each stream is kept apart, so that the answer can say which stream pays.
    questions = {
        side: WholePlanQuestions(case_solver.questions(each, separate_by=("stream",)))
        for side, each in zip(SIDES, (CURRENT, regime), strict=True)
    }
    with recorded() as certificates:
        sides = {side: _side(each, side, report_progress) for side, each in questions.items()}
        is_open = [name for name, found in sides["current"].plans.items() if not found["closes"]]
        walls = _walls_that_close(case_solver, regime, is_open, report_progress)
    return Closing(
        case=case,
        regime=regime,
        plans=_plans_frame(case, {side: each.plans for side, each in sides.items()}, walls),
        current_short_together_eur=sides["current"].short_together_eur,
        lifted_short_together_eur=sides["lifted"].short_together_eur,
        additions=pl.concat([sides[side].additions for side in SIDES]),
        payments=pl.concat([sides[side].payments for side in SIDES]),
        lazy_ranges=PaymentRanges(questions, {side: each.ways for side, each in sides.items()}),
        trace=Trace.of(case, regime, case_solver.solver_name, certificates),
    )


@dataclass(frozen=True, eq=False)
class _Side:
    """What is found under one regime.

    Attributes:
        plans: By plan: `closes`, `first_year`, `short_alone_eur`
        short_together_eur: As in `Closing`
        ways: By plan that can close, the cheapest way
        additions, payments: The rows of this regime, as in `Closing`
    """

    plans: dict[str, dict[str, Any]]
    short_together_eur: float | None
    ways: dict[str, CheapestClosing]
    additions: pl.DataFrame
    payments: pl.DataFrame


def _side(questions: WholePlanQuestions, side: str, report_progress: ReportProgress) -> _Side:
    """Return what is found about every whole plan under one regime."""
    plans, ways = {}, {}
    for plan in questions.plans:
        report_progress(f"{plan}, {side}")
        cheapest = questions.close([plan])
        plans[plan] = {
            "closes": questions.closes(plan),
            "first_year": questions.first_year(plan),
            "short_alone_eur": None if cheapest is None else cheapest.short_eur,
            "short_alone_least_eur": None if cheapest is None else cheapest.short_least_eur,
        }
        if cheapest is not None:
            ways[plan] = cheapest
    report_progress(f"together, {side}")
    together = questions.close(questions.plans)
    additions = [_additions(questions, way, side, plan) for plan, way in ways.items()]
    if together is not None:
        additions.append(_additions(questions, together, side, None))
    payments = [_payments(questions, way, side, plan) for plan, way in ways.items()]
    return _Side(
        plans,
        None if together is None else together.short_eur,
        ways,
        pl.concat([pl.DataFrame(schema=_ADDITIONS), *additions]),
        pl.concat([pl.DataFrame(schema=_PAYMENTS), *payments]),
    )


def _additions(
    questions: WholePlanQuestions, cheapest: CheapestClosing, side: str, plan: str | None
) -> pl.DataFrame:
    """Return where the extra money goes, as in `Closing.additions`."""
    program = questions.questions.regime_program
    added = added_money(program, cheapest.optimum.values)
    return added.with_columns(
        pl.lit(side).alias("regime"), pl.lit(plan, pl.String).alias("plan")
    ).select(pl.col(name).cast(kind) for name, kind in _ADDITIONS.items())


def _payments(
    questions: WholePlanQuestions, cheapest: CheapestClosing, side: str, plan: str
) -> pl.DataFrame:
    """Return who pays a plan in one cheapest way to close it, as in `Closing.payments`."""
    program = questions.questions.regime_program
    spending, values = questions.spending_on(plan), cheapest.optimum.values
    spent = (
        spending.with_columns(pl.Series("x", values[spending["column"].to_numpy()]))
        .filter(pl.col("x") > IN_SOLUTION)
        .with_columns((pl.col("x") * program.euro_unit).alias("eur"))
    )
    added = added_money(program, values).group_by("stream").agg(pl.col("addition_eur").sum())
    shown = (
        spent.group_by("stream", maintain_order=True)
        .agg(
            pl.col("purpose").drop_nulls().unique().sort().alias("purposes"),
            pl.col("eur").sum().alias("shown_eur"),
        )
        .join(added, on="stream", how="left", maintain_order="left")
    )
    addition = pl.min_horizontal(pl.col("addition_eur").fill_null(0.0), "shown_eur")
    return shown.with_columns(
        pl.lit(side).alias("regime"), pl.lit(plan).alias("plan"), addition.alias("addition_eur")
    ).select(pl.col(name).cast(kind) for name, kind in _PAYMENTS.items())


def _walls_that_close(
    case_solver: CaseSolver, regime: Regime, plans: list[str], report_progress: ReportProgress
) -> dict[str, list[str]]:
    """Return for each plan the walls that alone, lifted for all streams, close it."""
    awarded = any(each.awarded for each in regime.lifts)
    walls: dict[str, list[str]] = {plan: [] for plan in plans}
    for wall in WALLS if plans else ():
        report_progress(f"wall {wall}")
        single = lift(area="national") if wall == "area" else lift(wall)
        if awarded:
            single = Regime(tuple(replace(each, awarded=True) for each in single.lifts))
        questions = WholePlanQuestions(case_solver.questions(single, separate_by=("stream",)))
        for plan in plans:
            if questions.closes(plan):
                walls[plan].append(wall)
    return walls


def _plans_frame(
    case: Case, sides: Mapping[str, Mapping[str, Mapping[str, Any]]], walls: Mapping[str, list[str]]
) -> pl.DataFrame:
    """Return a row per whole plan: `Closing.plans`."""
    whole = case.with_defaults["plans"].filter("whole").sort("plan")
    rows = [
        {
            **row,
            "units": row["capacity_units"],
            **{
                f"{side}_{name}": value
                for side, found in sides.items()
                for name, value in found[row["plan"]].items()
            },
            "walls": walls.get(row["plan"], []),
        }
        for row in whole.iter_rows(named=True)
    ]
    return pl.DataFrame([{name: row[name] for name in _PLANS} for row in rows], schema=_PLANS)
