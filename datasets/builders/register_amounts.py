"""Builds the published amounts of the streams in the register: per year and in all."""

from __future__ import annotations

from collections.abc import Iterator

from datasets.builders.material import Row, read_raw
from datasets.builders.register import corrected_streams, reasons

ADDED_TYPES = ("stand", "reeks")
"""The types of amounts in the second search that are a level, not a shift, a ceiling or a total."""
KINDS = {"uitgekeerd": "paid", "verplicht": "awarded", "begroot": "budget"}
"""The kinds of amounts; where a year has several, the first of these counts."""
YEARS_ONLY = "kansrijke_wijk_2025"
"""The one stream whose amounts per year do not count, and its total does."""


def register_amounts() -> list[Row]:
    """Return every published amount of a stream: of a year, and its total over all years.

    `counts` says whether it may be added to other amounts, and `why_not` why not. In a year one
    amount of a stream counts: what was paid, else what was awarded, else the budget.
    """
    rows = [*_totals(), *_years()]
    return sorted(rows, key=lambda row: (str(row["stream"]), str(row["year"]), str(row["kind"])))


def _why_not() -> dict[str, dict[str, str]]:
    """Return the streams whose amounts may not be added up, with the reason in both languages."""
    listed = {
        row["stream_id"]: {"why_not": row["why"], "why_not_nl": row["why_nl"]}
        for row in read_raw("not_added")
    }
    why = reasons()
    judged = {
        row["stream_id"]: {
            "why_not": why[row["reason_code"]]["reason"],
            "why_not_nl": why[row["reason_code"]]["reason_nl"],
        }
        for row in read_raw("decisions")
        if row["reason_code"] in ("container", "plan", "loan")
    }
    return judged | listed


def _totals() -> Iterator[Row]:
    """Give the total of every stream that has one; a total has no year."""
    why_not = _why_not()
    for name, stream in corrected_streams()[0].items():
        if stream["total_budget_eur"]:
            barred = name in why_not and name != YEARS_ONLY
            yield {
                "stream": name,
                "year": "",
                "amount_eur": round(float(stream["total_budget_eur"])),
                "kind": "total",
                "counts": "no" if barred else "yes",
                **(why_not[name] if barred else {}),
                "source": stream["source_url"],
                "status": "published",
                "note": stream["budget_note"],
            }


def _years() -> Iterator[Row]:
    """Give every amount of a stream and year, with the one of them that counts."""
    why_not = _why_not()
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read_raw("streams/stream_budgets"):
        found.setdefault((row["stream_id"], row["year"]), []).append(row)
    for table in ("budgets/budgets_2025_2031", "budgets/budgets_other_years"):
        for row in read_raw(table):
            if row["amount_type"] in ADDED_TYPES:
                found.setdefault((row["stream_id"], row["year"]), []).append(row)
    order = list(KINDS)
    for (name, year), rows in found.items():
        first = min(rows, key=lambda row: order.index(row["kind"]))
        for row in rows:
            other = {
                "why_not": "another amount of this year counts",
                "why_not_nl": "een ander bedrag van dit jaar telt",
            }
            barred = why_not.get(name, {} if row is first else other)
            yield {
                "stream": name,
                "year": year,
                "amount_eur": round(float(row["budget_eur"])),
                "kind": KINDS[row["kind"]],
                "counts": "no" if barred else "yes",
                **barred,
                "source": row["source_url"],
                "status": "published",
                "note": row["source_note"],
            }
