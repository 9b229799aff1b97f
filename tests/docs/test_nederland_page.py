"""The answer on one page: made again it is the same, and its ranges are those of the draws."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from docs.builders import nederland_page
from docs.builders.nederland_template import PAGES
from ontschotting.charts.save import alt_text

DOCS = Path(__file__).parents[2] / "docs"
AGAIN = "run python -m docs.builders.nederland_page"


def column(name: str, file: str) -> list[float]:
    with (DOCS / f"ranges-nederland-{file}.csv").open(encoding="utf-8", newline="") as rows:
        return [float(row[name]) for row in csv.DictReader(rows)]


@pytest.mark.pages
def test_both_pages_and_their_chart_are_what_the_library_says() -> None:
    """The numbers themselves have a second road in every run (`test_headline.py`)."""
    answers = nederland_page.Answers(DOCS)
    for lang, file in nederland_page.FILES.items():
        assert (DOCS / file).read_text(encoding="utf-8") == answers.text(lang), AGAIN
        drawn = alt_text(answers.limits.plot(lang=lang).figure)  # type: ignore[arg-type]
        written = (DOCS / "img" / f"nederland-limits-{lang}.txt").read_text(encoding="utf-8")
        assert drawn.strip() == written.strip(), AGAIN


def test_ranges_are_quantiles_of_the_draws() -> None:
    """A second way, with numpy, in the words of the English page."""
    page = (DOCS / "netherlands.md").read_text(encoding="utf-8")
    freed = column("freed", "each-draw")
    high = float(np.quantile(freed, 0.95))
    assert f"| 0 to {round(high, -2):,.0f} in 90% of {len(freed)} draws |" in page
    within = column("value_current", "each-draw")
    freeing = sum(gain > 1e-4 * max(value, 1) for gain, value in zip(freed, within, strict=True))
    assert f"In {freeing} of the {len(freed)} draws" in page


def test_own_money_without_any_condition_is_the_difference_of_two_rows_of_ten_percent() -> None:
    """Those rows come from `block_grant` with no cut, and the plain program gives them too."""
    with (DOCS / "ten-percent-nation.csv").open(encoding="utf-8", newline="") as file:
        own = {
            row["walls"]: float(row["own_eur"])
            for row in csv.DictReader(file)
            if (row["reading"], float(row["cut"])) == ("limit", 0.0)
        }
    tied = (own["standing"] - own["down"]) / 1e9
    page = (DOCS / "netherlands.md").read_text(encoding="utf-8")
    assert f"the difference on central data is {tied:.2f} billion euros" in page


def test_no_number_is_typed_in_the_text_of_a_page() -> None:
    """What the text may name: the target of the question, years of data and of the call."""
    named = (
        "100.000",
        "100,000",
        "2021 en geschaald",
        "2021 and scaled",
        "2020–2024",
        "GM0599",
        "10-wat-zegt",
        "row(-1",
        "in 2023)",
        "enquête van 2022",
        "survey of 2022",
        "2022 en 2024",
        "2022 and 2024",
    )
    for text in PAGES.values():
        for name in named:
            text = text.replace(name, "")
        text = re.sub(r"# [123]\. ", "", text)
        assert re.findall(r"(?<!\{)\b\d[\d.,]*\b", text) == []
