"""The shadow price of every purpose wall: what the first euro of a stream through it adds."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.lp.program import Array
from ontschotting.lp.solution import Backend
from ontschotting.measures.pricing.slope_columns import (
    bound_as_slope,
    count_to_prove,
    slope_columns,
)
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.prices.parametric import Slope
from ontschotting.solving.prices.parametric_walls import slope_of
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import PRICE_ZERO

_MATCH = ["plan", "variant", "match"]


def wall_prices(
    regime_solver: RegimeSolver,
    reduced_costs: Array,
    pairs: list[tuple[str, str]],
    backend: Backend,
    rays: int | None,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return the price of the purpose wall for pairs of a stream and a purpose, the dearest first.

    Args:
        regime_solver: The current regime; its program has the arcs that the wall closes
        reduced_costs: The reduced cost of every column at the optimum
        pairs: The pairs that the wall closes
        backend: Solves the programs in which one pair is opened
        rays: How many prices to prove, the dearest first; None for the usual number
        report_progress: Called with a word before each of those

    Returns:
        `stream`, `purpose`, `value_per_eur` (units per euro), `holds_until_eur`, `exact`, `roads`
        (how many arcs only this wall closes), `gain_lifted` (blank).
    """
    bounds = _price_bounds(regime_solver.regime_program, reduced_costs, pairs)
    count = count_to_prove(regime_solver.regime_program.program, rays, 0)
    streams = _streams_of_pools(regime_solver.regime_program)
    slopes = []
    for number, (stream, purpose, bound) in enumerate(
        bounds.select("stream", "purpose", "value_per_eur").iter_rows(), start=1
    ):
        if bound == 0 or number > count:
            slopes.append(bound_as_slope(bound))
            continue
        report_progress(f"wall {number}")
        pools = streams.filter(pl.col("stream") == stream)["pool"]
        slope = slope_of(regime_solver, backend, pools, purpose)
        if not slope.exact:
            slope = Slope(min(bound, slope.per_eur), 0.0, False)
        slopes.append(slope)
    return (
        bounds.with_columns(slope_columns(slopes))
        .select(
            "stream",
            "purpose",
            "value_per_eur",
            "holds_until_eur",
            "exact",
            "roads",
            pl.lit(None, pl.Float64).alias("gain_lifted"),
        )
        .sort("value_per_eur", "stream", "purpose", descending=[True, False, False])
    )


def _price_bounds(
    regime_program: RegimeProgram, reduced_costs: Array, pairs: list[tuple[str, str]]
) -> pl.DataFrame:
    """Return the upper bound on each price that the duals give: the greatest over its arcs.

    `stream`, `purpose`, `value_per_eur`, `roads`, the dearest first.
    """
    prices = pl.concat(
        [
            _prices_of_closed_arcs(regime_program, reduced_costs),
            _prices_of_open_arcs(regime_program, reduced_costs),
        ]
    )
    price_of_pair = (
        prices.join(_streams_of_pools(regime_program), on="pool")
        .group_by("stream", "purpose")
        .agg(
            (pl.col("price").max() / regime_program.euro_unit).alias("value_per_eur"),
            pl.col("members").sum().cast(pl.Int64).alias("roads"),
        )
    )
    listed = pl.DataFrame(pairs, schema={"stream": pl.String, "purpose": pl.String}, orient="row")
    noise = PRICE_ZERO * max(1.0, float(np.max(-reduced_costs, initial=0.0)))
    price = pl.col("value_per_eur").fill_null(0.0)
    return (
        listed.join(price_of_pair, on=["stream", "purpose"], how="left")
        .with_columns(
            pl.when(price > noise).then(price).otherwise(0.0).alias("value_per_eur"),
            pl.col("roads").fill_null(0),
        )
        .sort("value_per_eur", "stream", "purpose", descending=[True, False, False])
    )


def _prices_of_closed_arcs(regime_program: RegimeProgram, reduced_costs: Array) -> pl.DataFrame:
    """Return `pool`, `purpose`, `price` and `members` of the arcs that the wall closes."""
    members = regime_program.labels.members.group_by("payment").agg(pl.len().alias("members"))
    arcs = regime_program.columns.spending.filter("is_closed").join(
        members, on="payment", how="left", maintain_order="left"
    )
    matched = _matched_euros(regime_program, reduced_costs)
    return (
        arcs.with_columns(pl.Series("alone", -reduced_costs[arcs["column"].to_numpy()]))
        .join(matched, on=[*_MATCH, "purpose"], how="left")
        .select("pool", "purpose", _price(), pl.col("members").cast(pl.UInt32))
    )


def _prices_of_open_arcs(regime_program: RegimeProgram, reduced_costs: Array) -> pl.DataFrame:
    """Return `pool`, `purpose`, `price` and `members` (zero) of arcs that the wall leaves open.

    Lifting it also lets own money on the purpose be matched to what the stream pays elsewhere, so
    arcs that are open already gain from that.
    """
    spending = regime_program.columns.spending
    arcs = spending.filter(~pl.col("is_closed") & pl.col("match").is_not_null())
    matched = _matched_euros(regime_program, reduced_costs).filter(pl.col("matched") > 0)
    return (
        arcs.with_columns(pl.Series("alone", -reduced_costs[arcs["column"].to_numpy()]))
        .drop("purpose")
        .join(matched, on=_MATCH)
        .select("pool", "purpose", _price(), pl.lit(0, pl.UInt32).alias("members"))
    )


def _matched_euros(regime_program: RegimeProgram, reduced_costs: Array) -> pl.DataFrame:
    """Return the price of the first own euro that is matched where the wall forbids it."""
    matches = regime_program.columns.matches.filter("is_closed")
    gains = np.maximum(0.0, -reduced_costs[matches["column"].to_numpy()])
    return matches.select(*_MATCH, "purpose", pl.Series("matched", gains))


def _price() -> pl.Expr:
    """Return what a gross euro on an arc adds: by itself, and by the own money it matches.

    alone + κ · net / (1 − κ) · matched
    """
    kappa = pl.col("cofinancing_share")
    beside = kappa * pl.col("net") / (1 - kappa) * pl.col("matched").fill_null(0.0)
    beside = pl.when(kappa < 1).then(beside).otherwise(0.0).fill_null(0.0)
    return (pl.col("alone") + beside).clip(0.0).alias("price")


def _streams_of_pools(regime_program: RegimeProgram) -> pl.DataFrame:
    """Return `pool` and `stream`: whose purpose wall opens the arcs of a pool.

    An arc of money that has moved opens with the wall of either stream.
    """
    labels = regime_program.labels
    own = labels.budgets_of_pools("stream")
    moved = labels.pools.select("pool", pl.col("to_stream").alias("stream")).drop_nulls()
    return pl.concat([own.select("pool", "stream"), moved]).unique().sort("pool", "stream")
