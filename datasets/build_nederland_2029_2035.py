"""Builds datasets/nederland-2029-2035 from datasets/raw: the coalition's billion a year for homes, not yet divided, by the machinery of `nederland`.

Run `python datasets/build_nederland_2029_2035.py [folder]`. Rebuilding gives the same bytes. Its regions are the 35 housing-deal
regions: nobody has been promised any of this money, so that a division by municipality would be precision without a fact behind it.
The case itself divides the billion over the two streams that the plan names; folders
in `variants` hold other divisions (`halves`, `envelope`, `all_streams`; see division.csv) and other readings of the need (`gelderland`, `mix`, as in `nederland`).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs by path from anywhere

from build_nederland import write
from building import frame, horizon, need, next_money
from building.material import ENDS, Map, Row

NOTE = "housing deal of the province divided as its inventory of 2021, scaled to national_target times plan_ratio_next less plan_dropout"


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, where = horizon.Register("assumptions_2029_2035"), Map()
    lead = int(assume("land_lead"))
    window = range(next_money.YEARS[0] + lead, next_money.YEARS[-1] + lead + 1)
    kept, ratio, capacity = horizon.upside_down(assume, "plan_dropout"), assume.band("plan_ratio_next"), assume.band("building_capacity_next")
    homes = {end: assume("national_target") * len(window) * ratio[end] * kept[end] for end in ENDS}

    def plans(reading: str) -> list[Row]:
        rows = horizon.plans(assume, where, reading, homes, window, NOTE, "allocations:plan_capacity")
        found = horizon.by_deal(rows, where, ("plan_type",), "capacity_units")
        return [row | {"plan": f"{row['region']}-{row['plan_type']}"} for row in found]

    def divided(name: str) -> tuple[dict[str, list[Row]], list[Row]]:
        """The tables that hang on a division, and its reconciliation."""
        given = next_money.given(name)
        money = horizon.DatedMoney(assume, where, given, next_money.YEARS)
        streams, earmarks = horizon.streams(given, assume)
        names = {row["stream"]: f"{row['name']}: {'volgend geld' if str(row['stream']).startswith('next_') else 'na 2030'}" for row in streams if row["stream"] != frame.OWN}
        for row in streams:
            row["name"] = names.get(row["stream"], row["name"])
        budgets = horizon.by_deal(money.budgets, where, ("stream", "year", "awarded"), "amount_eur")
        return {"streams": streams, "budgets": budgets, "earmarks": earmarks}, money.reconciliation

    main, reconciliation = divided(next(iter(next_money.DIVISIONS)))
    tables: dict[str, list[Row]] = {
        "case": horizon.case("Nederland, het volgende geld 2029-2035", next_money.YEARS[0]),
        "regions": [
            {"region": deal, "name": deal, "source": "geography:woondeal_regions", "status": "published", "note": "municipalities of the division of 2023-2026"}
            for deal in sorted(set(where.deals.values()))
        ],
        **main,
        "plans": plans("rebel"),
        "costs": need.costs(assume, "rebel"),
        "limits": horizon.limits(capacity, window, "need:binding:bind_eib_stock_2030", "building_capacity_next"),
        "outcomes": frame.outcomes(assume),
        "targets": [
            {"level": "national", "area": "", "year": year, "outcome": "homes", "units": assume("national_target"), "source": "letter", "status": "assumption"}
            | {"note": "national_target, read as if it goes on after 2030; counts all additions"}
            for year in window
        ],
    }  # fmt: skip
    variants: dict[tuple[str, str], list[Row]] = {
        ("gelderland", "plans"): plans("gelderland"),
        ("gelderland", "costs"): need.costs(assume, "gelderland"),
        ("mix", "plans"): horizon.plans_in_their_mix(tables["plans"], capacity, len(window), "building_capacity_next"),
    }
    for name in list(next_money.DIVISIONS)[1:]:
        variants |= {(name, table): rows for table, rows in divided(name)[0].items()}
    division = next_money.division()
    tables["sources"] = horizon.sources([*tables.values(), *variants.values(), division])
    for name, rows in tables.items():
        write(folder, name, rows)
    for (variant, name), rows in variants.items():
        write(folder / "variants" / variant, name, rows)
    write(folder, "division", division)
    write(folder, "reconciliation", reconciliation)
    write(folder, "assumptions", assume.shown())


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "nederland-2029-2035")
