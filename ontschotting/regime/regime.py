"""A regime: which walls are lifted, as a sum of lifts."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ontschotting.errors import QuestionError
from ontschotting.regime.lift_labels import lift_words
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.support.arguments import is_number
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem

AWARDED_TOO = ", awarded too"
"""The end of the name of a regime that lifts awarded money too."""

BLOCK_GRANT = "block-grant"
"""How the name of a block grant begins; `=` and its cut follow."""


@dataclass(frozen=True)
class Regime:
    """Which walls are lifted: a sum of lifts. The regime without lifts is the current one.

    Examples:
        >>> import ontschotting as on
        >>> regime = on.lift("purpose", streams=["land"]) + on.lift("period")
        >>> regime
        <Regime (purpose; streams land) + (period): purpose; streams land + period>
    """

    lifts: tuple[Lift, ...] = ()
    name: str | None = None

    def __add__(self, other: Regime) -> Regime:
        if not isinstance(other, Regime):
            return NotImplemented
        return Regime(self.lifts + other.lifts)

    def __or__(self, other: object) -> Regime:
        raise QuestionError(problem("joined_with_plus"))

    def __str__(self) -> str:
        text = " + ".join(f"({lift})" if len(self.lifts) > 1 else str(lift) for lift in self.lifts)
        return self.name or text or "current"

    def __repr__(self) -> str:
        return f"<Regime {self}: {' + '.join(map(str, self.lifts)) or 'no wall lifted'}>"

    def _repr_html_(self) -> str:
        words = texts("notebook", "nl")
        if self.is_current:
            return f"<p>{words['no_wall_falls']}</p>"
        items = "".join(f"<li>{html.escape(lift_words(lift, 'nl'))}</li>" for lift in self.lifts)
        name = f" {html.escape(self.name)}" if self.name else ""
        return f"<p>{words['walls_fall'].format(name=name)}</p><ul>{items}</ul>"

    @property
    def is_current(self) -> bool:
        """True when no wall is lifted.

        Examples:
            >>> regime.is_current, on.CURRENT.is_current
            (False, True)
        """
        return not self.lifts

    @property
    def is_partial(self) -> bool:
        """True when any lift has a free share below 1 or a cut.

        Examples:
            >>> on.block_grant(0.1).is_partial, on.INTEGRAL.is_partial
            (True, False)
        """
        return any(each.is_partial for each in self.lifts)

    @property
    def options(self) -> str | None:
        """What the terminal takes for this regime, with a space before it; '' for `integral`.

        None for a sum of lifts, which the terminal cannot ask for.

        Examples:
            >>> on.block_grant(0.1, awarded=False).options.split()[-2:]
            ['--cut', '0.1']
            >>> on.INTEGRAL.with_awarded().options
            ' --awarded'
        """
        return self.lifts[0].options if len(self.lifts) == 1 else None

    def with_awarded(self, awarded: bool = True) -> Regime:
        """Return the same regime, with money that was already awarded or without it.

        Args:
            awarded: False for money not yet awarded only

        Examples:
            >>> on.INTEGRAL.with_awarded()
            <Regime integral, awarded too: purpose, period, stacking; awarded too>
        """
        lifts = tuple(replace(lift, awarded=awarded) for lift in self.lifts)
        if self.name is None or self.name.startswith(BLOCK_GRANT):
            return Regime(lifts, self.name)
        name = self.name.removesuffix(AWARDED_TOO)
        return Regime(lifts, f"{name}{AWARDED_TOO}" if awarded else name)


def lift(
    *walls: str,
    area: str | None = None,
    streams: Iterable[str] | None = None,
    purposes: Iterable[str] | None = None,
    free_share: float = 1.0,
    cut: float = 0.0,
    awarded: bool = False,
) -> Regime:
    """Return the regime that lifts these walls.

    Regimes add up: ``lift("purpose", streams=["a"]) + lift("period", streams=["b"])``. Names of
    streams, purposes and levels are checked against a case when the regime is used.

    Args:
        *walls: Any of purpose, period, cofinancing, cap, threshold, stacking, assurance, overhead
        area: A level (`region`, …, `national`): budgets reach its areas that share a region with
            them
        streams: By default every stream that does not count as co-financing
        purposes: The purposes that open, by default every one; needs the wall `purpose`
        free_share: φ in [0, 1]: only this part of each budget becomes free
        cut: k in [0, 1]: the lifted budgets are multiplied by 1 − k
        awarded: Lift money that was already awarded too

    Raises:
        QuestionError: A wall is not known, or the arguments contradict each other.

    Examples:
        >>> lift("purpose", "period")
        <Regime purpose, period: purpose, period>
    """
    _check_walls(walls, area, purposes)
    for name, share in (("free_share", free_share), ("cut", cut)):
        if not is_number(share, 0, 1):
            raise QuestionError(problem("share_out_of_range", name=name, share=share))
    single = Lift(
        walls=frozenset([*walls, "area"] if area is not None else walls),
        level=area,
        streams=_names("streams", streams),
        purposes=_names("purposes", purposes),
        free_share=float(free_share),
        cut=float(cut),
        awarded=bool(awarded),
    )
    return Regime((single,))


def _check_walls(walls: Iterable[str], area: str | None, purposes: Iterable[str] | None) -> None:
    """Refuse walls that are not known, and walls and arguments that do not go together."""
    for wall in walls:
        if wall not in WALLS:
            known = ", ".join(WALLS)
            raise QuestionError(
                problem("unknown_wall", wall=wall, known=known, hint=did_you_mean(str(wall), WALLS))
            )
    if area is None and "area" in walls:
        raise QuestionError(problem("area_needs_level"))
    if purposes is not None and "purpose" not in walls:
        raise QuestionError(problem("purposes_without_wall"))


def _names(argument: str, names: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return names without repetitions; None stays None."""
    if names is None:
        return None
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise QuestionError(problem("text_for_a_list", argument=argument, names=names))
    return tuple(dict.fromkeys(str(name) for name in names))
