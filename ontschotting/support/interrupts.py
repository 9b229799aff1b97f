"""Stops work within a second after Ctrl-C, even while a solver is busy, and cleans up."""

from __future__ import annotations

import contextlib
import ctypes
import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator

_CLEANUP_SECONDS = 0.4
"""How long the work gets to remove its temporary files after Ctrl-C. A solver in native code may
not stop within that time, but it writes no files.
"""


def run_interruptible(
    work: Callable[[], int], report_stop: Callable[[], None], exit_code: int
) -> int:
    """Run the work in a second thread, so that the first thread can answer Ctrl-C at once.

    Args:
        work: Returns its exit code, which is returned from here
        report_stop: Called after Ctrl-C, when the temporary files are gone
        exit_code: The code with which the process ends after Ctrl-C
    """
    codes: list[int] = []
    errors: list[BaseException] = []

    def run_work() -> None:
        try:
            codes.append(work())
        except KeyboardInterrupt:
            pass
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run_work, daemon=True)
    try:
        thread.start()
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        # a second Ctrl-C must not interrupt the cleaning up
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # errors from here on, in any thread, come from being stopped, so they are not printed
        stderr, sys.stderr = sys.stderr, io.StringIO()
        end_workers()
        if thread.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt)
            )
        thread.join(_CLEANUP_SECONDS)
        sys.stderr = stderr
        report_stop()
        sys.stdout.flush()
        sys.stderr.flush()
        # Native code does not stop for Python, and a solver that is still busy aborts when Python
        # shuts down in the usual way. It cannot leave half a file, so the process ends at once.
        os._exit(exit_code)
    if errors:
        raise errors[0]
    return codes[0] if codes else exit_code


@contextlib.contextmanager
def sigint_blocked() -> Iterator[None]:
    """Start processes in this block that never receive Ctrl-C, not even while they import.

    Only the process that started them answers Ctrl-C, and ends them. A Ctrl-C during the block is
    answered after it.
    """
    if sys.platform == "win32":  # signals cannot be blocked on Windows
        yield
        return
    from multiprocessing import resource_tracker

    # In Python 3.11 starting the tracker unblocks Ctrl-C, so start it before blocking.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_workers() -> None:
    """End the worker processes of a sweep, which would otherwise outlive this process."""
    if "joblib.externals.loky" in sys.modules and multiprocessing.active_children():
        # In a thread of its own: the work that is being stopped may hold a lock this waits for.
        ending = threading.Thread(target=_end_pool, daemon=True)
        ending.start()
        ending.join(_CLEANUP_SECONDS)
    for child in multiprocessing.active_children():
        with contextlib.suppress(OSError):  # it may have ended meanwhile
            if child.pid is not None:
                os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _end_pool() -> None:
    from joblib.externals.loky import get_reusable_executor

    pool = get_reusable_executor(reuse=True)
    getattr(pool, "terminate", pool.shutdown)(kill_workers=True)
