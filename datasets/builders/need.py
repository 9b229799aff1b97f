"""Builds what homes need: the plans, the public costs of a home, and limits other than money."""

from __future__ import annotations

from collections import defaultdict

from datasets.builders.material import (
    ENDS,
    Assumptions,
    Geography,
    Row,
    end_column,
    published_number,
    read_raw,
)

FIRST_BUDGET, LAST_BUDGET = 2026, 2030
DELIVERED = {2025: "bind_staat_2025", 2026: "bind_eib_2026", 2027: "bind_eib_2027"}
"""Homes in the inventory of 2025 that are delivered before this money can matter: for each year the
id of a number in need/binding.csv, measured or forecast.
"""

LISTED_PROVINCES = ("Flevoland", "Noord-Holland")
"""Provinces whose plan list covers their plans; elsewhere it is a sample
(raw/allocations/SOURCES.md).
"""


def deliveries(assume: Assumptions) -> range:
    """Return the years of delivery: those of homes whose land is paid for in the budget years.

    Earlier homes have their money; later ones need later money. All that such a home costs is paid
    by this money, so that no home comes free because part of it was paid before.
    """
    return range(
        FIRST_BUDGET + int(assume("land_lead")), LAST_BUDGET + int(assume("land_lead")) + 1
    )


def inner_city(assume: Assumptions, geography: Geography) -> dict[str, float]:
    """Return the share of planned homes inside the city, per municipality.

    It comes from the plan list where that covers the plans, and is the national share elsewhere. A
    listed province gives its own share to municipalities that the list does not name. Homes of
    unknown location are left out.
    """
    homes: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in read_raw("allocations/plan_location_types_eib2021"):
        if row["province"] in LISTED_PROVINCES and row["location_type"] != "unknown":
            inside = 0 if row["location_type"] in ("inner-city", "transformation") else 1
            for name in (row["province"], *geography.codes(row["municipality"])):
                homes[name][inside] += float(row["remaining_homes"])
    share = {
        name: inside / (inside + outside)
        for name, (inside, outside) in homes.items()
        if inside + outside
    }
    nation = assume("inner_city_share")
    return {
        code: share.get(code, share.get(row["province"], nation))
        for code, row in geography.municipalities.items()
    }


def deficit_shares(assume: Assumptions, geography: Geography, reading: str) -> dict[str, float]:
    """Return the share of homes with a land deficit per municipality.

    It is the national share of the reading, divided by location type.
    """
    inside = inner_city(assume, geography)
    weight = {
        code: part * assume("inner_city_deficit") + (1 - part) * assume("greenfield_deficit")
        for code, part in inside.items()
    }
    mean = sum(weight[code] * part for code, part in geography.shares(weight).items())
    return {code: assume(f"land_share_{reading}") * value / mean for code, value in weight.items()}


def deliverable(assume: Assumptions) -> dict[str, float]:
    """Return the homes in plans that this money can bring, by end.

    They are the newest inventory, less what is delivered before, less plans that fall away.
    """
    inventory = published_number(
        "allocations/plan_capacity", "value", metric="plan_capacity", plan_period="2025-2030"
    )
    before = range(min(DELIVERED), deliveries(assume).start)
    left = inventory - sum(
        published_number("need/binding", "value", id=DELIVERED[year]) for year in before
    )
    opposite = {"central": "central", "low": "high", "high": "low"}
    return {end: left * (1 - assume("plan_dropout", opposite[end])) for end in ENDS}


def plans(assume: Assumptions, geography: Geography, reading: str) -> list[Row]:
    """Return two plans per municipality: homes with a land deficit, and homes without."""
    total, share, rows = deliverable(assume), deficit_shares(assume, geography, reading), []
    for code, part in geography.shares(geography.planned).items():
        for kind, of_plan in (("deficit", share[code]), ("no_deficit", 1 - share[code])):
            rows.append(
                {
                    "plan": f"{code}-{kind}",
                    "region": code,
                    "plan_type": kind,
                    "outcome": "homes",
                    **{
                        end_column("capacity_units", end): round(part * total[end] * of_plan, 2)
                        for end in ENDS
                    },
                    "first_year": deliveries(assume)[0],
                    "last_year": deliveries(assume)[-1],
                    "source": "allocations:plan_capacity",
                    "status": "assumption",
                    "note": (
                        "housing deal of the province divided as its inventory of 2021, scaled to"
                        " the national inventory of 2025-2030 less deliveries before the first year"
                        f" and less plan_dropout; split by land_share_{reading} and location type"
                    ),
                }
            )
    return rows


def plans_in_their_mix(assume: Assumptions, geography: Geography, reading: str) -> list[Row]:
    """Return the plans scaled to what can be completed.

    No program can then choose the cheapest homes first: what is built has the mix of the plans.
    """
    rows, years = plans(assume, geography, reading), len(deliveries(assume))
    for end in ENDS:
        name = end_column("capacity_units", end)
        total = sum(float(str(row[name])) for row in rows)
        for row in rows:
            row[name] = round(
                float(str(row[name])) * assume("building_capacity", end) * years / total, 2
            )
    for row in rows:
        row["note"] = f"{row['note']}; scaled to building_capacity"
    return rows


def costs(assume: Assumptions, reading: str) -> list[Row]:
    """Return the public money that a home needs: land where there is a deficit, and access."""
    rows = []
    for kind, purpose, name, lead in (
        ("deficit", "land", f"land_deficit_{reading}", "land_lead"),
        ("deficit", "mobility", "infra_eur", "mobility_lead"),
        ("no_deficit", "mobility", "infra_eur", "mobility_lead"),
    ):
        rows.append(
            {
                "plan_type": kind,
                "purpose": purpose,
                **{end_column("eur_per_unit", end): round(assume(name, end), 2) for end in ENDS},
                "years_before_delivery": int(assume(lead)),
                "source": assume.rows[name]["source"],
                "status": "assumption",
                "note": f"{name}; {lead}",
            }
        )
    return rows


def limits(assume: Assumptions) -> list[Row]:
    """Return the building capacity of the nation, per year of delivery."""
    rows = []
    for year in deliveries(assume):
        rows.append(
            {
                "level": "national",
                "area": "",
                "year": year,
                "outcome": "homes",
                **{
                    end_column("max_units", end): round(assume("building_capacity", end))
                    for end in ENDS
                },
                "source": "ranges:completions_new_build",
                "status": "assumption",
                "note": "building_capacity",
            }
        )
    return rows
