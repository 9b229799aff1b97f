"""The walls of the model, and a lift: one set of them taken down for some money."""

from __future__ import annotations

from dataclasses import dataclass

WALLS = (
    "purpose",
    "area",
    "period",
    "cofinancing",
    "cap",
    "threshold",
    "stacking",
    "assurance",
    "overhead",
)
"""The nine walls of the model. Seven close roads; `cofinancing` and `cap` bound sums; `overhead` is
money lost on the way.
"""

INTEGRAL_WALLS = ("purpose", "period", "stacking")
"""The partition itself: what the money may buy, when, and never together with what."""


@dataclass(frozen=True)
class Lift:
    """One set of walls taken down for some streams.

    Attributes:
        walls: The walls that fall
        level: The level to which `area` widens the reach of a budget; None when `area` is not among
            the walls
        streams: The streams; None means every stream that does not count as co-financing
        purposes: The purposes that `purpose` opens; None means every purpose
        free_share: φ, the part of each budget on which the walls fall (0 to 1)
        cut: k, the part of the money of these streams that is given up when their walls fall (0 to
            1)
        awarded: Whether money already awarded is lifted too
    """

    walls: frozenset[str]
    level: str | None = None
    streams: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    free_share: float = 1.0
    cut: float = 0.0
    awarded: bool = False

    @property
    def is_partial(self) -> bool:
        """True when the lift has a free share below one or a cut.

        A stream can be in at most one of these.
        """
        return self.free_share < 1 or self.cut > 0

    def __str__(self) -> str:
        walls = [
            f"area={self.level}" if wall == "area" else wall for wall in WALLS if wall in self.walls
        ]
        parts = [", ".join(walls) or "no wall"]
        if self.streams is not None:
            parts.append("streams " + (", ".join(self.streams) or "none"))
        if self.purposes is not None:
            parts.append("purposes " + ", ".join(self.purposes))
        if self.free_share < 1:
            parts.append(f"free share {self.free_share:g}")
        if self.cut:
            parts.append(f"cut {self.cut:g}")
        if self.awarded:
            parts.append("awarded too")
        return "; ".join(parts)
