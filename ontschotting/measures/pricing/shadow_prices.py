"""What each wall and each budget is worth at the margin.

Prices from the duals of one solve, checked along rays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label, pair_label, player_label
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array
from ontschotting.lp.solution import Backend
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import lift
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import Trace
from ontschotting.solving.coalition_values import CoalitionValue, closed_pairs
from ontschotting.solving.parametric import ParametricValue, Slope
from ontschotting.solving.parametric_walls import slope_of
from ontschotting.solving.questions import RegimeSolver, difference
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

CHECKED = 100
"""Kinds of budget of which the price is followed along a ray, the dearest first."""

LARGE = 20_000
"""Columns above which fewer rays are walked: each is a few solves."""

CHECKED_LARGE = 6


@dataclass(frozen=True, eq=False, repr=False)
class ShadowPrices(Result):
    """The prices of the current world.

    Attributes:
        budgets: `stream`, `own`, `level`, `area`, `year`, `awarded`, `value_per_eur`,
            `holds_until_eur`, `exact`: what the next euro adds and up to which extra amount each
            euro adds as much (null: without end). Where `exact` is false the price is an upper
            bound and no range is given
        walls: `stream`, `purpose`, `value_per_eur`, `holds_until_eur`, `exact`, `roads`,
            `gain_lifted`: what the first euro through the purpose wall would add, and up to how
            many each would add as much (null where it adds nothing); the same of `exact`; the
            number of roads that only this wall closes; and, with `exact=True`, V with that one pair
            lifted − V(c)
    """

    case: Case
    awarded: bool
    value: float
    budgets: pl.DataFrame
    walls: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The prices of the walls, the dearest first."""
        return self.walls

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"walls": self.walls, "budgets": self.budgets}

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        dear = self.walls.filter(pl.col("value_per_eur") > 0)
        if dear.is_empty():
            return sentences("prices_none", lang)
        first = dear.row(0, named=True)
        return sentences(
            "prices",
            lang,
            stream=player_label(self.case, first["stream"], lang),
            purpose=purpose_words(first["purpose"], lang),
            value=amount(1e6 * first["value_per_eur"], lang),
            units=units,
            count=dear.height,
        )

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Streams against purposes: what may be paid, and what the wall costs where it may not."""
        from ontschotting.charts.pricing.shadow_prices import shadow_prices_chart

        units = outcome_label(self.case, lang)
        named = self.table.with_columns(
            pl.Series(
                "name",
                [player_label(self.case, one, lang) for one in self.table["stream"]],
                dtype=pl.String,
            )
        )
        return shadow_prices_chart(named, ax=ax, units=units, **chart_options(self.case, lang))

    @property
    def table(self) -> pl.DataFrame:
        """Every stream that is not own money against every purpose.

        `stream`, `purpose`, `open` (a road exists today), `value_per_eur`.
        """
        closed = self.walls.select("stream", "purpose", "value_per_eur")
        purposes = self.case.costs.filter(pl.col("eur_per_unit") > 0).select("purpose").unique()
        streams = self.case.streams.filter(
            ~pl.col("counts_as_cofinancing").fill_null(False)
        ).select("stream")
        every = (
            streams.join(purposes, how="cross")
            .join(closed, on=["stream", "purpose"], how="left")
            .sort("stream", "purpose")
        )
        return every.with_columns(pl.col("value_per_eur").is_null().alias("open")).select(
            "stream", "purpose", "open", "value_per_eur"
        )

    def to_json(self) -> dict[str, object]:
        """Both tables, unrounded."""
        return {
            "case": self.case.title,
            "value": self.value,
            "budgets": self.budgets.to_dicts(),
            "walls": self.walls.to_dicts(),
        }


@with_bar
def shadow_prices(
    case: Case,
    *,
    exact: bool = False,
    awarded: bool = False,
    rays: int | None = None,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> ShadowPrices:
    """The price of every budget and of every road that only the purpose wall closes, in the world
    as it is today.

    Budget: the right-hand derivative of V(c) in its amount. From the duals it is an upper bound
    (duals need not be unique); following the value along an addition proves it and gives the euros
    up to which it holds. The dearest are followed; see `rays`. Road: value per gross euro by the
    reduced cost of spending on it, with what the first matched own euro adds where the stream asks
    for co-financing (on its open roads too, since own money on the purpose may then be matched to
    them); the greatest over the roads of a stream and purpose. It is never below what the first
    euro adds, and equal to it where the duals are unique. The dearest are followed too: the value
    along the euros of the stream that pass, on its shut roads or by own money newly matched, proves
    the price and gives its range. A minimum share is the exception: that a stream may pay for a
    purpose can let units count for its share at once, which no price of a euro shows; `exact` does.

    Args:
        exact: Also lift each pair of stream and purpose by itself and solve: `gain_lifted`
        awarded: Price the roads of money already awarded too
        rays: Kinds of budget, and walls, to follow (default 100; in a large case 6 budgets and no
            wall); the others keep the bound

    Raises:
        CertificateError: When there is no certified answer.
    """
    if rays is not None and rays < 0:
        raise QuestionError(f"rays | {rays!r} lies below zero. Give a number of budgets to follow.")
    report_progress = progress or silent
    opening = lift("purpose", awarded=awarded).lifts[0]
    report_progress("prices")
    optima = RegimeSolver(
        build_regime_program(case, CURRENT, closed_arcs_of=opening), open_backend(solver)
    )
    best = optima.best
    assert best is not None and optima.value is not None
    regime_program = optima.regime_program
    reduced = -regime_program.objectives.value - regime_program.program.matrix.T @ best.prices
    budgets = _budgets(case, optima, reduced, rays, report_progress)
    walls = _followed(
        optima,
        _walls(case, regime_program, reduced, closed_pairs(case, opening)),
        open_backend(solver),
        rays,
        report_progress,
    )
    certificates = list(optima.certificates)
    if exact:
        worth = CoalitionValue(
            case, lift("purpose", awarded=awarded), "pairs", solver=solver, progress=report_progress
        )
        gains = [
            difference(worth([pair_label(*pair)]), worth.nothing)
            for pair in walls.select("stream", "purpose").iter_rows()
        ]
        walls = walls.with_columns(pl.Series("gain_lifted", gains, dtype=pl.Float64))
        certificates += worth.certificates
    trace = Trace.of(case, CURRENT, optima.backend.name, certificates)
    return ShadowPrices(case, awarded, optima.value, budgets, walls, trace)


def _budgets(
    case: Case,
    optima: RegimeSolver,
    reduced: Array,
    rays: int | None,
    report_progress: Callable[[str], None],
) -> pl.DataFrame:
    """The price of every budget. Budgets whose money goes to the same pots have one price."""
    regime_program = optima.regime_program
    assert optima.value is not None
    columns = (
        regime_program.columns.additions.select("column", "addition").unique().sort("addition")
    )
    bounds = np.maximum(0.0, -reduced[columns["column"].to_numpy()])
    noise = (
        1e-10
        * max(1.0, optima.value)
        / np.maximum(1.0, regime_program.program.valid_upper[columns["column"].to_numpy()])
    )
    bounds = np.where(bounds <= noise, 0.0, bounds)
    limit = (
        rays
        if rays is not None
        else CHECKED
        if regime_program.program.columns <= LARGE
        else CHECKED_LARGE
    )
    dearest = [
        place for place in np.argsort(-bounds, kind="stable")[:limit].tolist() if bounds[place] > 0
    ]
    slopes = [
        Slope(float(bound) / regime_program.euro_unit, np.inf if bound == 0 else 0.0, bound == 0)
        for bound in bounds
    ]
    for count, place in enumerate(dearest, start=1):
        report_progress(f"ray {count}/{len(dearest)}")
        slopes[place] = ParametricValue(optima, int(columns["column"][place])).slope()
    found = columns.with_columns(
        pl.Series("value_per_eur", [one.per_eur for one in slopes], dtype=pl.Float64),
        pl.Series(
            "holds_until_eur",
            [one.until if one.exact and np.isfinite(one.until) else None for one in slopes],
            dtype=pl.Float64,
        ),
        pl.Series("exact", [one.exact for one in slopes], dtype=pl.Boolean),
    )
    own = case.streams.select(
        "stream", pl.col("counts_as_cofinancing").fill_null(False).alias("own")
    )
    return (
        regime_program.labels.added_to.join(found, on="addition")
        .join(regime_program.labels.budgets, on="budget")
        .join(own, on="stream")
        .sort("budget")
        .select(
            "stream",
            "own",
            "level",
            "area",
            "year",
            "awarded",
            "value_per_eur",
            "holds_until_eur",
            "exact",
        )
    )


def _walls(
    case: Case, regime_program: RegimeProgram, reduced: Array, pairs: list[tuple[str, str]]
) -> pl.DataFrame:
    """Per closed pair the greatest price over its shut roads."""
    roads = regime_program.columns.spending.filter("is_closed").join(
        regime_program.labels.members.group_by("payment").agg(pl.len().alias("members")),
        on="payment",
        how="left",
        maintain_order="left",
    )
    gains = np.maximum(0.0, -reduced)
    matched = regime_program.columns.matches.filter("is_closed").select(
        "plan",
        "variant",
        "purpose",
        "match",
        pl.Series(
            "matched",
            gains[regime_program.columns.matches.filter("is_closed")["column"].to_numpy()],
        ),
    )
    kappa = pl.col("cofinancing_share")
    # A matched euro that the lift opens adds its own price; a road uses κ · net / (1 − κ) of it per
    # gross euro.
    beside = (
        pl.when(kappa < 1)
        .then(kappa * pl.col("net") / (1 - kappa) * pl.col("matched").fill_null(0.0))
        .otherwise(0.0)
    )
    priced = (
        roads.with_columns(pl.Series("alone", -reduced[roads["column"].to_numpy()]))
        .join(matched, on=["plan", "variant", "purpose", "match"], how="left")
        .with_columns((pl.col("alone") + beside.fill_null(0.0)).clip(0.0).alias("price"))
    )
    # The lift also lets own money on that purpose be matched to what the stream pays elsewhere:
    # roads that are open today gain from that.
    today = regime_program.columns.spending.filter(
        ~pl.col("is_closed") & pl.col("match").is_not_null()
    )
    helped = (
        today.with_columns(
            pl.Series("alone", -reduced[today["column"].to_numpy()]),
            pl.lit(0).cast(pl.UInt32).alias("members"),
        )
        .drop("purpose")
        .join(matched.filter(pl.col("matched") > 0), on=["plan", "variant", "match"])
        .with_columns((pl.col("alone") + beside.fill_null(0.0)).clip(0.0).alias("price"))
    )
    columns = ["pool", "purpose", "price", "members"]
    priced = pl.concat(
        [
            priced.select(pl.col(columns[:3]), pl.col("members").cast(pl.UInt32)),
            helped.select(columns),
        ]
    )
    per_pair = (
        priced.join(_streams_of_pots(regime_program), on="pool")
        .group_by("stream", "purpose")
        .agg(
            (pl.col("price").max() / regime_program.euro_unit).alias("value_per_eur"),
            pl.col("members").sum().cast(pl.Int64).alias("roads"),
        )
    )
    listed = pl.DataFrame(
        pairs, schema={"stream": pl.String, "purpose": pl.String}, orient="row"
    ).join(per_pair, on=["stream", "purpose"], how="left")
    noise = 1e-12 * max(1.0, float(np.max(gains, initial=0.0)))
    filled = listed.with_columns(
        pl.col("value_per_eur").fill_null(0.0),
        pl.col("roads").fill_null(0),
        pl.lit(None, pl.Float64).alias("gain_lifted"),
    )
    filled = filled.with_columns(
        pl.when(pl.col("value_per_eur") > noise)
        .then(pl.col("value_per_eur"))
        .otherwise(0.0)
        .alias("value_per_eur")
    )
    return filled.sort("value_per_eur", "stream", "purpose", descending=[True, False, False])


def _streams_of_pots(regime_program: RegimeProgram) -> pl.DataFrame:
    """`pot`, `stream`: whose purpose wall opens the roads of a pot.

    A road of money that has moved falls open with the wall of either stream.
    """
    streams = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.select("budget", "stream"), on="budget"
        )
        .select("pool", "stream")
        .unique()
    )
    return (
        pl.concat(
            [
                streams,
                regime_program.labels.pools.select(
                    "pool", pl.col("to_stream").alias("stream")
                ).drop_nulls(),
            ]
        )
        .unique()
        .sort("pool", "stream")
    )


def _followed(
    optima: RegimeSolver,
    walls: pl.DataFrame,
    backend: Backend,
    rays: int | None,
    report_progress: Callable[[str], None],
) -> pl.DataFrame:
    """The walls with the dearest prices proven and their ranges; the others keep the bound.

    A bound of zero is what it says.
    """
    limit = (
        rays
        if rays is not None
        else CHECKED
        if optima.regime_program.program.columns <= LARGE
        else 0
    )
    pots = _streams_of_pots(optima.regime_program)
    slopes = []
    for place, (stream, purpose, bound) in enumerate(
        walls.select("stream", "purpose", "value_per_eur").iter_rows()
    ):
        if bound == 0 or place >= limit:
            slopes.append(Slope(bound, np.inf if bound == 0 else 0.0, bound == 0))
            continue
        report_progress(f"wall {place + 1}")
        found = slope_of(optima, backend, pots.filter(pl.col("stream") == stream)["pool"], purpose)
        slopes.append(found if found.exact else Slope(min(bound, found.per_eur), 0.0, False))
    names = walls.columns
    return (
        walls.with_columns(
            pl.Series("value_per_eur", [one.per_eur for one in slopes], dtype=pl.Float64),
            pl.Series(
                "holds_until_eur",
                [one.until if one.exact and np.isfinite(one.until) else None for one in slopes],
                dtype=pl.Float64,
            ),
            pl.Series("exact", [one.exact for one in slopes], dtype=pl.Boolean),
        )
        .select(*names[:3], "holds_until_eur", "exact", *names[3:])
        .sort("value_per_eur", "stream", "purpose", descending=[True, False, False])
    )
