"""Why here: what money an area is short of, and which money lies idle there behind which wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import counted_outcome, outcome_label, purpose_names
from ontschotting.charts.pricing.explanation import explanation_chart
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.measures.explanation.area_lookup import ResolvedArea, resolve_area
from ontschotting.measures.explanation.binding_shares import binding_shares
from ontschotting.measures.explanation.bottlenecks import bottlenecks, scarce_purposes
from ontschotting.measures.explanation.explanation_sentences import explanation_sentences
from ontschotting.measures.explanation.freeing_walls import with_freeing_walls
from ontschotting.measures.explanation.money_in_reach import (
    idle_together,
    money_in_reach,
    streams_in_reach,
)
from ontschotting.measures.pricing.free_money import ANY, requested_purposes, with_free_money
from ontschotting.measures.pricing.price_words import prices_with_projects
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.answers import recorded
from ontschotting.solving.case_solver import CaseSolver, case_solver_of
from ontschotting.solving.optimal_face import OptimalFace, best_face
from ontschotting.solving.prices.choices import with_choices
from ontschotting.support.progress import Progress, reporter_of, with_bar

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Result):
    """The position of one area under the current regime.

    Attributes:
        area: The area
        value: V(c) of the whole case, in units
        units: `planned`, `least`, `most`: the planned units there, and how many of them are
            delivered over all optimal allocations
        outcomes: `outcome`, `planned`, `least`, `most`: the same for each outcome by itself, yields
            counted
        short: `purpose`, `value_per_eur`, `holds_until_eur`, `gain`, `needed_eur`,
            `first_share_least`, `first_share_most`: a row per purpose that plans there ask for:
            what the next euro for that purpose alone adds (anywhere) and up to how many euros; all
            that money for it alone could add and the least that brings it; and its part of the
            first euros of money for anything, which is the row `*`, over all allocations that are
            best with them. A purpose without a positive price of its own can be short together with
            another: then it has a part of those first euros in all of them
        streams: `stream`, `name`, `own`, `reach` (`here`: only plans there; `wider`), `budget_eur`,
            `idle_least_eur`, `idle_most_eur`, `pays` (short purposes it may pay there by its own
            rules), `kept_out` (short purpose: the walls of which one alone keeps it out, or
            `several`), `moves` (those of them that a share of it may pay for by the rules of
            another stream, to which it may move), `frees` (the walls of which one alone, lifted for
            this stream, makes its idle money useful, each with the units that it adds in the whole
            case; for the five streams that leave most idle)
        idle: `budget_eur`, `idle_least_eur`, `idle_most_eur`: the money that may land only there,
            all of it together. Streams can take each other's place, so the least of all together is
            more than the sum of the least of each
        shares: `stream`, `name`, `level`, `outcome`, `min_share`, `gain`: the minimum shares that
            hold the area back, and what V gains where each of them falls there

    Examples:
        >>> import ontschotting as on
        >>> explanation = on.explain(on.load_case("two-villages"), "A")
        >>> explanation.units.select(pl.all().round(1)).rows()
        [(10000.0, 2000.0, 2000.0)]
    """

    case: Case
    area: ResolvedArea
    value: float
    units: pl.DataFrame
    outcomes: pl.DataFrame
    short: pl.DataFrame
    streams: pl.DataFrame
    idle: pl.DataFrame
    shares: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            "idle",
            "bar",
            values=("idle_least_eur", "idle_most_eur"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """Return the streams with what lies idle.

        Examples:
            >>> explanation.frame.columns
            ['stream', 'name', 'own', 'reach', 'budget_eur', 'idle_least_eur', ...
        """
        return self.streams

    def _sheets(self) -> dict[str, pl.DataFrame]:
        lists = pl.col("pays", "kept_out", "moves", "frees")
        joined = self.streams.with_columns(lists.list.join(", "))
        shares = {} if self.shares.is_empty() else {"shares": self.shares}
        return {
            "streams": joined,
            "short": self.short,
            "units": self.units,
            "outcomes": self.outcomes,
            "idle": self.idle,
            **shares,
        }

    def _sentences(self, lang: str) -> list[str]:
        names = [counted_outcome(self.case, name, lang) for name in self.outcomes["outcome"]]
        said = explanation_sentences(
            self.area.words(lang),
            outcomes=self.outcomes.with_columns(pl.Series("name", names, dtype=pl.String)),
            short=self.short,
            streams=self._named(self.streams, lang),
            idle=self.idle,
            shares=self._named(self.shares, lang),
            outcome=outcome_label(self.case, lang),
            purposes=purpose_names(self.case, lang),
            is_proven=self.trace.open_gap is None,
            lang=lang,
        )
        return [*said, *prices_with_projects(self.case, lang)]

    def _named(self, rows: pl.DataFrame, lang: str) -> pl.DataFrame:
        """Return rows of streams with the names of the streams in a language."""
        names = stream_names(self.case, lang)
        return rows.with_columns(pl.col("stream").replace(names).alias("name"))

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the money that reaches the area: used and idle.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`

        Examples:
            >>> explanation.plot(lang="en").get_label()
            'Village A: at least 40 million euros lies idle. Land fund: 60 million euros, of ...
        """
        return explanation_chart(
            self._named(self.streams, lang),
            ax=ax,
            idle=self.idle,
            place=self.area.words(lang),
            **chart_options(self.case, lang, self.trace),
        )

    def to_json(self) -> dict[str, object]:
        """Return sentences and numbers, unrounded.

        Examples:
            >>> explanation.to_json()["case"]
            'Twee dorpen'
        """
        free = self.short.filter(pl.col("purpose") == ANY).to_dicts()
        return {
            "case": self.case.title,
            **self.trace.proof_as_json(),
            "level": self.area.level,
            "area": self.area.area,
            "value": self.value,
            "sentences": {lang: self.sentences(lang) for lang in ("nl", "en")},
            "units": self.units.to_dicts()[0],
            "outcomes": self.outcomes.to_dicts(),
            "short": self.short.filter(pl.col("purpose") != ANY).to_dicts(),
            "free_euro": free[0] if free else None,
            "streams": self.streams.to_dicts(),
            "idle": self.idle.to_dicts()[0],
            "shares": self.shares.to_dicts(),
        }


@with_bar
def explain(
    case: Case,
    region: str | None = None,
    level: str | None = None,
    *,
    solver: SolverChoice | CaseSolver = "highs",
    progress: Progress = None,
) -> Explanation:
    """Explain what holds an area back under the current regime, in numbers and in sentences.

    Free money is money without rules that plans in the area may use; what it adds is V(c with the
    money) − V(c). What the next euro adds is the right-hand derivative, proven along its range.
    With whole plans, fixed costs or least awards it holds with the projects as they were chosen.
    Idle money is budget − Σ x, least … most over every allocation of the greatest value.

    Args:
        case: The case
        region: A region, its name, or an area of any level; None or `national` for the whole case
        level: The level, where the name is that of areas of several levels
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`
        progress: True for a bar, False for none, or a function that is called with a word before
            each step

    Raises:
        QuestionError: For an area that does not exist.
        CertificateError: When there is no certified answer.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.explain(on.load_case("two-villages"), "A")
        >>> dict(zip(answer.short["purpose"], answer.short["gain"].round(), strict=True))
        {'*': 8000.0, 'land': 0.0, 'mobility': 4000.0}
        >>> streams = answer.streams
        >>> dict(zip(streams["stream"], streams["idle_least_eur"].round(), strict=True))
        {'land': 40000000.0, 'mobility': 0.0}
    """
    report_progress = reporter_of(progress)
    area = resolve_area(case, region, level)
    plans = areas_of(case).plans_in(area.level, area.area)
    purposes = [ANY, *requested_purposes(case, plans)]
    case_with_money, free_streams = with_free_money(case, area.level, area.area, purposes)
    case_solver = case_solver_of(case, solver).of(case_with_money)
    regime_solver = case_solver.questions(CURRENT, separate_by=["stream"])
    with recorded() as certificates:
        decided = with_choices(regime_solver, open_backend(case_solver.solver))
        short = bottlenecks(regime_solver, decided, free_streams, report_progress)
        face = best_face(regime_solver)
        report_progress("units")
        units = _units(case, face, plans)
        outcomes = _outcomes(face, plans, units)
        reaching = money_in_reach(case, regime_solver.regime_program, area, plans).filter(
            ~pl.col("stream").is_in(list(free_streams.values()))
        )
        scarce = scarce_purposes(short)["purpose"].to_list()
        streams = streams_in_reach(case, face, reaching, plans, scarce, report_progress)
        report_progress("walls of idle money")
        streams = with_freeing_walls(streams, case_solver_of(case, solver))
        report_progress("idle in all")
        idle = idle_together(face, reaching)
        shares = binding_shares(case, decided, plans)
    trace = Trace.of(case, CURRENT, case_solver.solver_name, certificates)
    value = regime_solver.value
    return Explanation(case, area, value, units, outcomes, short, streams, idle, shares, trace)


def _units(case: Case, face: OptimalFace, plans: frozenset[str]) -> pl.DataFrame:
    """Return the planned units of some plans, and the least and most of them over the face."""
    is_inside = pl.col("plan").is_in(sorted(plans))
    regime_program = face.questions.regime_program
    units = regime_program.columns.units.filter(is_inside)
    least, most = face.range(regime_program.total(units), 1.0)
    planned = float(case.plans.filter(is_inside)["capacity_units"].sum())
    return pl.DataFrame({"planned": [planned], "least": [least], "most": [most]})


def _outcomes(face: OptimalFace, plans: frozenset[str], units: pl.DataFrame) -> pl.DataFrame:
    """Return what is planned of each outcome, and the least and most of it over the face."""
    program = face.questions.regime_program
    here = pl.col("plan").is_in(sorted(plans))
    brought = program.columns.outcomes.filter(here)
    names = brought["outcome"].unique().sort().to_list() or outcomes_of(program.case)
    if len(names) == 1 and (brought["per_unit"] == 1.0).all():
        return units.select(pl.lit(names[0]).alias("outcome"), "planned", "least", "most")
    capacity = program.labels.plans.filter(here).select("plan", "capacity_units")
    counted = brought.select("plan", "outcome", "per_unit").unique().join(capacity, on="plan")
    rows = []
    for name in names:
        of_name = pl.col("outcome") == name
        columns = brought.filter(of_name)
        planned = counted.filter(of_name).select(
            (pl.col("capacity_units") * pl.col("per_unit")).sum()
        )
        cost = program.total(columns, columns["per_unit"].to_numpy())
        rows.append((name, float(planned.item()), *face.range(cost, 1.0)))
    numbers = dict.fromkeys(("planned", "least", "most"), pl.Float64)
    return pl.DataFrame(rows, schema={"outcome": pl.String, **numbers}, orient="row")
