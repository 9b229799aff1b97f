"""The words of docs/tien-procent.md and docs/ten-percent.md that depend on a number."""

from __future__ import annotations

WORDS = {
    "nl": {
        "central": "centraal",
        "unfavourable": "alles ongunstig",
        "favourable": "alles gunstig",
        "province": "centraal, garantie per provincie",
        "draws": (
            "{count} trekkingen: 5%, helft, 95%; met bouwtempo {limit_count}: laagste, helft,"
            " hoogste"
        ),
        "gains": "vooruit",
        "loses": "achteruit",
        "same": "gelijk",
        "open": "ligt niet vast",
        "none": "niet te halen",
        "less": "{eur} minder",
        "more": "{eur} meer",
        "to": "tot",
    },
    "en": {
        "central": "central",
        "unfavourable": "all unfavourable",
        "favourable": "all favourable",
        "province": "central, guarantee for each province",
        "draws": (
            "{count} draws: 5%, half, 95%; with building pace {limit_count}: lowest, half, highest"
        ),
        "gains": "gains",
        "loses": "loses",
        "same": "the same",
        "open": "not determined",
        "none": "out of reach",
        "less": "{eur} less",
        "more": "{eur} more",
        "to": "to",
    },
}

SCOPES = {
    "nl": {
        "all": "al het geld van het Rijk in de casus",
        "grants": "alleen specifieke uitkeringen, dus zonder Mobiliteitsfonds",
        "not_awarded": "alleen geld dat nog niet is toegekend",
    },
    "en": {
        "all": "all money of the state in the case",
        "grants": "specific grants only, so without the Mobility Fund",
        "not_awarded": "only money that was not awarded yet",
    },
}
