"""Sets ten percent beside what was paid, what accounting costs and what stands still.

Every figure that was published comes from a raw table with its source; the others are sums of them
that stand here.
"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

import ontschotting as on

RAW = Path(__file__).parents[2] / "datasets" / "raw"
TEN = 0.1
UNITS = {
    "eur": 1.0,
    "million_eur": 1e6,
    "billion_eur": 1e9,
    "eur_per_year": 1.0,
    "grants": 1.0,
    "EUR": 1.0,
}
"""Euros, or grants, in one of each unit of the raw tables."""

FACTS = {
    "paid": ("streams/fragmentation_facts.csv", "fact_id", "osu_eur_2024"),
    "grants": ("streams/fragmentation_facts.csv", "fact_id", "osu_count_2024"),
    "booked": ("streams/fragmentation_facts.csv", "fact_id", "spuk_cut_10pct"),
    "accounting": ("streams/fragmentation_facts.csv", "fact_id", "spuk_admin_cost_50k"),
    "meant": ("streams/conversion_facts.csv", "fact_id", "meant_for_conversion"),
    "named_total": ("streams/conversion_facts.csv", "fact_id", "named_total"),
    "idle_before": ("accounts/national.csv", "id", "iv3_p29b_2023"),
    "idle": ("accounts/national.csv", "id", "iv3_p29b_2024"),
}
"""The published figures: raw table, its key, and the row."""

EXAMPLE_INHABITANTS = 50_000
"""The municipality for which the cost of accounting was worked out (`spuk_admin_cost_50k`)."""


def arithmetic() -> pl.DataFrame:
    """Return the figures: `id`, `value`, `unit`, `year`, `status`, `formula`, `source_url`."""
    rows = [_published(name, *place) for name, place in FACTS.items()]
    value = {str(row["id"]): float(str(row["value"])) for row in rows}
    people = on.municipalities()
    count, inhabitants = people.height, float(people["inhabitants"].sum())
    accounting = value["accounting"]
    derived = {
        "municipalities": (float(count), "count", "municipalities of the case"),
        "inhabitants": (inhabitants, "count", "inhabitants of the municipalities"),
        "ten_of_paid": (TEN * value["paid"], "eur", "10 % of paid"),
        "base_of_booked": (value["booked"] / TEN, "eur", "booked / 10 %"),
        "booked_of_paid": (value["booked"] / value["paid"], "share", "booked / paid"),
        "accounting_each": (accounting * count, "eur", "accounting x municipalities"),
        "accounting_per_inhabitant": (
            accounting / EXAMPLE_INHABITANTS * inhabitants,
            "eur",
            "accounting / 50,000 x inhabitants",
        ),
        "accounting_of_booked": (
            accounting * count / value["booked"],
            "share",
            "accounting_each / booked",
        ),
        "accounting_per_inhabitant_of_booked": (
            accounting / EXAMPLE_INHABITANTS * inhabitants / value["booked"],
            "share",
            "accounting_per_inhabitant / booked",
        ),
        "accounts_to_repay": (value["booked"] / accounting, "count", "booked / accounting"),
        "accounts_to_repay_each": (
            value["booked"] / accounting / count,
            "count",
            "accounts_to_repay / municipalities",
        ),
        "booked_of_idle": (value["booked"] / value["idle"], "share", "booked / idle"),
        "idle_growth": (value["idle"] - value["idle_before"], "eur", "idle - idle_before"),
    }
    for name, (number, unit, formula) in derived.items():
        rows.append(
            {
                "id": name,
                "value": number,
                "unit": unit,
                "year": "",
                "status": "derived",
                "formula": formula,
                "source_url": "",
            }
        )
    return pl.DataFrame(rows).with_columns(pl.col("value").round(6))


def _published(name: str, table: str, key: str, row_id: str) -> dict[str, object]:
    """Return a published figure in euros or grants, with its source."""
    with (RAW / table).open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row[key] == row_id)
    unit = row["unit"]
    return {
        "id": name,
        "value": float(row["value"]) * UNITS[unit],
        "unit": "count" if unit == "grants" else "eur",
        "year": row["year"],
        "status": "published",
        "formula": f"datasets/raw/{table}: {row_id}",
        "source_url": row.get("source_url") or row["url"],
    }
