"""Show the tables that lie beside the case."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import (
    FormattedNumber,
    Table,
)
from ontschotting.report.formatting import Formatter
from ontschotting.words.numbers import number

_READ = {
    "register": (
        "stream",
        "name",
        "ministry",
        "instrument",
        "in_case",
        "reason",
        "published_total_eur",
        "legal_basis",
        "contradictions",
        "confidence",
        "source",
    )
}
"""The columns of a wide table beside the case that a page shows; the file that it points to has
them all.
"""


_HEADS = {
    "what": "wat",
    "unit": "eenheid",
    "low": "laag",
    "central": "midden",
    "high": "hoog",
    "why": "waarom",
    "source": "bron",
    "moves": "beweegt",
    "favours_when_high": "hoog begunstigt",
    "stream": "stroom",
    "name": "naam",
    "ministry": "ministerie",
    "instrument": "instrument",
    "in_case": "in het geval",
    "reason": "reden",
    "published_total_eur": "gepubliceerd totaal (euro)",
    "legal_basis": "grondslag",
    "contradictions": "tegenspraken",
    "confidence": "zekerheid",
}
"""Their heads in Dutch; a column without one goes by its own name."""


_NUMBERS = ("low", "central", "high", "published_total_eur")
"""Their columns of numbers."""


_CELLS = {
    "in_case": {"in": "ja", "out": "nee"},
    "confidence": {"high": "hoog", "medium": "midden", "low": "laag"},
}
"""Codes of those tables in Dutch."""


LONGEST_ON_PAPER = 60
"""Rows of a table beside the case that is printed with the page; a longer one is in its file."""


def companion_tables(view: Formatter) -> list[Table]:
    """The tables that lie beside the case, in the language of the report."""
    tables = []
    for name, whole in view.facts.companions.items():
        frame = _in_language(whole, view.lang).select(
            [
                column
                for column in _READ.get(name, whole.columns)
                if column in whole.columns and not column.endswith("_nl")
            ]
        )
        rows = tuple(
            tuple(
                _cell(view, column, cell) for column, cell in zip(frame.columns, row, strict=True)
            )
            for row in frame.iter_rows()
        )
        heads = tuple(
            _HEADS.get(column, column) if view.lang == "nl" else column for column in frame.columns
        )
        tables.append(
            Table(
                view.say(f"caption_{name}"),
                heads,
                rows,
                texts=frame.width,
                folded=True,
                on_paper=frame.height <= LONGEST_ON_PAPER,
                file=name,
            )
        )
    return tables


def _cell(view: Formatter, column: str, cell: str | None) -> str:
    """A cell of a table beside the case; its numbers as the language of the report writes them."""
    if column not in _NUMBERS or not cell:
        return cell or ""
    try:
        value = float(cell)
    except ValueError:  # a number in words: it stays what it is
        return cell
    return FormattedNumber(number(value, view.lang, 4), value)


def _in_language(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """A table beside the case with its texts in the language of the report.

    `what_nl` in the place of `what`, where it has one.
    """
    if lang != "nl":
        return frame
    own = [
        pl.col(f"{column}_nl").alias(column)
        for column in frame.columns
        if f"{column}_nl" in frame.columns
    ]
    return frame.with_columns(
        *own,
        *(
            pl.col(column).replace(codes)
            for column, codes in _CELLS.items()
            if column in frame.columns
        ),
    )
