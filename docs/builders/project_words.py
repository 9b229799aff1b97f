"""The words of the pages on real projects that stand in tables or depend on a number."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "all": "alles",
        "published": "gepubliceerd",
        "derived": "afgeleid",
        "assumption": "aanname",
        "chance": " (kans {share})",
        "closes": "sluit",
        "short": "{eur} te kort",
        "assumed": {"": "", "low": " (laag)", "central": " (aangenomen)", "high": " (hoog)"},
        "units": {"ha": "hectare", "cm": "centimeter", "homes": "woningen", "projects": ""},
        "situations": {
            "as_it_was": "met al het geld dat kwam",
            "before": "zonder het geld dat het laatst kwam",
            "apart": "als elke pot alleen zijn eigen doel mocht betalen",
            "asked": "met het gevraagde geld erbij",
            "refused": "zoals het ging: geweigerd",
            "package": "het pakket van 2021",
        },
    },
    "en": {
        "all": "anything",
        "published": "published",
        "derived": "derived",
        "assumption": "assumption",
        "chance": " (chance {share})",
        "closes": "closes",
        "short": "{eur} short",
        "assumed": {"": "", "low": " (low)", "central": " (assumed)", "high": " (high)"},
        "units": {"ha": "hectares", "cm": "centimetres", "homes": "homes", "projects": ""},
        "situations": {
            "as_it_was": "with all money that came",
            "before": "without the money that came last",
            "apart": "had each pot paid for its own purpose alone",
            "asked": "with the money that was asked",
            "refused": "as it went: refused",
            "package": "the package of 2021",
        },
    },
}
