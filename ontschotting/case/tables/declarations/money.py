"""Tables of money: streams, their budgets, and the rules on spending them."""

from __future__ import annotations

from dataclasses import replace

from ontschotting.case.tables.columns import (
    LEVEL,
    NAME,
    NAME_EN,
    NUMBER,
    SHARE,
    STREAM,
    TEXT,
    WHOLE,
    YEAR,
    YES_NO,
    Column,
    area_columns,
)
from ontschotting.case.tables.table_schema import TableSchema

STREAMS = TableSchema(
    "streams",
    "financieringsstromen en hun regels",
    "funding streams and their rules",
    (
        Column("stream", TEXT, "code van de stroom", "code of the stream", required=True),
        NAME,
        Column("ministry", TEXT, "ministerie", "ministry", in_program=False),
        Column("programme", TEXT, "programma", "programme", in_program=False),
        Column(
            "instrument",
            TEXT,
            "instrument (SPUK, fonds, subsidie, …)",
            "instrument (specific grant, fund, subsidy, …)",
            in_program=False,
        ),
        Column(
            "counts_as_cofinancing",
            YES_NO,
            "geld van deze stroom telt als eigen geld (cofinanciering)",
            "money of this stream is co-financing money (own funds)",
            default=False,
        ),
        Column(
            "cofinancing_share",
            SHARE,
            "aandeel eigen geld in wat stroom en eigen geld samen brengen",
            "share of own money in what the stream and the own money matched to it bring together",
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
            "to be spent within this many years after the budget's year; blank: any later year",
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
            default=0,
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
        Column(
            "fixed_eur_per_plan",
            NUMBER,
            "wat het eenmalig kost om de stroom voor één plan aan te vragen en te verantwoorden",
            "what it costs, once, to apply for and account for the stream on one plan",
            "euro",
            low=0,
            effect_on_value="less",
        ),
        Column(
            "min_award_eur",
            NUMBER,
            "de stroom betaalt ten minste zoveel aan een plan, of niets",
            "the stream pays at least this much on a plan, or nothing",
            "euro",
            low=0,
            effect_on_value="less",
        ),
        Column(
            "short_name",
            TEXT,
            "korte naam voor figuren en smalle tabellen, ongeveer 16 tekens",
            "short name for charts and narrow tables, about 16 characters",
            in_program=False,
        ),
        NAME_EN,
    ),
    ("stream",),
    required=True,
)

BUDGETS = TableSchema(
    "budgets",
    "bedragen per stroom, gebied en jaar",
    "amounts per stream, area and year",
    (
        STREAM,
        *area_columns("het gebied; leeg bij national", "the area; blank for national"),
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
        Column("awarded", YES_NO, "al toegekend", "already awarded", default=False),
        Column(
            "chance",
            SHARE,
            "hoe waarschijnlijk het is dat het geld komt; leeg: 100%. Alleen voor trekkingen",
            "how likely the money is to come; blank: 100%. For draws only",
            "share",
            low=0,
            high=1,
            default=1.0,
            in_program=False,
        ),
    ),
    ("stream", "level", "area", "year", "awarded"),
    required=True,
)

EARMARKS = TableSchema(
    "earmarks",
    "waarvoor een stroom mag betalen",
    "what a stream may pay for",
    (
        STREAM,
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
)

EXCLUSIONS = TableSchema(
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
)

TRANSFERS = TableSchema(
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
)

CEILINGS = TableSchema(
    "ceilings",
    "het meeste dat een stroom in een gebied mag uitgeven",
    "the most a stream may spend in an area",
    (
        STREAM,
        *area_columns(
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
)

MINIMUM_SHARES = TableSchema(
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
            LEVEL,
            nl=(
                f"{LEVEL.nl}; het deel geldt in elk gebied van het niveau apart, over"
                " alle jaren samen"
            ),
            en=(
                f"{LEVEL.en}; the share holds in each area of the level separately,"
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
            "ten minste dit deel van de eenheden die mede uit deze stroom worden betaald",
            "at least this share of the units that are paid from this stream, wholly or in part",
            "share",
            required=True,
            low=0,
            high=1,
            effect_on_value="less",
        ),
    ),
    ("stream", "level", "outcome"),
    added_after_v1=True,
)

ACCOUNTS = TableSchema(
    "accounts",
    "wat jaarrekeningen zeggen van geoormerkt geld dat is ontvangen en nog niet uitgegeven",
    "what annual accounts say of earmarked money that was received and is not yet spent",
    (
        Column(
            "stream",
            TEXT,
            "de stroom, of * voor al het geoormerkte geld samen",
            "the stream, or * for all earmarked money together",
            required=True,
        ),
        *area_columns("het gebied; leeg alleen bij national", "the area; blank only for national"),
        Column("year", YEAR, "jaar van de rekening", "year of the accounts", "year", required=True),
        Column("opening_eur", NUMBER, "stand op 1 januari", "balance on 1 January", "euro"),
        Column("received_eur", NUMBER, "ontvangen in het jaar", "received in the year", "euro"),
        Column("spent_eur", NUMBER, "uitgegeven in het jaar", "spent in the year", "euro"),
        Column("repaid_eur", NUMBER, "terugbetaald in het jaar", "repaid in the year", "euro"),
        Column(
            "closing_eur",
            NUMBER,
            "stand op 31 december",
            "balance on 31 December",
            "euro",
            required=True,
        ),
    ),
    ("stream", "level", "area", "year"),
    added_after_v1=True,
    in_program=False,
)
