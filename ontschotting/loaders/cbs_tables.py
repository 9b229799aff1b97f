"""Reads a table of the open data of Statistics Netherlands (CBS), and checks that it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.errors import RefreshError
from ontschotting.words.messages import problem

LICENCE = "CC BY 4.0"
"""Reuse is free and naming CBS as the source is obligatory, says its copyright page:
https://www.cbs.nl/nl-nl/over-ons/website/copyright.
"""

TIMEOUT_SECONDS = 60
"""How long to wait for an answer."""

ROUNDING = 0.002
"""How far the sum of the municipalities may lie from the nation, relative to the larger of the two:
CBS rounds or corrects them apart.
"""

_REMEDY = "nothing_refreshed"


@dataclass(frozen=True)
class CbsTable:
    """A table of StatLine, and what is read from it.

    Attributes:
        code: Of the table
        topic: The column with the figures
        categories: The category of every dimension beside region and period
        what: The figures in words
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
"""The measures and their tables. 86098NED replaces 81955NED, which CBS ended in 2025; the two
measure completions differently.
"""

Answer = dict[str, Any]
"""The parts of a table by name: figures, categories of each dimension, and information."""

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


def read_table(measure: str, since: int, today: str) -> pl.DataFrame:
    """Return the figures of a measure, a row per municipality and year, with the columns COLUMNS.

    Args:
        measure: A key of TABLES
        since: The first year
        today: The day, as text

    Raises:
        RefreshError: The table cannot be reached, has changed or is not complete.
    """
    table = TABLES[measure]
    answer = _fetch(table, since)
    rows = _rows(answer, table, since)
    is_municipality = pl.col("region").str.starts_with("GM")
    if rows.filter(is_municipality).is_empty():
        raise RefreshError(
            problem("no_figures_since", table=table.code, since=since, remedy=problem(_REMEDY))
        )
    _check_sums(rows, table)
    info = answer["TableInfos"][0] if answer.get("TableInfos") else {}
    labels = {
        "measure": measure,
        "table": table.code,
        "table_modified": info.get("Modified"),
        "retrieved": today,
        "source": (
            f"CBS, StatLine {table.code}: {info.get('Title', table.what)}, {table.what}; retrieved"
            f" {today} ({LICENCE})"
        ),
        "status": "published",
    }
    labelled = rows.filter(is_municipality).with_columns(
        pl.lit(value, dtype=pl.String).alias(name) for name, value in labels.items()
    )
    return labelled.select(*COLUMNS).sort("year", "region")


def _rows(answer: Answer, table: CbsTable, since: int) -> pl.DataFrame:
    """Return the figures of regions and of the nation, a row per region and year."""
    figures = answer.get("TypedDataSet", answer.get("UntypedDataSet"))
    if figures is None:
        raise RefreshError(problem("no_figures", table=table.code, remedy=problem(_REMEDY)))
    _check_categories(answer, table)
    names = {
        region: str(title).removesuffix(" (gemeente)")
        for region, title in _by_key(answer, "RegioS", "Title").items()
    }
    statuses = _by_key(answer, "Perioden", "Status")
    rows = []
    for figure in figures:
        if table.topic not in figure:
            raise RefreshError(
                problem("no_topic", table=table.code, topic=table.topic, remedy=problem(_REMEDY))
            )
        region, period = str(figure["RegioS"]).strip(), str(figure["Perioden"]).strip()
        value = _number(figure[table.topic], table)
        if value is None or not period.endswith("JJ00") or int(period[:4]) < since:
            continue  # a blank is a municipality that did not exist that year, not a zero
        rows.append((region, names.get(region), int(period[:4]), value, statuses.get(period)))
    columns = ("region", "name", "year", "value", "cbs_status")
    schema = {name: COLUMNS[name] for name in columns}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _by_key(answer: Answer, part: str, field: str) -> dict[str, Any]:
    """Return a field of the categories of a dimension by their key."""
    return {str(category["Key"]).strip(): category.get(field) for category in answer.get(part, [])}


def _check_categories(answer: Answer, table: CbsTable) -> None:
    """Refuse a table that no longer has a category that is read from it."""
    for dimension, code in table.categories.items():
        known = _by_key(answer, dimension, "Title")
        if code not in known:
            raise RefreshError(
                problem(
                    "no_category",
                    table=table.code,
                    category=code,
                    dimension=dimension,
                    number=len(known),
                    remedy=problem(_REMEDY),
                )
            )


def _number(value: Any, table: CbsTable) -> int | None:
    """Return a count that came as a number or a text; a point or a blank means there is none."""
    if value is None or str(value).strip() in ("", "."):
        return None
    try:
        return round(float(value))
    except ValueError as error:
        raise RefreshError(
            problem("no_number_of_cbs", value=value, table=table.code, remedy=problem(_REMEDY))
        ) from error


def _fetch(table: CbsTable, since: int) -> Answer:
    """Return a table with its metadata; every way in which that fails becomes one error."""
    try:
        import cbsodata
        import requests
    except ImportError as error:
        raise RefreshError(problem("no_client_of_cbs")) from error
    conditions = [
        *(f"{dimension} eq '{code}'" for dimension, code in table.categories.items()),
        "(startswith(RegioS,'GM') or startswith(RegioS,'NL'))",
        f"Perioden ge '{since}'",
        "substringof('JJ',Perioden)",
    ]
    try:
        # In version 1.3.5 of the client `typed` works the wrong way round. `_number` accepts both
        # numbers and texts, so either will do.
        answer: Answer = cbsodata.download_data(
            table.code,
            typed=False,
            select=["RegioS", "Perioden", table.topic],
            filters=" and ".join(conditions),
            timeout=TIMEOUT_SECONDS,
        )
        return answer
    except requests.HTTPError as error:
        raise RefreshError(
            problem("refused_by_cbs", table=table.code, error=error, remedy=problem(_REMEDY))
        ) from error
    except requests.RequestException as error:
        raise RefreshError(
            problem("no_connection", error=type(error).__name__, remedy=problem(_REMEDY))
        ) from error
    except (ValueError, KeyError) as error:
        raise RefreshError(
            problem(
                "answer_not_readable",
                table=table.code,
                type=type(error).__name__,
                error=error,
                remedy=problem(_REMEDY),
            )
        ) from error


def _check_sums(rows: pl.DataFrame, table: CbsTable) -> None:
    """Refuse a year in which the municipalities do not add up to the nation: it is incomplete."""
    nation = pl.col("region").str.starts_with("NL")
    sums = (
        rows.group_by("year")
        .agg(
            pl.col("value").filter(~nation).sum().alias("parts"),
            pl.col("value").filter(nation).sum().alias("whole"),
        )
        .sort("year")
    )
    for year, parts, whole in sums.iter_rows():
        if abs(parts - whole) > ROUNDING * max(parts, whole):
            raise RefreshError(
                problem(
                    "answer_not_whole",
                    table=table.code,
                    year=year,
                    parts=parts,
                    whole=whole,
                    remedy=problem(_REMEDY),
                )
            )
