"""The report: whole or not at all, every name escaped, both questions kept apart, sentences that say no more than the numbers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import ontschotting as on
from tests.good_case import GOOD, write_good


class Tags(HTMLParser):
    """Counts tags and keeps what is needed to judge a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on.write_report(on.load_case("two-villages"), tmp_path_factory.mktemp("report"))


def test_it_is_one_page_with_charts_and_tables(page: Path) -> None:
    folder = page.parent
    assert {path.name for path in folder.iterdir()} == {"index.html", "charts", "tables", "tables.xlsx"}
    for name in ("worlds", "money"):
        assert {(folder / "charts" / f"{name}.{kind}").exists() for kind in ("svg", "png", "txt")} == {True}
    text = page.read_text(encoding="utf-8")
    assert "http://" not in text
    assert "src=\"http" not in text
    assert "voegt hetzelfde geld zonder deze schotten 2.000 woningen toe: 2.000 binnen, 4.000 zonder" in text


def test_it_is_readable_by_everyone(page: Path) -> None:
    tags = Tags()
    tags.feed(page.read_text(encoding="utf-8"))
    names = [name for name, _ in tags.tags]
    assert dict(next(attrs for name, attrs in tags.tags if name == "html"))["lang"] == "nl"
    assert names.count("h1") == 1
    assert all(attrs.get("alt") for name, attrs in tags.tags if name == "img")
    assert all(attrs.get("scope") for name, attrs in tags.tags if name == "th")
    assert "main" in names


def test_english(tmp_path: Path) -> None:
    text = on.write_report(on.load_case("two-villages-own-money"), tmp_path, lang="en").read_text(encoding="utf-8")
    assert 'lang="en"' in text
    assert "What may not be concluded" in text
    assert "not these walls that hold the result back but the amount of money" in text


def test_awarded_money_makes_two_questions_that_stay_apart(tmp_path: Path) -> None:
    text = on.write_report(on.read_case(write_good(tmp_path / "case")), tmp_path / "out").read_text(encoding="utf-8")
    assert "De prijs van de opdeling" in text
    assert "Wat nu nog vrij te spelen is" in text
    assert "mogen niet worden opgeteld" in text


def test_names_from_files_are_escaped(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>=1+1"
    folder = write_good(tmp_path / "case", streams=GOOD["streams"].replace("Grond", nasty), case=GOOD["case"].replace("Klein", "<b>x</b>"))
    text = on.write_report(on.read_case(folder), tmp_path / "out").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "<b>x</b>" not in text
    assert "&lt;script&gt;" in text


def test_other_files_stay_and_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.txt").write_text("x")
    monkeypatch.setattr("ontschotting.report.write.render", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.write_report(on.load_case("two-villages"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_results_show_themselves(tmp_path: Path) -> None:
    found = on.compare(on.load_case("two-villages"))
    assert repr(found).startswith("<Comparison: Within the walls at most 2,000 homes")
    assert "<table>" in found._repr_html_()
    assert found.to_excel(tmp_path / "x.xlsx").exists()
    assert list(found.to_pandas()["measure"])[:2] == ["budget_eur", "value_current"]
    assert re.search(r"certified optima", str(found.trace))
    assert found.plot().get_title(loc="left").startswith("40 miljoen euro")
