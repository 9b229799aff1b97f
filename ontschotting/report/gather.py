"""Every number of the report, computed once: frames and plain values, no words and no drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.assembly.assemble import assemble
from ontschotting.lp.solve import open_backend
from ontschotting.measures.bounds import Bounds, Swings, bounds, swings
from ontschotting.measures.compare import Comparer
from ontschotting.measures.comparison import Comparison
from ontschotting.measures.limit_curve import limit_curve
from ontschotting.optima import Optima, difference
from ontschotting.walls import BORDERLESS, CURRENT, INTEGRAL, UNCONDITIONAL, Regime, regional

if TYPE_CHECKING:
    from ontschotting.case import Case

Say = Callable[[str], None]

_MOST_BUDGETS = 2000
"""Rows of budgets up to which the report gives the range per stream; two programs for each stream and side take minutes beyond it."""


@dataclass(frozen=True, eq=False)
class Numbers:
    """What the report says in numbers.

    partition      the price of the partition: the same money, had it come without these walls (awarded money too)
    still          what can still be freed: awarded money left out; None when the case has no awarded money
    range_         the gain over all margins, for the partition; `range_still` for the other question
    inputs         one group of inputs at a time
    curve          both worlds against the limits, or None without limits
    scenarios      `regime`, `value`, `freed`, awarded money too
    by_stream      per stream, least … most, or None where the case is so large that it would take long; by_own apart for own and other money
    years          the number of years in which homes can be delivered
    target         the promise a year, the same for each year named, or None
    unlimited      the best value with unlimited money within the walls
    """

    case: Case
    partition: Comparison
    still: Comparison | None
    range_: Bounds
    range_still: Bounds | None
    inputs: Swings
    curve: pl.DataFrame | None
    scenarios: pl.DataFrame
    by_stream: pl.DataFrame | None
    by_own: pl.DataFrame
    years: int
    target: float | None
    unlimited: float

    @property
    def is_held_by_money(self) -> bool:
        """Whether more money alone would bring more than 0.1 % extra within the walls."""
        value = self.partition.current.value or 0.0
        return self.unlimited - value > 1e-3 * max(1.0, value)

    @property
    def is_held_by_walls(self) -> bool:
        """Whether lifting the walls brings more than 0.1 % extra."""
        return (self.partition.freed or 0.0) > 1e-3 * max(1.0, self.partition.current.value or 0.0)

    @property
    def has_assumptions(self) -> bool:
        """Whether any row of the case is an assumption."""
        return any((frame["status"] == "assumption").any() for frame in self.case.tables.values())


def gather(case: Case, say: Say) -> Numbers:
    """Compute everything the report shows. `say` is called with a word before each part."""
    has_awarded = bool(case.budgets["awarded"].fill_null(False).any())
    whole = INTEGRAL.with_awarded() if has_awarded else INTEGRAL
    comparer = Comparer(case, progress=say)
    partition = comparer.compare(whole)
    still = comparer.compare(INTEGRAL) if has_awarded else None
    say("unlimited money")
    unlimited = -Optima(assemble(case, CURRENT), open_backend()).unlimited.minimum
    range_ = bounds(case, whole, progress=say)
    range_still = bounds(case, INTEGRAL, progress=say) if has_awarded else None
    inputs = swings(case, whole, progress=say)
    curve = None if case.limits.is_empty() else limit_curve(case, whole, progress=say)
    return Numbers(
        case=case,
        partition=partition,
        still=still,
        range_=range_,
        range_still=range_still,
        inputs=inputs,
        curve=curve,
        scenarios=_scenarios(case, partition, has_awarded, say),
        by_stream=partition.by("stream", progress=say) if case.budgets.height <= _MOST_BUDGETS else None,
        by_own=partition.by("own_money", progress=say),
        years=int(case.plans["last_year"].max()) - int(case.plans["first_year"].min()) + 1,  # type: ignore[arg-type]
        target=_target(case),
        unlimited=unlimited,
    )


def _scenarios(case: Case, partition: Comparison, has_awarded: bool, say: Say) -> pl.DataFrame:
    """The value under other regimes, with awarded money lifted too, so that they answer the question of the partition."""
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    regimes: list[Regime] = [*(regional(level) for level in grouping), UNCONDITIONAL, BORDERLESS]
    current = partition.current.value or 0.0
    rows: list[tuple[str, float, float]] = [("integral", partition.lifted.value or 0.0, partition.freed or 0.0)]
    for regime in regimes:
        say(str(regime))
        asked = regime.with_awarded() if has_awarded else regime
        value = Optima(assemble(case, asked), open_backend()).value
        assert value is not None
        rows.append((str(regime), value, difference(value, current)))
    return pl.DataFrame(rows, schema={"regime": pl.String, "value": pl.Float64, "freed": pl.Float64}, orient="row")


def _target(case: Case) -> float | None:
    """The yearly national target, when the case has one and it is the same each year."""
    outcomes = case.plans["outcome"].unique().to_list()
    found = case.targets.filter((pl.col("level") == "national") & pl.col("year").is_not_null() & pl.col("outcome").is_in(outcomes))
    values = found["units"].unique().to_list()
    return float(values[0]) if len(values) == 1 and len(outcomes) == 1 else None
