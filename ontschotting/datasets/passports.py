"""Reads the passport of a bundled case: its files with licence, sources, size and hash."""

from __future__ import annotations

import hashlib
import html
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.datasets.bundled import case_folder
from ontschotting.errors import QuestionError
from ontschotting.words.catalogue import texts
from ontschotting.words.html_tables import frame_as_html
from ontschotting.words.messages import problem

FILE = "datapackage.json"
_FILE_COLUMNS = {
    "resource": pl.String,
    "path": pl.String,
    "rows": pl.Int64,
    "columns": pl.Int64,
    "bytes": pl.Int64,
    "licence": pl.String,
    "sources": pl.Int64,
    "hash": pl.String,
    "as_recorded": pl.Boolean,
}
_SOURCE_KEYS = {
    "source": "source",
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "licence": "license",
    "url": "path",
    "note": "note",
}
"""Columns of the sources, and the keys of the data package that they come from."""

Json = dict[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Passport:
    """What is recorded of the files of a case (Frictionless Data Package).

    Attributes:
        name: Of the case
        title: Of the case
        frame: `resource`, `path`, `rows` and `columns` (of tables), `bytes`, `licence`, `sources`
            (how many), `hash`, `as_recorded` (the file at hand has this hash)
        sources: `source`, `title`, `publisher`, `date`, `licence`, `url`, `note`, `used_in` (how
            many files); blank where the source does not say
        columns: `resource`, `column`, `type`, `unit`, `nl`, `en`

    Examples:
        >>> import ontschotting as on
        >>> passport = on.passport("two-villages")
        >>> passport.frame.select("resource", "rows", "as_recorded").row(0)
        ('case', 3, True)
    """

    name: str
    title: str
    frame: pl.DataFrame
    sources: pl.DataFrame
    columns: pl.DataFrame
    _package: Json

    @property
    def as_recorded(self) -> bool:
        """True when every file has the hash that the passport records.

        Examples:
            >>> passport.as_recorded
            True
        """
        return bool(self.frame["as_recorded"].all())

    @property
    def attribution(self) -> list[str]:
        """The attributions that the licences of the sources ask for.

        Examples:
            >>> passport.attribution
            []
        """
        shared = self.sources.filter(pl.col("licence").str.starts_with("CC BY"))
        return [
            f"{publisher}, {date}: {title} ({licence})"
            for publisher, date, title, licence in shared.select(
                "publisher", "date", "title", "licence"
            ).iter_rows()
        ]

    def to_json(self) -> Json:
        """Return the whole data package as it stands in its file, with `as_recorded`.

        Examples:
            >>> passport.to_json()["name"]
            'two-villages'
        """
        return {**self._package, "as_recorded": self.as_recorded}

    def __repr__(self) -> str:
        state = "as recorded" if self.as_recorded else "CHANGED since recorded"
        return (
            f"<Passport of {self.name}: {self.frame.height} files, {self.sources.height} sources,"
            f" {state}>"
        )

    def _repr_html_(self) -> str:
        changed = ", ".join(self.frame.filter(~pl.col("as_recorded"))["path"].to_list())
        words = texts("notebook", "nl")
        state = words["changed"].format(files=changed) if changed else words["unchanged"]
        if self.attribution:
            state += f" {words['attribution'].format(sources='; '.join(self.attribution))}"
        head = f"<p>{html.escape(f'{self.title} ({self.name}). {state}')}</p>"
        return (
            head
            + frame_as_html(self.frame.with_columns(pl.col("hash").str.slice(0, 19) + "…"))
            + frame_as_html(self.sources)
        )


def passport(name: str = "nederland") -> Passport:
    """Return the passport of a bundled case; `cases()` lists their names.

    It says where the files come from and that they are unchanged; it does not say that their
    figures are right.

    Args:
        name: One of those that `cases()` lists

    Raises:
        QuestionError: No bundled case has this name.

    Examples:
        >>> passport("two-villages").as_recorded
        True
    """
    folder = case_folder(name)
    if not (folder / FILE).is_file():
        raise QuestionError(problem("no_passport", name=name, file=FILE))
    package = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return Passport(
        name,
        package["title"],
        _files(package, folder),
        _sources(package),
        _columns(package),
        package,
    )


def _files(package: Json, folder: Path) -> pl.DataFrame:
    """Return a row per file, with what is recorded and whether the file still has its hash."""
    rows = []
    for resource in package["resources"]:
        path = folder / resource["path"]
        licences = resource.get("licenses", package["licenses"])
        fields = resource.get("schema", {}).get("fields", [])
        rows.append(
            {
                "resource": resource["name"],
                "path": resource["path"],
                "rows": resource.get("rows"),
                "columns": len(fields) or None,
                "bytes": resource["bytes"],
                "licence": ", ".join(licence["name"] for licence in licences),
                "sources": len(resource.get("sources", [])),
                "hash": resource["hash"],
                "as_recorded": path.is_file() and resource["hash"] == _hash(path),
            }
        )
    return pl.DataFrame(rows, schema=_FILE_COLUMNS)


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _sources(package: Json) -> pl.DataFrame:
    """Return a row per source, with the number of files that it is used in."""
    used_in = Counter(
        source["source"]
        for resource in package["resources"]
        for source in resource.get("sources", [])
    )
    rows = [
        {
            **{column: source.get(key) for column, key in _SOURCE_KEYS.items()},
            "used_in": used_in[source["source"]],
        }
        for source in package["sources"]
    ]
    schema = {**dict.fromkeys(_SOURCE_KEYS, pl.String), "used_in": pl.Int64}
    return pl.DataFrame(rows, schema=schema)


def _columns(package: Json) -> pl.DataFrame:
    """Return a row per column of a table: its type, unit and meaning in Dutch and English."""
    rows = [
        (
            resource["name"],
            field["name"],
            field["type"],
            *(field.get(key) for key in ("unit", "title", "description")),
        )
        for resource in package["resources"]
        for field in resource.get("schema", {}).get("fields", [])
    ]
    names = ("resource", "column", "type", "unit", "nl", "en")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
