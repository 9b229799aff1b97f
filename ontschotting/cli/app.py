"""The command-line application that every command joins."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ontschotting._version import __version__
from ontschotting.cli.help import help_texts, in_words, speak
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

HEADINGS = {
    "answer": "What the walls cost",
    "walls": "Which walls, and which first",
    "policy": "On which conditions, and when",
    "certainty": "How certain it is",
    "pots": "What the pots are",
    "files": "Files in and out",
}
"""The folders of commands, and the question over each of them in `--help`."""

_RENAMED_IN_0_2 = {
    "cancel": "cancellation",
    "change-of-course": "cancellation",
    "choose": "choose-walls",
    "flips": "switching-values",
    "per-area": "by-area",
    "prices": "shadow-prices",
    "several-years": "year-rules",
    "swings": "tornado",
    "target": "target-gap",
    "terms": "conditions",
    "wall-prices": "shadow-prices",
    "years": "year-rules",
}
"""The old commands, and the old names of functions, since a command is called as its function."""


class GroupedCommands(TyperGroup):
    """The commands: grouped in `--help` by the question they answer; old names are refused."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of the first argument.

        Raises:
            QuestionError: There is no such command, or it had this name in 0.1.
        """
        if args[0] in _RENAMED_IN_0_2:
            raise QuestionError(
                problem("renamed_command", old=args[0], new=_RENAMED_IN_0_2[args[0]])
            )
        if args[0] not in self.commands:
            raise QuestionError(
                problem("no_such_command", name=args[0], hint=did_you_mean(args[0], self.commands))
            )
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Return the help as it is printed, in the language asked."""
        words = help_texts()
        for command in (self, *self.commands.values()):
            speak(command, words)
        return in_words(super().get_help(ctx), words)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each question as a heading, with its commands and the first words of their help."""
        width, words = max(map(len, self.commands)), help_texts()
        for folder, heading in HEADINGS.items():
            rows = [
                (f"{name:<{width}}", command.get_short_help_str(formatter.width - width - 6))
                for name, command in self.commands.items()
                if getattr(command, "rich_help_panel", None) == heading
            ]
            with formatter.section(words[f"heading.{folder}"]):
                formatter.write_dl(rows)


app = typer.Typer(
    name="ontschotting",
    cls=GroupedCommands,
    help="Measures what it costs that public money arrives in separate pots.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(is_requested: bool) -> None:
    if is_requested:
        print(f"ontschotting {__version__}")
        raise typer.Exit


@app.callback()
def options_of_all(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
    lang: Annotated[str, typer.Option("--lang", help="nl or en, for texts.")] = "nl",
) -> None:
    """Measures what it costs that public money arrives in separate pots."""
    commands = getattr(context.command, "commands", {})
    context.default_map = {name: {"lang": lang} for name in commands}
