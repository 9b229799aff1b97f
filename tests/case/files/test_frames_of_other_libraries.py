"""Frames of pandas and others: read, or refused with the column and its type."""

from __future__ import annotations

import pandas as pd
import pytest

import ontschotting as on


@pytest.fixture
def case() -> on.Case:
    return on.load_case("two-villages")


@pytest.mark.parametrize("index", [["year"], ["stream"], ["level", "area"], ["status"]])
def test_an_index_with_a_column_of_the_table_is_refused(case: on.Case, index: list[str]) -> None:
    budgets = case.budgets.to_pandas().set_index(index)
    with pytest.raises(on.QuestionError, match=r"as its index.*reset_index"):
        case.with_table("budgets", budgets)
    assert case.with_table("budgets", budgets.reset_index()) == case


def test_a_grouped_frame_is_refused(case: on.Case) -> None:
    grouped = case.budgets.to_pandas().groupby(["stream", "level", "area", "year"]).sum()
    with pytest.raises(on.QuestionError, match="stream, level, area, year as its index"):
        case.with_table("budgets", grouped)


def test_an_index_of_row_numbers_is_no_column(case: on.Case) -> None:
    budgets = case.budgets.to_pandas()
    budgets.index.name = "nr"
    assert case.with_table("budgets", budgets) == case


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("year", pd.PeriodIndex(["2026", "2026"], freq="Y"), "period"),
        ("year", pd.PeriodIndex(["2009-06-01"] * 2, freq="W"), "period"),
        ("amount_eur", pd.arrays.SparseArray([1.0, 2.0]), "Sparse"),
        ("amount_eur", [1 + 2j, 3j], "complex"),
        ("amount_eur", pd.arrays.IntervalArray.from_breaks([0, 1, 2]), "interval"),
    ],
)
def test_types_that_are_no_values_are_named(
    case: on.Case, column: str, values: object, words: str
) -> None:
    budgets = case.budgets.to_pandas()
    budgets[column] = values
    with pytest.raises(on.QuestionError, match=f"budgets, column {column}.*{words}"):
        case.with_table("budgets", budgets)


@pytest.mark.parametrize(
    "values", [pd.to_datetime(["2026-01-01"] * 2), pd.to_datetime(["2026-01-01 12:00"] * 2)]
)
def test_a_date_for_a_year_says_which_number_to_write(case: on.Case, values: object) -> None:
    budgets = case.budgets.to_pandas()
    budgets["year"] = values
    with pytest.raises(on.CaseError, match=r"a date stands in this cell.*Write 2026 as a number"):
        case.with_table("budgets", budgets)


def test_columns_0_and_text_0_are_refused(case: on.Case) -> None:
    regions = case.regions.to_pandas()
    regions[0], regions["0"] = "a", "b"
    with pytest.raises(on.QuestionError, match="two columns called '0'"):
        case.with_table("regions", regions)


@pytest.mark.parametrize("categories", [True, False])
def test_usual_types_are_read(case: on.Case, categories: bool) -> None:
    budgets = case.budgets.to_pandas()
    budgets["amount_eur"] = budgets["amount_eur"].astype("Float64" if categories else "float32")
    budgets["stream"] = budgets["stream"].astype("category" if categories else "string[pyarrow]")
    budgets["year"] = budgets["year"].astype("Int16")
    assert case.with_table("budgets", budgets) == case
