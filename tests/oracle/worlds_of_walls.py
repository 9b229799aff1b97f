"""Worked worlds of the nine walls, one or more for each, whose answers fit in a comment."""

from __future__ import annotations

from tests.oracle.world_tables import (
    BOTH_10,
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
    two_pots,
)

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)

# Land 60, mobility 20, 10,000 of each a home. Within the walls mobility is short: 2,000 homes for
# 40, 40 of land idle. Without: 80 / 20,000 = 4,000 homes; 20 of land money pays mobility. Within
# the walls the same takes 20 more mobility. 40 of 80 suffices for 2,000 homes. With a free share φ
# mobility can get 20 + 60 φ: 40 at φ = 1/3; 90 % of the gain is 3,800 homes, 38, at φ = 0.3.
TWO_POTS: dict[str, float | None] = {
    "value_current": 2000,
    "value_lifted": 4000,
    "freed": 2000,
    "crossing_eur": 20 * M,
    "needed_eur": 40 * M,
    "blocked_eur": 40 * M,
    "detour_eur": 0,
    "surplus_eur": 0,
    "utilisation": 0.5,
    "stranded_eur_current": 40 * M,
    "stranded_eur_lifted": 0,
    "spent_eur_current": 40 * M,
    "spent_eur_lifted": 80 * M,
    "top_up_eur": 20 * M,
    "break_even_cut": 0.5,
    "least_free_share": 1 / 3,
    "least_free_share_90": 0.3,
    "budget_eur_current": 80 * M,
    "budget_eur_lifted": 80 * M,
    "target_top_up_eur_current": 0,
    "target_top_up_eur_lifted": 0,
}
world("two pots", two_pots(), lift(*INTEGRAL), **TWO_POTS)

# The mobility row exists but holds nothing: no homes, 60 idle; without walls 3,000. An addition of
# 30 to the empty row does it within the walls. Nothing is needed for today's result of nothing, so
# all money could be cut. Free share: mobility 60 φ beside land 60 (1 − φ): 30 at one half.
world(
    "a row with zero euros",
    two_pots(budget("l", 60), budget("m", 0)),
    lift(*INTEGRAL),
    value_current=0,
    value_lifted=3000,
    needed_eur=0,
    blocked_eur=60 * M,
    utilisation=0,
    top_up_eur=30 * M,
    break_even_cut=1,
    crossing_eur=30 * M,
    stranded_eur_current=60 * M,
    least_free_share=0.5,
    least_free_share_90=0.45,
)

# Only the land stream opens, and only for mobility: 20 of it crosses, as before. The mobility money
# is never free: with a free share φ of land alone mobility gets 20 + 60 φ. The cut falls on land
# alone: 2,000 homes need 20 land, and 20 of mobility stays: ρ = 1/3.
world(
    "one stream, one purpose",
    two_pots(),
    lift("purpose", streams=["l"], purposes=["mobility"]),
    value_lifted=4000,
    crossing_eur=20 * M,
    break_even_cut=2 / 3,
    least_free_share=1 / 3,
    least_free_share_90=0.3,
)

# Opening land for a purpose that no home needs frees nothing.
world(
    "the wrong purpose",
    two_pots(),
    lift("purpose", purposes=["schools"]),
    value_lifted=2000,
    freed=0,
    blocked_eur=0,
    surplus_eur=40 * M,
    utilisation=1,
    top_up_eur=0,
    break_even_cut=0,
    least_free_share=0,
)

# Area: 10 of land in r1, where 500 homes fit (5); r2, same province, has room for 500, r3 (no
# province) too. Province-wide 500 more, nationwide too since the money is then used up. Within the
# walls no addition reaches r2: none. Half of the money suffices for 500. Free share: 10 φ ≥ 5.
AREA = case(
    [stream("l")],
    [budget("l", 10, level="region", area="r1")],
    earmarks(l="land"),
    [plan("a", 500), plan("b", 500, region="r2"), plan("c", 500, region="r3")],
    LAND_10,
)
AREA_ANSWER: dict[str, float | None] = {
    "value_current": 500,
    "value_lifted": 1000,
    "crossing_eur": 5 * M,
    "needed_eur": 5 * M,
    "blocked_eur": 5 * M,
    "detour_eur": 0,
    "surplus_eur": 0,
    "stranded_eur_current": 5 * M,
    "stranded_eur_lifted": 0,
    "top_up_eur": None,
    "break_even_cut": 0.5,
    "least_free_share": 0.5,
    "least_free_share_90": 0.45,
}
world("area, to the province", AREA, lift("area", area="province"), **AREA_ANSWER)
world("area, to the nation", AREA, lift("area", area="national"), **AREA_ANSWER)
# Widening to the region adds nothing, and r3 lies in no province: a budget of r3 stays there.
world(
    "area, to the region",
    AREA,
    lift("area", area="region"),
    freed=0,
    surplus_eur=5 * M,
    top_up_eur=0,
    stranded_eur_lifted=5 * M,
)
world(
    "area, from a region without a province",
    {**AREA, "budgets": [budget("l", 10, level="plan", area="c")]},
    lift("area", area="province"),
    value_current=500,
    value_lifted=500,
    stranded_eur_lifted=5 * M,
)

# Carry-over: 20 of 2026, at most a quarter after 2026, homes only in 2027: 5, so 500 homes;
# without, 2,000. The road of 2027 is open by its years, so nothing crosses. An addition raises what
# is carried over: a quarter of 20 + 60 is
# 20. 5 (1 − φ) + 20 φ = 20 at φ = 1; 18.5 at 0.9.
CARRY = case(
    [stream("l", spend_within_years=1, carry_over_share=0.25)],
    [budget("l", 20)],
    earmarks(l="land"),
    [plan(capacity=2000, first=2027, last=2028)],
    LAND_10,
)
world(
    "period: carry-over",
    CARRY,
    lift("period"),
    value_current=500,
    value_lifted=2000,
    crossing_eur=0,
    needed_eur=5 * M,
    blocked_eur=15 * M,
    surplus_eur=0,
    top_up_eur=60 * M,
    stranded_eur_current=15 * M,
    break_even_cut=0.75,
    least_free_share=1,
    least_free_share_90=0.9,
)

# The same with homes in 2026 too, a thousand a year: 10 of 2026 is not late, 5 of 2027 is: 1,500.
world(
    "period: carry-over of a part",
    {**CARRY, "plans": [plan(capacity=2000, last=2027, max_units_per_year=1000)]},
    lift("period"),
    value_current=1500,
    value_lifted=2000,
    needed_eur=15 * M,
    blocked_eur=5 * M,
    top_up_eur=20 * M,
    stranded_eur_current=5 * M,
)

# Deadline: 10 of 2026 must be spent in 2026, homes come in 2027: nothing, and no addition helps.
# Without: 1,000, all over the wall.
world(
    "period: deadline",
    case(
        [stream("l", spend_within_years=0)],
        [budget("l", 10)],
        earmarks(l="land"),
        [plan(first=2027, last=2027)],
        LAND_10,
    ),
    lift("period"),
    value_current=0,
    value_lifted=1000,
    crossing_eur=10 * M,
    needed_eur=0,
    blocked_eur=10 * M,
    utilisation=0,
    top_up_eur=None,
    break_even_cut=1,
    least_free_share=1,
    least_free_share_90=0.9,
)

# Advancing: 10 of 2027 may be advanced one year, so 2026 and 2027 each take the yearly 400 homes;
# plan b, two years early, gets none. Lifting `period` leaves advancing as it was: still 800 homes
# for 8, and 2 that nothing can absorb.
world(
    "advancing",
    case(
        [stream("l", prefinance_years=1)],
        [budget("l", 10, 2027)],
        earmarks(l="land"),
        [plan(capacity=1000, last=2027, max_units_per_year=400), plan("b", 100, 2025, 2025)],
        LAND_10,
    ),
    lift("period"),
    value_current=800,
    value_lifted=800,
    needed_eur=8 * M,
    blocked_eur=0,
    surplus_eur=2 * M,
    stranded_eur_current=2 * M,
    stranded_eur_lifted=2 * M,
    utilisation=1,
    break_even_cut=0.2,
    top_up_eur=0,
    least_free_share=0,
    crossing_eur=0,
)

# Co-financing 40 %: 60 of the state, 20 of one's own: own ≥ 0.4 of the whole, so 20 own carry 30:
# 5,000 homes. Without the rule 8,000. Within it 80 in all takes 32 own: 12 more. Today's 50 is 20
# own and half of the state money. Base ≤ 30: 20 + 30 + 60 φ = 80 at one half; 77 at 0.45.
world(
    "co-financing",
    case(
        [stream("s", cofinancing_share=0.4), stream("own", counts_as_cofinancing=True)],
        [budget("s", 60), budget("own", 20)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("cofinancing"),
    value_current=5000,
    value_lifted=8000,
    crossing_eur=0,
    needed_eur=50 * M,
    blocked_eur=30 * M,
    surplus_eur=0,
    own_tied_eur=20 * M,
    top_up_eur=12 * M,
    stranded_eur_current=30 * M,
    break_even_cut=0.5,
    least_free_share=0.5,
    least_free_share_90=0.45,
)

# A euro is matched once, and on a purpose that the stream may pay. A (land) and B (mobility), half
# co-financing each, 10 own for all. Own money on land carries A, on mobility B: 20 in all, 1,000
# homes. A freed from it: own goes to mobility with B (10 + 10), A pays 20 land: 2,000 homes for 40.
# Within the rule that takes 20 own: 10 more. For 1,000 homes under the lift: own ≥ 5 on mobility,
# so at least 5 of the 30 of A: ρ = 1/6. Free share of A: 2,000 homes need 20 φ-money (own is on
# mobility): 2/3. 1,900: own ≥ 9.5 on mobility, 0.5 on land carries 0.5: 18 = 30 φ.
world(
    "co-financing: each euro matched once",
    case(
        [
            stream("a", cofinancing_share=0.5),
            stream("b", cofinancing_share=0.5),
            stream("own", counts_as_cofinancing=True),
        ],
        [budget("a", 30), budget("b", 30), budget("own", 10)],
        earmarks(a="land", b="mobility", own="*"),
        [plan()],
        BOTH_10,
    ),
    lift("cofinancing", streams=["a"]),
    value_current=1000,
    value_lifted=2000,
    needed_eur=20 * M,
    blocked_eur=20 * M,
    surplus_eur=30 * M,
    stranded_eur_current=50 * M,
    stranded_eur_lifted=30 * M,
    top_up_eur=10 * M,
    break_even_cut=5 / 6,
    least_free_share=2 / 3,
    least_free_share_90=0.6,
)

# Co-financing counts what reaches the purpose. State 10 (one fifth lost), own 10 (half lost, never
# lifted by default): own brings 5 and carries 5 of the state, 6.25 gross: 1,000 homes for 16.25.
# Without both walls 10 + 5: 1,500; 1,000 homes then cost 10 of the state. Within: 7.5 + 7.5, own 15
# gross: 5 more. Free share: 5 + 10 φ + 8 (1 − φ) = 15 at 1, and 14.5 at 0.75.
world(
    "co-financing and overhead",
    case(
        [
            stream("s", cofinancing_share=0.5, overhead_share=0.2),
            stream("own", counts_as_cofinancing=True, overhead_share=0.5),
        ],
        [budget("s", 10), budget("own", 10)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("cofinancing", "overhead"),
    value_current=1000,
    value_lifted=1500,
    spent_eur_current=16.25 * M,
    needed_eur=10 * M,
    blocked_eur=10 * M,
    detour_eur=6.25 * M,
    surplus_eur=0,
    stranded_eur_current=3.75 * M,
    stranded_eur_lifted=0,
    top_up_eur=5 * M,
    break_even_cut=0.5,
    least_free_share=1,
    least_free_share_90=0.75,
)

# Cap: the state pays at most 4,000 of the 10,000, so 12 own (6,000 a home) carry 2,000 homes.
# Without: 72, 7,200 homes. Within: 43.2 own, 31.2 more. 2,000 homes cost 20, 12 own and 8 of 60.
# Base ≤ 4,000 a home, 28.8, so 60 φ ≥ 72 − 12 − 28.8; for 6,680 homes 66.8 − 12 − 26.72.
CAPPED = [stream("s", cap_eur_per_unit=4000), stream("own", counts_as_cofinancing=True)]
world(
    "cap per unit",
    case(
        CAPPED,
        [budget("s", 60), budget("own", 12)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("cap"),
    value_current=2000,
    value_lifted=7200,
    crossing_eur=0,
    needed_eur=20 * M,
    blocked_eur=52 * M,
    detour_eur=0,
    surplus_eur=0,
    stranded_eur_current=52 * M,
    top_up_eur=31.2 * M,
    break_even_cut=1 - 8 / 60,
    least_free_share=0.52,
    least_free_share_90=0.468,
)

# A cap that stands counts stream and twin together: freeing half of the money of other walls leaves
# 4,000 a home in all.
world(
    "cap on stream and twin together",
    case(
        CAPPED,
        [budget("s", 60), budget("own", 12)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("period", free_share=0.5),
    value_lifted=2000,
    freed=0,
    surplus_eur=52 * M,
    least_free_share=0,
    break_even_cut=1 - 8 / 60,
)

# Awarded money left out keeps its cap, lifted money has none: 20 awarded at ≤ 4,000 a home, 40
# free, 12 own. 52 + 4,000 u ≥ 10,000 u only up to the 20: all 72 is spent, 7,200 homes with 20 /
# 7,200 < 4,000. Today 8 of the 60: awarded money may give it all, so with ρ = 0 it still works.
world(
    "cap and awarded money",
    case(
        CAPPED,
        [budget("s", 40), budget("s", 20, awarded=True), budget("own", 12)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("cap"),
    value_current=2000,
    value_lifted=7200,
    break_even_cut=1,
    needed_eur=20 * M,
    surplus_eur=0,
)

# Ceiling: 50 for the nation, at most 10 in each region; two regions with room: 2,000 homes, else
# 5,000. No addition passes a ceiling: none. Free share: 20 + 50 φ = 50 at 0.6, 47 at 0.54.
world(
    "ceiling in each region",
    case(
        [stream("l")],
        [budget("l", 50)],
        earmarks(l="land"),
        [plan("a", 3000), plan("b", 3000, region="r2")],
        LAND_10,
        ceilings=[
            {"stream": "l", "level": "region", "area": None, "year": None, "max_eur": 10 * M}
        ],
    ),
    lift("cap"),
    value_current=2000,
    value_lifted=5000,
    needed_eur=20 * M,
    blocked_eur=30 * M,
    top_up_eur=None,
    break_even_cut=0.6,
    least_free_share=0.6,
    least_free_share_90=0.54,
    stranded_eur_current=30 * M,
    crossing_eur=0,
)

# A ceiling of one payment year, on the province: r1 may get 10 in 2026 (with r2) and anything in
# 2027; r3 is in no province and not bound. 100 homes a year and plan at 100,000 each: 2026: 100 of
# a and b together, 100 of c; 2027:
# 300. In all 500 homes; without the ceiling 600.
world(
    "ceiling on a province in one year",
    case(
        [stream("l")],
        [budget("l", 60)],
        earmarks(l="land"),
        [
            plan("a", 200, last=2027, max_units_per_year=100),
            plan("b", 200, last=2027, max_units_per_year=100, region="r2"),
            plan("c", 200, last=2027, max_units_per_year=100, region="r3"),
        ],
        [cost("land", 100_000)],
        ceilings=[
            {"stream": "l", "level": "province", "area": "p", "year": 2026, "max_eur": 10 * M}
        ],
    ),
    lift("cap"),
    value_current=500,
    value_lifted=600,
    needed_eur=50 * M,
    blocked_eur=10 * M,
)

# Threshold: plans of 1,000 and more. The small plan (500) gets nothing: 1,000 homes for 10 of 30.
# Without: 500 more for 5.
world(
    "threshold",
    case(
        [stream("l", min_plan_units=1000)],
        [budget("l", 30)],
        earmarks(l="land"),
        [plan("a", 1000), plan("b", 500)],
        LAND_10,
    ),
    lift("threshold"),
    value_current=1000,
    value_lifted=1500,
    crossing_eur=5 * M,
    needed_eur=10 * M,
    blocked_eur=5 * M,
    surplus_eur=15 * M,
    stranded_eur_current=20 * M,
    stranded_eur_lifted=15 * M,
    top_up_eur=None,
    break_even_cut=2 / 3,
    least_free_share=1 / 6,
    least_free_share_90=0.15,
)

# Stacking: A (land 20) excludes B (mobility 20), C (10) pays both; 5,000 of each a home. Variants
# {A, C} and {B, C}: C is half of every home: 2,000 homes for 20. Without: 50 / 10,000 = 5,000.
# Within: 25 of C, 15 more. With a free share φ, A that stays under the rule needs C beside it: land
# ≤ C + 20 φ = 10 + 20 φ. So 25 at 0.75, and 23.5 (4,700 homes) at 0.675; φ = 0.5 gives 20, 4,000
# homes.
STACKING = case(
    [stream("a"), stream("b"), stream("c")],
    [budget("a", 20), budget("b", 20), budget("c", 10)],
    earmarks(a="land", b="mobility", c="*"),
    [plan()],
    [cost("land", 5000), cost("mobility", 5000)],
    exclusions=[{"stream": "a", "excludes": "b"}],
)
world(
    "stacking",
    STACKING,
    lift("stacking"),
    value_current=2000,
    value_lifted=5000,
    crossing_eur=0,
    needed_eur=20 * M,
    blocked_eur=30 * M,
    surplus_eur=0,
    top_up_eur=15 * M,
    stranded_eur_current=30 * M,
    break_even_cut=0.6,
    least_free_share=0.75,
    least_free_share_90=0.675,
)
world(
    "stacking, half free",
    STACKING,
    lift("stacking", free_share=0.5),
    value_lifted=4000,
    needed_eur=20 * M,
    surplus_eur=10 * M,
)
# The exclusion is a rule of A: lifting it for B changes nothing.
world(
    "stacking, the other stream",
    STACKING,
    lift("stacking", streams=["b"]),
    value_lifted=2000,
    freed=0,
    top_up_eur=0,
)

# Assurance: 5,000 land a year before delivery, 5,000 building in the year itself. A (20, for all)
# can be counted on only in the first payment year: land. B (building) 4: 800 homes. Without: 2,400,
# 8 of A on building. Within: 12 of B, 8 more. 20 φ ≥ 8 at 0.4; 7.2 at 0.36.
world(
    "assurance",
    case(
        [stream("a", assured_years=0), stream("b")],
        [budget("a", 20), budget("b", 4)],
        earmarks(a="*", b="building"),
        [plan(first=2027, last=2027)],
        [cost("land", 5000, 1), cost("building", 5000)],
    ),
    lift("assurance"),
    value_current=800,
    value_lifted=2400,
    crossing_eur=8 * M,
    needed_eur=8 * M,
    blocked_eur=16 * M,
    surplus_eur=0,
    top_up_eur=8 * M,
    stranded_eur_current=16 * M,
    break_even_cut=2 / 3,
    least_free_share=0.4,
    least_free_share_90=0.36,
)

# Overhead: the state's 10 loses a fifth, own 4 loses half (not lifted by default): 8 + 2: 1,000
# homes for 14. Without: 12: 1,200. Today's 1,000 would cost 10: blocked 4, all of it detour.
# Within: 2.5 more state money. 10 ρ + 2 = 10. 2 + 8 (1 − φ) + 10 φ = 12 at φ = 1.
world(
    "overhead",
    case(
        [
            stream("s", overhead_share=0.2),
            stream("own", counts_as_cofinancing=True, overhead_share=0.5),
        ],
        [budget("s", 10), budget("own", 4)],
        earmarks(s="land", own="land"),
        [plan()],
        LAND_10,
    ),
    lift("overhead"),
    value_current=1000,
    value_lifted=1200,
    needed_eur=10 * M,
    blocked_eur=4 * M,
    detour_eur=4 * M,
    surplus_eur=0,
    utilisation=10 / 14,
    stranded_eur_current=0,
    stranded_eur_lifted=0,
    crossing_eur=0,
    top_up_eur=2.5 * M,
    break_even_cut=0.2,
    least_free_share=1,
    least_free_share_90=0.9,
)
