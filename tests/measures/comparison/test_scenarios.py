"""Several regimes and cases side by side: each column is a comparison by itself."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.measures.comparison.measures import HEADLINE
from tests.oracle.random_cases import scenarios as random_scenarios
from tests.oracle.random_cases import to_frames
from tests.oracle.samples import sample


@pytest.fixture(scope="module")
def village() -> on.Case:
    return on.load_case("two-villages")


def regimes_of(case: on.Case) -> dict[str, on.Regime]:
    return {"integral": on.INTEGRAL, "free": on.UNCONDITIONAL, "less": on.block_grant(0.4)}


def test_each_column_is_the_comparison_by_itself(village: on.Case) -> None:
    """Half the land and the mobility money gone: 1,000 of 2,000 homes, by hand."""
    found = on.compare(village, {**regimes_of(village), "half": on.lift(cut=0.5)})
    assert found.frame.filter(measure="freed")["half"].item() == pytest.approx(-1000)
    for name, comparison in found.comparisons.items():
        alone = on.compare(village, comparison.regime)
        column = dict(found.frame.select("measure", name).iter_rows())
        assert column == pytest.approx(alone.shown(HEADLINE)), name
        assert found[name] is comparison


@pytest.mark.parametrize(
    "scenario", list(random_scenarios(sample(3), seed=41)), ids=lambda scenario: scenario.name
)
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_what_else_was_asked_changes_no_number(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    regimes = regimes_of(case)
    together = on.compare(case, regimes, "region")
    for name, regime in regimes.items():
        alone = on.compare(case, regime, "region").measures(HEADLINE)
        scale = 1e-6 * max(1.0, together[name].current.budget_eur)
        for measure, value in alone.items():
            assert together[name].measures([measure])[measure] == pytest.approx(value, abs=scale)


def test_cases_and_regimes_by_name(village: on.Case) -> None:
    year = village.with_table(
        "budgets", village.budgets.with_columns(pl.col("amount_eur") * 2).select(pl.all())
    )
    cases = {"2026": village, "2027": year}
    assert list(on.compare(cases).comparisons) == ["2026", "2027"]
    both = on.compare(cases, {"integral": on.INTEGRAL, "free": on.UNCONDITIONAL})
    assert list(both.comparisons) == [
        "2026, integral",
        "2026, free",
        "2027, integral",
        "2027, free",
    ]
    freed = dict(both.gains.select("name", "free").iter_rows())
    assert freed["2027, integral"] == pytest.approx(on.compare(year).freed)
    assert "2027, integral: +" in both.headline


def test_goals_stand_by_name_where_there_are_several() -> None:
    case = on.load_case("two-villages-water")
    found = on.compare(case, {"integral": on.INTEGRAL, "held": on.UNCONDITIONAL})
    rows = found.frame.filter(pl.col("outcome").is_not_null())
    assert set(rows["measure"]) == {"freed_least", "freed_most"}
    for row in rows.iter_rows(named=True):
        end = row["measure"].removeprefix("freed_")
        assert row["integral"] == found["integral"].freed_outcomes[row["outcome"]][end]
        assert f"{row['name_en'].split(':')[0]} " in found.note_in("en")
        assert row["name_nl"].endswith({"least": "ten minste", "most": "ten hoogste"}[end])


def test_it_is_a_result_like_others(village: on.Case, tmp_path: Path) -> None:
    found = on.compare(village, regimes_of(village))
    assert pickle.loads(pickle.dumps(found)).frame.equals(found.frame)
    assert found.to_excel(tmp_path / "scenarios.xlsx").is_file()
    assert found.to_json()["scenarios"]["free"]["freed"] == found["free"].freed
    assert found.note_in("en").endswith("no forecast.")
    assert found.plot(lang="en").get_label().startswith("Most, 2,000 homes")
    beyond = on.compare(village, {"all gone": on.block_grant(1.0)}, "region")
    assert beyond["all gone"].freed is None
    assert "garantie is niet te halen" in beyond.headline


@pytest.mark.parametrize("names", [{}, {"measure": on.INTEGRAL}, {"": on.INTEGRAL}])
def test_names_that_cannot_stand_above_a_column_are_refused(
    village: on.Case, names: dict[str, on.Regime]
) -> None:
    with pytest.raises(on.QuestionError, match=r"compare \| .*name"):
        on.compare(village, names)


def test_regimes_are_joined_with_plus() -> None:
    with pytest.raises(on.QuestionError, match=r"with \+, not with \|"):
        _ = on.INTEGRAL | on.lift("cap")  # type: ignore[operator]  # what an analyst tries
