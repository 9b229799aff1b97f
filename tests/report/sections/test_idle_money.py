"""The section on idle money of a case with published facts beside its accounts."""

from __future__ import annotations

import io

import polars as pl
import pytest
from docx import Document

import ontschotting as on
from ontschotting.report.blocks import drop_missing_figures
from ontschotting.report.figures import CHARTS
from ontschotting.report.formatting import Formatter
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.page_order import page_sections
from ontschotting.report.render.html import render_page
from ontschotting.report.render.word import render_document
from ontschotting.report.sections.first_page import floors
from ontschotting.report.tables import tables
from tests.report.plain_text import in_dutch_and_english, section_texts

BESIDE = {
    "specific_grants": "year,grants,paid_eur,secondary,source,note\n"
    "2023,153,18.3e9,no,x,\n2024,185,21.3e9,no,x,\n",
    "account_gaps": "region,name,year,finding,closing_eur,last_year,last_closing_eur,note\n"
    "GM9001,Stilveen,2023,missing,,,,\nGM9001,Stilveen,2024,nothing,,2022,3000000,\n"
    "GM9002,Minveen,2024,below_zero,-5000,2023,7000,\n",
    "advances_per_grant": "government,year,grant_name,row_kind,opening_eur,received_eur,spent_eur,"
    "repaid_eur,closing_eur,source\n"
    + "".join(f"Veen,{year},Impuls,grant,,,,,{year}000,x\n" for year in (2020, 2021, 2022))
    + "Veen,2022,Kort,grant,,,,,999000,x\nVeen,2022,,total,,,,,888000,x\n",
    "unspent_reasons": "government,year,grant,reason,read_in,note,source\n"
    "Veen,2023,Impuls,staff,annual accounts,,x\nVeen,2023,Impuls,other,in-year report,,x\n",
    "municipal_results_2023": "id,what,value,unit,year,note\n"
    "iv3_result,,2250000000,euro,2023,\niv3_result_budget,,150000000,euro,2023,\n"
    "iv3_8_2_lasten_budget,,3000000000,euro,2023,\niv3_8_2_lasten_accounts,,2310000000,euro,2023,\n"
    "iv3_8_2_baten_budget,,2000000000,euro,2023,\niv3_8_2_baten_accounts,,1500000000,euro,2023,\n",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LocalizedReport]:
    folder = tmp_path_factory.mktemp("case") / "veen"
    accounts = pl.DataFrame(
        {
            "stream": "*",
            "level": "region",
            "area": "A",
            "year": [2023, 2024],
            "closing_eur": [2e6, 5e6],
        }
    )
    on.load_case("two-villages").add_rows("accounts", accounts).write(folder)
    for name, text in BESIDE.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    dutch, english = in_dutch_and_english(on.read_case(folder))
    return {"nl": dutch, "en": english}


def test_it_shows_what_lies_beside_the_accounts(reports: dict[str, LocalizedReport]) -> None:
    english = section_texts(reports["en"])["idle_money"]
    assert (
        "ended 2.25 billion euros above zero, with reserves settled, where 150 million euros had"
        " been budgeted" in english
    )
    assert "cost 23% less than budgeted; it earned 25% less too" in english
    lines = english.splitlines()
    assert "Stilveen | no amount: booked elsewhere, or nothing" in english
    assert not any("Stilveen" in line and "not in the copy" in line for line in lines)  # of 2023
    assert [line for line in lines if line.startswith("Veen | Impuls")]
    assert "Kort" not in english and "888" not in english
    dutch = section_texts(reports["nl"])["idle_money"]
    assert "illustratie, geen steekproef" in dutch and "minder dan 25.000" not in dutch


def test_small_amounts_that_were_read_are_no_zero(reports: dict[str, LocalizedReport]) -> None:
    """In a budget of billions a computed amount of 479 euros is rounding; a rate is not."""
    formatter = Formatter("nl", "woningen", 12_800.0)
    assert formatter.euros(479.0) == "0 euro"
    assert formatter.read_euros(479.0) == "479 euro" and formatter.read_euros(None) == "–"
    english = reports["en"]
    english = LocalizedReport(english.data, "en")
    english.formatter = Formatter("en", "homes", 1e9)
    rows = section_texts(english)["idle_money"].splitlines()
    assert [row for row in rows if row.startswith("Minveen")] == [
        "Minveen | below zero, as booked | −5,000 euros | 2023 | 7,000 euros"
    ]


def test_its_tables_have_every_row(reports: dict[str, LocalizedReport]) -> None:
    frames = tables(reports["nl"])
    assert frames["idle_money_gaps"].height == 3
    assert frames["idle_money_per_grant"].height == 5
    assert frames["idle_money_grants"]["grants"].to_list() == [153, 185]
    assert {"idle_money_by_size", "idle_money_reasons", "idle_money_against"} <= set(frames)


def test_its_charts_are_drawn_and_no_map_of_what_is_no_municipality(
    reports: dict[str, LocalizedReport],
) -> None:
    drawn = {name: CHARTS[name](reports["en"]) for name in CHARTS if name.startswith("idle_")}
    assert {name for name, ax in drawn.items() if ax is not None} == {
        "idle_money",
        "idle_grants",
        "idle_reasons",
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_first_page_leads_to_the_other_floors(
    lang: str, reports: dict[str, LocalizedReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To a section of the same page, and to a page by its name: both hold wherever it is saved."""
    report = reports[lang]
    of_money = floors.other_floors(report)
    assert of_money is not None and "docs/proje" not in of_money.text
    monkeypatch.setattr(floors, "bundled_name", lambda case: floors.WITH_PROJECTS)
    sections = drop_missing_figures(page_sections(report), ())
    page = render_page(report, sections, {})
    first = page[page.index('id="summary-section"') : page.index("</section>")]
    sentence = first[first.index('<p class="floors">') :]
    assert sentence.count("href=") == 1 and '<a href="#idle_money">' in sentence
    assert 'id="idle_money"' in page
    projects = {"nl": "docs/projecten.md", "en": "docs/projects.md"}[lang]
    assert projects in sentence
    document = Document(io.BytesIO(render_document(report, sections, {})))
    texts = [paragraph.text for paragraph in document.paragraphs]
    said = [number for number, text in enumerate(texts) if projects in text]
    annex = texts.index(report.formatter.text("annex"))
    assert len(said) == 1 and annex < said[0] <= annex + 2


def test_a_case_without_accounts_has_no_other_floor(
    two_villages: dict[str, LocalizedReport],
) -> None:
    assert floors.other_floors(two_villages["nl"]) is None
