"""Checks *transfers*: money moves between two different streams, of which neither is own money."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.validate.rows import cells_of
from ontschotting.words.messages import message


def check_transfers(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for each transfer to the stream itself, or from or to own money.

    Args:
        tables: Every typed table, with defaults for blanks
        findings: Collects what is wrong with *transfers*
    """
    streams = tables["streams"]
    own_money = streams.filter("counts_as_cofinancing")
    own_streams = own_money["stream"].to_list()
    rows = cells_of(tables["transfers"], "stream", "to_stream")
    for row, (stream, to_stream) in enumerate(rows):
        if stream is not None and stream == to_stream:
            findings.add(
                "transfer_to_itself",
                stream=stream,
                row=row,
                column="to_stream",
                value=to_stream,
            )
        for column, name, reason in (
            ("stream", stream, "own_money_has_own_rules"),
            ("to_stream", to_stream, "money_becomes_no_own_money"),
        ):
            if name in own_streams:
                findings.add(
                    "transfer_of_own_money",
                    stream=name,
                    reason=message(reason),
                    row=row,
                    column=column,
                    value=name,
                )
