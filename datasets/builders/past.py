"""The rounds of 2020-2024 as they enter the back-test, and what was observed of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from datasets.builders.frame import known_streams
from datasets.builders.horizon import StreamEntry
from datasets.builders.material import Row, read_raw
from datasets.builders.register import reasons
from datasets.builders.streams import Profile, Stream, of_stream

YEARS = range(2020, 2025)

_HALF = "allocations:time_profile:cofinancing"
_LISTS = {f"wbi_t{n}": ("woningbouwimpuls", (str(n),)) for n in range(1, 6)} | {
    "wbi_t6": ("woningbouwimpuls", ("6a", "6b")),
    "startbouwimpuls": ("startbouwimpuls", ("1",)),
}
_SOURCES = {
    "wbi_t6": "streams:wbi_t6",
    "startbouwimpuls": "allocations:startbouwimpuls",
    "sft_r1": "streams:sft",
    "sft_r2": "streams:sft",
    **{f"wbi_t{n}": "allocations:woningbouwimpuls" for n in range(1, 6)},
}
_OPENED = {"wbi_t4": "streams:wbi_t4_budget", "wbi_t5": "streams:wbi_t5", "sft_r2": "streams:sft"}


def in_year(year: int) -> Profile:
    """Return everything in one year."""
    return {year: 1.0}


def stream_entries() -> list[StreamEntry]:
    """Return every stream of these years; what a round opened and never awarded comes apart."""
    entries = []
    for row in read_raw("rounds"):
        cap, cap_source = float(row["cap_eur"] or 0) or None, row["cap_source"]
        awarded = _round(row)
        entries.append(StreamEntry(awarded, True, row["register"], cap, cap_source))
        if row["enters"] == "opened":
            left = replace(
                awarded,
                total=partial(float, float(row["opened_eur"]) - float(row["awarded_eur"])),
                total_source=_OPENED[row["stream"]],
                note="opened and never awarded",
                listed=("", ()),
                rest="all",
            )
            entries.append(StreamEntry(left, False, row["register"], cap, cap_source))
    return [*entries, *(StreamEntry(stream, True, stream.name) for stream in _PACKAGES)]


def _round(row: dict[str, str]) -> Stream:
    """Return what a round awarded as a stream."""
    name = row["stream"]
    asks_half = name.startswith("wbi")
    return Stream(
        name,
        partial(float, float(row["awarded_eur"])),
        _SOURCES[name],
        "land",
        partial(in_year, int(row["year"])),
        "awarded",
        listed=_LISTS.get(name, ("", ())),
        cofinancing=0.5 if asks_half else None,
        cofinancing_source=_HALF if asks_half else "",
        own="land",
    )


def lines_of_package() -> Profile:
    """Return the published project lines of the mobility package in these years, as shares."""
    return _levels("mf_novex_6mld", "projectregel")


def levels_of_almere() -> Profile:
    """Return the published levels for Almere in these years, as shares."""
    return _levels("groeiopgave_almere", "stand")


def _levels(stream: str, kind: str, share: bool = True) -> Profile:
    sums: Profile = {}
    for row in read_raw("budgets/budgets_other_years"):
        if row["stream_id"] == stream and row["amount_type"] == kind and int(row["year"]) in YEARS:
            sums[int(row["year"])] = sums.get(int(row["year"]), 0.0) + float(row["budget_eur"])
    total = sum(sums.values()) if share else 1.0
    return {year: amount / total for year, amount in sorted(sums.items())}


def growth_of_almere() -> float:
    """Return the sum of the published levels for Almere in these years, in euros."""
    return sum(_levels("groeiopgave_almere", "stand", share=False).values())


_PACKAGES = (
    Stream(
        "gebiedsbudget_475",
        of_stream("gebiedsbudget_475"),
        "streams:gebiedsbudget_475",
        "land",
        partial(in_year, 2023),
        "area budget of 2023; the two areas that the list cuts off get the rest",
        (),
        ("gebiedsbudget", ("1",)),
        "Eindhoven|Groningen",
        0.5,
        _HALF,
        "land",
    ),
    Stream(
        "groeiopgave_almere",
        growth_of_almere,
        "budgets:groeiopgave_almere",
        "*",
        levels_of_almere,
        "planned levels of the budget of 2023",
        rest="Almere",
    ),
    Stream(
        "wokt_2022",
        of_stream("wokt_2022"),
        "streams:wokt_2022",
        "mobility",
        partial(in_year, 2022),
        "short-term access to 105 plans; agreed in 2022, the earliest reading",
        (),
        ("wokt", ("2022-1", "2022-2")),
        "unlisted",
        0.5,
        "streams:wokt_2022",
        "mobility",
    ),
    Stream(
        "mf_novex_6mld",
        of_stream("mf_novex_6mld"),
        "streams:mf_novex_6mld",
        "mobility",
        lines_of_package,
        "whole packages, of which only the part for homes counts",
        ("mobility_2022_past", "mobility_2022_for_homes"),
        ("mobiliteitspakket_woningbouw", ("2022", "2023")),
        "large",
        0.5,
        "streams:mf_novex_6mld",
        "mobility",
    ),
)


def register(case_streams: set[str]) -> list[Row]:
    """Return every stream of the two collections: in or out of this case, and why."""
    case_stream_of = {row["register"]: row["stream"] for row in read_raw("rounds")} | {
        stream.name: stream.name for stream in _PACKAGES
    }
    rows: list[Row] = []
    for decision in read_raw("decisions"):
        name = decision["stream_id"]
        stream = known_streams()[name]
        entered = sorted(
            case_stream
            for case_stream in case_streams
            if case_stream == case_stream_of.get(name)
            or (name == "sft" and case_stream.startswith("sft_"))
        )
        if entered:
            code = "past_in"
        elif int(stream["first_year"] or 0) > YEARS[-1]:
            code = "past_later"
        elif decision["reason_code"] in ("spent", "unquantified"):
            code = "past_special"
        else:
            code = decision["reason_code"]
        rows.append(
            {
                "stream": name,
                "name": stream["name_nl"],
                "purposes": stream["purposes"],
                "in_case": "in" if entered else "out",
                **reasons()[code],
                "case_stream": "|".join(entered),
                "published_total_eur": stream["total_budget_eur"],
                "source": stream["source_url"],
            }
        )
    return rows


def completions() -> list[Row]:
    """Return new homes completed per province and year, and for the nation also in 2025."""
    provinces = {row["province"] for row in read_raw("geography/municipalities")}
    rows: list[Row] = []
    for row in read_raw("geography/housing_completions"):
        is_sum = row["value_type"] == "derived_sum" and int(row["year"]) in YEARS
        if not is_sum and (row["year"] != "2025" or row["area_level"] != "national"):
            continue
        level = row["area_level"]
        area = row["area_name"] if level == "province" else ""
        if area and area not in provinces:
            raise ValueError(f"housing_completions | no province '{area}'")
        rows.append(
            {
                "level": level,
                "area": area,
                "year": int(row["year"]),
                "outcome": "homes",
                "observed_units": int(row["new_dwellings"]),
                "source": "geography:housing_completions",
                "status": "derived" if is_sum else "published",
                "note": row["status"],
            }
        )
    return rows


def unspent() -> list[Row]:
    """Return what a round opened and did not award, where both are known on one base.

    What cannot be compared has no amounts, and a note with the reason.
    """
    return [*map(_unspent_of_round, read_raw("rounds")), _unspent_area_budget()]


def _unspent_of_round(row: dict[str, str]) -> Row:
    """Return what a round opened and did not award."""
    name = row["stream"]
    was_opened = row["enters"] == "opened"
    left = float(row["opened_eur"]) - float(row["awarded_eur"]) if was_opened else 0.0
    return {
        "stream": name,
        "year": int(row["year"]),
        "offered_eur": round(float(row["opened_eur"])) if was_opened else "",
        "observed_unspent_eur": round(left) if was_opened else "",
        "source": _OPENED[name] if was_opened else _SOURCES[name],
        "status": "derived",
        "note": row["note"] if was_opened else row["note"] or "awarded in full",
    }


def _unspent_area_budget() -> Row:
    """Return the area budget of 2023, whose money was moved and cannot be compared."""
    moved = [
        row
        for row in read_raw("budgets/budgets_2025_2031")
        if row["stream_id"] == "gebiedsbudget_877"
        and row["amount_type"] == "kasschuif"
        and row["year"] in ("2025", "2026")
    ]
    millions = -sum(float(row["budget_eur"]) for row in moved) / 1e6
    return {
        "stream": "gebiedsbudget_475",
        "year": 2023,
        "source": "streams:gebiedsbudget_475",
        "status": "derived",
        "note": (
            f"{millions:g} million of cash was moved out of 2025-2026: after these years, and for"
            " this area budget and the next together"
        ),
    }
