"""Builds what annual accounts say of earmarked money: balances, gaps, and the facts beside them."""

from __future__ import annotations

from collections.abc import Iterator

from datasets.builders.material import Geography, Row, read_raw

SOURCE = "accounts:iv3_p29b"
"""Iv3 annual accounts of Statistics Netherlands, read from a copy."""
STATE = "received_in_advance_state_eur"
"""The column of the balance position: received in advance from the state, and not yet spent."""
YEARS = range(2017, 2025)

NOTHING, MISSING, BELOW_ZERO, IN_PART = "nothing", "missing", "below_zero", "in_part"
"""Why a balance says less than it seems: no amount on this position; not in the copy; booked below
zero; of one of the municipalities that merged into this one there is no amount.
"""


class Accounts:
    """The balances of every municipality on the borders of today, and what is amiss with them."""

    def __init__(self, geography: Geography) -> None:
        self.names = {code: row["name"] for code, row in geography.municipalities.items()}
        self._in_copy: dict[tuple[str, int], list[tuple[str, str, int]]] = {}
        self._former: dict[str, list[str]] = {}
        for row in read_raw("accounts/advances"):
            codes = geography.codes(row["gm_code"] or row["government"])
            for place, code in enumerate(codes):
                name, year = row["government"], int(row["year"])
                self._in_copy.setdefault((code, year), []).append(
                    (name, _part(row[STATE], place, len(codes)), len(codes))
                )
                if not row["gm_code"] and name not in self._former.setdefault(code, []):
                    self._former[code].append(name)

    def balances(self) -> list[Row]:
        """Return the table *accounts*: a row for every municipality and year with an amount.

        A blank is no zero, so a municipality without an amount has no row. What was one
        municipality and is so today is as published; a sum over a merger, or a part of a
        municipality that was divided, is derived.
        """
        rows: list[Row] = []
        for (code, year), parts in sorted(self._in_copy.items()):
            amounts = [int(amount) for _, amount, _ in parts if amount]
            if not amounts:
                continue
            rows.append(
                {
                    "stream": "*",
                    "level": "region",
                    "area": code,
                    "year": year,
                    "closing_eur": sum(amounts),
                    "source": SOURCE,
                    "status": "published" if self._is_as_booked(code, parts) else "derived",
                    "note": self._parts_in_words(code, parts),
                }
            )
        return rows

    def gaps(self) -> list[Row]:
        """Return a row for every municipality and year whose balance says less than it seems.

        With the last amount that was booked before it, if any.
        """
        rows: list[Row] = []
        for code in sorted(self.names):
            for year in YEARS:
                finding, amount = self._finding(code, year)
                if finding:
                    before = self._last_before(code, year)
                    rows.append(
                        {
                            "region": code,
                            "name": self.names[code],
                            "year": year,
                            "finding": finding,
                            "closing_eur": amount,
                            "last_year": before[0],
                            "last_closing_eur": before[1],
                            "note": self._gap_in_words(code, year, finding),
                            "source": SOURCE,
                            "status": "derived",
                        }
                    )
        return rows

    def _finding(self, code: str, year: int) -> tuple[str, object]:
        """Return what is amiss with a municipality in a year, and its balance."""
        parts = self._in_copy.get((code, year), [])
        amounts = [int(amount) for _, amount, _ in parts if amount]
        if not parts:
            return MISSING, ""
        if not amounts:
            return NOTHING, ""
        if sum(amounts) < 0:
            return BELOW_ZERO, sum(amounts)
        return (IN_PART if len(amounts) < len(parts) else "", sum(amounts))

    def _last_before(self, code: str, year: int) -> tuple[object, object]:
        """Return the last year before this one with an amount, and that amount."""
        for earlier in range(year - 1, YEARS.start - 1, -1):
            amounts = [amount for _, amount, _ in self._in_copy.get((code, earlier), []) if amount]
            if amounts:
                return earlier, sum(map(int, amounts))
        return "", ""

    def _is_as_booked(self, code: str, parts: list[tuple[str, str, int]]) -> bool:
        """Return whether the amounts are those of the municipality of today, undivided."""
        former = self._former.get(code, [])
        return all(name not in former and shares == 1 for name, amount, shares in parts if amount)

    def _parts_in_words(self, code: str, parts: list[tuple[str, str, int]]) -> str:
        """Return which accounts were added up, and which of them hold no amount."""
        former = self._former.get(code, [])
        if not any(name in former for name, _, _ in parts):
            return ""
        filled = [_share_in_words(name, shares) for name, amount, shares in parts if amount]
        empty = [name for name, amount, _ in parts if not amount]
        return "; ".join(
            filter(
                None,
                (
                    f"accounts of {', '.join(filled)}" if filled else "",
                    f"no amount: {', '.join(empty)}" if empty else "",
                ),
            )
        )

    def _gap_in_words(self, code: str, year: int, finding: str) -> str:
        """Return what a gap is, for a reader of the table."""
        if finding == MISSING:
            return "not in the copy that was read"
        if finding == BELOW_ZERO:
            return "as booked"
        if finding == NOTHING:
            return "in the copy, without an amount on this position: booked elsewhere, or nothing"
        return self._parts_in_words(code, self._in_copy[code, year])


def _part(amount: str, place: int, parts: int) -> str:
    """Return one of equal parts in whole euros that add up to the amount; blank stays blank."""
    if not amount:
        return ""
    least, rest = divmod(int(amount), parts)
    return str(least + (place < rest))


def _share_in_words(name: str, shares: int) -> str:
    return name if shares == 1 else f"{name} (one of {shares} equal parts)"


def specific_grants() -> list[Row]:
    """Return the number of specific grants a year and what the state paid on them, as published."""
    found: dict[int, dict[str, dict[str, str]]] = {}
    for row in _national("spuk_count_", "spuk_", "osu_"):
        kind = "grants" if "count" in row["id"] else "paid"
        found.setdefault(int(row["year"]), {})[kind] = row
    early = found[2017]["paid"]
    # The page that gives the money of 2017 gives the number in the same sentence.
    number = next(word for word in early["note"].split() if word.isdigit() and len(word) == 2)
    found[2017]["grants"] = {**early, "value": number}
    rows: list[Row] = []
    for year, of_year in sorted(found.items()):
        grants, paid = of_year["grants"], of_year.get("paid", {})
        rows.append(
            {
                "year": year,
                "grants": int(grants["value"]),
                "paid_eur": paid.get("value", ""),
                "secondary": "yes" if "secondary" in grants["note"] else "no",
                "source": grants["url"],
                "source_title": grants["source_title"],
                "source_paid": paid.get("url", ""),
                "note": grants["note"],
                "status": "published",
            }
        )
    return rows


def _national(*beginnings: str) -> Iterator[dict[str, str]]:
    """Give the rows of the national facts whose name begins so and that count grants or euros."""
    for row in read_raw("accounts/national"):
        if row["id"].startswith(beginnings) and row["id"] != "spuk_income_per_head_2023":
            yield row


def advances_per_grant() -> list[Row]:
    """Return the balances per grant that were read in annual accounts, as they were read.

    They are an illustration: the governments are no sample.
    """
    return [
        {
            **{
                key: row[key]
                for key in (
                    "government",
                    "government_type",
                    "gm_code",
                    "year",
                    "grant_name",
                    "row_kind",
                    "opening_eur",
                    "received_eur",
                    "spent_eur",
                    "repaid_eur",
                    "closing_eur",
                    "consistent",
                )
            },
            "source": row["source_url"],
            "status": "published",
            "note": row["source_note"],
        }
        for row in read_raw("accounts/advances_per_grant")
    ]


GROUPS = {
    "staff": "staff",
    "costs": "costs",
    "conditions": "conditions",
    "delay": "delay",
    "permits": "permits",
    "state_decision": "state_decision",
    "delay_preparation": "preparation",
}
"""The reasons that are counted apart; every other reason is `other`."""


def unspent_reasons() -> list[Row]:
    """Return every reason that was read for not spending, with the group it is counted in."""
    return [
        {
            "government": row["government"],
            "year": row["year"],
            "grant": row["grant"],
            "reason": GROUPS.get(row["reason_category"], "other"),
            "category": row["reason_category"],
            "read_in": row["own_words"][1:].split("]", maxsplit=1)[0],
            "note": row["own_words"].split("]", maxsplit=1)[1].strip(),
            "source": row["source_url"],
            "status": "derived",
        }
        for row in read_raw("accounts/reasons")
    ]


def results_2023() -> list[Row]:
    """Return budgets and accounts of 2023 of all municipalities together, per task, in euros.

    The budget of the result stands in the note of the result, and gets a row of its own.
    """
    size_of = {"million_eur": 1e6}
    rows: list[Row] = []
    for row in read_raw("accounts/iv3_2023"):
        size = size_of.get(row["unit"], 1)
        built = {
            "id": row["id"],
            "what": row["what"],
            "value": round(float(row["value"]) * size),
            "unit": "euro" if row["unit"] in size_of else row["unit"],
            "year": row["year"],
            "source": row["url"],
            "status": "derived",
            "note": row["note"],
        }
        rows.append(built)
        if row["note"].startswith("budget: "):
            budget = row["note"].removeprefix("budget: ").split(";")[0]
            rows.append(
                built
                | {
                    "id": f"{row['id']}_budget",
                    "what": f"{row['what']}: budget",
                    "value": round(float(budget) * size),
                    "note": "",
                }
            )
    return rows
