"""The help of the terminal is in the language asked, and its English is that of the code."""

from __future__ import annotations

import pytest
import typer

from ontschotting.cli.app import HEADINGS
from ontschotting.cli.commands import app
from ontschotting.cli.help import SET_BY_TYPER
from ontschotting.words.catalogue import texts
from tests.cli.terminal import run

COMMANDS = {
    command.name or command.callback.__name__: command
    for command in app.registered_commands
    if command.callback is not None
}


def test_the_catalogue_has_each_text_of_the_help_as_the_code_has_it() -> None:
    group = typer.main.get_command(app)
    english, used = dict(texts("help", "en")), set()
    for command in (group, *group.commands.values()):  # type: ignore[attr-defined]  # a group
        name = f"command.{command.name}"
        expected = {name: command.help}
        for parameter in command.params:
            text = getattr(parameter, "help", None)
            if text:
                own = f"option.{command.name}.{parameter.name}"
                expected[own if own in english else f"option.{parameter.name}"] = text
        assert {name: english[name] for name in expected} == expected
        used |= expected.keys()
    used |= {f"heading.{folder}" for folder in HEADINGS}
    assert {f"heading.{folder}": heading for folder, heading in HEADINGS.items()} == {
        name: text for name, text in english.items() if name.startswith("heading.")
    }
    assert set(english) == used | {f"typer.{name}" for name in SET_BY_TYPER}


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_page_of_help_is_in_one_language(name: str) -> None:
    """Each starts and ends with what typer sets, and has the first words of its own help."""
    command = name or "ontschotting"
    for lang, first, last in (("nl", "Gebruik: ", "Opties:"), ("en", "Usage: ", "Options:")):
        page = run(*name.split(), "--help", "--lang", lang).stdout
        assert page.startswith(first) and last in page
        words = texts("help", lang)[f"command.{command}"].split()[:5]
        assert words == page[page.index("\n") :].split()[: len(words)]
    dutch, english = texts("help", "nl"), texts("help", "en")
    page = run(*name.split(), "--help").stdout
    left = [
        english[f"typer.{word}"]
        for word in SET_BY_TYPER
        if english[f"typer.{word}"] != dutch[f"typer.{word}"] and english[f"typer.{word}"] in page
    ]
    assert left == []
