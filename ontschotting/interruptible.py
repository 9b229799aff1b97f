"""Work that Ctrl-C stops within a second, even while a solver is busy, and that still cleans up what it had begun."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable

_PATIENCE_SECONDS = 0.4
"""How long the work gets to remove its temporary files after Ctrl-C. A solver in native code may not answer in that time; it writes nothing."""


def run_interruptible(work: Callable[[], int], say_stopped: Callable[[], None], stopped: int) -> int:
    """Run the work in a second thread, so that the first one hears Ctrl-C at once. Gives the work's exit code; after Ctrl-C the process ends here, with code `stopped`."""
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
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough; a second Ctrl-C must not interrupt the cleaning up
        if thread.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt))
        thread.join(_PATIENCE_SECONDS)
        say_stopped()
        sys.stdout.flush()
        sys.stderr.flush()
        # Native code does not listen, and solvers that are cut off in mid-work abort when Python takes itself down in the usual way; nothing they do can leave half a file.
        os._exit(stopped)
    if failed:
        raise failed[0]
    return code[0] if code else stopped
