"""The tables of a case, declared once: names, types, units, meanings, bounds and links.

Everything else reads this.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType

import polars as pl

TEXT, NUMBER, SHARE, WHOLE, YEAR, YES_NO = (
    "text",
    "number",
    "share",
    "whole number",
    "year",
    "yes/no",
)
_TYPES = {
    TEXT: pl.String(),
    NUMBER: pl.Float64(),
    SHARE: pl.Float64(),
    WHOLE: pl.Int64(),
    YEAR: pl.Int64(),
    YES_NO: pl.Boolean(),
}

STATUSES = ("published", "derived", "assumption", "synthetic")
FIXED_LEVELS = ("plan", "region", "national")
CASE_KEYS = ("title", "version", "first_year", "price_base", "vat", "opening_work")


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        kind: Text, number, share (0.5 or 50%), whole number, year, yes/no
        required: Starred in the format: must be there and filled
        low, high: Bounds on numbers; below_high: the upper bound itself is not allowed
        choices: The only values allowed
        refers_to: The table whose key this names
        effect_on_value: What more of it does to the best value: `more`, `less`, or None where that
            is not fixed
    """

    name: str
    kind: str
    nl: str
    en: str
    unit: str = ""
    required: bool = False
    low: float | None = None
    high: float | None = None
    below_high: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    effect_on_value: str | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The polars type of the column."""
        return _TYPES[self.kind]

    @property
    def is_number(self) -> bool:
        """True for numbers, shares, whole numbers and years."""
        return self.kind in (NUMBER, SHARE, WHOLE, YEAR)


COMMON = (
    Column(
        "source",
        TEXT,
        "bron: een code uit het tabblad sources, of een omschrijving",
        "source: a key of the sources table, or a description",
    ),
    Column(
        "status",
        TEXT,
        "published, derived, assumption of synthetic",
        "published, derived, assumption or synthetic",
        choices=STATUSES,
    ),
    Column("note", TEXT, "opmerking", "note"),
)
DRAW_GROUP = Column(
    "draw_group",
    TEXT,
    "rijen met dezelfde naam bewegen samen in een marge",
    "rows with the same name move together within their margins",
)


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns, the key that no two rows may share, and whether a case needs it.

    Attributes:
        added_after_v1: The table came after version 1 of the format: a case without rows in it has
            the fingerprint that it had before
    """

    name: str
    nl: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    added_after_v1: bool = False
    by_name: MappingProxyType[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "by_name",
            MappingProxyType(
                {column.name: column for column in (*self.columns, *COMMON, DRAW_GROUP)}
            ),
        )

    def allowed(self, name: str) -> Column | None:
        """The declaration of a column name, `_low` and `_high` companions of numbers outside the
        key included; None when unknown.
        """
        if name in self.by_name:
            return self.by_name[name]
        for suffix in ("_low", "_high"):
            base = self.by_name.get(name.removesuffix(suffix)) if name.endswith(suffix) else None
            if base is not None and base.is_number and base.name not in self.key:
                return Column(
                    name,
                    base.kind,
                    f"{base.nl} (marge)",
                    f"{base.en} (margin)",
                    base.unit,
                    False,
                    base.low,
                    base.high,
                    base.below_high,
                )
        return None


_LEVEL = Column(
    "level",
    TEXT,
    "niveau: national, region, plan of een groeperingskolom van regions",
    "level: national, region, plan or a grouping column of regions",
    required=True,
)


def _area_columns(area_nl: str, area_en: str) -> tuple[Column, Column]:
    return (_LEVEL, Column("area", TEXT, area_nl, area_en))


TABLES: MappingProxyType[str, TableSchema] = MappingProxyType(
    {
        table.name: table
        for table in (
            TableSchema(
                "case",
                "over dit geval: sleutel en waarde",
                "about this case: key and value",
                (
                    Column(
                        "key",
                        TEXT,
                        "title, version, first_year, price_base, vat of opening_work",
                        "title, version, first_year, price_base, vat or opening_work",
                        required=True,
                        choices=CASE_KEYS,
                    ),
                    Column("value", TEXT, "de waarde", "the value"),
                ),
                ("key",),
            ),
            TableSchema(
                "regions",
                "de kleinste gebieden, met groeperingen",
                "the smallest areas, with groupings",
                (
                    Column(
                        "region", TEXT, "code van het gebied", "code of the area", required=True
                    ),
                    Column("name", TEXT, "naam", "name"),
                ),
                ("region",),
                required=True,
            ),
            TableSchema(
                "streams",
                "financieringsstromen en hun regels",
                "funding streams and their rules",
                (
                    Column(
                        "stream", TEXT, "code van de stroom", "code of the stream", required=True
                    ),
                    Column("name", TEXT, "naam", "name"),
                    Column("ministry", TEXT, "ministerie", "ministry"),
                    Column("programme", TEXT, "programma", "programme"),
                    Column(
                        "instrument",
                        TEXT,
                        "instrument (SPUK, fonds, subsidie, …)",
                        "instrument (specific grant, fund, subsidy, …)",
                    ),
                    Column(
                        "counts_as_cofinancing",
                        YES_NO,
                        "geld van deze stroom telt als eigen geld (cofinanciering)",
                        "money of this stream is co-financing money (own funds)",
                    ),
                    Column(
                        "cofinancing_share",
                        SHARE,
                        "aandeel eigen geld in wat stroom en eigen geld samen brengen",
                        "share of own money in what the stream and the own money matched to it"
                        " bring together",
                        "share",
                        low=0,
                        high=1,
                        below_high=True,
                        effect_on_value="less",
                    ),
                    Column(
                        "cap_eur_per_unit",
                        NUMBER,
                        "ten hoogste zoveel euro per opgeleverde eenheid",
                        "at most this many euros per delivered unit",
                        "euro",
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "min_plan_units",
                        NUMBER,
                        "alleen plannen met ten minste zoveel eenheden",
                        "only plans with at least this many units",
                        "units",
                        low=0,
                        effect_on_value="less",
                    ),
                    Column(
                        "max_plan_units",
                        NUMBER,
                        "alleen plannen met ten hoogste zoveel eenheden",
                        "only plans with at most this many units",
                        "units",
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "spend_within_years",
                        WHOLE,
                        "uit te geven binnen zoveel jaar na het budgetjaar; leeg: altijd",
                        "to be spent within this many years after the budget's year; blank: any"
                        " later year",
                        "years",
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "prefinance_years",
                        WHOLE,
                        "mag zoveel jaar eerder worden uitgegeven (voorgefinancierd)",
                        "may be spent this many years earlier (advanced)",
                        "years",
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "carry_over_share",
                        SHARE,
                        "ten hoogste dit deel mag na het budgetjaar worden uitgegeven",
                        "at most this share may be spent after the budget's year",
                        "share",
                        low=0,
                        high=1,
                        effect_on_value="more",
                    ),
                    Column(
                        "assured_years",
                        WHOLE,
                        "zeker tot zoveel jaar na de eerste betaling van een eenheid",
                        "can be counted on up to this many years after the first payment of a unit",
                        "years",
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "overhead_share",
                        SHARE,
                        "aandeel dat opgaat aan aanvragen en verantwoorden",
                        "share that goes to applying and accounting",
                        "share",
                        low=0,
                        high=1,
                        below_high=True,
                        effect_on_value="less",
                    ),
                ),
                ("stream",),
                required=True,
            ),
            TableSchema(
                "budgets",
                "bedragen per stroom, gebied en jaar",
                "amounts per stream, area and year",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom",
                        "the stream",
                        required=True,
                        refers_to="streams",
                    ),
                    *_area_columns("het gebied; leeg bij national", "the area; blank for national"),
                    Column("year", YEAR, "budgetjaar", "year of the budget", "year", required=True),
                    Column(
                        "amount_eur",
                        NUMBER,
                        "bedrag",
                        "amount",
                        "euro",
                        required=True,
                        low=0,
                        effect_on_value="more",
                    ),
                    Column("awarded", YES_NO, "al toegekend", "already awarded"),
                ),
                ("stream", "level", "area", "year", "awarded"),
                required=True,
            ),
            TableSchema(
                "earmarks",
                "waarvoor een stroom mag betalen",
                "what a stream may pay for",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom",
                        "the stream",
                        required=True,
                        refers_to="streams",
                    ),
                    Column(
                        "purpose",
                        TEXT,
                        "bestedingsdoel, of * voor elk doel",
                        "purpose, or * for every purpose",
                        required=True,
                    ),
                    Column(
                        "plan_type",
                        TEXT,
                        "plantype; leeg: elk type",
                        "plan type; blank: every type",
                    ),
                ),
                ("stream", "purpose", "plan_type"),
                required=True,
            ),
            TableSchema(
                "exclusions",
                "stromen die nooit samengaan op één eenheid",
                "streams that never pay for one unit together",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom met deze regel",
                        "the stream whose rule it is",
                        required=True,
                        refers_to="streams",
                    ),
                    Column(
                        "excludes",
                        TEXT,
                        "de stroom die zij uitsluit",
                        "the stream it excludes",
                        required=True,
                        refers_to="streams",
                    ),
                ),
                ("stream", "excludes"),
            ),
            TableSchema(
                "transfers",
                "geld dat nu al naar een andere stroom mag",
                "money that may move to another stream today",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom waarvan het geld is",
                        "the stream whose money it is",
                        required=True,
                        refers_to="streams",
                    ),
                    Column(
                        "to_stream",
                        TEXT,
                        "de stroom volgens wiens regels het dan wordt uitgegeven",
                        "the stream by whose rules it is then spent",
                        required=True,
                        refers_to="streams",
                    ),
                    Column(
                        "share",
                        SHARE,
                        "ten hoogste dit deel van elk budget",
                        "at most this share of each budget",
                        "share",
                        required=True,
                        low=0,
                        high=1,
                        effect_on_value="more",
                    ),
                ),
                ("stream", "to_stream"),
                added_after_v1=True,
            ),
            TableSchema(
                "plans",
                "wat waar en wanneer kan worden opgeleverd",
                "what can be delivered where and when",
                (
                    Column("plan", TEXT, "code van het plan", "code of the plan", required=True),
                    Column(
                        "region", TEXT, "de regio", "the region", required=True, refers_to="regions"
                    ),
                    Column(
                        "plan_type",
                        TEXT,
                        "plantype (kostprofiel)",
                        "plan type (recipe)",
                        required=True,
                    ),
                    Column(
                        "outcome",
                        TEXT,
                        "wat wordt geteld, bijvoorbeeld homes",
                        "what is counted, for example homes",
                        required=True,
                    ),
                    Column(
                        "capacity_units",
                        NUMBER,
                        "aantal eenheden",
                        "number of units",
                        "units",
                        required=True,
                        low=0,
                        effect_on_value="more",
                    ),
                    Column(
                        "first_year",
                        YEAR,
                        "eerste jaar van oplevering",
                        "first year of delivery",
                        "year",
                        required=True,
                        effect_on_value="less",
                    ),
                    Column(
                        "last_year",
                        YEAR,
                        "laatste jaar van oplevering",
                        "last year of delivery",
                        "year",
                        required=True,
                        effect_on_value="more",
                    ),
                    Column(
                        "max_units_per_year",
                        NUMBER,
                        "ten hoogste zoveel per jaar",
                        "at most this many a year",
                        "units a year",
                        low=0,
                        effect_on_value="more",
                    ),
                ),
                ("plan",),
                required=True,
            ),
            TableSchema(
                "costs",
                "publieke kosten per eenheid, per plantype en doel",
                "public cost per unit, by plan type and purpose",
                (
                    Column("plan_type", TEXT, "plantype", "plan type", required=True),
                    Column("purpose", TEXT, "bestedingsdoel", "purpose", required=True),
                    Column(
                        "eur_per_unit",
                        NUMBER,
                        "euro per eenheid",
                        "euros per unit",
                        "euro",
                        required=True,
                        low=0,
                        effect_on_value="less",
                    ),
                    Column(
                        "years_before_delivery",
                        WHOLE,
                        "zoveel jaar voor oplevering te betalen",
                        "to be paid this many years before delivery",
                        "years",
                        low=0,
                        high=50,
                    ),
                ),
                ("plan_type", "purpose", "years_before_delivery"),
                required=True,
            ),
            TableSchema(
                "ceilings",
                "het meeste dat een stroom in een gebied mag uitgeven",
                "the most a stream may spend in an area",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom",
                        "the stream",
                        required=True,
                        refers_to="streams",
                    ),
                    *_area_columns(
                        "het gebied; leeg: elk gebied van het niveau apart",
                        "the area; blank: each area of the level separately",
                    ),
                    Column(
                        "year",
                        YEAR,
                        "betaaljaar; leeg: alle jaren samen",
                        "year of payment; blank: all years together",
                        "year",
                    ),
                    Column(
                        "max_eur",
                        NUMBER,
                        "plafond",
                        "ceiling",
                        "euro",
                        required=True,
                        low=0,
                        effect_on_value="more",
                    ),
                ),
                ("stream", "level", "area", "year"),
            ),
            TableSchema(
                "minimum_shares",
                "welk deel van wat een stroom betaalt een bepaald resultaat moet hebben",
                "which share of what a stream pays for must have an outcome",
                (
                    Column(
                        "stream",
                        TEXT,
                        "de stroom met deze regel",
                        "the stream whose rule it is",
                        required=True,
                        refers_to="streams",
                    ),
                    replace(
                        _LEVEL,
                        nl=(
                            f"{_LEVEL.nl}; het deel geldt in elk gebied van het niveau apart, over"
                            " alle jaren samen"
                        ),
                        en=(
                            f"{_LEVEL.en}; the share holds in each area of the level separately,"
                            " over all years together"
                        ),
                    ),
                    Column(
                        "outcome",
                        TEXT,
                        "het resultaat dat ten minste zo vaak moet voorkomen",
                        "the outcome that must occur at least so often",
                        required=True,
                    ),
                    Column(
                        "min_share",
                        SHARE,
                        "ten minste dit deel van de eenheden die mede uit deze stroom worden"
                        " betaald",
                        "at least this share of the units that are paid from this stream, wholly or"
                        " in part",
                        "share",
                        required=True,
                        low=0,
                        high=1,
                        effect_on_value="less",
                    ),
                ),
                ("stream", "level", "outcome"),
                added_after_v1=True,
            ),
            TableSchema(
                "limits",
                "wat iets anders dan geld toelaat",
                "what something other than money allows",
                (
                    *_area_columns(
                        "het gebied; leeg: elk gebied van het niveau apart",
                        "the area; blank: each area of the level separately",
                    ),
                    Column(
                        "year",
                        YEAR,
                        "jaar van oplevering; leeg: alle jaren samen",
                        "year of delivery; blank: all years together",
                        "year",
                    ),
                    Column("outcome", TEXT, "wat wordt geteld", "what is counted", required=True),
                    Column(
                        "max_units",
                        NUMBER,
                        "het meeste aantal eenheden",
                        "the most units",
                        "units",
                        required=True,
                        low=0,
                        effect_on_value="more",
                    ),
                ),
                ("level", "area", "year", "outcome"),
            ),
            TableSchema(
                "outcomes",
                "wat wordt geteld, en hoe zwaar",
                "what is counted, and how heavily",
                (
                    Column("outcome", TEXT, "resultaat", "outcome", required=True),
                    Column("unit", TEXT, "eenheid", "unit"),
                    Column("weight", NUMBER, "gewicht (leeg: 1)", "weight (blank: 1)", low=0),
                    Column(
                        "additional_share",
                        SHARE,
                        "deel dat er anders niet was gekomen",
                        "share that would not have come otherwise",
                        "share",
                        low=0,
                        high=1,
                    ),
                ),
                ("outcome",),
            ),
            TableSchema(
                "targets",
                "wat is afgesproken of beloofd",
                "what has been agreed or promised",
                (
                    *_area_columns(
                        "het gebied; leeg alleen bij national", "the area; blank only for national"
                    ),
                    Column(
                        "year",
                        YEAR,
                        "jaar van oplevering; leeg: alle jaren samen",
                        "year of delivery; blank: all years together",
                        "year",
                    ),
                    Column("outcome", TEXT, "wat wordt geteld", "what is counted", required=True),
                    Column(
                        "units",
                        NUMBER,
                        "aantal eenheden",
                        "number of units",
                        "units",
                        required=True,
                        low=0,
                    ),
                ),
                ("level", "area", "year", "outcome"),
            ),
            TableSchema(
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
            ),
        )
    }
)
"""Every table of the case format, in the order in which they are read and written."""

YEAR_RANGE = (1900, 2200)
"""Years outside this are not plausible."""


def columns_of(table: TableSchema) -> dict[str, pl.DataType]:
    """Every column that a typed table always has."""
    declared = [
        *table.columns,
        *(column for column in COMMON if column.name not in {one.name for one in table.columns}),
    ]
    return {column.name: column.dtype for column in declared}
