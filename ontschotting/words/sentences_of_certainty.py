"""Sentences on how certain an answer is, in Dutch and English; each carries its reservation."""

from __future__ import annotations

CERTAINTY: dict[str, dict[str, str]] = {
    "bounds": {
        "nl": (
            "Over alle opgegeven marges ligt de winst tussen {least} en {most} {units} (midden:"
            " {central}). De ondergrens vergelijkt de gunstigste gegevens voor vandaag met de"
            " ongunstigste zonder schotten; ligt die onder nul, dan sluiten de gegevens niet uit"
            " dat de schotten niets kosten."
        ),
        "en": (
            "Over all given margins the gain lies between {least} and {most} {units} (central:"
            " {central}). The lower end pairs the data most favourable to today with those least"
            " favourable without walls; where it lies below zero, the data do not rule out that the"
            " walls cost nothing."
        ),
    },
    "tornado": {
        "nl": (
            "De invoer die de winst het meest verschuift, één voor één: {first}. De rest staat dan"
            " op de middenwaarde."
        ),
        "en": (
            "The inputs that move the gain most, one at a time: {first}. The rest then stands at"
            " its central value."
        ),
    },
    "switching_values_nothing_freed": {
        "nl": "Op de middenwaarden komt zonder deze schotten niets vrij",
        "en": "On central values nothing falls free without these walls",
    },
    "switching_values_freed": {
        "nl": "Op de middenwaarden komt zonder deze schotten iets vrij",
        "en": "On central values something falls free without these walls",
    },
    "switching_values": {
        "nl": (
            "{now}; de kleinste verschuiving in procenten, één tegelijk, waarbij dat omslaat:"
            " {first} ({move}). Gemeten aan de eigen marge is het dichtst bij omslaan: {nearest}"
            " (op {part} van die marge). Van de {all} onderzochte verschuivingen slaan er {within}"
            " om binnen de opgegeven marge. Invoer die samen beweegt kan eerder omslaan; geen"
            " voorspelling."
        ),
        "en": (
            "{now}; the least move in percent, one at a time, at which that flips: {first}"
            " ({move}). Measured by its own margin the nearest to a flip is: {nearest} (at {part}"
            " of that margin). Of the {all} moves examined, {within} flip within the given margin."
            " Inputs that move together can flip it sooner; no forecast."
        ),
    },
    "switching_values_none": {
        "nl": (
            "{now}, en geen invoer met een marge slaat dat in zijn eentje om, tot {reach} keer zijn"
            " marge. Invoer die samen beweegt kan dat wel; geen voorspelling."
        ),
        "en": (
            "{now}, and no input with a margin flips that by itself, up to {reach} times its"
            " margin. Inputs that move together can; no forecast."
        ),
    },
    "tornado_none": {
        "nl": "Geen invoer van dit geval heeft een marge, dus er is geen bandbreedte te geven.",
        "en": "No input of this case has a margin, so no range can be given.",
    },
    "sweep": {
        "nl": (
            "In {draws} trekkingen binnen de opgegeven marges ligt de winst tussen {p05} en {p95}"
            " {units} (5–95%; helft: {p50}; gemiddeld: {mean}); in {none} daarvan maken deze"
            " schotten geen verschil. Dit zegt wat de opgegeven marges doen, niet wat buiten de"
            " gegevens bleef; geen voorspelling."
        ),
        "en": (
            "In {draws} draws within the given margins the gain lies between {p05} and {p95}"
            " {units} (5–95%; half: {p50}; mean: {mean}); in {none} of them these walls make no"
            " difference. This says what the given margins do, not what was left out of the data;"
            " no forecast."
        ),
    },
    "back_test_total": {
        "nl": (
            "Gebouwd: {observed} {units} in de vergeleken jaren; volgens het model {least} tot"
            " {most} in een beste toedeling van het geld, en nooit meer dan {possible}."
        ),
        "en": (
            "Built: {observed} {units} in the years compared; according to the model {least} to"
            " {most} in a best allocation of the money, and never more than {possible}."
        ),
    },
    "back_test_areas": {
        "nl": (
            "Van de {count} gebieden kwam er in {refuted} meer dan volgens dit model hoe dan ook"
            " kon, in {above} meer dan in elke beste toedeling, in {below} minder, en lag het in"
            " {within} ertussen."
        ),
        "en": (
            "Of the {count} areas {refuted} built more than this model says could be at all,"
            " {above} more than in any best allocation, {below} less than in every one, and"
            " {within} lay between."
        ),
    },
    "back_test_limited": {
        "nl": (
            "Meer geld voegt hier niets toe: dit toetst de opgegeven plannen en bouwcapaciteit,"
            " niet het geld."
        ),
        "en": (
            "More money adds nothing here: this tests the given plans and building capacity, not"
            " the money."
        ),
    },
    "back_test": {
        "nl": (
            "Een optimum is een bovenwaarde: dat er minder kwam weerlegt het niet, dat er meer kwam"
            " wel, en binnen een ruime marge liggen bevestigt weinig."
        ),
        "en": (
            "An optimum is an upper value: less does not refute it, more does, and to lie within a"
            " wide range confirms little."
        ),
    },
    "sweep_measure": {
        "nl": (
            "In {draws} trekkingen binnen de opgegeven marges ligt '{measure}' tussen {p05} en"
            " {p95} {units} (5–95%; helft: {p50}; gemiddeld: {mean}). Dit zegt wat de opgegeven"
            " marges doen, niet wat buiten de gegevens bleef; geen voorspelling."
        ),
        "en": (
            "In {draws} draws within the given margins '{measure}' lies between {p05} and {p95}"
            " {units} (5–95%; half: {p50}; mean: {mean}). This says what the given margins do, not"
            " what was left out of the data; no forecast."
        ),
    },
    "sweep_missing": {
        "nl": "Trekkingen waarin zo'n bedrag niet bestaat, tellen hier niet mee: {draws}.",
        "en": "Draws in which no such amount exists are not counted here: {draws}.",
    },
    "sweep_nowhere": {
        "nl": (
            "In geen van de trekkingen binnen de opgegeven marges ({draws}) bestaat '{measure}'."
            " Dit zegt wat de opgegeven marges doen, niet wat buiten de gegevens bleef; geen"
            " voorspelling."
        ),
        "en": (
            "In none of the draws within the given margins ({draws}) does '{measure}' exist. This"
            " says what the given margins do, not what was left out of the data; no forecast."
        ),
    },
}
