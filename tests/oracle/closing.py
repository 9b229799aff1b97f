"""What the naive program says of whole plans: which close, when, what is short and what helps."""

from __future__ import annotations

from dataclasses import dataclass

import pulp

from tests.oracle.facts import ONE, Facts, Regime, Sum, Tables, pieces_of, plus, times
from tests.oracle.families import WALLS
from tests.oracle.naive import Asker, exact_highs
from tests.oracle.rows import Condition, World


@dataclass(frozen=True)
class Closing:
    """One whole plan under one regime.

    Attributes:
        first_year: The least y such that it closes with no unit of it after y; None when it does
            not close
        short_alone_eur: Least additions with which it closes; None when no amount suffices
    """

    closes: bool
    first_year: int | None
    short_alone_eur: float | None


@dataclass(frozen=True)
class ClosingOfAll:
    """Every whole plan under one regime, and what all of them together are short."""

    plans: dict[str, Closing]
    short_together_eur: float | None


def closing(tables: Tables, regime: Regime, solver: pulp.LpSolver | None = None) -> ClosingOfAll:
    """Answer for every whole plan, the other plans being free."""
    facts = Facts(tables)
    asker = Asker(World(facts, regime, pieces_of(facts, regime)), solver or exact_highs())
    return ClosingOfAll(
        {plan: _one(asker, plan) for plan in asker.world.closes},
        _short(asker, list(asker.world.closes)),
    )


def walls_that_close(
    tables: Tables,
    level: str,
    streams: list[str] | None = None,
    awarded: bool = False,
    solver: pulp.LpSolver | None = None,
) -> dict[str, list[str]]:
    """Per whole plan that does not close today, the single walls that close it when lifted.

    `level` is that of the lift of the area wall.
    """
    facts, solver = Facts(tables), solver or exact_highs()
    today = World(facts, [], pieces_of(facts, []))
    closed_by: dict[str, list[str]] = {
        plan: [] for plan in today.closes if not _closes(Asker(today, solver), plan)
    }
    for wall in WALLS if closed_by else ():
        regime: Regime = [{"walls": {wall}, "area": level, "streams": streams, "awarded": awarded}]
        asker = Asker(World(facts, regime, pieces_of(facts, regime)), solver)
        for plan, walls in closed_by.items():
            if _closes(asker, plan):
                walls.append(wall)
    return closed_by


def _one(asker: Asker, plan: str) -> Closing:
    closes = _closes(asker, plan)
    first = None
    if closes:
        row = asker.world.facts.plans[plan]
        first = next(
            y
            for y in range(row["first_year"], row["last_year"] + 1)
            if _closes(asker, plan, _none_after(asker.world, plan, y))
        )
    return Closing(closes, first, _short(asker, [plan]))


def _closes(asker: Asker, plan: str, *extra: Condition, free: str = "") -> bool:
    return asker.most(asker.world.closes[plan], *extra, free=free) > 0.5


def _none_after(world: World, plan: str, year: int) -> Condition:
    later: Sum = {u: 1.0 for u, (name, d) in world.units.items() if name == plan and d > year}
    return later, "=="


def _short(asker: Asker, plans: list[str]) -> float | None:
    """Least additions so that all these plans close; None is proven with unlimited additions."""
    world = asker.world
    together = plus({}, *(world.closes[plan] for plan in plans))
    if asker.most(together, free="z") < len(plans) - 0.5:
        return None
    all_close = [(plus({ONE: 1.0}, times(-1, world.closes[plan])), "<=") for plan in plans]
    return asker.least(world.additions(), *all_close, free="z") * world.facts.scale
