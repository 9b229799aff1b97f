"""Work in the background of which only the latest request counts.

What was asked before it and has not begun is dropped, and what it has begun stops at the next
stage.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Request = TypeVar("Request")


class LatestOnlyWorker(Generic[Request]):
    """Runs the stages of the latest request one after another in a thread, which ends when nothing
    is left to do.

    Args:
        stages: Called with the request, in order; after each of them a newer request takes over. A
            stage in a solver cannot be broken off, so it ends first
        failed: Called with the request and what went wrong, unless a newer request is waiting
    """

    def __init__(
        self,
        stages: Sequence[Callable[[Request], object]],
        failed: Callable[[Request, Exception], None],
    ) -> None:
        self._stages, self._failed = tuple(stages), failed
        self._changed = threading.Condition()
        self._waiting: list[Request] = []
        self._busy = False

    def ask(self, request: Request) -> None:
        """Take up a request as soon as the stage at hand is done.

        A request that was still waiting is dropped. Returns at once.
        """
        with self._changed:
            self._waiting = [request]
            if not self._busy:
                self._busy = True
                threading.Thread(target=self._work, name="what-if", daemon=True).start()

    def overtaken(self) -> bool:
        """Whether a newer request is waiting."""
        with self._changed:
            return bool(self._waiting)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing is left to do.

        Gives False when that took longer than `timeout` seconds.
        """
        with self._changed:
            return self._changed.wait_for(lambda: not self._busy, timeout)

    def _work(self) -> None:
        while (request := self._next()) is not None:
            try:
                for stage in self._stages:
                    stage(request)
                    if self.overtaken():
                        break
            except Exception as error:
                if not self.overtaken():
                    self._tell(request, error)

    def _next(self) -> Request | None:
        """The request that is waiting.

        Without one the thread is done, and the next request begins another.
        """
        with self._changed:
            if self._waiting:
                return self._waiting.pop()
            self._busy = False
            self._changed.notify_all()
            return None

    def _tell(self, request: Request, error: Exception) -> None:
        try:
            self._failed(request, error)
        except Exception:
            # what cannot be shown is not hidden, and the next request is taken up all the same
            traceback.print_exc()
