"""What an area is short of: what free money for each purpose would add there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from ontschotting.measures.pricing.free_money import ANY, free_money_columns
from ontschotting.solving.prices.parametric import ParametricValue
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import NEGLIGIBLE, difference

_NUMBERS = ("value_per_eur", "holds_until_eur", "gain", "needed_eur", "first_share")


def bottlenecks(
    regime_solver: RegimeSolver,
    decided: RegimeSolver,
    streams: Mapping[str, str],
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Return what free money for each purpose alone adds.

    value_per_eur is the right-hand derivative of V(c) along the money, gain is V(c with all that
    money) − V(c), needed_eur the least money that brings that gain.

    Args:
        regime_solver: The current regime of a case with free money
        decided: The same with its projects as they were chosen, for prices; of a linear program
            `regime_solver` itself
        streams: The streams of free money by purpose, `*` among them
        report_progress: Called with a word before each purpose

    Returns:
        `purpose`, `value_per_eur` (units per euro), `holds_until_eur` (null: without end), `gain`
        (units), `needed_eur`, and `first_share`: its part of the first free euros for anything, or
        of all that are needed where the first adds nothing and a further project does.
    """
    columns = free_money_columns(regime_solver.regime_program, streams)
    start = regime_solver.value
    rows, first_shares = [], dict[str, float]()
    for purpose, stream in streams.items():
        report_progress(f"free money {purpose}")
        money = ParametricValue(regime_solver, columns[purpose])
        first = ParametricValue(decided, columns[purpose])
        slope = first.slope()
        gain = needed_eur = 0.0
        # Where projects can be chosen anew, more money can bring what the first euro does not.
        if slope.per_eur > 0 or decided is not regime_solver:
            most, _ = money.at(money.most)
            gain = difference(most, start)
            needed_eur = money.least(most) * money.unit
            if purpose == ANY and slope.per_eur > 0:
                first_shares = _shares_of(decided, first, slope.until, stream)
            elif purpose == ANY and gain > 0:
                first_shares = _shares_of(regime_solver, money, needed_eur, stream)
        until = slope.until if np.isfinite(slope.until) else None
        rows.append((purpose, slope.per_eur, until, gain, needed_eur))
    first_shares[ANY] = 1.0
    return pl.DataFrame(
        [(*row, first_shares.get(row[0], 0.0)) for row in rows],
        schema={"purpose": pl.String, **dict.fromkeys(_NUMBERS, pl.Float64)},
        orient="row",
    )


def scarce_purposes(frame: pl.DataFrame) -> list[str]:
    """Return the purposes of `bottlenecks` for which money is short, alone or with another."""
    columns = ("value_per_eur", "first_share", "gain")
    is_scarce = pl.any_horizontal(pl.col(name) > 0 for name in columns)
    return frame.filter((pl.col("purpose") != ANY) & is_scarce)["purpose"].to_list()


def _shares_of(
    regime_solver: RegimeSolver, money: ParametricValue, until_eur: float, stream: str
) -> dict[str, float]:
    """Return how free euros for anything divide over purposes, in one allocation.

    Args:
        regime_solver: Whose allocation it is
        money: The free money
        until_eur: How much of it may be used
        stream: Its stream
    """
    regime_program = regime_solver.regime_program
    allocation = money.optimum_at(min(until_eur / money.unit, money.most)).values
    spending = regime_program.spending_from(pl.col("stream") == stream)
    paid = (
        spending.select("purpose", pl.Series("euros", allocation[spending["column"].to_numpy()]))
        .group_by("purpose")
        .agg(pl.col("euros").sum())
    )
    total = float(paid["euros"].sum())
    if total <= 0:
        return {}
    return {
        purpose: euros / total for purpose, euros in paid.iter_rows() if euros > NEGLIGIBLE * total
    }
