"""What an area is short of: what free money for each purpose would add there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from ontschotting.measures.pricing.free_money import ANY, free_money_columns
from ontschotting.solving.prices.parametric import ParametricValue
from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import SMALLEST_PART, difference

_NUMBERS = ("value_per_eur", "holds_until_eur", "gain", "needed_eur")
_PARTS = ("first_share_least", "first_share_most")


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
        (units), `needed_eur`, and `first_share_least` … `first_share_most`: its part of the first
        free euros for anything, or of all that are needed where the first adds nothing and a
        further project does, over all allocations that are best with them.
    """
    columns = free_money_columns(regime_solver.regime_program, streams)
    start = regime_solver.value
    rows, parts = [], dict[str, tuple[float, float]]()
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
                parts = _parts_of(first, slope.until, stream)
            elif purpose == ANY and gain > 0:
                parts = _parts_of(money, needed_eur, stream)
        until = slope.until if np.isfinite(slope.until) else None
        rows.append((purpose, slope.per_eur, until, gain, needed_eur))
    parts[ANY] = (1.0, 1.0)
    return pl.DataFrame(
        [(*row, *parts.get(row[0], (0.0, 0.0))) for row in rows],
        schema={"purpose": pl.String, **dict.fromkeys((*_NUMBERS, *_PARTS), pl.Float64)},
        orient="row",
    )


def scarce_purposes(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of `bottlenecks` for whose purpose money is short, alone or with another.

    A purpose without a price of its own that can do without the first free euros is not short: the
    allocations are equally good with and without.

    Args:
        frame: The result of `bottlenecks`
    """
    columns = ("value_per_eur", "first_share_least", "gain")
    is_scarce = pl.any_horizontal(pl.col(name) > 0 for name in columns)
    return frame.filter((pl.col("purpose") != ANY) & is_scarce)


def _parts_of(
    money: ParametricValue, until_eur: float, stream: str
) -> dict[str, tuple[float, float]]:
    """Return how free euros for anything divide over purposes: least and most part of each.

    Args:
        money: The free money
        until_eur: How much of it is used
        stream: Its stream
    """
    regime_program = money.solver.regime_program
    amount = min(until_eur / money.unit, money.most)
    spending = regime_program.spending_from(pl.col("stream") == stream)
    parts = {}
    for (purpose,), columns in spending.group_by("purpose", maintain_order=True):
        cost = np.zeros(regime_program.program.columns)
        cost[columns["column"].to_numpy()] = 1.0
        least, most = (_part(euros / amount) for euros in money.range_at(amount, cost))
        parts[str(purpose)] = (min(least, most), most)
    return parts


def _part(share: float) -> float:
    """Return a part of the money; what the tolerance of *reach* leaves of none or all is that."""
    if share < SMALLEST_PART:
        return 0.0
    return 1.0 if share > 1 - SMALLEST_PART else share
