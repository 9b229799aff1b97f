"""What readers read, in Dutch and English: numbers, names of measures, and sentences with their reservation."""

from __future__ import annotations

import math
from typing import Any

from babel.numbers import format_decimal

LANGUAGES = ("nl", "en")


def amount(value: float | None, lang: str, unit: str = "") -> str:
    """A number as people write it. `eur` gives euros in thousands, millions or billions with three significant digits.

    >>> amount(40_000_000.0, "nl", "eur")
    '40 miljoen euro'
    >>> amount(2000.0, "en")
    '2,000'
    """
    if value is None or not math.isfinite(value):
        return {"nl": "niet te geven", "en": "none exists"}[lang]
    if unit == "eur":
        return _euros(value, lang)
    if unit == "share":
        return f"{number(100 * value, lang, 1)}%"
    text = number(value, lang, 0 if abs(value) >= 100 else 1)
    return f"{text} {unit}".strip()


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with separators, trailing zeros left out and no negative zero."""
    rounded = round(value, decimals) + 0.0
    return format_decimal(rounded, format="#,##0." + "#" * decimals if decimals else "#,##0", locale={"nl": "nl_NL", "en": "en_GB"}[lang])


_SIZES = {"nl": ((1e9, "miljard euro"), (1e6, "miljoen euro"), (1.0, "euro")), "en": ((1e9, "billion euros"), (1e6, "million euros"), (1.0, "euros"))}


def _euros(value: float, lang: str) -> str:
    size, word = next((pair for pair in _SIZES[lang] if abs(value) >= 0.9995 * pair[0]), _SIZES[lang][-1])
    scaled = value / size
    decimals = 0 if size == 1.0 or abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2
    return f"{number(scaled, lang, decimals)} {word}"


MEASURES: dict[str, dict[str, str]] = {
    "budget_eur": {"nl": "budget", "en": "budget", "unit": "eur", "formula": "B(i)"},
    "value_current": {"nl": "binnen de schotten", "en": "within the walls", "unit": "value", "formula": "V(c)"},
    "value_lifted": {"nl": "zonder deze schotten", "en": "without these walls", "unit": "value", "formula": "V(i)"},
    "freed": {"nl": "vrijgespeeld", "en": "freed", "unit": "value", "formula": "V(i) − V(c)"},
    "crossing_eur": {
        "nl": "over het schot", "en": "crossing", "unit": "eur",
        "formula": "least spending under i at V(i) on roads closed in c by purpose, area, period, threshold or assurance",
    },
    "needed_eur": {"nl": "nodig", "en": "needed", "unit": "eur", "formula": "S(i, V(c))"},
    "blocked_eur": {"nl": "geblokkeerd", "en": "blocked", "unit": "eur", "formula": "S(i, V(i)) − S(i, V(c))"},
    "detour_eur": {"nl": "omweg", "en": "detour", "unit": "eur", "formula": "S(c, V(c)) − S(i, V(c))"},
    "surplus_eur": {"nl": "overschot", "en": "surplus", "unit": "eur", "formula": "B(i) − S(i, V(i))"},
    "utilisation": {"nl": "benutting", "en": "utilisation", "unit": "share", "formula": "needed / (needed + blocked)"},
    "stranded_current_eur": {"nl": "onbesteedbaar binnen de schotten", "en": "stranded within the walls", "unit": "eur", "formula": "B(c) − max Σ x"},
    "stranded_lifted_eur": {"nl": "onbesteedbaar zonder deze schotten", "en": "stranded without these walls", "unit": "eur", "formula": "B(i) − max Σ x"},
    "top_up_eur": {"nl": "bijpassen", "en": "top-up", "unit": "eur", "formula": "least additions to budgets so that c reaches V(i)"},
    "break_even_cut": {"nl": "korting waarbij het totaal gelijk blijft", "en": "break-even cut", "unit": "share", "formula": "1 − least ρ so that i, lifted budgets × ρ, reaches V(c)"},
    "least_free_share": {"nl": "kleinste vrij besteedbaar deel voor de hele winst", "en": "least free share for the whole gain", "unit": "share", "formula": "least φ so that i with free share φ reaches V(c) + freed"},
    "least_free_share_90": {"nl": "kleinste vrij besteedbaar deel voor 90% van de winst", "en": "least free share for 90% of the gain", "unit": "share", "formula": "least φ so that i with free share φ reaches V(c) + 0.9 · freed"},
    "target_top_up_current_eur": {"nl": "bijpassen tot de doelen, binnen de schotten", "en": "top-up to the targets, within the walls", "unit": "eur", "formula": "least additions under c so that every target is met"},
    "target_top_up_lifted_eur": {"nl": "bijpassen tot de doelen, zonder deze schotten", "en": "top-up to the targets, without these walls", "unit": "eur", "formula": "least additions under i so that every target is met"},
    "guarantee_price": {"nl": "prijs van de garantie", "en": "price of the guarantee", "unit": "value", "formula": "V(i) − V(i with floors)"},
}  # fmt: skip
"""Every measure of model.md: its name for readers, unit and formula."""

SENTENCES: dict[str, dict[str, str]] = {
    "allocation": {
        "nl": "Onder het regime '{regime}' is met dit geld ten hoogste {value} te bekostigen, met ten minste {spent}. Dit is een optimum van het model, geen voorspelling.",
        "en": "Under the regime '{regime}' this money can fund at most {value}, with at least {spent}. This is an optimum of the model, not a forecast.",
    },
    "comparison": {
        "nl": (
            "Binnen de schotten zijn ten hoogste {current} {units} te bekostigen, zonder deze schotten ({regime}) {lifted}: {freed} erbij. Van het geld is {needed} nodig voor het "
            "resultaat van nu, {blocked} geblokkeerd en {surplus} overschot. Dit vergelijkt twee optima bij de opgegeven bedragen, behoeften en grenzen; het is geen voorspelling."
        ),
        "en": (
            "Within the walls at most {current} {units} can be funded, without these walls ({regime}) {lifted}: {freed} more. Of the money {needed} is needed for today's "
            "result, {blocked} is blocked and {surplus} is surplus. This compares two optima given the listed money, needs and limits; it is no forecast."
        ),
    },
    "comparison_none": {
        "nl": "Binnen de schotten zijn ten hoogste {current} {units} te bekostigen; zonder deze schotten ({regime}) is dat resultaat met deze korting of garantie niet te halen ({lifted}). Geen voorspelling.",
        "en": "Within the walls at most {current} {units} can be funded; without these walls ({regime}) that result cannot be reached with this cut or guarantee ({lifted}). No forecast.",
    },
    "free_share": {
        "nl": "Met {ninety} van elk budget vrij besteedbaar komt 90% van de winst al binnen bereik, met {whole} de hele winst ({freed} {units}). Vergelijking van optima, geen voorspelling.",
        "en": "With {ninety} of each budget free, 90% of the gain is within reach, with {whole} the whole gain ({freed} {units}). A comparison of optima, no forecast.",
    },
    "bounds": {
        "nl": "Over alle opgegeven marges ligt de winst tussen {least} en {most} {units} (midden: {central}). De ondergrens vergelijkt de gunstigste gegevens voor vandaag met de ongunstigste zonder schotten; ligt die onder nul, dan sluiten de gegevens niet uit dat de schotten niets kosten.",
        "en": "Over all given margins the gain lies between {least} and {most} {units} (central: {central}). The lower end pairs the data most favourable to today with those least favourable without walls; where it lies below zero, the data do not rule out that the walls cost nothing.",
    },
    "swings": {
        "nl": "De invoer die de winst het meest verschuift, een voor een: {first}. De rest staat dan op de middenwaarde.",
        "en": "The inputs that move the gain most, one at a time: {first}. The rest then stands at its central value.",
    },
    "no_swings": {
        "nl": "Geen invoer van dit geval heeft een marge, dus er is geen bandbreedte te geven.",
        "en": "No input of this case has a margin, so no range can be given.",
    },
    "sweep": {
        "nl": "In {draws} trekkingen binnen de opgegeven marges ligt de winst tussen {p05} en {p95} {units} (5-95%; helft: {p50}; gemiddeld: {mean}); in {none} daarvan maken deze schotten geen verschil. Dit zegt wat de opgegeven marges doen, niet wat buiten de gegevens bleef; geen voorspelling.",
        "en": "In {draws} draws within the given margins the gain lies between {p05} and {p95} {units} (5-95%; half: {p50}; mean: {mean}); in {none} of them these walls make no difference. This says what the given margins do, not what was left out of the data; no forecast.",
    },
    "sweep_measure": {
        "nl": "In {draws} trekkingen binnen de opgegeven marges ligt '{measure}' tussen {p05} en {p95} {units} (5-95%; helft: {p50}; gemiddeld: {mean}). Dit zegt wat de opgegeven marges doen, niet wat buiten de gegevens bleef; geen voorspelling.",
        "en": "In {draws} draws within the given margins '{measure}' lies between {p05} and {p95} {units} (5-95%; half: {p50}; mean: {mean}). This says what the given margins do, not what was left out of the data; no forecast.",
    },
}  # fmt: skip
"""Sentences by name; each carries its reservation."""


def sentence(name: str, lang: str, **values: Any) -> str:
    """A sentence of the table above, filled in."""
    return SENTENCES[name][lang].format(**values)


def outcome_words(outcomes: list[str], lang: str) -> str:
    """What the value counts, in words: the one outcome, or `weighted units` when there are several."""
    known = {"homes": {"nl": "woningen", "en": "homes"}}
    if len(outcomes) == 1:
        return known.get(outcomes[0], {}).get(lang, outcomes[0])
    return {"nl": "eenheden (gewogen)", "en": "units (weighted)"}[lang]
