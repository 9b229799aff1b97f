"""How often each rule occurs in random cases.

Families aimed at where a program like this breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

WALLS = (
    "purpose",
    "area",
    "period",
    "cofinancing",
    "cap",
    "threshold",
    "stacking",
    "assurance",
    "overhead",
)


@dataclass(frozen=True)
class Family:
    """How often each rule occurs (probability per row it can stand on), and how the regime is
    drawn.
    """

    cofinancing: float = 0.25
    cap: float = 0.2
    threshold: float = 0.15
    spend_within: float = 0.35
    prefinance: float = 0.25
    carry_over: float = 0.25
    assured: float = 0.2
    overhead: float = 0.2
    awarded: float = 0.2
    zero_budget: float = 0.1
    exclusion: float = 0.25
    ceiling: float = 0.2
    limit: float = 0.25
    target: float = 0.4
    early_cost: float = 0.3
    zero_cost: float = 0.08
    opening_paid: float = 0.4
    yearly_maximum: float = 0.25
    blank_area: float = 0.25
    years: tuple[int, int] = (1, 4)
    streams: tuple[int, int] = (1, 5)
    own: tuple[int, int] = (0, 2)
    copies: float = 0.0
    cost_exponents: tuple[float, float] = (3.0, 5.0)
    free_share: float = 0.3
    cut: float = 0.12
    lift_awarded: float = 0.3
    lift_own: float = 0.15
    preset: float = 0.2
    second_lift: float = 0.35
    guarantee: float = 0.15
    minimum_share: float = 0.0
    transfer: float = 0.0
    """Per pair of streams that are not own money."""
    yields: float = 0.0
    """Per plan type and outcome that no plan of the type has as its own."""
    raised: float = 0.0
    """How often one more limit is raised by an outcome."""
    whole: float = 0.0
    """Per plan; whole plans are also drawn smaller, and one more plan is added now and then."""
    fixed_cost: float = 0.0
    least_award: float = 0.0
    one_wall: bool = False
    """Each lift takes down one wall only."""
    aimed_walls: tuple[str, ...] = field(default=())
    """Walls that each lift takes down with a probability of 0.7, whatever else it lifts."""


GENERAL = Family()
FAMILIES: dict[str, Family] = {
    "general": GENERAL,
    "cofinancing_overhead": replace(
        GENERAL,
        cofinancing=0.9,
        overhead=0.7,
        own=(1, 2),
        aimed_walls=("cofinancing", "overhead", "purpose"),
        exclusion=0.15,
    ),
    "free_share_rules": replace(
        GENERAL,
        exclusion=0.6,
        cap=0.5,
        ceiling=0.6,
        free_share=0.9,
        preset=0.0,
        aimed_walls=("stacking", "cap"),
        streams=(2, 4),
    ),
    "free_share_cofinancing": replace(
        GENERAL,
        cofinancing=0.8,
        overhead=0.4,
        carry_over=0.4,
        exclusion=0.4,
        own=(1, 2),
        free_share=0.9,
        preset=0.0,
        streams=(2, 3),
    ),
    "awarded_caps": replace(
        GENERAL,
        awarded=0.5,
        cap=0.7,
        ceiling=0.4,
        cofinancing=0.4,
        lift_awarded=0.4,
        aimed_walls=("cap", "cofinancing", "purpose"),
    ),
    "own_lifted": replace(
        GENERAL, own=(1, 2), lift_own=0.8, preset=0.0, cofinancing=0.6, overhead=0.4, cap=0.4
    ),
    "copies": replace(GENERAL, copies=0.8, streams=(2, 3), exclusion=0.2, ceiling=0.3, awarded=0.3),
    "carry_over": replace(
        GENERAL,
        years=(3, 4),
        carry_over=0.8,
        spend_within=0.6,
        prefinance=0.4,
        aimed_walls=("period",),
        streams=(1, 3),
        awarded=0.4,
    ),
    "assurance": replace(
        GENERAL,
        years=(2, 4),
        assured=0.8,
        early_cost=0.8,
        opening_paid=0.6,
        aimed_walls=("assurance",),
        streams=(2, 3),
    ),
    "steep": replace(GENERAL, cost_exponents=(1.0, 6.0), limit=0.3),
    "sums": replace(
        GENERAL,
        preset=0.0,
        second_lift=1.0,
        free_share=0.5,
        lift_awarded=0.5,
        awarded=0.4,
        streams=(2, 4),
    ),
    "one_wall": replace(
        GENERAL,
        one_wall=True,
        preset=0.0,
        exclusion=0.4,
        threshold=0.3,
        assured=0.4,
        early_cost=0.6,
        opening_paid=0.6,
    ),
}

SHARED = replace(GENERAL, minimum_share=0.6, zero_cost=0.2, streams=(1, 4))
SHARE_FAMILIES: dict[str, Family] = {
    "shares": SHARED,
    "shares_exclusions": replace(
        SHARED, exclusion=0.7, streams=(2, 4), aimed_walls=("stacking", "threshold")
    ),
    "shares_free": replace(
        SHARED,
        free_share=0.9,
        preset=0.0,
        awarded=0.4,
        cap=0.4,
        streams=(1, 3),
        aimed_walls=("threshold", "purpose"),
    ),
    "shares_money": replace(
        SHARED,
        cofinancing=0.6,
        cap=0.4,
        ceiling=0.4,
        carry_over=0.4,
        overhead=0.4,
        own=(1, 2),
        streams=(1, 3),
    ),
    "shares_copies": replace(SHARED, copies=0.8, streams=(2, 3), awarded=0.4, lift_awarded=0.5),
    "shares_years": replace(
        SHARED,
        years=(2, 4),
        assured=0.6,
        early_cost=0.8,
        opening_paid=0.6,
        streams=(1, 3),
        aimed_walls=("assurance",),
    ),
    "shares_one_wall": replace(
        SHARED, one_wall=True, preset=0.0, exclusion=0.4, threshold=0.3, second_lift=0.8
    ),
}
"""Families with minimum shares. They stand apart, so that the cases of the others stay what they
were.
"""
_MOVING = replace(GENERAL, transfer=0.6, streams=(2, 4))
WITH_TRANSFERS: dict[str, Family] = {
    "moving": _MOVING,
    "moving_few_rules": replace(
        _MOVING,
        cap=0.05,
        threshold=0.05,
        spend_within=0.1,
        carry_over=0.1,
        assured=0.05,
        overhead=0.05,
        exclusion=0.05,
        ceiling=0.05,
        limit=0.1,
        cofinancing=0.1,
        own=(0, 1),
        zero_budget=0.0,
    ),
    "moving_exclusions_caps": replace(
        _MOVING,
        exclusion=0.6,
        cap=0.5,
        ceiling=0.6,
        aimed_walls=("stacking", "cap"),
        streams=(2, 3),
    ),
    "moving_cofinancing": replace(
        _MOVING,
        cofinancing=0.8,
        overhead=0.5,
        own=(1, 2),
        aimed_walls=("cofinancing", "overhead", "purpose"),
        exclusion=0.15,
    ),
    "moving_carry_over": replace(
        _MOVING,
        years=(3, 4),
        carry_over=0.8,
        spend_within=0.6,
        prefinance=0.4,
        aimed_walls=("period",),
        streams=(2, 3),
        awarded=0.4,
    ),
    "moving_free_share": replace(
        _MOVING,
        free_share=0.9,
        preset=0.0,
        second_lift=0.8,
        lift_awarded=0.4,
        awarded=0.3,
        streams=(2, 3),
    ),
    "moving_sums": replace(
        _MOVING, preset=0.0, second_lift=1.0, free_share=0.5, cut=0.3, lift_awarded=0.5, awarded=0.4
    ),
    "moving_copies": replace(
        _MOVING, copies=0.8, streams=(3, 4), exclusion=0.2, ceiling=0.3, awarded=0.3
    ),
    "moving_one_wall": replace(
        _MOVING,
        one_wall=True,
        preset=0.0,
        exclusion=0.4,
        threshold=0.3,
        assured=0.4,
        early_cost=0.6,
        opening_paid=0.6,
    ),
}
"""Families in which money may move to other streams; kept apart, so that the cases of the others
stay the same.
"""

BOTH: dict[str, Family] = {
    "moving_shares": replace(_MOVING, minimum_share=0.6, awarded=0.3),
    "moving_shares_free": replace(
        _MOVING, minimum_share=0.6, free_share=0.9, preset=0.0, streams=(2, 3)
    ),
}
"""Minimum shares and money that may move, together: what has moved counts for the share of the
stream whose rules it has.
"""

_POOLED = replace(
    GENERAL,
    copies=0.6,
    streams=(2, 4),
    preset=0.3,
    blank_area=0.1,
    zero_budget=0.0,
    spend_within=0.6,
    aimed_walls=("area", "purpose"),
    guarantee=0.0,
)
CROSSING_FAMILIES: dict[str, Family] = {
    "crossing": _POOLED,
    "crossing_awarded": replace(_POOLED, awarded=0.5, lift_awarded=0.6, cap=0.4, ceiling=0.4),
    "crossing_carry_over": replace(_POOLED, years=(2, 4), carry_over=0.8, preset=0.0),
    "crossing_shares": replace(_POOLED, free_share=0.8, preset=0.0, exclusion=0.4, cut=0.3),
    "crossing_rules": replace(
        _POOLED, cofinancing=0.6, overhead=0.5, own=(1, 2), minimum_share=0.3, threshold=0.3
    ),
    "crossing_assurance": replace(
        _POOLED, years=(2, 4), assured=0.7, early_cost=0.8, opening_paid=0.6
    ),
    "crossing_moving": replace(_POOLED, transfer=0.5, carry_over=0.4, streams=(2, 3)),
}
"""Families in which budgets of several areas, purposes and years share a pool once walls fall, and
differ in what is open to them today.
"""

_GOALS = replace(GENERAL, yields=0.5, raised=0.6, target=0.5, guarantee=0.3)
GOAL_FAMILIES: dict[str, Family] = {
    "goals": _GOALS,
    "goals_yields": replace(_GOALS, yields=0.9, raised=0.0, limit=0.6, target=0.7),
    "goals_raised": replace(_GOALS, yields=0.2, raised=0.9, blank_area=0.4, years=(2, 4)),
    "goals_own": replace(
        _GOALS,
        cofinancing=0.8,
        cap=0.4,
        own=(1, 2),
        aimed_walls=("cofinancing", "cap", "purpose"),
    ),
    "goals_shares": replace(
        _GOALS, minimum_share=0.6, streams=(1, 3), aimed_walls=("threshold", "purpose")
    ),
    "goals_everything": replace(
        _GOALS, minimum_share=0.3, transfer=0.4, free_share=0.6, awarded=0.4, exclusion=0.4
    ),
    "goals_one_wall": replace(_GOALS, one_wall=True, preset=0.0, second_lift=0.6),
}
"""Families in which plan types yield other outcomes and outcomes raise limits; kept apart, so that
the cases of the others stay the same.
"""

_PROJECTS = replace(
    GENERAL, whole=0.7, fixed_cost=0.4, least_award=0.4, cap=0.15, threshold=0.1, assured=0.1
)
PROJECT_FAMILIES: dict[str, Family] = {
    "projects": _PROJECTS,
    "projects_whole": replace(
        _PROJECTS, whole=1.0, fixed_cost=0.1, least_award=0.1, exclusion=0.5, streams=(2, 4)
    ),
    "projects_fixed": replace(
        _PROJECTS,
        whole=0.3,
        fixed_cost=0.9,
        least_award=0.1,
        overhead=0.5,
        aimed_walls=("overhead", "area"),
    ),
    "projects_award": replace(
        _PROJECTS,
        whole=0.3,
        fixed_cost=0.1,
        least_award=0.9,
        overhead=0.5,
        aimed_walls=("overhead", "threshold"),
    ),
    "projects_free_share": replace(
        _PROJECTS,
        fixed_cost=0.7,
        least_award=0.7,
        free_share=0.9,
        preset=0.0,
        awarded=0.3,
        overhead=0.4,
        streams=(1, 3),
        aimed_walls=("overhead", "threshold"),
    ),
    "projects_parts": replace(
        _PROJECTS,
        fixed_cost=0.7,
        least_award=0.7,
        free_share=0.6,
        preset=0.0,
        second_lift=1.0,
        awarded=0.5,
        lift_awarded=0.4,
        exclusion=0.4,
        streams=(1, 3),
    ),
    "projects_years": replace(
        _PROJECTS,
        years=(2, 4),
        carry_over=0.7,
        spend_within=0.6,
        prefinance=0.5,
        yearly_maximum=0.5,
        fixed_cost=0.6,
        streams=(1, 3),
        aimed_walls=("period",),
    ),
    "projects_early": replace(
        _PROJECTS, years=(2, 4), assured=0.6, early_cost=0.8, opening_paid=0.6, streams=(1, 3)
    ),
    "projects_own": replace(
        _PROJECTS,
        cofinancing=0.8,
        own=(1, 2),
        lift_own=0.3,
        overhead=0.3,
        streams=(1, 3),
        aimed_walls=("cofinancing", "purpose"),
    ),
    "projects_caps": replace(
        _PROJECTS, cap=0.6, ceiling=0.6, exclusion=0.4, free_share=0.5, preset=0.0, streams=(2, 3)
    ),
    "projects_goals": replace(
        _PROJECTS, yields=0.5, raised=0.6, limit=0.5, target=0.7, guarantee=0.4
    ),
    "projects_guarantee": replace(_PROJECTS, whole=0.8, guarantee=1.0, cut=0.0, streams=(1, 3)),
    "projects_shares": replace(
        _PROJECTS, minimum_share=0.6, streams=(1, 3), aimed_walls=("threshold", "purpose")
    ),
    "projects_moving": replace(
        _PROJECTS, transfer=0.6, fixed_cost=0.7, least_award=0.6, streams=(2, 3), awarded=0.3
    ),
    "projects_copies": replace(
        _PROJECTS, copies=0.8, streams=(2, 3), awarded=0.3, aimed_walls=("area", "purpose")
    ),
    "projects_cut": replace(_PROJECTS, cut=0.6, preset=0.3, guarantee=0.0),
    "projects_one_wall": replace(
        _PROJECTS, one_wall=True, preset=0.0, exclusion=0.4, threshold=0.3, overhead=0.5
    ),
}
"""Families with whole plans, fixed costs and least awards; kept apart, so that the cases of the
others stay the same.
"""
