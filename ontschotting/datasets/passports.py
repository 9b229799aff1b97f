"""The passport of a bundled case.

Its files with their licence, sources, size and hash, and whether the files at hand are still the
recorded ones.
"""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.datasets.bundled import case_folder
from ontschotting.errors import QuestionError
from ontschotting.words.html_tables import frame_as_html

FILE = "datapackage.json"
_ROW = {
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
_SOURCE = ("source", "title", "publisher", "date", "license", "path", "note")


@dataclass(frozen=True, eq=False, repr=False)
class Passport:
    """What is known of the files of a case (Frictionless Data Package).

    Attributes:
        name, title: Of the case
        frame: `resource`, `path`, `rows` and `columns` (of tables), `bytes`, `licence`, `sources`
            (how many), `hash`, `as_recorded` (the file at hand has this hash)
        sources: `source`, `title`, `publisher`, `date`, `licence`, `url`, `note`, `used_in` (how
            many files); blank where the source does not say
        columns: `resource`, `column`, `type`, `unit`, `nl`, `en`
    """

    name: str
    title: str
    frame: pl.DataFrame
    sources: pl.DataFrame
    columns: pl.DataFrame
    _package: dict[str, Any]

    @property
    def as_recorded(self) -> bool:
        """True when every file has the hash that the passport records."""
        return bool(self.frame["as_recorded"].all())

    @property
    def attribution(self) -> list[str]:
        """The names that the licences of the sources ask to be given."""
        shared = self.sources.filter(pl.col("licence").str.starts_with("CC BY"))
        return [
            f"{publisher}, {date}: {title} ({licence})"
            for publisher, date, title, licence in shared.select(
                "publisher", "date", "title", "licence"
            ).iter_rows()
        ]

    def to_json(self) -> dict[str, Any]:
        """The whole data package as it stands in its file, with `as_recorded`."""
        return {**self._package, "as_recorded": self.as_recorded}

    def __repr__(self) -> str:
        state = "as recorded" if self.as_recorded else "CHANGED since recorded"
        return (
            f"<Passport of {self.name}: {self.frame.height} files, {self.sources.height} sources,"
            f" {state}>"
        )

    def _repr_html_(self) -> str:
        changed = ", ".join(self.frame.filter(~pl.col("as_recorded"))["path"].to_list())
        state = (
            f"Veranderd sinds het paspoort is gemaakt: {changed}."
            if changed
            else "Alle bestanden zijn zoals vastgelegd."
        )
        named = f" Naamsvermelding: {'; '.join(self.attribution)}." if self.attribution else ""
        head = f"<p>{html.escape(f'{self.title} ({self.name}). {state}{named}')}</p>"
        return (
            head
            + frame_as_html(self.frame.with_columns(pl.col("hash").str.slice(0, 19) + "…"))
            + frame_as_html(self.sources)
        )


def passport(name: str = "nederland") -> Passport:
    """The passport of a bundled case by name; `cases()` lists them.

    It says where the files come from and that they are unchanged; it does not say that their
    figures are right.

    Raises:
        QuestionError: For a name that is not there.

    Examples:
        >>> passport("two-villages").as_recorded
        True
    """
    folder = case_folder(name)
    if not (folder / FILE).is_file():
        raise QuestionError(
            f"passport | the case '{name}' has no {FILE}. Write it with `python -m"
            " datasets.builders.passports`."
        )
    package = json.loads((folder / FILE).read_text(encoding="utf-8"))
    files, columns, used = [], [], dict[str, int]()
    for one in package["resources"]:
        path = folder / one["path"]
        same = (
            path.is_file()
            and one["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        )
        fields, sources = one.get("schema", {}).get("fields", []), one.get("sources", [])
        licence = ", ".join(licence["name"] for licence in one.get("licenses", package["licenses"]))
        files.append(
            (
                one["name"],
                one["path"],
                one.get("rows"),
                len(fields) or None,
                one["bytes"],
                licence,
                len(sources),
                one["hash"],
                same,
            )
        )
        columns += [
            (
                one["name"],
                field["name"],
                field["type"],
                *(field.get(key) for key in ("unit", "title", "description")),
            )
            for field in fields
        ]
        for source in sources:
            used[source["source"]] = used.get(source["source"], 0) + 1
    about = [
        (*(source.get(key) for key in _SOURCE), used.get(source["source"], 0))
        for source in package["sources"]
    ]
    headers = [{"license": "licence", "path": "url"}.get(key, key) for key in _SOURCE]
    return Passport(
        name,
        package["title"],
        pl.DataFrame(files, schema=_ROW, orient="row"),
        pl.DataFrame(
            about, schema={**dict.fromkeys(headers, pl.String), "used_in": pl.Int64}, orient="row"
        ),
        pl.DataFrame(
            columns,
            schema=dict.fromkeys(("resource", "column", "type", "unit", "nl", "en"), pl.String),
            orient="row",
        ),
        package,
    )
