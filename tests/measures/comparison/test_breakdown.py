"""The parts of a breakdown: they add up to the whole, and are the same by two roads."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.areas import NO_AREA
from ontschotting.measures.comparison.breakdown import breakdown, is_open
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.optimal_face import best_face, optimal_face
from tests.benchmarks.synthetic import synthetic


def two_regions_one_province() -> on.Case:
    """A province with one region, a region in no province, and money of the nation.

    In Noord 3.0 million pays for 300 homes of 10,000 euros, in the region without a province 2.0
    million for 200 of them; the nation has 1.0 million for 100 more in either.
    """
    level = ["region", "region", "national"]
    return on.Case(
        regions=pl.DataFrame({"region": ["n", "z"], "province": ["Noord", None]}),
        streams=pl.DataFrame({"stream": ["land"]}),
        budgets=pl.DataFrame(
            {
                "stream": ["land"] * 3,
                "level": level,
                "area": ["n", "z", None],
                "year": [2026] * 3,
                "amount_eur": [3e6, 2e6, 1e6],
            }
        ),
        earmarks=pl.DataFrame({"stream": ["land"], "purpose": ["land"]}),
        plans=pl.DataFrame(
            {
                "plan": ["pn", "pz"],
                "region": ["n", "z"],
                "plan_type": ["t", "t"],
                "outcome": ["homes", "homes"],
                "capacity_units": [1000, 1000],
                "first_year": [2026, 2026],
                "last_year": [2026, 2026],
            }
        ),
        costs=pl.DataFrame(
            {
                "plan_type": ["t"],
                "purpose": ["land"],
                "years_before_delivery": [0],
                "eur_per_unit": [10_000.0],
            }
        ),
    )


def test_parts_add_up_with_what_lies_in_no_area_of_the_level() -> None:
    comparison = on.compare(two_regions_one_province())
    groups = comparison.by("province")
    assert groups["group"].to_list() == ["Noord", NO_AREA]
    assert groups["budget_eur"].to_list() == [3e6, 3e6]
    assert groups["units_current_least"].to_list() == pytest.approx([300, 200], abs=1e-4)
    assert groups["units_current_most"].to_list() == pytest.approx([400, 300], abs=1e-4)
    # Over all regions nothing is left but the money of the nation, which lies in no region.
    by_region = comparison.by("region")
    assert by_region["group"].to_list() == ["n", "z", NO_AREA]
    assert by_region["budget_eur"].to_list() == [3e6, 2e6, 1e6]
    assert by_region["units_current_most"].to_list()[-1] == 0.0


def test_what_is_blocked_in_a_group_is_a_difference_of_two_ranges() -> None:
    """By hand: 1 million of land pays today, 1 million of roads when the walls fall, both anywhere.

    A region has 0 to 1 million of the one and 0 to 2 million in all.
    """
    case = two_regions_one_province()
    one = case.budgets.filter(pl.col("level") == "national")
    case = case.with_tables(
        streams=pl.DataFrame({"stream": ["land", "roads"]}),
        budgets=pl.concat([one, one.with_columns(pl.lit("roads").alias("stream"))]),
    )
    groups = on.compare(case).by("region").filter(pl.col("group") != NO_AREA)
    assert groups["blocked_eur_least"].to_list() == pytest.approx([-1e6, -1e6], rel=1e-5)
    assert groups["blocked_eur_most"].to_list() == pytest.approx([2e6, 2e6], rel=1e-5)


@pytest.mark.parametrize(("opening_work", "first"), [("none", "2025"), ("paid", "2026")])
def test_years_begin_with_the_first_that_asks_money(opening_work: str, first: str) -> None:
    base = on.load_case("two-villages")
    settings = pl.concat(
        [
            base.tables["case"].select("key", "value"),
            pl.DataFrame([("opening_work", opening_work)], ["key", "value"], orient="row"),
        ]
    )
    before = base.costs.with_columns(pl.lit(1).alias("years_before_delivery"))
    case = base.with_tables(case=settings, costs=before)
    groups = on.compare(case).by("year")["group"]
    assert groups[0] == first


def test_the_group_without_an_area_has_a_name_in_a_chart_where_it_has_plans() -> None:
    comparison = on.compare(two_regions_one_province())
    labels = [text.get_text() for text in comparison.plot(by="province").get_yticklabels()]
    assert any("geen gebied" in label for label in labels)
    labels = [text.get_text() for text in comparison.plot(by="region").get_yticklabels()]
    assert not any("geen gebied" in label for label in labels)


def test_where_both_values_are_one_number_its_allocations_are_asked_once() -> None:
    case = on.load_case("two-villages")
    # 10,000 homes are planned; 20 times the money pays for all of them within the walls too
    rich = case.with_table("budgets", case.budgets.with_columns(pl.col("amount_eur") * 20))
    optima = []
    for each in (case, rich):
        solver = CaseSolver(each)
        regimes = TwoRegimes(solver, on.INTEGRAL)
        _ = regimes.value_current, regimes.value_lifted
        before = len(solver.certificates)
        frame = breakdown(regimes, "stream")
        optima.append(len(solver.certificates) - before)
    needed, lifted = (
        frame.select(f"spent_{name}_eur_{end}" for end in ("least", "most")).rows()
        for name in ("needed", "lifted")
    )
    assert needed == lifted and frame["blocked_eur_most"].to_list() == [
        most - least for least, most in needed
    ]
    assert optima[1] < optima[0]


@pytest.mark.parametrize("regime", [on.CURRENT, on.INTEGRAL])
def test_a_range_from_the_corner_is_that_of_the_program_by_itself(regime: on.Regime) -> None:
    questions = CaseSolver(synthetic(5, 4, 2, seed=2)).questions(regime)
    rng = np.random.default_rng(5)
    for face in (optimal_face(questions, questions.value), best_face(questions)):
        for _ in range(4):
            cost = rng.choice([0.0, 1.0], size=face.program.columns, p=[0.9, 0.1])
            least, most = face.range(cost, 1.0)
            assert least == pytest.approx(questions.least(face.program, cost), rel=1e-6, abs=1e-6)
            assert most == pytest.approx(-questions.least(face.program, -cost), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("least", "most", "whole", "answer"),
    [
        (0.0, 100.0, 100.0, True),
        (-20.0, 120.0, 100.0, True),  # outer bounds, of a difference of two ranges
        (1e-6, 100.0 - 1e-6, 100.0, True),
        (1.0, 100.0, 100.0, False),
        (0.0, 99.0, 100.0, False),
        (0.0, 0.0, 0.0, False),
    ],
)
def test_open_is_anywhere_between_nothing_and_everything(
    least: float, most: float, whole: float, answer: bool
) -> None:
    assert is_open(least, most, whole) is answer


def test_the_same_homes_in_either_of_two_provinces_are_open() -> None:
    case = two_regions_one_province()
    budgets = case.budgets.filter(pl.col("level") == "national")
    regions = pl.DataFrame({"region": ["n", "z"], "province": ["Noord", "Zuid"]})
    case = case.with_tables(budgets=budgets, regions=regions)
    comparison = on.compare(case)
    groups = comparison.by("province").filter(pl.col("group") != NO_AREA)
    whole = comparison.current.spent_eur
    assert whole == pytest.approx(1e6, rel=1e-6)
    for row in groups.iter_rows(named=True):
        assert is_open(row["spent_current_eur_least"], row["spent_current_eur_most"], whole)
