"""Words that readers stumbled over: none of them comes back, in the catalogue or in a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ontschotting.words.catalogue import FOLDER

REPORTS = Path(__file__).parents[1] / "golden" / "report"
INSTEAD = {
    "nl": {
        "beurs": "gezamenlijke pot",
        "het geval": "de casus",
        "dit geval": "deze casus",
        "omslaa": "kantelen",
        "omslag": "kantelpunt",
        "slaat om": "kantelt",
        "slaat het om": "kantelt het",
        "slaat niet om": "kantelt niet",
        "opdracht": "commando",
        "oefengeval": "oefencasus",
        "Dat eerste geld": "het eerste extra geld",
        "doorgerekende gegevens": "doorrekeningen",
        "gesloten weg": "een schot, met zijn naam",
        "grenzen die geen geld": "andere grenzen dan geld",
        "laat het optimum open": "niet zeker, of: staat niet vast",
        "lezingen": "anders uitgelegd",
        "middenwaard": "middelste schatting",
        "Niemand onder": "geen gebied krijgt minder dan het nu zeker heeft",
        "terugtoets": "toets aan het verleden",
        "zo zwaar als": "telt als zoveel gelijke potten",
    },
    "en": {
        "as heavy as": "counts as so many equal pots",
        "closed road": "a wall, by its name",
        "left open by the optimum": "not certain",
        "Nobody below": "no area may end up with less than it is sure to get today",
        "partition": "separate pots",
        "roads closed": "payments that are forbidden",
        "That first money": "the first extra money",
    },
}
"""What is not written, and what is written instead."""


def _texts(lang: str) -> Iterator[tuple[str, str]]:
    """Yield where a text stands, and the text."""
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                text = message.id if lang == "en" else message.string
                for form in [text] if isinstance(text, str) else text:
                    yield f"{path.name}: {message.context}", form
    for path in sorted((REPORTS / lang).glob("*.txt")):
        yield str(path), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", INSTEAD)
def test_odd_words_do_not_come_back(lang: str) -> None:
    found = [
        f"{place}: {word!r}. Write: {better}"
        for place, text in _texts(lang)
        for word, better in INSTEAD[lang].items()
        if word.casefold() in text.casefold()
    ]
    assert found == []
