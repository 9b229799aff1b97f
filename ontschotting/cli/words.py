"""Words, in Dutch and English, for what the results of measures name by a code."""

from __future__ import annotations

_LABELS: dict[str, dict[str, str]] = {
    "least": {"nl": "ondergrens", "en": "least"},
    "unfavourable": {"nl": "ongunstige gegevens", "en": "unfavourable data"},
    "central": {"nl": "middenwaarden", "en": "central values"},
    "favourable": {"nl": "gunstige gegevens", "en": "favourable data"},
    "most": {"nl": "bovengrens", "en": "most"},
    "low": {"nl": "naar laag", "en": "towards low"},
    "high": {"nl": "naar hoog", "en": "towards high"},
    "at_low": {"nl": "laag", "en": "low"},
    "at_central": {"nl": "middenwaarde", "en": "central value"},
    "at_high": {"nl": "hoog", "en": "high"},
    "no_flip": {"nl": "slaat niet om", "en": "does not flip"},
    "planned": {"nl": "regeling blijft", "en": "scheme stays"},
    "known": {"nl": "einde vooraf bekend", "en": "end known beforehand"},
    "surprised": {"nl": "einde als verrassing", "en": "end as a surprise"},
    "free_share": {"nl": "vrij deel", "en": "free share"},
    "cut": {"nl": "korting", "en": "cut"},
    "gain": {"nl": "winst", "en": "gain"},
    "gain_guaranteed": {"nl": "met garantie", "en": "with guarantee"},
    "current": {"nl": "binnen de schotten", "en": "within the walls"},
    "lifted": {"nl": "zonder deze schotten", "en": "without these walls"},
    "national": {"nl": "heel Nederland", "en": "the whole country"},
    "p50": {"nl": "helft", "en": "half"},
    "mean": {"nl": "gemiddeld", "en": "mean"},
    "p05": {"nl": "5%", "en": "5%"},
    "p95": {"nl": "95%", "en": "95%"},
}


def label(code: str, lang: str) -> str:
    """Return what a reader calls this code; a code without a word of its own stays as it is.

    Args:
        code: A name in a frame of a result, such as `unfavourable`
        lang: `nl` or `en`
    """
    return _LABELS.get(code, {}).get(lang, code)
