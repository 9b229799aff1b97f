"""Frames of pandas and others: read, or refused with the column and its type."""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
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
        ("year", pd.PeriodIndex(["2026-01", "2026-02"], freq="M"), "period"),
        ("year", pd.PeriodIndex(["2026Q1", "2026Q2"], freq="Q"), "period"),
        ("area", pd.PeriodIndex(["2026-01-01", "2026-01-02"], freq="D"), "period"),
        ("amount_eur", pd.arrays.SparseArray([1.0, 2.0]), "Sparse"),
        ("awarded", pd.arrays.SparseArray([True, False]), "Sparse"),
        ("year", pd.arrays.SparseArray([2026, 2027]), "Sparse"),
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


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.assign(amount_eur=[decimal.Decimal("60000000.000"), 20_000_000]),
        lambda rows: rows.assign(amount_eur=[fractions.Fraction(60_000_000), np.float32(2e7)]),
        lambda rows: rows.assign(
            amount_eur=pd.Series([np.int64(60_000_000), np.float64(2e7)], dtype=object)
        ),
        lambda rows: rows.assign(amount_eur=["6e7", "20\u00a0000\u00a0000"]),
        lambda rows: rows.assign(amount_eur=rows.amount_eur.astype("category")),
        lambda rows: rows.assign(year=rows.year.astype("category")),
        lambda rows: rows.assign(year=["2026", "2026.0"]),
        lambda rows: rows.assign(stream=["land\u00a0", "\tmobility\n"]),
        lambda rows: rows.assign(awarded=pd.array([pd.NA, None], dtype="boolean")),
        lambda rows: rows.convert_dtypes(dtype_backend="pyarrow"),
        lambda rows: rows.convert_dtypes(),
        lambda rows: pa.Table.from_pandas(rows, preserve_index=False),
        lambda rows: pl.from_pandas(rows).lazy(),
        lambda rows: pl.from_pandas(rows).with_columns(pl.col("stream").cast(pl.Categorical)),
        lambda rows: pl.from_pandas(rows).with_columns(
            pl.col("stream").cast(pl.Enum(["mobility", "land"]))
        ),
        lambda rows: pl.from_pandas(rows).with_columns(
            pl.col("amount_eur").cast(pl.Decimal(20, 3)), pl.col("year").cast(pl.Int128)
        ),
        lambda rows: _encoded(rows, "stream"),
        lambda rows: _encoded(rows, "amount_eur"),
        lambda rows: _encoded(rows, "year"),
        lambda rows: pa.Table.from_pandas(rows, preserve_index=False).set_column(
            0, "stream", pa.array(rows.stream.tolist(), pa.string_view())
        ),
    ],
)
def test_other_ways_to_hold_a_value_are_the_same_case(
    case: on.Case, change: Callable[[pd.DataFrame], Any]
) -> None:
    rows = case.budgets.to_pandas()
    assert rows.stream.tolist() == ["land", "mobility"]
    assert rows.amount_eur.tolist() == [60_000_000, 20_000_000]
    assert case.with_table("budgets", change(rows)) == case


def _encoded(rows: pd.DataFrame, name: str) -> pa.Table:
    """Return a table in which a column is a dictionary, as Parquet files often hold it."""
    table = pa.Table.from_pandas(rows, preserve_index=False)
    position = table.column_names.index(name)
    return table.set_column(position, name, table[name].dictionary_encode())


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("ja", "nee"),
        ("WAAR", "ONWAAR"),
        (True, False),
        (1.0, 0.0),
        (np.bool_(True), np.bool_(False)),
        ("1.0", "0.0"),
    ],
)
def test_yes_and_no_in_every_form(case: on.Case, yes: object, no: object) -> None:
    budgets = case.budgets.to_pandas()
    budgets["awarded"] = pd.Series([yes, no], dtype=object)
    assert case.with_table("budgets", budgets).budgets["awarded"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("stream", [["land"], ["mobility"]], "list"),
        ("stream", [{"code": "land"}, None], "dict"),
        ("stream", [("land",), ("mobility",)], "tuple"),
        ("stream", [b"land", b"mobility"], "bytes"),
        ("stream", [enum.Enum("Code", "land").land, "mobility"], "Code"),  # type: ignore[attr-defined]  # made here
        ("area", [np.array([1]), np.array([2, 3])], "ndarray"),
    ],
)
def test_cells_that_are_no_value_are_named_by_their_type(
    case: on.Case, column: str, values: list[object], words: str
) -> None:
    budgets = case.budgets.to_pandas()
    budgets[column] = pd.Series(values, dtype=object)
    with pytest.raises(on.QuestionError, match=f"budgets, column {column}.*{words}"):
        case.with_table("budgets", budgets)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (pl.Series([["land"], ["mobility"]]), "List"),
        (pl.Series([{"a": 1}, {"a": 2}]), "Struct"),
        (pl.Series([b"land", b"mobility"]), "Binary"),
        (pl.Series([[1], [2]], dtype=pl.Array(pl.Int64, 1)), "Array"),
    ],
)
def test_columns_that_hold_no_values_are_named_by_their_type(
    case: on.Case, values: pl.Series, words: str
) -> None:
    with pytest.raises(on.QuestionError, match=f"column stream: values of the type {words}"):
        case.with_table("budgets", case.budgets.with_columns(values.alias("stream")))


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("amount_eur", float("inf"), "not_finite"),
        ("amount_eur", float("-inf"), "not_finite"),
        ("amount_eur", float("nan"), "blank_value"),
        ("amount_eur", pd.NA, "blank_value"),
        ("amount_eur", decimal.Decimal("NaN"), "blank_value"),
        ("amount_eur", -1, "too_low"),
        ("amount_eur", True, "not_a_number"),
        ("amount_eur", 10**400, "not_finite"),
        ("amount_eur", datetime.date(2026, 1, 1), "date_for_number"),
        ("amount_eur", datetime.timedelta(days=3), "date_for_number"),
        ("amount_eur", datetime.time(12, 0), "date_for_number"),
        ("year", 2026.5, "not_whole"),
        ("year", "1-1-2026", "date_for_year"),
        ("year", datetime.datetime(2026, 1, 1), "date_for_year"),
        ("awarded", 2, "not_yes_or_no"),
        ("awarded", 0.5, "not_yes_or_no"),
    ],
)
def test_a_value_that_is_wrong_is_one_finding_at_its_line(
    case: on.Case, column: str, value: object, code: str
) -> None:
    budgets = case.budgets.to_pandas()
    first = budgets[column][0]
    budgets[column] = pd.Series([first, value], dtype=object)
    with pytest.raises(on.CaseError) as refused:
        case.with_table("budgets", budgets)
    errors = [one for one in refused.value.findings if one.severity == "error"]
    assert [(one.line, one.column, one.code) for one in errors] == [(3, column, code)]


@pytest.mark.parametrize("value", [-0.0, "-0", np.float64(-0.0)])
def test_minus_nought_is_nought(case: on.Case, value: object) -> None:
    key = case.budgets.select("stream", "level", "area", "year").row(0)
    nought = case.set("budgets", *key, amount_eur=0)
    minus = case.set("budgets", *key, amount_eur=value)
    assert minus == nought
    assert minus.fingerprint == nought.fingerprint


@pytest.mark.parametrize(
    "frame",
    [
        lambda rows: pd.concat([rows, rows[["year"]]], axis=1),
        lambda rows: pa.Table.from_pandas(rows, preserve_index=False).append_column(
            "year", pa.array([1, 2])
        ),
        lambda rows: rows.assign(extra=1).rename(columns={"extra": "year"}),
        lambda rows: rows.set_axis(["year", *rows.columns[1:]], axis=1),
        lambda rows: pd.concat([rows, rows], axis=1)[["year", *rows.columns]],
    ],
)
def test_a_column_that_stands_twice_is_named(
    case: on.Case, frame: Callable[[pd.DataFrame], Any]
) -> None:
    with pytest.raises(on.QuestionError, match="two columns called 'year'"):
        case.with_table("budgets", frame(case.budgets.to_pandas()))


def test_column_names_in_several_levels_are_one_refusal(case: on.Case) -> None:
    budgets = case.budgets.to_pandas()
    budgets.columns = pd.MultiIndex.from_tuples([(name, "sum") for name in budgets.columns])
    with pytest.raises(on.QuestionError, match=r"in several levels, such as \('stream', 'sum'\)"):
        case.with_table("budgets", budgets)


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("\ufeffstream", r"\\ufeffstream"),
        ("stream\u00a0", r"stream\\xa0"),
        ("str\u200beam", r"str\\u200beam"),
        ("stream\u00ad", r"stream\\xad"),
        ("str\u0435am", r"str\\u0435am"),
    ],
)
def test_a_header_with_a_sign_that_cannot_be_seen_is_told_with_it(
    case: on.Case, header: str, shown: str
) -> None:
    with pytest.raises(on.CaseError, match=rf"differ in signs that cannot be seen.*{shown}"):
        case.with_table("budgets", case.budgets.rename({"stream": header}))


@pytest.mark.parametrize(
    "value",
    [
        lambda rows: rows.to_dict(),
        lambda rows: rows.to_dict("records"),
        lambda rows: rows.to_numpy(),
        lambda rows: rows.to_records(),
        lambda rows: (row for row in rows.itertuples()),
        lambda rows: rows["stream"],
        lambda rows: "budgets.csv",
        lambda rows: pa.Table.from_pandas(rows).to_batches()[0],
    ],
)
def test_what_is_no_frame_is_called_what_it_is(
    case: on.Case, value: Callable[[pd.DataFrame], Any]
) -> None:
    given = value(case.budgets.to_pandas())
    with pytest.raises(on.QuestionError, match=f"budgets is a {type(given).__name__}; give a"):
        case.with_table("budgets", given)


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
