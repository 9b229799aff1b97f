"""What the tables of the Dutch cases say in English reports: titles, streams and one note."""

from __future__ import annotations

STREAM_NAMES = {
    "wbi_t1": "Housing impulse (Woningbouwimpuls), round 1 (2020)",
    "wbi_t2": "Housing impulse (Woningbouwimpuls), round 2 (2020)",
    "wbi_t3": "Housing impulse (Woningbouwimpuls), round 3 (2021)",
    "wbi_t4": "Housing impulse (Woningbouwimpuls), round 4 (2022)",
    "wbi_t5": "Housing impulse (Woningbouwimpuls), round 5 (2023)",
    "wbi_t6": "Housing impulse (Woningbouwimpuls), round 6 (2023/24)",
    "wbi_t7": "Housing impulse (Woningbouwimpuls), round 7 (2025)",
    "wbi_t8": "Housing impulse (Woningbouwimpuls), new round (September 2026)",
    "startbouwimpuls": "Start-of-building impulse (Startbouwimpuls)",
    "sft_r1": "Flexible and converted homes (SFT), round 1",
    "sft_r2": "Flexible and converted homes (SFT), round 2",
    "gebiedsbudget_475": "Area budget for large NOVEX housing sites (475 million)",
    "gebiedsbudget_877": "Area budget for large-scale housing 2025 (877 million)",
    "wmre": "Faster housing in the Eindhoven region (WMRE)",
    "groeiopgave_almere": "Specific grant for the growth of Almere",
    "realisatiestimulans": "Temporary bonus per home started (realisatiestimulans)",
    "wokt_2022": "Housing soon through infrastructure beyond the plan (WoKT)",
    "mf_novex_6mld": "Mobility fund: access to 17 large NOVEX sites (part of 7.5 billion)",
    "mf_25mld_2025": "Mobility fund: access to housing, 2.5 billion (coalition agreement 2024)",
    "own_money": "Own money of municipalities and provinces",
}
"""The name of each stream; what is known by its Dutch name keeps that between brackets."""
SHORT_NAMES = {
    "wbi_t1": "WBI 1 (2020)",
    "wbi_t2": "WBI 2 (2020)",
    "wbi_t3": "WBI 3 (2021)",
    "wbi_t4": "WBI 4 (2022)",
    "wbi_t5": "WBI 5 (2023)",
    "wbi_t6": "WBI 6 (2023/24)",
    "wbi_t7": "WBI 7 (2025)",
    "wbi_t8": "WBI 2026",
    "mf_novex_6mld": "MF NOVEX",
    "mf_25mld_2025": "MF 2024",
    "wmre": "WMRE",
    "wokt_2022": "WoKT",
}
"""Short names for charts: the same in both languages, so only where the scheme is known by one."""
TITLES = {
    "Nederland, woningbouw 2026-2030": "The Netherlands, housing 2026-2030",
    "Nederland, woningbouw 2020-2024 (terugtoets)": (
        "The Netherlands, housing 2020-2024 (tested against what was built)"
    ),
    "Nederland, het volgende geld 2029-2035": "The Netherlands, the next money 2029-2035",
}
TARGET_NOTE = "telt alle toevoegingen, ook transformatie en splitsing"
TARGET_NOTE_EN = "counts all additions, conversions and divisions of homes too"
