"""The structure of spending that lets a solver use a smaller program."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ontschotting.lp.program import Routes
from ontschotting.model.formulation.inputs import ModelInputs
from ontschotting.support.arrays import dense_rank, whole_numbers


def spending_routes(
    inputs: ModelInputs,
    spending: pl.DataFrame,
    row_count: int,
    supply_rows: NDArray[np.int64],
) -> Routes:
    """Describe spending as routes from a pool to a payment (see `ontschotting.lp.transshipment`).

    The budget, carry-over and spending rows see the pool, and the year only as *late*. Every other
    row sees the payment and the variant, and the pool only through the rules that sum over several
    pools: co-financing (in net euros), caps and ceilings (in gross euros, so that the overhead
    separates two payments there).

    Args:
        inputs: The tables of the case under the regime
        spending: The spending columns of the program
        row_count: The number of rows of the program
        supply_rows: Its budget, carry-over and spending rows
    """
    pools, paths = inputs.pools.table, inputs.spending
    year, budget_year = (spending[name].to_numpy() for name in ("year", "budget_year"))
    carry_over_share, overhead_share, cap, own = (
        pools[name].to_numpy()
        for name in ("carry_over_share", "overhead_share", "cap_eur_per_unit", "own")
    )
    late = (carry_over_share[paths.pool] < 1) & (year > budget_year)
    crosses, is_closed = (spending[name].to_numpy() for name in ("crosses", "is_closed"))
    supply = dense_rank(
        paths.pool, late, crosses, is_closed, whole_numbers(spending["open_class"]) + 1
    )
    capped_stream = inputs.pools.capped_stream_numbers
    # Blanks count as -1, and come first.
    rules = dense_rank(
        own,
        whole_numbers(pools["match"]),
        capped_stream,
        np.nan_to_num(cap, nan=-1.0),
        np.where(capped_stream >= 0, 1.0 - overhead_share, -1.0),
    )
    variant = spending["variant"].to_numpy()
    demand = dense_rank(paths.payment, variant, rules[paths.pool])
    is_supply_row = np.zeros(row_count, dtype=bool)
    is_supply_row[supply_rows] = True
    return Routes(
        spending["column"].to_numpy(),
        supply,
        demand,
        spending["net"].to_numpy(),
        is_supply_row,
    )
