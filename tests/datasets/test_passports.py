"""The passports of the bundled cases.

They describe the files as they are, and say where they came from.

The check against the standard is our own: the `frictionless` package brings some forty others, more
than all that the tests need besides.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import ontschotting as on
from ontschotting.case.tables.schema import TABLES
from tests.datasets.builder import build

DATASETS = Path(__file__).parents[2] / "datasets"
CASES = sorted(path.parent.name for path in DATASETS.glob("*/regions.csv"))
TYPES = {
    "string": r".*",
    "number": r"-?\d+(\.\d+)?([eE][-+]?\d+)?",
    "integer": r"-?\d+",
    "year": r"\d{4}",
    "boolean": r"true|false",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=CASES)
def package(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    folder = DATASETS / request.param
    return folder, json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_writing_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in CASES:
        shutil.copytree(
            DATASETS / name, tmp_path / name, ignore=shutil.ignore_patterns("datapackage.json")
        )
    build("datasets.builders.passports", tmp_path)
    for name in CASES:
        assert (tmp_path / name / "datapackage.json").read_bytes() == (
            DATASETS / name / "datapackage.json"
        ).read_bytes(), f"{name}: run datasets/builders/passports.py"


def test_every_file_is_in_it_with_its_size_and_hash(package: tuple[Path, dict[str, Any]]) -> None:
    folder, found = package
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - {"README.md", "datapackage.json"}
    assert {one["path"] for one in found["resources"]} == there
    for one in found["resources"]:
        data = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (
            len(data),
            "sha256:" + hashlib.sha256(data).hexdigest(),
        ), one["path"]


def test_it_keeps_to_the_standard(package: tuple[Path, dict[str, Any]]) -> None:
    _, found = package
    assert found["$schema"].startswith("https://datapackage.org/profiles/2")
    names = [one["name"] for one in found["resources"]]
    assert len(set(names)) == len(names)
    for one in [found, *found["resources"]]:
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
        for licence in one.get("licenses", []):
            assert "name" in licence or "path" in licence
        for source in one.get("sources", []):
            assert source["title"]
    for one in found["resources"]:
        assert not one["path"].startswith(("/", ".")) and ".." not in one["path"]
        for field in one.get("schema", {}).get("fields", []):
            assert field["type"] in TYPES


def test_columns_types_bounds_and_keys_are_those_of_the_files(
    package: tuple[Path, dict[str, Any]],
) -> None:
    folder, found = package
    for one in found["resources"]:
        if one["format"] != "csv":
            continue
        table, schema = rows(folder / one["path"]), one["schema"]
        assert one["rows"] == len(table)
        assert [field["name"] for field in schema["fields"]] == list(table[0])
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in table]
            limits = field.get("constraints", {})
            filled = [cell for cell in cells if cell]
            assert all(re.fullmatch(TYPES[field["type"]], cell, re.DOTALL) for cell in filled), (
                one["name"],
                field["name"],
            )
            assert not limits.get("required") or filled == cells, (one["name"], field["name"])
            assert all(float(cell) >= limits["minimum"] for cell in filled if "minimum" in limits)
            assert all(float(cell) <= limits["maximum"] for cell in filled if "maximum" in limits)
            assert all(
                float(cell) < limits["exclusiveMaximum"]
                for cell in filled
                if "exclusiveMaximum" in limits
            )
            assert all(cell in limits["enum"] for cell in filled if "enum" in limits)
        for key in (
            [schema["primaryKey"]] if "primaryKey" in schema else schema.get("uniqueKeys", [])
        ):
            values = [tuple(row[name] for name in key) for row in table]
            assert len(set(values)) == len(values), (one["name"], key)
            assert "primaryKey" not in schema or all(all(value) for value in values)


def test_links_between_tables_hold(package: tuple[Path, dict[str, Any]]) -> None:
    folder, found = package
    path = {one["name"]: folder / one["path"] for one in found["resources"]}
    links = [
        (one, link)
        for one in found["resources"]
        for link in one.get("schema", {}).get("foreignKeys", [])
    ]
    assert {("budgets", "stream"), ("earmarks", "stream"), ("plans", "region")} <= {
        (one["name"], link["fields"][0]) for one, link in links
    }
    for one, link in links:
        known = {
            row[link["reference"]["fields"][0]] for row in rows(path[link["reference"]["resource"]])
        }
        assert {row[link["fields"][0]] for row in rows(path[one["name"]])} - {""} <= known, (
            one["name"],
            link,
        )


def test_its_schema_is_that_of_the_case_format() -> None:
    found = json.loads((DATASETS / "nederland" / "datapackage.json").read_text(encoding="utf-8"))
    for one in found["resources"]:
        table = TABLES.get(Path(one["path"]).stem)
        if table:
            fields = {field["name"]: field for field in one["schema"]["fields"]}
            for name, column in table.by_name.items():
                assert not column.required or name in fields, (one["name"], name)
                assert name not in fields or fields[name]["description"] == column.en
    budgets = next(one for one in found["resources"] if one["name"] == "budgets")
    assert {field["name"]: field["type"] for field in budgets["schema"]["fields"]}[
        "amount_eur"
    ] == "number"


def test_asking_for_a_passport() -> None:
    found = on.passport("nederland")
    assert found.as_recorded and found.frame["as_recorded"].all()
    assert found.frame.filter(found.frame["resource"] == "regions")["rows"].item() == 342
    assert found.to_json()["name"] == "nederland"
    assert set(on.load_case("nederland").sources["source"]) <= set(found.sources["source"])
    assert "nederland" in repr(found)
    page = found._repr_html_()
    assert "budgets.csv" in page and "zoals vastgelegd" in page
    with pytest.raises(
        on.QuestionError, match=r"no bundled case is called 'nederlands'.*Did you mean 'nederland'"
    ):
        on.passport("nederlands")


def test_a_file_that_was_changed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATASETS / "two-villages", tmp_path / "two-villages")
    monkeypatch.setattr("ontschotting.datasets.bundled.folder_of_cases", lambda: tmp_path)
    assert on.passport("two-villages").as_recorded
    budgets = tmp_path / "two-villages" / "budgets.csv"
    budgets.write_text(
        budgets.read_text(encoding="utf-8").replace("60000000", "61000000"), encoding="utf-8"
    )
    found = on.passport("two-villages")
    assert (
        not found.as_recorded
        and "CHANGED" in repr(found)
        and "budgets.csv" in found._repr_html_().split("</p>")[0]
    )
    (tmp_path / "two-villages" / "datapackage.json").unlink()
    with pytest.raises(on.QuestionError, match=r"has no datapackage.json"):
        on.passport("two-villages")


def test_sources_of_nederland_say_what_is_stated_and_no_more() -> None:
    raw = DATASETS / "raw"
    written = {row["source"]: row for row in rows(raw / "sources.csv")}
    address = {
        row["stream_id"]: row["source_url"]
        for name in ("streams/streams", "budgets/new_streams")
        for row in rows(raw / f"{name}.csv")
    }
    for source, row in written.items():
        assert row["stated_in"], source
        kind, _, key = source.partition(":")
        if kind in ("streams", "budgets"):
            assert row["url"] == address[key] and row["publisher"], source
    assert (
        written["geography:municipalities"]["publisher"]
        == "Centraal Bureau voor de Statistiek (CBS)"
    )
    for row in rows(DATASETS / "nederland" / "sources.csv"):
        assert row["title"], row
        same = ("publisher", "url", "date", "license")
        assert [row[name] for name in same] == [written[row["source"]][name] for name in same]


def test_a_row_can_be_asked_where_it_came_from() -> None:
    found = on.load_case("nederland").source("budgets", stream="wbi_t7", year=2026)
    assert found.height > 0
    assert set(found["stream"]) == {"wbi_t7"} and set(found["year"]) == {2026}
    assert set(found["source_url"]) == {
        "https://ignite-group.com/nl/nieuws/zevende-ronde-woningbouwimpuls"
    }
    assert set(found["source_publisher"]) == {"Ignite Group"}
