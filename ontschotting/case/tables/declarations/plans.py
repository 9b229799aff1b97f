"""Tables of plans: what can be delivered, what it costs, and what limits or requires it."""

from __future__ import annotations

from ontschotting.case.tables.columns import NUMBER, SHARE, TEXT, WHOLE, YEAR, Column, area_columns
from ontschotting.case.tables.table_schema import TableSchema

PLANS = TableSchema(
    "plans",
    "wat waar en wanneer kan worden opgeleverd",
    "what can be delivered where and when",
    (
        Column("plan", TEXT, "code van het plan", "code of the plan", required=True),
        Column("region", TEXT, "de regio", "the region", required=True, refers_to="regions"),
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
)

COSTS = TableSchema(
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
            default=0,
            high=50,
        ),
    ),
    ("plan_type", "purpose", "years_before_delivery"),
    required=True,
)

LIMITS = TableSchema(
    "limits",
    "wat iets anders dan geld toelaat",
    "what something other than money allows",
    (
        *area_columns(
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
)

OUTCOMES = TableSchema(
    "outcomes",
    "wat wordt geteld, en hoe zwaar",
    "what is counted, and how heavily",
    (
        Column("outcome", TEXT, "resultaat", "outcome", required=True),
        Column("unit", TEXT, "eenheid", "unit"),
        Column("weight", NUMBER, "gewicht (leeg: 1)", "weight (blank: 1)", low=0, default=1.0),
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
)

TARGETS = TableSchema(
    "targets",
    "wat is afgesproken of beloofd",
    "what has been agreed or promised",
    (
        *area_columns("het gebied; leeg alleen bij national", "the area; blank only for national"),
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
)
