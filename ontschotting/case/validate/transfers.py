"""Whether rows of *transfers* can mean what they say.

Money moves between two different streams, of which neither is own money.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.findings import Findings, TableOrigin


def check_transfers(
    tables: Mapping[str, pl.DataFrame], place: TableOrigin, findings: Findings
) -> None:
    """Add what is wrong with the rows."""
    own = (
        tables["streams"]
        .filter(pl.col("counts_as_cofinancing").fill_null(False))["stream"]
        .to_list()
    )
    for row, (stream, to_stream) in enumerate(
        tables["transfers"].select("stream", "to_stream").iter_rows()
    ):
        if stream is not None and stream == to_stream:
            findings.add(
                place,
                row,
                "to_stream",
                to_stream,
                f"stream '{stream}' moves money to itself. Name another stream, or remove the row.",
            )
        for column, one in (("stream", stream), ("to_stream", to_stream)):
            if one in own:
                why = (
                    "own money is spent by its own rules only"
                    if column == "stream"
                    else "money of another stream does not become own money"
                )
                findings.add(
                    place,
                    row,
                    column,
                    one,
                    f"stream '{one}' counts as co-financing, and {why}. Name another stream, or"
                    " remove the row.",
                )
