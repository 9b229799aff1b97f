"""What a case says of its streams: which are own money, and their names."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case_tables import CaseTables


def own_money(case: CaseTables) -> pl.DataFrame:
    """Return for every stream whether it is own money: `stream`, `own`.

    Own money counts as co-financing. It is shown apart from the money of the state.
    """
    return case.with_defaults["streams"].select(
        "stream", pl.col("counts_as_cofinancing").alias("own")
    )


def own_streams(case: CaseTables) -> list[str]:
    """Return the streams that are own money, in the order of the table."""
    return own_money(case).filter("own")["stream"].to_list()


def state_streams(case: CaseTables) -> list[str]:
    """Return the streams that are not own money, in the order of the table."""
    return own_money(case).filter(~pl.col("own"))["stream"].to_list()


def stream_names(case: CaseTables, lang: str = "nl", *, short: bool = False) -> dict[str, str]:
    """Return the name of every stream for readers, or its code where it has none.

    Args:
        case: The case
        lang: `nl`, or `en` for the English name where there is one
        short: The short name where there is one, for charts and narrow tables. Where two streams
            have the same one, neither has it
    """
    columns = [*(["name_en"] if lang == "en" else []), "name", "stream"]
    streams = case.streams
    if short:
        is_unique = ~pl.col("short_name").is_duplicated()
        streams = streams.with_columns(pl.when(is_unique).then(pl.col("short_name")))
        columns = ["short_name", *columns]
    return dict(streams.select("stream", pl.coalesce(columns).alias("name")).iter_rows())
