"""Writes the tables of a case to its folder, the same bytes every time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from datasets.builders.material import Row

Tables = Mapping[str, list[Row]]
Variants = Mapping[tuple[str, str], list[Row]]
"""Tables that differ in another structure, by the variant and the table."""


def write_table(folder: Path, name: str, rows: Iterable[Row]) -> None:
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


def write_tables(folder: Path, tables: Tables, variants: Variants | None = None) -> None:
    """Write tables, and those of variants each to the folder of its variant."""
    for name, rows in tables.items():
        write_table(folder, name, rows)
    for (variant, name), rows in (variants or {}).items():
        write_table(folder / "variants" / variant, name, rows)
