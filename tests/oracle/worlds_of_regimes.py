"""Worked worlds of regimes.

Awarded money, free shares, cuts, limits, opening work, outcomes, guarantees, targets.
"""

from __future__ import annotations

from tests.oracle.world_tables import (
    INTEGRAL,
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
from tests.oracle.worlds_of_walls import TWO_POTS

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)

# Awarded: of the 60 land 50 is awarded and keeps its rules. What can still be freed: 10 of land
# crosses: 3,000 homes, 20 left. 2,000 homes take 20 mobility of the 30 that is lifted. 20 + 10 φ =
# 30 at φ = 1. Asked the other way (`awarded`), the two pots come back.
AWARDED = two_pots(budget("l", 10), budget("l", 50, awarded=True), budget("m", 20))
world(
    "awarded money left out",
    AWARDED,
    lift(*INTEGRAL),
    value_current=2000,
    value_lifted=3000,
    crossing_eur=10 * M,
    needed_eur=40 * M,
    blocked_eur=20 * M,
    surplus_eur=20 * M,
    stranded_eur_lifted=20 * M,
    top_up_eur=10 * M,
    break_even_cut=1 / 3,
    least_free_share=1,
    least_free_share_90=0.9,
)
world("awarded money lifted too", AWARDED, lift(*INTEGRAL, awarded=True), **TWO_POTS)

# Free share 0.2 of the two pots: mobility 20 + 12: 3,200 homes for 64. 0.375 less money still gives
# 32 · 0.625 = 20 of mobility. A promise of 5,000 homes takes 30 mobility within the walls; lifted,
# 20 in all: added to mobility, a fifth of it free: 16 + 16 + 18 free = 50 mobility, 48 + 2 land.
PROMISE: Rows = [{"level": "region", "area": "r1", "year": None, "outcome": "homes", "units": 5000}]
world(
    "free share",
    two_pots(targets=PROMISE),
    lift(*INTEGRAL, free_share=0.2),
    value_current=2000,
    value_lifted=3200,
    crossing_eur=12 * M,
    needed_eur=40 * M,
    blocked_eur=24 * M,
    surplus_eur=16 * M,
    stranded_eur_lifted=16 * M,
    top_up_eur=12 * M,
    break_even_cut=0.375,
    least_free_share=0.2,
    least_free_share_90=0.18,
    target_top_up_eur_current=30 * M,
    target_top_up_eur_lifted=20 * M,
)

# Cut 25 %: 45 + 15 = 60: 3,000 homes. 40 of 60 is today's result. 15 + 45 φ = 30 at 1/3, 29 at
# 14/45. A cut does not touch additions: 5,000 homes take 100 − 60 = 40.
world(
    "cut",
    two_pots(targets=PROMISE),
    lift(*INTEGRAL, cut=0.25),
    value_lifted=3000,
    budget_eur_lifted=60 * M,
    crossing_eur=15 * M,
    needed_eur=40 * M,
    blocked_eur=20 * M,
    surplus_eur=0,
    top_up_eur=10 * M,
    break_even_cut=1 / 3,
    least_free_share=1 / 3,
    least_free_share_90=14 / 45,
    target_top_up_eur_current=30 * M,
    target_top_up_eur_lifted=40 * M,
)

# Cut 60 %: 24 + 8 = 32: 1,600 homes, fewer than today's 2,000: what asks the lifted world for
# today's result has no answer. The whole "gain" (−400) is reached at 8 + 24 φ = 16; nine tenths of
# it (1,640 homes) at no free share.
world(
    "cut too deep",
    two_pots(),
    lift(*INTEGRAL, cut=0.6),
    value_lifted=1600,
    freed=-400,
    needed_eur=None,
    blocked_eur=None,
    detour_eur=None,
    utilisation=None,
    break_even_cut=None,
    surplus_eur=0,
    top_up_eur=0,
    crossing_eur=8 * M,
    least_free_share=1 / 3,
    least_free_share_90=None,
    stranded_eur_lifted=0,
)

# Limits: 600 homes in each region, 500 in 2026 and 400 in 2027 in all: 900, for 9 of 20, whatever
# wall falls. Half of 20 and one more would do less.
world(
    "limits",
    case(
        [stream("l")],
        [budget("l", 20)],
        earmarks(l="land"),
        [plan("a", 1000, last=2027), plan("b", 1000, last=2027, region="r2")],
        LAND_10,
        limits=[
            {"level": "region", "area": None, "year": None, "outcome": "homes", "max_units": 600},
            {"level": "national", "area": None, "year": 2026, "outcome": "homes", "max_units": 500},
            {"level": "province", "area": "p", "year": 2027, "outcome": "homes", "max_units": 400},
        ],
    ),
    lift(*INTEGRAL),
    value_current=900,
    value_lifted=900,
    needed_eur=9 * M,
    blocked_eur=0,
    surplus_eur=11 * M,
    stranded_eur_current=11 * M,
    utilisation=1,
    break_even_cut=0.55,
    top_up_eur=0,
    least_free_share=0,
)

# Opening work: land (5,000) a year before the only delivery year 2026, building 5,000. *None*:
# nothing can pay land in 2025: no homes, all idle, both ways; nothing is needed and nothing
# blocked: utilisation 1. *Paid*: building 10 is 2,000 homes; land money opens: 4,000, 10 over the
# wall. `late` counts only on the first payment year, 2025, which still counts: its 5 stays idle in
# both worlds.
OPENING = (
    [stream("l"), stream("b"), stream("late", assured_years=0)],
    [budget("l", 10), budget("b", 10), budget("late", 5)],
    earmarks(l="land", b="building", late="building"),
    [plan()],
    [cost("land", 5000, 1), cost("building", 5000)],
)
world(
    "opening work to be paid",
    case(*OPENING),
    lift(*INTEGRAL),
    value_current=0,
    value_lifted=0,
    needed_eur=0,
    blocked_eur=0,
    surplus_eur=25 * M,
    utilisation=1,
    stranded_eur_current=25 * M,
    stranded_eur_lifted=25 * M,
    top_up_eur=0,
    break_even_cut=1,
    least_free_share=0,
)
world(
    "opening work paid",
    case(*OPENING, case=[{"key": "opening_work", "value": "paid"}]),
    lift(*INTEGRAL),
    value_current=2000,
    value_lifted=4000,
    crossing_eur=10 * M,
    needed_eur=10 * M,
    blocked_eur=10 * M,
    surplus_eur=5 * M,
    stranded_eur_current=15 * M,
    stranded_eur_lifted=5 * M,
    top_up_eur=10 * M,
    break_even_cut=0.5,
    least_free_share=1,
    least_free_share_90=0.9,
)

# Two outcomes: homes 10,000 of land (weight 1), care places 20,000 of care (weight 3: 6,667 a
# point). 10 each: 1,000 + 3 · 500 = 2,500. Free: 1,000 places, 3,000. 2,500 then costs 16 2/3. 500
# points are 3 1/3 of care money. 1,500 + 1,000 (1 − φ) + 1,500 φ. But the homes are gone: with
# every outcome at its floor (1,000 homes, 500 places) the gain is nothing; per region (homes in r1,
# care in r2) likewise.
CARE = case(
    [stream("l"), stream("k")],
    [budget("l", 10), budget("k", 10)],
    earmarks(l="land", k="care"),
    [plan(), plan("b", region="r2", plan_type="care", outcome="places")],
    [*LAND_10, cost("care", 20_000, plan_type="care")],
    outcomes=[{"outcome": "homes", "weight": None}, {"outcome": "places", "weight": 3.0}],
)
world(
    "two outcomes",
    CARE,
    lift(*INTEGRAL),
    value_current=2500,
    value_lifted=3000,
    crossing_eur=10 * M,
    needed_eur=50 / 3 * M,
    blocked_eur=10 / 3 * M,
    detour_eur=10 / 3 * M,
    surplus_eur=0,
    top_up_eur=10 / 3 * M,
    break_even_cut=1 / 6,
    least_free_share=1,
    least_free_share_90=0.9,
)
for level in ("outcomes", "region", "plan"):
    world(
        f"guarantee: {level}",
        CARE,
        lift(*INTEGRAL),
        level,
        value_current=2500,
        value_lifted=2500,
        freed=0,
        crossing_eur=0,
        needed_eur=20 * M,
        blocked_eur=0,
        surplus_eur=0,
        utilisation=1,
        top_up_eur=0,
        break_even_cut=0,
        least_free_share=0,
    )
# The province holds both regions: its floor of 2,500 points binds nothing.
world(
    "guarantee: province",
    CARE,
    lift(*INTEGRAL),
    "province",
    value_lifted=3000,
    needed_eur=50 / 3 * M,
)
# A floor is the least in any optimal allocation: in the two regions of one land pot of 10, 1,000
# homes go anywhere: floors 0, nothing binds.
world(
    "guarantee: floors of nothing",
    case(
        [stream("l"), stream("m")],
        [budget("l", 10), budget("m", 5)],
        earmarks(l="land", m="mobility"),
        [plan(), plan("b", region="r2")],
        LAND_10,
    ),
    lift(*INTEGRAL),
    "region",
    value_current=1000,
    value_lifted=1500,
    needed_eur=10 * M,
    top_up_eur=5 * M,
)

# Targets: 5,000 homes where 4,500 fit: no money suffices, in either world. 2,500 homes in the
# province: 5 mobility within the walls, nothing without.
world(
    "target beyond capacity",
    two_pots(capacity=4500, targets=PROMISE),
    lift(*INTEGRAL),
    target_top_up_eur_current=None,
    target_top_up_eur_lifted=None,
    value_lifted=4000,
)
world(
    "target of a province",
    two_pots(
        targets=[
            {"level": "province", "area": "p", "year": 2026, "outcome": "homes", "units": 2500}
        ]
    ),
    lift(*INTEGRAL),
    target_top_up_eur_current=5 * M,
    target_top_up_eur_lifted=0,
)

# A sum of lifts: land opens to mobility for a fifth, the cap of mobility's own 8,000 a home falls
# altogether. Today mobility ≤ 8,000 a home: no home at all. Without the cap 20 of mobility and 12
# of land: 3,200 homes.
world(
    "a sum of lifts",
    {**two_pots(), "streams": [stream("l"), stream("m", cap_eur_per_unit=8000)]},
    [*lift("purpose", streams=["l"], free_share=0.2), *lift("cap", streams=["m"])],
    value_current=0,
    value_lifted=3200,
    crossing_eur=12 * M,
    needed_eur=0,
    blocked_eur=64 * M,
    surplus_eur=16 * M,
    top_up_eur=None,
)
