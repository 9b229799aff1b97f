"""Whole plans: does each close within the walls and without, and what is short where not."""

from __future__ import annotations

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
from ontschotting.measures.policy.closing_frames import (
    ANSWERS,
    Walls,
    additions_of,
    empty_frames,
    payments_of,
    plans_frame,
)
from ontschotting.measures.policy.closing_sentences import SIDES, plan_sentences
from ontschotting.measures.policy.payment_ranges import PaymentRanges
from ontschotting.regime.labels import regime_name
from ontschotting.regime.lifts import WALLS
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime, lift
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.projects.whole_plans import (
    CheapestClosing,
    WayToClose,
    WholePlanQuestions,
)
from ontschotting.support.progress import Progress, ReportProgress, reporter_of, with_bar
from ontschotting.words.catalogue import texts
from ontschotting.words.closing import short_words
from ontschotting.words.messages import problem
from ontschotting.words.open_ends import open_words
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_DataType = pl.DataType | type[pl.DataType]


@dataclass(frozen=True, eq=False, repr=False)
class Closing(Result):
    """Which whole plans close, within the walls and without.

    A plan closes when some solution builds it whole, the other plans being free (model.md,
    *Projects and goals*). Two plans that each close alone need not close together.

    Attributes:
        case: The case
        regime: The lifted regime
        plans: A row per whole plan: `plan`, `name`, `region`, `outcome`, `units`; under `current_`
            and `lifted_` each: `closes` (null where a search stopped before it was proven),
            `first_year` (of its last delivery, the least), and `short_alone_eur`, the least Σ of
            additions to existing budgets so that it closes. Beside them `first_year_least` and
            `short_alone_least_eur`, what is proven: less only where a search stopped. Where both
            amounts are null no amount suffices, which is proven; where only the first is, no way to
            close the plan was found yet. `walls`: those that alone, lifted for all streams, close a
            plan that does not close today; `walls_open`: those of which that is not proven
        current_short_together_eur, lifted_short_together_eur: The least Σ of additions so that all
            whole plans close at once, as in `short_alone_eur`
        current_short_together_least_eur, lifted_short_together_least_eur: As in
            `short_alone_least_eur`
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
    current_short_together_least_eur: float | None
    lifted_short_together_least_eur: float | None
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
        words = texts("answers.closing_plan", lang)
        values: dict[str, object] = {"count": self.plans.height}
        for side in SIDES:
            closes, short = self.plans[f"{side}_closes"], f"{side}_short_together"
            least, unknown = int(closes.sum()), closes.null_count()
            values[side] = open_words(least, least + unknown, lang) if unknown else least
            ends = getattr(self, f"{short}_least_eur"), getattr(self, f"{short}_eur")
            values[f"{side}_together"] = short_words(*ends, words, lang)
        return sentences("closing", lang, regime=regime_name(self.regime, lang), **values)

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
        return closing_chart(plans, payments, ax=ax, **chart_options(self.case, lang, self.trace))

    def to_json(self) -> dict[str, object]:
        """Return every plan and both sums, unrounded.

        Examples:
            >>> closing.to_json()["plans"][0]["lifted"]["closes"]
            True
        """
        plans = [
            {
                "plan": row["plan"],
                **{side: {name: row[f"{side}_{name}"] for name in ANSWERS} for side in SIDES},
                "walls": row["walls"],
                "walls_open": row["walls_open"],
            }
            for row in self.plans.iter_rows(named=True)
        ]
        together = {
            side: {
                name: getattr(self, f"{side}_{name}")
                for name in ("short_together_eur", "short_together_least_eur")
            }
            for side in SIDES
        }
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
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
        walls = pl.col("walls", "walls_open").list.join(", ")
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
    check_regime(regime, case)
    if not has_whole_plans(case):
        raise QuestionError(problem("no_whole_plans"))
    report_progress, case_solver = reporter_of(progress), case_solver_of(case, solver)
    # Money of each stream is kept apart, so that the answer can say which stream pays.
    questions = {
        side: WholePlanQuestions(case_solver.questions(each, separate_by=("stream",)))
        for side, each in zip(SIDES, (CURRENT, regime), strict=True)
    }
    with recorded() as certificates:
        sides = {side: _side(each, side, report_progress) for side, each in questions.items()}
        today = sides["current"].plans.items()
        closed_out = [name for name, found in today if found["closes"] is False]
        walls = _walls_that_close(case_solver, regime, closed_out, report_progress)
    return Closing(
        case=case,
        regime=regime,
        plans=plans_frame(case, {side: each.plans for side, each in sides.items()}, walls),
        current_short_together_eur=sides["current"].short_eur,
        lifted_short_together_eur=sides["lifted"].short_eur,
        current_short_together_least_eur=sides["current"].short_least_eur,
        lifted_short_together_least_eur=sides["lifted"].short_least_eur,
        additions=pl.concat([sides[side].additions for side in SIDES]),
        payments=pl.concat([sides[side].payments for side in SIDES]),
        lazy_ranges=PaymentRanges(questions, {side: each.ways for side, each in sides.items()}),
        trace=Trace.of(case, regime, case_solver.solver_name, certificates),
    )


@dataclass(frozen=True, eq=False)
class _Side:
    """What is found under one regime.

    Attributes:
        plans: By plan its `ANSWERS`
        short_eur, short_least_eur: What all plans together are short, as in `Closing`
        ways: By plan of which a way to close was found, the cheapest
        additions, payments: The rows of this regime, as in `Closing`
    """

    plans: dict[str, dict[str, Any]]
    short_eur: float | None
    short_least_eur: float | None
    ways: dict[str, WayToClose]
    additions: pl.DataFrame
    payments: pl.DataFrame


def _side(questions: WholePlanQuestions, side: str, report_progress: ReportProgress) -> _Side:
    """Return what is found about every whole plan under one regime."""
    plans, ways = {}, {}
    for plan in questions.plans:
        report_progress(f"{plan}, {side}")
        cheapest = questions.close([plan])
        plans[plan] = _answers(questions, plan, cheapest)
        if cheapest is not None and cheapest.way is not None:
            ways[plan] = cheapest.way
    report_progress(f"together, {side}")
    together = questions.close(questions.plans)
    additions, payments = ([frame] for frame in empty_frames())
    for plan, way in ways.items():
        additions.append(additions_of(questions, way, side, plan))
        payments.append(payments_of(questions, way, side, plan))
    if together is not None and together.way is not None:
        additions.append(additions_of(questions, together.way, side, None))
    return _Side(
        plans,
        None if together is None else together.short_eur,
        None if together is None else together.short_least_eur,
        ways,
        pl.concat(additions),
        pl.concat(payments),
    )


def _answers(
    questions: WholePlanQuestions, plan: str, cheapest: CheapestClosing | None
) -> dict[str, Any]:
    """Return the `ANSWERS` about one plan."""
    short = None if cheapest is None else cheapest.short_eur
    least = None if cheapest is None else cheapest.short_least_eur
    closes = questions.closes(plan)
    if closes is None and short == 0:
        closes = True
    elif closes is None and (least is None or least > 0):
        closes = False
    years = (questions.first_year(plan) if closes else None) or (None, None)
    return dict(zip(ANSWERS, (closes, *years, short, least), strict=True))


def _walls_that_close(
    case_solver: CaseSolver, regime: Regime, plans: list[str], report_progress: ReportProgress
) -> dict[str, Walls]:
    """Return for each plan the walls that alone, lifted for all streams, close it."""
    awarded = any(each.awarded for each in regime.lifts)
    walls = {plan: Walls() for plan in plans}
    for wall in WALLS if plans else ():
        report_progress(f"wall {wall}")
        single = lift(area="national") if wall == "area" else lift(wall)
        if awarded:
            single = Regime(tuple(replace(each, awarded=True) for each in single.lifts))
        questions = WholePlanQuestions(case_solver.questions(single, separate_by=("stream",)))
        for plan in plans:
            closes = questions.closes(plan)
            if closes:
                walls[plan].enough.append(wall)
            elif closes is None:
                walls[plan].unknown.append(wall)
    return walls
