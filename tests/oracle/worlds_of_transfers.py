"""Worked worlds of money that may move to another stream, whose answers fit in a comment."""

from __future__ import annotations

from typing import Any

from tests.oracle.world_tables import (
    INTEGRAL,
    LAND_10,
    M,
    WorkedWorld,
    budget,
    case,
    collector,
    cost,
    earmarks,
    lift,
    plan,
    stream,
)

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)


def to_land(share: float) -> dict[str, list[dict[str, Any]]]:
    return {"transfers": [{"stream": "roads", "to_stream": "land", "share": share}]}


# Two villages; a home needs 10,000 land and 10,000 roads, and roads money may pass for a quarter to
# land. Village 1: roads 40, land 10; village 2: 20 and 20. Without the rule: 1,000 + 2,000. With it
# 10 of the 40 may pass: land 20, roads 30: 2,000 + 2,000 for 80, and 10 of roads lies idle. Without
# walls: 50 / 20,000 = 2,500 in village 1: 4,500 for all 90. Its land is then 25: 10 of its own, 10
# that may pass today, so 5 cross a wall. Today's 4,000 cost 80: blocked 10, none of it detour.
# Within the walls 5 more land money: 15 + 10 and 30 of roads. The same homes from 8/9 of the money.
# A free share φ: land in village 1 is 10 + 40 φ + a quarter of 40 (1 − φ) = 20 + 30 φ: 25 at 1/6;
# nine tenths of the gain, 24.5, at 0.15.
VILLAGES = case(
    [stream("roads"), stream("land")],
    [
        budget("roads", 40, level="region", area="r1"),
        budget("land", 10, level="region", area="r1"),
        budget("roads", 20, level="region", area="r2"),
        budget("land", 20, level="region", area="r2"),
    ],
    earmarks(roads="roads", land="land"),
    [plan("a"), plan("b", region="r2")],
    [cost("land", 10_000), cost("roads", 10_000)],
    **to_land(0.25),
)
world(
    "a quarter of roads to land",
    VILLAGES,
    lift(*INTEGRAL),
    value_current=4000,
    value_lifted=4500,
    freed=500,
    crossing_eur=5 * M,
    needed_eur=80 * M,
    blocked_eur=10 * M,
    detour_eur=0,
    surplus_eur=0,
    utilisation=8 / 9,
    stranded_eur_current=10 * M,
    stranded_eur_lifted=0,
    spent_eur_current=80 * M,
    spent_eur_lifted=90 * M,
    top_up_eur=5 * M,
    break_even_cut=1 / 9,
    least_free_share=1 / 6,
    least_free_share_90=0.15,
    budget_eur_current=90 * M,
    budget_eur_lifted=90 * M,
)
world(
    "a share of zero moves nothing",
    {**VILLAGES, **to_land(0.0)},
    lift(*INTEGRAL),
    value_current=3000,
    value_lifted=4500,
    crossing_eur=15 * M,
    top_up_eur=15 * M,
)

# Nothing for land but what passes: a quarter of 50 is 12.5: 1,250 homes. Without walls 25 for each:
# 2,500. There is no row of land to add to, so a quarter of 50 + z must be 25: z = 50.
ONLY_ROADS = case(
    [stream("roads"), stream("land")],
    [budget("roads", 50)],
    earmarks(roads="roads", land="land"),
    [plan()],
    [cost("land", 10_000), cost("roads", 10_000)],
    **to_land(0.25),
)
world(
    "an addition raises what may pass",
    ONLY_ROADS,
    lift(*INTEGRAL),
    value_current=1250,
    value_lifted=2500,
    top_up_eur=50 * M,
    crossing_eur=12.5 * M,
)

# A cut of a half leaves 25 of roads, and does not touch additions: 1,000 homes need 10 of land, a
# quarter of 25 + z at z = 15.
world(
    "a cut takes nothing of what is added and may pass",
    {
        **ONLY_ROADS,
        "targets": [
            {"level": "region", "area": "r1", "year": None, "outcome": "homes", "units": 1000}
        ],
    },
    lift("area", area="national", cut=0.5),
    value_lifted=625,
    target_top_up_eur_lifted=15 * M,
)


def only_land(
    share: float,
    *,
    roads: float = 40,
    land: float = 0,
    more: dict[str, Any] | None = None,
    **rules: Any,
) -> dict[str, Any]:
    """Homes that need 10,000 land each.

    Roads money pays nothing of it but for what passes to land, whose rules are given.
    """
    streams = [stream("roads"), stream("land", **rules)]
    return case(
        streams,
        [budget("roads", roads), budget("land", land)],
        earmarks(roads="roads", land="land"),
        [plan()],
        LAND_10,
        **to_land(share),
        **(more or {}),
    )


# Land may spend 15 in all; 10 of its own and 20 that may pass are counted together: 1,500 homes.
# Without the ceiling 3,000. Where it falls for roads alone it falls for the 20 that pass, and the
# 10 of land stay below it: 3,000 too.
CEILING = only_land(
    0.5,
    land=10,
    more={
        "ceilings": [
            {"stream": "land", "level": "national", "area": None, "year": None, "max_eur": 15 * M}
        ]
    },
)
world(
    "the ceiling of land counts both",
    CEILING,
    lift("cap"),
    value_current=1500,
    value_lifted=3000,
    needed_eur=15 * M,
    blocked_eur=15 * M,
    surplus_eur=20 * M,
    crossing_eur=0,
)
world(
    "the ceiling falls for roads alone",
    CEILING,
    lift("cap", streams=["roads"]),
    value_current=1500,
    value_lifted=3000,
)

# Land may pay 4,000 a home and own money the rest. 10 of land and 10 that passes are 20: all 5,000
# homes, with 30 of own money. With 24 of own money the rest, 6,000 a home, reaches 4,000 homes, on
# which land and what passed to it may spend 16 together; without the cap 20 + 24 pay 4,400.
CAP = case(
    [
        stream("roads"),
        stream("land", cap_eur_per_unit=4000),
        stream("own", counts_as_cofinancing=True),
    ],
    [budget("roads", 40), budget("land", 10), budget("own", 90)],
    earmarks(roads="roads", land="land", own="land"),
    [plan(capacity=5000)],
    LAND_10,
    **to_land(0.25),
)
world(
    "the cap of land counts both",
    CAP,
    lift("cap", streams=["land", "roads"]),
    value_current=5000,
    value_lifted=5000,
    spent_eur_current=50 * M,
    freed=0,
)
world(
    "the cap of land counts both, with little own money",
    {**CAP, "budgets": [budget("roads", 40), budget("land", 10), budget("own", 24)]},
    lift("cap"),
    value_current=4000,
    value_lifted=4400,
)

# Land money must be spent in its year, and the homes are paid in 2027: what passes has the year of
# the roads budget, 2026. When the years fall, 20 pays 2,000 homes. With a carry-over share of a
# half instead, half of the 20 that may pass can be late: 1,000 homes. The other 10 take 20 more of
# land itself, or 40 more of roads.
LATE = only_land(0.5, spend_within_years=0)
LATE["plans"] = [plan(first=2027, last=2027)]
world(
    "the years of land, from the year of roads",
    LATE,
    lift("period"),
    value_current=0,
    value_lifted=2000,
    crossing_eur=20 * M,
)
HALF_LATE = only_land(0.5, carry_over_share=0.5)
HALF_LATE["plans"] = [plan(first=2027, last=2027)]
world(
    "half of what may pass may be late",
    HALF_LATE,
    lift("period"),
    value_current=1000,
    value_lifted=2000,
    crossing_eur=0,
    top_up_eur=20 * M,
)

# Homes need a school for 5,000, which nobody may pay. Land alone is opened: its own 10, and the 10
# that may pass there: 4,000 homes. Roads alone: all its 40: 8,000. Half of land free: 5 of its own
# and half of the 10 that may pass: 2,000. Half of both: 25, and no half of a half: 5,000.
SCHOOL = case(
    [stream("roads"), stream("land")],
    [budget("roads", 40), budget("land", 10)],
    earmarks(roads="roads", land="land"),
    [plan()],
    [cost("school", 5000)],
    **to_land(0.25),
)
SCHOOL["earmarks"].append({"stream": "land", "purpose": "land", "plan_type": "home"})
world(
    "land is opened for what passes too",
    SCHOOL,
    lift("purpose", streams=["land"]),
    value_current=0,
    value_lifted=4000,
    spent_eur_lifted=20 * M,
    crossing_eur=20 * M,
)
world(
    "roads are opened",
    SCHOOL,
    lift("purpose", streams=["roads"]),
    value_current=0,
    value_lifted=8000,
    spent_eur_lifted=40 * M,
)
world(
    "half of land is free",
    SCHOOL,
    lift("purpose", streams=["land"], free_share=0.5),
    value_current=0,
    value_lifted=2000,
)
world(
    "half of all is free, and nothing twice",
    SCHOOL,
    lift("purpose", free_share=0.5),
    value_current=0,
    value_lifted=5000,
)

# The roads money has been awarded: left out, it is free neither at home nor when it has passed;
# only the 10 of land pays, 2,000 schools at 5,000. Awarded too: 50, 10,000.
AWARDED = {**SCHOOL, "budgets": [budget("roads", 40, awarded=True), budget("land", 10)]}
world(
    "awarded money that is left out stays so when it passes",
    AWARDED,
    lift("purpose"),
    value_current=0,
    value_lifted=2000,
)
world(
    "awarded money lifted too",
    AWARDED,
    lift("purpose", awarded=True),
    value_current=0,
    value_lifted=10_000,
)

# A cut of roads by half halves what may pass: 10 becomes 5. A cut of land leaves it alone.
PASSES = only_land(0.25)
world(
    "a cut of the stream that gives",
    PASSES,
    lift("threshold", streams=["roads"], cut=0.5),
    value_current=1000,
    value_lifted=500,
    needed_eur=None,
    break_even_cut=None,
    budget_eur_lifted=20 * M,
)
world(
    "a cut of the stream that receives",
    PASSES,
    lift("threshold", streams=["land"], cut=0.5),
    value_current=1000,
    value_lifted=1000,
    budget_eur_lifted=40 * M,
)

# Land asks half own money and loses a fifth on the way: 10 that pass bring 8 and ask 8 of own
# money: 1,600 homes for 18. Without overhead own money still allows 8 only: the same homes for 16,
# so 2 of today's spending is a detour. Without the rule of own money too 10 and 8: 1,800.
SHARED = only_land(0.25, cofinancing_share=0.5, overhead_share=0.2)
SHARED["streams"] = [*SHARED["streams"], stream("own", counts_as_cofinancing=True)]
SHARED["budgets"] = [*SHARED["budgets"], budget("own", 8)]
SHARED["earmarks"] = [*SHARED["earmarks"], *earmarks(own="land")]
world(
    "the overhead of land",
    SHARED,
    lift("overhead"),
    value_current=1600,
    value_lifted=1600,
    spent_eur_current=18 * M,
    needed_eur=16 * M,
    blocked_eur=0,
)
world(
    "the own money that land asks",
    SHARED,
    lift("overhead", "cofinancing"),
    value_current=1600,
    value_lifted=1800,
    needed_eur=16 * M,
    detour_eur=2 * M,
    blocked_eur=2 * M,
)

# Land excludes roads, and a home needs 5,000 of each: no home can be paid from roads money and from
# roads money that has passed to land. Without the exclusion 40 / 10,000.
RIVALS = only_land(0.5, more={"exclusions": [{"stream": "land", "excludes": "roads"}]})
RIVALS["costs"] = [cost("land", 5000), cost("roads", 5000)]
world(
    "an exclusion holds for what has passed",
    RIVALS,
    lift("stacking"),
    value_current=0,
    value_lifted=4000,
    stranded_eur_current=40 * M,
)
