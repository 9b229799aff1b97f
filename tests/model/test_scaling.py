"""Where there is no certified answer because numbers lie too far apart, the message names the
largest and the smallest.
"""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on
from ontschotting.datasets.bundled import case_names
from ontschotting.model.scaling import scaling_report


def with_first(case: on.Case, table: str, column: str, value: float) -> on.Case:
    """The case with the number in the first row of a table changed."""
    first = pl.int_range(pl.len()) == 0
    return case.with_table(
        table,
        case.tables[table].with_columns(
            pl.when(first).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
        ),
    )


def test_the_message_names_both_numbers_and_their_places() -> None:
    case = with_first(on.load_case("two-villages"), "budgets", "amount_eur", 1e30)
    with pytest.raises(
        on.CertificateError,
        match=(
            r"(?s)^no certified answer.*the largest is 1e\+30"
            r" \(budgets, amount_eur of land A 2026\),"
            r" the smallest above zero is 10000 \(costs, eur_per_unit of homes land\)"
        ),
    ):
        on.compare(case)
    with pytest.raises(on.CertificateError, match=r"the largest is 1e\+30"):
        on.choose_walls(case, k=1)


def test_a_zero_is_no_small_number_and_a_blank_no_large_one() -> None:
    case = on.load_case("two-villages")
    assert scaling_report(with_first(case, "budgets", "amount_eur", 0.0)) is None
    assert "smallest above zero is 1e-09 (budgets" in str(
        scaling_report(with_first(case, "budgets", "amount_eur", 1e-9))
    )
    assert "largest is 1e+20 (costs, eur_per_unit of homes land)" in str(
        scaling_report(with_first(case, "costs", "eur_per_unit", 1e20))
    )


BUNDLED = case_names()


def test_every_bundled_case_is_tried() -> None:
    assert on.cases()["name"].to_list() == BUNDLED


@pytest.mark.parametrize("name", BUNDLED)
def test_no_bundled_case_is_said_to_be_far_apart(name: str) -> None:
    assert scaling_report(on.load_case(name)) is None


def test_far_apart_numbers_that_can_be_answered_are_answered() -> None:
    assert on.compare(
        with_first(on.load_case("two-villages"), "plans", "capacity_units", 1e12)
    ).freed == pytest.approx(2000)
