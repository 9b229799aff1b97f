"""Things that are made once for each key, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class MadeOnce(Generic[Made]):
    """Things by their key (never None), each made once, also where several threads ask for it."""

    def __init__(
        self, most: int | None = None, size: Callable[[Made], int] = lambda thing: 1
    ) -> None:
        """Begin with nothing.

        Args:
            most: How much is kept, of what was asked for last; None keeps all
            size: How much of that one thing takes; by default each counts as one
        """
        self._made: dict[Hashable, Made] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._most, self._size, self._total = most, size, 0
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
                if self._made.pop(key, None) is None:
                    self._total += self._size(made)
                self._made[key] = made
                while self._most is not None and self._total > self._most and len(self._made) > 1:
                    self._total -= self._size(self._made.pop(next(iter(self._made))))
            return made
