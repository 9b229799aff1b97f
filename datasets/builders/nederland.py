"""Builds datasets/nederland from datasets/raw: the case, and beside it its registers.

Run `python -m datasets.builders.nederland [folder]`. Rebuilding gives the same bytes. No figure is
typed here: each comes from the raw tables, which were brought from the project's collections
(geography, streams, allocations, budgets, need, accounts; each with its SOURCES.md), or from
raw/assumptions.csv, the register of assumptions. Judgements stand in raw/decisions.csv (each stream
in or out), raw/reasons.csv (why, in both languages), raw/rules.csv and raw/rule_patterns.csv (what
a rule asks, with the words that state it), raw/law.csv, raw/programme_streams.csv,
raw/contradictions.csv, raw/not_added.csv, raw/areas.csv and raw/crosswalk.csv (names in sources).

Folders in `variants` hold the tables that differ in another structure: `gelderland`, the other
published reading of land deficits (reading B in the register); `mix`, where what is built has the
mix of the plans instead of the cheapest homes first; `access`, where the Woningbouwimpuls also pays
for access to a plan.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets.builders import (
    accounts,
    frame,
    need,
    register,
    register_amounts,
    shapes,
    totals,
)
from datasets.builders.material import Assumptions, Geography, Row
from datasets.builders.money import Money
from datasets.builders.write import write_tables

READING = "rebel"
OTHER_READINGS = ("gelderland",)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    assume, geography = Assumptions(), Geography()
    money = Money(assume, geography)
    observed = accounts.Accounts(geography)
    tables, variants = _tables(assume, geography, money), _variants(assume, geography)
    tables["accounts"] = observed.balances()
    used = {str(row["source"]) for rows in (*tables.values(), *variants.values()) for row in rows}
    tables["sources"] = frame.sources(used | {shapes.SOURCE})
    write_tables(folder, tables, variants)
    beside = {
        "register": register.register(money),
        "register_rules": register.rules(),
        "register_amounts": register_amounts.register_amounts(),
        "rule_patterns": register.patterns(),
        "programmes": register.programmes(money),
        "published_totals": totals.published_totals(),
        "contradictions": totals.contradictions(),
        "reconciliation": money.reconciliation,
        "assumptions": assume.as_rows(),
        "account_gaps": observed.gaps(),
        "specific_grants": accounts.specific_grants(),
        "advances_per_grant": accounts.advances_per_grant(),
        "unspent_reasons": accounts.unspent_reasons(),
        "municipal_results_2023": accounts.results_2023(),
    }
    write_tables(folder, beside)
    (folder / "shapes.topojson").write_text(shapes.topojson(), encoding="utf-8", newline="\n")
    unused = set(assume.rows) - assume.used
    if unused:
        raise SystemExit(f"assumptions that nothing uses: {', '.join(sorted(unused))}")


def _tables(assume: Assumptions, geography: Geography, money: Money) -> dict[str, list[Row]]:
    """Return the tables of the case, without its sources."""
    streams, earmarks = frame.streams(assume)
    return {
        "case": frame.case(),
        "regions": frame.regions(geography),
        "streams": streams,
        "budgets": money.budgets,
        "earmarks": earmarks,
        "plans": need.plans(assume, geography, READING),
        "costs": need.costs(assume, READING),
        "limits": need.limits(assume),
        "outcomes": frame.outcomes(assume),
        "targets": frame.targets(assume),
    }


def _variants(assume: Assumptions, geography: Geography) -> dict[tuple[str, str], list[Row]]:
    """Return the tables that differ in each variant."""
    _, earmarks = frame.streams(assume)
    variants: dict[tuple[str, str], list[Row]] = {
        ("mix", "plans"): need.plans_in_their_mix(assume, geography, READING),
        ("access", "earmarks"): frame.earmarks_with_access(earmarks),
    }
    for reading in OTHER_READINGS:
        variants |= {
            (reading, "plans"): need.plans(assume, geography, reading),
            (reading, "costs"): need.costs(assume, reading),
        }
    return variants


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "nederland")
