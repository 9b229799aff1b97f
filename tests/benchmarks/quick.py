"""The quick part of the benchmarks: what people wait for, in some ten minutes.

Processor time, side by side, so that a busy machine changes the ratios little.
`python -m tests.benchmarks.quick` runs every part but the slow ones in a process of its own (its
peak memory is then its own), puts its rows into docs/benchmarks-quick.csv and these on the page;
with the name of a part it prints what that part finds, and with `again` and names it measures these
parts for the page. The parts
`draws` and `reports` run version 0.1 (commit 6006b20) too, in the Python that the environment
variable `ONTSCHOTTING_0_1` names.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pulp

import ontschotting as on
from ontschotting.case.unchecked import case_of_checked
from ontschotting.lp.solver_choice import open_backend
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.model.build import build_regime_program
from ontschotting.panel.answers import PanelAnswers
from ontschotting.regime.presets import CURRENT
from ontschotting.report.collect.ranges import MEASURES as REPORT_MEASURES
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.questions import RegimeSolver
from tests.benchmarks.natural.in_pulp import natural_value
from tests.benchmarks.natural.one import LIBRARY, WAYS, measured
from tests.benchmarks.natural.projects import natural_choice
from tests.benchmarks.page import QUICK_SCHEMA, write_page
from tests.benchmarks.projects import projects_case
from tests.benchmarks.synthetic import synthetic

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "benchmarks-quick.csv"
SAME = 1e-6
PROVEN = 1e-6
"""The gap at which a choice of projects counts as proven."""
PATIENCE_S = 120.0
"""How long a search for the best projects may take on the clock."""
GROWTH = (
    (10, 10, 3),
    (20, 20, 5),
    (60, 20, 5),
    (120, 20, 5),
    (342, 20, 5),
    (60, 40, 5),
    (60, 20, 10),
    (342, 47, 10),
)
"""Regions, streams and years of the cases at which the time of every measure is told."""
Row = dict[str, Any]


def row(
    what: str, ours: float, against: str, theirs: float, at_most: float | None, unit: str = "s"
) -> Row:
    """One comparison; `at_most` is what is to be reached, None where nothing was set."""
    return {
        "what": what,
        "ours": ours,
        "against": against,
        "theirs": theirs,
        "unit": unit,
        "ratio": ours / theirs,
        "at_most": at_most,
        "load": os.getloadavg()[1],
    }


def in_turn(repeats: int, *works: Callable[[], Any]) -> list[float]:
    """The median processor seconds of each work, done in turn."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for work, taken in zip(works, seconds, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in seconds]


def small() -> list[Row]:
    """From tables to a certified value, against PuLP with HiGHS written the natural way."""
    rows = []
    for size, at_most, repeats in (((10, 10, 3), 1.0, 15), ((60, 20, 5), 1 / 12, 5)):
        case = synthetic(*size, rules="few")
        # A case keeps what was worked out of its tables, so every run gets a case of its own.
        cases = iter([case_of_checked(case.tables) for _ in range(repeats + 1)])

        def ours(cases: Iterator[on.Case] = cases) -> float:
            return CaseSolver(next(cases)).questions(CURRENT).value

        def natural(case: on.Case = case) -> float:
            return natural_value(case)[0]

        check_same(ours(), natural())
        mine, theirs = in_turn(repeats, ours, natural)
        what = "{} regions × {} streams × {} years, tables to value".format(*size)
        rows.append(row(what, mine, "PuLP + HiGHS, written by hand", theirs, at_most))
    return rows


def measures() -> list[Row]:
    """A comparison against one allocation: its headline, and how every measure grows."""
    rows = []
    for regions, streams, years in GROWTH:
        is_judged = (regions, streams, years) == (120, 20, 5)
        case = synthetic(regions, streams, years, rules="few")
        # A case keeps what was worked out of its tables, so every run gets a case of its own.
        cases = iter([case_of_checked(case.tables) for _ in range(9)])

        def allocation(cases: Iterator[on.Case] = cases) -> Any:
            return on.allocate(next(cases))

        def headline(cases: Iterator[on.Case] = cases) -> Any:
            return on.compare(next(cases), on.INTEGRAL)

        def everything(cases: Iterator[on.Case] = cases) -> Any:
            return on.compare(next(cases), on.INTEGRAL).measures()

        works = [allocation, everything, *([headline] if is_judged else [])]
        at_once, every, *first = in_turn(3 if regions <= 120 else 1, *works)
        size = f"{regions} × {streams} × {years}"
        if is_judged:
            rows.append(row(f"`compare`, headline, {size}", first[0], "`allocate`", at_once, 3.0))
        most = 8.0 if is_judged else None
        rows.append(row(f"`compare`, every measure, {size}", every, "`allocate`", at_once, most))
    return rows


def by_hand() -> list[Row]:
    """Every measure of a comparison against a program by hand for each of its questions."""
    times, peaks = [], []
    for size, repeats, at_most in (((10, 10, 3), 3, None), ((20, 20, 5), 1, 1 / 30)):
        what = "`compare`, every measure, {} × {} × {}".format(*size)
        ours = measured(LIBRARY, repeats, *size)
        for way in WAYS:
            if way == LIBRARY:
                continue
            theirs = measured(way, repeats, *size)
            for name, value in theirs["measures"].items():
                check_same(ours["measures"][name], value)
            against, most = f"{way}, written by hand", at_most if "PuLP" in way else None
            times.append(row(what, ours["seconds"], against, theirs["seconds"], most))
            peak = ours["peak_mb"], against, theirs["peak_mb"]
            peaks.append(row(f"peak memory, {what}", *peak, None, "MB"))
    return times + peaks


def crossing() -> list[Row]:
    """The columns of the crossing program against those of the worlds that it compares."""
    case = synthetic(60, 20, 5, rules="few")
    current = build_regime_program(case, CURRENT).program.columns
    rows = []
    for regime in (on.INTEGRAL, on.regional("province"), on.BORDERLESS):
        regime = regime.with_awarded()
        world = build_regime_program(case, regime).program.columns
        marked = build_regime_program(case, regime, crossing=True).program.columns
        what = f"columns of the crossing program, {regime.name.split(';')[0]}, 60 × 20 × 5"
        rows.append(row(what, marked, "the larger world", max(current, world), 3.0, "columns"))
    return rows


def breakdown() -> list[Row]:
    """A national breakdown by area against the comparison that it divides."""
    case = on.load_case("nederland")
    everything, by_area = in_turn(
        1,
        lambda: on.compare(case, on.INTEGRAL).measures(),
        lambda: on.compare(case, on.INTEGRAL).by("housing_deal_region"),
    )
    what = '`compare(…).by("housing_deal_region")`, `nederland`'
    return [row(what, by_area, "`compare`, every measure", everything, 5.0)]


def streams_and_years() -> list[Row]:
    """National breakdowns whose programs keep money apart that a comparison merges."""
    comparison = on.compare(on.load_case("nederland"), on.INTEGRAL)
    _, everything = seconds_of(comparison.measures)
    rows = []
    for dimension in ("stream", "year"):
        _, seconds = seconds_of(lambda dimension=dimension: comparison.by(dimension))
        what = f'`compare(…).by("{dimension}")`, `nederland`, after `compare`'
        rows.append(row(what, seconds, "every other measure", everything, None))
    return rows


def panel() -> list[Row]:
    """A national switch in the panel: the headline, once today's value is there."""
    answers = PanelAnswers(on.load_case("nederland"))
    answers.values(CURRENT)
    seconds = [
        seconds_of(lambda regime=regime: answers.values(regime))[1]
        for regime in (on.INTEGRAL, on.UNCONDITIONAL, on.BORDERLESS, on.regional("province"))
    ]
    what = "a switch in the panel, headline, `nederland`, the slowest of four"
    return [row(what, max(seconds), "a second", 1.0, 1.0)]


def draws() -> list[Row]:
    """A draw with the measures of a report, in turn with a cold comparison of version 0.1."""
    case, regime, source = on.load_case("nederland"), on.INTEGRAL.with_awarded(), SeededDraws(1)
    ours, theirs = [], []
    for draw in (1, 2, 3):
        drawn = source.case_of(case, draw)
        work = partial(measures_of_draw, drawn, regime, REPORT_MEASURES, "highs")
        ours.append(seconds_of(work)[1])
        theirs.append(of_version_0_1(_OLD_COMPARISON)[0])
    what = "a draw, measures of the first page, `nederland`"
    against = "`compare` of 0.1, cold"
    return [row(what, statistics.median(ours), against, statistics.median(theirs), 1 / 20)]


def reports() -> list[Row]:
    """A first and a second report on a case that both versions have, in the other language."""
    first_of_0_1, _ = of_version_0_1(_REPORTS)
    with tempfile.TemporaryDirectory() as folder:
        cache = {"ONTSCHOTTING_CACHE": folder}
        first, second = printed_numbers(sys.executable, _REPORTS, cache)
    against = "a report of 0.1"
    return [
        row("`report impulsen-2022-2023`", first, against, first_of_0_1, 1 / 5),
        row("a second report on it, in English", second, against, first_of_0_1, 1 / 25),
    ]


_OLD_COMPARISON = """
import os
import ontschotting as on
case = on.load_case("nederland")
start = sum(os.times()[:4])
on.compare(case, on.lift("purpose", "period", "stacking", awarded=True))
print([sum(os.times()[:4]) - start])
"""

_REPORTS = """
import os, tempfile
import ontschotting as on
case, seconds = on.load_case("impulsen-2022-2023"), []
for lang in ("nl", "en"):
    start = sum(os.times()[:4])
    with tempfile.TemporaryDirectory() as folder:
        on.write_report(case, folder, lang, name="impulsen-2022-2023")
    seconds.append(sum(os.times()[:4]) - start)
print(seconds)
"""


def of_version_0_1(code: str) -> list[float]:
    """Return the numbers that a script prints under version 0.1, installed beside this one.

    The environment variable `ONTSCHOTTING_0_1` names its Python.
    """
    python = os.environ.get("ONTSCHOTTING_0_1")
    if python is None:
        raise SystemExit("set ONTSCHOTTING_0_1 to the Python in which version 0.1 is installed")
    return printed_numbers(python, code, {}, folder=tempfile.gettempdir())


def printed_numbers(
    python: str, code: str, variables: dict[str, str], folder: str | Path = ROOT
) -> list[float]:
    """Return the list of numbers that a script prints last, in a process of its own."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    out = subprocess.run(
        [python, "-c", code],
        check=True,
        cwd=folder,
        env=environment | variables,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    numbers: list[float] = json.loads(out.strip().splitlines()[-1])
    return numbers


def memory() -> list[Row]:
    """The peak of every measure of `nederland` where most may happen: nothing keeps money apart."""
    case = on.load_case("nederland")
    case = case.with_table("limits", case.limits.clear())
    on.compare(case, on.BORDERLESS.with_awarded()).measures()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = "peak memory, `nederland` without limit, all walls, all areas, awarded money too"
    return [row(what, peak_mb, "1.5 GB", 1_536.0, 1.0, "MB")]


def blocks() -> list[Row]:
    """Solving in blocks against the same program as one."""
    rows = []
    case = on.load_case("nederland")
    unlimited = case.with_table("limits", case.limits.clear())
    for name, chosen in (
        ("342 regions, few rules", synthetic(342, rules="few")),
        ("`nederland` without limit", unlimited),
    ):
        regime_program = build_regime_program(chosen, CURRENT)
        whole = regime_program.program.changed(
            cost=-regime_program.objectives.value, solve_undecomposed=True
        )

        def in_blocks(regime_program: Any = regime_program) -> float:
            return RegimeSolver(regime_program, open_backend("highs")).value

        def as_one(whole: Any = whole) -> float:
            solution = open_backend("highs").solve(whole)
            return -float(whole.cost @ solution.values)

        check_same(in_blocks(), as_one())
        mine, theirs = in_turn(2, in_blocks, as_one)
        rows.append(row(f"best value in blocks, {name}", mine, "as one program", theirs, 1 / 2))
    return rows


def projects() -> list[Row]:
    """Whole projects of one region, to an optimum and to a gap of one percent, beside two solvers
    that get the program as one writes it by hand; once more with fixed costs and least awards.

    Processor time of what they start is counted too: PuLP runs CBC as a process.
    """
    rows = []
    for count, has_rules, gap, minute in (
        (60, False, 0.0, True),
        (300, False, 0.01, True),
        (60, True, 0.02, False),
    ):
        case = projects_case(count, has_rules=has_rules)
        what = f"{count} whole projects × 15 streams × 5 years"
        what += ", with fixed costs and least awards" if has_rules else ""
        what += f", to a gap of {gap:.0%}" if gap else ", to a proven optimum"

        def ours(case: on.Case = case, gap: float = gap) -> float:
            solver = on.Solver(gap=gap or None, seconds=PATIENCE_S)
            return CaseSolver(case, solver).questions(CURRENT).value

        value, mine = seconds_of(ours)
        if minute:
            rows.append(row(what, mine, "a minute", 60.0, 1.0))
        for name, solver in (
            ("HiGHS", pulp.HiGHS(msg=False, gapRel=gap or PROVEN, timeLimit=PATIENCE_S)),
            ("CBC", pulp.PULP_CBC_CMD(msg=False, gapRel=gap or PROVEN, timeLimit=PATIENCE_S)),
        ):
            there, theirs = seconds_of(
                lambda solver=solver, case=case: natural_choice(case, solver)
            )
            finished = "" if there.proven else f", stopped after {PATIENCE_S:.0f} s on the clock"
            if there.proven:
                check_same(value, there.value, gap or SAME)
            rows.append(row(what, mine, f"PuLP + {name}, written by hand{finished}", theirs, None))
    return rows


def seconds_of(work: Callable[[], Any]) -> tuple[Any, float]:
    """What a work answers, and its processor seconds with those of the processes it starts."""
    before = sum(os.times()[:4])
    answer = work()
    return answer, sum(os.times()[:4]) - before


PARTS: dict[str, Callable[[], list[Row]]] = {
    "small": small,
    "measures": measures,
    "by_hand": by_hand,
    "crossing": crossing,
    "breakdown": breakdown,
    "streams_and_years": streams_and_years,
    "panel": panel,
    "draws": draws,
    "reports": reports,
    "memory": memory,
    "blocks": blocks,
    "projects": projects,
}


SLOW = ("by_hand", "streams_and_years")
"""What `make bench-all` measures: every measure by hand, and ranges of all streams and years."""


def check_same(value: float, other: float, share: float = SAME) -> None:
    """Refuse to compare the time to two different optima."""
    if abs(value - other) > share * max(1.0, abs(other)):
        raise SystemExit(f"the ways do not agree on the optimum: {value} and {other}")


def main(*words: str) -> None:
    """Write the table and the page; of one part alone it prints what it found, as JSON.

    Args:
        words: Nothing, the name of a part, or `again` and the names of those to measure
    """
    if len(words) == 1:
        print(json.dumps(PARTS[words[0]]()))
        return
    rows: list[Row] = []
    for name in words[1:] or [name for name in PARTS if name not in SLOW]:
        command = [sys.executable, "-m", "tests.benchmarks.quick", name]
        out = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        measured = json.loads(out.stdout.strip().splitlines()[-1])
        for each in measured:
            print(f"{each['what']}: {each['ratio']:.3g} of {each['against']}", file=sys.stderr)
        rows += measured
    table = pl.DataFrame(rows, schema=QUICK_SCHEMA)
    before = pl.read_csv(TABLE, schema_overrides=QUICK_SCHEMA)
    kept = before.join(table, on=["what", "against"], how="anti")
    # a row stays where it stood, and new ones come last
    place = before.select("what", "against").with_row_index("place")
    table = pl.concat([kept, table]).join(place, on=["what", "against"], how="left")
    table = table.sort("place", nulls_last=True, maintain_order=True).drop("place")
    table.write_csv(TABLE)
    write_page(ROOT / "docs")


if __name__ == "__main__":
    main(*sys.argv[1:])
