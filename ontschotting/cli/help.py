"""Help in the language of `--lang`: every text of it is in the catalogue, by command and option."""

from __future__ import annotations

import sys
from typing import Any

from typer.core import TyperCommand

from ontschotting.cli.refusals import requested_language
from ontschotting.words.catalogue import Texts, texts

SET_BY_TYPER = (
    "usage",
    "usage_options",
    "usage_command",
    "usage_arguments",
    "arguments",
    "options",
    "default",
    "required",
    "show_help",
)
"""What typer writes in English by itself."""


class SpokenCommand(TyperCommand):
    """A command whose help is in the language asked."""

    def get_help(self, ctx: Any) -> str:
        """Return the help as it is printed."""
        words = help_texts()
        speak(self, words)
        return in_words(super().get_help(ctx), words)


def help_texts() -> Texts:
    """Return the texts of the help, in the language that is typed."""
    return texts("help", requested_language(sys.argv))


def speak(command: Any, words: Texts) -> None:
    """Give a command and its options their help in the language of these texts.

    Args:
        command: A command of typer
        words: The texts of the help
    """
    command.help = words[f"command.{command.name}"]
    for parameter in command.params:
        if parameter.help:
            own = f"option.{command.name}.{parameter.name}"
            parameter.help = words[own if own in words else f"option.{parameter.name}"]


def in_words(text: str, words: Texts) -> str:
    """Return a page of help with the words that typer sets in the language of these texts.

    Args:
        text: The page, as typer writes it
        words: The texts of the help
    """
    english = texts("help", "en")
    for name in SET_BY_TYPER:
        text = text.replace(english[f"typer.{name}"], words[f"typer.{name}"])
    return text
