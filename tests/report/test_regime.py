"""The report answers for the regime that is asked, in every section."""

from __future__ import annotations

import shlex
from itertools import pairwise
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.cli.options import parse_regime
from ontschotting.report.collect.cache import cache_key
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.comparison.headline import headline
from ontschotting.report.sections.first_page.first_page import first_page

CASE = on.load_case("two-villages-years")
REGIMES = {
    "unconditional": on.UNCONDITIONAL,
    "borderless": on.BORDERLESS,
    "block grant": on.block_grant(0.1),
    "one stream": on.lift("purpose", streams=["land"]),
    "a free share": on.lift("purpose", "period", free_share=0.5),
    "a large cut": on.lift("purpose", "period", cut=0.7),
}


@pytest.mark.parametrize("name", REGIMES)
def test_the_numbers_of_a_report_are_those_of_its_regime(name: str) -> None:
    regime = REGIMES[name]
    data, comparison = collect(CASE, regime=regime), on.compare(CASE, regime)
    assert data.main.comparison.regime == regime
    assert data.main.lifted_value == pytest.approx(comparison.lifted.value)
    assert data.main.comparison.freed == pytest.approx(comparison.freed)
    first = data.values.scenarios.row(0, named=True)
    assert first["scenario"] == "regime_of_report"
    assert first["free"] == pytest.approx(comparison.freed, abs=1e-6)
    for lang in ("nl", "en"):
        report = LocalizedReport(data, lang, "CASE")
        texts = " ".join(str(block) for block in headline(report).blocks)
        assert "integral" not in texts
        page = first_page(report)
        words = " ".join([page.title, *map(str, page.blocks)])
        says_nothing_held = {
            "nl": ("houden dan geen", "zij houden geen", "deze schotten geen"),
            "en": ("then hold back no", "they hold back no", "these walls hold back no"),
        }
        if any(lift.cut for lift in regime.lifts):
            assert not [text for text in says_nothing_held[lang] if text in words]


def test_awarded_money_is_shown_apart_for_any_regime() -> None:
    budgets = CASE.budgets.with_columns(awarded=CASE.budgets["stream"] == "land")
    data = collect(CASE.with_table("budgets", budgets), regime=on.block_grant(0.1))
    assert data.with_awarded is not None
    assert data.with_awarded.comparison.regime == on.block_grant(0.1)
    assert data.free_money.comparison.regime == on.block_grant(0.1, awarded=False)


def test_a_report_on_another_regime_is_another_report(tmp_path: Path) -> None:
    keys = {cache_key(CASE, tmp_path, "highs", regime) for regime in REGIMES.values()}
    assert len(keys | {cache_key(CASE, tmp_path, "highs")}) == len(REGIMES) + 1


def test_a_regime_that_does_not_fit_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    with pytest.raises(on.QuestionError, match="no level"):
        on.write_report(CASE, tmp_path / "out", regime=on.regional("provincie"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", REGIMES)
@pytest.mark.parametrize("awarded", [False, True])
def test_the_commands_of_a_report_ask_for_its_regime(name: str, awarded: bool) -> None:
    regime = REGIMES[name].with_awarded(awarded)
    words = shlex.split(regime.options or "")
    values = dict(zip(words, [*words[1:], ""], strict=True))
    asked = parse_regime(
        lift=[value for option, value in pairwise(words) if option == "--lift"] or None,
        streams=values.get("--streams"),
        purposes=values.get("--purposes"),
        free_share=float(values.get("--free-share", 1)),
        cut=float(values.get("--cut", 0)),
        awarded="--awarded" in words,
    )
    assert (asked or on.INTEGRAL).lifts == regime.lifts
    assert (on.lift("purpose") + on.lift("period", streams=["a"])).options is None
