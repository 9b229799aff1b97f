"""Builds datasets/nederland-2020-2024 from datasets/raw.

The rounds of those years by the machinery of `nederland`, and what was observed.

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
from datasets.builders.nederland import write

NOTE = (
    "housing deal of the province divided as its inventory of 2021, scaled to the inventory of"
    " 2022-2030 times inventory_share and less plan_dropout"
)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = horizon.HorizonAssumptions("assumptions_2020_2024"), Geography()
    given = past.stream_entries()
    money = horizon.DatedMoney(assume, geography, given, past.YEARS)
    streams, earmarks = horizon.streams(given, assume)
    lead = int(assume("land_lead"))
    window = range(past.YEARS[0] + lead, past.YEARS[-1] + lead + 1)
    inventory = published_number(
        "allocations/plan_capacity", "value", metric="plan_capacity", plan_period="2022-2030"
    )
    kept, share, capacity = (
        horizon.one_minus(assume, "plan_dropout"),
        assume.band("inventory_share"),
        assume.band("building_capacity_past"),
    )
    homes = {end: inventory * share[end] * kept[end] for end in ENDS}

    def plans(reading: str) -> list[Row]:
        return horizon.plans(
            assume, geography, reading, homes, window, NOTE, "allocations:plan_capacity"
        )

    tables: dict[str, list[Row]] = {
        "case": horizon.settings_of_case(
            "Nederland, woningbouw 2020-2024 (terugtoets)", past.YEARS[0]
        ),
        "regions": frame.regions(geography),
        "streams": streams,
        "budgets": money.budgets,
        "earmarks": earmarks,
        "plans": plans("rebel"),
        "costs": need.costs(assume, "rebel"),
        "limits": horizon.limits(
            capacity, window, "geography:housing_completions", "building_capacity_past"
        ),
        "outcomes": frame.outcomes(assume),
    }
    elsewhere = [
        row
        | (
            {column: 0 for column in row if column.startswith("eur_per_unit")}
            if row["purpose"] == "mobility"
            else {}
        )
        for row in tables["costs"]
    ]
    variants = {
        ("gelderland", "plans"): plans("gelderland"),
        ("gelderland", "costs"): need.costs(assume, "gelderland"),
        ("mix", "plans"): horizon.plans_in_their_mix(
            tables["plans"], capacity, len(window), "building_capacity_past"
        ),
        ("access_elsewhere", "costs"): elsewhere,
    }
    observed = {"observed_completions": past.completions(), "observed_unspent": past.unspent()}
    tables["sources"] = horizon.sources([*tables.values(), *variants.values(), *observed.values()])
    for name, rows in (tables | observed).items():
        write(folder, name, rows)
    for (variant, name), rows in variants.items():
        write(folder / "variants" / variant, name, rows)
    write(folder, "register", past.register({str(row["stream"]) for row in money.budgets}))
    write(folder, "reconciliation", money.reconciliation)
    write(folder, "assumptions", assume.as_rows())


if __name__ == "__main__":
    build(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).parents[1] / "nederland-2020-2024"
    )
