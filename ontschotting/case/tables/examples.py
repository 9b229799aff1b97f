"""The example row of each sheet of the template: it is no data, and reading passes it over."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import polars as pl

from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable

PREFIX = "bijv. "
"""What every cell of an example row begins with (Dutch for *e.g.*): no number begins so, and a cell
is an example only when it is letter for letter the one that the template wrote.
"""

_ROWS = {
    "case": {"key": "title", "value": "Regio Merwedal"},
    "regions": {"region": "GM9999", "name": "Merwedal"},
    "streams": {
        "stream": "WBI",
        "name": "Woningbouwimpuls",
        "counts_as_cofinancing": "nee",
        "cofinancing_share": "50%",
        "cap_eur_per_unit": "12500",
        "min_plan_units": "200",
        "spend_within_years": "1",
    },
    "budgets": {
        "stream": "WBI",
        "level": "region",
        "area": "GM9999",
        "year": "2026",
        "amount_eur": "4500000",
        "source": "brief 12 mei",
        "status": "published",
    },
    "earmarks": {"stream": "WBI", "purpose": "grond"},
    "exclusions": {"stream": "WBI", "excludes": "Klimaat"},
    "transfers": {"stream": "Klimaat", "to_stream": "WBI", "share": "10%"},
    "plans": {
        "plan": "Havenkade",
        "region": "GM9999",
        "plan_type": "Havenkade",
        "outcome": "woningen",
        "capacity_units": "260",
        "first_year": "2027",
        "last_year": "2030",
        "whole": "ja",
    },
    "yields": {"plan_type": "Havenkade", "outcome": "hectare groen", "per_unit": "0,01"},
    "costs": {"plan_type": "Havenkade", "purpose": "school", "eur_per_unit": "6000"},
    "ceilings": {"stream": "WBI", "level": "region", "max_eur": "3000000"},
    "minimum_shares": {
        "stream": "WBI",
        "outcome": "betaalbaar",
        "level": "region",
        "min_share": "50%",
    },
    "limits": {"level": "region", "year": "2028", "outcome": "woningen", "max_units": "150"},
    "outcomes": {"outcome": "woningen", "unit": "woning", "weight": "1"},
    "targets": {"level": "region", "area": "GM9999", "outcome": "woningen", "units": "650"},
    "accounts": {
        "stream": "WBI",
        "level": "region",
        "area": "GM9999",
        "year": "2025",
        "closing_eur": "1200000",
    },
    "purposes": {"purpose": "grond", "name": "grondkosten", "name_en": "land"},
    "sources": {
        "source": "brief 12 mei",
        "title": "Toekenning Woningbouwimpuls",
        "publisher": "ministerie van VRO",
        "date": "2026-05-12",
    },
}

EXAMPLES = MappingProxyType(
    {
        table: MappingProxyType({column: PREFIX + value for column, value in row.items()})
        for table, row in _ROWS.items()
    }
)
"""The example row of each table: column and cell."""


def without_examples(raw: RawTable, findings: Findings) -> RawTable:
    """Return a table without its example rows.

    A row is an example when nothing else stands in it. Where somebody typed over a part of it, the
    row is theirs, and each cell that still holds the example gets a finding.

    Args:
        raw: The table as it was read
        findings: Collects what is wrong
    """
    types = raw.frame.schema
    example = {
        name: cell
        for name, cell in EXAMPLES.get(raw.name, {}).items()
        if types.get(name) == pl.String
    }
    hits = {
        row
        for name, cell in example.items()
        for row, text in enumerate(raw.frame[name].to_list())
        if text == cell
    }
    if not hits:
        return raw
    examples: set[int] = set()
    blanks: dict[str, list[int]] = {name: [] for name in example}
    for row in sorted(hits):
        cells = raw.frame.row(row, named=True)
        filled = {name for name, cell in cells.items() if cell not in (None, "")}
        left = [name for name, cell in example.items() if cells[name] == cell]
        if filled == set(left):
            examples.add(row)
            continue
        for name in left:
            findings.of_table(raw.origin).add(
                "example_left", row=row, column=name, value=EXAMPLES[raw.name][name]
            )
            blanks[name].append(row)
    frame = raw.frame.with_columns(
        raw.frame[name].scatter(rows, None) for name, rows in blanks.items() if rows
    )
    rows = [row for row in range(frame.height) if row not in examples]
    origin = replace(raw.origin, lines=tuple(map(raw.origin.line, rows)))
    return replace(raw, origin=origin, frame=frame[rows])
