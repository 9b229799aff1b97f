"""The money that reaches an area: what of it lies idle, and what it may pay for there."""

from __future__ import annotations

import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.streams import own_streams, stream_names
from ontschotting.measures.explanation.area_lookup import ResolvedArea
from ontschotting.measures.explanation.purpose_access import purpose_access
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.optimal_face import OptimalFace
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import MONEY_ZERO

_IDLE = {"budget_eur": pl.Float64, "idle_least_eur": pl.Float64, "idle_most_eur": pl.Float64}
_STREAMS: dict[str, pl.DataType] = {
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


def money_in_reach(
    case: Case, regime_program: RegimeProgram, area: ResolvedArea, plans: frozenset[str]
) -> pl.DataFrame:
    """Return the money that reaches an area, per stream and reach.

    Money given to a part of the area where no plans are is money there too.

    Args:
        case: The case
        regime_program: Its program, in which money of different streams is kept separate
        area: The area
        plans: The plans in it

    Returns:
        `stream`, `reach` (`here`: only plans there; `wider`), `pools`, `budget_eur`.
    """
    areas = areas_of(case)
    regions = areas.regions(area.level, area.area)
    rows = []
    for level, code in case.budgets.select("level", "area").unique().iter_rows():
        reached = areas.reach(level, code)
        if reached & plans or (not reached and areas.regions(level, code) <= regions):
            rows.append((level, code, "here" if reached <= plans else "wider"))
    reach = pl.DataFrame(
        rows, schema={"level": pl.String, "area": pl.String, "reach": pl.String}, orient="row"
    )
    labels = regime_program.labels
    slices = (
        labels.budgets_of_pools("stream", "level", "area", "amount_eur")
        .join(labels.pools.select("pool", "to_stream"), on="pool")
        # Budgets of one pool reach the same plans, so a pool is wholly here or wholly wider.
        .join(reach, on=["level", "area"], nulls_equal=True)
        .filter(pl.col("amount_eur") > 0)
    )
    # What a budget may move to other streams is its own money, spent from other pools.
    budget_eur = pl.col("amount_eur").filter(pl.col("to_stream").is_null()).sum()
    return (
        slices.group_by("stream", "reach")
        .agg(pl.col("pool").unique().sort().alias("pools"), budget_eur.alias("budget_eur"))
        .sort("stream", "reach")
    )


def streams_in_reach(
    case: Case,
    face: OptimalFace,
    reaching: pl.DataFrame,
    plans: frozenset[str],
    purposes: list[str],
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return what lies idle of each stream that reaches an area, and what it may pay for there.

    Args:
        case: The case
        face: The allocations of the greatest value under the current regime
        reaching: The money that reaches the area, from `money_in_reach`
        plans: The plans in the area
        purposes: The purposes that money is short for there
        report_progress: Called with a word before each stream

    Returns:
        `stream`, `name`, `own`, `reach`, `budget_eur`, `idle_least_eur`, `idle_most_eur`, `pays`,
        `kept_out`, `moves`, most certainly idle money first.
    """
    names, own = stream_names(case), own_streams(case)

    def stream_row(row: tuple[str, str, list[int], float]) -> dict[str, object]:
        stream, reach, pools, budget_eur = row
        report_progress(f"idle {stream}")
        least, most = _idle_range(face, pools, budget_eur)
        access = purpose_access(case, stream, plans, purposes)
        return {
            "stream": stream,
            "name": names[stream],
            "own": stream in own,
            "reach": reach,
            "budget_eur": budget_eur,
            "idle_least_eur": least,
            "idle_most_eur": most,
            "pays": access.pays,
            "kept_out": access.kept_out,
            "moves": access.moves,
        }

    rows = parallel_map(stream_row, list(reaching.iter_rows()))
    return pl.DataFrame(rows, schema=_STREAMS, orient="row").sort(
        "idle_least_eur", "budget_eur", "stream", descending=[True, True, False]
    )


def idle_together(face: OptimalFace, reaching: pl.DataFrame) -> pl.DataFrame:
    """Return what lies idle of the money that may land only in the area, all of it together.

    Args:
        face: The allocations of the greatest value under the current regime
        reaching: The money that reaches the area, from `money_in_reach`

    Returns:
        One row: `budget_eur`, `idle_least_eur`, `idle_most_eur`.
    """
    here = reaching.filter(pl.col("reach") == "here")
    budget_eur, pools = float(here["budget_eur"].sum()), here["pools"].explode().to_list()
    return pl.DataFrame(
        [(budget_eur, *_idle_range(face, pools, budget_eur))],
        schema=_IDLE,
        orient="row",
    )


def _idle_range(face: OptimalFace, pools: list[int], budget_eur: float) -> tuple[float, float]:
    """Return the least and the most euros of some pools that are not spent over the face."""
    regime_program = face.questions.regime_program
    spent = regime_program.total(regime_program.columns.outlays.filter(pl.col("pool").is_in(pools)))
    least_spent, most_spent = face.range(spent, regime_program.euro_unit)
    least, most = budget_eur - most_spent, budget_eur - least_spent
    noise = MONEY_ZERO * max(1.0, budget_eur)
    return 0.0 if least <= noise else least, 0.0 if most <= noise else most
