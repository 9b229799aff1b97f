"""Runs independent pieces of work at the same time, on the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def _usable_cores() -> int:
    """Return the cores that this process may use; a scheduler may give it fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return max(1, len(affinity(0)) if affinity else os.cpu_count() or 1)


CORES = _usable_cores()


def parallel_map(work: Callable[[Item], Answer], items: Iterable[Item]) -> list[Answer]:
    """Do the work for each item in threads, and return the results in the order of the items.

    Each thread goes on in the context of the caller, so that what it notes there is noted for him.

    Threads are enough: the solver and polars release Python's lock while they are busy. The first
    error, in the order of the items, is raised.

    Args:
        work: Called once per item. Two calls may not share a solver backend
        items: The items
    """
    with ThreadPoolExecutor(CORES) as pool:
        answers = [pool.submit(copy_context().run, work, item) for item in items]
        return [answer.result() for answer in answers]


def run_parallel(*works: Callable[[], Any]) -> list[Any]:
    """Do each piece of work in a thread, and return the results in their order."""
    return parallel_map(lambda work: work(), works)
