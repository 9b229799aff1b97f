"""The pages on money that stands still: made again they are the same, and so are their charts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import ontschotting as on
from docs.builders import accounts_page
from ontschotting.charts.save import alt_text

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
AGAIN = "run python -m docs.builders.accounts_page"
SHADES = 3.0
"""Of 255: so much the letters of two machines may differ, on average over a picture."""


@pytest.fixture(scope="module")
def results() -> tuple[on.IdleMoney, on.StreamRegister]:
    case = on.load_case("nederland")
    return on.idle_money(case), on.stream_register(case)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_page_is_what_the_library_says(
    lang: str, results: tuple[on.IdleMoney, on.StreamRegister]
) -> None:
    written = (DOCS / accounts_page.FILES[lang]).read_text(encoding="utf-8")
    assert written == accounts_page.text(*results, lang), AGAIN


def grey(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L").resize((400, 400))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.pages
def test_its_charts_are_drawn_by_the_code_of_today(
    lang: str, results: tuple[on.IdleMoney, on.StreamRegister], tmp_path: Path
) -> None:
    """The words in both languages, and the lines, which are the same, in Dutch."""
    for name, axes in accounts_page.charts(*results, lang).items():
        committed = DOCS / "img" / f"{name}-{lang}"
        words = Path(f"{committed}.txt").read_text(encoding="utf-8")
        assert alt_text(axes.figure) == words.strip(), AGAIN  # type: ignore[arg-type]
        if lang == "en":
            continue
        on.save(axes, tmp_path / name, for_="word")
        difference = ImageChops.difference(
            grey(tmp_path / f"{name}.png"), grey(Path(f"{committed}.png"))
        )
        assert ImageStat.Stat(difference).mean[0] < SHADES, f"{name}: {AGAIN}"


def test_the_result_before_reserves_is_near_what_was_published() -> None:
    """Added up from the raw rows: what went into reserves and came out of them, and the result."""
    with (ROOT / "datasets/raw/accounts/iv3_2023.csv").open(encoding="utf-8", newline="") as file:
        value = {row["id"]: float(row["value"]) for row in csv.DictReader(file)}
    taken = value["iv3_0_10_baten_accounts"] - value["iv3_0_10_lasten_accounts"]
    before = value["iv3_result"] - taken
    with accounts_page.NATIONAL.open(encoding="utf-8", newline="") as file:
        published = {row["id"]: row for row in csv.DictReader(file)}["cbs_surplus_2023"]
    assert before == pytest.approx(float(published["value"]) / 1e6, rel=0.1)
    page = (DOCS / "money-that-stands-still.md").read_text(encoding="utf-8")
    assert f"out of which {taken:.0f} million euros came" in page
    assert f"Before that it is {before / 1000:.2f} billion euros in this copy" in page


def test_no_number_is_typed_in_the_text_of_a_page() -> None:
    """What the text may name: dates, a position, a task, years of a decree, and calls of code."""
    named = ("31 december", "31 December", "P29b", "8.2", "2021)", "CC BY")
    for text in accounts_page.PAGES.values():
        for name in named:
            text = text.replace(name, "")
        assert re.findall(r"(?<!\{)\b\d[\d.,]*\b", text) == []
