"""Builds datasets/nederland-2029-2035 from datasets/raw.

The coalition's billion a year for homes, not yet divided, by the machinery of `nederland`.

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
from datasets.builders.material import ENDS, Geography, Row, end_column
from datasets.builders.nederland import write

NOTE = (
    "housing deal of the province divided as its inventory of 2021, scaled to national_target times"
    " plan_ratio_next less plan_dropout"
)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = horizon.HorizonAssumptions("assumptions_2029_2035"), Geography()
    lead = int(assume("land_lead"))
    window = range(next_money.YEARS[0] + lead, next_money.YEARS[-1] + lead + 1)
    kept, ratio, capacity = (
        horizon.one_minus(assume, "plan_dropout"),
        assume.band("plan_ratio_next"),
        assume.band("building_capacity_next"),
    )
    homes = {end: assume("national_target") * len(window) * ratio[end] * kept[end] for end in ENDS}

    def plans(reading: str) -> list[Row]:
        rows = horizon.plans(
            assume, geography, reading, homes, window, NOTE, "allocations:plan_capacity"
        )
        found = horizon.sum_by_deal_region(rows, geography, ("plan_type",), "capacity_units")
        return [row | {"plan": f"{row['region']}-{row['plan_type']}"} for row in found]

    def divided(name: str) -> tuple[list[Row], list[Row]]:
        """The budgets of a division, and its reconciliation.

        A stream that it does not use gets a row of nothing, so that every division has the same
        streams.
        """
        money = horizon.DatedMoney(
            assume, geography, next_money.stream_entries(name), next_money.YEARS
        )
        budgets = horizon.sum_by_deal_region(
            money.budgets, geography, ("stream", "year", "awarded"), "amount_eur"
        )
        idle = [stream for stream in next_money.STREAMS if stream not in next_money.shares(name)]
        nothing: Row = {
            "level": "national",
            "area": "",
            "year": next_money.YEARS[0],
            **{end_column("amount_eur", end): 0 for end in ENDS},
            "awarded": "false",
            "source": next_money.SOURCE,
            "status": "assumption",
            "note": f"division: {name}; nothing",
        }
        return [*budgets, *({"stream": stream} | nothing for stream in idle)], money.reconciliation

    first, *others = next_money.DIVISIONS
    budgets, reconciliation = divided(first)
    streams, earmarks = horizon.streams(next_money.entries_of_all_divisions(), assume)
    for row in streams:
        if row["stream"] != frame.OWN:
            row["name"] = (
                f"{'Volgend geld' if row['stream'] in next_money.STREAMS else 'Na 2030'}:"
                f" {row['name']}"
            )
    tables: dict[str, list[Row]] = {
        "case": horizon.settings_of_case(
            "Nederland, het volgende geld 2029-2035", next_money.YEARS[0]
        ),
        "regions": [
            {
                "region": deal,
                "name": deal,
                "source": "geography:woondeal_regions",
                "status": "published",
                "note": "municipalities of the division of 2023-2026",
            }
            for deal in sorted(set(geography.deal_region_of.values()))
        ],
        "streams": streams,
        "budgets": budgets,
        "earmarks": earmarks,
        "plans": plans("rebel"),
        "costs": need.costs(assume, "rebel"),
        "limits": horizon.limits(
            capacity, window, "need:binding:bind_eib_stock_2030", "building_capacity_next"
        ),
        "outcomes": frame.outcomes(assume),
        "targets": [
            {
                "level": "national",
                "area": "",
                "year": year,
                "outcome": "homes",
                "units": assume("national_target"),
                "source": "letter",
                "status": "assumption",
            }
            | {
                "note": (
                    "national_target, gelezen alsof het na 2030 doorgaat; telt alle toevoegingen,"
                    " ook transformatie en splitsing"
                )
            }
            for year in window
        ],
    }
    variants: dict[tuple[str, str], list[Row]] = {
        ("gelderland", "plans"): plans("gelderland"),
        ("gelderland", "costs"): need.costs(assume, "gelderland"),
        ("mix", "plans"): horizon.plans_in_their_mix(
            tables["plans"], capacity, len(window), "building_capacity_next"
        ),
        **{(name, "budgets"): divided(name)[0] for name in others},
    }
    division = next_money.division_rows()
    tables["sources"] = horizon.sources([*tables.values(), *variants.values(), division])
    for name, rows in tables.items():
        write(folder, name, rows)
    for (variant, name), rows in variants.items():
        write(folder / "variants" / variant, name, rows)
    write(folder, "division", division)
    write(folder, "reconciliation", reconciliation)
    write(folder, "assumptions", assume.as_rows())


if __name__ == "__main__":
    build(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).parents[1] / "nederland-2029-2035"
    )
