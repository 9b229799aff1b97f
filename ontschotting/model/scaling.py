"""Says which numbers of a case lie too far apart for a solver, for the error that tells that there
is no certified answer.
"""

from __future__ import annotations

import polars as pl

from ontschotting.case.case import Case

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
    "targets": ("units", ("area", "year", "outcome")),
}
"""The numbers of which a program is made, with what names their row. Shares are not among them."""


def scaling_report(case: Case) -> str:
    """The largest number of the case and the smallest above zero, where they lie far apart.

    Empty where they do not.
    """
    found = [
        one
        for table, (column, key) in _NUMBERS.items()
        for one in _ends(case.tables[table].filter(pl.col(column) > 0), table, column, key)
    ]
    if not found or max(found)[0] < FAR * min(found)[0]:
        return ""
    (most, largest), (least, smallest) = max(found), min(found)
    return (
        "The numbers of this case lie too far apart for a solver, which keeps some fifteen digits:"
        f" the largest is {most:g} ({largest}), the smallest above zero is {least:g} ({smallest})."
        " Are both in the right unit? A blank says 'no limit', and needs no large number."
    )


def _ends(
    rows: pl.DataFrame, table: str, column: str, key: tuple[str, ...]
) -> list[tuple[float, str]]:
    """The smallest and the largest number of a column, each with its place."""
    if rows.is_empty():
        return []
    rows = rows.sort(column, *key)
    places = [
        (row[column], " ".join(str(row[name]) for name in key if row[name] is not None))
        for row in (rows.row(0, named=True), rows.row(-1, named=True))
    ]
    return [(float(number), f"{table}, {column} of {place}") for number, place in places]
