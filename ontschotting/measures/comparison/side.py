"""One side of a comparison: what a regime can do, and the money that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from ontschotting.measures.comparison.measures import LazyMeasures
from ontschotting.results.solution_frames import added_money


@dataclass(frozen=True, eq=False)
class Side:
    """One regime of a comparison.

    None where no allocation exists (a cut that leaves a guarantee out of reach).

    Attributes:
        name: `current` or `lifted`
        budget_eur: B(r)
        value: V(r)
        outcomes: Units per outcome in the allocation shown
        spent_eur: What the allocation shown spends, the least at that value
        lazy_measures: The measures of the comparison

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> side = on.compare(on.load_case("two-villages")).lifted
        >>> side.name, round(side.value)
        ('lifted', 4000)
    """

    name: str
    budget_eur: float
    value: float | None
    outcomes: Mapping[str, float] | None
    spent_eur: float | None
    lazy_measures: LazyMeasures

    @property
    def stranded_eur(self) -> float | None:
        """B(r) − max Σ x, worked out when it is first read.

        Examples:
            >>> round(side.stranded_eur)
            0
        """
        return self.lazy_measures[f"stranded_{self.name}_eur"]

    @property
    def top_up_budgets(self) -> pl.DataFrame:
        """Which budgets `top_up_eur` goes to, so that this regime reaches V(i).

        One cheapest way: where several budgets would do equally, the first is listed. No rows for
        the lifted regime, which reaches it, and where no amount suffices.

        Returns:
            `stream`, `own`, `level`, `area`, `year`, `awarded`, `addition_eur`

        Examples:
            >>> budgets = on.compare(on.load_case("two-villages")).current.top_up_budgets
            >>> budgets.select("stream", "year", pl.col("addition_eur").round()).rows()
            [('mobility', 2026, 20000000.0)]
        """
        regimes = self.lazy_measures.regimes
        current, value = regimes.current, regimes.value_lifted
        program = current.regime_program
        values = np.zeros(program.program.columns)
        if self.name == "current" and value is not None and not current.is_found_to_reach(value):
            least = current.least_additions(value)
            values = values if least is None else least.values
        return added_money(program, values)

    @property
    def target_top_up_eur(self) -> float | None:
        """Least additions to budgets so that every target is met, worked out when first read.

        None when no amount suffices or no targets are given.

        Examples:
            >>> print(side.target_top_up_eur)
            None
        """
        return self.lazy_measures[f"target_top_up_{self.name}_eur"]
