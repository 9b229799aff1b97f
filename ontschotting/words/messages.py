"""What findings and errors say, in either language: a text of the catalogue with its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from ontschotting.errors import Problem
from ontschotting.words.catalogue import Texts, texts

LONGEST_SHOWN = 80
"""A message shows so many signs of the text that it is about."""


@dataclass(frozen=True, eq=False)
class Message:
    """A text of the catalogue `findings` and the values that it names.

    Attributes:
        code: The name of the text: the stable code of a finding, the same in every language
        values: By name, what stands between the braces: texts, numbers, other messages, or
            declarations with a meaning in both languages (`nl`, `en`)
    """

    code: str
    values: Mapping[str, Any]

    def text(self, lang: str) -> str:
        """Return the message for readers.

        Args:
            lang: `nl` or `en`
        """
        return _filled_in(texts("findings", lang), self.code, self.values, lang)


def message(code: str, /, **values: Any) -> Message:
    """Return a message of a finding by its code and its values."""
    return Message(code, values)


def problem(code: str, /, **values: Any) -> Problem:
    """Return what is wrong with a question, by its code and its values.

    Args:
        code: The name of a text in the catalogue `questions`
        **values: What stands between its braces, as in a message; other problems too
    """
    english, dutch = (
        _filled_in(texts("questions", lang), code, values, lang) for lang in ("en", "nl")
    )
    return Problem(code, english, dutch)


def any_of(names: Iterable[object]) -> Problem:
    """Return names with *or* between them.

    Args:
        names: At least one
    """
    shown = [repr(name) for name in names]
    return Problem("any_of", " or ".join(shown), " of ".join(shown))


def _filled_in(catalogue: Texts, code: str, values: Mapping[str, Any], lang: str) -> str:
    pattern = catalogue.for_count(code, values.get("count", 2))
    return _InLanguage(lang).format(pattern, **values)


class _InLanguage(Formatter):
    """Fill in a text: messages inside messages, and numbers with the signs of the language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion == "r" and isinstance(value, str) and len(value) > LONGEST_SHOWN:
            return f"{value[:LONGEST_SHOWN]!r}…"
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return value.text(self._lang)
        if hasattr(value, self._lang):
            return str(getattr(value, self._lang))
        text = str(super().format_field(value, format_spec))
        if self._lang == "nl" and isinstance(value, float | int) and format_spec:
            return text.translate({ord(","): ".", ord("."): ","})
        return text
