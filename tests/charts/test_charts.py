"""Charts: frames in, axes out.

Texts and data are what the frame says, nothing global changes, the same figure gives the same
bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import matplotlib
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text
from PIL import Image

from ontschotting import charts
from ontschotting.charts.attribution.attribution import attribution_chart
from ontschotting.charts.attribution.choice import choice_chart
from ontschotting.charts.attribution.ladder import ladder_chart
from ontschotting.charts.comparison.binding_limits import binding_limits_chart
from ontschotting.charts.comparison.blocked_by_group import blocked_by_group_chart
from ontschotting.charts.comparison.flows import flows_chart
from ontschotting.charts.comparison.map import map_chart
from ontschotting.charts.comparison.money import money_chart
from ontschotting.charts.comparison.money_by_group import money_by_group, money_by_group_chart
from ontschotting.charts.comparison.outcomes import outcomes_chart
from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.charts.comparison.small_multiples import small_multiples_chart
from ontschotting.charts.names import escape_text
from ontschotting.charts.observed.back_test import back_test_chart
from ontschotting.charts.observed.fragmentation import fragmentation_chart
from ontschotting.charts.observed.grants_beside_idle_money import grants_beside_idle_money_chart
from ontschotting.charts.observed.idle_money import idle_money_chart
from ontschotting.charts.observed.project_pots import project_pots_chart
from ontschotting.charts.observed.register_purposes import register_purposes_chart
from ontschotting.charts.observed.stream_ends import stream_ends_chart
from ontschotting.charts.observed.unspent_reasons import unspent_reasons_chart
from ontschotting.charts.palette import FILLS
from ontschotting.charts.policy.cancellation import cancellation_chart
from ontschotting.charts.policy.closing import closing_chart
from ontschotting.charts.policy.conditions import conditions_chart
from ontschotting.charts.policy.free_share import free_share_chart
from ontschotting.charts.policy.goals import goals_chart
from ontschotting.charts.pricing.explanation import explanation_chart
from ontschotting.charts.pricing.extra_money import extra_money_chart
from ontschotting.charts.pricing.next_euro import next_euro_chart
from ontschotting.charts.pricing.shadow_prices import shadow_prices_chart
from ontschotting.charts.save import MEDIA, alt_text, as_png, as_svg, save
from ontschotting.charts.text_layout import fold_evenly, fold_paragraph, measure_width
from ontschotting.charts.uncertainty.bounds import bounds_chart
from ontschotting.charts.uncertainty.fan import fan_chart, quantiles
from ontschotting.charts.uncertainty.limit_curve import limit_curve_chart
from ontschotting.charts.uncertainty.sweep import sweep_chart
from ontschotting.charts.uncertainty.switching_values import switching_values_chart
from ontschotting.charts.uncertainty.tornado import tornado_chart
from ontschotting.charts.uncertainty.turning_points import turning_points_chart
from ontschotting.errors import QuestionError
from ontschotting.words.numbers import count_with_unit

BINDING = pl.DataFrame(
    {
        "limit": ["plans", "money_lifted", "money_current", "limits"],
        "units": [106e3, 88_655.0, 87_869.0, 82e3],
        "low": [None, None, None, 68e3],
        "high": [None, None, None, 90e3],
    }
)
TURNING = pl.DataFrame(
    {
        "name": ["bouwtempo", "eigen geld"],
        "move": [0.072, -0.32],
        "end_move": [0.098, -0.58],
        "gain": [3930.0, 0.0],
    }
)
MONEY = pl.DataFrame(
    {
        "measure": ["budget_eur", "needed_eur", "blocked_eur", "detour_eur", "surplus_eur"],
        "value": [80e6, 40e6, 30e6, 10e6, 10e6],
    }
)
OWN = pl.DataFrame(
    {
        "group": ["own", "other"],
        "budget_eur": [20e6, 60e6],
        "spent_needed_eur_least": [5e6, 20e6],
        "spent_needed_eur_most": [15e6, 30e6],
        "spent_lifted_eur_least": [20e6, 55e6],
        "spent_lifted_eur_most": [20e6, 60e6],
    }
)
HOMES = pl.DataFrame(
    {
        "name": ["binnen", "zonder"],
        "kind": ["current", "free"],
        "value": [61200.0, 66400.0],
        "low": [41000.0, None],
        "high": [70000.0, None],
    }
)
SWINGS = pl.DataFrame(
    {
        "group": ["grond", "eigen geld", "niets"],
        "low": [2000.0, 5400.0, 5200.0],
        "central": [5200.0] * 3,
        "high": [9000.0, 5100.0, 5200.0],
    }
)
SCENARIOS = pl.DataFrame(
    {"name": ["een", "twee"], "free": [1200.0, 2400.0], "awarded": [5200.0, None]}
)
NEXT_EURO = pl.DataFrame(
    {
        "area": ["Flevoland", "Utrecht", "Zeeland"],
        "best": ["grond en net", "net", "geen plannen"],
        "value_per_eur": [2.5e-5, 8e-5, None],
    }
)
GROUPS = pl.DataFrame(
    {
        "group": ["Utrecht", "Zeeland"],
        "blocked_eur_least": [20e6, -5e6],
        "blocked_eur_most": [40e6, 2e6],
    }
)
CURVE = pl.DataFrame({"free_share": [0.0, 0.5, 1.0], "value": [2000.0, 3800.0, 4000.0]})
LIMITS = pl.DataFrame(
    {
        "factor": [0.8, 1.0, 1.2],
        "current_value": [80.0, 100.0, 110.0],
        "lifted_value": [80.0, 100.0, 120.0],
    }
)
BOUNDS = pl.DataFrame(
    {
        "data": ["central", "favourable", "unfavourable", "least", "most"],
        "gain": [5.0, 6.0, 2.0, -12.0, 15.0],
    }
)
FLIPS = pl.DataFrame(
    {
        "group": ["limits", "roads", "roads", "land", "land"],
        "name": [
            "bouwcapaciteit",
            "wegen",
            "wegen",
            "grond: euro per eenheid",
            "grond: euro per eenheid",
        ],
        "move": [0.04, -0.31, None, None, None],
        "margins": [0.4, 1.55, None, None, None],
        "searched_margins": [3.0, 2.5, 3.0, 3.0, 0.8],
        "searched_move": [0.3, -0.5, 0.6, 0.8, -0.4],
    }
)
PROJECTS = pl.DataFrame(
    {
        "plan": ["a", "b", "c"],
        "name": ["Stationskwartier", "Boomgaard", "Haven"],
        "current_closes": [False, True, False],
        "current_first_year": [None, 2027, None],
        "current_short_alone_eur": [12e6, 0.0, None],
        "lifted_closes": [True, True, False],
        "lifted_first_year": [2028, 2027, None],
        "lifted_short_alone_eur": [0.0, 0.0, 3e6],
    }
).with_columns(
    pl.col(f"{side}_{name}").alias(f"{side}_{least}")
    for side in ("current", "lifted")
    for name, least in (
        ("first_year", "first_year_least"),
        ("short_alone_eur", "short_alone_least_eur"),
    )
)
PROJECT_PAYMENTS = pl.DataFrame(
    [
        ("current", "a", "Grond", 20e6, 0.0),
        ("current", "a", "Natuur", 22e6, 12e6),
        ("current", "a", "eigen geld", 5e6, 0.0),
        ("lifted", "a", "Grond", 35e6, 0.0),
        ("lifted", "a", "eigen geld", 10e6, 0.0),
        ("current", "b", "Mobiliteit", 15e6, 0.0),
        ("lifted", "b", "Mobiliteit", 15e6, 0.0),
        ("lifted", "c", "Natuur", 8e6, 3e6),
    ],
    schema=["regime", "plan", "payer", "shown_eur", "addition_eur"],
    orient="row",
)
POTS = pl.DataFrame(
    {
        "by": ["purpose"] * 3,
        "name": ["land", "land", "roads"],
        "label": ["grond", "grond", "wegen"],
        "own": [False, True, False],
        "streams": [5, 1, 2],
        "awarded_streams": [2, 0, 2],
        "budget_eur": [50e6, 5e6, 8e6],
        "effective_number": [3.2, 1.0, 1.9],
    }
)
BALANCES = pl.DataFrame(
    {
        "level": ["region"] * 4,
        "year": [2021, 2022, 2023, 2024],
        "closing_eur": [2.59e9, 3.1e9, 5.76e9, 7.89e9],
        "areas": [300, 310, 290, 1],
        "panel_areas": [241] * 4,
        "panel_closing_eur": [2.5e9, 2.9e9, 5.2e9, 7.3e9],
    }
)
GRANTS = pl.DataFrame(
    {
        "year": [2017, 2018, 2022, 2024],
        "grants": [21, 16, 137, 185],
        "paid_eur": [7.8e9, 8e9, None, 21.3e9],
        "secondary": ["yes", "no", "no", "no"],
        "closing_eur": [0.373e9, 0.292e9, 3.1e9, 7.89e9],
    }
)
PURPOSES = pl.DataFrame(
    {
        "purpose": ["land_development", "mobility_infrastructure", "heritage"],
        "streams": [18, 15, 1],
        "schemes": [11, 12, 1],
        "ask_cofinancing": [9, 15, 0],
    }
)
ENDS = pl.DataFrame({"last_year": [2026, None, 2030], "streams": [4, 3, 8]})
REASONS = pl.DataFrame(
    {
        "reason": ["staff", "permits", "other"],
        "count": [12, 1, 18],
        "in_annual_accounts": [6, 0, 18],
    }
)
DRAWS = pl.DataFrame(
    {"draw": range(1, 101), "freed": [0.0] * 73 + [500.0 * step for step in range(1, 28)]}
)
PARTS = pl.DataFrame(
    {
        "wall": ["purpose", "cap", "period"],
        "value": [1200.0, 300.0, 0.0],
        "standard_error": [40.0, 0.0, 0.0],
    }
)
LADDER = pl.DataFrame(
    {
        "step": [1, 2],
        "lifted": ["purpose", "cap"],
        "value": [3200.0, 3500.0],
        "gain": [1200.0, 300.0],
    }
)
CHOICES = pl.DataFrame(
    {
        "k": [0, 1, 2],
        "value": [2000.0, 3800.0, 4000.0],
        "bound": [2000.0, 3800.0, 4100.0],
        "needed": [0, 1, 2],
        "chosen": [[], ["land"], ["land", "water"]],
    }
)
PRICES = pl.DataFrame(
    {
        "stream": ["land", "land", "road"],
        "purpose": ["land", "mobility", "land"],
        "open": [True, False, False],
        "value_per_eur": [None, 1e-4, 0.0],
    }
)
IDLE = pl.DataFrame(
    {
        "name": ["Land fund", "Road fund"],
        "reach": ["here", "wider"],
        "budget_eur": [60e6, 20e6],
        "idle_least_eur": [40e6, 0.0],
        "idle_most_eur": [40e6, 5e6],
    }
)
EXTRA = pl.DataFrame(
    {
        "extra_eur": [0.0, 5e7, 1e8],
        "current_value": [2000.0, 2400.0, 2800.0],
        "lifted_value": [4000.0, 4400.0, 4500.0],
    }
)
TERMS = pl.DataFrame(
    {
        "size": [0.0, 0.3],
        "value": [4000.0, 2800.0],
        "gain": [2000.0, 800.0],
        "value_guaranteed": [3900.0, None],
        "value_walls": [2000.0, 1400.0],
    },
    schema_overrides={"value_guaranteed": pl.Float64},
)
COURSE = pl.DataFrame({"world": ["planned", "known", "surprised"], "value": [1000.0, 700.0, 400.0]})
FLOWS = pl.DataFrame(
    {
        "stream": ["land", "land", "road", "own", "own", "road"],
        "name": [
            "Grondfonds",
            "Grondfonds",
            "Wegenfonds",
            "Eigen geld",
            "Eigen geld",
            "Wegenfonds",
        ],
        "own": [False, False, False, True, True, False],
        "kind": ["purpose", "idle", "purpose", "purpose", "idle", "overhead"],
        "purpose": ["land", None, "mobility", "land", None, None],
        "eur": [20e6, 40e6, 19e6, 8e6, 2e6, 1e6],
    }
)
DIVISION = pl.DataFrame(
    {
        "group": ["Grondfonds", "Wegenfonds"],
        "budget_eur": [60e6, 20e6],
        "spent_needed_eur_least": [10e6, 5e6],
        "spent_needed_eur_most": [20e6, 20e6],
        "spent_lifted_eur_least": [45e6, 10e6],
        "spent_lifted_eur_most": [50e6, 20e6],
    }
)
REGIONS = pl.DataFrame(
    {
        "group": ["Utrecht", "Zeeland", "Drenthe", "Fryslân"],
        "units_current_least": [900.0, 300.0, 200.0, 100.0],
        "units_current_most": [1000.0, 300.0, 250.0, 100.0],
        "units_lifted_least": [1500.0, 300.0, 200.0, 100.0],
        "units_lifted_most": [1900.0, 400.0, 250.0, 100.0],
        "freed_least": [500.0, 0.0, -50.0, 0.0],
        "target": [2000.0, 350.0, None, None],
    }
)
FAN = pl.DataFrame(
    {
        "draw": range(1, 101),
        "value_current": [4000.0 + 10 * step for step in range(100)],
        "value_lifted": [5000.0 + 20 * step for step in range(100)],
        "freed": [1000.0 + 10 * step for step in range(100)],
    }
)
BACK_TEST = pl.DataFrame(
    {
        "level": ["province", "province", "national"],
        "area": ["Utrecht", "Zeeland", None],
        "observed_units": [100.0, 50.0, 150.0],
        "least_units": [110.0, 40.0, 155.0],
        "most_units": [140.0, 45.0, 180.0],
        "possible_units": [150.0, 45.0, 190.0],
        "relative_least": [0.1, -0.2, 0.033],
        "relative_most": [0.4, -0.1, 0.2],
        "verdict": ["below_best", "above_possible", "below_best"],
    }
)
STRIPS = [("west", 4.5), ("mid", 5.0), ("east", 5.5), ("far", 6.0)]
SHAPES = pl.DataFrame(
    [
        (area, 0, lon + x, 52.0 + y, "CBS")
        for area, lon in STRIPS
        for x, y in ((0.0, 0.0), (0.5, 0.0), (0.5, 1.6), (0.0, 1.6), (0.0, 0.0))
    ],
    schema=["area", "ring", "lon", "lat", "source"],
    orient="row",
)
PLACES_ON_MAP = pl.DataFrame(
    {
        "area": ["west", "mid", "east"],
        "name": ["Westland", "Midden", "Oost"],
        "value": [0.0, 1200.0, 3400.0],
    }
)

GOALS = pl.DataFrame(
    {
        "name": ["woningen", "waterberging"],
        "unit": [None, "m3"],
        "floor": [2000.0, 500.0],
        "current": [2400.0, 800.0],
        "lifted": [4000.0, 900.0],
    }
)
OUTCOMES = pl.DataFrame(
    {
        "name": ["woningen", "waterberging", "sporthallen"],
        "unit": ["woning", "m3", None],
        "current_least": [2000.0, 500.0, 6.7],
        "current_most": [2000.0, 800.0, 6.7],
        "lifted_least": [4000.0, 0.0, 0.0],
        "lifted_most": [4000.0, 900.0, 0.0],
    }
)
CHARTS = {
    "outcomes": (
        lambda **options: outcomes_chart(OUTCOMES, **options),
        "Wat elk doel krijgt, binnen de schotten en zonder",
        "What each goal gets, within the walls and without",
    ),
    "goals": (
        lambda **options: goals_chart(GOALS, **options),
        "Hoever elk doel kan komen als de andere houden wat ze hebben",
        "How far each goal can get while the others keep what they have",
    ),
    "closing": (
        lambda **options: closing_chart(PROJECTS, PROJECT_PAYMENTS, **options),
        "Projecten die sluiten: 1 van 3 binnen de schotten, 2 zonder deze schotten",
        "Projects that close: 1 of 3 within the walls, 2 without these walls",
    ),
    "project_pots": (
        lambda **options: project_pots_chart(
            pl.DataFrame(
                [
                    ("Waterdunen", "state_integral", 22e6),
                    ("Waterdunen", "state_sector", 33e6),
                    ("Waterdunen", "region", 8e6),
                    ("Waterdunen", "rest", 27e6),
                    ("Spoorzone", "city", 8.5e6),
                    ("Spoorzone", "refused", 9e6),
                    ("Polder", "state", 12e6),
                ],
                schema=["name", "kind", "eur"],
                orient="row",
            ),
            **options,
        ),
        "Bij 2 van de 3 projecten met een gepubliceerd totaal zijn meer potten gezien",
        "Several pots were seen in 2 of the 3 projects with a published total",
    ),
    "back_test": (
        lambda **options: back_test_chart(BACK_TEST, years=(2020, 2024), **options),
        "In 1 van de 2 gebieden is meer gebouwd dan dit model voor mogelijk houdt",
        "In 1 of 2 areas more was built",
    ),
    "map": (lambda **options: map_chart(PLACES_ON_MAP, SHAPES, **options), "Oost", "Oost"),
    "flows": (
        lambda **options: flows_chart(FLOWS, **options),
        "Binnen de schotten is 42 miljoen euro van de 90 miljoen euro niet nodig",
        "Within the walls 42 million euros of the 90 million euros is not needed",
    ),
    "money_by_group": (
        lambda **options: money_by_group_chart(DIVISION, **options),
        "Grondfonds: van 60 miljoen euro is ten minste 25 miljoen euro geblokkeerd",
        "Grondfonds: of 60 million euros at least 25 million euros is blocked",
    ),
    "small_multiples": (
        lambda **options: small_multiples_chart(REGIONS, years=5, **options),
        "Utrecht: ten minste 100 eenheden per jaar erbij",
        "Utrecht: at least 100 more units a year",
    ),
    "fan": (
        lambda **options: fan_chart(FAN, **options),
        "Vrijgespeeld: 1.050 tot 1.940 (5–95% van 100 trekkingen)",
        "Freed: 1,050 to 1,940 (5–95% of 100 draws)",
    ),
    "attribution": (
        lambda **options: attribution_chart(PARTS, **options),
        "Het meest hangt aan: bestedingsdoel, 1.200 van 1.500 eenheden",
        "Most hangs on: purpose, 1,200 of 1,500 units",
    ),
    "ladder": (
        lambda **options: ladder_chart(LADDER, **options),
        "De eerste stap, bestedingsdoel, brengt 1.200 eenheden",
        "The first step, purpose, brings 1,200 units",
    ),
    "choice": (
        lambda **options: choice_chart(CHOICES, **options),
        "Met 1 van de stromen vrij is 90% van de winst van 2.000 eenheden binnen bereik",
        "With 1 of the streams free, 90% of the gain of 2,000 units is within reach",
    ),
    "shadow_prices": (
        lambda **options: shadow_prices_chart(PRICES, **options),
        "Het duurst voor een eerste euro: land mag niet naar mobiliteit",
        "Dearest for a first euro: land may not go to mobility",
    ),
    "explanation": (
        lambda **options: explanation_chart(IDLE, place="Ede", **options),
        "Ede: ten minste 40 miljoen euro blijft liggen",
        "Ede: at least 40 million euros lies idle",
    ),
    "extra_money": (
        lambda **options: extra_money_chart(EXTRA, **options),
        "Met 100 miljoen euro extra: 2.800 eenheden binnen de schotten, 4.500 zonder",
        "With 100 million euros extra: 2,800 units within the walls, 4,500 without",
    ),
    "conditions": (
        lambda **options: conditions_chart(TERMS, current=2000.0, **options),
        "Met 30% minder geld: 2.800 eenheden zonder de schotten, 1.400 met; nu 2.000",
        "With 30% less money: 2,800 units without the walls, 1,400 with them; now 2,000",
    ),
    "cancellation": (
        lambda **options: cancellation_chart(COURSE, stream="x", year=2027, **options),
        "Het einde van x in 2027 kost 300 eenheden, en 300 extra als het een verrassing is",
        "The end of x in 2027 costs 300 units, and 300 more",
    ),
    "money": (
        lambda **options: money_chart(MONEY, own=OWN, **options),
        "van elke 100 euro er 37,5 tegen",
        "hold back 37.5 of every 100 euros",
    ),
    "outcomes_per_year": (
        lambda **options: outcomes_per_year_chart(HOMES, target=1e5, **options),
        "61.200 eenheden per jaar te bekostigen",
        "61,200 units a year can be funded",
    ),
    "binding_limits": (
        lambda **options: binding_limits_chart(
            BINDING, first="limits", names={"limits": "bouwtempo"}, target=1e5, **options
        ),
        "Eerst op: bouwtempo, vóór het geld",
        "First to run out: bouwtempo, before the money",
    ),
    "turning_points": (
        lambda **options: turning_points_chart(TURNING, **options),
        "2 aannames kantelen het antwoord",
        "2 assumptions turn the answer",
    ),
    "tornado": (
        lambda **options: tornado_chart(SWINGS, **options),
        "Grond verschuift de winst het meest",
        "Grond moves the gain most",
    ),
    "scenarios": (
        lambda **options: scenarios_chart(SCENARIOS, **options),
        "Het meest, 5.200 eenheden (gewogen) als ook toegekend geld meedoet, komt vrij met: een",
        "Most, 5,200 units (weighted) when awarded money counts too, falls free with: een",
    ),
    "blocked_by_group": (
        lambda **options: blocked_by_group_chart(GROUPS, **options),
        "Utrecht: ten minste 20 miljoen euro",
        "Utrecht: at least 20 million euros",
    ),
    "next_euro": (
        lambda **options: next_euro_chart(NEXT_EURO, what="gebied", **options),
        "Utrecht: de volgende euro brengt het meest voor net",
        "Utrecht: the next euro brings most for net",
    ),
    "free_share": (
        lambda **options: free_share_chart(CURVE, least_90=0.45, **options),
        "Met 45% vrij besteedbaar is 90% van de winst van 2.000 eenheden binnen bereik",
        "With 45% free, 90% of the gain of 2,000 units",
    ),
    "limit_curve": (
        lambda **options: limit_curve_chart(LIMITS, **options),
        "boven 100% van de opgegeven grenzen; hoogstens 10 eenheden",
        "above 100% of the given limits; 10 units at most",
    ),
    "sweep": (
        lambda **options: sweep_chart(DRAWS, **options),
        (
            "In 73% van 100 trekkingen maken deze schotten geen verschil; het bereik van 5–95% is 0"
            " tot 11.025"
        ),
        "In 73% of 100 draws these walls make no difference",
    ),
    "bounds": (
        lambda **options: bounds_chart(BOUNDS, **options),
        "Binnen alle opgegeven marges ligt de winst tussen −12 en 15 eenheden",
        "Within all given margins the gain lies between −12 and 15 units",
    ),
    "switching_values": (
        lambda **options: switching_values_chart(FLIPS, **options),
        "De kleinste verschuiving die de conclusie doet kantelen: bouwcapaciteit, +4%",
        "The least move that flips the conclusion: bouwcapaciteit, +4%",
    ),
    "fragmentation": (
        lambda **options: fragmentation_chart(POTS, **options),
        "5 potten voor grond",
        "5 pots for grond",
    ),
    "idle_money": (
        lambda **options: idle_money_chart(BALANCES, **options),
        "7,89 miljard euro aan geoormerkt geld was eind 2024 nog niet uitgegeven",
        "7.89 billion euros of earmarked money was not yet spent at the end of 2024",
    ),
    "grants_beside_idle_money": (
        lambda **options: grants_beside_idle_money_chart(GRANTS, **options),
        "Van 2017 tot 2024: van 21 naar 185 specifieke uitkeringen",
        "From 2017 to 2024: from 21 to 185 specific grants, and from 373 million euros",
    ),
    "register_purposes": (
        lambda **options: register_purposes_chart(PURPOSES, **options),
        "18 stromen mogen grondexploitatie betalen, en 9 daarvan vragen eigen geld",
        "18 streams may pay for land development, and 9 of them ask for money of one's own",
    ),
    "stream_ends": (
        lambda **options: stream_ends_chart(ENDS, **options),
        "Van 12 van de 15 stromen is het laatste jaar bekend",
        "Of 12 of the 15 streams the last year is known",
    ),
    "unspent_reasons": (
        lambda **options: unspent_reasons_chart(REASONS, **options),
        "Het vaakst genoemd als reden om niet uit te geven: personeel (12 van 31 keer)",
        "Most often named for not spending: staff (12 of 31 mentions)",
    ),
}


def texts(ax: Axes) -> str:
    assert isinstance(ax.figure, Figure)
    return " ".join(" ".join(text.get_text().split()) for text in ax.figure.texts)


SOURCE = "Gemeente Voorbeeld, begroting 2026; Rijksbegroting 2026, hoofdstuk XXII"


@cache
def drawn(name: str, lang: str) -> Axes:
    """A chart with a long source, drawn once for every test that only looks at it."""
    return CHARTS[name][0](lang=lang, source=SOURCE, assumptions=True)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_what_its_frame_says_in_both_languages(name: str) -> None:
    _, dutch, english = CHARTS[name]
    before = dict(matplotlib.rcParams)
    for lang, sentence, word in (("nl", dutch, "Bron"), ("en", english, "Source")):
        ax = drawn(name, lang)
        text = texts(ax)
        assert " ".join(sentence.split()) in text
        assert f"{word}: {SOURCE}" in text
        assert {"nl": "aannames", "en": "assumptions"}[lang] in text
        assert len(alt_text(ax.figure)) > 30
        assert {"nl": ". Mede op", "en": ". Based in"}[lang] in alt_text(ax.figure)
        assert ax.figure.get_size_inches()[0] <= MEDIA["pdf"].inches[0]  # that of a page
    assert dict(matplotlib.rcParams) == before


def test_saving_a_chart_changes_no_setting() -> None:
    before = dict(matplotlib.rcParams)
    as_svg(money_chart(MONEY).figure)
    as_png(money_chart(MONEY).figure, 30)
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", CHARTS)
def test_it_draws_on_axes_of_the_caller(name: str) -> None:
    axes = Figure(figsize=(6, 4)).add_subplot()
    assert CHARTS[name][0](ax=axes, source="CBS", assumptions=True) is axes
    assert axes.get_title(loc="left")
    below = " ".join(" ".join(text.get_text().split()) for text in axes.texts)
    assert "Bron: CBS" in below and "Mede op basis van aannames" in below


def test_on_axes_of_the_caller_legend_and_title_keep_apart() -> None:
    figure = Figure(figsize=(11, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    money_chart(MONEY, own=OWN, ax=left, source="CBS")
    money_by_group_chart(DIVISION, ax=right, source="CBS")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for ax in (left, right):
        key = ax.get_legend().get_window_extent(canvas.get_renderer())
        inside = ax.get_window_extent(canvas.get_renderer())
        assert key.y1 <= inside.y0 and key.y0 > 0


def test_what_is_no_axes_is_refused_with_the_arguments_that_there_are() -> None:
    with pytest.raises(QuestionError, match=r"not 'region'.*ax= and lang=.*chart=.*by="):
        money_chart(MONEY, "region")


def test_names_of_lines_stand_beside_them_and_apart() -> None:
    ax = conditions_chart(TERMS, current=2000.0)
    assert ax.get_legend() is None
    names = {" ".join(text.get_text().split()): text for text in ax.texts}
    boxes = [names[name].get_window_extent() for name in names]
    assert "zonder schotten" in names and len(names) == 4
    for index, box in enumerate(boxes):
        assert all(not box.overlaps(other) for other in boxes[index + 1 :])


def test_the_name_of_a_line_that_ends_early_stands_where_no_line_passes() -> None:
    """Under the first point run the lines that fall; above the second runs the line of today."""
    above = conditions_chart(TERMS, current=2000.0)
    ended = of(TERMS, value=[1900.0, None], value_guaranteed=[None, None], value_walls=[500.0] * 2)
    below = conditions_chart(ended, current=2000.0)
    for ax, name, is_above in (
        (above, "zonder schotten, met garantie", True),
        (below, "zonder schotten", False),
    ):
        (text,) = (each for each in ax.texts if each.get_text() == name)
        assert (text.get_position()[1] > 0) == is_above


def test_a_chart_shows_itself_with_its_alternative_text() -> None:
    ax = money_chart(MONEY)
    for drawing in (ax, ax.figure):
        assert (
            'alt="In dit model houden deze schotten' in drawing._repr_html_()
            and "data:image/svg+xml;base64," in drawing._repr_html_()
        )
        assert drawing._repr_png_().startswith(b"\x89PNG")
    quoted = blocked_by_group_chart(GROUPS.with_columns(pl.Series("group", ['"a" <b>', "c"])))
    assert "&quot;a&quot; &lt;b&gt;" in quoted._repr_html_()


def test_bars_are_as_long_as_the_numbers() -> None:
    ax = money_chart(MONEY)
    assert sorted(patch.get_width() for patch in ax.patches) == [10e6, 10e6, 20e6, 40e6]
    ax = outcomes_per_year_chart(HOMES, target=1e5)
    assert [patch.get_width() for patch in ax.patches] == [61200.0, 66400.0]


def test_what_does_not_move_the_gain_is_counted_and_not_drawn() -> None:
    ax = tornado_chart(SWINGS)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["grond", "eigen geld"]
    assert "De andere groep verschuift" in texts(ax)


def test_nothing_blocked_and_nothing_gained_are_said() -> None:
    none = MONEY.with_columns(pl.Series("value", [80e6, 40e6, 0.0, 0.0, 40e6]))
    assert "geen geld tegen" in texts(money_chart(none))
    assert "komt iets vrij" in texts(scenarios_chart(SCENARIOS.with_columns(free=0.0, awarded=0.0)))
    assert "Geen van de opgegeven marges" in texts(
        tornado_chart(SWINGS.with_columns(low=5200.0, high=5200.0))
    )
    assert "Bij geen van deze grenzen maken de schotten verschil" in texts(
        limit_curve_chart(LIMITS.with_columns(lifted_value="current_value"))
    )


def test_every_chart_is_compared_as_a_picture() -> None:
    folder = Path(charts.__file__).parent
    drawn = {
        name
        for module in folder.rglob("*.py")
        for name in re.findall(
            r"^def (\w+)_chart\(", module.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert drawn == set(CHARTS)
    pictures = Path(__file__).parents[1] / "golden" / "pictures"
    assert {path.name for path in pictures.glob("*.png")} == {
        f"test_it_looks_as_it_did_{name}.png" for name in CHARTS
    }


def test_importing_charts_loads_no_matplotlib() -> None:
    code = (
        "import pkgutil, sys\n"
        "from importlib import import_module\n"
        "import ontschotting.charts as charts\n"
        "for module in pkgutil.walk_packages(charts.__path__, charts.__name__ + '.'):\n"
        "    if module.name != 'ontschotting.charts.figure':\n"
        "        import_module(module.name)\n"
        "print('matplotlib' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"


def of(frame: pl.DataFrame, **columns: list[float | None] | float) -> pl.DataFrame:
    """A frame with other numbers in some columns."""
    return frame.with_columns(
        (
            pl.Series(name, values, dtype=pl.Float64)
            if isinstance(values, list)
            else pl.lit(values, pl.Float64).alias(name)
        )
        for name, values in columns.items()
    )


HOMES_BESIDE = pl.DataFrame(
    {
        "name": ["nu", "vrij", "ook toegekend"],
        "kind": ["current", "free", "awarded"],
        "value": [100.0] * 3,
        "low": [None] * 3,
        "high": [None] * 3,
    },
    schema_overrides={"low": pl.Float64, "high": pl.Float64},
)
AREAS = BACK_TEST.filter(pl.col("level") == "province")
HOME = {"units": "woningen"}
TITLES = {
    "little blocked": (
        lambda: money_chart(of(MONEY, value=[30e9, 29e9, 3e6, 0.0, 997e6])),
        "van elke 100 euro er minder dan 0,1 tegen",
    ),
    "a loss": (
        lambda: outcomes_per_year_chart(of(HOMES_BESIDE, value=[100.0, 80.0, 90.0]), **HOME),
        "100 woningen per jaar te bekostigen binnen de schotten, 90 zonder (ook toegekend geld)",
    ),
    "awarded alone": (
        lambda: outcomes_per_year_chart(of(HOMES_BESIDE, value=[100.0, 100.0, 120.0]), **HOME),
        "binnen de schotten, 120 zonder (ook toegekend geld)",
    ),
    "both as much": (
        lambda: outcomes_per_year_chart(of(HOMES_BESIDE, value=[1.0, 2.0, 2.0]), **HOME),
        "1 woning per jaar te bekostigen binnen de schotten, 2 zonder",
    ),
    "no difference to tell": (
        lambda: outcomes_per_year_chart(of(HOMES_BESIDE, value=[100.0, 100.0, 100.3]), **HOME),
        "Met of zonder deze schotten: ten hoogste 100 bekostigbare woningen per jaar",
    ),
    "no difference": (
        lambda: outcomes_per_year_chart(HOMES_BESIDE, **HOME),
        "Met of zonder deze schotten: ten hoogste 100 bekostigbare woningen per jaar",
    ),
    "all scenarios alike": (
        lambda: scenarios_chart(of(SCENARIOS, free=[0.0, 0.0], awarded=[1.0, 1.0]), **HOME),
        "Elk van deze scenario's brengt evenveel: 1 woning als ook toegekend geld meedoet",
    ),
    "two scenarios alike": (
        lambda: scenarios_chart(
            pl.DataFrame(
                {"name": ["a", "b", "c"], "free": [5.0, 9.0, 9.0], "awarded": [None] * 3},
                schema_overrides={"awarded": pl.Float64},
            ),
            **HOME,
        ),
        "Het meest, 9 woningen, komt vrij met: b; evenveel met 1 van de andere",
    ),
    "one question": (
        lambda: scenarios_chart(of(SCENARIOS, awarded=[None, None]), **HOME),
        "ten opzichte van de schotten van nu; alleen geld dat nog niet is toegekend",
    ),
    "swings alike": (
        lambda: tornado_chart(of(SWINGS.head(2), low=[0.0, 5200.0], high=[5200.0, 10400.0])),
        "Grond en eigen geld verschuiven de winst het meest, even ver",
    ),
    "one swing": (
        lambda: tornado_chart(SWINGS.head(1)),
        "Eén voor één verschuift alleen grond de winst",
    ),
    "a swing with a colon": (
        lambda: tornado_chart(SWINGS.with_columns(name=pl.concat_str(pl.lit("kosten: "), "group"))),
        "‘Kosten: grond’ verschuift de winst het meest",
    ),
    "swings out of order": (
        lambda: tornado_chart(SWINGS.reverse()),
        "Grond verschuift de winst het meest",
    ),
    "walls alike": (
        lambda: attribution_chart(of(PARTS, value=[5.0, 5.0, 0.0], standard_error=0.0)),
        "Het meest hangt aan bestedingsdoel en plafond, aan elk 5 van 10 eenheden",
    ),
    "walls that cannot be told apart": (
        lambda: attribution_chart(of(PARTS, value=[5.0, 4.0, 0.0], standard_error=[0.5, 0.4, 0.0])),
        "Het meest van 9 eenheden hangt aan bestedingsdoel of plafond: welke, staat niet vast",
    ),
    "walls that can": (
        lambda: attribution_chart(of(PARTS, value=[5.0, 3.0, 0.0], standard_error=[0.5, 0.4, 0.0])),
        "Het meest hangt aan: bestedingsdoel, 5 van 8 eenheden",
    ),
    "a reservation in the title": (
        lambda: attribution_chart(
            of(PARTS, standard_error=0.0), units="woningen (alle marges ongunstig)"
        ),
        "1.200 van 1.500 woningen (alle marges ongunstig) Aandeel",
    ),
    "four walls alike": (
        lambda: attribution_chart(
            pl.DataFrame({"stream": list("abcd"), "value": [1.0] * 4, "standard_error": [0.0] * 4}),
            most_bars=2,
        ),
        "Het meest hangt aan a, b en 2 andere, aan elk 1 van 4 eenheden",
    ),
    "a later step": (
        lambda: ladder_chart(of(LADDER, value=[2000.0, 2001.0], gain=[0.0, 1.0]), **HOME),
        "De eerste stap die iets brengt, is plafond: 1 woning",
    ),
    "a curve that ends below": (
        lambda: choice_chart(
            of(CHOICES, value=[2000.0, 2500.0, 2500.0], bound=[2000.0, 2500.0, 2500.0]),
            whole=3000.0,
        ),
        "Met 1 van de stromen vrij is 50% van de winst van 1.000 eenheden",
    ),
    "dearest in one purpose": (
        lambda: shadow_prices_chart(
            pl.DataFrame(
                {
                    "stream": ["a", "b"],
                    "purpose": ["land"] * 2,
                    "open": [False] * 2,
                    "value_per_eur": [1e-5] * 2,
                }
            )
        ),
        "Het duurst voor een eerste euro: 2 stromen mogen niet naar grond",
    ),
    "dearest in several": (
        lambda: shadow_prices_chart(
            pl.DataFrame(
                {
                    "stream": ["a", "b"],
                    "purpose": ["land", "grid"],
                    "open": [False] * 2,
                    "value_per_eur": [1e-5] * 2,
                }
            )
        ),
        "Voor een eerste euro zijn 2 schotten het duurst, alle even duur",
    ),
    "one group": (
        lambda: blocked_by_group_chart(GROUPS.head(1)),
        "Utrecht: ten minste 20 miljoen euro geblokkeerd",
    ),
    "thousands": (
        lambda: blocked_by_group_chart(
            of(GROUPS, blocked_eur_least=[3000.0, 0.0], blocked_eur_most=[4000.0, 100.0])
        ),
        "Geblokkeerd geld per groep, in euro:",
    ),
    "nothing in the bounds": (
        lambda: bounds_chart(of(BOUNDS, gain=0.0)),
        "Op geen van deze gegevens maken de schotten verschil",
    ),
    "one home with a cut": (
        lambda: conditions_chart(of(TERMS, value=[4000.0, 1.0]), current=2000.0, **HOME),
        "Met 30% minder geld: 1 woning zonder de schotten, 1.400 met; nu 2.000",
    ),
    "a cut without an answer": (
        lambda: conditions_chart(of(TERMS, value=[4000.0, None]), current=2000.0, **HOME),
        "Een korting bij het vervallen van de schotten",
    ),
    "lost only by surprise": (
        lambda: cancellation_chart(
            of(COURSE, value=[9.0, 9.0, 8.0]), stream="x", year=2027, **HOME
        ),
        "Het einde van x in 2027 kost alleen als verrassing iets: 1 woning",
    ),
    "lost in any case": (
        lambda: cancellation_chart(
            of(COURSE, value=[9.0, 8.0, 8.0]), stream="x", year=2027, **HOME
        ),
        "kost 1 woning, ook als het vooraf bekend is",
    ),
    "one draw's worth": (
        lambda: fan_chart(of(FAN, freed=0.0)),
        "Vrijgespeeld: 0 (5–95% van 100 trekkingen)",
    ),
    "no draws": (lambda: sweep_chart(DRAWS.head(0)), "Er zijn geen trekkingen om te tonen"),
    "no flip": (
        lambda: switching_values_chart(of(FLIPS, move=[None] * 5)),
        "Geen van de onderzochte verschuivingen doet in zijn eentje de conclusie kantelen",
    ),
    "a small flip": (
        lambda: switching_values_chart(of(FLIPS, move=[0.0004, None, None, None, None])),
        "bouwcapaciteit, +0,04%",
    ),
    "a loss at every capacity": (
        lambda: limit_curve_chart(of(LIMITS, lifted_value=[70.0, 90.0, 100.0])),
        "Bij elke getoonde grens maken de schotten verschil, hoogstens 10 eenheden",
    ),
    "one pot": (
        lambda: fragmentation_chart(POTS.tail(1).with_columns(streams=1, awarded_streams=1)),
        "1 pot voor wegen",
    ),
    "more than the best": (
        lambda: back_test_chart(AREAS.with_columns(verdict=pl.Series(["within", "above_best"]))),
        "In 1 van de 2 gebieden is meer gebouwd dan in elke beste toedeling",
    ),
    "one area": (
        lambda: back_test_chart(AREAS.head(1)),
        "In Utrecht is minder gebouwd dan in elke beste toedeling",
    ),
    "the nation": (
        lambda: back_test_chart(
            BACK_TEST.with_columns(verdict=pl.lit("within")).with_columns(
                verdict=pl.when(pl.col("level") == "national")
                .then(pl.lit("above_best"))
                .otherwise("verdict")
            )
        ),
        "Er is meer gebouwd dan in elke beste toedeling",
    ),
    "a narrow range": (
        lambda: back_test_chart(
            of(BACK_TEST, relative_least=-0.01, relative_most=0.01).with_columns(
                verdict=pl.lit("within")
            )
        ),
        "De uitkomst ligt overal binnen wat het model openlaat",
    ),
    "kinds alike": (
        lambda: map_chart(
            PLACES_ON_MAP.with_columns(value=pl.Series(["grond", "water", "net"])), SHAPES
        ),
        "het vaakst grond, net, water, elk in 1 van 3 gebieden",
    ),
    "a map with a blank": (
        lambda: map_chart(of(PLACES_ON_MAP, value=0.0), SHAPES),
        "Waarde: 0 in elk gebied met gegevens",
    ),
    "a map of much money": (
        lambda: map_chart(
            of(PLACES_ON_MAP, value=[0.0, 1.5e9, 3e9]), SHAPES, unit="euro per gebied"
        ),
        "euro per gebied (in miljoenen)",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_a_title_holds_in_the_hard_cases_too(case: str) -> None:
    draw, title = TITLES[case]
    assert title in texts(draw())
    short = {
        "a narrow range": "dat is zo ruim",
        "both as much": "ook toegekend",
        "no difference": " zonder, ",
    }
    assert short.get(case, "\0") not in texts(draw()).split(" Aantal")[0]


def test_a_number_agrees_with_what_it_counts() -> None:
    assert [
        count_with_unit(value, "woningen", "nl") for value in (0.0, 0.4, 0.96, 1.0, -1.0, 1.4, 2.0)
    ] == [
        "0 woningen",
        "minder dan 1 woning",
        "1 woning",
        "1 woning",
        "−1 woning",
        "1 woning",
        "2 woningen",
    ]
    assert count_with_unit(1.0, "more affordable homes", "en") == "1 more affordable home"


def test_an_axis_that_does_not_start_at_zero_says_so_and_another_does_not() -> None:
    for frame in (EXTRA, of(EXTRA, current_value=[0.0, 1.0, 2.0], lifted_value=[0.0, 50.0, 100.0])):
        ax = extra_money_chart(frame)
        assert (ax.get_ylim()[0] > 0) == ("begint niet bij nul" in texts(ax))


def test_a_legend_names_what_is_drawn_and_nothing_else() -> None:
    def named(ax: Axes) -> list[str]:
        return [text.get_text() for text in ax.get_legend().get_texts()]

    assert named(explanation_chart(of(IDLE, idle_most_eur=[40e6, 0.0]), place="Ede")) == [
        "besteed",
        "ligt zeker stil",
    ]
    assert named(blocked_by_group_chart(of(GROUPS, blocked_eur_least=0.0))) == ["ten hoogste"]
    assert "streep: van ongunstige" not in texts(
        outcomes_per_year_chart(of(HOMES, low=[61200.0, None], high=[61200.0, None]))
    )


def test_a_legend_names_what_the_first_row_lacks() -> None:
    def named(frame: pl.DataFrame) -> list[str]:
        return [text.get_text() for text in scenarios_chart(frame).get_legend().get_texts()]

    assert len(named(SCENARIOS)) == 2
    assert named(of(SCENARIOS, free=[None, 2400.0], awarded=[5200.0, None])) == named(SCENARIOS)


def test_a_dollar_sign_is_escaped_once() -> None:
    axes = Figure(figsize=(7, 4)).add_subplot()
    blocked_by_group_chart(GROUPS, ax=axes, source="a $ b")
    source_line = " ".join(text.get_text() for text in axes.texts)
    assert r"a \$ b" in source_line and r"\\$" not in source_line
    tied = pl.DataFrame({"stream": ["$x", "y"], "value": [1.0, 1.0], "standard_error": [0.0, 0.0]})
    ax = attribution_chart(tied)
    assert r"\$x" in texts(ax) and r"\\$" not in texts(ax)


def test_lines_keep_clear_of_the_top_and_of_the_legend() -> None:
    for ax in (
        free_share_chart(of(CURVE, value=[410000.0, 410002.0, 410003.0]), least_90=0.97),
        conditions_chart(TERMS, current=2000.0),
        limit_curve_chart(LIMITS),
    ):
        most = max(
            max(line.get_ydata())
            for line in ax.lines
            if len(line.get_ydata()) == len(CURVE) or line.get_label()[:1] != "_"
        )
        assert ax.get_ylim()[0] == 0.0 and most < 0.99 * ax.get_ylim()[1]
        key, figure = ax.get_legend(), ax.figure
        if key is not None:
            assert (
                key.get_window_extent(figure.canvas.get_renderer()).y0
                >= ax.get_window_extent(figure.canvas.get_renderer()).y1
            )


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.8, 0.98])
def test_the_mark_of_a_free_share_stands_inside(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_words(free_share_chart(CURVE, least_90=share, source="CBS"), monkeypatch)


def test_lines_break_between_words_and_leave_none_alone() -> None:
    title = (
        "Planned homes: highest in Midden-Holland (115), lowest in ZUND-gemeenten (Flevoland) (11)"
    )
    assert not any(line.endswith("-") for line in fold_evenly(title, 3.0, 12, bold=True))
    for words in (
        (
            "Extra fundable homes compared with the walls of today; two separate questions, not to"
            " be added"
        ),
        (
            "Money that reaches the whole case, in million euros, over every best allocation within"
            " the walls"
        ),
    ):
        lines = fold_paragraph(words, 4.8, 9)
        assert " ".join(lines) == words and len(lines) == 2 and len(lines[1].split()) > 1
        assert all(measure_width(line, 9) <= 4.8 for line in lines)
    assert fold_paragraph("one", 6.0, 9) == ["one"] and fold_paragraph("", 6.0, 9) == [""]


def test_panels_tell_areas_with_long_names_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "Woondealregio Zuid-Kennemerland/IJmond",
        "Woondealregio Zuid-Holland Bereikbaar",
        "Ede",
        "Almere",
    ]
    ax = small_multiples_chart(
        REGIONS.with_columns(pl.Series("group", names)), years=5, source="CBS"
    )
    assert ["".join(panel.get_title(loc="left").split()) for panel in ax.child_axes] == [
        "".join(name.split()) for name in names
    ]
    check_words(ax, monkeypatch)


def test_two_streams_of_one_name_are_told_apart() -> None:
    alike = {"stream": ["a", "b"], "name": ["Fonds", "Fonds"]}
    grid = pl.DataFrame(
        {**alike, "purpose": ["land", "land"], "open": [False, True], "value_per_eur": [1e-5, None]}
    )
    assert [label.get_text() for label in shadow_prices_chart(grid).get_yticklabels()] == [
        "Fonds (a)",
        "Fonds (b)",
    ]
    parts = pl.DataFrame({**alike, "value": [2.0, 1.0], "standard_error": [0.0, 0.0]})
    assert [label.get_text() for label in attribution_chart(parts).get_yticklabels()] == [
        "Fonds (a)",
        "Fonds (b)",
    ]
    groups = GROUPS.with_columns(pl.Series("name", ["Fonds", "Fonds"]))
    long = blocked_by_group_chart(
        GROUPS.with_columns(
            pl.Series("name", ["Stimuleringsregeling Flex- en Transformatiewoningen (SFT)"] * 2)
        )
    )
    assert [label.get_text().split("\n")[-1] for label in long.get_yticklabels()] == [
        "Transfo… (Utrecht)",
        "Transfo… (Zeeland)",
    ]
    assert [label.get_text() for label in blocked_by_group_chart(groups).get_yticklabels()] == [
        "Fonds (Utrecht)",
        "Fonds (Zeeland)",
    ]
    assert money_by_group(DIVISION.with_columns(pl.Series("name", ["Fonds", "Fonds"])))[
        "name"
    ].to_list() == ["Fonds (Grondfonds)", "Fonds (Wegenfonds)"]
    assert [label.get_text() for label in blocked_by_group_chart(GROUPS).get_yticklabels()] == [
        "Utrecht",
        "Zeeland",
    ]


def test_names_are_drawn_as_they_are() -> None:
    assert escape_text("a $x$\n\x00b") == r"a \$x\$ b"
    frame = GROUPS.with_columns(pl.Series("group", ["<script>$\\frac{1}{2}$", "&amp; ☃"]))
    svg = as_svg(blocked_by_group_chart(frame).figure)
    ET.fromstring(svg)
    assert "<script>" not in svg


def test_a_script_that_the_font_lacks_is_no_noise() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        as_svg(
            blocked_by_group_chart(GROUPS.with_columns(pl.Series("group", ["漢字", "かな"]))).figure
        )


def test_colours_differ_in_grey_and_only_what_is_blocked_is_hatched() -> None:
    looks = []
    for kind in ("needed", "blocked", "detour", "surplus", "open"):
        red, green, blue = matplotlib.colors.to_rgb(FILLS[kind]["facecolor"])
        looks.append(round(0.21 * red + 0.72 * green + 0.07 * blue, 1))
    assert len(set(looks)) == len(looks)
    assert [kind for kind, fill in FILLS.items() if "hatch" in fill] == ["blocked"]
    for name in CHARTS:
        for patch in drawn(name, "nl").figure.findobj(Patch):
            assert not patch.get_hatch() or patch.get_facecolor() == to_rgba("#e69f00"), name


def test_bands_are_as_high_as_their_money_and_own_money_stays_apart() -> None:
    ax = flows_chart(FLOWS)
    high = {
        patch.get_label()[1:].replace("\0", ""): patch.get_path().vertices[:, 1]
        for patch in ax.patches
        if ">" in patch.get_label()
    }
    # where a band is level, its height is its money
    start = {gid: points[7] - points[0] for gid, points in high.items()}
    unit = start["land>land"] / 20e6
    assert {gid: round(height / unit) for gid, height in start.items()} == {
        "land>land": 20e6,
        "land>idle": 40e6,
        "road>mobility": 19e6,
        "own>land": 8e6,
        "own>idle": 2e6,
        "road>overhead": 1e6,
    }
    labels = [" ".join(text.get_text().split()) for text in ax.texts]
    assert (
        "blijft liggen 40 miljoen euro" in labels
        and "eigen geld dat blijft liggen 2 miljoen euro" in labels
    )
    assert "Eigen geld 10 miljoen euro" in labels and "uitvoeringskosten 1 miljoen euro" in labels


def test_small_streams_are_taken_together_and_no_euro_is_lost() -> None:
    many = pl.DataFrame(
        {
            "stream": [f"s{number}" for number in range(30)],
            "own": [number % 5 == 0 for number in range(30)],
            "kind": ["purpose"] * 30,
            "purpose": ["land"] * 30,
            "eur": [1e6 * (number + 1) for number in range(30)],
        }
    )
    labels = [" ".join(text.get_text().split()) for text in flows_chart(many).texts]
    assert "grond 465 miljoen euro" in labels
    assert any("andere stromen" in label for label in labels) and any(
        "andere (eigen geld)" in label for label in labels
    )


def test_a_division_keeps_to_what_every_optimum_says() -> None:
    land, road = money_by_group(DIVISION).to_dicts()
    assert land == {
        "name": "Grondfonds",
        "needed": 10e6,
        "blocked": 25e6,
        "open": 15e6,
        "surplus": 10e6,
        "budget": 60e6,
    }
    assert road == {
        "name": "Wegenfonds",
        "needed": 5e6,
        "blocked": 0.0,
        "open": 15e6,
        "surplus": 0.0,
        "budget": 20e6,
    }
    spent = money_by_group(DIVISION, spent_only=True).to_dicts()
    assert [row["surplus"] for row in spent] == [0.0, 0.0] and spent[0]["needed"] + spent[0][
        "blocked"
    ] + spent[0]["open"] == 50e6
    assert "niet vast" in texts(money_by_group_chart(DIVISION.tail(1)))
    assert "geen geld tegen" in texts(money_by_group_chart(DIVISION.tail(1), blocked=0.0))


def test_panels_share_a_scale_and_show_the_target() -> None:
    ax = small_multiples_chart(REGIONS, years=5)
    panels = ax.child_axes
    assert [panel.get_title(loc="left") for panel in panels] == [
        "Utrecht",
        "Zeeland",
        "Drenthe",
        "Fryslân",
    ]
    assert len({panel.get_xlim() for panel in panels}) == 1
    assert [bar.get_width() for bar in panels[0].patches] == [180.0, 20.0, 300.0, 80.0]
    assert [line.get_xdata()[0] for line in panels[0].lines] == [400.0] and not panels[2].lines
    assert "doel 400" in ax.get_label()
    still = REGIONS.with_columns(freed_least=0.0)
    assert "geen verschil" in texts(
        small_multiples_chart(still, freed=0.0)
    ) and "niet vast" in texts(small_multiples_chart(still))


def test_a_fan_is_made_of_quantiles() -> None:
    row = quantiles(FAN).row(2, named=True)
    assert row == {
        "measure": "freed",
        "p05": pytest.approx(1049.5),
        "p25": pytest.approx(1247.5),
        "p50": pytest.approx(1495.0),
        "p75": pytest.approx(1742.5),
        "p95": pytest.approx(1940.5),
    }
    assert "geen trekkingen" in texts(fan_chart(FAN.head(0)))


def test_charts_of_draws_count_the_draws_in_which_the_gain_exists() -> None:
    gone = FAN.with_columns(pl.when(pl.col("draw") > 40).then("freed").alias("freed"))
    assert "(5–95% van 60 trekkingen)" in texts(fan_chart(gone))
    assert "In elk van 60 trekkingen" in texts(sweep_chart(gone))


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_nothing_is_clipped_and_no_words_overlap(
    name: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_words(drawn(name, lang), monkeypatch)


def test_many_long_names_do_not_run_into_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        f"Specifieke uitkering nummer {number} voor de bouw van woningen in het hele land, tweede"
        " tranche"
        for number in range(12)
    ]
    purposes = ["grid", "land", "mobility", "nature", "planning"]
    rows = [
        (name, purpose, None if (row + column) % 3 == 0 else 1e-6 * row * column)
        for row, name in enumerate(names)
        for column, purpose in enumerate(purposes)
    ]
    prices = pl.DataFrame(
        rows, schema=["stream", "purpose", "value_per_eur"], orient="row"
    ).with_columns(pl.col("value_per_eur").is_null().alias("open"))
    check_words(shadow_prices_chart(prices, source="CBS"), monkeypatch)
    check_words(
        shadow_prices_chart(
            prices.filter(pl.col("purpose").is_in(["land", "mobility"])), source="CBS"
        ),
        monkeypatch,
    )
    flows = pl.DataFrame(
        [
            (name, row > 9, kind, "overhead" if kind == "purpose" else None, 1e6 * (row + 1))
            for row, name in enumerate(names)
            for kind in ("purpose", "overhead", "idle")
        ],
        schema=["stream", "own", "kind", "purpose", "eur"],
        orient="row",
    )
    ax = flows_chart(flows, source="CBS")
    check_words(ax, monkeypatch)
    assert "kleinere" in ax.get_label() and len(ax.get_label()) < 2500
    check_words(
        attribution_chart(
            pl.DataFrame(
                {
                    "stream": names,
                    "value": [1e6 + row for row in range(12)],
                    "standard_error": [0.0] * 12,
                }
            ),
            source="CBS",
        ),
        monkeypatch,
    )
    check_words(
        blocked_by_group_chart(
            pl.DataFrame(
                {"group": names, "blocked_eur_least": [1e9] * 12, "blocked_eur_most": [2.5e9] * 12}
            ),
            source="CBS",
        ),
        monkeypatch,
    )


def check_words(ax: Axes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text that is drawn stands inside the figure, and none lies over another."""
    figure = ax.figure
    written: list[Text] = []
    draw = Text.draw
    renderer = figure.canvas.get_renderer()
    with monkeypatch.context() as patched:
        patched.setattr(
            Text,
            "draw",
            lambda text, renderer, *more: (written.append(text), draw(text, renderer, *more))[1],
        )
        figure.draw_without_rendering()
    boxes = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in written
        if text.get_visible() and text.get_text().strip()
    ]
    slanted = {text.get_text() for text in written if text.get_rotation() % 90}
    page = figure.bbox
    assert len(boxes) > 4
    for words, box in boxes:
        assert (
            page.x0 <= box.x0
            and box.x1 <= page.x1 + 1
            and page.y0 <= box.y0
            and box.y1 <= page.y1 + 1
        ), words
    for index, (words, box) in enumerate(boxes):
        for other_words, other_box in boxes[index + 1 :]:
            if {words, other_words} & slanted:
                continue  # its box is wider than its letters
            overlap = (
                min(box.x1, other_box.x1) - max(box.x0, other_box.x0) > 1
                and min(box.y1, other_box.y1) - max(box.y0, other_box.y0) > 1
            )
            assert not overlap, (words, other_words)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.mpl_image_compare(
    baseline_dir="../golden/pictures", style="default", tolerance=2, savefig_kwargs={"dpi": 50}
)
def test_it_looks_as_it_did(name: str) -> Figure:
    """In Dutch: in English the words differ, which other tests read and measure."""
    return CHARTS[name][0](lang="nl", source="CBS", assumptions=True).figure


def test_the_style_of_the_caller_changes_nothing() -> None:
    plain_bytes = as_png(money_chart(MONEY, own=OWN).figure, 60)
    with matplotlib.style.context("dark_background"):
        assert as_png(money_chart(MONEY, own=OWN).figure, 60) == plain_bytes


@pytest.mark.parametrize(
    ("medium", "suffix"), [("word", ".png"), ("slide", ".png"), ("pdf", ".pdf"), ("web", ".svg")]
)
def test_saved_for_a_place_it_has_the_size_and_the_words(
    tmp_path: Path, medium: str, suffix: str
) -> None:
    ax = money_chart(MONEY, own=OWN, source="CBS €")
    first = [path.read_bytes() for path in save(ax, tmp_path / "geld", for_=medium)]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"geld{suffix}", "geld.txt"])
    assert [path.read_bytes() for path in save(ax.figure, tmp_path / "geld", for_=medium)] == first
    alt = (tmp_path / "geld.txt").read_text().strip()
    assert (
        alt.startswith("In dit model houden deze schotten van elke 100 euro er 37,5 tegen")
        and "80 miljoen euro" in alt
    )
    file = tmp_path / f"geld{suffix}"
    if suffix == ".png":
        picture = Image.open(file)
        assert picture.text["Description"] == alt
        width, height = picture.size
        most_width, most_height = (
            MEDIA[medium].inches[side] * MEDIA[medium].dpi for side in (0, 1)
        )
        assert width <= most_width + 1 and height <= most_height + 1
        assert abs(width - most_width) <= 1 or abs(height - most_height) <= 1
        assert picture.info["dpi"] == pytest.approx((MEDIA[medium].dpi,) * 2, abs=0.1)
    elif suffix == ".svg":
        root = ET.fromstring(file.read_text())
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img" and root.find(f"{space}desc").text == alt
        assert (
            root.find(f"{space}title").text.startswith("In dit model houden")
            and root.get("width") == "720"
        )
    else:
        content = file.read_bytes()
        assert b"/FontFile2" in content and b"CreationDate" not in content
        assert alt.encode("utf-16-be")[:40] in content or alt[:20].encode() in content


def test_a_place_or_suffix_that_is_not_there_is_refused(tmp_path: Path) -> None:
    figure = money_chart(MONEY).figure
    with pytest.raises(QuestionError, match=r"no place 'wrod'.*Did you mean 'word'"):
        save(figure, tmp_path / "x", for_="wrod")
    with pytest.raises(QuestionError, match=r"here \.png is written"):
        save(figure, tmp_path / "x.svg", for_="word")
    assert [path.name for path in save(figure, tmp_path / "x.png", for_="word")] == [
        "x.png",
        "x.txt",
    ]


def test_signs_beyond_latin_survive_in_the_picture(tmp_path: Path) -> None:
    ax = blocked_by_group_chart(
        GROUPS.with_columns(pl.Series("group", ["Fryslân → Leeuwarden…", "Łódź"]))
    )
    save(ax, tmp_path / "x", for_="word")
    assert "Fryslân → Leeuwarden…" in Image.open(tmp_path / "x.png").text["Description"]


def test_saving_twice_gives_the_same_bytes_and_nothing_else(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in save(money_chart(MONEY).figure, tmp_path / "money")]
    second = [path.read_bytes() for path in save(money_chart(MONEY).figure, tmp_path / "money")]
    assert first == second
    assert {path.name for path in tmp_path.iterdir()} == {"money.svg", "money.png", "money.txt"}
    assert "80 miljoen euro" in (tmp_path / "money.txt").read_text()


def test_a_mark_far_to_the_right_stays_within_the_picture() -> None:
    """The words at the least free share turn to the side with room."""
    for least in (0.1, 0.9):
        ax = free_share_chart(
            pl.DataFrame({"free_share": [0.0, 0.5, 1.0], "value": [1.0, 2.0, 3.0]}), least_90=least
        )
        ax.figure.canvas.draw()
        mark = next(text for text in ax.texts if "90%" in text.get_text())
        assert (
            ax.figure.bbox.x0 <= mark.get_window_extent().x0
            and mark.get_window_extent().x1 <= ax.figure.bbox.x1
        )


def test_a_number_at_the_very_end_of_an_axis_stays_within_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = of(BINDING.head(3), units=[3e5 / 1.06, 9e4, 8e4])
    ax = binding_limits_chart(limits, first="money_current")
    check_words(ax, monkeypatch)
    assert "300.000" in {text.get_text() for text in ax.get_xticklabels()}


def test_a_line_along_the_top_is_not_cut_in_half() -> None:
    ax = free_share_chart(pl.DataFrame({"free_share": [0.0, 1.0], "value": [260_000.0, 354_762.0]}))
    assert ax.get_ylim()[1] >= 1.02 * 354_762


def test_scenarios_that_free_the_same_name_no_winner_and_one_question_is_told_as_one() -> None:
    same = pl.DataFrame(
        {"name": ["een", "twee"], "free": [2000.0, 2000.0], "awarded": [None, None]},
        schema_overrides={"awarded": pl.Float64},
    )
    text = texts(scenarios_chart(same))
    assert "Elk van deze scenario's brengt evenveel: 2.000" in text and "beide vragen" not in text
    assert (
        alt_text(scenarios_chart(same.drop("awarded")).figure)
        == "Elk van deze scenario's brengt evenveel: 2.000 eenheden (gewogen). een: 2.000. twee:"
        " 2.000."
    )


def test_lines_that_lie_high_are_looked_at_from_nearby_and_say_so() -> None:
    """A gain of one percent cannot be seen from zero; a curve that starts low keeps its zero."""
    high = free_share_chart(
        pl.DataFrame({"free_share": [0.0, 1.0], "value": [469_585.0, 472_940.0]})
    )
    assert high.get_ylim()[0] > 460_000 and "de as begint niet bij nul" in texts(high)
    assert CHARTS["free_share"][0](lang="nl").get_ylim()[0] == 0 and "begint niet" not in texts(
        CHARTS["free_share"][0](lang="nl")
    )
    cut = pl.DataFrame(
        {
            "size": [0.0, 0.3],
            "value": [354_762.0, 335_000.0],
            "gain": [31_843.0, 12_081.0],
            "value_guaranteed": [354_762.0, None],
            "value_walls": [322_919.0, 310_000.0],
        }
    )
    ax = conditions_chart(cut, current=322_919.0)
    assert 0 < ax.get_ylim()[0] < 322_919 and "De as begint niet bij nul" in texts(ax)
