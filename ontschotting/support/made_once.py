"""Things that are made once for each key, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class MadeOnce(Generic[Made]):
    """Things by their key (never None), each made once, also where several threads ask for it."""

    def __init__(self, most: int | None = None) -> None:
        """Begin with nothing.

        Args:
            most: How many are kept, those that were asked for last; None keeps all
        """
        self._made: dict[Hashable, Made] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._most = most
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the thing of a key, and make it where it is not there yet.

        Args:
            key: What it is known by
            make: Makes it; the answer is never None
        """
        with self._locks.setdefault(key, Lock()):
            made = self._made.get(key)
            if made is None:
                made = make()
            with self._lock:  # move it to the end; drop the least recently used
                self._made.pop(key, None)
                self._made[key] = made
                if self._most is not None and len(self._made) > self._most:
                    del self._made[next(iter(self._made))]
            return made
