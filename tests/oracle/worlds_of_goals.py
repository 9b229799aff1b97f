"""Worlds by hand with several outcomes: yields, limits that an outcome raises, own money tied."""

from __future__ import annotations

from typing import Any

from tests.oracle.world_tables import (
    LAND_10,
    M,
    Rows,
    WorkedWorld,
    budget,
    case,
    collector,
    cost,
    earmarks,
    lift,
    plan,
    stream,
    two_pots,
)

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)


def outcomes(**weights: float) -> Rows:
    """outcomes(homes=1, nature=2)."""
    return [{"outcome": name, "weight": weight} for name, weight in weights.items()]


def yielding(plan_type: str, outcome: str, per_unit: float) -> Rows:
    return [{"plan_type": plan_type, "outcome": outcome, "per_unit": per_unit}]


def limit(outcome: str, most: float, raised_by: str | None = None, **more: Any) -> dict[str, Any]:
    where = {"level": "national", "area": None, "year": None, **more}
    return {**where, "outcome": outcome, "max_units": most, "raised_by": raised_by}


# Each home also brings half a hectare, worth 2: a home is worth 1 + 0.5 · 2 = 2. Land 60 and
# mobility 20: 2,000 homes (4,000) today; 80 / 20,000 = 4,000 homes (8,000) without the walls.
NATURE = {"yields": yielding("home", "nature", 0.5), "outcomes": outcomes(homes=1, nature=2)}
world(
    "a yield counts by its weight",
    two_pots(**NATURE),
    lift("purpose"),
    value_current=4000,
    value_lifted=8000,
    freed=4000,
    crossing_eur=20 * M,
    needed_eur=40 * M,
    blocked_eur=40 * M,
    surplus_eur=0,
    top_up_eur=20 * M,
    break_even_cut=0.5,
    own_tied_eur=0,
)

# At most 1,500 hectares: 3,000 homes, value 6,000, for 60; 20 is left over.
world(
    "a yield counts in a limit",
    two_pots(**NATURE, limits=[limit("nature", 1500)]),
    lift("purpose"),
    value_current=4000,
    value_lifted=6000,
    needed_eur=40 * M,
    blocked_eur=20 * M,
    surplus_eur=20 * M,
)

# 1,250 hectares promised: 2,500 homes, which needs 5 of mobility more; without walls it is met.
world(
    "a yield counts in a target",
    two_pots(
        **NATURE,
        targets=[
            {"level": "national", "area": None, "year": None, "outcome": "nature", "units": 1250}
        ],
    ),
    lift("purpose"),
    target_top_up_eur_current=5 * M,
    target_top_up_eur_lifted=0,
)

# Homes cost 10,000 of land; 1,000 of them have a connection, and each connection more costs 1,000,
# for which there is no money today: 1,000 homes, 10 of 40. When land money may pay for connections:
# 10,000 (1,000 + r) + 1,000 r = 40,000,000, so r = 30,000 / 11.
ROOM = 30_000 / 11
CONNECTIONS = case(
    [stream("l")],
    [budget("l", 40)],
    earmarks(l="land"),
    [plan(), plan("c", 100_000, plan_type="grid", outcome="connections")],
    [*LAND_10, cost("grid", 1000, plan_type="grid")],
    outcomes=outcomes(homes=1, connections=0),
    limits=[limit("homes", 1000, "connections")],
)
world(
    "room that money can buy",
    CONNECTIONS,
    lift("purpose"),
    value_current=1000,
    value_lifted=1000 + ROOM,
    crossing_eur=1000 * ROOM,
    needed_eur=10 * M,
    blocked_eur=30 * M,
    surplus_eur=0,
    stranded_eur_current=30 * M,
    top_up_eur=None,
)
# Each region has 500 of its own, r3 lies in no province and is not bound. Room in r1 raises the
# limit of the province of r1 and r2, and nothing in r3: there 2,000 homes without any room.
world(
    "room counts in its own area, and no area is no limit",
    {
        **CONNECTIONS,
        "plans": [
            plan("a", 2000, region="r2"),
            plan("b", 2000, region="r3"),
            plan("c", 300, plan_type="grid", outcome="connections"),
            plan("d", 700, plan_type="grid", outcome="connections", region="r3"),
        ],
        "limits": [limit("homes", 500, "connections", level="province")],
    },
    lift("purpose"),
    value_current=2500,
    value_lifted=2800,
    crossing_eur=300_000,
    surplus_eur=40 * M - 28 * M - 300_000,
)
# A limit of a year is raised by that year's room only: 100 in 2026, none in 2027.
YEARS = [
    plan(last=2027),
    plan("c", 100, plan_type="grid", outcome="connections"),
    plan("d", 50, 2028, 2028, plan_type="grid", outcome="connections"),
]
world(
    "room of a year does not last",
    {
        **CONNECTIONS,
        "plans": YEARS,
        "limits": [
            limit("homes", 0, "connections", year=2026),
            limit("homes", 0, "connections", year=2027),
        ],
    },
    lift("purpose"),
    value_current=0,
    value_lifted=100,
)
# Without a year all room counts, also that of 2028.
world(
    "room of all years together",
    {**CONNECTIONS, "plans": YEARS, "limits": [limit("homes", 0, "connections")]},
    lift("purpose"),
    value_current=0,
    value_lifted=150,
)

# Half of what the grant pays must be affordable. Of every ordinary home 0.3 is: with 100 affordable
# homes 100 + 0.3 h ≥ 0.5 (100 + h), so h ≤ 250: value 100 + 250 · 1.3 = 425. Without the rule
# 1,000 ordinary homes: 100 + 1,300.
world(
    "a yield counts in a minimum share",
    case(
        [stream("grant")],
        [budget("grant", 100)],
        earmarks(grant="land"),
        [
            plan("mixed", 1000),
            plan("social", 100, plan_type="social", outcome="affordable"),
        ],
        [*LAND_10, cost("land", 10_000, plan_type="social")],
        outcomes=outcomes(homes=1, affordable=1),
        yields=yielding("home", "affordable", 0.3),
        minimum_shares=[
            {"stream": "grant", "level": "national", "outcome": "affordable", "min_share": 0.5}
        ],
    ),
    lift("threshold"),
    value_current=425,
    value_lifted=1400,
    spent_eur_current=3.5 * M,
    spent_eur_lifted=11 * M,
)

# The state pays at most half. 20 of it and 30 of one's own: 4,000 homes, with 20 of one's own
# beside it and 10 by itself (5,000 in all). Without the rule the same 5,000 homes still need 30 of
# one's own, as the state has 20: nothing is tied. With 60 of the state: 30 own carries 30, 6,000
# homes; without the rule 60 of the state pays these alone: 30 is tied.
for state, value, tied in ((20, 5000, 0.0), (60, 6000, 30 * M)):
    world(
        f"own money tied, {state} of the state",
        case(
            [stream("s", cofinancing_share=0.5), stream("own", counts_as_cofinancing=True)],
            [budget("s", state), budget("own", 30)],
            earmarks(s="land", own="land"),
            [plan()],
            LAND_10,
        ),
        lift("cofinancing"),
        value_current=value,
        own_tied_eur=tied,
    )
