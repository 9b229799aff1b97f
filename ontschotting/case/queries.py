"""Questions about the tables of a case that need no solver: totals, and where rows came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.edit import checked_value
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean

_TOTALS = (
    "stream",
    "level",
    "area",
    "year",
    "awarded",
    "ministry",
    "programme",
    "instrument",
    "counts_as_cofinancing",
)


def totals(case: CaseTables, by: Iterable[str] = ("stream", "year")) -> pl.DataFrame:
    """Sums of the budgets, to reconcile with one's own.

    `by`: any of stream, level, area, year, awarded and the columns of streams.
    """
    names = [by] if isinstance(by, str) else list(by)
    for name in names:
        if name not in _TOTALS:
            raise QuestionError(
                f"totals | cannot add up by '{name}'. Choose from"
                f" {', '.join(_TOTALS)}.{did_you_mean(name, _TOTALS)}"
            )
    streams = case.streams.select(
        "stream",
        "ministry",
        "programme",
        "instrument",
        pl.col("counts_as_cofinancing").fill_null(False),
    )
    budgets = case.budgets.with_columns(pl.col("awarded").fill_null(False)).join(
        streams, on="stream", how="left"
    )
    total = pl.col("amount_eur").sum()
    return (
        budgets.group_by(names).agg(total).sort(names, nulls_last=True)
        if names
        else budgets.select(total)
    )


def source(case: CaseTables, table: str, key: Mapping[str, Any]) -> pl.DataFrame:
    """Where rows came from.

    The rows of a table that match, with source, status, note and what the sources table says of
    them.
    """
    if table not in TABLES:
        raise QuestionError(f"source | no table is called '{table}'.{did_you_mean(table, TABLES)}")
    frame = case.tables[table]
    for name, value in key.items():
        if name not in frame.columns:
            raise QuestionError(
                f"source | no column is called '{name}' in"
                f" {table}.{did_you_mean(name, frame.columns)}"
            )
        column = TABLES[table].find_column(name)
        wanted = (
            value
            if value is None or column is None
            else checked_value(value, column, f"source | {table}, column {name}")
        )
        frame = frame.filter(pl.col(name).eq_missing(pl.lit(wanted, dtype=frame.schema[name])))
    if table == "sources":
        return frame
    about = case.sources.select(
        "source",
        *(
            pl.col(name).alias(f"source_{name}")
            for name in ("title", "publisher", "url", "date", "license")
        ),
    )
    return frame.join(about, on="source", how="left")
