"""Checks *accounts*: streams that are known, and balances that add up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of, names_in, rows_not_in
from ontschotting.case.validate.unknown_names import code_of_name, unknown_name
from ontschotting.support.tolerances import ROUNDED_EUR, SAME_SUM

ALL_STREAMS = "*"
"""The stream of a row that stands for all earmarked money together."""


def check_accounts(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for each unknown stream, and for each balance that does not add up.

        opening + received − spent − repaid = closing

    Args:
        tables: Every typed table
        findings: Collects what is wrong with *accounts*
    """
    accounts = tables["accounts"]
    known = names_in(tables["streams"]["stream"])
    for row in rows_not_in(accounts["stream"], [*known, ALL_STREAMS]):
        stream = accounts["stream"][row]
        codes = code_of_name("streams", tables)
        table = findings.origin.name_of("streams")
        findings.add(
            "unknown_account_stream",
            problem=unknown_name("stream", stream, known, table, codes),
            row=row,
            column="stream",
            value=stream,
        )
    _warn_of_more_than_all(accounts, findings)
    names = ("opening_eur", "received_eur", "spent_eur", "repaid_eur", "closing_eur")
    for row, amounts in enumerate(cells_of(accounts, *names)):
        if None in amounts:
            continue
        opening, received, spent, repaid, closing = amounts
        difference = math.fsum((opening, received, -spent, -repaid, -closing))
        if abs(difference) > ROUNDED_EUR + SAME_SUM * math.fsum(map(abs, amounts)):
            findings.add(
                "account_does_not_add_up",
                opening=opening,
                received=received,
                spent=spent,
                repaid=repaid,
                total=closing + difference,
                closing=closing,
                difference=difference,
                row=row,
                column="closing_eur",
                value=f"{closing:.15g}",
            )


def _warn_of_more_than_all(accounts: pl.DataFrame, findings: TableFindings) -> None:
    """Warn where named streams hold more than the row of all earmarked money of the same area."""
    named: dict[tuple[object, ...], float] = {}
    for stream, *place, closing in _closing(accounts):
        if stream != ALL_STREAMS and closing is not None:
            named[tuple(place)] = named.get(tuple(place), 0.0) + closing
    for row, (stream, *place, closing) in enumerate(_closing(accounts)):
        total = named.get(tuple(place))
        if stream != ALL_STREAMS or None in (total, closing):
            continue
        if total > closing + ROUNDED_EUR:
            findings.warn(
                "accounts_hold_more_than_all",
                total=total,
                closing=closing,
                row=row,
                column="closing_eur",
                value=f"{closing:.15g}",
            )


def _closing(accounts: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Give stream, level, area, year and closing balance of each row."""
    return cells_of(accounts, "stream", "level", "area", "year", "closing_eur")
