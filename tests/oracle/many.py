"""Lay the library beside the naive program on many random cases, outside the suite.

`python -m tests.oracle.many 3000 --seed 9` says which cases differ, and ends with how many; with
`--only projects` it draws from the families of that name. `--check closing` asks which whole plans
close; `--check law` asks the library alone, and whether lifting more ever lowers the value.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable

from tests.oracle.families import (
    BOTH,
    CROSSING_FAMILIES,
    FAMILIES,
    GOAL_FAMILIES,
    PROJECT_FAMILIES,
    SHARE_FAMILIES,
    WITH_TRANSFERS,
)
from tests.oracle.random_cases import Scenario, scenarios
from tests.oracle.roads import (
    assert_both_roads_agree,
    assert_closing_agrees,
    assert_lifting_never_lowers,
)

EVERY_FAMILY = (
    *GOAL_FAMILIES,
    *FAMILIES,
    *GOAL_FAMILIES,
    *SHARE_FAMILIES,
    *WITH_TRANSFERS,
    *BOTH,
    *CROSSING_FAMILIES,
    *PROJECT_FAMILIES,
)
"""Every family of random cases, those with several goals twice."""


CHECKS: dict[str, Callable[[Scenario], None]] = {
    "measures": assert_both_roads_agree,
    "closing": assert_closing_agrees,
    "law": assert_lifting_never_lowers,
}
"""What may be asked of each case."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--start", type=int, default=0, help="leave out the cases before this one")
    parser.add_argument("--only", default="", help="families whose names contain this")
    parser.add_argument("--check", choices=CHECKS, default="measures")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    check = CHECKS[options.check]
    families = tuple(name for name in EVERY_FAMILY if options.only in name)
    different, began = 0, time.process_time()
    for number, scenario in enumerate(scenarios(options.count, options.seed, families)):
        if number < options.start:
            continue
        if options.check == "closing" and not any(
            row.get("whole") for row in scenario.tables["plans"]
        ):
            continue
        try:
            check(scenario)
        except Exception as error:
            different += 1
            print(f"{scenario.name}: {type(error).__name__} {str(error)[:500]}", flush=True)
        if (number + 1) % 100 == 0:
            seconds = time.process_time() - began
            print(f"{number + 1} cases, {different} different, {seconds:.0f} s", flush=True)
    print(f"{options.count - options.start} cases, {different} different")


if __name__ == "__main__":
    main()
