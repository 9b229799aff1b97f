"""What a case says of its streams: which are own money, and their names."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.once import once_per_case


@once_per_case
def own_money(case: CaseTables) -> pl.DataFrame:
    """Return for every stream whether it is own money: `stream`, `own`.

    Own money counts as co-financing. It is shown apart from the money of the state.
    """
    return case.with_defaults["streams"].select(
        "stream", pl.col("counts_as_cofinancing").alias("own")
    )


def own_streams(case: CaseTables) -> list[str]:
    """Return the streams that are own money, in the order of the table."""
    return [stream for stream, own in own_money(case).rows() if own]


def state_streams(case: CaseTables) -> list[str]:
    """Return the streams that are not own money, in the order of the table."""
    return [stream for stream, own in own_money(case).rows() if not own]


def stream_names(case: CaseTables, lang: str = "nl", *, short: bool = False) -> dict[str, str]:
    """Return the name of every stream for readers, or its code where it has none.

    Args:
        case: The case
        lang: `nl`, or `en` for the English name where there is one
        short: For charts and narrow tables: in Dutch the short name where there is one; in English
            the English name without what stands between brackets. Where two streams have the same
            one, neither has it
    """
    names = [pl.col("name"), pl.col("stream")]
    if short:
        names.insert(0, _unique(pl.col("short_name")))
    if lang == "en":
        names.insert(0, pl.col("name_en"))
    if lang == "en" and short:
        names.insert(0, _unique(pl.col("name_en").str.replace_all(_BRACKETS, "")))
    return dict(case.streams.select("stream", pl.coalesce(names).alias("name")).iter_rows())


_BRACKETS = r"\s*\([^)]*\)"


def _unique(names: pl.Expr) -> pl.Expr:
    """Return names where no other row has the same one, and blanks elsewhere."""
    return pl.when(~names.is_duplicated()).then(names)
