"""Work that does not depend on each other, done at the same time on the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")

CORES = max(1, os.cpu_count() or 1)


def each(work: Callable[[Item], Found], items: Iterable[Item]) -> list[Found]:
    """What the work finds for each item, in their order. Threads: the solver and the tables leave Python's lock free while they are busy.

    No two pieces of work may share a backend. The first failure, in the order of the items, is raised.
    """
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(work, items))


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each piece of work finds."""
    return each(lambda work: work(), works)
