"""Fetches population, housing stock and completions per municipality from the open data of
Statistics Netherlands (CBS), as new frames and files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.datasets.bundled import folder_of_cases, municipalities
from ontschotting.errors import QuestionError, RefreshError
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.suggestions import did_you_mean

LICENCE = "CC BY 4.0"
"""The copyright page of CBS (https://www.cbs.nl/nl-nl/over-ons/website/copyright): reuse is free,
naming CBS as the source is obligatory.
"""

PATIENCE = 60
"""Seconds to wait for an answer."""

ROUNDING = 0.002
"""How far the municipalities together may lie from the nation, which CBS rounds or corrects
apart.
"""

_REMEDY = "Nothing was written. The figures that ship with the library stay as they are."


@dataclass(frozen=True)
class CbsTable:
    """A table of StatLine.

    Which topic of it is meant, and which category of every dimension beside region and period.
    """

    code: str
    topic: str
    categories: dict[str, str]
    what: str


TABLES = {
    "inhabitants": CbsTable(
        "03759ned",
        "BevolkingOp1Januari_1",
        {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"},
        "inhabitants on 1 January",
    ),
    "homes": CbsTable(
        "85035NED",
        "BeginstandWoningvoorraad_1",
        {"Woningtype": "T001100", "Woningkenmerk": "T001727"},
        "homes on 1 January",
    ),
    "completions": CbsTable(
        "86098NED",
        "NieuwbouwTotaal_6",
        {"Gebruiksfunctie": "A045364"},
        "newly built homes completed in the year",
    ),
}
"""The measures and their tables. 86098NED follows 81955NED, which CBS ended in 2025; its years
before and after are not measured alike.
"""

COLUMNS = {
    "region": pl.String,
    "name": pl.String,
    "measure": pl.String,
    "year": pl.Int64,
    "value": pl.Int64,
    "cbs_status": pl.String,
    "table": pl.String,
    "table_modified": pl.String,
    "retrieved": pl.String,
    "source": pl.String,
    "status": pl.String,
}


@dataclass(frozen=True, eq=False, repr=False)
class Refreshed:
    """Figures of CBS as they were fetched.

    They are in no case; what to do with them is a choice (docs/how-to/refresh.md).

    Attributes:
        frame: A row per municipality, measure and year: `region`, `name`, `measure` (`inhabitants`,
            `homes`, `completions`), `year`, `value`, `cbs_status` (final or provisional, in the
            words of CBS), `table`, `table_modified` (the vintage), `retrieved` (the day), `source`,
            `status`
    """

    frame: pl.DataFrame

    @property
    def attribution(self) -> list[str]:
        """The line that the licence asks for, per table."""
        return self.frame["source"].unique().sort().to_list()

    def municipalities(self) -> pl.DataFrame:
        """The newest year of each measure side by side.

        `region`, `name`, `inhabitants`, `homes`, `completions`, the year of each, and `source`. For
        rates.
        """
        newest = self.frame.filter(pl.col("year") == pl.col("year").max().over("measure"))
        found = newest.select("region", "name").unique("region", keep="first", maintain_order=True)
        for (measure,), rows in newest.partition_by(
            "measure", as_dict=True, maintain_order=True
        ).items():
            found = found.join(
                rows.select(
                    "region",
                    pl.col("value").alias(measure),
                    pl.col("year").alias(f"{measure}_year"),
                ),
                on="region",
                how="left",
            )
        return found.with_columns(
            source=pl.lit("; ".join(newest["source"].unique().sort().to_list()))
        ).sort("region")

    def beside_bundled(self) -> pl.DataFrame:
        """What a newer figure would change.

        The newest year beside the figure that ships with the library, which may be of another day
        or division.

        `region`, `name`, `measure`, `bundled`, `refreshed`, `difference`; a blank on one side is a
        municipality that only the other knows: another division.
        """
        both = []
        here = self.municipalities()
        for measure in ("inhabitants", "homes"):
            if measure in here.columns:
                old = municipalities().select(
                    "region", pl.col("name").alias("old_name"), pl.col(measure).alias("bundled")
                )
                new = here.filter(pl.col(measure).is_not_null()).select(
                    "region", "name", pl.col(measure).alias("refreshed")
                )
                joined = new.join(old, on="region", how="full", coalesce=True).with_columns(
                    pl.coalesce("name", "old_name").alias("name"), pl.lit(measure).alias("measure")
                )
                both.append(
                    joined.select(
                        "region",
                        "name",
                        "measure",
                        "bundled",
                        "refreshed",
                        (pl.col("refreshed") - pl.col("bundled")).alias("difference"),
                    )
                )
        if not both:
            raise QuestionError(
                "refresh | only inhabitants and homes ship with the library; fetch one of these to"
                " lay it beside."
            )
        return pl.concat(both).sort("measure", "region")

    def write(self, folder: str | Path) -> list[Path]:
        """Write a new CSV file per table, `cbs-<table>-<day>.csv`.

        A file that is there already is never overwritten, nor is anything written among the bundled
        cases.
        """
        place = Path(folder)
        if folder_of_cases().resolve() in (place.resolve(), *place.resolve().parents):
            raise QuestionError(
                f"refresh | '{folder}' lies among the bundled cases, which are built from recorded"
                " material. Name a folder of your own."
            )
        files = {
            place / f"cbs-{table}-{rows['retrieved'][0]}.csv": rows
            for (table,), rows in self.frame.partition_by(
                "table", as_dict=True, maintain_order=True
            ).items()
        }
        there = [path.name for path in files if path.exists()]
        if there:
            raise QuestionError(
                f"refresh | {', '.join(there)} is there already in '{folder}'. Move it, or name"
                " another folder: a figure keeps its day."
            )
        for path, rows in files.items():
            with atomic_path(path) as temporary:
                rows.write_csv(temporary)
        return list(files)

    def __repr__(self) -> str:
        parts = [
            f"{measure} {min(years)}-{max(years)}"
            for (measure,), years in (
                (key, rows["year"].to_list())
                for key, rows in self.frame.partition_by("measure", as_dict=True).items()
            )
        ]
        return (
            f"<Refreshed from CBS: {', '.join(sorted(parts))}; {self.frame['region'].n_unique()}"
            " municipalities>"
        )


def refresh(
    measures: Iterable[str] = tuple(TABLES), *, since: int = 2020, folder: str | Path | None = None
) -> Refreshed:
    """Figures per municipality from the open tables of CBS.

    Inhabitants (03759ned), homes (85035NED) and completions (86098NED).

    No case changes: it is for rates, for a check of vintages, and as new raw material. Needs
    `pip install "ontschotting[refresh]"` and a connection.

    Args:
        measures: Any of `inhabitants`, `homes`, `completions`
        since: The first year
        folder: Where to write the files as well (see `Refreshed.write`)

    Raises:
        RefreshError: Where there is none, where CBS ended or changed a table, or where the
            municipalities do not add up to the nation.
    """
    wanted = [measures] if isinstance(measures, str) else list(measures)
    for measure in wanted:
        if measure not in TABLES:
            raise QuestionError(
                f"refresh | no measure called '{measure}'. Measures:"
                f" {', '.join(TABLES)}.{did_you_mean(str(measure), TABLES)}"
            )
    if not wanted:
        raise QuestionError(f"refresh | name a measure: {', '.join(TABLES)}.")
    today = datetime.date.today().isoformat()
    found = Refreshed(
        pl.concat(
            [_measure(measure, TABLES[measure], since, today) for measure in dict.fromkeys(wanted)]
        )
    )
    if folder is not None:
        found.write(folder)
    return found


def _measure(measure: str, table: CbsTable, since: int, today: str) -> pl.DataFrame:
    """One table as rows of the frame, checked."""
    where = " and ".join(
        [
            *(f"{name} eq '{code}'" for name, code in table.categories.items()),
            "(startswith(RegioS,'GM') or startswith(RegioS,'NL'))",
            f"Perioden ge '{since}'",
            "substringof('JJ',Perioden)",
        ]
    )
    parts = _fetch(table, ["RegioS", "Perioden", table.topic], where)
    figures = parts.get("TypedDataSet", parts.get("UntypedDataSet"))
    if figures is None:
        raise RefreshError(
            f"refresh | the answer of CBS for table {table.code} holds no figures. {_REMEDY}"
        )
    for name, code in table.categories.items():
        known = {str(one["Key"]).strip(): str(one.get("Title")) for one in parts.get(name, [])}
        if code not in known:
            raise RefreshError(
                f"refresh | CBS table {table.code} has no category '{code}' in {name} any more"
                f" ({len(known)} categories). The table has changed. {_REMEDY}"
            )
    names = {
        str(one["Key"]).strip(): str(one["Title"]).removesuffix(" (gemeente)")
        for one in parts.get("RegioS", [])
    }
    states = {str(one["Key"]).strip(): one.get("Status") for one in parts.get("Perioden", [])}
    rows = []
    for one in figures:
        if table.topic not in one:
            raise RefreshError(
                f"refresh | CBS table {table.code} has no topic '{table.topic}' any more. The table"
                f" has changed. {_REMEDY}"
            )
        region, period, value = (
            str(one["RegioS"]).strip(),
            str(one["Perioden"]).strip(),
            _number(one[table.topic], table),
        )
        if value is None or not period.endswith("JJ00") or int(period[:4]) < since:
            continue  # a blank is a municipality that did not exist that year, not a zero
        rows.append((region, names.get(region), int(period[:4]), value, states.get(period)))
    got = pl.DataFrame(
        rows,
        schema={name: COLUMNS[name] for name in ("region", "name", "year", "value", "cbs_status")},
        orient="row",
    )
    if got.filter(pl.col("region").str.starts_with("GM")).is_empty():
        raise RefreshError(
            f"refresh | CBS table {table.code} has no year figures per municipality since {since}."
            f" Ask for an earlier year. {_REMEDY}"
        )
    _adds_up(got, table)
    info = parts["TableInfos"][0] if parts.get("TableInfos") else {}
    source = (
        f"CBS, StatLine {table.code}: {info.get('Title', table.what)}, {table.what}; retrieved"
        f" {today} ({LICENCE})"
    )
    told = {
        "measure": measure,
        "table": table.code,
        "table_modified": info.get("Modified"),
        "retrieved": today,
        "source": source,
        "status": "published",
    }
    whole = got.filter(pl.col("region").str.starts_with("GM")).with_columns(
        pl.lit(value, dtype=pl.String).alias(name) for name, value in told.items()
    )
    return whole.select(*COLUMNS).sort("year", "region")


def _number(value: Any, table: CbsTable) -> int | None:
    """A count, given as a number or as a text; a point or a blank says that there is none."""
    if value is None or str(value).strip() in ("", "."):
        return None
    try:
        return round(float(value))
    except ValueError as error:
        raise RefreshError(
            f"refresh | '{value}' stands where CBS table {table.code} should have a number."
            f" {_REMEDY}"
        ) from error


def _fetch(table: CbsTable, select: list[str], where: str) -> dict[str, Any]:
    """A table with its metadata by the client for the open data of CBS.

    Every way in which that fails becomes one error.
    """
    try:
        import cbsodata
        import requests
    except ImportError as error:
        raise RefreshError(
            "refresh | the client for CBS open data is not installed. Install it with: pip install"
            ' "ontschotting[refresh]"'
        ) from error
    try:
        # Version 1.3.5 of the client fetches the typed figures when it is not asked for them, and
        # the texts when it is; _number takes both.
        answer: dict[str, Any] = cbsodata.download_data(
            table.code, typed=False, select=select, filters=where, timeout=PATIENCE
        )
        return answer
    except requests.HTTPError as error:
        raise RefreshError(
            f"refresh | CBS refused table {table.code}: {error}. It may have been ended or renamed;"
            f" look it up at https://opendata.cbs.nl. {_REMEDY}"
        ) from error
    except requests.RequestException as error:
        raise RefreshError(
            f"refresh | no connection to CBS open data ({type(error).__name__}). Try again where"
            f" opendata.cbs.nl can be reached; behind a proxy set https_proxy. {_REMEDY}"
        ) from error
    except (ValueError, KeyError) as error:
        raise RefreshError(
            f"refresh | the answer of CBS for table {table.code} could not be read"
            f" ({type(error).__name__}: {error}). {_REMEDY}"
        ) from error


def _adds_up(got: pl.DataFrame, table: CbsTable) -> None:
    """The municipalities together are the nation, every year.

    An answer that came in part is worse than none.
    """
    nation = pl.col("region").str.starts_with("NL")
    sums = (
        got.group_by("year")
        .agg(
            pl.col("value").filter(~nation).sum().alias("parts"),
            pl.col("value").filter(nation).sum().alias("whole"),
        )
        .sort("year")
    )
    for year, parts, whole in sums.iter_rows():
        if abs(parts - whole) > ROUNDING * max(parts, whole):
            raise RefreshError(
                f"refresh | CBS table {table.code}, {year}: the municipalities add up to {parts:,}"
                f" and the nation is {whole:,}. The answer is not whole. {_REMEDY}"
            )
