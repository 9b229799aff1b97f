"""The case of the walk of an analyst: two municipalities, five streams, four plans."""

from __future__ import annotations

from pandas import DataFrame

import ontschotting as on

PURPOSES = ("land", "mobility", "water", "school")
COSTS = {
    "north": (9000, 8000, 3000, 2000),
    "south": (11000, 7000, 2000, 1500),
    "village": (8000, 9000, 4000, 1000),
    "station": (12000, 5000, 3000, 500),
}


def merwedal() -> on.Case:
    """Made-up amounts: co-financing, a ceiling, thresholds and deadlines, and own money."""
    streams = ["impuls", "mobility", "climate", "school", "province", "own"]
    return on.Case(
        case=DataFrame({"key": ["title"], "value": ["Merwedal"]}),
        regions=DataFrame({"region": ["M", "D"], "name": ["Merwedal", "Dorp"]}),
        streams=DataFrame(
            {
                "stream": streams,
                "name": ["Woningimpuls", "Mobiliteit", "Klimaat", "Scholen", "Provincie", "Eigen"],
                "cofinancing_share": [0.5, 0.25, 0.67, None, None, None],
                "cap_eur_per_unit": [12500, None, None, None, 5000, None],
                "min_plan_units": [200, None, None, 250, None, None],
                "max_plan_units": [None, None, None, None, 150, None],
                "spend_within_years": [2, None, 2, None, None, None],
                "counts_as_cofinancing": [None, None, None, None, None, True],
            }
        ),
        budgets=DataFrame(
            {
                "stream": [*streams, "own"],
                "level": ["national"] * 5 + ["region"] * 2,
                "area": [None] * 5 + ["M", "D"],
                "year": 2026,
                "amount_eur": [4.5e6, 6e6, 2.4e6, 0.6e6, 1e6, 3e6, 2e6],
            }
        ),
        earmarks=DataFrame({"stream": streams, "purpose": [*PURPOSES[:3], "school", "land", "*"]}),
        plans=DataFrame(
            {
                "plan": list(COSTS),
                "region": ["M", "M", "D", "D"],
                "plan_type": list(COSTS),
                "outcome": "homes",
                "capacity_units": [600, 300, 400, 100],
                "first_year": 2026,
                "last_year": 2030,
            }
        ),
        costs=DataFrame(
            [
                {"plan_type": plan, "purpose": purpose, "eur_per_unit": euros}
                for plan, listed in COSTS.items()
                for purpose, euros in zip(PURPOSES, listed, strict=True)
            ]
        ),
    )
