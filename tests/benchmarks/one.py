"""One measurement in a process of its own, so that its peak memory is its own.

Prints one JSON object as its last line.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict

from tests.benchmarks.synthetic import synthetic
from tests.benchmarks.ways import WAYS


def main(way: str, regions: str, rules: str, seed: str) -> None:
    measured = WAYS[way](synthetic(int(regions), seed=int(seed), rules=rules))
    # CBC runs as a process of its own while this one waits: the larger of the two is the least that
    # was in use, and counts in its favour.
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({**asdict(measured), "peak_mb": peak / 1024}))


if __name__ == "__main__":
    main(*sys.argv[1:])
