"""The regimes that have a name of their own."""

from __future__ import annotations

from ontschotting.regime.lifts import INTEGRAL_WALLS, WALLS
from ontschotting.regime.regime import Regime, lift

CURRENT = Regime((), "current")
"""No wall is lifted: the rules as the tables give them."""

INTEGRAL = Regime(lift(*INTEGRAL_WALLS).lifts, "integral")
"""Purpose, period and stacking are lifted: the walls that divide the money into pots. Co-financing,
caps, thresholds and the division over areas stay.
"""

UNCONDITIONAL = Regime(lift(*(wall for wall in WALLS if wall != "area")).lifts, "unconditional")
"""All walls are lifted but that of the area: the money stays where it was given."""

BORDERLESS = Regime(
    lift(*(wall for wall in WALLS if wall != "area"), area="national").lifts, "borderless"
)
"""All walls are lifted, and money may go to any plan in the country."""


def regional(level: str) -> Regime:
    """Return the integral regime with money pooled in the areas of a level, such as `province`."""
    return Regime(lift(*INTEGRAL_WALLS, area=level).lifts, f"regional={level}")


PRESETS = {"integral": INTEGRAL, "unconditional": UNCONDITIONAL, "borderless": BORDERLESS}
"""The presets that need no level; `regional=LEVEL` is the fourth."""


def preset(name: str) -> Regime | None:
    """Return the preset of this name, such as `integral` or `regional=province`, or None."""
    kind, _, level = name.partition("=")
    return regional(level) if kind == "regional" and level else PRESETS.get(name)
