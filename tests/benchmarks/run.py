"""Measures every way beside the others, one after another in processes of their own, and checks
that all find the same optimum.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import polars as pl

from tests.benchmarks import page
from tests.benchmarks.everyday import everyday
from tests.benchmarks.ways import WAYS

ROOT = Path(__file__).resolve().parents[2]
SIZES = (35, 342, 3_420, 34_200)
SAME = 1e-6
SCHEMA = page.SCHEMA


def measure(way: str, regions: int, rules: str, seed: int, limit: float) -> dict[str, Any]:
    """One measurement, ended with everything it started when it takes longer than the limit."""
    known = {"rules": rules, "regions": regions, "way": way, "limit_s": limit}
    command = [sys.executable, "-m", "tests.benchmarks.one", way, str(regions), rules, str(seed)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return {**known, "outcome": f"not within {limit:g} s"}
    if process.returncode:
        last = (
            errors.strip().splitlines()[-1]
            if errors.strip()
            else f"ended with code {process.returncode}"
        )
        return {**known, "outcome": f"failed: {last[:120]}"}
    return {**known, "outcome": "done", **json.loads(out.strip().splitlines()[-1])}


def measurements(sizes: list[int], limit: float, seed: int) -> Iterator[dict[str, Any]]:
    """Every measurement, few rules and small cases first.

    A way whose time at one size, grown with the size alone, passes the limit is not tried at the
    next.
    """
    taken: dict[tuple[str, str], tuple[float, int]] = {}
    for rules in ("few", "all"):
        for regions in sizes:
            for way in WAYS:
                seconds, before = taken.get((rules, way), (0.0, regions))
                if seconds * regions / before > limit:
                    reason = f"not tried: {seconds:.0f} s and more for {before:,} regions"
                    yield {
                        "rules": rules,
                        "regions": regions,
                        "way": way,
                        "limit_s": limit,
                        "outcome": reason,
                    }
                    continue
                found = measure(way, regions, rules, seed, limit)
                done = found["outcome"] == "done"
                taken[rules, way] = (
                    found["build_s"] + found["solve_s"] if done else limit,
                    regions,
                )
                yield found


def check_same_optimum(frame: pl.DataFrame) -> None:
    """Raises when two ways found optima that differ by more than SAME of their size."""
    done = frame.filter(pl.col("outcome") == "done")
    apart = done.group_by("rules", "regions").agg(
        ((pl.col("value").max() - pl.col("value").min()) / pl.col("value").abs().max()).alias(
            "apart"
        )
    )
    worst = apart.filter(pl.col("apart") > SAME)
    if worst.height:
        raise SystemExit(
            "the ways do not agree on the"
            f" optimum:\n{worst}\n{done.select('rules', 'regions', 'way', 'value')}"
        )


def import_times(repeats: int = 9) -> dict[str, float]:
    """Median seconds that an import takes in a fresh process."""
    code = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    medians = {}
    for what in ("ontschotting", "polars"):
        runs = [
            subprocess.run(
                [sys.executable, "-c", code.format(what)],
                check=True,
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            for _ in range(repeats)
        ]
        medians[what] = statistics.median(float(one.stdout) for one in runs)
    return medians


def _told(found: dict[str, Any]) -> str:
    seconds = (
        f" {found['build_s']:.2f} + {found['solve_s']:.2f} s, {found['peak_mb']:.0f} MB"
        if found["outcome"] == "done"
        else ""
    )
    return (
        f"{found['rules']:>4} {found['regions']:>6} {found['way']:<16} {found['outcome']}{seconds}"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--most-regions", type=int, default=SIZES[-1], help="the largest case to try"
    )
    asked.add_argument("--limit", type=float, default=900.0, help="seconds for one measurement")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument(
        "--again",
        nargs=3,
        metavar=("WAY", "RULES", "REGIONS"),
        help="one measurement, put in the place of the one in the table",
    )
    asked.add_argument(
        "--everyday",
        action="store_true",
        help="only what an analyst waits for, put in the place of what the page has",
    )
    asked.add_argument(
        "--page-only",
        action="store_true",
        help="write the page and the chart again from what was measured",
    )
    given = asked.parse_args()
    table, facts = ROOT / "docs" / "benchmarks.csv", ROOT / "docs" / "benchmarks.json"
    if given.again:
        way, rules, regions = given.again
        found = measure(way, int(regions), rules, given.seed, given.limit)
        print(_told(found), file=sys.stderr)
        frame = put(pl.read_csv(table, schema_overrides=SCHEMA), found)
        check_same_optimum(frame)
        frame.write_csv(table)
    elif given.everyday:
        facts.write_text(
            json.dumps({**json.loads(facts.read_text()), "everyday": everyday()}, indent=1) + "\n"
        )
    elif not given.page_only:
        rows = []
        for found in measurements(
            [size for size in SIZES if size <= given.most_regions], given.limit, given.seed
        ):
            print(_told(found), file=sys.stderr, flush=True)
            rows.append(found)
            frame = pl.DataFrame(rows, schema=SCHEMA)
            check_same_optimum(frame)
            frame.write_csv(table)
        facts.write_text(json.dumps(about(), indent=1) + "\n")
    page.draw(pl.read_csv(table, schema_overrides=SCHEMA), ROOT / "docs" / "img" / "benchmarks.svg")
    page.write_page(ROOT / "docs")


def put(frame: pl.DataFrame, found: dict[str, Any]) -> pl.DataFrame:
    """The measurements with one of them replaced."""
    new = pl.DataFrame([found], schema=SCHEMA)
    key = ["rules", "regions", "way"]
    if frame.join(new, on=key, how="semi").is_empty():
        raise SystemExit(
            f"no such measurement to replace: {', '.join(str(found[name]) for name in key)}"
        )
    return frame.update(new, on=key, include_nulls=True)


def about() -> dict[str, Any]:
    """The machine in a few words, the versions that were measured, and the time to import."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = ("ontschotting", "polars", "highspy", "highsbox", "pulp", "linopy", "pyoframe")
    versions = {name: metadata.version(name) for name in names}
    return {
        "imports": import_times(),
        "everyday": everyday(),
        "cores": os.cpu_count(),
        "memory_gb": memory,
        "python": platform.python_version(),
        "versions": versions,
    }


if __name__ == "__main__":
    main()
