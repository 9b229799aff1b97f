"""Checks *transfers*: money moves between two different streams, of which neither is own money."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import TableFindings


def check_transfers(tables: Mapping[str, pl.DataFrame], findings: TableFindings) -> None:
    """Add a finding for each transfer to the stream itself, or from or to own money.

    Args:
        tables: Every typed table, with defaults for blanks
        findings: Collects what is wrong with *transfers*
    """
    streams = tables["streams"]
    own_money = streams.filter("counts_as_cofinancing")
    own_streams = own_money["stream"].to_list()
    rows = tables["transfers"].select("stream", "to_stream").iter_rows()
    for row, (stream, to_stream) in enumerate(rows):
        if stream is not None and stream == to_stream:
            findings.add(
                f"stream '{stream}' moves money to itself. Name another stream, or remove the row.",
                row=row,
                column="to_stream",
                value=to_stream,
            )
        for column, name, reason in (
            ("stream", stream, "own money is spent by its own rules only"),
            ("to_stream", to_stream, "money of another stream does not become own money"),
        ):
            if name in own_streams:
                findings.add(
                    f"stream '{name}' counts as co-financing, and {reason}. Name another stream, or"
                    " remove the row.",
                    row=row,
                    column=column,
                    value=name,
                )
