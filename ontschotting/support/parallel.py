"""Runs independent pieces of work at the same time, on the cores of this machine."""

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
    """Do the work for each item in threads, and return the results in the order of the items.

    Threads are enough: the solver and polars release Python's lock while they are busy. The first
    error, in the order of the items, is raised.

    Args:
        work: Called once per item. Two calls may not share a solver backend
        items: The items
    """
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(work, items))


def run_parallel(*works: Callable[[], Any]) -> list[Any]:
    """Do each piece of work in a thread, and return the results in their order."""
    return parallel_map(lambda work: work(), works)


class cached_property_unlocked(cached_property[Answer]):
    """`cached_property` without a lock, as it is from Python 3.12 on.

    Up to Python 3.11 one lock is held while the property is computed for any object of the class,
    so two programs on two threads would be solved one after the other. Two threads may not ask the
    same object for the same property at once.
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
        values: dict[str, Answer] = instance.__dict__
        if self.attrname not in values:
            values[self.attrname] = self.func(instance)
        return values[self.attrname]
