"""Refuses work in a process that was forked after polars was used: it would wait for ever.

polars works with threads. A fork copies their locks, but not the threads that would open them.
"""

from __future__ import annotations

import os

from ontschotting.errors import QuestionError
from ontschotting.words.messages import problem

_state = {"used": False, "forked_after_use": False}


def note_use() -> None:
    """Take note that polars is about to be used in this process.

    Raises:
        QuestionError: This process was forked from one that had used it.
    """
    refuse_after_fork()
    _state["used"] = True


def refuse_after_fork() -> None:
    """Raise an error in a process that was forked from one that had used polars.

    Raises:
        QuestionError: It was; the message names the ways to work in parallel.
    """
    if _state["forked_after_use"]:
        raise QuestionError(problem("forked_after_use"))


def _after_fork() -> None:
    _state["forked_after_use"] = _state["used"]


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_after_fork)
