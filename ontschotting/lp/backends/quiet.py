"""Keeps solvers from writing to standard output, which belongs to the user (and to `--json`)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0
_saved = -1


@contextmanager
def quiet_output() -> Iterator[None]:
    """Send what native code writes to standard output nowhere while the block runs.

    Solvers print banners that no option silences.

    Standard output is one for the whole process: where several threads are inside, the first turns
    it away and the last one gives it back.
    """
    _turn_away()
    try:
        yield
    finally:
        _give_back()


def _turn_away() -> None:
    global _inside, _saved
    with _lock:
        _inside += 1
        if _inside > 1:
            return
        try:
            sys.stdout.flush()
            _saved = os.dup(1)
        # no standard output at all, as under some schedulers
        except (OSError, ValueError, AttributeError):
            _saved = -1
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)


def _give_back() -> None:
    global _inside, _saved
    with _lock:
        _inside -= 1
        if _inside or _saved < 0:
            return
        os.dup2(_saved, 1)
        os.close(_saved)
        _saved = -1
