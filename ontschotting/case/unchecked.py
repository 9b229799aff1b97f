"""Makes cases of tables that are known to be right, without checking them again.

These are functions of the library itself. Whoever has tables of one's own makes a `Case` of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.case import Case
from ontschotting.errors import Finding


def case_of_checked(tables: Mapping[str, pl.DataFrame], findings: tuple[Finding, ...] = ()) -> Case:
    """Make a case of typed tables without checking them.

    Args:
        tables: Every table of the format, from a checked case or from a builder whose tests check
            what it makes
        findings: The warnings of the case that they come from
    """
    case = Case.__new__(Case)
    case.__setstate__({"tables": tables, "findings": findings, "origin": None})
    return case


def with_values(case: Case, tables: Mapping[str, pl.DataFrame]) -> Case:
    """Return a case with other values in some tables, such as an end of a margin.

    Names and keys stay the same, so nothing is checked again.

    Args:
        case: The case
        tables: The changed tables, with the same rows and columns
    """
    for name, frame in tables.items():
        old = case.tables[name]
        if frame.columns != old.columns or frame.height != old.height:
            raise ValueError(f"{name} has other rows or columns than the table it replaces")
    return _changed(case, tables)


def with_rows(case: Case, tables: Mapping[str, pl.DataFrame]) -> Case:
    """Return a case with rows added that a question needs, such as a gift of free money.

    The rows come from the library itself, so nothing is checked again.

    Args:
        case: The case
        tables: The rows to add, by table
    """
    longer = {name: pl.concat([case.tables[name], rows]) for name, rows in tables.items()}
    return _changed(case, longer)


def _changed(case: Case, tables: Mapping[str, pl.DataFrame]) -> Case:
    changed = Case.__new__(Case)
    changed._hold_changed(case, tables)
    return changed
