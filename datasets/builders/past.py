"""The rounds of 2020-2024 as they enter the back-test, and what was observed.

Completions, and money that stayed unspent.
"""

from __future__ import annotations

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
    """Everything in one year."""
    return {year: 1.0}


def stream_entries() -> list[StreamEntry]:
    """Every stream of these years; what a round opened and never awarded comes apart."""
    found = []
    for row in read_raw("rounds"):
        cap, cap_source = float(row["cap_eur"] or 0) or None, row["cap_source"]
        name, year = row["stream"], partial(in_year, int(row["year"]))
        cofinancing = 0.5 if name.startswith("wbi") else None
        rule = {
            "own": "land",
            "cofinancing": cofinancing,
            "cofinancing_source": _HALF if cofinancing else "",
        }
        awarded = float(row["awarded_eur"])
        stream = Stream(
            name,
            partial(float, awarded),
            _SOURCES[name],
            "land",
            year,
            "awarded",
            (),
            _LISTS.get(name, ("", ())),
            **rule,
        )  # type: ignore[arg-type]
        found.append(StreamEntry(stream, True, row["register"], cap, cap_source))
        if row["enters"] == "opened":
            rest = partial(float, float(row["opened_eur"]) - awarded)
            left = Stream(
                name,
                rest,
                _OPENED[name],
                "land",
                year,
                "opened and never awarded",
                rest="all",
                **rule,
            )  # type: ignore[arg-type]
            found.append(StreamEntry(left, False, row["register"], cap, cap_source))
    return [*found, *(StreamEntry(stream, True, stream.name) for stream in _PACKAGES)]


def lines_of_package() -> Profile:
    """The published project lines of the mobility package in these years."""
    return _levels("mf_novex_6mld", "projectregel")


def levels_of_almere() -> Profile:
    """The published levels for Almere in these years."""
    return _levels("groeiopgave_almere", "stand")


def _levels(stream: str, kind: str, share: bool = True) -> Profile:
    sums: Profile = {}
    for row in read_raw("budgets/budgets_other_years"):
        if row["stream_id"] == stream and row["amount_type"] == kind and int(row["year"]) in YEARS:
            sums[int(row["year"])] = sums.get(int(row["year"]), 0.0) + float(row["budget_eur"])
    total = sum(sums.values()) if share else 1.0
    return {year: amount / total for year, amount in sorted(sums.items())}


def growth_of_almere() -> float:
    """The published levels for Almere in these years, together."""
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
    """Every stream of the two collections: in or out of this case, and why."""
    entered = {row["register"]: row["stream"] for row in read_raw("rounds")} | {
        stream.name: stream.name for stream in _PACKAGES
    }
    rows: list[Row] = []
    why = reasons()
    for decision in read_raw("decisions"):
        name = decision["stream_id"]
        stream = known_streams()[name]
        mine = sorted(
            one
            for one in case_streams
            if one == entered.get(name) or (name == "sft" and one.startswith("sft_"))
        )
        if mine:
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
                "in_case": "in" if mine else "out",
                **why[code],
                "case_stream": "|".join(mine),
                "published_total_eur": stream["total_budget_eur"],
                "source": stream["source_url"],
            }
        )
    return rows


def completions() -> list[Row]:
    """New homes completed per province and year, and for the nation also in 2025."""
    names = {row["province"] for row in read_raw("geography/municipalities")}
    rows: list[Row] = []
    for row in read_raw("geography/housing_completions"):
        summed = row["value_type"] == "derived_sum" and int(row["year"]) in YEARS
        if summed or (row["year"] == "2025" and row["area_level"] == "national"):
            level = row["area_level"]
            area = row["area_name"] if level == "province" else ""
            if area and area not in names:
                raise ValueError(f"housing_completions | no province '{area}'")
            rows.append(
                {
                    "level": level,
                    "area": area,
                    "year": int(row["year"]),
                    "outcome": "homes",
                    "observed_units": int(row["new_dwellings"]),
                    "source": "geography:housing_completions",
                    "status": "derived" if summed else "published",
                    "note": row["status"],
                }
            )
    return rows


def unspent() -> list[Row]:
    """What a round opened and did not award, where both are known on one base.

    And what cannot be compared, with the reason.
    """
    rows: list[Row] = []
    for row in read_raw("rounds"):
        one: Row = {"stream": row["stream"], "year": int(row["year"])}
        if row["enters"] == "opened":
            left = float(row["opened_eur"]) - float(row["awarded_eur"])
            rows.append(
                one
                | {
                    "offered_eur": round(float(row["opened_eur"])),
                    "observed_unspent_eur": round(left),
                    "source": _OPENED[row["stream"]],
                    "status": "derived",
                    "note": row["note"],
                }
            )
        else:
            rows.append(
                one
                | {
                    "offered_eur": "",
                    "observed_unspent_eur": "",
                    "source": _SOURCES[row["stream"]],
                    "status": "derived",
                    "note": row["note"] or "awarded in full",
                }
            )
    moved = [
        row
        for row in read_raw("budgets/budgets_2025_2031")
        if row["stream_id"] == "gebiedsbudget_877"
        and row["amount_type"] == "kasschuif"
        and row["year"] in ("2025", "2026")
    ]
    millions = -sum(float(row["budget_eur"]) for row in moved) / 1e6
    why = (
        f"{millions:g} million of cash was moved out of 2025-2026: after these years, and for this"
        " area budget and the next together"
    )
    return [
        *rows,
        {
            "stream": "gebiedsbudget_475",
            "year": 2023,
            "source": "streams:gebiedsbudget_475",
            "status": "derived",
            "note": why,
        },
    ]
