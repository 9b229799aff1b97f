"""Uses every public name as a user's script would. It is checked by types, and never run."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import pandas as pd
import polars as pl
from matplotlib.axes import Axes

import ontschotting as on


def cases() -> on.Case:
    bundled: pl.DataFrame = on.cases()
    print(on.__version__, bundled, on.municipalities(), on.shapes("nederland", "province"))
    passport = on.passport("nederland")
    assert_type(passport, on.Passport)
    print(passport.as_recorded, passport.to_json())
    on.write_template("empty.xlsx", on.load_case("two-villages"))
    try:
        case = on.read_case(Path("my-case"))
    except on.CaseError as error:
        print(error.findings, on.annotate("my-case.xlsx", "findings.xlsx"))
        case = on.load_case("two-villages")
    assert_type(case, on.Case)
    case.write("copy.xlsx")
    return case.set("streams", "land", cofinancing_share=0.3).only(region="east")


def regimes() -> on.Regime:
    print(on.WALLS, on.CURRENT, on.UNCONDITIONAL, on.BORDERLESS, on.regional("province"))
    print(on.block_grant(cut=0.1, streams=["land"], awarded=False))
    assert_type(on.INTEGRAL, on.Regime)
    return on.lift("purpose", "period", streams=["land"], free_share=0.2) + on.lift("stacking")


def current_and_lifted(case: on.Case, regime: on.Regime) -> None:
    allocation = on.allocate(case, on.CURRENT, solver="pulp")
    assert_type(allocation, on.Allocation)
    comparison = on.compare(case, regime, solver=on.Solver("pulp", "CBC"))
    assert_type(comparison, on.Comparison)
    assert_type(comparison.freed, float | None)
    scenarios = on.compare({"now": case, "next": case}, {"integral": on.INTEGRAL, "own": regime})
    assert_type(scenarios, on.Scenarios)
    assert_type(scenarios["now, own"], on.Comparison)
    frame: pd.DataFrame = comparison.to_pandas()
    print(allocation.value, comparison.blocked_eur, frame, comparison.note)
    axes = comparison.plot()
    assert_type(axes, Axes)
    on.save(axes, "money", for_="word")


def certainty(case: on.Case) -> None:
    assert_type(on.bounds(case), on.Bounds)
    assert_type(on.tornado(case), on.Tornado)
    assert_type(on.switching_values(case), on.SwitchingValues)
    assert_type(on.sweep(case, draws=100, seed=1, cache_dir="draws"), on.Sweep)
    assert_type(on.back_test(case), on.BackTest)
    assert_type(on.binding_limits(case), on.BindingLimits)


def walls_and_areas(case: on.Case) -> None:
    assert_type(on.attribute(case, over="streams"), on.Attribution)
    assert_type(on.choose_walls(case, k=2, over="walls"), on.Choice)
    assert_type(on.shadow_prices(case, exact=True), on.ShadowPrices)
    assert_type(on.next_euro(case), on.NextEuro)
    assert_type(on.explain(case, region="east"), on.Explanation)
    assert_type(on.by_area(case, level="region"), on.ByArea)
    assert_type(on.fragmentation(case), on.Fragmentation)
    assert_type(on.idle_money(case), on.IdleMoney)
    assert_type(on.stream_register(case), on.StreamRegister)


def files_of_accounts(case: on.Case) -> on.Case:
    iv3 = on.read_iv3(["page1.json", "page2.json"], year=2024, areas={"GM0003": "GM1979"})
    assert_type(iv3, on.CaseRows)
    advances = on.read_advances(Path("advances.xlsx"), case=case, sheet="Blad1", unit_eur=1000)
    try:
        payments = on.read_payments("payments.csv", streams={"Woningbouwimpuls": "land"})
    except on.FileError as error:
        print(error.findings, error.text("nl"))
        raise
    print(payments.unmapped, payments.totals, payments.unread_columns, payments.findings)
    accounts = pl.concat([iv3.accounts, advances.accounts])
    return case.add_rows("accounts", accounts).add_rows("budgets", payments.budgets)


def policy(case: on.Case) -> None:
    assert_type(on.conditions(case, guarantee="region"), on.Conditions)
    assert_type(on.free_share(case), on.FreeShare)
    assert_type(on.closing(case), on.Closing)
    assert_type(on.goals(case, weights=[{"homes": 1.0}]), on.Goals)
    assert_type(on.year_rules(case), on.YearRules)
    assert_type(on.cancellation(case, "land", 2028), on.Cancellation)
    assert_type(on.target_gap(case), on.TargetGap)


def files(case: on.Case, regime: on.Regime) -> None:
    on.write_report(case, "report", lang="en")
    on.write_certificate(case, "certificate.xlsx", regime, lang="en")
    panel = on.what_if(case)
    assert_type(panel, on.WhatIf)
    assert_type(panel.regime, on.Regime)


def what_can_go_wrong(case: on.Case) -> list[Warning]:
    warned: list[Warning] = [
        on.CaseWarning("", case.findings),
        on.QuestionWarning("nothing to lift"),
    ]
    try:
        refreshed = on.refresh(("homes",), since=2022)
        assert_type(refreshed, on.Refreshed)
        refreshed.write("figures")
    except on.RefreshError as error:
        print(error)
    try:
        on.compare(case)
    except (on.QuestionError, on.CertificateError) as error:
        print(error)
    except on.OntschottingError:
        raise
    return warned
