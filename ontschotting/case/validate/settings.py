"""Checks the settings of a case, the rows of *case*."""

from __future__ import annotations

import polars as pl

from ontschotting.case.tables.columns import YEAR_RANGE
from ontschotting.case.tables.findings import TableFindings
from ontschotting.case.tables.parse_value import RefusedValue, parse_number
from ontschotting.case.validate.rows import cells_of

_CHOICES = {"opening_work": ("paid", "none"), "vat": ("included", "excluded")}


def check_settings(frame: pl.DataFrame, findings: TableFindings) -> None:
    """Add a finding for each setting whose value is not allowed.

    Args:
        frame: The typed table
        findings: Collects what is wrong
    """
    for row, (key, value) in enumerate(cells_of(frame, "key", "value")):
        if value is None:
            continue
        if key in _CHOICES and value not in _CHOICES[key]:
            findings.add(
                "setting_not_allowed",
                setting=value,
                key=key,
                choices=", ".join(_CHOICES[key]),
                row=row,
                column="value",
                value=value,
            )
        if key == "first_year" and not _is_year(value):
            findings.add(
                "setting_no_year",
                setting=value,
                first=str(YEAR_RANGE[0]),
                last=str(YEAR_RANGE[1]),
                row=row,
                column="value",
                value=value,
            )


def _is_year(text: str) -> bool:
    number = parse_number(text)
    return (
        not isinstance(number, RefusedValue)
        and YEAR_RANGE[0] <= number <= YEAR_RANGE[1]
        and number == int(number)
    )
