"""Frames of any library that narwhals reads, as raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import nearest


def from_frames(frames: Mapping[str, Any]) -> tuple[list[RawTable], Findings]:
    """Frames of any library that narwhals reads as raw tables."""
    findings, raws = Findings(), []
    for name, frame in frames.items():
        if frame is None:
            continue
        if name not in TABLES:
            near = nearest(name, TABLES)
            raise QuestionError(
                f"case | no table is called '{name}'.{f' Did you mean {near!r}?' if near else ''}"
                f" Tables: {', '.join(TABLES)}."
            )
        try:
            given = nw.from_native(frame)
            found = _to_polars(given.collect() if isinstance(given, nw.LazyFrame) else given)
        except nw.exceptions.DuplicateError as error:
            raise QuestionError(
                f"case | {name} has two columns with the same name. Keep one of them."
            ) from error
        except TypeError as error:
            raise QuestionError(
                f"case | {name} is a {type(frame).__name__}; give a frame (pandas, polars,"
                " pyarrow)."
            ) from error
        raws.append(RawTable(name, TableOrigin("frame", name, tuple(found.columns)), found))
    return raws, findings


def _to_polars(frame: nw.DataFrame[Any]) -> pl.DataFrame:
    """A frame as polars with plain types.

    Columns of mixed values become text, NaN becomes blank.
    """
    plain = []
    for name in frame.columns:
        given = frame.get_column(name)
        column = (
            _plain(given.to_list(), str(name))
            if given.dtype == nw.Object
            else given.to_polars().alias(str(name))
        )
        if column.dtype in (pl.Categorical, pl.Enum) or column.dtype == pl.Null:
            column = column.cast(pl.String)
        elif column.dtype.is_float():
            column = column.cast(pl.Float64).fill_nan(None)
        elif not (column.dtype.is_numeric() or column.dtype in (pl.String, pl.Boolean)):
            column = _plain(column.to_list(), column.name)
        plain.append(column)
    return pl.DataFrame(plain)


def _plain(values: list[Any], name: str) -> pl.Series:
    """Values of any kind as texts; what is no value (None, NaN, NA, NaT) is blank."""
    shown = [
        (
            None
            if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
            else str(value)
        )
        for value in values
    ]
    return pl.Series(name, shown, dtype=pl.String)
