"""Warns of names that a reader takes for one name, and of totals among their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.tables.columns import TEXT
from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.side_rows import is_total
from ontschotting.support.suggestions import look_alike, visible

FREE_TEXTS = frozenset(
    {"name", "name_en", "short_name", "source", "status", "note", "value", "title", "publisher"}
    | {"url", "date", "license", "unit"}
)
"""Columns that people read and nothing is looked up by."""


def check_look_alikes(
    tables: Mapping[str, pl.DataFrame], findings: Mapping[str, TableFindings]
) -> None:
    """Warn of two names in one column that look the same, and of names that are a total.

    Args:
        tables: Every typed table
        findings: Collects what may be wrong, by table
    """
    for table, frame in tables.items():
        for column, dtype in frame.schema.items():
            if dtype != pl.String or column in FREE_TEXTS:
                continue
            first_rows: dict[str, int] = {}
            for row, name in enumerate(frame[column].to_list()):
                if name is not None:
                    first_rows.setdefault(name, row)
            for name, twin in _twins(first_rows):
                findings[table].warn(
                    "names_look_alike",
                    name=visible(name),
                    twin=visible(twin),
                    first_line=findings[table].origin.line(first_rows[twin]),
                    row=first_rows[name],
                    column=column,
                    value=name,
                )
            if _is_listed(table, column):
                for name in filter(is_total, first_rows):
                    findings[table].warn(
                        "total_among_parts",
                        name=name,
                        row=first_rows[name],
                        column=column,
                        value=name,
                    )


def _is_listed(table: str, column: str) -> bool:
    """Tell whether a column lists parts that are added up: a key that names no other table."""
    schema = TABLES[table]
    declared = schema.by_name.get(column)
    return (
        column in schema.key
        and declared is not None
        and declared.kind == TEXT
        and declared.refers_to is None
        and table not in ("earmarks", "case", "sources")
    )


def _twins(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each name that looks like an earlier one, with that earlier name.

    A hyphen, an underscore and a space between words are one sign here; so are a space and none,
    but for a space between two digits.
    """
    first: dict[str, str] = {}
    twins = []
    for name in sorted(names):
        seen = look_alike(name)
        same_words = " ".join(re.split("[ _-]+", seen))
        without_spaces = re.sub(r"(?<!\d) | (?!\d)", "", seen)
        twin = first.get(same_words) or first.get(without_spaces)
        if twin is not None:
            twins.append((name, twin))
        first.setdefault(same_words, name)
        first.setdefault(without_spaces, name)
    return twins
