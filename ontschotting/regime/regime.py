"""A regime: which walls stand, as a sum of lifts."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace
from numbers import Real

from ontschotting.errors import QuestionError
from ontschotting.regime.lift_labels import lift_words
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.support.suggestions import did_you_mean

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

    Regimes add up: ``lift("purpose", streams=["a"]) + lift("period", streams=["b"])``. Names of
    streams, purposes and levels are checked against a case when the regime meets it. Raises
    QuestionError.

    Args:
        *walls: Any of purpose, period, cofinancing, cap, threshold, stacking, assurance, overhead
        area: A level (`region`, `province`, …, `national`): budgets then reach every area of it
            that shares a region with them
        streams: For these streams; by default for every stream that does not count as co-financing
            (own money stays one's own)
        purposes: Open only these purposes; by default every purpose. Needs the wall `purpose`
        free_share: φ in [0, 1]: only this part of each budget becomes free
        cut: k in [0, 1]: the lifted budgets are multiplied by 1 − k
        awarded: Lift money that was already awarded too

    Examples:
        >>> lift("purpose", "period")
        <Regime purpose, period: purpose, period>
    """
    named = list(walls)
    for wall in named:
        if wall not in WALLS:
            known = ", ".join(WALLS)
            raise QuestionError(
                f"regime | no wall called {wall!r}. Walls: {known}.{did_you_mean(str(wall), WALLS)}"
            )
    if area is not None:
        named.append("area")
    elif "area" in named:
        raise QuestionError(
            "regime | the wall 'area' needs a level: write area='province' (or region,"
            " national, …)."
        )
    if purposes is not None and "purpose" not in named:
        raise QuestionError(
            "regime | purposes are named, but the wall 'purpose' is not lifted. Add 'purpose' to"
            " the walls."
        )
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
        raise QuestionError(
            f"regime | {what} is the text {names!r}; give a list of names: [{names!r}]."
        )
    return tuple(dict.fromkeys(str(name) for name in names))
