"""The page with the ranges of the Netherlands: of the case that is bundled, every number of its tables, and the road from a headline to its sources."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import ontschotting as on

ROOT = Path(__file__).parents[1]
DOCS, RAW = ROOT / "docs", ROOT / "datasets" / "raw" / "need"
PAGE = (DOCS / "ranges-nederland.md").read_text(encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole(value: str) -> str:
    return f"{round(float(value)):,}".replace("-", "−")


def percent(value: str) -> str:
    return f"{100 * float(value):+.1f} %".replace("-", "−")


def test_the_page_is_of_the_case_that_is_bundled() -> None:
    """When the data change this fails: run the commands of the page again."""
    assert f"`{on.load_case('nederland').fingerprint}`" in PAGE


def test_the_page_shows_its_tables() -> None:
    for row in rows(DOCS / "ranges-nederland-draws.csv"):
        assert f"| `{row['measure']}` | {whole(row['p05'])} | {whole(row['p50'])} | {whole(row['p95'])} |" in PAGE
    for row in rows(DOCS / "ranges-nederland-bounds.csv"):
        assert f"| {row['data']} | {whole(row['current_value'])} | {whole(row['lifted_value'])} | {whole(row['gain'])} |" in PAGE
    for row in rows(DOCS / "ranges-nederland-corners.csv"):
        assert f"| `{row['group']}` | {row['least_today']} | {row['least_lifted']} |" in PAGE
    for row in rows(DOCS / "ranges-nederland-flips.csv"):
        flip = percent(row["move"]) if row["margins"] else "none"
        margins = f"{float(row['margins']):.2f}" if row["margins"] else "–"
        assert f"| `{row['group']}` | {row['toward']} | {flip} | {margins} | {percent(row['searched_move'])} | {'yes' if row['proven'] == 'true' else 'no'} |" in PAGE


def test_the_quantiles_are_those_of_the_draws() -> None:
    """A second road: the quantiles again, by sorting, from the draws beside the page."""
    drawn = rows(DOCS / "ranges-nederland-each-draw.csv")
    for row in rows(DOCS / "ranges-nederland-draws.csv"):
        values = sorted(float(one[row["measure"]]) for one in drawn)
        for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95)):
            place = share * (len(values) - 1)
            below = values[int(place)]
            above = values[min(int(place) + 1, len(values) - 1)]
            assert float(row[name]) == pytest.approx(below + (place - int(place)) * (above - below), rel=1e-9, abs=1e-6)
    some = sum(float(one["freed"]) > 1e-4 * float(one["value_current"]) for one in drawn)
    assert f"In {some} of the {len(drawn)} draws" in PAGE


def test_three_steps_from_a_headline_to_an_address() -> None:
    case = on.load_case("nederland")
    corners = {row["group"]: row for row in rows(DOCS / "ranges-nederland-corners.csv")}
    limit = corners["limits.max_units: max_units"]
    row = case.source(limit["table"], level="national", year=2028).row(0, named=True)
    assert (row["source"], row["note"], row["max_units"]) == ("ranges:completions_new_build", "building_capacity", 82000)
    told = {one["id"]: one for one in rows(ROOT / "datasets" / "nederland" / "assumptions.csv")}[row["note"]]
    assert (float(told["low"]), float(told["high"])) == (row["max_units_low"], row["max_units_high"]) and told["why"]
    reading = {one["input"]: one for one in rows(RAW / "ranges.csv")}[row["source"].removeprefix("ranges:")]
    known = {one["id"]: one for name in ("binding", "need", "own_money") for one in rows(RAW / f"{name}.csv")}
    basis = [known[key.strip()] for key in reading["basis_ids"].split(";")]
    assert basis and all(one["source_url"].startswith("https://") for one in basis)


def test_every_row_with_a_margin_leads_to_a_source() -> None:
    """The road of the README holds for every group, not for its example alone."""
    case = on.load_case("nederland")
    for corner in rows(DOCS / "ranges-nederland-corners.csv"):
        found = case.source(corner["table"])
        assert found.filter(found["source_title"].is_null()).is_empty()
