"""Why here: what an area is short of, which money is used up, which lies idle and behind which
wall, and what one more free euro would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.measures.pricing.area_lookup import ResolvedArea, resolve_area
from ontschotting.measures.pricing.explanation_sentences import explained
from ontschotting.measures.pricing.explanation_shares import binding_shares
from ontschotting.model.budget_pools import aggregate_budgets
from ontschotting.model.build import build_regime_program, sorted_budgets
from ontschotting.model.demand import build_demand
from ontschotting.model.eligibility import eligible_arcs
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.model.rule_groups import split_budgets
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime, lift
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.solving.parametric import ParametricValue
from ontschotting.solving.questions import REACH, RegimeSolver, difference
from ontschotting.support.numerics import series_max
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress, silent, with_bar

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


FREE = "*"
"""The name of money for any purpose, among the gifts."""

_IDLE = {"budget_eur": pl.Float64, "idle_least_eur": pl.Float64, "idle_most_eur": pl.Float64}
_ROAD_CLOSING_WALLS = ("purpose", "period", "threshold", "assurance")
"""The walls that can keep money that reaches an area away from a purpose there."""


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Result):
    """The position of one area in the world as it is today.

    Attributes:
        place: The area
        units: `planned`, `least`, `most`: the planned units there, and what they get over all
            optimal allocations
        short: `purpose`, `value_per_eur`, `holds_until_eur`, `gain`, `needed_eur`, `first_share`:
            per purpose that plans there ask for. What the next euro for that purpose alone adds
            (anywhere) and up to how many euros; all that money for it alone could add and the least
            that brings it; and its part of the first free euros. The row `*` is free money. Without
            a positive price of its own a purpose can be short together with another: then it has a
            part of the free money
        streams: `stream`, `name`, `own`, `reach` (`here`: only plans there; `wider`), `budget_eur`,
            `idle_least_eur`, `idle_most_eur`, `pays` (short purposes it may pay there by its own
            rules), `kept_out` (short purpose: the walls of which one alone keeps it out, or
            `several`), `moves` (those of them that a share of it may pay for by the rules of
            another stream, to which it may move)
        idle: `budget_eur`, `idle_least_eur`, `idle_most_eur`: the money that may land only there,
            all of it together. Streams can take each other's place, so the least of all together is
            more than the sum of the least of each
        shares: `stream`, `name`, `level`, `outcome`, `min_share`, `gain`: the minimum shares that
            hold the area back, and what V gains where each of them falls there
    """

    case: Case
    place: ResolvedArea
    value: float
    units: pl.DataFrame
    short: pl.DataFrame
    streams: pl.DataFrame
    idle: pl.DataFrame
    shares: pl.DataFrame
    trace: Trace

    frame_charts = (
        WorkbookChart(
            {"nl": "Wat er stil ligt per stroom (euro)", "en": "What lies idle by stream (euros)"},
            "bar",
            values=("idle_least_eur", "idle_most_eur"),
        ),
    )

    @property
    def frame(self) -> pl.DataFrame:
        """The streams with what lies idle."""
        return self.streams

    def _sheets(self) -> dict[str, pl.DataFrame]:
        joined = self.streams.with_columns(pl.col("pays", "kept_out", "moves").list.join(", "))
        shares = {} if self.shares.is_empty() else {"shares": self.shares}
        return {
            "streams": joined,
            "short": self.short,
            "units": self.units,
            "idle": self.idle,
            **shares,
        }

    def _sentences(self, lang: str) -> list[str]:
        return explained(
            self.place.words(lang),
            self.units,
            self.short,
            self.streams,
            self.idle,
            self.shares,
            sorted(self.case.plans["outcome"].unique().to_list()),
            lang,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The money that reaches the area: used and idle."""
        from ontschotting.charts.pricing.explanation import explanation_chart

        return explanation_chart(
            self.frame,
            ax=ax,
            idle=self.idle,
            place=self.place.words(lang),
            **chart_options(self.case, lang),
        )

    def to_json(self) -> dict[str, object]:
        """Sentences and numbers, unrounded."""
        free = self.short.filter(pl.col("purpose") == FREE).to_dicts()
        return {
            "case": self.case.title,
            "level": self.place.level,
            "area": self.place.area,
            "value": self.value,
            "sentences": {lang: self.sentences(lang) for lang in ("nl", "en")},
            "units": self.units.to_dicts()[0],
            "short": self.short.filter(pl.col("purpose") != FREE).to_dicts(),
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
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> Explanation:
    """What holds an area back within the walls of today, in numbers and in sentences.

    What a gift adds is V(c with the gift) − V(c) for money without rules that plans in the area may
    use; the next euro is the right-hand derivative, proven along its range. Idle money is budget −
    Σ x, least … most over every allocation of the greatest value.

    Args:
        region: A region, its name, or an area of any level; None or `national` for the whole case
        level: The level, where the name is that of areas of several levels

    Raises:
        QuestionError: For an area that does not exist.
        CertificateError: When there is no certified answer.
    """
    report_progress = progress or silent
    place = resolve_area(case, region, level)
    areas = Areas(case)
    plans = areas.plans_in(place.level, place.area)
    kinds = case.plans.filter(pl.col("plan").is_in(sorted(plans)))["plan_type"].unique().to_list()
    asked = (
        case.costs.filter((pl.col("eur_per_unit") > 0) & pl.col("plan_type").is_in(kinds))[
            "purpose"
        ]
        .unique()
        .sort()
        .to_list()
    )
    gifts = {purpose: _unused(case, f"gift {purpose}") for purpose in (FREE, *asked)}
    optima = RegimeSolver(
        build_regime_program(_with_free_money(case, place, gifts), CURRENT, separate_by=["stream"]),
        open_backend(solver),
    )
    best = optima.best
    assert best is not None and optima.value is not None
    short = _short(optima, gifts, asked, report_progress)
    wanted = short.filter(
        (pl.col("purpose") != FREE) & ((pl.col("value_per_eur") > 0) | (pl.col("first_share") > 0))
    )["purpose"].to_list()
    face = optima.reaching(optima.value)
    counted = optima.regime_program.columns.units.filter(pl.col("plan").is_in(sorted(plans)))[
        "column"
    ].to_numpy()
    report_progress("units")
    cost = np.zeros(face.columns)
    cost[counted] = 1.0
    least, most = (
        (optima.least(face, cost), -optima.least(face, -cost)) if len(counted) else (0.0, 0.0)
    )
    planned = float(case.plans.filter(pl.col("plan").is_in(sorted(plans)))["capacity_units"].sum())
    units = pl.DataFrame(
        {"planned": [planned], "least": [max(0.0, min(least, most))], "most": [max(0.0, most)]}
    )
    reaching = _reaching(case, optima.regime_program, place, plans).filter(
        ~pl.col("stream").is_in(list(gifts.values()))
    )
    streams, certificates = _streams(case, optima, solver, reaching, plans, wanted, report_progress)
    report_progress("idle in all")
    here = reaching.filter(pl.col("reach") == "here")
    idle = pl.DataFrame(
        [
            (
                float(here["budget_eur"].sum()),
                *_idle(
                    optima, face, here["pots"].explode().to_list(), float(here["budget_eur"].sum())
                ),
            )
        ],
        schema=_IDLE,
        orient="row",
    )
    shares = binding_shares(case, optima, plans)
    return Explanation(
        case,
        place,
        optima.value,
        units,
        short,
        streams,
        idle,
        shares,
        Trace.of(case, CURRENT, optima.backend.name, [*optima.certificates, *certificates]),
    )


def _unused(case: Case, name: str) -> str:
    while name in case.streams["stream"]:
        name += "'"
    return name


def _with_free_money(case: Case, place: ResolvedArea, gifts: dict[str, str]) -> Case:
    """The case with a stream per gift that has no rules and no money yet.

    Its additions stay shut until they are asked for.
    """
    years = int(series_max(case.plans["last_year"], case.first_year)) - case.first_year + 100
    names = list(gifts.values())
    rows = {
        "streams": pl.DataFrame({"stream": names, "prefinance_years": [years] * len(names)}),
        "budgets": pl.DataFrame(
            {
                "stream": names,
                "level": [place.level] * len(names),
                "area": [place.area] * len(names),
                "year": [case.first_year] * len(names),
                "amount_eur": [0.0] * len(names),
            }
        ),
        "earmarks": pl.DataFrame({"stream": names, "purpose": list(gifts)}),
    }
    return case.with_rows({name: _as(case.tables[name], frame) for name, frame in rows.items()})


def _as(table: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with every column of a table, blank where nothing is said."""
    return rows.select(
        [
            (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in table.schema.items()
        ]
    )


def _short(
    optima: RegimeSolver, gifts: dict[str, str], asked: list[str], report_progress: ReportProgress
) -> pl.DataFrame:
    regime_program = optima.regime_program
    start = optima.value
    assert start is not None
    kinds = (
        regime_program.columns.additions.select("column", "addition")
        .unique()
        .join(regime_program.labels.added_to, on="addition")
        .join(regime_program.labels.budgets.select("budget", "stream"), on="budget")
    )
    column = {stream: number for number, stream in kinds.select("column", "stream").iter_rows()}
    rows = []
    shares: dict[str, float] = dict.fromkeys(asked, 0.0)
    for purpose, stream in gifts.items():
        report_progress(f"gift {purpose}")
        ray = ParametricValue(optima, column[stream])
        slope = ray.slope()
        gain = needed = 0.0
        if slope.per_eur > 0:
            most, _ = ray.at(ray.most)
            gain = difference(most, start)
            needed = ray.least(most) * regime_program.euro_unit
            if purpose == FREE:
                shares |= _first_euros(optima, ray, slope.until, regime_program, stream)
        until = None if not np.isfinite(slope.until) else slope.until
        rows.append(
            {
                "purpose": purpose,
                "value_per_eur": slope.per_eur,
                "holds_until_eur": until,
                "gain": gain,
                "needed_eur": needed,
            }
        )
    schema = {
        "purpose": pl.String,
        **dict.fromkeys(("value_per_eur", "holds_until_eur", "gain", "needed_eur"), pl.Float64),
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(
        pl.Series(
            "first_share",
            [1.0 if purpose == FREE else shares.get(purpose, 0.0) for purpose in frame["purpose"]],
            dtype=pl.Float64,
        )
    )


def _first_euros(
    optima: RegimeSolver,
    ray: ParametricValue,
    until: float,
    regime_program: RegimeProgram,
    stream: str,
) -> dict[str, float]:
    """How the free euros are divided over purposes, in one allocation, as long as each adds as much
    as the first.
    """
    amount = min(until / regime_program.euro_unit, ray.most)
    upper = optima.base.upper.copy()
    upper[ray.column] = amount
    found = optima.optimum(optima.base.changed(upper=upper), -regime_program.objectives.value)
    pots = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.filter(pl.col("stream") == stream).select("budget"),
            on="budget",
        )["pool"]
        .unique()
        .to_list()
    )
    spent = regime_program.columns.spending.filter(pl.col("pool").is_in(pots))
    paid = (
        spent.select("purpose", pl.Series("euros", found.values[spent["column"].to_numpy()]))
        .group_by("purpose")
        .agg(pl.col("euros").sum())
    )
    total = float(paid["euros"].sum())
    return (
        {purpose: euros / total for purpose, euros in paid.iter_rows() if euros > 1e-6 * total}
        if total > 0
        else {}
    )


def _streams(
    case: Case,
    optima: RegimeSolver,
    solver: SolverChoice,
    reaching: pl.DataFrame,
    plans: frozenset[str],
    wanted: list[str],
    report_progress: ReportProgress,
) -> tuple[pl.DataFrame, list[Certificate]]:
    """Per stream that reaches the area: its money, what lies idle of it, and what it may pay there.

    And the certificates of the ranges.
    """
    regime_program = optima.regime_program
    assert optima.value is not None
    face = optima.reaching(optima.value)
    budgets = sorted_budgets(case)
    names = (
        dict(case.streams.select("stream", pl.col("name").fill_null(pl.col("stream"))).iter_rows())
        if "name" in case.streams.columns
        else {}
    )
    rules = {row["stream"]: row for row in case.streams.iter_rows(named=True)}
    certificates: list[Certificate] = []

    def described(row: tuple[str, str, list[int], float]) -> dict[str, object]:
        stream, reach, numbers, budget = row
        report_progress(f"idle {stream}")
        # a solver of its own, since several streams are looked at side by side
        own = RegimeSolver(regime_program, open_backend(solver))
        least, most = _idle(own, face, numbers, budget)
        certificates.extend(own.certificates)
        pays, kept, moves = _access(
            case, budgets.filter(pl.col("stream") == stream), stream, plans, wanted
        )
        return {
            "stream": stream,
            "name": names.get(stream, stream),
            "own": bool(rules[stream]["counts_as_cofinancing"]),
            "reach": reach,
            "budget_eur": budget,
            "idle_least_eur": least,
            "idle_most_eur": most,
            "pays": pays,
            "kept_out": kept,
            "moves": moves,
        }

    rows = parallel_map(described, list(reaching.iter_rows()))
    schema: dict[str, pl.DataType] = {
        "stream": pl.String(),
        "name": pl.String(),
        "own": pl.Boolean(),
        "reach": pl.String(),
        "budget_eur": pl.Float64(),
        "idle_least_eur": pl.Float64(),
        "idle_most_eur": pl.Float64(),
        "pays": pl.List(pl.String()),
        "kept_out": pl.List(pl.String()),
        "moves": pl.List(pl.String()),
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort(
        "idle_least_eur", "budget_eur", "stream", descending=[True, True, False]
    )
    return frame, certificates


def _reaching(
    case: Case, regime_program: RegimeProgram, place: ResolvedArea, plans: frozenset[str]
) -> pl.DataFrame:
    """The pots that reach the area, per stream and reach: `stream`, `reach`, `pots`, `budget_eur`.

    Money that can go elsewhere too is `wider`.

    Money given to a part of the area where no plans are is money there too.
    """
    areas = Areas(case)
    regions = areas.regions(place.level, place.area)
    found = []
    for level, area in case.budgets.select("level", "area").unique().iter_rows():
        reached = areas.reach(level, area)
        if reached & plans or (not reached and areas.regions(level, area) <= regions):
            found.append((level, area, "here" if reached <= plans else "wider"))
    reach = pl.DataFrame(
        found, schema={"level": pl.String, "area": pl.String, "reach": pl.String}, orient="row"
    )
    pieces = regime_program.labels.slices.join(
        regime_program.labels.budgets.select("budget", "stream", "level", "area", "amount_eur"),
        on="budget",
    ).join(regime_program.labels.pools.select("pool", "to_stream"), on="pool")
    # Budgets of one pot reach the same plans, so a pot is wholly here or wholly wider.
    inside = pieces.join(reach, on=["level", "area"], nulls_equal=True).filter(
        pl.col("amount_eur") > 0
    )
    # What a budget may move to other streams is its own money, spent from other pots.
    budget = pl.col("amount_eur").filter(pl.col("to_stream").is_null()).sum().alias("budget_eur")
    return (
        inside.group_by("stream", "reach")
        .agg(pl.col("pool").unique().sort().alias("pots"), budget)
        .sort("stream", "reach")
    )


def _idle(
    optima: RegimeSolver, face: Program, pots: list[int], budget: float
) -> tuple[float, float]:
    """What of the money in some pots is not spent, least and most over the face."""
    regime_program = optima.regime_program
    cost = np.zeros(face.columns)
    cost[
        regime_program.columns.spending.filter(pl.col("pool").is_in(pots))["column"].to_numpy()
    ] = 1.0
    least, most = _range(optima, face, cost)
    found, noise = (
        (
            budget - most * regime_program.euro_unit,
            budget - least * regime_program.euro_unit,
        ),
        10 * REACH * max(1.0, budget),
    )
    return 0.0 if found[0] <= noise else found[0], 0.0 if found[1] <= noise else found[1]


def _range(optima: RegimeSolver, face: Program, cost: Array) -> tuple[float, float]:
    if not np.any(cost):
        return 0.0, 0.0
    least = max(0.0, optima.least(face, cost))
    return least, max(least, -optima.least(face, -cost))


def _access(
    case: Case, budgets: pl.DataFrame, stream: str, plans: frozenset[str], wanted: Iterable[str]
) -> tuple[list[str], list[str], list[str]]:
    """The short purposes that a stream may pay there.

    For each other one the walls of which one alone keeps it out; and those of them that a share of
    it may pay for after it has moved.
    """
    today, moved = _open_purposes(case, budgets, CURRENT, plans)
    lifted = {
        wall: _open_purposes(case, budgets, lift(wall, streams=[stream], awarded=True), plans)[0]
        for wall in _ROAD_CLOSING_WALLS
    }
    kept = []
    for purpose in wanted:
        if purpose in today:
            continue
        walls = [wall for wall in _ROAD_CLOSING_WALLS if purpose in lifted[wall]]
        kept.append(f"{purpose}: {', '.join(walls) or 'several'}")
    return (
        [purpose for purpose in wanted if purpose in today],
        kept,
        [purpose for purpose in wanted if purpose in moved - today],
    )


def _open_purposes(
    case: Case, budgets: pl.DataFrame, regime: Regime, plans: frozenset[str]
) -> tuple[set[str], set[str]]:
    """The purposes there that the money may pay for by its own rules, and those that it may pay for
    once it has moved to another stream.
    """
    money = split_budgets(case, regime, budgets)
    need = build_demand(case, sorted(money.assured_years))
    pots = aggregate_budgets(case, Areas(case), budgets, money, need)
    roads = (
        eligible_arcs(pots, need)
        .filter(pl.col("plan").is_in(sorted(plans)))
        .join(need.payments.select("payment", "purpose"), on="payment")
    )
    paid = (
        roads.join(
            pots.table.select("pool", pl.col("to_stream").is_not_null().alias("moved")), on="pool"
        )
        .select("purpose", "moved")
        .unique()
    )
    return (
        {purpose for purpose, moved in paid.iter_rows() if not moved},
        {purpose for purpose, moved in paid.iter_rows() if moved},
    )
