"""Fills in the sentences for readers."""

from __future__ import annotations

import re
from typing import Any

from ontschotting.words.languages import check_lang
from ontschotting.words.sentences_of_answers import ANSWERS
from ontschotting.words.sentences_of_certainty import CERTAINTY

SENTENCES: dict[str, dict[str, str]] = {**ANSWERS, **CERTAINTY}
"""Sentences by name and language."""


def sentence(name: str, lang: str, **values: Any) -> str:
    """Return a text as one string, filled in.

    Args:
        name: A key of SENTENCES
        lang: `nl` or `en`
        **values: What stands between braces in the text
    """
    check_lang(lang)
    return SENTENCES[name][lang].format(**values)


def sentences(name: str, lang: str, **values: Any) -> list[str]:
    """Return a text as a list of its sentences, filled in.

    Args:
        name: A key of SENTENCES
        lang: `nl` or `en`
        **values: What stands between braces in the text
    """
    # the text is split before it is filled in: a name may have a full stop in it
    return [part.format(**values) for part in re.split(r"(?<=\.) ", SENTENCES[name][lang])]
