"""The register of measures: their names for readers, units and formulas."""

from __future__ import annotations

MEASURES: dict[str, dict[str, str]] = {
    "budget_eur": {"nl": "budget", "en": "budget", "unit": "eur", "formula": "B(i)"},
    "value_current": {
        "nl": "binnen de schotten",
        "en": "within the walls",
        "unit": "value",
        "formula": "V(c)",
    },
    "value_lifted": {
        "nl": "zonder deze schotten",
        "en": "without these walls",
        "unit": "value",
        "formula": "V(i)",
    },
    "freed": {"nl": "vrijgespeeld", "en": "freed", "unit": "value", "formula": "V(i) − V(c)"},
    "crossing_eur": {
        "nl": "over het schot",
        "en": "crossing",
        "unit": "eur",
        "formula": (
            "least spending under i at V(i) on roads closed in c by purpose, area, period,"
            " threshold or assurance"
        ),
    },
    "needed_eur": {"nl": "nodig", "en": "needed", "unit": "eur", "formula": "S(i, V(c))"},
    "blocked_eur": {
        "nl": "geblokkeerd",
        "en": "blocked",
        "unit": "eur",
        "formula": "S(i, V(i)) − S(i, V(c))",
    },
    "detour_eur": {
        "nl": "omweg",
        "en": "detour",
        "unit": "eur",
        "formula": "S(c, V(c)) − S(i, V(c))",
    },
    "surplus_eur": {
        "nl": "overschot",
        "en": "surplus",
        "unit": "eur",
        "formula": "B(i) − S(i, V(i))",
    },
    "utilisation": {
        "nl": "benutting",
        "en": "utilisation",
        "unit": "share",
        "formula": "needed / (needed + blocked)",
    },
    "stranded_current_eur": {
        "nl": "onbesteedbaar binnen de schotten",
        "en": "stranded within the walls",
        "unit": "eur",
        "formula": "B(c) − max Σ x",
    },
    "stranded_lifted_eur": {
        "nl": "onbesteedbaar zonder deze schotten",
        "en": "stranded without these walls",
        "unit": "eur",
        "formula": "B(i) − max Σ x",
    },
    "top_up_eur": {
        "nl": "bijpassen",
        "en": "top-up",
        "unit": "eur",
        "formula": "least additions to budgets so that c reaches V(i)",
    },
    "break_even_cut": {
        "nl": "korting waarbij het totaal gelijk blijft",
        "en": "break-even cut",
        "unit": "share",
        "formula": "1 − least ρ so that i, lifted budgets × ρ, reaches V(c)",
    },
    "least_free_share": {
        "nl": "kleinste vrij besteedbaar deel voor de hele winst",
        "en": "least free share for the whole gain",
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + freed",
    },
    "least_free_share_90": {
        "nl": "kleinste vrij besteedbaar deel voor 90% van de winst",
        "en": "least free share for 90% of the gain",
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + 0.9 · freed",
    },
    "target_top_up_current_eur": {
        "nl": "bijpassen tot de doelen, binnen de schotten",
        "en": "top-up to the targets, within the walls",
        "unit": "eur",
        "formula": "least additions under c so that every target is met",
    },
    "target_top_up_lifted_eur": {
        "nl": "bijpassen tot de doelen, zonder deze schotten",
        "en": "top-up to the targets, without these walls",
        "unit": "eur",
        "formula": "least additions under i so that every target is met",
    },
    "guarantee_price": {
        "nl": "prijs van de garantie",
        "en": "price of the guarantee",
        "unit": "value",
        "formula": "V(i) − V(i with floors)",
    },
}
"""Every measure of the model (docs/why/model.md): its name for readers, unit and formula."""
