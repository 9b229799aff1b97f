"""The passport of a case folder.

Every file with its columns, types, keys, links, sources, licence, size and hash (Frictionless Data
Package, version 2).
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from ontschotting.case.tables.columns import NUMBER, SHARE, TEXT, WHOLE, YEAR, YES_NO, Column
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema

Json = dict[str, object]
Rows = list[dict[str, str]]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    TEXT: "string",
    NUMBER: "number",
    SHARE: "number",
    WHOLE: "integer",
    YEAR: "year",
    YES_NO: "boolean",
}

OWN: Json = {
    "name": "EUPL-1.2",
    "title": "European Union Public Licence 1.2",
    "path": "https://eupl.eu/1.2/en/",
}
CC_BY_4: Json = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
LICENCES: dict[str, Json] = {"CC BY 4.0": CC_BY_4}
"""Licences that a source may name and that ask something of who passes its data on. Facts taken
from other pages carry no licence of their own.
"""


def package(folder: Path) -> Json:
    """The passport of one case."""
    about = {row["key"]: row["value"] for row in _rows(folder / "case.csv")}
    known = {row["source"]: row for row in _rows(folder / "sources.csv")}
    files = sorted(folder.glob("*.csv"), key=_place_in_format) + sorted(
        folder.glob("variants/*/*.csv")
    )
    resources = [_table(folder, path, known) for path in files] + [
        _shapes(folder, path, known) for path in sorted(folder.glob("*.topojson"))
    ]
    licences = [
        OWN,
        *_distinct_from(
            OWN, (one for resource in resources for one in resource.get("licenses", []))
        ),
    ]  # type: ignore[attr-defined]
    found: Json = {"$schema": PROFILE, "name": folder.name, "title": about["title"]}
    found |= {"version": about["version"]} if "version" in about else {}
    found |= {"description": _first_lines(folder / "README.md"), "licenses": licences}
    return found | {"sources": [_source(row) for row in known.values()], "resources": resources}


def as_text(found: Json) -> str:
    """A passport as it stands in its file."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _table(folder: Path, path: Path, known: dict[str, dict[str, str]]) -> Json:
    rows, columns = _rows(path), _columns(path)
    declared = TABLES.get(path.stem)
    inside = path.relative_to(folder)
    found: Json = {"name": "-".join(inside.with_suffix("").parts), "path": inside.as_posix()}
    found |= {"title": declared.en} if declared else {}
    found |= {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size_and_hash(path),
        "rows": len(rows),
    }
    used = [
        known[key]
        for key in dict.fromkeys(row.get("source", "") for row in rows)
        if key in known and path.stem != "sources"
    ]
    licences = _distinct_from(
        OWN, (LICENCES[row["license"]] for row in used if row.get("license") in LICENCES)
    )
    found |= {"licenses": [OWN, *licences]} if licences else {}
    found |= {"sources": [_source(row) for row in used]} if used else {}
    return found | {
        "schema": (
            _schema(declared, columns, rows)
            if declared
            else {"fields": [_guess(name, rows) for name in columns]}
        )
    }


def _schema(table: TableSchema, columns: list[str], rows: Rows) -> Json:
    found: Json = {"fields": [_field(table, name) for name in columns]}
    key = [name for name in table.key if name in columns]
    filled = all(row[name] for row in rows for name in key)
    # a primary key may hold no blanks, and some of ours mean something by a blank
    found |= {"primaryKey": key} if filled else {"uniqueKeys": [key]}
    links = [
        (name, table.by_name[name].refers_to)
        for name in columns
        if name in table.by_name and table.by_name[name].refers_to
    ]
    if "source" in columns and table.name != "sources":
        links.append(("source", "sources"))
    if links:
        found["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": to, "fields": [TABLES[str(to)].key[0]]}}
            for name, to in links
        ]
    return found


def _field(table: TableSchema, name: str) -> Json:
    # only regions may have columns of its own
    column = table.find_column(name) or Column(
        name, TEXT, f"groepering: {name}", f"grouping of the areas: {name}"
    )
    found: Json = {
        "name": name,
        "type": TYPES[column.kind],
        "title": column.nl,
        "description": column.en,
    }
    limits: Json = {"required": True} if column.required else {}
    limits |= {"minimum": column.low} if column.low is not None else {}
    limits |= (
        {("exclusiveMaximum" if column.below_high else "maximum"): column.high}
        if column.high is not None
        else {}
    )
    limits |= {"enum": list(column.choices)} if column.choices else {}
    found |= {"unit": column.unit} if column.unit else {}
    return found | ({"constraints": limits} if limits else {})


def _guess(name: str, rows: Rows) -> Json:
    """A column of a table beside the format: a number when every filled cell is one."""
    cells = [row[name] for row in rows if row[name]]
    try:
        numbers = [float(cell) for cell in cells]
    except ValueError:
        numbers = []
    return {"name": name, "type": "number" if numbers else "string"}


def _shapes(folder: Path, path: Path, known: dict[str, dict[str, str]]) -> Json:
    about = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    source = known[about["source"]]
    found: Json = {
        "name": path.stem,
        "path": path.name,
        "title": about["title"],
        "format": "topojson",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }
    return found | {
        **_size_and_hash(path),
        "licenses": [LICENCES[source["license"]]],
        "sources": [_source(source)],
    }


def _size_and_hash(path: Path) -> Json:
    data = path.read_bytes()
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _source(row: dict[str, str]) -> Json:
    """A source as the standard has it: `title` and `path`; the rest under our own names."""
    found: Json = {"title": row.get("title") or row["source"]}
    found |= {"path": row["url"]} if row.get("url") else {}
    return found | {
        name: row[name]
        for name in ("source", "publisher", "date", "license", "note")
        if row.get(name)
    }


def _distinct_from(one: Json, others: object) -> list[Json]:
    found: list[Json] = []
    for other in others:  # type: ignore[attr-defined]
        if other != one and other not in found:
            found.append(other)
    return found


def _place_in_format(path: Path) -> tuple[int, str]:
    order = list(TABLES)
    return (order.index(path.stem) if path.stem in order else len(order), path.stem)


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _first_lines(path: Path) -> str:
    """The title of the README and its first paragraph."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return " ".join(block.removeprefix("# ").replace("\n", " ").strip() for block in blocks[:2])
