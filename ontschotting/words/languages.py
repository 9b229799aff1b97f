"""The languages of texts for readers."""

from __future__ import annotations

from ontschotting.errors import QuestionError

LANGUAGES = ("nl", "en")


def check_lang(lang: str, argument: str = "lang") -> None:
    """Refuse a language in which there are no texts for readers.

    Args:
        lang: `nl` or `en`
        argument: The argument or option with which an error message begins

    Raises:
        QuestionError: There is no such language.
    """
    if lang not in LANGUAGES:
        raise QuestionError(f"{argument} | no language {lang!r}. Choose {' or '.join(LANGUAGES)}.")
