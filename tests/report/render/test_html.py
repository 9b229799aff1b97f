"""The page: nothing from elsewhere, for every reader, every name escaped."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.report.figures import CHARTS
from ontschotting.report.localized_report import LocalizedReport


class Tags(HTMLParser):
    """Keeps tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def test_nothing_is_fetched_from_elsewhere(page: Path) -> None:
    tags = Tags(page.read_text(encoding="utf-8"))
    assert len(tags.of("script")) == 1 and not tags.of("script")[0]
    for tag, attrs in tags.tags:
        for name in ("src", "href", "xlink:href"):
            link = attrs.get(name) or "#"
            assert link.startswith("#") or (tag == "a" and (page.parent / link).is_file())


def test_the_one_script_is_the_one_that_the_page_allows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    script = text[text.index("<script>") + len("<script>") : text.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert not re.search(
        r"<[^>]*\son[a-z]+=", re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    )


def test_it_is_readable_by_everyone(page: Path) -> None:
    tags = Tags(page.read_text(encoding="utf-8"))
    assert tags.of("html")[0]["lang"] == "nl"
    assert len(tags.of("h1")) == len(tags.of("main")) == 1
    assert all(attrs.get("scope") for attrs in tags.of("th"))
    assert len(tags.of("caption")) == len(tags.of("table"))
    assert all(
        attrs.get("role") == "img" and len(attrs.get("aria-label") or "") > 30
        for attrs in tags.of("svg")
    )
    ids = [attrs["id"] for _, attrs in tags.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {attrs["href"] for attrs in tags.of("a") if str(attrs["href"]).startswith("#")} <= {
        f"#{identifier}" for identifier in ids
    }
    levels = [int(tag[1]) for tag, _ in tags.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1 and all(
        after - before <= 1 for before, after in itertools.pairwise(levels)
    )


def test_every_chart_has_its_words_and_its_numbers(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    figures = re.findall(r"<figure>.*?</figure>", text, re.DOTALL)
    assert len(figures) == len(list((page.parent / "charts").glob("*.svg")))
    for number, figure in enumerate(figures, start=1):
        assert f"<strong>Figuur {number}.</strong>" in figure
        alternative = html.unescape(re.search(r'role="img" aria-label="([^"]+)"', figure)[1])  # type: ignore[index]
        assert f"<p>{alternative}</p>" in html.unescape(figure)
        assert "<table>" in figure or "De cijfers staan in de tabel hieronder." in figure
        assert re.search(r'href="tables/\w+\.csv"', figure), figure[-600:]


def test_cells_know_their_numbers(page: Path, good_report: dict[str, LocalizedReport]) -> None:
    """What a table sorts by is the number of the frame, not the words."""
    text = page.read_text(encoding="utf-8")
    figure = text[text.index('id="money"') : text.index('id="blame"')]
    cells = dict(
        re.findall(r'<th scope="row" class="text">([^<]+)</th><td data-value="([^"]+)"', figure)
    )
    comparison = on.compare(good_report["nl"].case, on.INTEGRAL.with_awarded())
    assert float(cells["geblokkeerd"]) == pytest.approx(comparison.blocked_eur)
    assert float(cells["overschot"]) == pytest.approx(comparison.surplus_eur, abs=1.0)


def test_names_from_files_are_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    charts = {name: CHARTS[name] for name in ("stream", "margin", "why", "pots")}
    monkeypatch.setattr("ontschotting.report.figures.CHARTS", charts)  # those with names in them
    nasty = "<script>alert(1)</script>"
    case = on.load_case("two-villages")
    case = case.set("streams", "land", name=nasty).set("streams", "mobility", name="=1+1")
    folder = case.set("case", "title", value="<b>x</b> $y$").write(tmp_path / "case")
    (folder / "assumptions.csv").write_text(
        "id,what\n=cmd(),<img src=x onerror=alert(1)>\n", encoding="utf-8"
    )
    text = on.write_report(on.read_case(folder), tmp_path / "out", name=str(folder)).read_text(
        encoding="utf-8"
    )
    assert text.count("<script") == 1
    assert "<b>x" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text
    assert "'=cmd()" in (tmp_path / "out" / "tables" / "assumptions.csv").read_text(
        encoding="utf-8"
    )
    drawn = [path.read_text("utf-8") for path in (tmp_path / "out" / "charts").glob("*.svg")]
    assert len(drawn) == len(charts) and not [svg for svg in drawn if "<script" in svg]
