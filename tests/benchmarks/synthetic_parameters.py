"""How often the rules of grants occur, and with which values: what synthetic cases are drawn from.

The shares are counts in the register of 91 Dutch streams (`datasets/raw/streams/streams.csv`) or,
where marked, in the bundled case `nederland`; what neither tells is a choice, and marked so. They
give a synthetic case its shape, and are no finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Purpose:
    """What a unit needs for one purpose.

    The order of the amounts is that of the case `nederland`, the smaller ones are a choice.
    """

    eur_per_unit: float
    years_before_delivery: int


PURPOSES = {
    "land": Purpose(39_700.0, 2),
    "mobility": Purpose(15_300.0, 1),
    "energy": Purpose(6_000.0, 1),
    "facilities": Purpose(9_000.0, 0),
    "water": Purpose(4_000.0, 1),
}

SHARE = {
    "own": 1 / 17,  # nederland: own_money
    "cofinancing": 27 / 91,
    "cap": 6 / 91,
    "threshold": 8 / 91,
    "period": 22 / 91,  # streams with a published deadline
    "carry_over": 8 / 91,  # streams of which it is known
    "assurance": 0.05,  # a choice
    "stacking": 0.06,  # a choice
    "overhead": 0.1,  # a choice
    "ceilings": 0.04,  # a choice
    "yearly_maximum": 0.25,  # a choice
    "every_purpose": 2 / 17,  # nederland, beside own money
    "two_purposes": 0.1,  # a choice; in nederland several purposes of a stream are read as one
    # nederland: three of seventeen are (also) given to a province or housing deal region
    "province": 0.2,
    "national": 0.1,  # a choice
}

VALUES = {
    "cofinancing_share": [*[0.5] * 16, *[0.7] * 3, 0.6, 0.6, 0.3, 0.33, 0.67, 0.8, 0.82, 0.825],
    "cap_eur_per_unit": [12_500.0, 7_000.0, 7_000.0, 14_000.0, 17_500.0, 1_460.0],
    "min_plan_units": [*[200.0] * 6, 10.0, 5.0],
    "spend_within_years": [1.0, 2.0, 3.0, 3.0, 3.0, 5.0, 7.0, 10.0],
    "carry_over_share": [*[1.0] * 6, 0.0, 0.0, 0.5],
    "assured_years": [0.0, 1.0, 2.0],
    "overhead_share": [0.02, 0.05, 0.08],
}

RULE_OF = {
    "cofinancing_share": "cofinancing",
    "cap_eur_per_unit": "cap",
    "min_plan_units": "threshold",
    "carry_over_share": "carry_over",
    "assured_years": "assurance",
    "overhead_share": "overhead",
}
"""The column of streams in which each rule stands; `spend_within_years` stands apart, because it
has a rule for all streams too.
"""

MARGIN = {"eur_per_unit": (0.78, 1.26), "capacity_units": (0.91, 1.10)}
"""Low and high ends beside the value, as in the case `nederland`."""

REGIONS_PER_PROVINCE, REGIONS_PER_DEAL = 29, 10
"""342 municipalities in 12 provinces and 35 housing deal regions."""
UNITS_PER_PLAN = 900.0
"""930,400 homes in the plan inventory, over 342 municipalities and three plan types."""
FUNDED_SHARE = 0.55
"""Money in all, as a part of what all plans need: money is what holds back (a choice)."""
LIMIT, TARGET, CEILING, ADDITIONAL_SHARE = 0.6, 0.5, 0.8, 0.167
"""Limits and targets as a part of all capacity, ceilings as a part of the money of a stream
(choices); the last as in `nederland`.
"""


def awarded_share(year: np.ndarray) -> np.ndarray:
    """The chance that the money of a stream and year is awarded.

    Nearly all at first, hardly any at the end.
    """
    return np.clip(0.9 - 0.2 * year, 0.0, 1.0)
