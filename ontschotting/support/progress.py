"""A bar in a notebook for work that takes more than a second; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

ReportProgress = Callable[[str], None]
"""Called with a word before each step of long work."""


def silent(word: str) -> None:
    """Report nothing."""


PATIENCE_SECONDS = 1.0
"""Work that is done within this time shows no bar."""


def with_bar(work: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Give work that takes `progress` a bar of its own in a notebook, unless the caller gave one.

    The bar says what is being worked out; how much is left is not known.
    """

    @wraps(work)
    def shown(*args: Parameters.args, **named: Parameters.kwargs) -> Answer:
        if named.get("progress") is not None or not in_notebook():
            return work(*args, **named)
        with _bar(work.__name__) as say:
            told: dict[str, Any] = {**named, "progress": say}
            return work(*args, **told)

    return shown


def in_notebook() -> bool:
    """Whether a kernel runs this, so that there is a page to show a bar on."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and type(shell).__name__ == "ZMQInteractiveShell"


@contextmanager
def _bar(name: str) -> Iterator[Callable[[str], None]]:
    from tqdm import std

    kind: type[std.tqdm[Any]] = std.tqdm
    if find_spec("ipywidgets") is not None:
        from tqdm import notebook

        kind = notebook.tqdm
    with kind(
        desc=name,
        delay=PATIENCE_SECONDS,
        leave=False,
        bar_format="{desc} [{elapsed}]",
        mininterval=0.2,
    ) as bar:

        def say(word: str) -> None:
            bar.set_description_str(f"{name}: {word}", refresh=False)
            bar.update()

        yield say
