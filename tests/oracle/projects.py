"""The rows of the naive program with 0-1 variables: whole plans, fixed costs and least awards.

Written down literally: one 0-1 variable per plan and variant (7), per stream and plan that a fixed
cost stands between (8), and per stream and plan that a least award stands between (9). Whether a
stream pays is asked of each spending by itself: x ≤ M · y, with M what its cost row can need.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.oracle.facts import ONE, Key, Sum, plus, times

if TYPE_CHECKING:  # the rows of a world call the functions of this file
    from tests.oracle.rows import World

CHOICES = ("whole", "applies", "grants")
"""The first word of each 0-1 variable."""


def whole_plans(world: World) -> None:
    """(7) Σ_d u = capacity · z[a, v] and Σ_v z[a, v] ≤ 1."""
    delivered: defaultdict[Key, Sum] = defaultdict(dict)
    for u, (plan, _) in world.units.items():
        if world.facts.plans[plan].get("whole"):
            delivered["whole", plan, u[2]][u] = 1.0
    for z, units in delivered.items():
        capacity = world.facts.plans[z[1]]["capacity_units"]
        world.conditions.append((plus(units, {z: -capacity}), "=="))
    for plan in dict.fromkeys(z[1] for z in delivered):
        world.closes[plan] = {z: 1.0 for z in delivered if z[1] == plan}
        world.at_most(world.closes[plan], {ONE: 1.0})


def fixed_costs(world: World) -> None:
    """(8) Where F stands, s pays on a only if y[s, a] = 1, and Σ_b f[b, a] = F · y[s, a].

    F stands on money whose overhead is not lifted and is paid once for all such money of the
    stream. Every budget of the stream whose area, as it stands, holds the plan may bring f.
    """
    for s, plan, roads in _each_stream_and_plan(world):
        fixed = world.facts.rule(s, "fixed_eur_per_plan")
        bound = [x for x in roads if not world.down(world.spent[x][0].acting, "overhead")]
        if not fixed or not bound:
            continue
        y = ("applies", s, plan)
        _only_if(world, bound, y)
        brought: Sum = {}
        for number, piece in enumerate(world.pieces):
            if piece.stream == s and plan in world.within(piece, piece.acting):
                f = ("f", number, plan)
                world.fixed[f] = piece
                brought[f] = 1.0
        world.conditions.append((plus(brought, {y: -fixed / world.facts.scale}), "=="))


def least_awards(world: World) -> None:
    """(9) Where A stands, s pays on a only if q[s, a] = 1, and Σ (1 − ω) x of s on a ≥ A · q.

    A stands on money whose threshold is not lifted; all money of the stream counts for it.
    """
    for s, plan, roads in _each_stream_and_plan(world):
        least = world.facts.rule(s, "min_award_eur")
        bound = [x for x in roads if not world.down(world.spent[x][0].acting, "threshold")]
        if not least or not bound:
            continue
        q = ("grants", s, plan)
        _only_if(world, bound, q)
        reached = {x: world.net(world.spent[x][0]) for x in roads}
        world.at_most({q: least / world.facts.scale}, reached)


def _each_stream_and_plan(world: World) -> list[tuple[str, str, list[Key]]]:
    """(stream, plan, spending of the stream on the plan), wherever there is a road."""
    roads: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for x, (piece, plan, *_) in world.spent.items():
        roads[piece.stream, plan].append(x)
    return [(s, plan, found) for (s, plan), found in roads.items()]


def _only_if(world: World, roads: list[Key], choice: Key) -> None:
    """X ≤ M · choice, with M the net euros that the cost row of the road can need, made gross."""
    for x in roads:
        piece, plan, _, p, o, _ = world.spent[x]
        row = world.facts.plans[plan]
        yearly = row.get("max_units_per_year")
        units = row["capacity_units"] if yearly is None else min(row["capacity_units"], yearly)
        need = units * world.facts.recipes[row["plan_type"]][p, o]
        world.at_most({x: 1.0}, times(need / world.net(piece), {choice: 1.0}))
