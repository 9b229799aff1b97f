"""Builds the passport of a case folder, a Frictionless Data Package (version 2)."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from ontschotting.case.tables.columns import NUMBER, SHARE, TEXT, WHOLE, YEAR, YES_NO, Column
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema

Json = dict[str, Any]
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
"""Licences of sources that ask something of people who pass the data on. Facts taken from other
pages have no licence of their own.
"""


def package(folder: Path) -> Json:
    """Return the passport of one case."""
    about = {row["key"]: row["value"] for row in _rows(folder / "case.csv")}
    sources = {row["source"]: row for row in _rows(folder / "sources.csv")}
    tables = sorted(folder.glob("*.csv"), key=_place_in_format)
    resources = [
        *(_table(folder, path, sources) for path in tables),
        *(_table(folder, path, sources) for path in sorted(folder.glob("variants/*/*.csv"))),
        *(_shapes(path, sources) for path in sorted(folder.glob("*.topojson"))),
    ]
    licences = [licence for resource in resources for licence in resource.get("licenses", [])]
    return {
        "$schema": PROFILE,
        "name": folder.name,
        "title": about["title"],
        **({"version": about["version"]} if "version" in about else {}),
        "description": _title_and_first_paragraph(folder / "README.md"),
        "licenses": _distinct([OWN, *licences]),
        "sources": [_source(row) for row in sources.values()],
        "resources": resources,
    }


def as_text(passport: Json) -> str:
    """Return a passport as it stands in its file."""
    return json.dumps(passport, ensure_ascii=False, indent=1) + "\n"


def _table(folder: Path, path: Path, sources: dict[str, dict[str, str]]) -> Json:
    """Return the resource of a table: its file, sources, licence and columns."""
    rows, columns = _rows(path), _columns(path)
    declared = TABLES.get(path.stem)
    relative = path.relative_to(folder)
    keys = dict.fromkeys(row.get("source", "") for row in rows) if path.stem != "sources" else ()
    used = [sources[key] for key in keys if key in sources]
    licences = [LICENCES[row["license"]] for row in used if row.get("license") in LICENCES]
    guessed: Json = {"fields": [_guess(name, rows) for name in columns]}
    return {
        "name": "-".join(relative.with_suffix("").parts),
        "path": relative.as_posix(),
        **({"title": declared.en} if declared else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size_and_hash(path),
        "rows": len(rows),
        **({"licenses": _distinct([OWN, *licences])} if licences else {}),
        **({"sources": [_source(row) for row in used]} if used else {}),
        "schema": _schema(declared, columns, rows) if declared else guessed,
    }


def _schema(table: TableSchema, columns: list[str], rows: Rows) -> Json:
    """Return the columns, key and links of a table of the format."""
    key = [name for name in table.key if name in columns]
    # a primary key may hold no blanks, and in some of our keys a blank means something
    is_filled = all(row[name] for row in rows for name in key)
    links = [
        (name, str(table.by_name[name].refers_to))
        for name in columns
        if name in table.by_name and table.by_name[name].refers_to
    ]
    if "source" in columns and table.name != "sources":
        links.append(("source", "sources"))
    foreign_keys = [
        {"fields": [name], "reference": {"resource": to, "fields": [TABLES[to].key[0]]}}
        for name, to in links
    ]
    return {
        "fields": [_field(table, name) for name in columns],
        **({"primaryKey": key} if is_filled else {"uniqueKeys": [key]}),
        **({"foreignKeys": foreign_keys} if foreign_keys else {}),
    }


def _field(table: TableSchema, name: str) -> Json:
    """Return a column: its type, meaning, unit and constraints."""
    # only regions may have columns of its own
    column = table.find_column(name) or Column(
        name, TEXT, f"groepering: {name}", f"grouping of the areas: {name}"
    )
    highest = "exclusiveMaximum" if column.below_high else "maximum"
    constraints: Json = {
        **({"required": True} if column.required else {}),
        **({"minimum": column.low} if column.low is not None else {}),
        **({highest: column.high} if column.high is not None else {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    return {
        "name": name,
        "type": TYPES[column.kind],
        "title": column.nl,
        "description": column.en,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _guess(name: str, rows: Rows) -> Json:
    """Return a column of a table beside the format: a number when every filled cell is one."""
    cells = [row[name] for row in rows if row[name]]
    try:
        numbers = [float(cell) for cell in cells]
    except ValueError:
        numbers = []
    return {"name": name, "type": "number" if numbers else "string"}


def _shapes(path: Path, sources: dict[str, dict[str, str]]) -> Json:
    """Return the resource of a file of shapes."""
    about = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    source = sources[about["source"]]
    return {
        "name": path.stem,
        "path": path.name,
        "title": about["title"],
        "format": "topojson",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_size_and_hash(path),
        "licenses": [LICENCES[source["license"]]],
        "sources": [_source(source)],
    }


def _size_and_hash(path: Path) -> Json:
    data = path.read_bytes()
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _source(row: dict[str, str]) -> Json:
    """Return a source: `title` and `path` as the standard has them, the rest by our own keys."""
    own_keys = ("source", "publisher", "date", "license", "note")
    return {
        "title": row.get("title") or row["source"],
        **({"path": row["url"]} if row.get("url") else {}),
        **{name: row[name] for name in own_keys if row.get(name)},
    }


def _distinct(licences: list[Json]) -> list[Json]:
    """Return licences without repetitions, in the order of first appearance."""
    distinct: list[Json] = []
    for licence in licences:
        if licence not in distinct:
            distinct.append(licence)
    return distinct


def _place_in_format(path: Path) -> tuple[int, str]:
    order = list(TABLES)
    return (order.index(path.stem) if path.stem in order else len(order), path.stem)


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _title_and_first_paragraph(path: Path) -> str:
    """Return the title of the README and its first paragraph as one line."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return " ".join(block.removeprefix("# ").replace("\n", " ").strip() for block in blocks[:2])
