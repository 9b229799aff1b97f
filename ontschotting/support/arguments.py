"""Checks arguments that many questions take: numbers, and paths to write to or to read."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from numbers import Real
from os import PathLike
from pathlib import Path

from ontschotting.errors import QuestionError
from ontschotting.words.messages import problem


def is_number(value: object, least: float = -inf, most: float = inf) -> bool:
    """Tell whether a value is a number within limits; true and false are none.

    Args:
        value: As the caller gave it
        least: The least that it may be
        most: The most that it may be
    """
    return isinstance(value, Real) and not isinstance(value, bool) and least <= float(value) <= most


def checked_numbers(
    argument: str, values: Iterable[float], code: str, most: float = inf
) -> list[float]:
    """Return a list of numbers of 0 or more.

    Args:
        argument: The argument with which an error message begins
        values: As the caller gave them
        code: The problem that names a value that does not fit
        most: The most that each may be

    Raises:
        QuestionError: It is no list, or something in it is no number within the limits.
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise QuestionError(problem(code, argument=argument, value=values))
    listed = list(values)
    for value in listed:
        if not is_number(value, 0.0, most):
            raise QuestionError(problem(code, argument=argument, value=value))
    return [float(value) for value in listed]


def checked_path(question: str, path: str | PathLike[str]) -> Path:
    """Return a path.

    Args:
        question: With which an error message begins
        path: As the caller gave it

    Raises:
        QuestionError: It is something else.
    """
    if not isinstance(path, str | PathLike):
        raise QuestionError(problem("path_of_other_type", question=question, path=path))
    return Path(path)
