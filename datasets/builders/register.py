"""The register of streams.

Every stream of the two collections, corrected by a stated rule, with its law, its programmes, its
rules and what the case does with them.
"""

from __future__ import annotations

from datasets.builders.material import Row, read_raw
from datasets.builders.money import Money
from datasets.builders.streams import STREAMS

APPLIED_CONFIDENCES = ("high", "medium")
"""A proposed correction of this confidence replaces a cell; one of low confidence is told and not
applied. A correction of a note is added to it.
"""

INFERRED = (
    "instrument type inferred",
    "instrument inferred",
    "instrument not stated",
    "instrument and recipient not confirmed",
    "are placeholders",
)
"""Words by which the collections mark an instrument that their source does not state."""

SEPARATOR = " | "


def known_streams() -> dict[str, dict[str, str]]:
    """Every stream of the two collections, as collected."""
    return {
        row["stream_id"]: row
        for table in ("streams/streams", "budgets/new_streams")
        for row in read_raw(table)
    }


def corrected_streams() -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    """Every stream with the proposed corrections applied by the rule of APPLIED, and what was done
    to each.
    """
    streams = {name: dict(row) for name, row in known_streams().items()}
    done: dict[str, list[str]] = {}
    for one in read_raw("budgets/stream_updates"):
        row, field, new = streams[one["stream_id"]], one["field"], one["proposed_value"]
        what = (
            f"{field}, added: {new}"
            if field == "budget_note"
            else f"{field}: {row[field] or 'blank'} -> {new}"
        )
        if one["confidence"] not in APPLIED_CONFIDENCES:
            what = f"not applied, {what}"
        elif row[field] == new:
            what = f"{field}: {new}, confirmed"
        else:
            row[field] = (
                "; ".join(filter(None, (row[field], new))) if field == "budget_note" else new
            )
        done.setdefault(one["stream_id"], []).append(
            f"{what} ({one['confidence']}, {one['source_url']})"
        )
    return streams, done


def reasons() -> dict[str, dict[str, str]]:
    """Why a stream is in or out, in both languages, by the code of the judgement.

    `reason`, `reason_nl`.
    """
    return {
        row["code"]: {"reason": row["reason"], "reason_nl": row["reason_nl"]}
        for row in read_raw("reasons")
    }


def register(money: Money) -> list[Row]:
    """Every stream.

    In or out, why, its law, its programmes, its rules within and beyond the format, and in which
    rows of the case it ended.
    """
    streams, done = corrected_streams()
    law = {row["stream_id"]: row for row in read_raw("law")}
    programmes = {row["label"]: row["programmes"] for row in read_raw("programme_streams")}
    used = {row["stream"]: row["published_total_eur"] for row in money.reconciliation}
    notes = {one.name: one.note for one in STREAMS}
    told, why = rules(), reasons()
    rows: list[Row] = []
    for decision in read_raw("decisions"):
        name = decision["stream_id"]
        stream, legal, mine = (
            streams[name],
            law.get(name, {}),
            [row for row in money.budgets if row["stream"] == decision["case_stream"]],
        )
        euros = round(sum(float(str(one["amount_eur"])) for one in mine)) if mine else ""
        rows.append(
            {
                "stream": name,
                "name": stream["name_nl"],
                "ministry": stream["ministry"],
                "programme": stream["programme"],
                "instrument": stream["instrument"],
                "purposes": stream["purposes"],
                "in_case": decision["in_case"],
                "awarded": decision["awarded"],
                **why[decision["reason_code"]],
                "case_stream": decision["case_stream"],
                "budget_rows": len(mine),
                "published_total_eur": stream["total_budget_eur"],
                "in_horizon_eur": euros,
                "legal_basis": legal.get("legal_basis", ""),
                "law_source": legal.get("law_source", ""),
                "law_note": legal.get("note", ""),
                "sisa": legal.get("sisa") or _sisa(stream),
                "sisa_source": legal.get("sisa_source", ""),
                "rules_in_format": _rules_text(told, name, within=True),
                "rules_beyond_format": _rules_text(told, name, within=False),
                "patterns": " ".join(str(one["pattern"]) for one in told if one["stream"] == name),
                "recipient": stream["recipient_level"],
                "area": stream["region_scope"],
                "first_year": stream["first_year"],
                "last_year": stream["last_year"],
                "programmes": programmes[stream["programme"]],
                "instrument_basis": _instrument_basis(name, stream, legal),
                "total_used_eur": used.get(decision["case_stream"], ""),
                "total_used_note": notes.get(decision["case_stream"], ""),
                "contradictions": " ".join(
                    one["id"]
                    for one in read_raw("contradictions")
                    if name in one["streams"].split()
                ),
                "corrections": SEPARATOR.join(done.get(name, ())),
                "budget_note": stream["budget_note"],
                "confidence": stream["confidence"],
                "source": stream["source_url"],
            }
        )
    return rows


def rules() -> list[Row]:
    """Every rule that a source states, with the words that state it, how the format would write it,
    and whether the case does.
    """
    patterns = {row["number"]: row["pattern"] for row in read_raw("rule_patterns")}
    rows: list[Row] = []
    for rule in read_raw("rules"):
        rows.append(
            {
                "stream": rule["stream_id"],
                "pattern": int(rule["pattern"]),
                "name": patterns[rule["pattern"]],
                "stated_in": rule["where"],
                "words": rule["quote"],
                "format_column": rule["format_column"],
                "format_value": rule["format_value"],
                "in_case": rule["in_case"],
                "note": rule["note"],
                "source": rule["url"],
            }
        )
    return rows


def programmes(money: Money) -> list[Row]:
    """Every national programme that was documented, with its streams.

    Whether a source or its own name calls it a programme; and its streams in the case.
    """
    named = {row["label"]: row["programmes"].split("|") for row in read_raw("programme_streams")}
    inside = {
        row["stream_id"]: row["case_stream"]
        for row in read_raw("decisions")
        if row["in_case"] == "in"
    }
    rows: list[Row] = []
    for one in read_raw("streams/programmes"):
        mine = [
            name
            for name, stream in known_streams().items()
            if one["programme_id"] in named[stream["programme"]]
        ]
        euros = sum(
            float(str(row["amount_eur"]))
            for row in money.budgets
            for name in mine
            if inside.get(name) == row["stream"]
        )
        rows.append(
            {
                "programme": one["programme_id"],
                "name": one["name_nl"],
                "ministry": one["ministry"],
                "horizon": one["horizon"],
                "called_programme": "yes"
                if "programma" in f"{one['name_nl']} {one['source_note']}".lower()
                else "no",
                "streams": len(mine),
                "streams_in_case": sum(name in inside for name in mine),
                "stream_names": " ".join(mine),
                "in_horizon_eur": round(euros) if euros else "",
                "note": one["source_note"],
                "confidence": one["confidence"],
                "source": one["source_url"],
            }
        )
    return rows


def patterns() -> list[Row]:
    """The patterns of rules.

    How the format expresses each, what the case does and whom that favours, and how many streams
    have it.
    """
    told = rules()
    inside = {row["stream_id"] for row in read_raw("decisions") if row["in_case"] == "in"}
    rows: list[Row] = []
    for one in read_raw("rule_patterns"):
        mine = [rule for rule in told if rule["pattern"] == int(one["number"])]
        row: Row = {
            "pattern": one["number"],
            "name": one["pattern"],
            "streams": len(mine),
            "streams_in_case": sum(rule["stream"] in inside for rule in mine),
            "applied_in_case": sum(rule["in_case"] == "applied" for rule in mine),
        }
        rows.append(
            row
            | {
                key: one[key]
                for key in (
                    "example",
                    "expressed",
                    "how",
                    "in_nederland",
                    "favours",
                    "why",
                    "matters",
                    "why_it_matters",
                )
            }
        )
    return rows


def _rules_text(told: list[Row], stream: str, *, within: bool) -> str:
    """The rules of a stream that the format can write, or those that it cannot."""
    found = []
    for rule in told:
        if rule["stream"] == stream and bool(rule["format_column"]) == within:
            done = f" ({rule['in_case']})" if rule["in_case"] else ""
            found.append(
                f"{rule['format_column']} = {rule['format_value']}{done}"
                if within
                else f"{rule['name']}: {rule['words']}"
            )
    return SEPARATOR.join(found)


def _instrument_basis(name: str, stream: dict[str, str], legal: dict[str, str]) -> str:
    """Where the instrument comes from.

    The law, an official page that was found later, the source of the stream, or an inference of the
    collection.
    """
    if "specific grant" in legal.get("note", ""):
        return "its regulation"
    if any(
        one["stream_id"] == name
        and one["field"] == "instrument"
        and one["confidence"] in APPLIED_CONFIDENCES
        for one in read_raw("budgets/stream_updates")
    ):
        return "an official page"
    text = f"{stream['budget_note']} {stream['source_note']}"
    return "inferred" if any(words in text for words in INFERRED) else "the collection"


def _sisa(stream: dict[str, str]) -> str:
    return "yes, code not seen" if "SiSa" in stream["reporting"] else ""
