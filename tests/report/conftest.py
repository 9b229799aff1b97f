"""Reports that are computed and written once, for all tests of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.charts.save import render_figure
from ontschotting.report.collect import ranges
from ontschotting.report.localized_report import LocalizedReport
from tests.case.good_case import write_good
from tests.report.plain_text import in_dutch_and_english


@pytest.fixture(scope="session", autouse=True)
def no_draws() -> Iterator[None]:
    """Leave out the draws of a case with margins: they take seconds, and have their own tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranges, "SECONDS", 0.0)
        yield


@pytest.fixture(autouse=True)
def few_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures of reports in few dots: no test here looks at them, and the size stays."""
    draw_few_dots(monkeypatch)


def draw_few_dots(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("ontschotting.report.write.render_figure", partial(render_figure, dpi=30))


@pytest.fixture(scope="session")
def two_villages() -> dict[str, LocalizedReport]:
    """The data of the report on `two-villages`, by language."""
    dutch, english = in_dutch_and_english(on.load_case("two-villages"))
    return {"nl": dutch, "en": english}


@pytest.fixture(scope="session")
def good_report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LocalizedReport]:
    """The data of the report on the good case, by language. Part of its money is awarded."""
    folder = write_good(tmp_path_factory.mktemp("good"))
    dutch, english = in_dutch_and_english(on.read_case(folder))
    return {"nl": dutch, "en": english}


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory, good_report: dict[str, LocalizedReport]) -> Path:
    """The Dutch page on the good case, which is written once."""
    data = good_report["nl"].data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ontschotting.report.write.collect_or_read", lambda *_: data)
        draw_few_dots(patch)
        return on.write_report(data.case, tmp_path_factory.mktemp("report"))
