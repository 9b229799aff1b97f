"""The what-if panel without a browser.

Its widgets are driven, and what it shows is held against `compare`.
"""

from __future__ import annotations

import html
import re
import sys
import threading
import time

import polars as pl
import pytest

import ontschotting as on
from ontschotting.panel.answers import PanelAnswers
from ontschotting.panel.latest_only import LatestOnlyWorker
from ontschotting.solving.case_solver import KEPT_PROGRAMS

CASE = on.load_case("two-villages")
OWN = on.load_case("two-villages-own-money")


def test_it_shows_what_compare_says_and_follows_its_switches() -> None:
    panel = on.what_if(CASE)
    assert panel.wait(60)
    assert (panel.values.current, panel.values.lifted) == pytest.approx((2000, 4000))
    assert (
        "2.000 bekostigbare" in panel.display.headline.value
        and "2.000 erbij" in panel.display.headline.value
    )
    assert "geen voorspelling" in panel.display.headline.value
    assert (
        "80 miljoen euro" in panel.display.details.value
        and "40 miljoen euro geblokkeerd" in panel.display.details.value
    )
    assert alt(panel.display.outcomes_chart.value).startswith("2.000") and "40 miljoen euro" in alt(
        panel.display.money_chart.value
    )
    panel.controls.switches["purpose"].value = False
    assert panel.wait(60)
    assert "evenveel" in panel.display.headline.value and panel.values.freed == 0
    assert "Klaar" in panel.display.status.value
    assert repr(panel).startswith("<WhatIf on") and "\n" not in repr(panel)
    assert panel._repr_mimebundle_()["text/plain"] == repr(panel)
    assert ("overal in deze casus", "national") in panel.controls.level.options


@pytest.mark.parametrize(
    "case", [CASE, OWN, on.load_case("two-villages-years")], ids=["two", "own", "years"]
)
@pytest.mark.parametrize(
    "regime",
    [
        on.INTEGRAL,
        on.UNCONDITIONAL,
        on.lift("purpose", free_share=0.3),
        on.lift("purpose", cut=0.2),
        on.lift("purpose", area="national"),
        on.CURRENT,
    ],
    ids=str,
)
def test_its_numbers_are_those_of_compare(case: on.Case, regime: on.Regime) -> None:
    answers, comparison = PanelAnswers(case), on.compare(case, regime)
    values, money = answers.values(regime), answers.money(regime).roles
    assert (values.current, values.lifted, values.freed) == pytest.approx(
        (comparison.current.value, comparison.lifted.value, comparison.freed), rel=1e-7, abs=1e-4
    )
    for name, value in vars(money).items():
        expected = (
            comparison.lifted.budget_eur if name == "budget_eur" else getattr(comparison, name)
        )
        assert (value is None) == (expected is None), name
        assert value is None or value == pytest.approx(expected, rel=1e-6, abs=1.0), name


def test_the_widgets_make_the_regime() -> None:
    start = on.lift(
        "purpose",
        "cap",
        streams=["land"],
        purposes=["mobility"],
        free_share=0.5,
        cut=0.1,
        awarded=True,
    )
    panel = on.what_if(CASE, start, lang="en")
    assert panel.regime.lifts == start.lifts
    panel.controls.level.value, panel.controls.share.value, panel.controls.awarded.value = (
        "national",
        0.2,
        False,
    )
    panel.controls.switches["period"].value = True
    panel.controls.switches["cap"].value = False
    assert (
        panel.regime.lifts
        == on.lift(
            "purpose",
            "period",
            area="national",
            streams=["land"],
            purposes=["mobility"],
            free_share=0.2,
            cut=0.1,
        ).lifts
    )
    panel.controls.switches["purpose"].value = False
    assert panel.regime.lifts[0].purposes is None
    assert panel.wait(60)
    assert "Within the walls" in panel.display.headline.value


def test_less_money_is_told_as_a_loss() -> None:
    panel = on.what_if(CASE, on.lift("purpose", cut=0.75))
    assert panel.wait(60)
    assert (
        panel.values.freed < 0
        and "minder" in panel.display.headline.value
        and "niet te halen" in panel.display.details.value
    )
    assert panel.display.money_chart.value == ""


def test_what_was_asked_is_remembered() -> None:
    answers = PanelAnswers(CASE)
    certificates = answers.case_solver.certificates
    regimes = [on.lift("purpose", free_share=share / 10) for share in range(1, 10)]
    values = [answers.values(regime).lifted for regime in regimes]
    # that of today, what plans and limits allow, and one for each share
    assert values == sorted(values) and len(certificates) == 11
    assert [answers.values(regime).lifted for regime in regimes] == values
    assert answers.values(on.lift("purpose", free_share=0.0)).freed == 0
    assert len(certificates) == 11
    assert len(answers.case_solver._questions._made) == KEPT_PROGRAMS


def test_a_regime_is_not_solved_where_today_reaches_all_that_is_possible() -> None:
    # 10,000 homes are planned; land and mobility for 20 times today's 2,000
    rich = CASE.with_table("budgets", CASE.budgets.with_columns(pl.col("amount_eur") * 20))
    answers = PanelAnswers(rich)
    for regime in (on.INTEGRAL, on.UNCONDITIONAL, on.lift("purpose", free_share=0.3)):
        values = answers.values(regime)
        assert (values.lifted, values.freed) == pytest.approx((10_000, 0))
        assert values.lifted == pytest.approx(on.compare(rich, regime).lifted.value)
    assert len(answers.case_solver.certificates) == 2
    assert answers.values(on.lift("purpose", cut=0.99)).freed < 0  # a cut is solved


def test_only_the_latest_request_is_answered() -> None:
    begun, go, seen = threading.Event(), threading.Event(), []

    def first(request: int) -> None:
        seen.append(("first", request))
        begun.set()
        assert go.wait(10)

    latest = LatestOnlyWorker(
        [first, lambda request: seen.append(("second", request))],
        lambda request, error: seen.append(("failed", request)),
    )
    latest.submit(1)
    assert begun.wait(10)
    for number in range(2, 50):
        latest.submit(number)
    assert not latest.wait(0.01) and latest.has_newer_request()
    go.set()
    assert latest.wait(10)
    assert seen == [("first", 1), ("first", 49), ("second", 49)]


def test_a_failure_is_told_unless_it_is_of_the_past() -> None:
    failures, go = [], threading.Event()

    def work(request: str) -> None:
        assert go.wait(10)
        if request != "good":
            raise on.QuestionError(request)

    latest = LatestOnlyWorker([work], lambda request, error: failures.append((request, str(error))))
    latest.submit("old")
    time.sleep(0.05)
    latest.submit("good")
    go.set()
    assert latest.wait(10) and failures == []
    latest.submit("bad")
    assert latest.wait(10) and failures == [("bad", "bad")]


def test_a_failure_is_shown_and_no_number_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = on.what_if(CASE)
    assert panel.wait(60)

    def fail(regime: on.Regime) -> None:
        raise on.CertificateError("no proof <here>")

    monkeypatch.setattr(panel.answers, "values", fail)
    panel.controls.share.value = 0.35
    assert panel.wait(60)
    assert "Geen antwoord: no proof &lt;here&gt;" in panel.display.status.value
    assert (
        panel.display.headline.value
        == panel.display.details.value
        == panel.display.outcomes_chart.value
        == panel.display.money_chart.value
        == ""
    )


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(on.QuestionError, match="a sum of 2 lifts"):
        on.what_if(CASE, on.lift("purpose") + on.lift("period"))
    with pytest.raises(on.QuestionError, match="no stream 'nowhere'"):
        on.what_if(CASE, on.lift("purpose", streams=["nowhere"]))
    with pytest.raises(on.QuestionError, match="no language 'fr'"):
        on.what_if(CASE, lang="fr")
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(on.QuestionError, match=r"needs ipywidgets.*ontschotting\[lab\]"):
        on.what_if(CASE)


def alt(text: str) -> str:
    match = re.search(r'alt="([^"]*)"', text)
    assert match is not None
    return html.unescape(match.group(1))
