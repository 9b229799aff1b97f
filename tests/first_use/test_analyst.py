"""The walk of an analyst with Excel and some pandas: what stopped somebody once does so no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import ontschotting as on
from tests.cli.terminal import run
from tests.first_use.merwedal import merwedal

CASE = merwedal()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "merwedal.xlsx"
    CASE.write(path)
    return path


def codes(case: on.Case) -> set[str]:
    return {finding.code for finding in case.findings}


def test_a_filled_workbook_is_not_overwritten(workbook: Path) -> None:
    before = workbook.read_bytes()
    result = run("template", str(workbook), "--lang", "en")
    assert result.returncode == 2 and "exists already" in result.stderr
    assert workbook.read_bytes() == before


def test_the_reason_that_money_lies_idle_names_cofinancing_and_the_cap() -> None:
    said = " ".join(on.explain(CASE, region="M").sentences("en"))
    (climate,) = re.findall(r"Money of Klimaat becomes useful [^.]*: ([^.]*)", said)
    assert climate.startswith("co-financing")
    (province,) = re.findall(r"Money of Provincie becomes useful [^.]*: ([^.]*)", said)
    assert "cap (" in province


def test_check_warns_of_what_is_hardly_ever_meant() -> None:
    budgets, costs = CASE.budgets.to_pandas(), CASE.costs.to_pandas()
    in_millions = budgets.assign(amount_eur=budgets["amount_eur"] / 1e6)
    assert "budgets_below_one_unit" in codes(CASE.with_table("budgets", in_millions))
    costs.loc[costs["purpose"] == "mobility", "purpose"] = "mobilty"
    assert "cost_named_by_no_earmark" in codes(CASE.with_table("costs", costs))
    streams = CASE.streams.to_pandas()
    without = streams.drop(columns="counts_as_cofinancing")
    assert "no_cofinancing_money" in codes(CASE.with_table("streams", without))
    high = streams.assign(min_plan_units=[5000, *streams["min_plan_units"][1:]])
    assert "threshold_beyond_plans" in codes(CASE.with_table("streams", high))
    assert not codes(CASE)


def test_a_target_is_told_of_this_case_with_the_pots_it_takes(tmp_path: Path) -> None:
    target = pd.DataFrame({"level": ["national"], "outcome": ["homes"], "units": [650]})
    CASE.with_table("targets", target).write(tmp_path / "case.xlsx")
    options = ("--steps", "0,1000000", "--lang", "en")
    said = run("target-gap", str(tmp_path / "case.xlsx"), *options).stdout
    assert "whole case" in said and "Netherlands" not in said
    assert "Eigen" in said  # the pot that the money goes to
    assert "+1 million euros" in said and "+100 million" not in said


def test_the_walls_that_are_printed_can_be_typed(workbook: Path) -> None:
    lifted = ("--lift", "drempel,cofinanciering", "--free-share", "20%", "--lang", "en")
    assert run("compare", str(workbook), *lifted).returncode == 0
    named = run("compare", str(workbook), "--streams", "Woningimpuls", "--lang", "en")
    assert named.returncode == 2 and "'impuls'" in named.stderr


def test_the_terminal_speaks_one_language_and_knows_what_the_case_has(workbook: Path) -> None:
    for question in ("by-area", "next-euro"):
        assert run(question, str(workbook)).returncode == 0
    dutch = run("compare", str(workbook)).stdout
    assert "top up" not in dutch and "none exists" not in dutch
    assert "Geen invoer van deze casus heeft een marge" in run("bounds", str(workbook)).stdout
    assert run("--version").stdout.startswith("ontschotting ")


def test_one_cell_is_set_by_its_key_and_a_case_stays_as_it_is() -> None:
    with pytest.raises(on.QuestionError, match="Key columns, in their order: stream, level, area"):
        CASE.set("budgets", "impuls", amount_eur=9e6)
    more = CASE.set("budgets", "impuls", "national", None, 2026, amount_eur=9e6)
    assert more.budgets["amount_eur"].sum() == CASE.budgets["amount_eur"].sum() + 4.5e6
    cheaper = CASE.set("costs", "north", "land", eur_per_unit=5000)
    assert cheaper.fingerprint != CASE.fingerprint
    before = CASE.fingerprint
    CASE.budgets[0, "amount_eur"] = 9e6
    assert CASE.fingerprint == before and CASE.budgets["amount_eur"].sum() == 19.5e6


def test_pandas_is_one_call_away() -> None:
    answer = on.compare(CASE)
    frame = answer.to_pandas()
    assert frame.loc["freed", "value"] == answer.freed
    assert frame["value"].to_dict()["value_current"] == answer.current.value
    assert isinstance(on.next_euro(CASE).plot().get_label(), str)  # no shapes: bars
    assert isinstance(on.by_area(CASE).plot().get_label(), str)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: on.compare(CASE).plot("region"), "ax takes axes of matplotlib, not 'region'"),
        (lambda: on.write_reports, "Did you mean 'write_report'"),
        (lambda: on.load_case("merwedal.xlsx"), "is read by read_case"),
    ],
)
def test_a_wrong_guess_names_the_right_one(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises((on.QuestionError, AttributeError)) as error:
        wrong()
    assert words in str(error.value)


def test_a_workbook_that_is_not_there_is_told_as_such() -> None:
    result = run("compare", "merwedal.xls", "--lang", "en")
    assert result.returncode == 2 and "no folder or workbook at 'merwedal.xls'" in result.stderr
