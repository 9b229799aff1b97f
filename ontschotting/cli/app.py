"""The command-line application that every command joins."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="ontschotting",
    help="Measures what it costs that public money arrives in separate pots.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _options() -> None:
    """Shared checks live in the commands.

    The callback only keeps `ontschotting COMMAND` in one form.
    """
