"""No row of a bundled case or of the raw tables lacks where it came from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ontschotting.case.tables.schema import TABLES

DATASETS = Path(__file__).parents[2] / "datasets"
RAW = DATASETS / "raw"
CASES = sorted(path.parent for path in DATASETS.glob("*/streams.csv"))
ADDRESS = ("url", "source_url")
NO_ADDRESS = {
    "accounts/advances.csv": "one file of Statistics Netherlands, named in SOURCES.md",
    "accounts/summary_2024.csv": "sums of advances.csv",
    "geography/municipalities.csv": "one file, named in SOURCES.md",
    "geography/provinces.csv": "sums of municipalities.csv",
    **dict.fromkeys(
        ("areas.csv", "decisions.csv", "programme_streams.csv", "reasons.csv", "walls_judged.csv"),
        "our own choices about rows that have one",
    ),
    **dict.fromkeys(
        ("resolution_rules.csv", "rule_patterns.csv", "project_overview.csv", "project_pots.csv"),
        "our own words and roles about rows that have one",
    ),
    "contradictions.csv": "two sources a row",
    "law.csv": "a source for each of its columns",
    "need/ranges.csv": "the rows that each range rests on",
    "project_cases/amounts.csv": "the facts that each amount rests on",
    "rounds.csv": "the rows that each round rests on",
}
"""The raw tables without a column of addresses, and what they have instead."""
COMPOSED = {"sources.csv", "sources_horizons.csv"}
"""Also names assumptions and sums of ours, which have no address."""
WITHOUT = {("accounts/national.csv", "spuk_income_per_head_2023")}
"""Its address was not kept, as its row says; nothing uses it."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_no_row_of_a_case_lacks_source_or_status(folder: Path) -> None:
    assert len(CASES) > 15
    for path in folder.rglob("*.csv"):
        for number, row in enumerate(rows(path), start=2):
            where = f"{path.relative_to(DATASETS)}:{number}"
            columns = TABLES[path.stem].columns if path.stem in TABLES else ()
            needed = {"source", "status"} & {each.name for each in columns}
            assert needed <= set(row), where
            for column in ("source", "status"):
                assert row.get(column, "-").strip(), f"{where} has no {column}"


def test_no_raw_row_lacks_its_address() -> None:
    found = set()
    for path in sorted(RAW.rglob("*.csv")):
        name, table = path.relative_to(RAW).as_posix(), rows(path)
        column = next((each for each in (*ADDRESS, "source") if each in table[0]), None)
        if column is None:
            found.add(name)
            continue
        for row in table:
            key = next(iter(row.values()))
            is_known = name in COMPOSED or (name, key) in WITHOUT
            assert row[column].strip() or is_known, f"{name}: {key}"
    assert found == set(NO_ADDRESS)
