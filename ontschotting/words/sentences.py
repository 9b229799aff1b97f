"""Fills in the sentences of answers."""

from __future__ import annotations

import re
from typing import Any

from ontschotting.words.catalogue import texts


def sentence(name: str, lang: str, **values: Any) -> str:
    """Return a text as one string, filled in.

    Args:
        name: The name of the text in `texts/answers.po`, without `answers.`
        lang: `nl` or `en`
        **values: What stands between braces in the text
    """
    return texts("answers", lang)[name].format(**values)


def sentences(name: str, lang: str, **values: Any) -> list[str]:
    """Return a text as a list of its sentences, filled in.

    Args:
        name: The name of the text in `texts/answers.po`, without `answers.`
        lang: `nl` or `en`
        **values: What stands between braces in the text
    """
    # the text is split before it is filled in: a name may have a full stop in it
    return [part.format(**values) for part in re.split(r"(?<=\.) ", texts("answers", lang)[name])]
