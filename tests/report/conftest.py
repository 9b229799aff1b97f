"""Reports that are computed and written once, for all tests of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.charts.save import render_figure
from ontschotting.report.collect import ranges
from ontschotting.report.collect.cache import ReportCache, collect_or_read
from ontschotting.report.localized_report import LocalizedReport
from tests.case.good_case import write_good


@pytest.fixture(scope="session", autouse=True)
def no_draws() -> Iterator[None]:
    """Leave out the draws of a case with margins: they take seconds, and have their own tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranges, "SECONDS", 0.0)
        yield


@pytest.fixture(autouse=True)
def few_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures of reports in few dots and no PDF: no test here looks at them."""
    draw_few_dots(monkeypatch)


def draw_few_dots(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("ontschotting.report.write.render_figure", partial(render_figure, dpi=30))
    # A third of a second for each chart; tests/charts draws real ones.
    patch.setattr("ontschotting.charts.save.as_pdf", lambda _: b"%PDF")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> ReportCache:
    """Where the data of reports are kept for the other workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    of_run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return ReportCache(of_run / "reports")


def _in_both(case: on.Case, cache: ReportCache) -> dict[str, LocalizedReport]:
    data = collect_or_read(case, None, None, "highs", cache)
    return {lang: LocalizedReport(data, lang) for lang in ("nl", "en")}


@pytest.fixture(scope="session")
def two_villages(shared_cache: ReportCache) -> dict[str, LocalizedReport]:
    """The data of the report on `two-villages`, by language."""
    return _in_both(on.load_case("two-villages"), shared_cache)


@pytest.fixture(scope="session")
def good_report(
    tmp_path_factory: pytest.TempPathFactory, shared_cache: ReportCache
) -> dict[str, LocalizedReport]:
    """The data of the report on the good case, by language. Part of its money is awarded."""
    folder = write_good(tmp_path_factory.mktemp("good"))
    return _in_both(on.read_case(folder), shared_cache)


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory, good_report: dict[str, LocalizedReport]) -> Path:
    """The Dutch page on the good case, which is written once."""
    data = good_report["nl"].data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ontschotting.report.write.collect_or_read", lambda *_: data)
        draw_few_dots(patch)
        return on.write_report(data.case, tmp_path_factory.mktemp("report"))
