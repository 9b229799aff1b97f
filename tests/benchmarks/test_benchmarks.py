"""What the benchmarks compare is one program.

The plain one is the naive one, and every way to write it finds the same optimum.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

import polars as pl
import pulp
import pytest

import ontschotting as on
from tests.benchmarks import quick, run
from tests.benchmarks.natural import one
from tests.benchmarks.natural.in_pulp import InPulp, natural_value, program_of
from tests.benchmarks.natural.projects import natural_choice
from tests.benchmarks.natural.questions import measures_of
from tests.benchmarks.natural.tables import tables_of
from tests.benchmarks.page import reached, verdicts
from tests.benchmarks.projects import projects_case
from tests.benchmarks.synthetic import RULES, synthetic
from tests.benchmarks.ways import WAYS, arrays, library
from tests.oracle.facts import Facts, pieces_of
from tests.oracle.naive import Asker, exact_highs
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.rows import World
from tests.oracle.samples import FUZZ, sample

SAME = 1e-6


def naive_value(tables: dict[str, Any]) -> float:
    facts = Facts(tables)
    asker = Asker(World(facts, [], pieces_of(facts, [])), exact_highs())
    return asker.most(asker.world.value)


def rows_of(case: on.Case) -> dict[str, Any]:
    return {name: frame.to_dicts() for name, frame in case.tables.items() if frame.height}


@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=31)), ids=lambda scenario: scenario.name
)
def test_the_plain_program_is_the_naive_one(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    assert arrays(case).value == pytest.approx(naive_value(scenario.tables), rel=SAME, abs=SAME)


@pytest.mark.parametrize("rules", ["few", "all", *RULES])
def test_library_plain_and_naive_agree_on_synthetic_cases(rules: str) -> None:
    case = synthetic(
        2, 8, 3, seed=2, rules=rules if rules in ("few", "all") else [rules], budgets="mixed"
    )
    expected = naive_value(rows_of(case))
    assert expected > 1
    assert library(case).value == pytest.approx(expected, rel=SAME)
    assert arrays(case).value == pytest.approx(expected, rel=SAME)


def test_the_program_written_by_hand_is_the_plain_one() -> None:
    case = synthetic(4, 8, 3, seed=3, rules="few", budgets="mixed")
    value, variables = natural_value(case)
    assert value == pytest.approx(naive_value(rows_of(case)), rel=SAME)
    assert variables == arrays(case).columns


def check_measures(by_hand: dict[str, float], case: on.Case) -> None:
    measures = on.compare(case, on.INTEGRAL).measures()
    assert len(by_hand) == 14
    assert by_hand["freed"] > 0 and 0 < by_hand["least_free_share_90"] < 1
    for name, value in by_hand.items():
        assert measures[name] == pytest.approx(value, rel=SAME, abs=SAME), name


def test_every_measure_has_a_program_by_hand_that_agrees() -> None:
    case = synthetic(4, 8, 3, seed=3, rules="few", budgets="mixed")
    check_measures(measures_of(case, InPulp(case)), case)


@pytest.mark.parametrize("way", ["linopy + HiGHS", "pyoframe + HiGHS"])
def test_every_measure_agrees_in_other_libraries_too(way: str) -> None:
    """In a process of its own: two solvers that both bring HiGHS can crash in one."""
    skip_without(way)
    found = one.measured(way, 1, 4, 8, 3, seed=3, budgets="mixed")
    check_measures(found["measures"], synthetic(4, 8, 3, seed=3, rules="few", budgets="mixed"))
    assert found["seconds"] > 0 and found["peak_mb"] > 10


def test_what_hand_written_programs_are_given_is_what_pulp_writes() -> None:
    """As many paths of money, in both worlds, as the loops of the program in PuLP find."""
    case = synthetic(4, 8, 3, seed=3, rules="few", budgets="mixed")
    tables = tables_of(case)
    for lifted in (False, True):
        paths = tables.open_paths(lifted)
        spent = program_of(case, lifted, pulp.LpMaximize).spent
        by_budget = dict(paths.group_by("budget").len().iter_rows())
        assert [len(each) for each in spent] == [by_budget.get(n, 0) for n in range(len(spent))]


def test_projects_written_by_hand_are_the_naive_program() -> None:
    free = projects_case(6, streams=6, years=2, seed=1)
    case = projects_case(6, streams=6, years=2, seed=1, has_rules=True)
    # Rules as heavy as this count among six projects.
    heavy = pl.col("fixed_eur_per_plan") * 10, pl.col("min_award_eur") * 5
    case = case.with_table("streams", case.streams.with_columns(heavy))
    by_hand = natural_choice(case, exact_highs())
    assert by_hand.proven
    assert 0 < by_hand.value < natural_choice(free, exact_highs()).value
    assert by_hand.value == pytest.approx(naive_value(rows_of(case)), rel=SAME)
    assert by_hand.value == pytest.approx(on.allocate(case).value, rel=SAME)


def test_the_quick_part_compares_what_is_the_same() -> None:
    """Its rows say what was measured, and two different optima are refused."""
    for each in quick.crossing():
        assert each["ratio"] == each["ours"] / each["theirs"] <= each["at_most"]
    with pytest.raises(SystemExit, match="do not agree"):
        quick.check_same(100.0, 100.001)
    quick.check_same(100.0, 100.00001)


def skip_without(way: str) -> None:
    """Skip what needs a library that only the extra bench brings."""
    for needed, modules in {"linopy": ["linopy"], "pyoframe": ["pyoframe", "highsbox"]}.items():
        if needed in way and any(find_spec(module) is None for module in modules):
            pytest.skip(f"{needed} comes with the extra bench")


@cache
def small_value(rules: str) -> float:
    return library(synthetic(1, seed=5, rules=rules)).value


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rules", ["few", "all"] if FUZZ > 1 else ["all"])
def test_every_way_finds_the_same_optimum(way: str, rules: str) -> None:
    skip_without(way)
    found = run.measure(way, 1, rules, 5, 120)
    assert found["outcome"] == "done", found
    assert found["value"] == pytest.approx(small_value(rules), rel=SAME)
    assert found["peak_mb"] > 10 and found["build_s"] > 0 and found["solve_s"] > 0


def test_the_plain_program_has_one_variable_per_euro_path() -> None:
    """By hand: annual money and work paid in the year itself, so each budget has one path per plan
    and purpose it may pay for.
    """
    case = synthetic(4, 12, 3, seed=1, rules="few", plan_types=1)
    marks = case.earmarks.with_columns(
        pl.when(pl.col("purpose") == "*").then(case.costs.height).otherwise(1).alias("paths")
    )
    assert arrays(case).columns == 4 * 3 * marks["paths"].sum() + 4 * 3


def test_another_optimum_is_refused() -> None:
    frame = pl.DataFrame(
        {
            "outcome": ["done", "done"],
            "rules": ["few"] * 2,
            "regions": [35, 35],
            "way": ["a", "b"],
            "value": [100.0, 100.001],
        }
    )
    with pytest.raises(SystemExit, match="do not agree"):
        run.check_same_optimum(frame)
    run.check_same_optimum(frame.with_columns(pl.Series("value", [100.0, 100.00001])))


def test_what_takes_too_long_is_ended_and_not_tried_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run.measure("ontschotting", 35, "few", 0, 0.05)["outcome"] == "not within 0.05 s"
    tried = []

    def measured(way: str, regions: int, rules: str, seed: int, limit: float) -> dict[str, Any]:
        tried.append((way, rules, regions))
        late = way == "PuLP + CBC"
        return {
            "way": way,
            "rules": rules,
            "regions": regions,
            "outcome": "not within 60 s" if late else "done",
            "build_s": 2.0,
            "solve_s": 1.0,
        }

    monkeypatch.setattr(run, "measure", measured)
    outcomes = {
        (one["way"], one["rules"], one["regions"]): one["outcome"]
        for one in run.measurements([35, 342, 3_420], 60, 0)
    }
    assert ("PuLP + CBC", "few", 342) not in tried and outcomes[
        "PuLP + CBC", "few", 342
    ].startswith("not tried")
    assert ("linopy + HiGHS", "few", 342) in tried and outcomes[
        "linopy + HiGHS", "few", 342
    ] == "done"


def test_a_ratio_is_judged_only_by_what_was_measured() -> None:
    def one(way: str, seconds: float | None, regions: int = 342) -> dict[str, Any]:
        known = {
            "rules": "few",
            "regions": regions,
            "way": way,
            "limit_s": 60.0,
            "peak_mb": 100.0 if seconds else None,
            "solver_s": seconds and seconds / 2,
        }
        return {
            **known,
            "outcome": "done" if seconds else "not within 60 s",
            "build_s": seconds and seconds / 4,
            "solve_s": seconds and seconds * 3 / 4,
        }

    measured = [
        one("ontschotting", 1.0),
        one("arrays + HiGHS", 9.0),
        one("arrays + HiGHS IPM", 4.0),
        one("PuLP + CBC", None),
        one("ontschotting", 11.0, 3_420),
    ]
    measured += [
        {**row, "rules": "all"}
        for row in (
            one("ontschotting", 2.0, 35),
            one("PuLP + CBC", 3.0, 35),
            one("ontschotting", None),
        )
    ]
    frame = pl.DataFrame(measured, schema=run.SCHEMA)
    found = {
        (row.what, row.rules): row
        for row in verdicts(frame, {"imports": {"ontschotting": 0.1, "polars": 0.2}})
    }
    against_arrays = found["time against plain arrays into HiGHS", "few"]
    assert (
        against_arrays.ratio == pytest.approx(0.25)
        and not against_arrays.at_most
        and reached(against_arrays) == "no"
    )
    against_cbc = found["time against PuLP + CBC", "few"]
    assert (
        against_cbc.ratio == pytest.approx(1 / 60)
        and against_cbc.at_most
        and reached(against_cbc) == "yes"
    )
    smaller = found["time against PuLP + CBC", "all"]
    assert (
        smaller.regions == 35 and smaller.ratio == pytest.approx(2 / 3) and reached(smaller) == "no"
    )
    assert (
        found["time against PuLP + HiGHS", "all"].ratio is None
        and reached(found["time against PuLP + HiGHS", "all"]) == "not measured"
    )
    assert found["time at 3,420 regions against 342", "few"].ratio == pytest.approx(11)
    assert found["own work as a share of the total", "few"].ratio == pytest.approx(0.5)
    assert found["`import ontschotting` against `import polars`", ""].ratio == pytest.approx(0.5)


def test_a_measurement_made_again_takes_the_place_of_the_old_one() -> None:
    known = {"rules": "few", "regions": 35, "way": "PuLP + CBC", "limit_s": 60.0}
    frame = pl.DataFrame(
        [
            {**known, "outcome": "done", "value": 3.0, "build_s": 1.0},
            {**known, "rules": "all", "outcome": "done", "value": 4.0},
        ],
        schema=run.SCHEMA,
    )
    changed = run.put(frame, {**known, "outcome": "not within 60 s"})
    assert changed.columns == frame.columns
    assert (
        changed.row(0, named=True)["outcome"] == "not within 60 s"
        and changed.row(0, named=True)["value"] is None
    )
    assert changed.row(1) == frame.row(1)
    with pytest.raises(SystemExit, match="no such measurement"):
        run.put(frame, {**known, "regions": 342, "outcome": "done"})
