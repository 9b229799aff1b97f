"""Turns frames of any library that narwhals reads into raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import Any

import narwhals as nw
import polars as pl

from ontschotting.case.tables.known_table import refuse_unknown_table
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.numerics import clear_text
from ontschotting.words.messages import problem

_READ = (str, bool, int, float, Decimal, Fraction, date, time, timedelta, PurePath)
"""The kinds of values in a column of objects that are read as they are written."""

_PLAIN = frozenset((pl.String, pl.Float64, pl.Int64, pl.Boolean))
"""The types that a frame of polars keeps; of other frames each column is looked at by itself."""


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
        refuse_unknown_table("case", name)
        raw_tables.append(RawTable.from_frame(name, _to_polars(frame, name)))
    return raw_tables


def _to_polars(frame: Any, table: str) -> pl.DataFrame:
    """Return a frame of any library as polars, with plain types."""
    if isinstance(frame, pl.DataFrame) and all(dtype in _PLAIN for dtype in frame.dtypes):
        return frame.with_columns(pl.col(pl.Float64).fill_nan(None))
    try:
        native = nw.from_native(frame)
    except TypeError as error:
        raise QuestionError(problem("no_frame", table=table, type=type(frame).__name__)) from error
    except nw.exceptions.DuplicateError as error:
        headers = list(getattr(frame, "column_names", None) or frame.columns)
        twice = next(name for name in headers if headers.count(name) > 1)
        raise QuestionError(
            problem("two_columns_of_one_name", table=table, twice=str(twice))
        ) from error
    eager = native.collect() if isinstance(native, nw.LazyFrame) else native
    _check_index(eager, table)
    if any(isinstance(name, tuple) for name in eager.columns):
        raise QuestionError(problem("columns_in_levels", table=table, name=eager.columns[0]))
    names = [str(name) for name in eager.columns]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise QuestionError(problem("text_and_number_as_names", table=table, twice=twice))
    return pl.DataFrame([_plain_column(eager, name, table) for name in eager.columns])


def _check_index(frame: nw.DataFrame[Any], table: str) -> None:
    """Refuse a pandas index that holds a column of the table: its values would be lost."""
    index = nw.maybe_get_index(frame)
    names = [] if index is None else [name for name in index.names if name is not None]
    lost = [
        str(name)
        for name in names
        if table == "regions" or TABLES[table].find_column(str(name)) is not None
    ]
    if lost:
        raise QuestionError(problem("column_in_the_index", table=table, lost=", ".join(lost)))


def _plain_column(frame: nw.DataFrame[Any], header: Any, table: str) -> pl.Series:
    """Return a column as numbers, yes and no, or texts; NaN becomes blank."""
    name = str(header)
    native_type = _pandas_type(frame, header)
    if native_type.startswith(("period", "interval", "complex", "Sparse", "geometry")):
        raise QuestionError(problem("type_not_read", table=table, name=name, type=native_type))
    try:
        series = frame.get_column(header)
        if series.dtype in (nw.List, nw.Array, nw.Struct, nw.Binary):
            raise TypeError(series.dtype)
        if series.dtype == nw.Object:
            return _texts(series.to_list(), name)
        column = series.to_polars().alias(name)
    except Exception as error:  # each library has errors of its own for a type it cannot convert
        # of a type that is refused here the error says which
        named = str(error) if isinstance(error, TypeError) else ""
        unread = named or native_type or type(error).__name__
        raise QuestionError(
            problem("type_not_read", table=table, name=name, type=unread)
        ) from error
    if column.dtype in (pl.Categorical, pl.Enum, pl.Null):
        return column.cast(pl.String)
    if column.dtype.is_float():
        return column.cast(pl.Float64).fill_nan(None)
    if column.dtype.is_numeric() or column.dtype in (pl.String, pl.Boolean):
        return column
    return _texts(column.to_list(), name)


def _pandas_type(frame: nw.DataFrame[Any], header: Any) -> str:
    """Return the type of a column as pandas names it; empty for other libraries."""
    native = nw.to_native(frame)
    return str(native.dtypes[header]) if nw.dependencies.is_pandas_like_dataframe(native) else ""


def _texts(values: list[Any], name: str) -> pl.Series:
    """Return values of any kind as texts; what is no value (None, NaN, NA, NaT) is blank."""
    texts = [
        (
            None
            if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
            else _text(value)
        )
        for value in values
    ]
    return pl.Series(name, texts, dtype=pl.String)


def _text(value: Any) -> str:
    """Return one value as a text; a number as a text that can be read in one way only.

    Raises:
        TypeError: It is no text, number, date or yes and no; the message is its type.
    """
    if isinstance(value, float):
        return clear_text(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, _READ) or getattr(value, "ndim", None) == 0:
        return str(value)
    raise TypeError(type(value).__name__)
