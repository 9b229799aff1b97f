"""Turns frames of any library that narwhals reads into raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean


def from_frames(frames: Mapping[str, Any]) -> list[RawTable]:
    """Return frames (pandas, polars, pyarrow, …) by the name of their table as raw tables.

    A frame that is None is passed over.

    Raises:
        QuestionError: There is no such table, or the value is no frame.
    """
    raw_tables = []
    for name, frame in frames.items():
        if frame is None:
            continue
        if name not in TABLES:
            raise QuestionError(
                f"case | no table is called '{name}'.{did_you_mean(name, TABLES)}"
                f" Tables: {', '.join(TABLES)}."
            )
        raw_tables.append(RawTable.from_frame(name, _to_polars(frame, name)))
    return raw_tables


def _to_polars(frame: Any, table: str) -> pl.DataFrame:
    """Return a frame of any library as polars, with plain types."""
    try:
        native = nw.from_native(frame)
        eager = native.collect() if isinstance(native, nw.LazyFrame) else native
        return pl.DataFrame([_plain_column(eager.get_column(name)) for name in eager.columns])
    except nw.exceptions.DuplicateError as error:
        raise QuestionError(
            f"case | {table} has two columns with the same name. Keep one of them."
        ) from error
    except TypeError as error:
        raise QuestionError(
            f"case | {table} is a {type(frame).__name__}; give a frame (pandas, polars, pyarrow)."
        ) from error


def _plain_column(series: nw.Series[Any]) -> pl.Series:
    """Return a column as numbers, yes and no, or texts; NaN becomes blank."""
    name = str(series.name)
    if series.dtype == nw.Object:
        return _texts(series.to_list(), name)
    column = series.to_polars().alias(name)
    if column.dtype in (pl.Categorical, pl.Enum, pl.Null):
        return column.cast(pl.String)
    if column.dtype.is_float():
        return column.cast(pl.Float64).fill_nan(None)
    if column.dtype.is_numeric() or column.dtype in (pl.String, pl.Boolean):
        return column
    return _texts(column.to_list(), name)


def _texts(values: list[Any], name: str) -> pl.Series:
    """Return values of any kind as texts; what is no value (None, NaN, NA, NaT) is blank."""
    texts = [
        (
            None
            if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
            else str(value)
        )
        for value in values
    ]
    return pl.Series(name, texts, dtype=pl.String)
