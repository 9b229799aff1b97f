"""Published totals against the recipients that are known, and the contradictions between sources
with the rule that resolves each.
"""

from __future__ import annotations

from datasets.builders.material import Row, read_raw
from datasets.builders.money import CONTAINS_LATER_ROWS, INSIDE_OTHER_ROWS, WITHOUT_ROWS

PLACES = ("municipality", "region", "province")
"""The scopes that may be added up; the others lie inside these, are totals of them, or are cash
lines of projects that are in them.
"""

BESIDE_TOTAL = {("flexpool", "2023", "Caribisch Nederland")}
"""Recipients that the published total does not hold."""

PARTS = {
    ("woningbouwimpuls", "1-3"): ("1", "2", "3"),
    ("wokt", "2022-1+2"): ("2022-1", "2022-2"),
    ("cdoke", "2023-2025"): ("2023", "2024", "2025"),
}
"""Published totals of several rounds together: never to be added to these."""


def published_totals() -> list[Row]:
    """Every round of which a total or a recipient is known.

    The total, what the list gives to named recipients, and what is left without a name.

    State money only: where a row holds state and region together, half of it. A list that adds up
    to more than a rounded total is told as such, never scaled.
    """
    rounds: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in (*read_raw("allocations/allocations"), *read_raw("budgets/allocations_more")):
        rounds.setdefault((row["stream_id"], row["tranche"]), []).append(row)
    return [_round(stream, tranche, rounds) for stream, tranche in rounds]


def _round(stream: str, tranche: str, rounds: dict[tuple[str, str], list[dict[str, str]]]) -> Row:
    rows = rounds[stream, tranche]
    totals = [row for row in rows if row["row_scope"] == "national_total"]
    parts = PARTS.get((stream, tranche), (tranche,))
    listed = [row for part in parts for row in rounds[stream, part] if _counts(row)]
    total = float(totals[0]["amount_eur"]) if totals and totals[0]["amount_eur"] else None
    given = sum(state_part(row) for row in listed)
    found: Row = {
        "stream": stream,
        "tranche": tranche,
        "published_total_eur": "" if total is None else round(total, 2),
        "listed_eur": round(given, 2),
        "without_name_eur": "" if total is None else round(total - given, 2),
        "recipients_listed": len(listed),
        "of_which_without_amount": sum(not row["amount_eur"] for row in listed),
        "published_homes": totals[0]["homes"] if totals else "",
        "listed_homes": round(sum(float(row["homes"] or 0) for row in listed)) or "",
        "note": _note(stream, tranche, total, given, bool(listed)),
    }
    return found | {"source": (totals or rows)[0]["source_url"]}


def state_part(row: dict[str, str]) -> float:
    """The state's money in a row, 0 where no amount is published."""
    return float(row["amount_eur"] or 0) / (2 if row["amount_basis"] == "rijk_plus_region" else 1)


def _counts(row: dict[str, str]) -> bool:
    """Whether a row is a recipient of its own, by the same rules as the money of the case."""
    name, area = row["stream_id"], row["municipality_or_region"]
    if (name, area) in INSIDE_OTHER_ROWS or (name, row["tranche"], area) in BESIDE_TOTAL:
        return False
    return row["row_scope"] in PLACES or (name, area) in WITHOUT_ROWS


def _note(stream: str, tranche: str, total: float | None, given: float, named: bool) -> str:
    if (stream, tranche) in PARTS:
        return f"of rounds {', '.join(PARTS[stream, tranche])} together; not to be added to them"
    if (stream, tranche) == (CONTAINS_LATER_ROWS[0], CONTAINS_LATER_ROWS[2]):
        return f"inside the row {CONTAINS_LATER_ROWS[1]} of the round before; not to be added to it"
    if total is None and not named:
        return "cash lines of projects that other rounds hold; not to be added to them"
    if total is None:
        return "no total of this round was found"
    if given > total:
        return "the total is rounded down in its source; the list adds up to more"
    return "complete" if given == total else ""


def contradictions() -> list[Row]:
    """Every contradiction between two sources, the rule that resolves it, and the value that enters
    the case, if any.
    """
    statement = {row["rule"]: row["statement"] for row in read_raw("resolution_rules")}
    return [
        {**row, "rule": f"{row['rule']}: {statement[row['rule']]}"}
        for row in read_raw("contradictions")
    ]
