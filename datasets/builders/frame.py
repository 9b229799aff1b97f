"""The frame of the case.

Case, regions, streams and their earmarks, outcomes, targets and sources.
"""

from __future__ import annotations

from datasets.builders.material import ENDS, Assumptions, Map, Row, column, province_deals, raw
from datasets.builders.register import corrected_streams, known_streams
from datasets.builders.streams import STREAMS, YEARS

OWN = "own_money"
JUDGED = ("choices", "letter", "assumption")
"""Sources that are no published table or page."""


def case() -> list[Row]:
    """The settings of the case."""
    settings = {
        "title": "Nederland, woningbouw 2026-2030",
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


def regions(where: Map) -> list[Row]:
    """The municipalities, with province, housing-deal region and urbanisation area of the national
    strategy where its members are known.
    """
    novex: dict[str, str] = {}
    for row in raw("geography/novex_areas"):
        if row["type"] == "novex" and row["urbanisation_area"] == "1":
            novex |= dict.fromkeys(filter(None, row["member_gm_codes"].split("|")), row["name"])
    return [
        {
            "region": code,
            "name": row["name"],
            "province": row["province"],
            "housing_deal_region": where.deals[code],
            "novex_area": novex.get(code, ""),
            "source": "geography:municipalities",
            "status": "published",
            "note": "division of 2023-2026",
        }
        for code, row in sorted(where.municipalities.items())
    ]


def streams(assume: Assumptions) -> tuple[list[Row], list[Row]]:
    """The streams with their rules, and what they may pay for."""
    known, (corrected, _) = known_streams(), corrected_streams()
    rows: list[Row] = []
    earmarks: list[Row] = []
    for one in STREAMS:
        rule = known[one.name]
        row: Row = {
            "stream": one.name,
            "name": rule["name_nl"],
            "ministry": rule["ministry"],
            "programme": rule["programme"],
            "instrument": corrected[one.name]["instrument"],
            "counts_as_cofinancing": "false",
            "cofinancing_share": one.cofinancing or "",
        }
        texts = [
            f"co-financing: {one.cofinancing_source}" if one.cofinancing_source else "",
            "" if one.seen else "said of the grant; the rules of this round were not seen",
            rule["stacking_rule"],
            rule["spend_deadline"],
            rule["max_eur_per_home"],
        ]
        row |= {
            "source": one.total_source,
            "status": "published" if one.cofinancing and one.seen else "derived",
            "note": " | ".join(text for text in texts if text),
        }
        rows.append(row)
        earmarks.append(
            {
                "stream": one.name,
                "purpose": one.purpose,
                "source": one.total_source,
                "status": "derived",
                "note": f"purposes read: {rule['purposes']}",
            }
        )
    own: Row = {
        "stream": OWN,
        "name": "Eigen geld van gemeenten en provincies",
        "counts_as_cofinancing": "true",
        **{column("prefinance_years", end): int(assume("own_prefinance", end)) for end in ENDS},
        "source": "ranges:own_ratio_land",
        "status": "assumption",
        "note": "own_prefinance; legally free",
    }
    earmarks.append(
        {
            "stream": OWN,
            "purpose": "*",
            "source": "ranges:own_ratio_land",
            "status": "assumption",
            "note": "legally free",
        }
    )
    return [*rows, own], earmarks


def earmarks_with_access(earmarks: list[Row]) -> list[Row]:
    """The earmarks in the reading that the Woningbouwimpuls may also pay infrastructure outside the
    plan: two texts name access to it, the case reads land only.
    """
    note = "reading: contradictions.csv, C09"
    access = [
        row | {"purpose": "mobility", "status": "assumption", "note": note}
        for row in earmarks
        if str(row["stream"]).startswith("wbi_")
    ]
    return [*earmarks, *access]


def outcomes(assume: Assumptions) -> list[Row]:
    """One outcome: homes."""
    row: Row = {
        "outcome": "homes",
        "unit": "woning",
        "weight": 1,
        **{column("additional_share", end): assume("stopped_without_money", end) for end in ENDS},
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
    """The national number, and the housing deals per region and province, evenly over their
    years.
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
                }
            )

    add(
        "national",
        "",
        assume("national_target"),
        "letter",
        "published",
        "telt alle toevoegingen, ook transformatie en splitsing",
    )
    for area, homes in province_deals().items():
        add("province", area, homes / years, "geography:woondeal_provinces", "derived", note)
    for row in raw("geography/woondeal_regions"):
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
    """A row for every source that a table names.

    What raw/sources.csv says of it, and for readings of ranges the range that was read. Blank is
    not stated.
    """
    known = {row["source"]: row for row in raw("sources")}
    meaning = {f"ranges:{row['input']}": row["what"] for row in raw("need/ranges")}
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
