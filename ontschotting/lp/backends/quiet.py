"""Keep solvers from writing to standard output, which belongs to the user (and to `--json`)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_state_lock = threading.Lock()
_threads_inside = 0
_saved_output = -1


@contextmanager
def quiet_output() -> Iterator[None]:
    """Discard what native code writes to standard output while the block runs.

    Solvers print banners that no option silences. Standard output is one for the whole process:
    where several threads are inside, the first redirects it and the last one restores it.
    """
    _redirect()
    try:
        yield
    finally:
        _restore()


def _redirect() -> None:
    global _threads_inside, _saved_output
    with _state_lock:
        _threads_inside += 1
        if _threads_inside > 1:
            return
        try:
            sys.stdout.flush()
            _saved_output = os.dup(1)
        # There may be no standard output at all, as under some schedulers.
        except (OSError, ValueError, AttributeError):
            _saved_output = -1
            return
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, 1)
        os.close(null_device)


def _restore() -> None:
    global _threads_inside, _saved_output
    with _state_lock:
        _threads_inside -= 1
        if _threads_inside or _saved_output < 0:
            return
        os.dup2(_saved_output, 1)
        os.close(_saved_output)
        _saved_output = -1
