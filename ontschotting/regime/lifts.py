"""The walls of the model, and a lift: a set of walls that is lifted for some money."""

from __future__ import annotations

import shlex
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
"""The nine walls of the model. `cofinancing` and `cap` bound sums, `overhead` is money spent on
applying and accounting, and the others exclude ways to spend a budget.
"""

INTEGRAL_WALLS = ("purpose", "period", "stacking")
"""The walls that divide money into pots: what it may buy, when, and never together with what."""


@dataclass(frozen=True)
class Lift:
    """One set of walls that is lifted for some streams.

    Attributes:
        walls: The walls that are lifted
        level: The level to which `area` widens the reach of a budget; None when `area` is not among
            the walls
        streams: The streams; None means every stream that does not count as co-financing
        purposes: The purposes that `purpose` opens; None means every purpose
        free_share: φ, the part of each budget for which the walls are lifted (0 to 1)
        cut: k, the part of the money of these streams that is given up in return (0 to 1)
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
        """True when the lift has a free share below one or a cut; a stream is in one at most."""
        return self.free_share < 1 or self.cut > 0

    @property
    def options(self) -> str:
        """What the terminal takes for this lift, with a space before each option."""
        options = []
        if self.walls != frozenset(INTEGRAL_WALLS):
            names = [f"area={self.level}" if wall == "area" else wall for wall in WALLS]
            lifted = [name for wall, name in zip(WALLS, names, strict=True) if wall in self.walls]
            options += [f"--lift {shlex.quote(name)}" for name in lifted]
        for option, chosen in (("--streams", self.streams), ("--purposes", self.purposes)):
            if chosen is not None:
                options.append(f"{option} {shlex.quote(','.join(chosen))}")
        if self.free_share < 1:
            options.append(f"--free-share {self.free_share!r}")
        if self.cut:
            options.append(f"--cut {self.cut!r}")
        if self.awarded:
            options.append("--awarded")
        return "".join(f" {option}" for option in options)

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
