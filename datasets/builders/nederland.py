"""Builds datasets/nederland from datasets/raw.

The tables of the case, and beside it the registers of streams, rules and programmes and what holds
them together.

Run `python -m datasets.builders.nederland [folder]`. Rebuilding gives the same bytes. No figure is
typed here: each comes from the raw tables, which were brought from the project's collections
(geography, streams, allocations, budgets, need; each with its SOURCES.md), or from
raw/assumptions.csv, the register of assumptions. Judgements stand in raw/decisions.csv (each stream
in or out), raw/reasons.csv (why, in both languages), raw/rules.csv and raw/rule_patterns.csv (what
a rule asks, with the words that state it), raw/law.csv, raw/programme_streams.csv,
raw/contradictions.csv, raw/areas.csv and raw/crosswalk.csv (names in sources).

Folders in `variants` hold the tables that differ in another structure: `gelderland`, the other
published reading of land deficits (reading B in the register); `mix`, where what is built has the
mix of the plans instead of the cheapest homes first; `access`, where the Woningbouwimpuls also pays
for access to a plan.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from datasets.builders import frame, need, register, shapes, totals
from datasets.builders.material import Assumptions, Geography, Row
from datasets.builders.money import Money

READINGS = ("rebel", "gelderland")


def write(folder: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table with the columns that hold anything, in the order of first appearance."""
    rows = list(rows)
    columns = [
        key
        for key in dict.fromkeys(key for row in rows for key in row)
        if any(str(row.get(key, "")) != "" for row in rows)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, columns, lineterminator="\n", restval="", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = Assumptions(), Geography()
    money = Money(assume, geography)
    streams, earmarks = frame.streams(assume)
    tables: dict[str, list[Row]] = {
        "case": frame.case(),
        "regions": frame.regions(geography),
        "streams": streams,
        "budgets": money.budgets,
        "earmarks": earmarks,
        "plans": need.plans(assume, geography, READINGS[0]),
        "costs": need.costs(assume, READINGS[0]),
        "limits": need.limits(assume),
        "outcomes": frame.outcomes(assume),
        "targets": frame.targets(assume),
    }
    variants: dict[tuple[str, str], list[Row]] = {
        ("mix", "plans"): need.plans_in_their_mix(assume, geography, READINGS[0])
    }
    variants["access", "earmarks"] = frame.earmarks_with_access(earmarks)
    for reading in READINGS[1:]:
        variants |= {
            (reading, "plans"): need.plans(assume, geography, reading),
            (reading, "costs"): need.costs(assume, reading),
        }
    tables["sources"] = frame.sources(
        {str(row["source"]) for rows in (*tables.values(), *variants.values()) for row in rows}
        | {shapes.SOURCE}
    )
    for name, rows in tables.items():
        write(folder, name, rows)
    for (variant, name), rows in variants.items():
        write(folder / "variants" / variant, name, rows)
    write(folder, "register", register.register(money))
    write(folder, "register_rules", register.rules())
    write(folder, "rule_patterns", register.patterns())
    write(folder, "programmes", register.programmes(money))
    write(folder, "published_totals", totals.published_totals())
    write(folder, "contradictions", totals.contradictions())
    write(folder, "reconciliation", money.reconciliation)
    write(folder, "assumptions", assume.as_rows())
    (folder / "shapes.topojson").write_text(shapes.topojson(), encoding="utf-8", newline="\n")
    unused = set(assume.rows) - assume.used
    if unused:
        raise SystemExit(f"assumptions that nothing uses: {', '.join(sorted(unused))}")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "nederland")
