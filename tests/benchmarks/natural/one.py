"""Every measure of one synthetic case in one way, in a process of its own.

So its peak memory is its own, and the solvers that two libraries bring do not meet. Prints one JSON
object as its last line: the measures, the median processor seconds and the peak memory.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.natural.in_linopy import InLinopy
from tests.benchmarks.natural.in_pulp import InPulp
from tests.benchmarks.natural.in_pyoframe import InPyoframe
from tests.benchmarks.natural.questions import measures_of
from tests.benchmarks.synthetic import synthetic

if TYPE_CHECKING:
    from ontschotting.case.case import Case

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = "ontschotting"


def _library(case: Case) -> dict[str, float]:
    import ontschotting as on

    return dict(on.compare(case, on.INTEGRAL).measures())


WAYS: dict[str, Callable[[Case], dict[str, float]]] = {
    LIBRARY: _library,
    "PuLP + HiGHS": lambda case: measures_of(case, InPulp(case)),
    "linopy + HiGHS": lambda case: measures_of(case, InLinopy(case)),
    "pyoframe + HiGHS": lambda case: measures_of(case, InPyoframe(case)),
}
"""Every way, by the name under which it stands in the table."""


def measured(way: str, repeats: int, *size: int, seed: int = 0, budgets: str = "local") -> Any:
    """Return what a process of its own finds: `measures`, `seconds` and `peak_mb`.

    Args:
        way: One of WAYS
        repeats: How often it is timed
        size: Regions, streams and years
        seed, budgets: Of the synthetic case
    """
    words = [way, str(repeats), budgets, str(seed), *map(str, size)]
    command = [sys.executable, "-m", "tests.benchmarks.natural.one", *words]
    out = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return json.loads(out.stdout.strip().splitlines()[-1])


def main(way: str, repeats: str, budgets: str, seed: str, *size: str) -> None:
    work = WAYS[way]
    # what is loaded at the first use is not counted
    work(synthetic(1, 3, 2, rules="few"))
    seconds = []
    for _ in range(int(repeats)):
        # a case keeps what was worked out of its tables, so every run gets a case of its own
        case = synthetic(*map(int, size), seed=int(seed), rules="few", budgets=budgets)
        start = time.process_time()
        measures = work(case)
        seconds.append(time.process_time() - start)
    found = {"measures": measures, "seconds": statistics.median(seconds), "peak_mb": peak_mb()}
    print(json.dumps(found))


def peak_mb() -> float:
    """Return the peak of this process alone; `getrusage` counts what started it as well."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
