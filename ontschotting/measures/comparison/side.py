"""One side of a comparison: what a regime can do, and the money that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontschotting.measures.comparison.measures import LazyMeasures


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
    def target_top_up_eur(self) -> float | None:
        """Least additions to budgets so that every target is met, worked out when first read.

        None when no amount suffices or no targets are given.

        Examples:
            >>> print(side.target_top_up_eur)
            None
        """
        return self.lazy_measures[f"target_top_up_{self.name}_eur"]
