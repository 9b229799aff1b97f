"""The minimum shares that hold an area back, and what would come without each of them there."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.streams import stream_names
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.tolerances import difference

_SCHEMA = {
    "stream": pl.String,
    "name": pl.String,
    "level": pl.String,
    "outcome": pl.String,
    "min_share": pl.Float64,
    "gain": pl.Float64,
}


def binding_shares(case: Case, regime_solver: RegimeSolver, plans: frozenset[str]) -> pl.DataFrame:
    """Return the minimum shares that bind in an area, the largest gain first.

    gain = V(c without this share in the areas that hold some of these plans) − V(c), certified.
    Where an optimal price of every such row is zero the gain is zero: the prices prove the same
    bound without the row.

    Args:
        case: The case
        regime_solver: Its current regime
        plans: The plans in the area

    Returns:
        `stream`, `name`, `level`, `outcome`, `min_share`, `gain` (units).
    """
    areas, base, best = areas_of(case), regime_solver.base, regime_solver.best
    shares = regime_solver.regime_program.rows.minimum_shares
    is_here = pl.Series(
        [
            bool(areas.plans_in(level, area) & plans)
            for level, area in shares.select("level", "area").iter_rows()
        ],
        dtype=pl.Boolean,
    )
    prices = pl.Series("price", best.prices[shares["row"].to_numpy()])
    here = shares.with_columns(prices).filter(is_here)
    names = stream_names(case)
    rows = []
    for (stream, level, outcome, share), group in here.group_by(
        "stream", "level", "outcome", "min_share", maintain_order=True
    ):
        if not np.any(group["price"].to_numpy()):
            continue
        lower = base.row_lower.copy()
        lower[group["row"].to_numpy()] = -np.inf
        without = regime_solver.optimum(
            base.changed(row_lower=lower), -regime_solver.regime_program.objectives.value
        )
        gain = difference(-without.minimum, regime_solver.value)
        if gain > 0:
            rows.append((stream, names[str(stream)], level, outcome, share, gain))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort(
        "gain", "stream", "level", "outcome", descending=[True, False, False, False]
    )
