"""Regions, plans and money in no area of a level: told in every breakdown, so that sums are whole.

Two regions lie in the province Noord, one in none. By hand: A has land money for 150 homes, C road
money for 100; own money pays the road of 60 more in C (in A it would buy land for 30).
"""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on

NONE = "(none)"


@pytest.fixture(scope="module")
def case() -> on.Case:
    return on.Case(
        regions=pl.DataFrame({"region": ["A", "B", "C"], "province": ["Noord", "Noord", None]}),
        streams=pl.DataFrame(
            {"stream": ["land", "road", "own"], "counts_as_cofinancing": [None, None, True]}
        ),
        budgets=pl.DataFrame(
            {
                "stream": ["land", "land", "road", "road", "own"],
                "level": ["region", "region", "province", "plan", "national"],
                "area": ["A", "C", "Noord", "pC", None],
                "year": [2026, 2026, 2027, 2026, 2026],
                "amount_eur": [1.5e6, 3e6, 1.5e6, 0.5e6, 0.3e6],
            }
        ),
        earmarks=pl.DataFrame(
            {"stream": ["land", "road", "own"], "purpose": ["land", "road", "*"]}
        ),
        plans=pl.DataFrame(
            {
                "plan": ["pA", "pB", "pC"],
                "region": ["A", "B", "C"],
                "plan_type": ["home"] * 3,
                "outcome": ["homes"] * 3,
                "capacity_units": [300.0] * 3,
                "first_year": [2026] * 3,
                "last_year": [2028] * 3,
            }
        ),
        costs=pl.DataFrame(
            {"plan_type": ["home"] * 2, "purpose": ["land", "road"], "eur_per_unit": [1e4, 5e3]}
        ),
        accounts=pl.DataFrame(
            {
                "stream": ["*"] * 3,
                "level": ["region"] * 3,
                "area": ["A", "B", "C"],
                "year": [2024] * 3,
                "closing_eur": [100.0, 200.0, 400.0],
            }
        ),
    )


@pytest.fixture(scope="module")
def comparison(case: on.Case) -> on.Comparison:
    return on.compare(case)


def test_budgets_and_results_of_the_groups_are_those_of_the_whole(
    comparison: on.Comparison,
) -> None:
    groups = comparison.by("province")
    assert groups["group"].to_list() == ["Noord", NONE]
    assert dict(groups.select("group", "budget_eur").iter_rows()) == {"Noord": 3e6, NONE: 3.8e6}
    for column, whole in (
        ("units_current", comparison.current.value),
        ("units_lifted", comparison.lifted.value),
        ("spent_current_eur", comparison.current.spent_eur),
        ("spent_lifted_eur", comparison.lifted.spent_eur),
    ):
        least, most = groups[f"{column}_least"].sum(), groups[f"{column}_most"].sum()
        assert whole is not None and least <= whole * (1 + 1e-6) and most >= whole * (1 - 1e-6)
    units = dict(groups.select("group", "units_current_most").iter_rows())
    assert units == pytest.approx({"Noord": 150, NONE: 160})
    assert comparison.current.value == pytest.approx(310)


def test_charts_draw_what_lies_in_no_area(comparison: on.Comparison) -> None:
    for lang, words in (("nl", "in geen gebied"), ("en", "in no area")):
        for chart in ("homes", "money"):
            axes = comparison.plot(chart=chart, by="province", lang=lang)
            figure = axes.get_figure(root=True)
            assert figure is not None
            drawn = {
                text.get_text() for text in figure.findobj(lambda each: hasattr(each, "get_text"))
            }
            assert any(words in text for text in drawn), (chart, lang)


def test_an_answer_for_each_area_says_how_many_plans_are_in_none(case: on.Case) -> None:
    for answer in (
        on.by_area(case, "province"),
        on.next_euro(case, "province"),
        on.conditions(case, guarantee="province"),
    ):
        assert "1 plan ligt in geen gebied van dit niveau (provincie)" in " ".join(
            answer.sentences("nl")
        )
    assert "in geen gebied" not in " ".join(on.by_area(case, "region").sentences("nl"))


def test_accounts_of_regions_in_no_province_have_a_row(case: on.Case) -> None:
    groups = on.idle_money(case).by("province")
    assert dict(groups.select("group", "closing_eur").iter_rows()) == {"Noord": 300.0, None: 400.0}
