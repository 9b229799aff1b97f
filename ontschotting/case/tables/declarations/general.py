"""Tables about the case as a whole: its description, its areas and its sources."""

from __future__ import annotations

from ontschotting.case.tables.columns import CASE_KEYS, NAME, NAME_EN, TEXT, Column
from ontschotting.case.tables.table_schema import TableSchema

CASE = TableSchema(
    "case",
    "over deze casus: sleutel en waarde",
    "about this case: key and value",
    (
        Column(
            "key",
            TEXT,
            "title, title_en, version, first_year, price_base, vat of opening_work",
            "title, title_en, version, first_year, price_base, vat or opening_work",
            required=True,
            choices=CASE_KEYS,
        ),
        Column("value", TEXT, "de waarde", "the value"),
    ),
    ("key",),
)

REGIONS = TableSchema(
    "regions",
    "de kleinste gebieden, met groeperingen",
    "the smallest areas, with groupings",
    (
        Column("region", TEXT, "code van het gebied", "code of the area", required=True),
        NAME,
    ),
    ("region",),
    required=True,
)

PURPOSES = TableSchema(
    "purposes",
    "hoe lezers een bestedingsdoel noemen",
    "what readers call a purpose",
    (
        Column("purpose", TEXT, "bestedingsdoel", "purpose", required=True),
        NAME,
        NAME_EN,
    ),
    ("purpose",),
    added_after_v1=True,
    in_program=False,
)

SOURCES = TableSchema(
    "sources",
    "bronnen",
    "sources",
    (
        Column("source", TEXT, "code van de bron", "key of the source", required=True),
        Column("title", TEXT, "titel", "title"),
        Column("publisher", TEXT, "uitgever", "publisher"),
        Column("url", TEXT, "vindplaats", "address"),
        Column("date", TEXT, "datum", "date"),
        Column("license", TEXT, "licentie", "licence"),
    ),
    ("source",),
    in_program=False,
)
