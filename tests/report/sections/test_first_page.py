"""The title of a report on several goals says which goals change, and names a cut."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

import ontschotting as on
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.formatting import Formatter
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.first_page.finding import finding


def title(case: on.Case, regime: on.Regime, lang: str, is_proven: bool = True) -> str:
    """Return the title of a report, with no more of its data than a title needs."""
    main = QuestionResult(on.compare(case, regime), cast(Any, None))
    report = SimpleNamespace(
        case=case,
        lang=lang,
        formatter=Formatter(lang, "homes", 1.0),
        data=SimpleNamespace(main=main, is_proven=is_proven),
    )
    return finding(cast(LocalizedReport, report))


@pytest.mark.parametrize(
    ("name", "regime", "lang", "words"),
    [
        ("water", on.INTEGRAL, "en", "Without these walls the same money brings more homes; less "),
        ("water", on.block_grant(0.5), "nl", "Zonder deze schotten en met deze korting brengt het"),
        ("affordable", on.INTEGRAL, "en", "Without these walls the same money brings as much of"),
    ],
)
def test_the_title_says_what_changes(name: str, regime: on.Regime, lang: str, words: str) -> None:
    assert title(on.load_case(f"two-villages-{name}"), regime, lang).startswith(words)


def test_a_title_that_is_not_proven_says_so() -> None:
    case = on.load_case("two-villages-affordable")
    assert title(case, on.INTEGRAL, "en", is_proven=False).endswith("whole projects stopped)")
