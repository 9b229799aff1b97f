"""Tables of the case without money: settings, regions, streams, earmarks, outcomes and sources."""

from __future__ import annotations

from datasets.builders.english import (
    SHORT_NAMES,
    STREAM_NAMES,
    TARGET_NOTE,
    TARGET_NOTE_EN,
    TITLES,
)
from datasets.builders.material import (
    ENDS,
    Assumptions,
    Geography,
    Row,
    end_column,
    province_deals,
    read_raw,
)
from datasets.builders.register import corrected_streams, known_streams
from datasets.builders.streams import STREAMS, YEARS, Stream

OWN = "own_money"
_TITLE = "Nederland, woningbouw 2026-2030"
JUDGED = ("choices", "letter", "assumption")
"""Sources that are no published table or page."""


def case() -> list[Row]:
    """Return the settings of the case."""
    settings = {
        "title": _TITLE,
        "title_en": TITLES[_TITLE],
        "version": "2",
        "first_year": YEARS[0],
        "price_base": "mixed",
        "vat": "included",
        "opening_work": "paid",
    }
    return [
        {"key": key, "value": value, "source": "choices", "status": "assumption"}
        for key, value in settings.items()
    ]


def regions(geography: Geography) -> list[Row]:
    """Return the municipalities with their province, housing-deal region and NOVEX area.

    The NOVEX area is one of the national strategy for urbanisation; its members are not all known.
    """
    novex: dict[str, str] = {}
    for row in read_raw("geography/novex_areas"):
        if row["type"] == "novex" and row["urbanisation_area"] == "1":
            novex |= dict.fromkeys(filter(None, row["member_gm_codes"].split("|")), row["name"])
    return [
        {
            "region": code,
            "name": row["name"],
            "province": row["province"],
            "housing_deal_region": geography.deal_region_of[code],
            "novex_area": novex.get(code, ""),
            "source": "geography:municipalities",
            "status": "published",
            "note": "division of 2023-2026",
        }
        for code, row in sorted(geography.municipalities.items())
    ]


OWN_EARMARK: Row = {
    "stream": OWN,
    "purpose": "*",
    "source": "ranges:own_ratio_land",
    "status": "assumption",
    "note": "legally free",
}
"""What own money may pay for: everything."""


def streams(assume: Assumptions) -> tuple[list[Row], list[Row]]:
    """Return the rows of *streams* and of *earmarks*; own money comes last."""
    known, (corrected, _) = known_streams(), corrected_streams()
    rows = [
        _stream_row(stream, known[stream.name], corrected[stream.name]["instrument"])
        for stream in STREAMS
    ]
    earmarks = [earmark(stream, known[stream.name]) for stream in STREAMS]
    return [*rows, own_money(assume)], [*earmarks, OWN_EARMARK]


def _stream_row(stream: Stream, rules: dict[str, str], instrument: str) -> Row:
    """Return a stream with its rules."""
    notes = [
        f"co-financing: {stream.cofinancing_source}" if stream.cofinancing_source else "",
        "" if stream.seen else "said of the grant; the rules of this round were not seen",
        rules["stacking_rule"],
        rules["spend_deadline"],
        rules["max_eur_per_home"],
    ]
    return {
        "stream": stream.name,
        "name": rules["name_nl"],
        "name_en": STREAM_NAMES[stream.name],
        "short_name": SHORT_NAMES.get(stream.name, ""),
        "ministry": rules["ministry"],
        "programme": rules["programme"],
        "instrument": instrument,
        "counts_as_cofinancing": "false",
        "cofinancing_share": stream.cofinancing or "",
        "source": stream.total_source,
        "status": "published" if stream.cofinancing and stream.seen else "derived",
        "note": " | ".join(note for note in notes if note),
    }


def earmark(stream: Stream, rules: dict[str, str]) -> Row:
    """Return what a stream may pay for."""
    return {
        "stream": stream.name,
        "purpose": stream.purpose,
        "source": stream.total_source,
        "status": "derived",
        "note": f"purposes read: {rules['purposes']}",
    }


def own_money(assume: Assumptions) -> Row:
    """Return the stream of own money of municipalities and provinces."""
    return {
        "stream": OWN,
        "name": "Eigen geld van gemeenten en provincies",
        "name_en": STREAM_NAMES[OWN],
        "counts_as_cofinancing": "true",
        **{end_column("prefinance_years", end): int(assume("own_prefinance", end)) for end in ENDS},
        "source": "ranges:own_ratio_land",
        "status": "assumption",
        "note": "own_prefinance; legally free",
    }


def earmarks_with_access(earmarks: list[Row]) -> list[Row]:
    """Return the earmarks in the reading that the Woningbouwimpuls may also pay for access.

    Two texts name access to the plan; the case reads land only.
    """
    note = "reading: contradictions.csv, C09"
    access = [
        row | {"purpose": "mobility", "status": "assumption", "note": note}
        for row in earmarks
        if str(row["stream"]).startswith("wbi_")
    ]
    return [*earmarks, *access]


def outcomes(assume: Assumptions) -> list[Row]:
    """Return the one outcome: homes."""
    row: Row = {
        "outcome": "homes",
        "unit": "woning",
        "weight": 1,
        **{
            end_column("additional_share", end): assume("stopped_without_money", end)
            for end in ENDS
        },
    }
    return [
        row
        | {
            "source": "ranges:stopped_without_money",
            "status": "assumption",
            "note": "stopped_without_money",
        }
    ]


def targets(assume: Assumptions) -> list[Row]:
    """Return the national target, and the housing deals of regions and provinces.

    A deal is divided evenly over its years.
    """
    rows: list[Row] = []
    years, note = assume("deal_years"), "housing deal 2022-2030 over deal_years"

    def add(level: str, area: str, units: float, source: str, status: str, why: str) -> None:
        for year in YEARS:
            rows.append(
                {
                    "level": level,
                    "area": area,
                    "year": year,
                    "outcome": "homes",
                    "units": round(units, 1),
                    "source": source,
                    "status": status,
                    "note": why,
                    "note_en": TARGET_NOTE_EN if why == TARGET_NOTE else "",
                }
            )

    add(
        "national",
        "",
        assume("national_target"),
        "letter",
        "published",
        TARGET_NOTE,
    )
    for area, homes in province_deals().items():
        add("province", area, homes / years, "geography:woondeal_provinces", "derived", note)
    for row in read_raw("geography/woondeal_regions"):
        if row["homes_2022_2030"]:
            add(
                "housing_deal_region",
                row["name"],
                float(row["homes_2022_2030"]) / years,
                "geography:woondeal_regions",
                "derived",
                note,
            )
    return rows


def sources(used: set[str]) -> list[Row]:
    """Return a row for every source that a table names, as raw/sources.csv describes it.

    The title of a reading of a range is the range that was read. A blank is not stated.
    """
    known = {row["source"]: row for row in read_raw("sources")}
    meaning = {f"ranges:{row['input']}": row["what"] for row in read_raw("need/ranges")}
    if set(known) != used:
        raise ValueError(
            "raw/sources.csv | these are named on one side only:"
            f" {', '.join(sorted(set(known) ^ used))}"
        )
    rows: list[Row] = []
    for name in sorted(used):
        row: Row = {
            key: known[name][key]
            for key in ("source", "title", "publisher", "url", "date", "license")
        }
        row["title"] = row["title"] or meaning[name]
        rows.append(
            row
            | {
                "status": "derived" if name in JUDGED or name in meaning else "published",
                "note": known[name]["note"],
            }
        )
    return rows
