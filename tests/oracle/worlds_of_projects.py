"""Worlds by hand with whole plans, fixed costs and least awards."""

from __future__ import annotations

from typing import Any

from tests.oracle.world_tables import (
    BOTH_10,
    LAND_10,
    M,
    WorkedWorld,
    budget,
    case,
    collector,
    earmarks,
    lift,
    plan,
    stream,
    two_pots,
)

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)


def project(name: str = "a", capacity: float = 3000, **more: Any) -> dict[str, Any]:
    return plan(name, capacity, whole=True, **more)


def land_of(
    *streams: dict[str, Any], money: dict[str, float], plans: Any = None, **more: Any
) -> dict[str, Any]:
    """Homes that need 10,000 euros of land; every stream pays for land, in millions of euros."""
    given = [budget(name, millions) for name, millions in money.items()]
    marks = earmarks(**dict.fromkeys(money, "land"))
    return case(list(streams), given, marks, plans or [plan()], LAND_10, **more)


# 3,000 homes or none, 30 of each purpose. Mobility has 20, so nothing is built and nothing can be
# spent. With one purse 80 pays for the 60 it takes; 10 of mobility comes out of land, a sixth of
# it. Nine tenths of the gain takes the whole project too.
WHOLE = two_pots() | {"plans": [project()]}
world(
    "a whole plan between two pots",
    WHOLE,
    lift("purpose"),
    value_current=0,
    value_lifted=3000,
    freed=3000,
    spent_eur_current=0,
    spent_eur_lifted=60 * M,
    stranded_eur_current=80 * M,
    stranded_eur_lifted=20 * M,
    crossing_eur=10 * M,
    needed_eur=0,
    blocked_eur=60 * M,
    detour_eur=0,
    surplus_eur=20 * M,
    utilisation=0,
    top_up_eur=10 * M,
    break_even_cut=1,
    least_free_share=1 / 6,
    least_free_share_90=1 / 6,
)

# Of 3,000 and 1,000 homes only the small one closes today (10 of each). Both take 80, all there is;
# within the walls they take 40 of mobility, 20 more than there is.
world(
    "the smaller of two projects closes",
    two_pots() | {"plans": [project(), project("b", 1000)]},
    lift("purpose"),
    value_current=1000,
    value_lifted=4000,
    spent_eur_current=20 * M,
    stranded_eur_current=60 * M,
    needed_eur=20 * M,
    blocked_eur=60 * M,
    surplus_eur=0,
    crossing_eur=20 * M,
    top_up_eur=20 * M,
    break_even_cut=0.75,
)

# Streams a and b exclude each other and each has 6 of the 10 that a project takes: none is paid
# from both. Without that rule it is. Divisible, 600 homes would be paid from each.
EXCLUDING = land_of(
    stream("a"),
    stream("b"),
    money={"a": 6, "b": 6},
    plans=[project(capacity=1000)],
    exclusions=[{"stream": "a", "excludes": "b"}],
)
world(
    "a whole plan is paid in one variant",
    EXCLUDING,
    lift("stacking"),
    value_current=0,
    value_lifted=1000,
    surplus_eur=2 * M,
    top_up_eur=4 * M,
)

# The second grant has 1.0 and applying takes 0.8: 0.2 is left, 20 homes. Without it 100 homes.
SMALL_GRANT = {"money": {"large": 6, "small": 1}}
world(
    "a fixed cost is paid before the homes",
    land_of(stream("large"), stream("small", fixed_eur_per_plan=0.8 * M), **SMALL_GRANT),
    lift("overhead"),
    value_current=620,
    value_lifted=700,
    spent_eur_current=7 * M,
    spent_eur_lifted=7 * M,
    stranded_eur_current=0.8 * M,
    stranded_eur_lifted=0,
    needed_eur=6.2 * M,
    blocked_eur=0.8 * M,
    detour_eur=0.8 * M,
    surplus_eur=0,
    crossing_eur=0,
    top_up_eur=0.8 * M,
    break_even_cut=0.8 / 7,
)

# Applying takes 1.2 and the grant has 1: nobody applies.
world(
    "a grant that is not worth the applying",
    land_of(stream("large"), stream("small", fixed_eur_per_plan=1.2 * M), **SMALL_GRANT),
    lift("overhead"),
    value_current=600,
    value_lifted=700,
    spent_eur_current=6 * M,
    stranded_eur_current=1 * M,
    needed_eur=6 * M,
    blocked_eur=1 * M,
    detour_eur=0,
    top_up_eur=1 * M,
)

# Two plans of 100 homes and one grant of 2.3: applied for twice 0.2 each is lost, 1.9 pays 190
# homes.
world(
    "a fixed cost is paid for every plan",
    land_of(
        stream("s", fixed_eur_per_plan=0.2 * M),
        money={"s": 2.3},
        plans=[plan("a", 100), plan("b", 100)],
    ),
    lift("overhead"),
    value_current=190,
    value_lifted=200,
    spent_eur_current=2.3 * M,
    stranded_eur_current=0.4 * M,
    surplus_eur=0.3 * M,
)

# The money of 2027 comes too late for homes of 2026 but pays the applying: f may come from any
# year. The cap of 10,000 a home, and that nothing may be carried over, say nothing of it.
world(
    "money of another year pays the fixed cost",
    case(
        [stream("s", fixed_eur_per_plan=M, cap_eur_per_unit=10_000, carry_over_share=0)],
        [budget("s", 5), budget("s", 1, year=2027)],
        earmarks(s="land"),
        [plan()],
        LAND_10,
    ),
    lift("overhead"),
    value_current=500,
    value_lifted=500,
    spent_eur_current=6 * M,
    spent_eur_lifted=5 * M,
    detour_eur=1 * M,
    stranded_eur_current=1 * M,
    stranded_eur_lifted=1 * M,
)

# The money of the other region does not reach the plan: 4 of 5 is left for homes. With the area
# wall down it pays the applying, and homes: 9 - 1 = 8.
world(
    "money that does not reach the plan pays no fixed cost",
    case(
        [stream("s", fixed_eur_per_plan=M)],
        [budget("s", 5, level="region", area="r1"), budget("s", 4, level="region", area="r2")],
        earmarks(s="land"),
        [plan()],
        LAND_10,
    ),
    lift("area", area="national"),
    value_current=400,
    value_lifted=800,
    crossing_eur=3 * M,
    top_up_eur=4 * M,
)

# Municipal money has 3, of which applying takes 1: 2 beside 2 of the state, 400 homes. Not matched,
# the state alone pays 400 (needed 4), so all 3 of the municipality was tied; with it 600.
world(
    "a fixed cost of own money is own money",
    land_of(
        stream("own", counts_as_cofinancing=True, fixed_eur_per_plan=M),
        stream("s", cofinancing_share=0.5),
        money={"own": 3, "s": 4},
    ),
    lift("cofinancing"),
    value_current=400,
    value_lifted=600,
    spent_eur_current=5 * M,
    spent_eur_lifted=7 * M,
    needed_eur=4 * M,
    detour_eur=1 * M,
    own_tied_eur=3 * M,
)

# A least award of 3 on money that has 2: it pays nothing. Without the threshold 200 homes.
world(
    "a least award above what there is",
    land_of(stream("s", min_award_eur=3 * M), money={"s": 2}),
    lift("threshold"),
    value_current=0,
    value_lifted=200,
    blocked_eur=2 * M,
    crossing_eur=0,
    top_up_eur=1 * M,
    least_free_share=1,
)

# Net euros: 4 with a quarter lost is 3, which just reaches the least award; 300 homes.
world(
    "a least award is of net euros",
    land_of(stream("s", min_award_eur=3 * M, overhead_share=0.25), money={"s": 4}),
    lift("overhead"),
    value_current=300,
    value_lifted=400,
    top_up_eur=4 / 3 * M,
)

# A project of 2 on land and 2 on mobility. s pays mobility, and 3 at least, which is more than the
# project needs of it: no money makes it close. Once s may pay land too, 1 of it passes the wall.
world(
    "a least award above what a project needs of it",
    case(
        [stream("l"), stream("s", min_award_eur=3 * M)],
        [budget("l", 5), budget("s", 5)],
        earmarks(l="land", s="mobility"),
        [project(capacity=200)],
        BOTH_10,
    ),
    lift("purpose"),
    value_current=0,
    value_lifted=200,
    spent_eur_lifted=4 * M,
    crossing_eur=1 * M,
    surplus_eur=6 * M,
    top_up_eur=None,
    least_free_share=0.2,
)

# Granted money of 2 keeps its least award of 3; the free money beside it (1.5, lifted) counts for
# it, so 3.5 is paid. With nothing lifted the two count together as well.
AWARDED = land_of(stream("s", min_award_eur=3 * M), money={"s": 2})
AWARDED["budgets"] = [budget("s", 2, awarded=True), budget("s", 1.5)]
world(
    "lifted money counts for the least award of granted money",
    AWARDED,
    lift("threshold"),
    value_current=350,
    value_lifted=350,
    blocked_eur=0,
    surplus_eur=0,
)

# Applying is free for lifted money and takes 1 for the 2 that were granted. It may be brought by
# either, so 3.5 - 1 = 2.5 as today: to leave the granted money alone would give 1.5.
AWARDED_FIXED = land_of(stream("s", fixed_eur_per_plan=M), money={"s": 2})
AWARDED_FIXED["budgets"] = [budget("s", 2, awarded=True), budget("s", 1.5)]
world(
    "lifted money brings the fixed cost of granted money",
    AWARDED_FIXED,
    lift("overhead"),
    value_current=250,
    value_lifted=250,
    detour_eur=0,
    spent_eur_lifted=3.5 * M,
)

# A target of 250 homes, which only a project of 300 can meet: 3 of land takes 1 more.
world(
    "a target that a whole plan has to meet",
    land_of(
        stream("s"),
        money={"s": 2},
        plans=[project(capacity=300)],
        targets=[
            {"level": "national", "area": None, "year": None, "outcome": "homes", "units": 250}
        ],
    ),
    lift("purpose"),
    value_current=0,
    value_lifted=0,
    target_top_up_eur_current=1 * M,
    target_top_up_eur_lifted=1 * M,
)

# r2 has 1 and a project of 3. All 3 together would pay for it, which is worth more than the project
# of r1; but that one closes today, and its region keeps it.
world(
    "a floor keeps a project",
    case(
        [stream("s")],
        [budget("s", 2, level="region", area="r1"), budget("s", 1, level="region", area="r2")],
        earmarks(s="land"),
        [project("a", 200), project("b", 300, region="r2")],
        LAND_10,
    ),
    lift("area", area="national"),
    guarantee="region",
    value_current=200,
    value_lifted=200,
    freed=0,
)
