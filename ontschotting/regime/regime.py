"""Which walls there are, and which of them a regime takes down for which money."""

from __future__ import annotations

import html
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING

from ontschotting.errors import QuestionError, QuestionWarning
from ontschotting.support.suggestions import did_you_mean

if TYPE_CHECKING:
    from ontschotting.case.case import Case

WALLS = ("purpose", "area", "period", "cofinancing", "cap", "threshold", "stacking", "assurance", "overhead")
"""The nine walls of the model. Seven close roads; `cofinancing` and `cap` bound sums; `overhead` is money lost on the way."""

INTEGRAL_WALLS = ("purpose", "period", "stacking")
"""The partition itself: what the money may buy, when, and never together with what."""


@dataclass(frozen=True)
class Lift:
    """One set of walls taken down for some streams.

    walls       the walls that fall
    level       the level to which `area` widens the reach of a budget; None when `area` is not among the walls
    streams     the streams; None means every stream that does not count as co-financing
    purposes    the purposes that `purpose` opens; None means every purpose
    free_share  φ, the part of each budget on which the walls fall (0 to 1)
    cut         k, the part of the money of these streams that is given up when their walls fall (0 to 1)
    awarded     whether money already awarded is lifted too
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
        """True when the lift has a free share below one or a cut: a stream can be in at most one of these."""
        return self.free_share < 1 or self.cut > 0

    def __str__(self) -> str:
        walls = [f"area={self.level}" if wall == "area" else wall for wall in WALLS if wall in self.walls]
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


AWARDED_TOO = ", awarded too"
"""What the name of a regime gets when it lifts awarded money too."""


@dataclass(frozen=True)
class Regime:
    """Which walls stand: a sum of lifts. The regime without lifts is the current one."""

    lifts: tuple[Lift, ...] = ()
    name: str | None = None

    def __add__(self, other: Regime) -> Regime:
        if not isinstance(other, Regime):
            return NotImplemented
        return Regime(self.lifts + other.lifts)

    def __str__(self) -> str:
        text = " + ".join(f"({lift})" if len(self.lifts) > 1 else str(lift) for lift in self.lifts)
        return self.name or text or "current"

    def __repr__(self) -> str:
        return f"<Regime {self}: {' + '.join(map(str, self.lifts)) or 'no wall lifted'}>"

    def _repr_html_(self) -> str:
        from ontschotting.regime.labels import lift_words

        if self.is_current:
            return "<p>Regime van nu: geen schot valt.</p>"
        items = "".join(f"<li>{html.escape(lift_words(one, 'nl'))}</li>" for one in self.lifts)
        named = f" {html.escape(self.name)}" if self.name else ""
        return f"<p>Regime{named}. Deze schotten vallen:</p><ul>{items}</ul>"

    @property
    def is_current(self) -> bool:
        """True when no lift is asked for at all."""
        return not self.lifts

    def with_awarded(self, awarded: bool = True) -> Regime:
        """The same regime with, or without, money that was already awarded."""
        lifts = tuple(replace(lift, awarded=awarded) for lift in self.lifts)
        return Regime(lifts, f"{self.name}{AWARDED_TOO}" if self.name and awarded else self.name)


def lift(
    *walls: str,
    area: str | None = None,
    streams: Iterable[str] | None = None,
    purposes: Iterable[str] | None = None,
    free_share: float = 1.0,
    cut: float = 0.0,
    awarded: bool = False,
) -> Regime:
    """Take walls down.

    walls       any of purpose, period, cofinancing, cap, threshold, stacking, assurance, overhead
    area        a level (`region`, `province`, …, `national`): budgets then reach every area of it that shares a region with them
    streams     for these streams; by default for every stream that does not count as co-financing (own money stays one's own)
    purposes    open only these purposes; by default every purpose. Needs the wall `purpose`
    free_share  φ in [0, 1]: only this part of each budget becomes free
    cut         k in [0, 1]: the lifted budgets are multiplied by 1 − k
    awarded     lift money that was already awarded too

    Regimes add up: ``lift("purpose", streams=["a"]) + lift("period", streams=["b"])``. Names of streams, purposes and levels are
    checked against a case when the regime meets it. Raises QuestionError.

    >>> lift("purpose", "period")
    <Regime purpose, period: purpose, period>
    """
    named = list(walls)
    for wall in named:
        if wall not in WALLS:
            known = ", ".join(WALLS)
            raise QuestionError(f"regime | no wall called {wall!r}. Walls: {known}.{did_you_mean(str(wall), WALLS)}")
    if area is not None:
        named.append("area")
    elif "area" in named:
        raise QuestionError("regime | the wall 'area' needs a level: write area='province' (or region, national, …).")
    if purposes is not None and "purpose" not in named:
        raise QuestionError("regime | purposes are named, but the wall 'purpose' is not lifted. Add 'purpose' to the walls.")
    for name, share in (("free_share", free_share), ("cut", cut)):
        if isinstance(share, bool) or not isinstance(share, Real) or not 0 <= share <= 1:
            raise QuestionError(f"regime | {name} is {share!r}; it must be a number from 0 to 1.")
    return Regime(
        (
            Lift(
                frozenset(named),
                area,
                _names("streams", streams),
                _names("purposes", purposes),
                float(free_share),
                float(cut),
                bool(awarded),
            ),
        )
    )


def _names(what: str, names: Iterable[str] | None) -> tuple[str, ...] | None:
    if names is None:
        return None
    if isinstance(names, str):
        raise QuestionError(f"regime | {what} is the text {names!r}; give a list of names: [{names!r}].")
    return tuple(dict.fromkeys(str(name) for name in names))


CURRENT = Regime((), "current")
"""No wall is lifted: the world as the tables give it."""

INTEGRAL = Regime(lift(*INTEGRAL_WALLS).lifts, "integral")
"""Purpose, period and stacking fall: the partition itself. Co-financing, caps, thresholds and distribution stay."""

UNCONDITIONAL = Regime(lift(*(wall for wall in WALLS if wall != "area")).lifts, "unconditional")
"""All walls fall but that of the area: the money stays where it was given."""

BORDERLESS = Regime(lift(*(wall for wall in WALLS if wall != "area"), area="national").lifts, "borderless")
"""All walls fall, and money may go to any plan in the country."""


def regional(level: str) -> Regime:
    """The integral regime, with money pooled within the areas of a level, e.g. ``regional("housing_deal_region")``."""
    return Regime(lift(*INTEGRAL_WALLS, area=level).lifts, f"regional={level}")


PRESETS = {"integral": INTEGRAL, "unconditional": UNCONDITIONAL, "borderless": BORDERLESS}
"""The presets that need no level; `regional=LEVEL` is the fourth."""


def lifted_streams(lift: Lift, case: Case) -> tuple[str, ...]:
    """The streams of a case that a lift acts on."""
    if lift.streams is not None:
        return lift.streams
    own = case.streams["counts_as_cofinancing"].fill_null(False)
    return tuple(case.streams.filter(~own)["stream"].to_list())


def check_regime(regime: Regime, case: Case) -> None:
    """Raise QuestionError with everything in the regime that the case does not know, all at once."""
    from ontschotting.case.case import Case

    if not isinstance(case, Case):
        raise QuestionError(f"case | {case!r} is no case. Open one first: on.load_case('two-villages') or on.read_case('my-case.xlsx').")
    if not isinstance(regime, Regime):
        raise QuestionError(f"regime | {regime!r} is no regime. Give a preset such as on.INTEGRAL, or walls: on.lift('purpose', 'period').")
    streams = case.streams["stream"].to_list()
    purposes = sorted({*case.costs["purpose"].to_list(), *(p for p in case.earmarks["purpose"].to_list() if p != "*")})
    wrong: list[str] = []
    partial: dict[str, int] = {}
    for one in regime.lifts:
        if one.level is not None and one.level not in case.levels:
            known = ", ".join(case.levels)
            wrong.append(f"regime | no level called {one.level!r}. Levels: {known}.{did_you_mean(one.level, case.levels)}")
        wrong += [f"regime | no stream {name!r} in streams.{did_you_mean(name, streams)}" for name in one.streams or () if name not in streams]
        for name in one.purposes or ():
            if name not in purposes:
                # Opening a purpose that nothing asks for is no contradiction, but it may well be a typing error.
                message = f"regime | no purpose {name!r} in costs or earmarks, so opening it changes nothing.{did_you_mean(name, purposes)}"
                warnings.warn(message, QuestionWarning, stacklevel=2)
        if one.is_partial:
            for name in lifted_streams(one, case):
                partial[name] = partial.get(name, 0) + 1
    wrong += [
        f"regime | stream {name!r} is in {count} lifts with a free share below 1 or a cut; it can be in one at most. Join them in one lift."
        for name, count in partial.items()
        if count > 1
    ]
    if wrong:
        raise QuestionError("\n".join(wrong))
