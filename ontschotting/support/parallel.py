"""Runs independent pieces of work at the same time, on the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

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
