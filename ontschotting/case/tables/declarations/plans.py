"""Tables of plans: what can be delivered, what it costs, and what limits or requires it."""

from __future__ import annotations

from ontschotting.case.tables.columns import (
    NAME,
    NAME_EN,
    NOTE_EN,
    NUMBER,
    SHARE,
    TEXT,
    WHOLE,
    YEAR,
    YES_NO,
    Column,
    area_columns,
)
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
        Column(
            "whole",
            YES_NO,
            "ja: het plan komt geheel of niet; leeg: het is deelbaar",
            "yes: all of the plan is delivered or none of it; blank: it is divisible",
            default=False,
        ),
        NAME,
        NAME_EN,
    ),
    ("plan",),
    required=True,
)

YIELDS = TableSchema(
    "yields",
    "wat een eenheid van een plantype oplevert naast het eigen resultaat",
    "what a unit of a plan type brings beside its own outcome",
    (
        Column("plan_type", TEXT, "plantype", "plan type", required=True),
        Column(
            "outcome",
            TEXT,
            "het resultaat dat erbij komt, niet het eigen resultaat van het plan",
            "the outcome that it also brings, not the plan's own outcome",
            required=True,
        ),
        Column(
            "per_unit",
            NUMBER,
            "zoveel van dat resultaat per eenheid van het plan",
            "so much of that outcome per unit of the plan",
            "units of the outcome",
            required=True,
            low=0,
            effect_on_value="more",
        ),
    ),
    ("plan_type", "outcome"),
    added_after_v1=True,
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
        Column(
            "raised_by",
            TEXT,
            "elke eenheid van dit resultaat, in dat gebied en jaar, verhoogt de grens met één",
            "each unit of this outcome, in that area and year, raises the limit by one",
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
        Column("unit", TEXT, "eenheid", "unit", in_program=False),
        Column("weight", NUMBER, "gewicht (leeg: 1)", "weight (blank: 1)", low=0, default=1.0),
        Column(
            "additional_share",
            SHARE,
            "deel dat er anders niet was gekomen",
            "share that would not have come otherwise",
            "share",
            low=0,
            high=1,
            in_program=False,
        ),
        NAME,
        NAME_EN,
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
        NOTE_EN,
    ),
    ("level", "area", "year", "outcome"),
)
