"""What holds for every test."""

from __future__ import annotations

import gc
import os
from functools import cache

# Imported before a worker is held to one core: the library counts the cores there, and goes on to
# work in several threads.
import ontschotting.support.parallel  # noqa: F401
from ontschotting.datasets import bundled

# No test may use what another one, or the user, has computed: reports are not kept.
os.environ["ONTSCHOTTING_CACHE"] = "off"


# A bundled case never changes: each is read once, and not some hundred times.
bundled.read_case = cache(bundled.read_case)


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    """Hold each worker of `pytest -n` to a core of its own.

    The threads of a small case mostly wait for each other. On two cores they take a quarter more
    time of the processor, which the other worker needs.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and hasattr(os, "sched_setaffinity"):  # Linux only
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(worker.removeprefix("gw")) % len(cores)]})
