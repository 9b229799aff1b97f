"""Work in the background on the latest request only.

A request that has not begun is dropped when a newer one comes; one that has begun stops at its next
stage.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Request = TypeVar("Request")


class LatestOnlyWorker(Generic[Request]):
    """Runs the stages of the latest request in a thread, which ends when nothing is left to do."""

    def __init__(
        self,
        stages: Sequence[Callable[[Request], object]],
        on_failure: Callable[[Request, Exception], None],
    ) -> None:
        """Prepare the work; nothing runs yet.

        Args:
            stages: Called with the request, in order; after each of them a newer request takes
                over. A stage in a solver cannot be interrupted, so it ends first
            on_failure: Called with the request and the error, unless a newer request is waiting
        """
        self._stages, self._on_failure = tuple(stages), on_failure
        self._changed = threading.Condition()
        self._waiting: list[Request] = []
        self._busy = False

    def submit(self, request: Request) -> None:
        """Take up a request when the current stage ends, in place of one that still waits."""
        with self._changed:
            self._waiting = [request]
            if not self._busy:
                self._busy = True
                threading.Thread(target=self._work, name="what-if", daemon=True).start()

    def has_newer_request(self) -> bool:
        """Return whether a newer request is waiting."""
        with self._changed:
            return bool(self._waiting)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing is left to do; return False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._busy, timeout)

    def _work(self) -> None:
        """Work on requests until none is waiting."""
        while (request := self._next()) is not None:
            try:
                for stage in self._stages:
                    stage(request)
                    if self.has_newer_request():
                        break
            except Exception as error:
                if not self.has_newer_request():
                    self._report_failure(request, error)

    def _next(self) -> Request | None:
        """Return the request that is waiting; without one the thread ends."""
        with self._changed:
            if self._waiting:
                return self._waiting.pop()
            self._busy = False
            self._changed.notify_all()
            return None

    def _report_failure(self, request: Request, error: Exception) -> None:
        try:
            self._on_failure(request, error)
        except Exception:
            # a failure that cannot be shown is printed, and the next request is taken up anyway
            traceback.print_exc()
