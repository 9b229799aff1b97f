"""What the naive program says of several outcomes: what each gains or loses, and its most."""

from __future__ import annotations

from dataclasses import dataclass

import pulp

from tests.oracle.facts import ONE, TOLERANCE, Facts, Regime, Sum, Tables, pieces_of, plus
from tests.oracle.naive import Asker, exact_highs, floors, promised
from tests.oracle.rows import Condition, World, at_least

Range = tuple[float, float]


@dataclass(frozen=True)
class Goals:
    """The answers about every outcome.

    Attributes:
        floors: The least of each in any optimal current allocation
        freed: Least and most that each gains, over cheapest optimal allocations of both worlds
        most_current, most_lifted: The most of each while every other has its floor
    """

    floors: dict[str, float]
    freed: dict[str, Range]
    most_current: dict[str, float]
    most_lifted: dict[str, float]


def goals(
    tables: Tables,
    regime: Regime,
    guarantee: str | None = None,
    solver: pulp.LpSolver | None = None,
) -> Goals:
    """Answer every question about several outcomes for one regime against the current one."""
    facts, solver = Facts(tables), solver or exact_highs()
    now = Asker(World(facts, [], pieces_of(facts, [])), solver)
    best = now.most(now.world.value)
    lifted = World(facts, regime, pieces_of(facts, regime))
    kept = floors(now, guarantee, best) if guarantee else []
    conditions = [at_least(promised(lifted, kind, name), floor) for kind, name, floor in kept]
    then = Asker(lifted, solver, conditions)
    here, there = _ranges(now, best), _ranges(then, then.most(lifted.value))
    least = {name: floor for _, name, floor in floors(now, "outcomes", best)}
    return Goals(
        floors=least,
        freed={
            name: (there[name][0] - here[name][1], there[name][1] - here[name][0])
            for name in facts.weight
        },
        most_current=_most_of_each(now, least),
        most_lifted=_most_of_each(Asker(lifted, solver), least),
    )


def _ranges(asker: Asker, best: float) -> dict[str, Range]:
    """Each outcome's least and most over the optimal allocations of least spending."""
    world = asker.world
    optimal = at_least(world.value, best)
    spent = asker.least(world.spending, optimal)
    slack = TOLERANCE * max(1.0, abs(spent))
    cheapest: Condition = (plus(world.spending, {ONE: -spent - slack}), "<=")
    return {
        name: (
            max(0.0, asker.least(units, optimal, cheapest)),
            max(0.0, asker.most(units, optimal, cheapest)),
        )
        for name, units in _counts(world).items()
    }


def _counts(world: World) -> dict[str, Sum]:
    """N of each outcome over the whole case."""
    return {name: world.delivered("national", None, None, name) for name in world.facts.weight}


def _most_of_each(asker: Asker, least: dict[str, float]) -> dict[str, float]:
    """The most of each outcome while every other gets at least its floor."""
    counts = _counts(asker.world)
    return {
        name: asker.most(
            counts[name],
            *(at_least(counts[other], floor) for other, floor in least.items() if other != name),
        )
        for name in least
    }
