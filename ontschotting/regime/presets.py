"""The regimes that have a name of their own."""

from __future__ import annotations

from collections.abc import Iterable

from ontschotting.errors import QuestionError
from ontschotting.regime.lifts import INTEGRAL_WALLS, WALLS
from ontschotting.regime.regime import BLOCK_GRANT, Regime, lift
from ontschotting.words.messages import problem

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
    """Return the integral regime with money pooled in the areas of a level, such as `province`.

    Args:
        level: The level over which money is pooled, such as `province`

    Examples:
        >>> import ontschotting as on
        >>> on.regional("province")
        <Regime regional=province: purpose, area=province, period, stacking>
    """
    return Regime(lift(*INTEGRAL_WALLS, area=level).lifts, f"regional={level}")


def block_grant(cut: float, streams: Iterable[str] | None = None, awarded: bool = True) -> Regime:
    """Return the regime in which earmarked grants become one free grant, less a cut.

    All walls but that of the area fall, and each budget is multiplied by 1 − cut. Awarded money is
    converted too, as the question is what the same grants would do as free money. With a cut, the
    result may be less than today's.

    Args:
        cut: The part of the money that is given up in return, from 0 to 1
        streams: The grants that are converted; by default every stream that is not own money
        awarded: Convert money that was already awarded too

    Raises:
        QuestionError: The cut is no number from 0 to 1.

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> round(on.compare(case, on.block_grant(cut=0.1)).freed)
        1600
    """
    walls = (wall for wall in WALLS if wall != "area")
    regime = lift(*walls, streams=streams, cut=cut, awarded=awarded)
    return Regime(regime.lifts, f"{BLOCK_GRANT}={regime.lifts[0].cut:g}")


PRESETS = {"integral": INTEGRAL, "unconditional": UNCONDITIONAL, "borderless": BORDERLESS}
"""The presets that need nothing more; `regional=LEVEL` and `block-grant=CUT` are the others."""


def preset(name: str) -> Regime | None:
    """Return the preset of this name, such as `integral` or `regional=province`, or None.

    Raises:
        QuestionError: The cut of a block grant is no number from 0 to 1.
    """
    kind, _, value = name.partition("=")
    if kind == "regional" and value:
        return regional(value)
    if kind == BLOCK_GRANT and value:
        # polars is heavy: the terminal reads this file before it knows the question
        from ontschotting.case.tables.parse_value import RefusedValue, parse_number

        cut = parse_number(value, percent=True)
        if isinstance(cut, RefusedValue):
            raise QuestionError(
                problem(
                    "value_not_admitted",
                    where=f"regime | {BLOCK_GRANT}={value}",
                    reason=cut.message,
                )
            )
        return block_grant(cut)
    return PRESETS.get(name)
