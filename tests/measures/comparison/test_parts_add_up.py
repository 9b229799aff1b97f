"""What a level divides adds up to the whole, in every bundled case and at every level."""

from __future__ import annotations

from collections import Counter

import pytest

import ontschotting as on
from ontschotting.datasets.bundled import case_names
from ontschotting.measures.comparison.breakdown import _budgets, _groups, _plans_of
from tests.oracle.samples import FUZZ

NAMES = case_names()
# Of the cases of projects two are tried here: another one with a single plan would cost seconds.
ALIKE = ("ooijen-wanssum", "waterdunen")
SMALL = [name for name in NAMES if not name.startswith("nederland") and name not in ALIKE]


@pytest.mark.parametrize("name", NAMES if FUZZ > 1 else ["nederland", *SMALL])
def test_every_plan_and_every_euro_of_a_budget_is_in_one_group(name: str) -> None:
    case = on.load_case(name)
    if FUZZ == 1 and name == "nederland":
        case = case.only(province=["Flevoland", "Zeeland"])  # the whole of it takes seconds
    for level in case.levels:
        if level == "national":
            continue
        groups = [str(group) for group in _groups(case, level)]
        plans = Counter(plan for group in groups for plan in _plans_of(case, level, group))
        assert plans == Counter(case.plans["plan"].to_list()), level
        budgets = _budgets(case, level)
        assert set(budgets["group"]) <= set(groups), level
        whole = case.budgets["amount_eur"].sum()
        assert budgets["budget_eur"].sum() == pytest.approx(whole, rel=1e-12, abs=1e-6), level


@pytest.mark.parametrize("name", SMALL)
def test_least_and_most_of_the_groups_hold_the_whole_between_them(name: str) -> None:
    comparison = on.compare(on.load_case(name))
    case, current, lifted = comparison.case, comparison.current, comparison.lifted
    dimensions = [*case.levels, "stream", "purpose", "year", "own_money"]
    for dimension in dimensions:
        if dimension == "national":
            continue
        frame = comparison.by(dimension)
        wholes = {"spent_current_eur": current.spent_eur, "spent_lifted_eur": lifted.spent_eur}
        if dimension in (*case.levels, "year"):
            wholes |= {"units_current": current.value, "units_lifted": lifted.value}
        for column, whole in wholes.items():
            assert whole is not None
            noise = 1e-6 * max(1.0, whole)
            assert frame[f"{column}_least"].sum() <= whole + noise, (dimension, column)
            assert frame[f"{column}_most"].sum() >= whole - noise, (dimension, column)


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("regime", [on.CURRENT, on.BORDERLESS])
def test_the_frames_of_an_allocation_add_up_to_its_money(name: str, regime: on.Regime) -> None:
    case = on.load_case(name)
    allocation = on.allocate(case, regime)
    flows, amounts = allocation.flows, allocation.unspent["amount_eur"]
    assert flows["eur"].sum() == pytest.approx(amounts.sum(), rel=1e-9)
    assert allocation.spend["gross_eur"].sum() == pytest.approx(allocation.spent_eur, rel=1e-9)
