"""The cache of reports: it spares the work, and it is never wrong."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from matplotlib.figure import Figure

import ontschotting as on
from ontschotting.case.unchecked import with_values
from ontschotting.charts.save import RenderedFigure, alt_text, as_png
from ontschotting.report.collect import cache as cache_module
from ontschotting.report.collect.cache import (
    ReportCache,
    cache_folder,
    cache_key,
    collect_or_read,
)
from ontschotting.report.collect.report_data import ReportData
from ontschotting.report.localized_report import LocalizedReport

CASE = on.load_case("two-villages")
OTHER_SEED = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
"""Of the hashes of another process; those of this one are random where none is set."""
DOT = as_png(Figure(), dpi=1)
"""A picture that a Word document takes."""


@pytest.fixture
def data(two_villages: dict[str, LocalizedReport]) -> ReportData:
    return two_villages["nl"].data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache_module.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def _pages(folder: Path) -> dict[str, bytes]:
    names = [path for path in folder.rglob("*") if path.suffix in (".html", ".csv", ".txt")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in names}


@pytest.mark.usefixtures("folder")
def test_a_second_report_computes_nothing_and_says_the_same(
    data: ReportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the charts the words are compared: they are made of the same frames as the lines."""
    monkeypatch.setattr("ontschotting.report.write.render_figure", _words_of)
    monkeypatch.setattr(cache_module, "collect", lambda *_: data)
    first = on.write_report(CASE, tmp_path / "first").parent
    monkeypatch.setattr(cache_module, "collect", _refuse)
    second = on.write_report(CASE, tmp_path / "second").parent
    assert _pages(first) == _pages(second) != {}
    assert len(list((first / "charts").glob("*.txt"))) > 5
    monkeypatch.setattr("ontschotting.report.write.draw", lambda _: {})
    english = on.write_report(CASE, tmp_path / "english", lang="en")
    assert "at most 4,000" in english.read_text(encoding="utf-8")


def _words_of(figure: Figure, **_: bool) -> RenderedFigure:
    words = alt_text(figure)
    return RenderedFigure(svg="<svg></svg>", png=DOT, title=words, alt=words, width=1.0)


def test_the_cache_can_be_turned_off(
    folder: Path, data: ReportData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "collect", lambda *arguments: data)
    collect_or_read(CASE, None, None, "highs", ReportCache(None))
    assert not folder.exists()
    collect_or_read(CASE, None, None, "highs", ReportCache(cache_folder()))
    assert [path.suffix for path in folder.iterdir()] == [".report"]
    monkeypatch.setenv(cache_module.VARIABLE, "off")
    assert cache_folder() is None
    monkeypatch.delenv(cache_module.VARIABLE)
    usual = cache_folder()
    assert usual is not None and usual.name == "ontschotting"


def test_whatever_a_report_depends_on_changes_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cache_key(CASE, tmp_path, "highs")
    keys = [first]
    dearer = CASE.costs.with_columns(pl.col("eur_per_unit") + 0.01)
    keys.append(cache_key(with_values(CASE, {"costs": dearer}), tmp_path, "highs"))
    keys.append(cache_key(CASE, tmp_path, on.Solver("pulp", "HiGHS")))
    keys.append(cache_key(CASE, None, "highs") + "without a folder")
    for name in ("assumptions.csv", "variants/dear/costs.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a\n1\n")
        keys.append(cache_key(CASE, tmp_path, "highs"))
        (tmp_path / name).write_text("a\n2\n")
        keys.append(cache_key(CASE, tmp_path, "highs"))
    monkeypatch.setattr(cache_module, "__version__", "another")
    keys.append(cache_key(CASE, tmp_path, "highs"))
    monkeypatch.setattr(cache_module, "_PACKAGE", tmp_path)
    (tmp_path / "code.py").write_text("A = 1\n")
    keys.append(cache_key(CASE, tmp_path, "highs"))
    (tmp_path / "code.py").write_text("A = 11\n")
    keys.append(cache_key(CASE, tmp_path, "highs"))
    assert len(set(keys)) == len(keys)
    (tmp_path / "code.py").write_text("A = 11\n")
    os.utime(tmp_path / "code.py", ns=(0, 0))
    assert cache_key(CASE, tmp_path, "highs") not in keys


def test_what_is_read_back_is_what_was_written(tmp_path: Path, data: ReportData) -> None:
    cache = ReportCache(tmp_path)
    cache.write("key", data)
    again = cache.read("key")
    assert again is not None and again.case == data.case
    assert again.main.comparison.to_json() == data.main.comparison.to_json()
    assert again.uncertainty.tornado.frame.equals(data.uncertainty.tornado.frame)
    attribution = data.attribution.attribution
    assert attribution is not None and again.attribution.attribution is not None
    assert str(again.attribution.attribution.trace) == str(attribution.trace)
    assert again.attribution.attribution.ladder().equals(attribution.ladder())
    assert cache.read("another key") is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "of another key", "no report"])
def test_a_damaged_file_is_ignored_and_written_again(
    tmp_path: Path, data: ReportData, damage: str
) -> None:
    cache = ReportCache(tmp_path)
    cache.write("key", data)
    (path,) = tmp_path.glob("*.report")
    content = path.read_bytes()
    cache.write("other", data)
    flipped = bytes([content[-9] ^ 1])
    path.write_bytes(
        {
            "cut": content[:-5],
            "flipped": content[:-9] + flipped + content[-8:],
            "empty": b"",
            "of another key": (tmp_path / "other.report").read_bytes(),
            "no report": _file_of("key", pickle.dumps(data.case)),
        }[damage]
    )
    assert cache.read("key") is None
    cache.write("key", data)
    assert cache.read("key") is not None


class Call:
    """Pickles to a call of a function."""

    def __init__(self, function: Any, *arguments: object) -> None:
        self.function, self.arguments = function, arguments

    def __reduce__(self) -> tuple[Any, tuple[object, ...]]:
        return self.function, self.arguments


def test_a_file_can_run_nothing(tmp_path: Path, data: ReportData) -> None:
    trap = tmp_path / "trap"
    for call in (Call(os.mkdir, str(trap)), Call(on.write_report, data.case, str(trap))):
        for content in (call, replace(data, companion_tables={"register": call})):  # type: ignore[dict-item]
            (tmp_path / "key.report").write_bytes(_file_of("key", pickle.dumps(content)))
            assert ReportCache(tmp_path).read("key") is None
            assert not trap.exists()


def test_the_reports_that_were_read_longest_ago_are_removed(
    tmp_path: Path, data: ReportData, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ReportCache(tmp_path)
    for age, key in enumerate(["young", "old", "oldest"]):
        cache.write(key, data)
        os.utime(tmp_path / f"{key}.report", (1e9 - age, 1e9 - age))
    assert cache.read("oldest") is not None  # now it is the youngest
    size = (tmp_path / "old.report").stat().st_size
    monkeypatch.setattr(cache_module, "MOST_BYTES", 3 * size)
    cache.write("new", data)
    names = sorted(path.stem for path in tmp_path.glob("*.report"))
    assert names == ["new", "oldest", "young"]


def test_a_folder_that_cannot_be_written_stops_no_report(tmp_path: Path, data: ReportData) -> None:
    (tmp_path / "file").write_text("")
    cache = ReportCache(tmp_path / "file")
    cache.write("key", data)
    assert cache.read("key") is None


def _refuse(*arguments: object) -> ReportData:
    raise AssertionError("a second report computes nothing")


def _file_of(key: str, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return cache_module._checksum(key, packed) + b"\n" + packed


def test_another_process_has_the_same_key() -> None:
    code = (
        "import ontschotting as on; from ontschotting.report.collect.cache import cache_key;"
        " print(cache_key(on.load_case('two-villages'), None, 'highs', on.UNCONDITIONAL))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": OTHER_SEED},
    ).stdout
    assert there.strip() == cache_key(CASE, None, "highs", on.UNCONDITIONAL)
