"""Builds datasets/nederland-2020-2024 from datasets/raw: the rounds of those years, and what came.

Run `python -m datasets.builders.nederland_2020_2024 [folder]`. Rebuilding gives the same bytes. The
choices stand in docs/back-test.md and were written down before the case was solved. Folders in
`variants` hold another structure: `gelderland` and `mix` as in `nederland`; `access_elsewhere`, in
which access to homes costs this money nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets.builders import frame, horizon, need, past
from datasets.builders.material import ENDS, Geography, Row, published_number
from datasets.builders.write import write_tables

CAPACITY = "building_capacity_past"
NOTE = (
    "housing deal of the province divided as its inventory of 2021, scaled to the inventory of"
    " 2022-2030 times inventory_share and less plan_dropout"
)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = horizon.HorizonAssumptions("assumptions_2020_2024"), Geography()
    money = horizon.DatedMoney(assume, geography, past.stream_entries(), past.YEARS)
    inventory = _inventory(assume, geography)
    tables = _tables(assume, inventory, money)
    variants = _variants(assume, inventory, tables)
    observed = {"observed_completions": past.completions(), "observed_unspent": past.unspent()}
    tables["sources"] = horizon.sources([*tables.values(), *variants.values(), *observed.values()])
    write_tables(folder, tables | observed, variants)
    beside = {
        "register": past.register({str(row["stream"]) for row in money.budgets}),
        "reconciliation": money.reconciliation,
        "assumptions": assume.as_rows(),
    }
    write_tables(folder, beside)


def _inventory(assume: horizon.HorizonAssumptions, geography: Geography) -> horizon.Inventory:
    """Return the homes in the inventory of 2022-2030 that fall in these years."""
    lead = int(assume("land_lead"))
    inventory = published_number(
        "allocations/plan_capacity", "value", metric="plan_capacity", plan_period="2022-2030"
    )
    remaining, share = horizon.one_minus(assume, "plan_dropout"), assume.band("inventory_share")
    homes = {end: inventory * share[end] * remaining[end] for end in ENDS}
    window = range(past.YEARS[0] + lead, past.YEARS[-1] + lead + 1)
    return horizon.Inventory(assume, geography, homes, window, NOTE)


def _tables(
    assume: horizon.HorizonAssumptions, inventory: horizon.Inventory, money: horizon.DatedMoney
) -> dict[str, list[Row]]:
    """Return the tables of the case, without its sources."""
    streams, earmarks = horizon.streams(past.stream_entries(), assume)
    return {
        "case": horizon.settings_of_case(
            "Nederland, woningbouw 2020-2024 (terugtoets)", past.YEARS[0]
        ),
        "regions": frame.regions(inventory.geography),
        "streams": streams,
        "budgets": money.budgets,
        "earmarks": earmarks,
        "plans": inventory.plans("rebel"),
        "costs": need.costs(assume, "rebel"),
        "limits": horizon.limits(
            assume.band(CAPACITY), inventory.window, "geography:housing_completions", CAPACITY
        ),
        "outcomes": frame.outcomes(assume),
    }


def _variants(
    assume: horizon.HorizonAssumptions, inventory: horizon.Inventory, tables: dict[str, list[Row]]
) -> dict[tuple[str, str], list[Row]]:
    """Return the tables that differ in each variant."""
    free_access = [
        {
            name: 0 if row["purpose"] == "mobility" and name.startswith("eur_per_unit") else value
            for name, value in row.items()
        }
        for row in tables["costs"]
    ]
    return {
        ("gelderland", "plans"): inventory.plans("gelderland"),
        ("gelderland", "costs"): need.costs(assume, "gelderland"),
        ("mix", "plans"): horizon.plans_in_their_mix(
            tables["plans"], assume.band(CAPACITY), len(inventory.window), CAPACITY
        ),
        ("access_elsewhere", "costs"): free_access,
    }


if __name__ == "__main__":
    build(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).parents[1] / "nederland-2020-2024"
    )
