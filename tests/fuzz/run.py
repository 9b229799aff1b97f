"""Try random input and random cases for some minutes, and say how many of each were tried.

    ONTSCHOTTING_FUZZ=2 python -m tests.fuzz.run 60

Some processes take the strategies in turn: those of `test_fuzz_input`, each with new randomness,
and random cases of every family, whose best value is held against the naive program and whose
allocation has to add up. A finding is printed at once with the input that shows it; the others
go on.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import secrets
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import ontschotting as on
from tests.fuzz import test_fuzz_input
from tests.oracle.families import FAMILIES, PROJECT_FAMILIES, SHARE_FAMILIES
from tests.oracle.random_cases import Scenario, scenarios, to_frames, to_regime
from tests.oracle.test_naive import best_value
from tests.solving.test_shown_allocation import check_exact

SAME = 1e-6
"""Relative difference of two best values, as the certificates admit."""

CASES_IN_A_TURN = 10

Turn = Callable[[], None]


def main() -> None:
    """Run the processes, and leave with 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("minutes", type=float)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    minutes, processes = options.minutes, options.processes
    context = multiprocessing.get_context("spawn")
    seed = secrets.randbelow(10**6)
    with context.Pool(processes) as pool:
        shares = [(60 * minutes, seed + process) for process in range(processes)]
        results = pool.starmap(_try_for, shares)
    counts: Counter[str] = sum((count for count, _ in results), Counter())
    for name, count in sorted(counts.items()):
        print(f"{count:>9,}  {name}")
    found = [finding for _, findings in results for finding in findings]
    print(f"{counts.total():>9,}  in {minutes:g} minutes, seed {seed}: {len(found)} findings")
    sys.exit(1 if found else 0)


def _try_for(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Take the strategies in turn; return how many inputs each tried, and what was found."""
    warnings.simplefilter("ignore")
    counts: Counter[str] = Counter()
    findings: list[str] = []
    turns = {**_input_turns(counts), **_case_turns(counts, seed)}
    end = time.monotonic() + seconds
    while turns and time.monotonic() < end:
        for name in list(turns):
            if time.monotonic() >= end:
                break
            try:
                turns[name]()
            except Exception:
                findings.append(f"{name}\n{traceback.format_exc()}")
                print(f"\n{findings[-1]}", file=sys.stderr, flush=True)
                if name in counts and not name.startswith("case"):
                    del turns[name]  # hypothesis would find the same again
    return counts, findings


def _input_turns(counts: Counter[str]) -> dict[str, Turn]:
    """Return the tests of hypothesis, each of which counts its examples."""
    turns = {}
    for name, test in vars(test_fuzz_input).items():
        if name.startswith("test_") and hasattr(test, "hypothesis"):
            test.hypothesis.inner_test = _counted(test.hypothesis.inner_test, name, counts)
            turns[name] = test
    return turns


def _counted(test: Callable[..., None], name: str, counts: Counter[str]) -> Callable[..., None]:
    @wraps(test)
    def counted(*arguments: Any, **options: Any) -> None:
        counts[name] += 1
        test(*arguments, **options)

    return counted


def _case_turns(counts: Counter[str], seed: int) -> dict[str, Turn]:
    """Return a turn of random cases for every family."""
    families = (*FAMILIES, *SHARE_FAMILIES, *PROJECT_FAMILIES)
    return {
        f"case of {family}": _turn(
            f"case of {family}", scenarios(10**9, seed=seed, families=(family,)), counts
        )
        for family in families
    }


def _turn(name: str, cases: Iterator[Scenario], counts: Counter[str]) -> Turn:
    def turn() -> None:
        for scenario in itertools.islice(cases, CASES_IN_A_TURN):
            counts[name] += 1
            _check(scenario)

    return turn


def _check(scenario: Scenario) -> None:
    """Hold the best values of a case against the naive program, and its allocations to add up."""
    case = on.Case(**to_frames(scenario.tables))
    for regime in ([], scenario.regime):
        allocation = on.allocate(case, to_regime(regime))
        naive = best_value(scenario.tables, regime)
        scale = max(1.0, abs(naive))
        assert abs(allocation.value - naive) <= SAME * scale, (scenario, allocation.value, naive)
        check_exact(allocation)


if __name__ == "__main__":
    main()
