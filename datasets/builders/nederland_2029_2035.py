"""Builds datasets/nederland-2029-2035 from datasets/raw: the coalition's billion a year for homes.

Run `python -m datasets.builders.nederland_2029_2035 [folder]`. Rebuilding gives the same bytes. Its
regions are the 35 housing-deal regions: nobody has been promised any of this money, so that a
division by municipality would be precision without a fact behind it. The case itself divides the
billion over the two streams that the plan names; folders in `variants` hold other divisions
(`halves`, `envelope`, `all_streams`; see division.csv) and other readings of the need
(`gelderland`, `mix`, as in `nederland`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets.builders import frame, horizon, need, next_money
from datasets.builders.english import TARGET_NOTE, TARGET_NOTE_EN
from datasets.builders.material import ENDS, Geography, Row, end_column
from datasets.builders.write import write_tables

CAPACITY = "building_capacity_next"
NOTE = (
    "housing deal of the province divided as its inventory of 2021, scaled to national_target times"
    " plan_ratio_next less plan_dropout"
)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = horizon.HorizonAssumptions("assumptions_2029_2035"), Geography()
    first, *others = next_money.DIVISIONS
    inventory = _inventory(assume, geography)
    budgets, reconciliation = _divide(first, assume, geography)
    tables = _tables(assume, inventory, budgets)
    variants: dict[tuple[str, str], list[Row]] = {
        ("gelderland", "plans"): _plans(inventory, "gelderland"),
        ("gelderland", "costs"): need.costs(assume, "gelderland"),
        ("mix", "plans"): horizon.plans_in_their_mix(
            tables["plans"], assume.band(CAPACITY), len(inventory.window), CAPACITY
        ),
        **{(name, "budgets"): _divide(name, assume, geography)[0] for name in others},
    }
    division = next_money.division_rows()
    tables["sources"] = horizon.sources([*tables.values(), *variants.values(), division])
    write_tables(folder, tables, variants)
    beside = {
        "division": division,
        "reconciliation": reconciliation,
        "assumptions": assume.as_rows(),
    }
    write_tables(folder, beside)


def _inventory(assume: horizon.HorizonAssumptions, geography: Geography) -> horizon.Inventory:
    """Return the homes that the national target needs in plans, less those that fall away."""
    lead = int(assume("land_lead"))
    window = range(next_money.YEARS[0] + lead, next_money.YEARS[-1] + lead + 1)
    remaining, ratio = horizon.one_minus(assume, "plan_dropout"), assume.band("plan_ratio_next")
    target = assume("national_target")
    homes = {end: target * len(window) * ratio[end] * remaining[end] for end in ENDS}
    return horizon.Inventory(assume, geography, homes, window, NOTE)


def _plans(inventory: horizon.Inventory, reading: str) -> list[Row]:
    """Return two plans per housing-deal region."""
    rows = horizon.sum_by_deal_region(
        inventory.plans(reading), inventory.geography, ("plan_type",), "capacity_units"
    )
    return [row | {"plan": f"{row['region']}-{row['plan_type']}"} for row in rows]


def _divide(
    division: str, assume: horizon.HorizonAssumptions, geography: Geography
) -> tuple[list[Row], list[Row]]:
    """Return the budgets of a division, and its reconciliation.

    A stream that it does not use gets a budget of zero, so that every division has the same
    streams.
    """
    entries = next_money.stream_entries(division)
    money = horizon.DatedMoney(assume, geography, entries, next_money.YEARS)
    budgets = horizon.sum_by_deal_region(
        money.budgets, geography, ("stream", "year", "awarded"), "amount_eur"
    )
    unused: list[Row] = [
        {
            "stream": stream,
            "level": "national",
            "area": "",
            "year": next_money.YEARS[0],
            **{end_column("amount_eur", end): 0 for end in ENDS},
            "awarded": "false",
            "source": next_money.SOURCE,
            "status": "assumption",
            "note": f"division: {division}; nothing",
        }
        for stream in next_money.STREAMS
        if stream not in next_money.shares(division)
    ]
    return [*budgets, *unused], money.reconciliation


def _tables(
    assume: horizon.HorizonAssumptions, inventory: horizon.Inventory, budgets: list[Row]
) -> dict[str, list[Row]]:
    """Return the tables of the case, without its sources."""
    streams, earmarks = _streams(assume)
    return {
        "case": horizon.settings_of_case(
            "Nederland, het volgende geld 2029-2035", next_money.YEARS[0]
        ),
        "regions": [
            {
                "region": deal_region,
                "name": deal_region,
                "source": "geography:woondeal_regions",
                "status": "published",
                "note": "municipalities of the division of 2023-2026",
            }
            for deal_region in sorted(set(inventory.geography.deal_region_of.values()))
        ],
        "streams": streams,
        "budgets": budgets,
        "earmarks": earmarks,
        "plans": _plans(inventory, "rebel"),
        "costs": need.costs(assume, "rebel"),
        "limits": horizon.limits(
            assume.band(CAPACITY), inventory.window, "need:binding:bind_eib_stock_2030", CAPACITY
        ),
        "outcomes": frame.outcomes(assume),
        "targets": _targets(assume, inventory.window),
    }


def _streams(assume: horizon.HorizonAssumptions) -> tuple[list[Row], list[Row]]:
    """Return *streams* and *earmarks*, with names that tell new money from running money."""
    streams, earmarks = horizon.streams(next_money.entries_of_all_divisions(), assume)
    for row in streams:
        if row["stream"] != frame.OWN:
            is_new = row["stream"] in next_money.STREAMS
            row["name"] = f"{'Volgend geld' if is_new else 'Na 2030'}: {row['name']}"
            row["name_en"] = f"{'Next money' if is_new else 'After 2030'}: {row['name_en']}"
            row["short_name"] = ""  # the same scheme twice: only the long name tells them apart
    return streams, earmarks


def _targets(assume: horizon.HorizonAssumptions, window: range) -> list[Row]:
    """Return the national target, as if it went on after 2030."""
    return [
        {
            "level": "national",
            "area": "",
            "year": year,
            "outcome": "homes",
            "units": assume("national_target"),
            "source": "letter",
            "status": "assumption",
            "note": f"gelezen alsof de afspraak na 2030 doorgaat; {TARGET_NOTE}",
            "note_en": f"read as if the target goes on after 2030; {TARGET_NOTE_EN}",
        }
        for year in window
    ]


if __name__ == "__main__":
    build(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).parents[1] / "nederland-2029-2035"
    )
