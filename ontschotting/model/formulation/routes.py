"""The structure of spending that lets a solver use a smaller program."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.lp.program import Routes


def spending_routes(
    spending: pl.DataFrame, pools: pl.DataFrame, row_count: int, supply_rows: NDArray[np.int64]
) -> Routes:
    """Describe spending as routes from a pool to a payment (see `ontschotting.lp.transshipment`).

    The budget, carry-over and spending rows see the pool, and the year only as *late*. Every other
    row sees the payment and the variant, and the pool only through the rules that sum over several
    pools: co-financing (in net euros), caps and ceilings (in gross euros, so that the overhead
    separates two payments there).

    Args:
        spending: The spending columns of the program
        pools: `pool`, `carry_over_share`
        row_count: The number of rows of the program
        supply_rows: Its budget, carry-over and spending rows
    """
    late = (pl.col("carry_over_share") < 1) & (pl.col("year") > pl.col("budget_year"))
    supply = pl.struct(
        "pool", late.fill_null(False).alias("late"), "crosses", "is_closed", "open_class"
    )
    demand = pl.struct(
        "payment",
        "variant",
        "own",
        "match",
        "capped_stream",
        "cap_eur_per_unit",
        pl.when(pl.col("capped_stream").is_not_null()).then(pl.col("net")).alias("net"),
    )
    ends = spending.join(
        pools.select("pool", "carry_over_share"), on="pool", how="left", maintain_order="left"
    ).select(
        (end.rank("dense").cast(pl.Int64) - 1).alias(name)
        for name, end in (("supply", supply), ("demand", demand))
    )
    is_supply_row = np.zeros(row_count, dtype=bool)
    is_supply_row[supply_rows] = True
    return Routes(
        spending["column"].to_numpy(),
        ends["supply"].to_numpy(),
        ends["demand"].to_numpy(),
        spending["net"].to_numpy(),
        is_supply_row,
    )
