"""The register of measures: their units, formulas and names for readers."""

from __future__ import annotations

from ontschotting.words.catalogue import texts

MEASURES: dict[str, dict[str, str]] = {
    "budget_eur": {"unit": "eur", "formula": "B(i)"},
    "value_current": {"unit": "value", "formula": "V(c)"},
    "value_lifted": {"unit": "value", "formula": "V(i)"},
    "freed": {"unit": "value", "formula": "V(i) − V(c)"},
    "crossing_eur": {
        "unit": "eur",
        "formula": (
            "least spending under i at V(i) on payments that c forbids by purpose, area, period,"
            " threshold or assurance"
        ),
    },
    "needed_eur": {"unit": "eur", "formula": "S(i, V(c))"},
    "blocked_eur": {"unit": "eur", "formula": "S(i, V(i)) − S(i, V(c))"},
    "detour_eur": {"unit": "eur", "formula": "S(c, V(c)) − S(i, V(c))"},
    "surplus_eur": {"unit": "eur", "formula": "B(i) − S(i, V(i))"},
    "utilisation": {"unit": "share", "formula": "needed / (needed + blocked)"},
    "own_tied_eur": {
        "unit": "eur",
        "formula": "O(c, V(c)) − O(i, V(c)), O the least own money at a value",
    },
    "stranded_current_eur": {"unit": "eur", "formula": "B(c) − max Σ x"},
    "stranded_lifted_eur": {"unit": "eur", "formula": "B(i) − max Σ x"},
    "top_up_eur": {"unit": "eur", "formula": "least additions to budgets so that c reaches V(i)"},
    "break_even_cut": {
        "unit": "share",
        "formula": "1 − least ρ so that i, lifted budgets × ρ, reaches V(c)",
    },
    "least_free_share": {
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + freed",
    },
    "least_free_share_90": {
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + 0.9 · freed",
    },
    "target_top_up_current_eur": {
        "unit": "eur",
        "formula": "least additions under c so that every target is met",
    },
    "target_top_up_lifted_eur": {
        "unit": "eur",
        "formula": "least additions under i so that every target is met",
    },
    "guarantee_price": {"unit": "value", "formula": "V(i) − V(i with floors)"},
}
"""Every measure of the model (docs/why/model.md): its unit and formula."""


def measure_words(name: str, lang: str) -> str:
    """Return the name of a measure for readers.

    Args:
        name: A key of `MEASURES`
        lang: `nl` or `en`
    """
    return texts("labels.measure", lang)[name]


def measure_meaning(name: str, lang: str) -> str:
    """Return what a measure means in plain words, without its formula.

    Args:
        name: A key of `MEASURES`
        lang: `nl` or `en`
    """
    return texts("labels.measure_meaning", lang)[name]
