"""Worked worlds of minimum shares: at least so much of what a stream pays for has an outcome."""

from __future__ import annotations

from tests.oracle.world_tables import (
    INTEGRAL,
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
)

WORLDS: list[WorkedWorld] = []
world = collector(WORLDS)


def home(kind: str, capacity: float = 10, region: str = "r1", name: str = "") -> dict[str, object]:
    return plan(name or kind, capacity, region=region, plan_type=kind, outcome=kind)


def share(
    part: float, level: str = "region", outcome: str = "affordable", name: str = "s"
) -> dict[str, object]:
    return {"stream": name, "level": level, "outcome": outcome, "min_share": part}


LAND: Rows = [cost("land", 40_000, plan_type="affordable"), cost("land", 20_000, plan_type="other")]
OUTCOMES: Rows = [{"outcome": "affordable", "weight": 1.0}, {"outcome": "other", "weight": None}]
TEN_AND_TEN: Rows = [home("affordable"), home("other")]
TEN_AND_TEN_CASE = case(
    [stream("s")],
    [budget("s", 0.3)],
    earmarks(s="land"),
    TEN_AND_TEN,
    LAND,
    outcomes=OUTCOMES,
    minimum_shares=[share(0.5)],
)

# One village, ten affordable homes at 40,000 and ten others at 20,000: 600,000 in all, a grant for
# half of it. Half of what it pays must be affordable: pairs of 60,000, so five pairs, 10 homes for
# 300,000. Without that rule the ten others for 200,000 and 2.5 affordable for the rest: 12.5.
# Today's 10 then cost 200,000; the detour is 100,000, all that is blocked. To reach 12.5 within the
# rule takes 6.25 pairs, 375,000: 75,000 more. 10 homes need 200,000 of 300,000: a cut of 1/3. A
# free share pays T = 300,000 φ of others, the rest pays pairs: 10 + T / 60,000 homes as long as
# others are left: T / 20,000 + (300,000 − T) / 60,000 ≤ 10 up to T = 150,000, where the gain is
# whole: φ = 0.5; nine tenths of it at T = 135,000. No road is closed.
world(
    "half of the homes affordable",
    TEN_AND_TEN_CASE,
    lift("threshold"),
    value_current=10,
    value_lifted=12.5,
    freed=2.5,
    needed_eur=0.2 * M,
    blocked_eur=0.1 * M,
    detour_eur=0.1 * M,
    surplus_eur=0,
    spent_eur_current=0.3 * M,
    spent_eur_lifted=0.3 * M,
    top_up_eur=75_000,
    break_even_cut=1 / 3,
    utilisation=2 / 3,
    crossing_eur=0,
    least_free_share=0.5,
    least_free_share_90=0.45,
    stranded_eur_current=0,
    stranded_eur_lifted=0,
)

# The share is no part of the partition: the integral preset leaves it.
world(
    "the integral preset leaves the share",
    TEN_AND_TEN_CASE,
    lift(*INTEGRAL),
    value_current=10,
    value_lifted=10,
    freed=0,
    blocked_eur=0,
)

# Own money is under no rule of the grant: it pays ten others, 200,000, and the grant 300,000 of
# affordable homes: 7.5. Together 17.5. Without the rule nothing better: the others are all there.
# The grant never asks anything of units it does not pay.
world(
    "what the grant does not pay is free of it",
    {
        **TEN_AND_TEN_CASE,
        "streams": [stream("s"), stream("own", counts_as_cofinancing=True)],
        "budgets": [budget("s", 0.3), budget("own", 0.2)],
        "earmarks": earmarks(s="land", own="land"),
    },
    lift("threshold"),
    value_current=17.5,
    value_lifted=17.5,
)

# Where the share is counted. Region r1 has ten affordable homes, r2 ten others, r3 (in no province)
# ten others; a grant of 300,000. Per region: in r2 and r3 nothing counts as affordable, so only r1:
# 7.5 homes. Per province: five pairs of r1 and r2, or others in r3, which lies in no province and
# is not bound: ten of them, 200,000; the other 100,000 pays 5/3 pairs: 13.33. Per nation: five
# pairs.
WIDE: Rows = [
    home("affordable"),
    home("other", region="r2"),
    home("other", region="r3", name="far"),
]
for level, homes in (("region", 7.5), ("province", 10 + 10 / 3), ("national", 10)):
    world(
        f"a share counted per {level}",
        case(
            [stream("s")],
            [budget("s", 0.3)],
            earmarks(s="land"),
            WIDE,
            LAND,
            outcomes=OUTCOMES,
            minimum_shares=[share(0.5, level)],
        ),
        lift("threshold"),
        value_current=homes,
        value_lifted=15,
    )

# All of it affordable is an earmark for affordable homes: 300,000 / 40,000.
world(
    "a share of everything",
    {**TEN_AND_TEN_CASE, "minimum_shares": [share(1.0)]},
    lift("threshold"),
    value_current=7.5,
    value_lifted=12.5,
    needed_eur=0.15 * M,
)

# Two thirds of the grant are awarded and stay under the rule. The free third pays five others; the
# awarded 200,000 pays 10/3 pairs: 11.67. With awarded money lifted too (below): 12.5.
AWARDED = {**TEN_AND_TEN_CASE, "budgets": [budget("s", 0.2, awarded=True), budget("s", 0.1)]}
world(
    "awarded money keeps its share",
    AWARDED,
    lift("threshold"),
    value_current=10,
    value_lifted=5 + 20 / 3,
)
world(
    "awarded money is lifted when asked",
    AWARDED,
    lift("threshold", awarded=True),
    value_current=10,
    value_lifted=12.5,
)

# The awarded 200,000 lies at the plan of the others (30,000 a home), the free 100,000 in the whole
# village. Today the free money pays 2.5 affordable homes, beside which the awarded money pays 2.5
# others: 5. When the rule falls for the free money only, the affordable homes that it pays still
# stand beside those others: 5 again, since 40,000 of free money on an affordable home lets another
# one be paid, and spent on others it pays 4/3. If only homes of the awarded money itself counted,
# it would be 3.33: lifting would lower the value.
LIFTED_PART = {
    **TEN_AND_TEN_CASE,
    "budgets": [budget("s", 0.2, level="plan", area="other", awarded=True), budget("s", 0.1)],
    "costs": [
        cost("land", 40_000, plan_type="affordable"),
        cost("land", 30_000, plan_type="other"),
    ],
}
world(
    "what freed money pays still counts",
    LIFTED_PART,
    lift("threshold"),
    value_current=5,
    value_lifted=5,
    freed=0,
)

# An affordable home that needs no money of the grant may still be paid by it: it counts, just as
# one of a cent would. Ten others for 200,000.
world(
    "an affordable home of zero euros counts",
    {
        **TEN_AND_TEN_CASE,
        "costs": [cost("land", 0, plan_type="affordable"), cost("land", 20_000, plan_type="other")],
    },
    lift("threshold"),
    value_current=20,
    value_lifted=20,
    surplus_eur=0.1 * M,
)
# … but not where its recipe has no such row: then the grant pays nothing today.
world(
    "an affordable home without a row does not count",
    {
        **TEN_AND_TEN_CASE,
        "costs": [
            cost("water", 0, plan_type="affordable"),
            cost("land", 20_000, plan_type="other"),
        ],
    },
    lift("threshold"),
    value_current=10,
    value_lifted=20,
    needed_eur=0,
)

# Two grants of 150,000 that exclude each other, each with the share: 2.5 pairs each, 10 homes. Only
# one of them lifted: it pays 7.5 others, the other one 2.5 pairs, but only ten others are there:
# 2.5 + 7.5 others and 2.5 affordable, 12.5.
world(
    "two grants with a share",
    case(
        [stream("s"), stream("t")],
        [budget("s", 0.15), budget("t", 0.15)],
        earmarks(s="land", t="land"),
        TEN_AND_TEN,
        LAND,
        outcomes=OUTCOMES,
        exclusions=[{"stream": "s", "excludes": "t"}],
        minimum_shares=[share(0.5), share(0.5, name="t")],
    ),
    lift("threshold", streams=["s"]),
    value_current=10,
    value_lifted=12.5,
)
