"""Work that Ctrl-C stops within a second, even while a solver is busy, and that still cleans up
what it had begun.
"""

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

_PATIENCE_SECONDS = 0.4
"""How long the work gets to remove its temporary files after Ctrl-C. A solver in native code may
not answer in that time; it writes nothing.
"""


def run_interruptible(
    work: Callable[[], int], say_stopped: Callable[[], None], stopped: int
) -> int:
    """Run the work in a second thread, so that the first one hears Ctrl-C at once.

    Gives the work's exit code; after Ctrl-C the process ends here, with code `stopped`.
    """
    code: list[int] = []
    failed: list[BaseException] = []

    def body() -> None:
        try:
            code.append(work())
        except KeyboardInterrupt:
            pass
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=body, daemon=True)
    try:
        thread.start()
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        # once is enough; a second Ctrl-C must not interrupt the cleaning up
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # what fails from here on, in whatever thread, fails because it is being stopped, and is not
        # told
        spoken, sys.stderr = sys.stderr, io.StringIO()
        end_workers()
        if thread.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt)
            )
        thread.join(_PATIENCE_SECONDS)
        sys.stderr = spoken
        say_stopped()
        sys.stdout.flush()
        sys.stderr.flush()
        # Native code does not listen, and solvers that are cut off in mid-work abort when Python
        # takes itself down in the usual way; nothing they do can leave half a file.
        os._exit(stopped)
    if failed:
        raise failed[0]
    return code[0] if code else stopped


@contextlib.contextmanager
def sigint_blocked() -> Iterator[None]:
    """Processes that are started in here never hear Ctrl-C, not even while they are still
    importing: only who started them answers it, and ends them. What arrives meanwhile is heard
    afterwards.
    """
    if sys.platform == "win32":  # knows no signals that wait
        yield
        return
    from multiprocessing import resource_tracker

    # it opens this thread to Ctrl-C again when it starts (Python 3.11), so it must not start later
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_workers() -> None:
    """End the worker processes of a sweep.

    Without this they would outlive the process that asked, waiting for work.
    """
    if "joblib.externals.loky" in sys.modules and multiprocessing.active_children():
        # In a thread of its own: the work that is being stopped may hold a lock that this waits
        # for.
        tidy = threading.Thread(target=_end_pool, daemon=True)
        tidy.start()
        tidy.join(_PATIENCE_SECONDS)
    for child in multiprocessing.active_children():
        with contextlib.suppress(OSError):  # one that ended meanwhile
            if child.pid is not None:
                os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _end_pool() -> None:
    from joblib.externals.loky import get_reusable_executor

    pool = get_reusable_executor(reuse=True)
    getattr(pool, "terminate", pool.shutdown)(kill_workers=True)
