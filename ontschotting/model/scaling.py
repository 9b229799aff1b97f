"""Say which numbers of a case lie too far apart for a solver, when there is no certified answer."""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case
from ontschotting.errors import Problem
from ontschotting.words.messages import problem

FAR = 1e9
"""How many times the smallest the largest may be before the message speaks of it. In real cases it
is some ten million: a billion euros beside a home of a hundred.
"""

_NUMBERS = {
    "budgets": ("amount_eur", ("stream", "area", "year")),
    "plans": ("capacity_units", ("plan",)),
    "costs": ("eur_per_unit", ("plan_type", "purpose")),
    "streams": ("cap_eur_per_unit", ("stream",)),
    "ceilings": ("max_eur", ("stream", "area", "year")),
    "limits": ("max_units", ("area", "year", "outcome")),
    "outcomes": ("weight", ("outcome",)),
    "yields": ("per_unit", ("plan_type", "outcome")),
    "targets": ("units", ("area", "year", "outcome")),
}
"""The numbers of which a program is made, with what names their row. Shares are not among them."""


def scaling_report(case: Case) -> Problem | None:
    """Name the largest number of a case and the smallest above zero, where they lie far apart.

    Returns:
        What the error says of them; None where they lie close enough.
    """
    extremes = [
        extreme
        for table, (column, key) in _NUMBERS.items()
        for extreme in _extremes(case.tables[table].filter(pl.col(column) > 0), table, column, key)
    ]
    if not extremes or max(extremes)[0] <= FAR * min(extremes)[0]:
        return None
    (most, largest), (least, smallest) = max(extremes), min(extremes)
    return problem(
        "numbers_far_apart",
        most=f"{most:g}",
        largest=largest,
        least=f"{least:g}",
        smallest=smallest,
    )


def _extremes(
    rows: pl.DataFrame, table: str, column: str, key: tuple[str, ...]
) -> list[tuple[float, str]]:
    """Return the smallest and the largest number of a column, each with the name of its row."""
    if rows.is_empty():
        return []
    rows = rows.sort(column, *key)
    extremes = [
        (float(row[column]), " ".join(str(row[name]) for name in key if row[name] is not None))
        for row in (rows.row(0, named=True), rows.row(-1, named=True))
    ]
    return [(number, f"{table}, {column} of {name}") for number, name in extremes]
