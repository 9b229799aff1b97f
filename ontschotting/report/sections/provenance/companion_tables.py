"""Show the tables that lie beside the case: its assumptions and its register of streams."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import FormattedNumber, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import number

_COLUMNS = {
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
"""The columns that the page shows of a wide table; its file has all of them."""


_NUMBER_COLUMNS = ("low", "central", "high", "published_total_eur")
"""Columns of numbers."""


_CODES = {"in_case": ("in", "out"), "confidence": ("high", "medium", "low")}
"""Codes that have words in the catalogue, by column."""

_LONGEST_ON_PAPER = 60
"""Rows of a table that is printed with the page; a longer one is in its file only."""


def companion_tables(report: LocalizedReport) -> list[Table]:
    """Show each table, its texts in the language of the report where it has them."""
    return [
        _companion_table(report, name, frame)
        for name, frame in report.data.companion_tables.items()
    ]


def _companion_table(report: LocalizedReport, name: str, frame: pl.DataFrame) -> Table:
    """Show one table."""
    lang, formatter = report.lang, report.formatter
    headers = texts("report.column", lang)
    columns = [
        column
        for column in _COLUMNS.get(name, frame.columns)
        if column in frame.columns and not column.endswith("_nl")
    ]
    rows = in_language(frame, lang).select(columns).iter_rows(named=True)
    return Table(
        formatter.text(f"caption_{name}"),
        tuple(headers.get(column, column) for column in columns),
        tuple(tuple(_cell(column, cell, lang) for column, cell in row.items()) for row in rows),
        text_columns=len(columns),
        folded=True,
        on_paper=frame.height <= _LONGEST_ON_PAPER,
        file=name,
    )


def in_language(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return a table with its texts in one language: in Dutch `what_nl` replaces `what`.

    Args:
        frame: The table as it lies beside the case
        lang: `nl` or `en`
    """
    if lang != "nl":
        return frame
    words = texts("report.code", lang)
    dutch_texts = [
        pl.col(f"{column}_nl").alias(column)
        for column in frame.columns
        if f"{column}_nl" in frame.columns
    ]
    dutch_codes = [
        pl.col(column).replace({code: words[f"{column}.{code}"] for code in codes})
        for column, codes in _CODES.items()
        if column in frame.columns
    ]
    return frame.with_columns(*dutch_texts, *dutch_codes)


def _cell(column: str, cell: str | None, lang: str) -> str:
    """Write a cell; a number as the language of the report writes it."""
    if column not in _NUMBER_COLUMNS or not cell:
        return cell or ""
    try:
        value = float(cell)
    except ValueError:  # a number in words stays as it is
        return cell
    return FormattedNumber(number(value, lang, 4), value)
