"""Fills in a sentence of the catalogue."""

from __future__ import annotations

import re
from typing import Any

from ontschotting.words.languages import check_lang
from ontschotting.words.sentences_of_answers import ANSWERS
from ontschotting.words.sentences_of_certainty import CERTAINTY

SENTENCES: dict[str, dict[str, str]] = {**ANSWERS, **CERTAINTY}
"""Sentences by name and language."""


def sentence(name: str, lang: str, **values: Any) -> str:
    """A text of the table above, filled in."""
    check_lang(lang)
    return SENTENCES[name][lang].format(**values)


def sentences(name: str, lang: str, **values: Any) -> list[str]:
    """The sentences of a text of the table above, filled in.

    They are told apart before that: a name may have a full stop in it.
    """
    return [part.format(**values) for part in re.split(r"(?<=\.) ", SENTENCES[name][lang])]
