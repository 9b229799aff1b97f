"""Messages for a name that its table does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.side_rows import is_total
from ontschotting.support.suggestions import hint, nearest
from ontschotting.words.messages import Message, message


def unknown_name(
    what: str,
    name: str,
    known: Iterable[str],
    table: str,
    codes: Mapping[str, str] | None = None,
) -> Message:
    """Return the message for a name that is not in the table where it belongs.

    Args:
        what: What it should name, such as `region`
        name: As it stands in the cell
        known: The names in the table
        table: The table as the user knows it, such as `regions.csv`
        codes: The code of each full name in lower case, for people who type a name where its code
            belongs
    """
    if is_total(name):
        return message("total_row", text=name)
    codes, known = codes or {}, list(known)
    code = codes.get(name.casefold())
    if code is not None:
        return message("name_for_code", what=what, name=name, table=table, known_code=code)
    named = nearest(name, [*known, *codes])
    near = (
        message("hint_nearest_by_name", code=codes[named])
        if named is not None and named not in known
        else hint(name, known)
    )
    return message("unknown_name", what=what, name=name, table=table, hint=near)


def unknown_level(level: str, levels: tuple[str, ...]) -> Message:
    """Return the message for a level that the case does not have.

    Args:
        level: As it stands in the cell
        levels: The levels of the case
    """
    return message("unknown_level", level=level, levels=", ".join(levels), hint=hint(level, levels))


def code_of_name(table: str, tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Return the code of each name, in lower case, that stands in one row of a table only.

    Args:
        table: Name of the table
        tables: Every table of the case
    """
    frame = tables[table]
    if "name" not in frame.columns:
        return {}
    named = (
        frame.select(pl.col("name").str.to_lowercase(), TABLES[table].key[0])
        .drop_nulls()
        .unique(subset="name", keep="none")
    )
    return dict(named.iter_rows())
