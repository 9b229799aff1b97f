"""Which minimum shares hold an area back: what would come without each of them there."""

from __future__ import annotations

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.solving.questions import RegimeSolver, difference

_SCHEMA = {
    "stream": pl.String,
    "name": pl.String,
    "level": pl.String,
    "outcome": pl.String,
    "min_share": pl.Float64,
    "gain": pl.Float64,
}


def binding_shares(case: Case, optima: RegimeSolver, plans: frozenset[str]) -> pl.DataFrame:
    """The minimum shares that bind in an area.

    `stream`, `name`, `level`, `outcome`, `min_share`, `gain`, the largest gain first.

    gain = V(c without this share in the areas that hold some of these plans) − V(c), certified.
    Where an optimal price of every such row is zero the gain is zero: the prices prove the same
    bound without the row.
    """
    rows, areas = optima.regime_program.rows.minimum_shares, Areas(case)
    best = optima.best
    assert best is not None and optima.value is not None
    here = pl.Series(
        [
            bool(areas.plans_in(level, area) & plans)
            for level, area in rows.select("level", "area").iter_rows()
        ],
        dtype=pl.Boolean,
    )
    rows = rows.with_columns(pl.Series("price", best.prices[rows["row"].to_numpy()])).filter(here)
    names = dict(
        case.streams.select("stream", pl.col("name").fill_null(pl.col("stream"))).iter_rows()
    )
    found = []
    for (stream, level, outcome, share), part in rows.group_by(
        "stream", "level", "outcome", "min_share", maintain_order=True
    ):
        if not np.any(part["price"].to_numpy()):
            continue
        lower = optima.base.row_lower.copy()
        lower[part["row"].to_numpy()] = -np.inf
        without = -optima.optimum(
            optima.base.changed(row_lower=lower), -optima.regime_program.objectives.value
        ).minimum
        gain = difference(without, optima.value)
        if gain > 0:
            found.append((stream, names[str(stream)], level, outcome, share, gain))
    return pl.DataFrame(found, schema=_SCHEMA, orient="row").sort(
        "gain", "stream", "level", "outcome", descending=[True, False, False, False]
    )
