"""Synthetic cases.

Valid, the same for the same seed, every rule by its name, and never to be taken for real.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations

import polars as pl
import pytest

import ontschotting as on
from tests.benchmarks.synthetic import FEW_RULES, RULES, synthetic

SIGNS: dict[str, Callable[[on.Case], bool]] = {
    "annual": (
        lambda case: (
            case.streams["spend_within_years"].null_count() == 0
            and bool((case.streams["spend_within_years"] == 0).any())
        )
    ),
    "period": (
        lambda case: (
            bool((case.streams["spend_within_years"] > 0).any())
            and bool((case.streams["prefinance_years"] > 0).any())
        )
    ),
    "cofinancing": (
        lambda case: (
            bool((case.streams["cofinancing_share"] > 0).any())
            and bool(case.streams["counts_as_cofinancing"].any())
        )
    ),
    "cap": lambda case: bool((case.streams["cap_eur_per_unit"] > 0).any()),
    "threshold": lambda case: bool((case.streams["min_plan_units"] > 0).any()),
    "carry_over": lambda case: bool((case.streams["carry_over_share"] <= 1).any()),
    "assurance": lambda case: bool((case.streams["assured_years"] >= 0).any()),
    "stacking": lambda case: case.exclusions.height > 0,
    "overhead": lambda case: bool((case.streams["overhead_share"] > 0).any()),
    "ceilings": lambda case: case.ceilings.height > 0,
    "limits": lambda case: case.limits.height > 0,
    "targets": lambda case: case.targets.height > 0,
    "awarded": (
        lambda case: bool(case.budgets["awarded"].any()) and not case.budgets["awarded"].all()
    ),
    "lead": (
        lambda case: (
            bool((case.costs["years_before_delivery"] > 0).any()) and case.opening_work == "paid"
        )
    ),
    "yearly_maximum": lambda case: bool((case.plans["max_units_per_year"] > 0).any()),
    "margins": (
        lambda case: (
            "eur_per_unit_low" in case.costs.columns and "capacity_units_high" in case.plans.columns
        )
    ),
}
"""How each rule shows in the tables."""


def test_every_rule_has_a_sign() -> None:
    assert set(SIGNS) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_there_when_it_is_named_and_only_then(rule: str) -> None:
    assert SIGNS[rule](synthetic(6, rules="all")) or rule == "annual"
    assert SIGNS[rule](synthetic(6, rules=[rule]))
    others = [name for name in RULES if name != rule]
    assert not SIGNS[rule](synthetic(6, rules=others))


def test_few_rules_are_purpose_and_area_and_annual_money() -> None:
    case = synthetic(6, rules="few")
    assert [rule for rule in RULES if SIGNS[rule](case)] == list(FEW_RULES)
    assert not any(SIGNS[rule](synthetic(6, rules=())) for rule in RULES)


def test_one_rule_more_leaves_the_rest_as_it_was() -> None:
    few, all_rules = synthetic(6, rules="few"), synthetic(6, rules="all")
    for table, columns in (
        ("budgets", ["stream", "area", "year", "amount_eur"]),
        ("plans", ["plan", "capacity_units"]),
        ("earmarks", ["stream", "purpose"]),
    ):
        assert few.tables[table].select(columns).equals(all_rules.tables[table].select(columns))


@pytest.mark.parametrize("rules", ["few", "all"])
@pytest.mark.parametrize("budgets", ["local", "mixed", "national"])
def test_valid_like_any_case(rules: str, budgets: str) -> None:
    """The writer does not have its tables checked again.

    Here they are, without a finding, and nothing changes.
    """
    case = synthetic(40, 20, 4, seed=3, rules=rules, budgets=budgets)
    checked = on.Case(**{name: frame for name, frame in case.tables.items() if frame.height})
    assert checked.findings == () and checked == case
    assert {name: frame.schema for name, frame in checked.tables.items()} == {
        name: frame.schema for name, frame in case.tables.items()
    }


@pytest.mark.parametrize("size", [(1, 1, 1, 1), (1, 2, 1, 1), (2, 3, 2, 5), (30, 6, 1, 2)])
def test_small_sizes_are_valid_too(size: tuple[int, int, int, int]) -> None:
    regions, streams, years, plan_types = size
    case = synthetic(regions, streams, years, plan_types=plan_types)
    assert (
        case.regions.height,
        case.streams.height,
        case.budgets["year"].n_unique(),
        case.plans.height,
    ) == (regions, streams, years, regions * plan_types)
    with_warnings = on.Case(**{name: frame for name, frame in case.tables.items() if frame.height})
    assert with_warnings == case


def test_deterministic_by_seed() -> None:
    assert synthetic(9, seed=4) == synthetic(9, seed=4)
    assert synthetic(9, seed=4).fingerprint != synthetic(9, seed=5).fingerprint


def test_the_shape_that_is_measured() -> None:
    case = synthetic()
    assert (case.regions.height, case.streams.height, case.budgets.height, case.plans.height) == (
        342,
        47,
        342 * 47 * 10,
        342 * 3,
    )
    assert case.budgets["level"].unique().to_list() == ["region"]
    assert synthetic(budgets="national").budgets.height == 470
    assert set(synthetic(60, budgets="mixed").budgets["level"].unique()) == {
        "region",
        "province",
        "national",
    }


def test_grows_to_a_hundred_times_the_netherlands_in_seconds() -> None:
    start = time.perf_counter()
    case = synthetic(34_200, 47, 1, rules="all")
    assert case.budgets.height == 34_200 * 47
    assert time.perf_counter() - start < 20


def test_marked_synthetic_everywhere() -> None:
    case = synthetic(5)
    assert case.title.startswith("SYNTHETIC")
    for name, frame in case.tables.items():
        if frame.height:
            assert frame["status"].unique().to_list() == ["synthetic"], name
    assert all(
        "Synthetic" in text for name in ("regions", "streams") for text in case.tables[name]["name"]
    )
    assert "Synthetic" in case.sources["title"][0]


def test_compare_runs_and_the_walls_cost_something() -> None:
    comparison = on.compare(synthetic(5, 12, 3, seed=1))
    assert comparison.freed > 0
    assert "SYNTHETIC" in str(comparison.to_json()["case"])


def test_closed_form_over_sets_of_purposes() -> None:
    """One year and one plan type.

    The units of a region are the least, over sets of purposes, of (money that may pay in it) /
    (cost of it).
    """
    case = synthetic(8, 15, 1, seed=6, rules="few", plan_types=1)
    cost = dict(case.costs.select("purpose", "eur_per_unit").iter_rows())
    pays = {
        stream: set(cost) if "*" in marks else set(marks)
        for stream, marks in case.earmarks.group_by("stream").agg("purpose").iter_rows()
    }
    expected = 0.0
    for region, capacity in case.plans.select("region", "capacity_units").iter_rows():
        money = dict(
            case.budgets.filter(pl.col("area") == region).select("stream", "amount_eur").iter_rows()
        )
        bounds = [
            sum(euros for stream, euros in money.items() if pays[stream] & set(chosen))
            / sum(cost[purpose] for purpose in chosen)
            for size in range(1, len(cost) + 1)
            for chosen in combinations(cost, size)
        ]
        expected += min(capacity, *bounds)
    assert on.allocate(case).value == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"rules": "cofinance"}, "no rule called 'cofinance'. Did you mean 'cofinancing'?"),
        ({"rules": ["cap", "caps"]}, "no rule called 'caps'. Did you mean 'cap'?"),
        ({"regions": 0}, "regions is 0. Ask for at least one."),
        ({"budgets": "locals"}, "no budgets called 'locals'. Did you mean 'local'?"),
    ],
)
def test_a_wrong_question_is_told(asked: dict[str, object], message: str) -> None:
    with pytest.raises(on.QuestionError) as told:
        synthetic(**asked)  # type: ignore[arg-type]
    assert message in str(told.value)
