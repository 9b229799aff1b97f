"""Read the texts for readers from the catalogue in `texts/`, in Dutch and English.

A text has a name, such as `report.kicker`: what stands before its first full stop is the file, here
`texts/report.po`. In the file the name is `msgctxt`, the English text `msgid` and the Dutch text
`msgstr`. A file is read when its first text is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ontschotting.errors import Problem, QuestionError
from ontschotting.words.languages import LANGUAGES

FOLDER = Path(__file__).parent / "texts"


class Texts(Mapping[str, str]):
    """The texts of one section of the catalogue in one language, by name."""

    def __init__(self, section: str, forms: Mapping[str, tuple[str, str]]) -> None:
        """Hold the texts.

        Args:
            section: The part of their names that they share
            forms: By the rest of the name, the text for one and the text for any other number
        """
        self._section, self._forms = section, forms

    def __getitem__(self, name: str) -> str:
        """Return a text; of one with two forms the plural."""
        return self._both(name)[1]

    def for_count(self, name: str, count: float) -> str:
        """Return the form of a text that goes with a number: the singular for one."""
        return self._both(name)[0 if count == 1 else 1]

    def _both(self, name: str) -> tuple[str, str]:
        if name not in self._forms:
            file = f"words/texts/{self._section.partition('.')[0]}.po"
            raise KeyError(f"no text {self._section}.{name}. Add it to {file}.")
        return self._forms[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)


@cache
def texts(section: str, lang: str) -> Texts:
    """Return the texts of a section, by the rest of their names.

    Args:
        section: The name of a file in `texts/`, with the part of it that is meant:
            `report`, `charts.money`
        lang: `nl` or `en`

    Raises:
        QuestionError: There is no such language.

    Examples:
        >>> texts("report", "en")["kicker"]
        'Report on separate pots of public money'
    """
    check_lang(lang)
    start = f"{section}."
    return Texts(
        section,
        {
            name.removeprefix(start): forms[lang]
            for name, forms in read_file(section.partition(".")[0]).items()
            if name.startswith(start)
        },
    )


def check_lang(lang: str, argument: str = "lang") -> None:
    """Refuse a language in which there are no texts for readers.

    Args:
        lang: `nl` or `en`
        argument: The argument or option with which an error message begins

    Raises:
        QuestionError: There is no such language.
    """
    if lang not in LANGUAGES:
        forms = read_file("questions")["questions.unknown_language"]
        english, dutch = (
            forms[each][0].format(argument=argument, lang=lang) for each in ("en", "nl")
        )
        raise QuestionError(Problem("unknown_language", english, dutch))


def in_both_languages(section: str, name: str) -> str:
    """Return a text in Dutch and English, such as *tabblad / sheet*.

    Args:
        section: The section of the text
        name: The rest of its name
    """
    return " / ".join(texts(section, lang)[name] for lang in LANGUAGES)


@cache
def read_file(domain: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Return every text of a file: by name and language, its singular and its plural.

    A text that has one form has it twice.

    Args:
        domain: The name of the file without `.po`
    """
    from babel.messages.pofile import read_po  # heavy at start, and without texts not needed

    with (FOLDER / f"{domain}.po").open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {
        message.context: {"en": _forms(message.id), "nl": _forms(message.string or "")}
        for message in catalogue
        if message.context
    }


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, str]:
    return (text, text) if isinstance(text, str) else (text[0], text[1])
