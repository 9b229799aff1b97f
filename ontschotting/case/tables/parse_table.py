"""From raw tables to typed ones.

Every cell parsed by its column's declaration, every finding kept.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ontschotting.case.tables.columns import FIXED_LEVELS, TEXT, Column
from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.parse_value import RefusedValue, parse_native, parse_value
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.support.suggestions import nearest


def parse_tables(
    raws: Iterable[RawTable], findings: Findings, kind: str
) -> tuple[dict[str, pl.DataFrame], dict[str, TableOrigin]]:
    """Every table of the format, typed, with every declared column; and where each came from.

    Refused cells are blank and have a finding.

    Args:
        kind: `csv`, `sheet` or `frame`: how to name a table that is missing
    """
    tables: dict[str, pl.DataFrame] = {}
    places: dict[str, TableOrigin] = {}
    for raw in raws:
        table = TABLES.get(raw.name)
        if table is None:
            near = nearest(raw.name, TABLES)
            hint = f" Nearest: '{near}'." if near else ""
            findings.add(
                raw.place,
                None,
                None,
                raw.name,
                f"no table is called '{raw.name}'.{hint} Tables: {', '.join(TABLES)}.",
            )
            continue
        tables[raw.name] = parse_table(raw, table, findings)
        places[raw.name] = raw.place
    for name, table in TABLES.items():
        if name in tables:
            continue
        place = places.setdefault(name, TableOrigin(kind, name))
        if table.required:
            findings.add(
                place,
                None,
                None,
                None,
                f"this table is missing: {table.en}. Add it with the columns {_starred(table)}.",
            )
        tables[name] = pl.DataFrame(schema=table.dtypes)
    return tables, places


def _starred(table: TableSchema) -> str:
    return ", ".join(column.name for column in table.columns if column.required)


def parse_table(raw: RawTable, table: TableSchema, findings: Findings) -> pl.DataFrame:
    """One table, typed, with every declared column."""
    known: list[pl.Series] = []
    for name in raw.frame.columns:
        column = _column(raw, table, name, findings)
        if column is not None:
            known.append(_typed_column(raw, column, raw.frame[name], findings))
    found = pl.DataFrame(known) if known else pl.DataFrame()
    for column in table.columns:
        if column.required and column.name not in found.columns:
            near = nearest(
                column.name, [name for name in raw.frame.columns if table.find_column(name) is None]
            )
            hint = f" Is it '{near}'?" if near else ""
            findings.add(
                raw.place,
                None,
                column.name,
                None,
                f"the column {column.name} is missing: {column.en}.{hint} Add it.",
                line=1,
            )
    height = raw.frame.height
    missing = [
        pl.Series(name, [None] * height, dtype=dtype)
        for name, dtype in table.dtypes.items()
        if name not in found.columns
    ]
    found = pl.DataFrame([*known, *missing])
    first = list(table.dtypes)
    return found.select(*first, *(name for name in found.columns if name not in first))


def _column(raw: RawTable, table: TableSchema, name: str, findings: Findings) -> Column | None:
    column = table.find_column(name)
    if column is not None:
        return column
    if (
        table.name == "regions"
        and name
        and name not in (*FIXED_LEVELS, "level", "area", "year")
        and name == name.strip()
        and not name.startswith("_")
    ):
        near = nearest(name, [one.name for one in table.columns])
        if near is None or name.casefold() != near.casefold():
            return Column(name, TEXT, "groepering", "grouping")
    if table.name == "regions" and name.startswith("_"):
        findings.add(
            raw.place,
            None,
            name,
            name,
            f"a grouping column cannot begin with an underscore: '{name}'. Give it another name.",
            line=1,
        )
        return None
    if table.name == "regions" and name in FIXED_LEVELS:
        findings.add(
            raw.place,
            None,
            name,
            name,
            f"a grouping column cannot be called '{name}': that level always exists. Give it"
            " another name.",
            line=1,
        )
        return None
    near = nearest(name, table.by_name)
    if near is None and name.endswith(("_low", "_high")):
        near = nearest(name.rsplit("_", 1)[0], table.by_name)
    hint = f" Nearest: '{near}'." if near else ""
    what = (
        f"no column is called '{name}' in {table.name}"
        if name
        else f"a column of {table.name} has no name"
    )
    findings.add(
        raw.place,
        None,
        name,
        name,
        f"{what}.{hint} Columns: {', '.join(table.by_name)}. Rename or remove it.",
        line=1,
    )
    return None


def _typed_column(
    raw: RawTable, column: Column, values: pl.Series, findings: Findings
) -> pl.Series:
    """The values of a column, parsed once per distinct value.

    Refused values become blank, with a finding for each row that has one.
    """
    if values.null_count() == len(values):
        return pl.Series(column.name, [None] * len(values), dtype=column.dtype)
    if values.dtype == pl.String:
        values = values.str.strip_chars()
        values = (
            values.to_frame()
            .select(pl.when(pl.col(values.name) != "").then(pl.col(values.name)).alias(values.name))
            .to_series()
        )
    distinct = values.unique().drop_nulls().to_list()
    parsed: dict[object, object] = {}
    refused: dict[object, str] = {}
    for value in distinct:
        if isinstance(value, float) and value != value:
            continue
        answer = (
            parse_value(value, column, raw.decimal)
            if isinstance(value, str)
            else parse_native(value, column)
        )
        if isinstance(answer, RefusedValue):
            refused[value] = answer.reason
        else:
            parsed[value] = answer
    listed = values.to_list()
    if refused:
        for row, value in enumerate(listed):
            if value in refused:
                findings.add(raw.place, row, column.name, value, refused[value])
    return pl.Series(
        column.name,
        [parsed.get(value) if value is not None else None for value in listed],
        dtype=column.dtype,
        strict=False,
    )
