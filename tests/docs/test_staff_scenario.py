"""The scenario of staff for the Netherlands: inputs from the raw rows, homes a second way."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from docs.builders import staff_scenario
from tests.oracle.samples import FUZZ

DOCS = Path(__file__).parents[2] / "docs"


def table(name: str) -> list[dict[str, str]]:
    with (DOCS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table(staff_scenario.FILE)


def test_what_a_home_takes_comes_from_the_raw_rows() -> None:
    """2,200 officials over 100,000 and over 30,000 homes, 6,500 over 30,000, at 75,000 euros."""
    assert [row["data"] for row in ROWS] == ["low", "central", "high"]
    by_hand = [2200 / 100_000, 2200 / 30_000, 6500 / 30_000]
    for row, officials in zip(ROWS, by_hand, strict=True):
        assert float(row["officials_per_home"]) == pytest.approx(officials, abs=1e-6)
        assert float(row["eur_per_home"]) == pytest.approx(75_000 * officials, abs=0.01)
    assert list(staff_scenario.officials_per_home().values()) == pytest.approx(by_hand)


def test_homes_are_those_without_the_limit_whatever_staff_costs() -> None:
    """Staff only raises the limit, so it brings no more than taking the limit away does.

    That result comes out of the plain program too (`test_ten_percent_page`).
    """
    nation = [row for row in table("ten-percent-nation.csv") if row["reading"] == "no_limit"]
    for row in ROWS:
        assert float(row["current"]) == pytest.approx(float(nation[0]["current"]), rel=2e-6)
        assert float(row["freed"]) == pytest.approx(float(row["lifted"]) - float(row["current"]))
        assert (row["current"], row["freed"]) == (ROWS[0]["current"], ROWS[0]["freed"])
        assert float(row["prepared_current"]) == pytest.approx(
            float(row["current"]) - 5 * 82_000, abs=0.01
        )
    tied = [float(row["own_tied_eur"]) for row in ROWS]
    assert tied == sorted(tied)


def test_staff_raises_the_limit_and_is_paid() -> None:
    """In one municipality, of which the limit binds: what nobody can pay leaves the limit as it is,
    and a low price is paid for every home on top.
    """
    part = on.load_case("nederland").only(region="GM0687")
    yearly = pl.lit(20.0)
    part = part.with_table(
        "limits",
        part.limits.drop("max_units_low", "max_units_high").with_columns(max_units=yearly),
    )
    limit = 20.0 * part.limits.height
    dear = on.allocate(staff_scenario.with_staff(part, 1e9)).outcomes
    assert dear["homes"] == pytest.approx(limit, rel=1e-3)
    cheap = on.allocate(staff_scenario.with_staff(part, 1650.0))
    free = on.allocate(part.with_table("limits", part.limits.clear())).outcomes["homes"]
    assert limit < cheap.outcomes["homes"] <= free * (1 + 1e-6)
    assert cheap.outcomes["prepared_homes"] >= cheap.outcomes["homes"] - limit - 1e-3
    paid = cheap.spend.filter(purpose="staff")["net_eur"].sum()
    assert paid == pytest.approx(1650.0 * cheap.outcomes["prepared_homes"], rel=1e-6)


def test_the_numbers_of_the_case_itself_do_not_know_the_scenario() -> None:
    case = on.load_case("nederland")
    assert "prepared_homes" not in case.outcomes["outcome"]
    assert case.with_defaults["limits"]["raised_by"].null_count() == case.limits.height


@pytest.mark.skipif(FUZZ == 1, reason="a minute of work on the whole country: make fuzz")
def test_the_dearest_row_comes_out_again() -> None:
    case = staff_scenario.with_staff(on.load_case("nederland"), float(ROWS[-1]["eur_per_home"]))
    homes = on.allocate(case).outcomes["homes"]
    assert homes == pytest.approx(float(ROWS[-1]["current"]), rel=2e-6)
