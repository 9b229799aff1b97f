"""Frames as HTML tables for people."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from functools import cache

import polars as pl

from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import number

ROWS = 60
"""Rows of a frame that are shown in a notebook."""

_WITH_WORDS = ("wall", "lift", "world", "kind")
"""Columns whose values are codes that have words."""


def first_rows_as_html(frame: pl.DataFrame) -> str:
    """Return a frame as an HTML table; of a long one the first rows and how many there are."""
    table = frame_as_html(frame.head(ROWS))
    if frame.height <= ROWS:
        return table
    note = texts("notebook", "nl")["first_rows"].format(
        count=ROWS, rows=number(frame.height, "nl"), frame="<code>.frame</code>"
    )
    return f"{table}<p>{note}</p>"


def frame_as_html(frame: pl.DataFrame, headers: Sequence[str] | None = None) -> str:
    """Return a frame as an HTML table in the colours of the page, every name and value escaped.

    Numbers are written as people write them (in Dutch) and stand on the right, texts on the left.

    Args:
        frame: Any frame; a blank stays a blank
        headers: Names of the columns for people, in their order; by default the words for those of
            the frame, or their name where there are none
    """
    words = texts("notebook.column", "nl")
    named = headers or [words.get(name, name) for name in frame.columns]
    sides = ["right" if dtype.is_numeric() else "left" for dtype in frame.dtypes]
    head = "".join(
        f'<th scope="col" title="{html.escape(column)}" style="text-align:{side}">'
        f"{html.escape(name)}</th>"
        for name, column, side in zip(named, frame.columns, sides, strict=True)
    )
    rows = (zip(row, sides, frame.columns, strict=True) for row in frame.iter_rows())
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{html.escape(_cell(value, name))}</td>'
            for value, side, name in row
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object, column: str) -> str:
    """Return a value as people write it (in Dutch): a fraction in about four digits.

    A large number gets no decimals, and a year no separators.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return texts("notebook", "nl")["yes" if value else "no"]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, int) and "year" not in column:
        return number(value, "nl")
    if isinstance(value, float) and math.isfinite(value):
        return number(value, "nl", _decimals(abs(value)))
    if column in _WITH_WORDS:
        return _words_of_codes().get(str(value), str(value))
    return str(value)


@cache
def _words_of_codes() -> dict[str, str]:
    return {**texts("labels.wall", "nl"), **texts("notebook.word", "nl")}


def _decimals(size: float) -> int:
    if size >= 100 or size == 0:
        return 0
    return 2 if size >= 1 else min(12, 3 - math.floor(math.log10(size)))
