"""Work that does not depend on each other, done at the same time on the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar, overload

Item = TypeVar("Item")
Answer = TypeVar("Answer")

CORES = max(1, os.cpu_count() or 1)


def parallel_map(work: Callable[[Item], Answer], items: Iterable[Item]) -> list[Answer]:
    """What the work finds for each item, in their order.

    Threads: the solver and the tables leave Python's lock free while they are busy.

    No two pieces of work may share a backend. The first failure, in the order of the items, is
    raised.
    """
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(work, items))


def run_parallel(*works: Callable[[], Any]) -> list[Any]:
    """What each piece of work finds."""
    return parallel_map(lambda work: work(), works)


class cached_property_unlocked(cached_property[Answer]):
    """`cached_property` as it is from Python 3.12 on: without a lock.

    Up to Python 3.11 one lock is held while the property of any object of the class is worked out,
    so that two worlds on two threads are solved one after the other. Objects that use this are
    never asked by two threads at once for what is not there yet.
    """

    @overload
    def __get__(
        self, instance: None, owner: type[Any] | None = None
    ) -> cached_property_unlocked[Answer]: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Answer: ...

    def __get__(
        self, instance: object | None, owner: type[Any] | None = None
    ) -> cached_property_unlocked[Answer] | Answer:
        if instance is None or self.attrname is None:
            return self
        kept: dict[str, Answer] = instance.__dict__
        if self.attrname not in kept:
            kept[self.attrname] = self.func(instance)
        return kept[self.attrname]
