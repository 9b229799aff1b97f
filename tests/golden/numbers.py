"""Record every number that the library gives, and compare two recordings.

A change that may move no number is checked in two steps: record before it, record after it::

    POLARS_MAX_THREADS=1 python -m tests.golden.numbers record before.jsonl
    POLARS_MAX_THREADS=1 python -m tests.golden.numbers record after.jsonl
    python -m tests.golden.numbers compare before.jsonl after.jsonl

A recording has one JSON object on each line, with a question and its answer. A question is a
command of the terminal as it is typed, or a function that is asked about a random case.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import math
import os
import shlex
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import ontschotting as on
from tests.oracle.families import BOTH, FAMILIES, SHARE_FAMILIES, WITH_TRANSFERS
from tests.oracle.random_cases import Scenario, scenarios, to_frames, to_regime

TERMINAL = "ontschotting.cli.run:main"
"""What `[project.scripts]` in pyproject.toml starts."""

RENAMED_KEYS: dict[str, str] = {}
"""Keys of answers that were renamed on purpose since the old recording: old name, new name."""

LEFT_OUT = {
    "certificate, report, template, export": "write files; their JSON only says where",
    "refresh": "needs a connection",
    "back-test nederland-2020-2024": "ten minutes; all years together are asked in Python",
    "tornado": "the swings of sweep",
    "random sums-20260-70 attribute walls": "22 seconds",
    "random steep-20260-189 attribute walls": "12 seconds",
}
"""What is not recorded, and why. A question that stands here in full is passed over."""

TOLERANCE = 1e-9
RANDOM_CASES, RANDOM_SEED, MANY_QUESTIONS_EACH = 200, 20260, 7
"""How many random cases, from which seed; every so manieth is asked more than its measures."""


@dataclass(frozen=True)
class Small:
    """Name what can be asked of a small bundled case."""

    regions: tuple[str, ...]
    streams: tuple[str, ...]
    ends: tuple[tuple[str, int], ...]


SMALL = {
    "two-villages": Small(("A",), ("land", "mobility"), (("land", 2026),)),
    "two-villages-affordable": Small(("a", "b"), ("grant", "own"), (("grant", 2026),)),
    "two-villages-applying": Small(("a", "b"), ("land", "small"), (("small", 2026),)),
    "two-villages-project": Small(("a", "b"), ("land", "mobility"), (("land", 2026),)),
    "two-villages-threshold": Small(("a", "b"), ("large", "quick"), (("large", 2026),)),
    "two-villages-own-money": Small(
        ("a", "b"), ("housing", "mobility", "quick", "own"), (("housing", 2026), ("quick", 2026))
    ),
    "two-villages-staff": Small(("a", "b"), ("land", "planning", "climate"), (("land", 2026),)),
    "two-villages-water": Small(("a", "b"), ("housing", "water"), (("housing", 2026),)),
    "two-villages-years": Small(
        ("a", "b"), ("land", "mobility"), (("land", 2026), ("mobility", 2027))
    ),
    "hilversum-2021": Small(("GM0402",), ("wbi_t2", "own_money"), (("wbi_t2", 2021),)),
    "impulsen-2022-2023": Small(
        ("NL",), ("wbi_t4", "sbi", "own_money"), (("wbi_t4", 2022), ("sbi", 2023))
    ),
    "marker-wadden": Small(("GM0995",), ("ez", "ienm", "pagw", "lottery"), (("ez", 2016),)),
    "merwedal": Small(("Merwedal", "Waterkamp"), ("WBI", "Eigen geld"), (("WBI", 2026),)),
    "ooijen-wanssum": Small(("ooijen-wanssum",), ("state", "region"), (("state", 2016),)),
    "waterdunen": Small(
        ("GM1714",), ("nota_ruimte", "nature_package"), (("nature_package", 2016),)
    ),
    "zwolle-spoorzone": Small(("GM0193",), ("city", "province", "wbi"), (("wbi", 2020),)),
}

ANY_SMALL = """
check
compare --lift integral
compare --lift unconditional
compare --lift borderless
compare --lift regional=province
compare --lift purpose
compare --lift period
compare --lift cofinancing
compare --lift cap
compare --lift threshold
compare --lift stacking
compare --lift assurance
compare --lift overhead
compare --lift area=national
compare --lift integral --guarantee region
compare --lift integral --guarantee outcomes
compare --lift borderless --guarantee plan
compare --lift integral --cut 0.1
compare --lift borderless --cut 0.3
compare --lift integral --free-share 0.25
compare --lift borderless --free-share 0.5 --cut 0.05
compare --lift integral --awarded
compare --lift unconditional --awarded
compare --lift borderless --awarded
attribute --over walls
attribute --over walls --lift unconditional
attribute --over walls --lift borderless --awarded
attribute --over streams
attribute --over streams --lift borderless
choose-walls --over streams --k 1
choose-walls --over streams --k 3
choose-walls --over walls --k 1
choose-walls --over walls --k 3
choose-walls --over pairs --k 1
choose-walls --over pairs --k 3
choose-walls --over walls --k 3 --lift borderless --awarded
shadow-prices --exact
shadow-prices --exact --awarded
explain
explain --level province
target-gap
year-rules
conditions
conditions --guarantee outcomes
free-share
free-share --lift borderless --awarded
free-share --cut 0.1
bounds
bounds --lift borderless --awarded
switching-values --positions 4
fragmentation
fragmentation --small-eur 1000000
by-area --level region
by-area --level province
by-area --level region --lift borderless --awarded
next-euro --level region
next-euro --level province
back-test
sweep --draws 5 --seed 1 --workers 1
sweep --draws 5 --seed 2 --workers 1 --lift borderless --awarded --no-tornado
"""
"""What is asked of every small case. A refusal is an answer too."""

NATIONAL = """
check
compare --lift integral
compare --lift integral --awarded
compare --lift unconditional
compare --lift borderless
compare --lift integral --guarantee outcomes
shadow-prices
bounds
year-rules
conditions --guarantee outcomes
free-share
target-gap
fragmentation
back-test
attribute --over walls
choose-walls --over streams --k 3
choose-walls --over walls --k 3
sweep --draws 3 --seed 1 --workers 1 --no-tornado
"""
"""What is asked of every large case."""

LARGE = {
    "nederland": """
explain --region GM0014
explain --region GM0363
cancellation --stream wbi_t7 --from-year 2027
next-euro --level province
by-area --level province
by-area --level housing_deal_region
switching-values --group "land: eur_per_unit" --positions 2
""",
    "nederland-2020-2024": """
explain --region GM0014
explain --region GM0363
cancellation --stream wbi_t3 --from-year 2022
next-euro --level province
by-area --level province
""",
    "nederland-2029-2035": """
explain --region Achterhoek
explain --region Eemsdelta
cancellation --stream next_impulse --from-year 2031
next-euro --level region
by-area --level region
""",
}
"""The large cases, and what is asked of one of them."""

Answer = Any


@dataclass(frozen=True)
class Question:
    """Hold a question in words that do not change, and how it is asked today."""

    words: str
    ask: Callable[[], Answer]


def main() -> int:
    """Run one of the two verbs; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden.numbers", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    recording = verbs.add_parser("record", help="write the answers of today")
    recording.add_argument("file", type=Path)
    recording.add_argument("--national", action="store_true", help="the large cases instead")
    comparing = verbs.add_parser("compare", help="compare two recordings")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    for verb in (recording, comparing):
        verb.add_argument("--only", metavar="WORD", default="", help="questions with this text")
    asked = parser.parse_args()
    if asked.verb == "record":
        return record(asked.file, asked.national, asked.only)
    return compare(asked.old, asked.new, asked.only)


def record(file: Path, national: bool = False, only: str = "") -> int:
    """Ask the questions and write their answers, one line at a time; give the exit code."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    warnings.simplefilter("ignore")
    print(f"recording {Path(on.__file__).parent}", file=sys.stderr)
    every = _national() if national else _small()
    questions = [one for one in every if only in one.words and one.words not in LEFT_OUT]
    twice = len(questions) - len({one.words for one in questions})
    if twice:
        raise ValueError(f"{twice} questions are asked twice")
    file.parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with file.open("w", encoding="utf-8") as lines:
        for number, question in enumerate(questions, start=1):
            begun = time.perf_counter()
            line = {"question": question.words, "answer": _steady(question.ask())}
            print(json.dumps(line, ensure_ascii=False), file=lines, flush=True)
            seconds = time.perf_counter() - begun
            if seconds > 1:
                print(
                    f"{number}/{len(questions)} {seconds:6.1f} s {question.words}", file=sys.stderr
                )
    seconds = time.perf_counter() - started
    print(f"{len(questions)} answers in {seconds:.0f} s: {file}", file=sys.stderr)
    return 0


def compare(old: Path, new: Path, only: str = "") -> int:
    """Report how far two recordings agree; give 0 where no number moved, else 1."""
    before, after = _lines(old, only), _lines(new, only)
    same = near = other = 0
    for question in before.keys() & after.keys():
        same += before[question] == after[question]
    for question, line in before.items():
        if question not in after:
            print(f"{question}\n  missing in {new}")
            other += 1
        elif line != after[question]:
            gone = list(_differences(_renamed(_answer(line)), _answer(after[question])))
            near, other = near + (not gone), other + bool(gone)
            if gone:
                print("\n".join([question, *(f"  {difference}" for difference in gone)]))
    for question in after:
        if question not in before:
            print(f"{question}\n  missing in {old}")
            other += 1
    print(f"{same} identical, {near} within {TOLERANCE:g}, {other} other")
    return 1 if other or not before else 0


def _small() -> Iterator[Question]:
    yield _terminal("cases")
    for name, case in SMALL.items():
        for words in ANY_SMALL.strip().splitlines():
            command, *options = shlex.split(words)
            yield _terminal(command, name, *options)
        for region in case.regions:
            yield _terminal("explain", name, "--region", region)
        for stream in case.streams:
            yield _terminal("compare", name, "--lift", "integral", "--streams", stream)
        for stream, year in case.ends:
            yield _terminal("cancellation", name, "--stream", stream, "--from-year", str(year))
    families = tuple(FAMILIES | SHARE_FAMILIES | WITH_TRANSFERS | BOTH)
    for number, scenario in enumerate(scenarios(RANDOM_CASES, RANDOM_SEED, families)):
        yield Question(f"random {scenario.name}", partial(_measured, scenario))
        if number % MANY_QUESTIONS_EACH == 0:
            yield from _asked_more(scenario)


def _national() -> Iterator[Question]:
    for name, questions in LARGE.items():
        for words in [*NATIONAL.strip().splitlines(), *questions.strip().splitlines()]:
            command, *options = shlex.split(words)
            yield _terminal(command, name, *options)
    yield Question("back_test nederland-2020-2024 all years together", _back_test)


def _back_test() -> Answer:
    past = on.load_case("nederland-2020-2024")
    return on.back_test(past, each_year=False).to_json()


def _terminal(*words: str) -> Question:
    return Question(shlex.join(words), lambda: _typed(words))


def _typed(words: tuple[str, ...]) -> Answer:
    """Give the JSON that a command prints, or how it refuses."""
    module, function = TERMINAL.split(":")
    start = getattr(import_module(module), function)
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv, environment = sys.argv, dict(os.environ)
    shown = warnings.showwarning
    try:
        sys.argv = ["ontschotting", *words, "--json"]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            start()
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.argv, warnings.showwarning = argv, shown
        os.environ.clear()
        os.environ.update(environment)
    if code == 0:
        return json.loads(out.getvalue())
    message = err.getvalue().strip()
    # A fault comes with a traceback: its last line says what, the others where in the code.
    told = message.splitlines()[-1] if "Traceback" in message else message
    printed = {"printed": json.loads(out.getvalue())} if out.getvalue().strip() else {}
    return {"exit_code": code, "message": told, **printed}


def _measured(scenario: Scenario) -> Answer:
    case, regime = _case_of(scenario), to_regime(scenario.regime)

    def measures() -> Answer:
        return on.compare(case, regime, scenario.guarantee).measures()

    def allocation(asked: Any) -> Answer:
        return _divided(on.allocate(case, asked))

    return {
        "regime": repr(regime),
        "measures": _or_refusal(measures),
        "allocations": {
            "current": _or_refusal(partial(allocation, on.CURRENT)),
            "lifted": _or_refusal(partial(allocation, regime)),
        },
    }


def _case_of(scenario: Scenario) -> Any:
    return on.Case(**to_frames(scenario.tables))


def _divided(allocation: Any) -> Answer:
    return {
        "value": allocation.value,
        "outcomes": dict(allocation.outcomes),
        "spent_eur": allocation.spent_eur,
        "units": allocation.units.to_dicts(),
        "flows": allocation.flows.to_dicts(),
        "prices": allocation.prices.to_dicts(),
    }


def _asked_more(scenario: Scenario) -> Iterator[Question]:
    def framed(function: str, frames: tuple[str, ...], *given: Any, **options: Any) -> Question:
        def ask() -> Answer:
            named = [to_regime(scenario.regime) if one is _REGIME else one for one in given]
            result = getattr(on, function)(_case_of(scenario), *named, **options)
            return {name: getattr(result, name).to_dicts() for name in frames}

        words = [*(one for one in given if isinstance(one, str)), *options]
        name = " ".join([f"random {scenario.name} {function}", *words])
        return Question(name, lambda: _or_refusal(ask))

    yield framed("attribute", ("frame",), _REGIME, "walls")
    yield framed("attribute", ("frame",), _REGIME, "streams")
    yield framed("choose_walls", ("frame",), _REGIME, 2, "walls")
    yield framed("choose_walls", ("frame",), _REGIME, 2, "streams")
    yield framed("shadow_prices", ("walls", "budgets", "table"), exact=True)
    yield framed("explain", ("units", "short", "streams", "idle", "shares"))
    yield framed("explain", ("units", "short", "streams", "idle", "shares"), "r1")
    if scenario.tables["targets"]:
        yield framed("target_gap", ("frame", "curve"), _REGIME)


_REGIME = object()


def _or_refusal(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except on.OntschottingError as error:
        return {"refused": type(error).__name__, "message": str(error)}


def _steady(answer: Answer) -> Answer:
    """Leave out what differs between machines, versions and runs without being an answer."""
    if isinstance(answer, dict):
        return {key: _steady(one) for key, one in answer.items() if key != "version"}
    if isinstance(answer, list | tuple):
        return [_steady(one) for one in answer]
    if isinstance(answer, str):
        head, gap, _ = answer.partition(", worst gap ")  # rounding noise of a proof, in words
        told = head if gap else answer
        root = str(Path(on.__file__).resolve().parent.parent)
        return told.replace(f"ontschotting {on.__version__}", "ontschotting").replace(root, "ROOT")
    return answer


def _lines(file: Path, only: str) -> dict[str, str]:
    """Give each question of a recording with its line."""
    lines = file.read_text(encoding="utf-8").strip().split("\n")
    asked = {json.loads(line)["question"]: line for line in lines if line}
    return {question: line for question, line in asked.items() if only in question}


def _answer(line: str) -> Answer:
    return json.loads(line)["answer"]


def _renamed(answer: Answer) -> Answer:
    if isinstance(answer, dict):
        return {RENAMED_KEYS.get(key, key): _renamed(one) for key, one in answer.items()}
    return [_renamed(one) for one in answer] if isinstance(answer, list) else answer


def _differences(old: Answer, new: Answer, path: str = "") -> Iterator[str]:
    """Say where two answers differ by more than the tolerance, with both values."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            here = f"{path}.{key}" if path else key
            if key in old and key in new:
                yield from _differences(old[key], new[key], here)
            else:
                yield f"{here}: only in the {'old' if key in old else 'new'} answer"
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{path}: {len(old)} rows, now {len(new)}"
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from _differences(one, other, f"{path}[{number}]")
    elif not _equal(old, new):
        yield f"{path}: {old!r}, now {new!r}"


def _equal(old: Answer, new: Answer) -> bool:
    numbers = isinstance(old, int | float) and isinstance(new, int | float)
    if not numbers or isinstance(old, bool) or isinstance(new, bool):
        return type(old) is type(new) and bool(old == new)
    if not (math.isfinite(old) and math.isfinite(new)):
        return bool(old == new) or (math.isnan(old) and math.isnan(new))
    return bool(abs(old - new) <= TOLERANCE * max(1.0, abs(old), abs(new)))


if __name__ == "__main__":
    sys.exit(main())
