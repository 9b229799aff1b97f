"""The languages that readers are written to in."""

from __future__ import annotations

from ontschotting.errors import QuestionError

LANGUAGES = ("nl", "en")


def check_lang(lang: str, place: str = "lang") -> None:
    """Raise QuestionError for a language that readers are not written to in.

    `place` is where it was asked for.
    """
    if lang not in LANGUAGES:
        raise QuestionError(f"{place} | no language {lang!r}. Choose {' or '.join(LANGUAGES)}.")
