"""Builds published totals beside the known recipients, and contradictions between sources."""

from __future__ import annotations

from datasets.builders.material import Row, read_raw
from datasets.builders.money import CONTAINS_LATER_ROWS, INSIDE_OTHER_ROWS, WITHOUT_ROWS

ADDABLE_SCOPES = ("municipality", "region", "province")
"""The scopes of rows that may be added up; other rows lie inside these, are totals of them, or are
cash lines of projects that are in them.
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
    """Return every round of which a total or a recipient is known.

    The total, what the list gives to named recipients, and what is left without a name. It is state
    money only: half of a row that holds state and region together. The note says where a list adds
    up to more than a rounded total; nothing is scaled.
    """
    rounds: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in (*read_raw("allocations/allocations"), *read_raw("budgets/allocations_more")):
        rounds.setdefault((row["stream_id"], row["tranche"]), []).append(row)
    return [_round(stream, tranche, rounds) for stream, tranche in rounds]


def _round(stream: str, tranche: str, rounds: dict[tuple[str, str], list[dict[str, str]]]) -> Row:
    """Return the total and the recipients of one round."""
    rows = rounds[stream, tranche]
    totals = [row for row in rows if row["row_scope"] == "national_total"]
    parts = PARTS.get((stream, tranche), (tranche,))
    listed = [row for part in parts for row in rounds[stream, part] if _counts(row)]
    total = float(totals[0]["amount_eur"]) if totals and totals[0]["amount_eur"] else None
    listed_eur = sum(state_part(row) for row in listed)
    return {
        "stream": stream,
        "tranche": tranche,
        "published_total_eur": "" if total is None else round(total, 2),
        "listed_eur": round(listed_eur, 2),
        "without_name_eur": "" if total is None else round(total - listed_eur, 2),
        "recipients_listed": len(listed),
        "of_which_without_amount": sum(not row["amount_eur"] for row in listed),
        "published_homes": totals[0]["homes"] if totals else "",
        "listed_homes": round(sum(float(row["homes"] or 0) for row in listed)) or "",
        "note": _note(stream, tranche, total, listed_eur, bool(listed)),
        "source": (totals or rows)[0]["source_url"],
    }


def state_part(row: dict[str, str]) -> float:
    """Return the state's money in a row in euros, 0 where no amount is published."""
    return float(row["amount_eur"] or 0) / (2 if row["amount_basis"] == "rijk_plus_region" else 1)


def _counts(row: dict[str, str]) -> bool:
    """Return True for a recipient of its own, by the same rules as the money of the case."""
    name, area = row["stream_id"], row["municipality_or_region"]
    if (name, area) in INSIDE_OTHER_ROWS or (name, row["tranche"], area) in BESIDE_TOTAL:
        return False
    return row["row_scope"] in ADDABLE_SCOPES or (name, area) in WITHOUT_ROWS


def _note(
    stream: str, tranche: str, total: float | None, listed_eur: float, has_recipients: bool
) -> str:
    """Return what a reader must know before adding up, or comparing list and total."""
    if (stream, tranche) in PARTS:
        return f"of rounds {', '.join(PARTS[stream, tranche])} together; not to be added to them"
    if (stream, tranche) == (CONTAINS_LATER_ROWS[0], CONTAINS_LATER_ROWS[2]):
        return f"inside the row {CONTAINS_LATER_ROWS[1]} of the round before; not to be added to it"
    if total is None and not has_recipients:
        return "cash lines of projects that other rounds hold; not to be added to them"
    if total is None:
        return "no total of this round was found"
    if listed_eur > total:
        return "the total is rounded down in its source; the list adds up to more"
    return "complete" if listed_eur == total else ""


def contradictions() -> list[Row]:
    """Return every contradiction between two sources, with the rule that resolves it."""
    statement = {row["rule"]: row["statement"] for row in read_raw("resolution_rules")}
    return [
        {**row, "rule": f"{row['rule']}: {statement[row['rule']]}"}
        for row in read_raw("contradictions")
    ]
