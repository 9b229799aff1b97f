"""Answers questions about a case that need no solver: totals, and where rows came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.edit import checked_value
from ontschotting.case.tables.known_table import refuse_unknown_table
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

_OF_STREAM = ("ministry", "programme", "instrument", "counts_as_cofinancing")
_DIMENSIONS = ("stream", "level", "area", "year", "awarded", *_OF_STREAM)


def totals(case: CaseTables, by: Iterable[str] = ("stream", "year")) -> pl.DataFrame:
    """Return sums of the budgets in euros; see `Case.totals`.

    Args:
        case: The case
        by: Any of stream, level, area, year, awarded and the columns of streams
    """
    names = [by] if isinstance(by, str) else list(by)
    for name in names:
        if name not in _DIMENSIONS:
            raise QuestionError(
                problem(
                    "unknown_dimension_of_totals",
                    name=name,
                    dimensions=", ".join(_DIMENSIONS),
                    hint=did_you_mean(name, _DIMENSIONS),
                )
            )
    streams = case.with_defaults["streams"].select("stream", *_OF_STREAM)
    budgets = case.with_defaults["budgets"].join(streams, on="stream", how="left")
    total = pl.col("amount_eur").sum()
    if not names:
        return budgets.select(total)
    return budgets.group_by(names).agg(total).sort(names, nulls_last=True)


def source(case: CaseTables, table: str, key: Mapping[str, Any]) -> pl.DataFrame:
    """Return rows of a table with what *sources* says of them; see `Case.source`.

    Args:
        case: The case
        table: Name of the table
        key: Columns and the value that the rows have there
    """
    refuse_unknown_table("source", table)
    frame = case.tables[table]
    for name, value in key.items():
        if name not in frame.columns:
            raise QuestionError(
                problem(
                    "unknown_column_of_table",
                    question="source",
                    name=name,
                    table=table,
                    hint=did_you_mean(name, frame.columns),
                    columns=", ".join(frame.columns),
                )
            )
        column = TABLES[table].find_column(name)
        wanted = (
            value
            if value is None or column is None
            else checked_value(value, column, f"source | {table}, column {name}")
        )
        if wanted is not None:
            _check_known(case.tables[table], table, name, wanted)
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


def _check_known(frame: pl.DataFrame, table: str, name: str, value: Any) -> None:
    """Refuse a value that no row of a table has, with the nearest text that one has."""
    known = frame[name].drop_nulls().unique().to_list()
    if value not in known:
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise QuestionError(
            problem("no_row_of_source", table=table, name=name, value=value, hint=hint)
        )
