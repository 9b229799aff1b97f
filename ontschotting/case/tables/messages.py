"""What a finding says, in either language: a text of the catalogue with its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from ontschotting.support.suggestions import nearest, visible
from ontschotting.words.catalogue import texts


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
        catalogue = texts("findings", lang)
        pattern = catalogue.for_count(self.code, self.values.get("count", 2))
        return _InLanguage(lang).format(pattern, **self.values)


def message(code: str, /, **values: Any) -> Message:
    """Return a message by its code and its values."""
    return Message(code, values)


def hint(name: str, known: Iterable[str]) -> Message | str:
    """Return ` Nearest: 'x'.` with a space before it as a message, or nothing.

    Args:
        name: As it stands in the table
        known: The names to choose from
    """
    suggestion = nearest(name, known)
    if suggestion is None:
        return ""
    if visible(suggestion) == suggestion and visible(name) == name:
        return message("hint_nearest", nearest=suggestion)
    return message(
        "hint_invisible",
        nearest=suggestion,
        here=visible(name),
        there=visible(suggestion),
    )


class _InLanguage(Formatter):
    """Fill in a text: messages inside messages, and numbers with the signs of the language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return value.text(self._lang)
        if hasattr(value, self._lang):
            return str(getattr(value, self._lang))
        text = str(super().format_field(value, format_spec))
        if self._lang == "nl" and isinstance(value, float | int) and format_spec:
            return text.translate({ord(","): ".", ord("."): ","})
        return text
