"""Says what is wrong with a command line, in the language asked, in the place of typer's English.

The errors are known by the names of their classes: typer 0.16 has them from click, and later
versions have their own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from ontschotting.errors import Problem
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.languages import LANGUAGES
from ontschotting.words.messages import problem


def requested_language(arguments: Sequence[str]) -> str:
    """Return the language of `--lang`, also where the command line cannot be read.

    Args:
        arguments: What is typed
    """
    lang = typed_value(arguments, "--lang")
    return lang if lang in LANGUAGES else "nl"


def typed_value(arguments: Sequence[str], option: str) -> str | None:
    """Return the last value that is typed for an option, or None where there is none.

    Args:
        arguments: What is typed
        option: Such as `--gap`: its value stands behind it, or behind a `=`
    """
    value = None
    for argument, following in itertools.pairwise([*arguments, ""]):
        name, is_joined, joined = argument.partition("=")
        if name == option:
            value = joined if is_joined else following
    return value


def refusal(error: Any, arguments: Sequence[str]) -> Problem | None:
    """Return what is wrong with a command line, or None for what is no refusal of typer.

    Args:
        error: What was raised while the command line was read
        arguments: What is typed
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    if "UsageError" not in names or "NoArgsIsHelpError" in names:
        return None
    if "NoSuchOption" in names:
        return _unknown_option(error)
    if "BadOptionUsage" in names:
        # typer takes whatever stands behind an option for its value, an option too
        wants_value = arguments[-1] == error.option_name
        code = "option_without_value" if wants_value else "option_takes_no_value"
        return problem(code, option=error.option_name)
    if "MissingParameter" in names:
        is_option = error.param.param_type_name == "option"
        name = error.param.opts[0] if is_option else error.param.metavar
        return problem("missing_parameter", command=error.ctx.info_name, name=name)
    if "BadParameter" in names:
        return _refused_value(error, arguments)
    if error.ctx is not None and error.ctx.parent is None and not error.ctx.args:
        return problem("no_command_named")
    extra = re.search(r"argument(?:\(s\)|s)? \((.*)\)$", error.message)
    if extra is None:
        return problem("command_line_not_read", reason=error.message)
    return problem("too_many_arguments", command=error.ctx.info_name, extra=extra[1])


def _unknown_option(error: Any) -> Problem:
    """Return that a command has no such option; options stand behind the command."""
    option, command = error.option_name, error.ctx.command
    if error.ctx.parent is None:
        return problem("option_before_command", option=option)
    known = [
        name
        for parameter in command.get_params(error.ctx)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("-")
    ]
    hint = did_you_mean(option, known)
    return problem("no_such_option", command=error.ctx.info_name, option=option, hint=hint)


def _refused_value(error: Any, arguments: Sequence[str]) -> Problem:
    """Return what is wrong with the value of an option: it is no number, or refused by its own."""
    option = error.param.opts[0]
    reason = getattr(error, "reason", None)
    if reason is not None:
        return problem("value_not_admitted", where=option, reason=reason)
    code = "no_whole_number" if "integer" in error.message else "no_number"
    return problem(code, option=option, value=typed_value(arguments, option))
