"""The decorator that makes a command of a function: it reads options and prints the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, Protocol

import typer

from ontschotting.cli.app import HEADINGS, app
from ontschotting.cli.codes import DONE
from ontschotting.cli.help import SpokenCommand
from ontschotting.cli.options import SHARED
from ontschotting.cli.printing import ProgressCounter, print_json, wrapped

PROGRESS = "report_progress"
"""The parameter that a command calls with a word before each step of long work."""

AS_JSON, LANG = "as_json", "lang"
"""The shared options that every command takes: what is refused has a language too."""


@dataclass(frozen=True)
class Answer:
    """The answer of a command.

    Attributes:
        to_json: Gives the object that `--json` prints
        lines: What people read; they are made only when they are printed
        exit_code: One of `ontschotting.cli.codes`
    """

    to_json: Callable[[], Mapping[str, Any]]
    lines: Iterable[str]
    exit_code: int = DONE


class _Result(Protocol):
    @property
    def trace(self) -> object: ...
    def sentences(self, lang: str = ...) -> list[str]: ...
    def to_json(self) -> Mapping[str, Any]: ...


def answer_with(result: _Result, lines: Iterable[str], lang: str) -> Answer:
    """Return the answer of a command: the sentences of a result, its table, and its trace.

    Args:
        result: The answer of a measure
        lines: The table that people read under its sentences
        lang: `nl` or `en`
    """

    def printed() -> Iterator[str]:
        yield wrapped(" ".join(result.sentences(lang)))
        table = list(lines)
        if table:
            yield from ("", *table)
        yield f"\n{wrapped(str(result.trace))}"

    return Answer(result.to_json, printed())


Command = Callable[..., Answer]


def command(
    *, defaults: Mapping[str, Any] | None = None, without: Collection[str] = ()
) -> Callable[[Command], Command]:
    """Make a function a command of the terminal, with its name and its docstring as the help.

    A parameter named in `options.SHARED` (`case`, `regime`, `solver`, `lang`, …) gets its value
    from the options that commands share. `report_progress` is a counter on standard error. Any
    other parameter is an option of this command only, declared as typer reads it. Every command
    takes `--json` and `--lang`. Its folder decides under which heading of `--help` it stands.

    Args:
        defaults: Other values for shared options that are left out; `...` makes one required
        without: Shared options that this command does not take
    """

    def join(function: Command) -> Command:
        folder = function.__module__.split(".")[-2]
        register = app.command(
            _name_of(function), cls=SpokenCommand, rich_help_panel=HEADINGS[folder]
        )
        register(_with_shared_options(function, defaults or {}, without))
        return function

    return join


def _name_of(function: Command) -> str:
    return function.__name__.replace("_", "-")


def _with_shared_options(
    function: Command, defaults: Mapping[str, Any], without: Collection[str]
) -> Callable[..., None]:
    """Return the function that typer calls, with every option as a parameter."""
    requested = signature(function).parameters
    own = _options(function, set(requested) - {*SHARED, PROGRESS})
    shared = {
        name: _options(read, set(signature(read).parameters) - set(without))
        for name, read in SHARED.items()
        if name in requested or name in (AS_JSON, LANG)
    }

    @wraps(function)
    def run(**typed: Any) -> None:
        # The case comes last: reading it takes longest, and the other options may be wrong.
        values = {
            name: SHARED[name](**{option: typed[option] for option in shared[name]})
            for name in reversed(shared)
        }
        as_json = values.pop(AS_JSON)
        if LANG not in requested:
            del values[LANG]
        values |= {option: typed[option] for option in own}
        if PROGRESS in requested:
            with ProgressCounter(_name_of(function)) as report_progress:
                answer = function(**values, **{PROGRESS: report_progress})
        else:
            answer = function(**values)
        if as_json:
            print_json(answer.to_json())
        else:
            for line in answer.lines:
                print(line)
        raise typer.Exit(answer.exit_code)

    options = {
        **own,
        **{name: option for group in shared.values() for name, option in group.items()},
    }
    for name, value in defaults.items():
        options[name] = options[name].replace(default=value)
    # typer reads the options of a command from these two attributes
    run.__signature__ = Signature(list(options.values()))  # type: ignore[attr-defined]  # typer reads it
    run.__annotations__ = {name: option.annotation for name, option in options.items()}
    return run


def _options(function: Callable[..., Any], names: Collection[str]) -> dict[str, Parameter]:
    """Return these parameters of a function, with their annotations as types.

    The annotations of other parameters stay text: they name types that take long to import.
    """
    return {
        name: parameter.replace(
            kind=Parameter.KEYWORD_ONLY, annotation=eval(parameter.annotation, function.__globals__)
        )
        for name, parameter in signature(function).parameters.items()
        if name in names
    }
