"""Reports the progress of long work: by a function of the caller, or by a bar in a notebook."""

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


Progress = bool | ReportProgress | None
"""How a caller wants to see progress: True for a bar, False for none, or a function that is called
with a word before each step. None is a bar in a notebook, and nothing elsewhere.
"""


def silent(word: str) -> None:
    """Report nothing: for callers without a function for progress."""


def reporter_of(progress: Progress) -> ReportProgress:
    """Return the function that a caller gave, or one that reports nothing.

    Args:
        progress: What the caller gave; a bar has been made a function by `with_bar`
    """
    return progress if callable(progress) else silent


BAR_DELAY_SECONDS = 1.0
"""Work that takes less than this shows no bar."""


def with_bar(work: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Show a bar while the work runs, where `progress` is True, or is not given in a notebook.

    The bar names the current step; how much is left is not known.
    """

    @wraps(work)
    def work_with_bar(*args: Parameters.args, **options: Parameters.kwargs) -> Answer:
        progress = options.get("progress")
        shows_bar = in_notebook() if progress is None else progress is True
        if not shows_bar:
            return work(*args, **options)
        with _bar(work.__name__) as report_progress:
            options_with_bar: dict[str, Any] = {**options, "progress": report_progress}
            return work(*args, **options_with_bar)

    return work_with_bar


def in_notebook() -> bool:
    """Return True when a notebook's kernel runs this."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and type(shell).__name__ == "ZMQInteractiveShell"


@contextmanager
def _bar(name: str) -> Iterator[ReportProgress]:
    """Show a bar, and give the function that writes a step on it."""
    from tqdm import std

    kind: type[std.tqdm[Any]] = std.tqdm
    if in_notebook() and find_spec("ipywidgets") is not None:
        from tqdm import notebook

        kind = notebook.tqdm
    with kind(
        desc=name,
        delay=BAR_DELAY_SECONDS,
        leave=False,
        bar_format="{desc} [{elapsed}]",
        mininterval=0.2,
    ) as bar:

        def report_progress(word: str) -> None:
            bar.set_description_str(f"{name}: {word}", refresh=False)
            bar.update()

        yield report_progress
