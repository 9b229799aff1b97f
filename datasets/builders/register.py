"""Builds the registers of streams, rules, patterns of rules and programmes beside a case."""

from __future__ import annotations

from datasets.builders.material import Row, read_raw
from datasets.builders.money import Money
from datasets.builders.streams import STREAMS

APPLIED_CONFIDENCES = ("high", "medium")
"""A proposed correction of this confidence replaces a cell; one of low confidence is listed and not
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
    """Return every stream of the two collections, as collected."""
    return {
        row["stream_id"]: row
        for table in ("streams/streams", "budgets/new_streams")
        for row in read_raw(table)
    }


def corrected_streams() -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    """Return every stream with its corrections applied, and what was done to each."""
    streams = {name: dict(row) for name, row in known_streams().items()}
    corrections: dict[str, list[str]] = {}
    for update in read_raw("budgets/stream_updates"):
        row, field, new = streams[update["stream_id"]], update["field"], update["proposed_value"]
        is_note = field == "budget_note"
        change = f"{field}: {row[field] or 'blank'} -> {new}"
        text = f"{field}, added: {new}" if is_note else change
        if update["confidence"] not in APPLIED_CONFIDENCES:
            text = f"not applied, {text}"
        elif row[field] == new:
            text = f"{field}: {new}, confirmed"
        else:
            row[field] = "; ".join(filter(None, (row[field], new))) if is_note else new
        corrections.setdefault(update["stream_id"], []).append(
            f"{text} ({update['confidence']}, {update['source_url']})"
        )
    return streams, corrections


def reasons() -> dict[str, dict[str, str]]:
    """Return why a stream is in or out, by the code of the judgement: `reason`, `reason_nl`."""
    return {
        row["code"]: {"reason": row["reason"], "reason_nl": row["reason_nl"]}
        for row in read_raw("reasons")
    }


def register(money: Money) -> list[Row]:
    """Return every stream: in or out of the case, and why, its law, programmes, rules and money."""
    streams, corrections = corrected_streams()
    law = {row["stream_id"]: row for row in read_raw("law")}
    rows: list[Row] = []
    for decision in read_raw("decisions"):
        name = decision["stream_id"]
        stream, of_law = streams[name], law.get(name, {})
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
                "reason_code": decision["reason_code"],
                **reasons()[decision["reason_code"]],
                **_money_in_case(decision["case_stream"], stream, money),
                "legal_basis": of_law.get("legal_basis", ""),
                "law_source": of_law.get("law_source", ""),
                "law_note": of_law.get("note", ""),
                "sisa": of_law.get("sisa") or _sisa(stream),
                "sisa_source": of_law.get("sisa_source", ""),
                **_rules_of(name),
                "recipient": stream["recipient_level"],
                "area": stream["region_scope"],
                "first_year": stream["first_year"],
                "last_year": stream["last_year"],
                "programmes": _programmes_of(stream),
                "instrument_basis": _instrument_basis(name, stream, of_law),
                **_total_used(decision["case_stream"], money),
                "contradictions": _contradictions_of(name),
                "corrections": SEPARATOR.join(corrections.get(name, ())),
                "budget_note": stream["budget_note"],
                "confidence": stream["confidence"],
                "source": stream["source_url"],
            }
        )
    return rows


def _money_in_case(case_stream: str, stream: dict[str, str], money: Money) -> Row:
    """Return in which budgets of the case a stream ended, beside its published total."""
    budgets = [row for row in money.budgets if row["stream"] == case_stream]
    euros = sum(float(str(row["amount_eur"])) for row in budgets)
    return {
        "case_stream": case_stream,
        "budget_rows": len(budgets),
        "published_total_eur": stream["total_budget_eur"],
        "in_horizon_eur": round(euros) if budgets else "",
    }


def _rules_of(stream: str) -> Row:
    """Return the rules of a stream within and beyond the format, and their patterns."""
    within, beyond, patterns = [], [], []
    for rule in rules():
        if rule["stream"] != stream:
            continue
        patterns.append(str(rule["pattern"]))
        if rule["format_column"]:
            use = f" ({rule['in_case']})" if rule["in_case"] else ""
            within.append(f"{rule['format_column']} = {rule['format_value']}{use}")
        else:
            beyond.append(f"{rule['name']}: {rule['words']}")
    return {
        "rules_in_format": SEPARATOR.join(within),
        "rules_beyond_format": SEPARATOR.join(beyond),
        "patterns": " ".join(patterns),
    }


def _programmes_of(stream: dict[str, str]) -> str:
    """Return the programmes that a stream's label names, separated by bars."""
    rows = read_raw("programme_streams")
    return next(row["programmes"] for row in rows if row["label"] == stream["programme"])


def _total_used(case_stream: str, money: Money) -> Row:
    """Return the published total that the case uses, with what it is."""
    totals = {row["stream"]: row["published_total_eur"] for row in money.reconciliation}
    notes = {stream.name: stream.note for stream in STREAMS}
    return {
        "total_used_eur": totals.get(case_stream, ""),
        "total_used_note": notes.get(case_stream, ""),
    }


def _contradictions_of(stream: str) -> str:
    """Return the numbers of the contradictions that touch a stream."""
    rows = read_raw("contradictions")
    return " ".join(row["id"] for row in rows if stream in row["streams"].split())


def rules() -> list[Row]:
    """Return every rule that a source states.

    With the words that state it, how the format would write it, and whether the case does.
    """
    patterns = {row["number"]: row["pattern"] for row in read_raw("rule_patterns")}
    return [
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
        for rule in read_raw("rules")
    ]


def programmes(money: Money) -> list[Row]:
    """Return every national programme that was documented, with its streams and their money.

    `called_programme` says whether its name or its source calls it a programme.
    """
    case_stream = {
        row["stream_id"]: row["case_stream"]
        for row in read_raw("decisions")
        if row["in_case"] == "in"
    }
    rows: list[Row] = []
    for programme in read_raw("streams/programmes"):
        streams = [
            name
            for name, stream in known_streams().items()
            if programme["programme_id"] in _programmes_of(stream).split("|")
        ]
        euros = sum(
            float(str(row["amount_eur"]))
            for row in money.budgets
            for name in streams
            if case_stream.get(name) == row["stream"]
        )
        texts = f"{programme['name_nl']} {programme['source_note']}"
        rows.append(
            {
                "programme": programme["programme_id"],
                "name": programme["name_nl"],
                "ministry": programme["ministry"],
                "horizon": programme["horizon"],
                "called_programme": "yes" if "programma" in texts.lower() else "no",
                "streams": len(streams),
                "streams_in_case": sum(name in case_stream for name in streams),
                "stream_names": " ".join(streams),
                "in_horizon_eur": round(euros) if euros else "",
                "note": programme["source_note"],
                "confidence": programme["confidence"],
                "source": programme["source_url"],
            }
        )
    return rows


def patterns() -> list[Row]:
    """Return the patterns of rules, with the number of streams that have each.

    How the format expresses a pattern, what the case does, and whom that favours.
    """
    in_case = {row["stream_id"] for row in read_raw("decisions") if row["in_case"] == "in"}
    texts = (
        "example",
        "expressed",
        "how",
        "in_nederland",
        "favours",
        "why",
        "matters",
        "why_it_matters",
    )
    rows: list[Row] = []
    for pattern in read_raw("rule_patterns"):
        of_pattern = [rule for rule in rules() if rule["pattern"] == int(pattern["number"])]
        rows.append(
            {
                "pattern": pattern["number"],
                "name": pattern["pattern"],
                "streams": len(of_pattern),
                "streams_in_case": sum(rule["stream"] in in_case for rule in of_pattern),
                "applied_in_case": sum(rule["in_case"] == "applied" for rule in of_pattern),
                **{key: pattern[key] for key in texts},
            }
        )
    return rows


def _instrument_basis(name: str, stream: dict[str, str], of_law: dict[str, str]) -> str:
    """Return where the instrument of a stream comes from."""
    if "specific grant" in of_law.get("note", ""):
        return "its regulation"
    if any(
        update["stream_id"] == name
        and update["field"] == "instrument"
        and update["confidence"] in APPLIED_CONFIDENCES
        for update in read_raw("budgets/stream_updates")
    ):
        return "an official page"
    text = f"{stream['budget_note']} {stream['source_note']}"
    return "inferred" if any(words in text for words in INFERRED) else "the collection"


def _sisa(stream: dict[str, str]) -> str:
    """Return whether a stream reports by SiSa, where its code was not seen."""
    return "yes, code not seen" if "SiSa" in stream["reporting"] else ""
