"""Sections: both questions apart, and sentences that say no more than the numbers."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.report.blocks import Table
from ontschotting.report.localized_report import LocalizedReport, case_heading
from ontschotting.report.page_order import page_sections
from ontschotting.report.tables import tables
from tests.report.plain_text import (
    alternatives_of,
    in_dutch_and_english,
    localized,
    page_text,
    section_texts,
    texts_without_charts,
    words_before_the_annex,
)


def test_the_first_page_has_the_finding_the_numbers_and_what_may_be_said(
    two_villages: dict[str, LocalizedReport],
) -> None:
    first, *_ = page_sections(two_villages["nl"])
    assert first.title == (
        "Zonder deze schotten bekostigt hetzelfde geld 4.000 woningen in plaats van 2.000"
    )
    text = section_texts(two_villages["nl"])["summary"]
    assert "geen voorspelling" in text
    assert "40 miljoen euro" in text
    assert "Dit mag u zeggen" in text and "Dit niet" in text and "Aanhalen als" in text


def test_pages_that_everybody_reads_are_short(two_villages: dict[str, LocalizedReport]) -> None:
    """Before the annex: at most four sections and 600 words, tables included, in each language."""
    for report in two_villages.values():
        pages = [section for section in page_sections(report) if not section.in_annex]
        assert len(pages) <= 4
        assert words_before_the_annex(report) <= 600


def test_pages_on_a_part_of_the_netherlands_are_short_and_tell_homes_straight() -> None:
    """A region: 1,600 words before the annex, and no homes subtracted from all additions."""
    part = on.load_case("nederland").only(housing_deal_region="Zuidwest-Fryslân")
    for report in in_dutch_and_english(part):
        assert words_before_the_annex(report) <= 1600
        assert "2026–2030" in case_heading(report) and "2028–2032" in case_heading(report)
        summary = section_texts(report)["summary"]
        assert "pace of building" in summary or "bouwtempo" in summary


def test_no_section_is_without_content(
    two_villages: dict[str, LocalizedReport], good_report: dict[str, LocalizedReport]
) -> None:
    """Every section has a number or a rule of the case; zeros share one table."""
    for report in (two_villages["nl"], good_report["nl"]):
        texts = texts_without_charts(report)
        assert all(re.search(r"\d", text) for key, text in texts.items() if key != "not_concluded")
        for frame in (report.data.values.scenarios, report.data.policy.years.rules):
            gains = [*frame["free"].drop_nulls(), *frame["awarded"].drop_nulls()]
            key = "scenarios" if "scenario" in frame.columns else "years"
            assert (key in texts) == (max(gains) > report.data.main.noise)


def test_awarded_money_makes_two_questions_that_stay_apart(
    good_report: dict[str, LocalizedReport],
) -> None:
    text = page_text(good_report["nl"])
    assert "Prijs van de verkokering" in text
    assert "Wat nog vrij te maken is" in text
    assert "niet op te tellen" in text
    assert "measures_free_money" in tables(good_report["nl"])


def test_it_says_when_walls_are_not_what_holds_back() -> None:
    report = localized(on.load_case("two-villages").set("plans", "A1", capacity_units=1000.0))
    text = page_text(report)
    assert "De plannen zijn eerder op dan het geld: deze schotten houden dan geen woningen" in text
    assert "De plannen laten 1.000 woningen toe. Zoveel is binnen de schotten al te" in text
    assert "Geblokkeerd geld per gebied, stroom en doel | 0 euro" in text
    assert "[tegengehouden door deze schotten: woningen, geblokkeerd geld] 0 (" in text
    assert "free_share" not in alternatives_of(report)


def test_projects_that_close_have_no_bars_of_money_that_reaches_no_further() -> None:
    case = on.load_case("two-villages-project").set(
        "budgets", "mobility", "national", None, 2026, None, amount_eur=4e6
    )
    report = localized(case)  # both close for 4 million of mobility
    text = page_text(report)
    assert text.startswith("Elk project sluit binnen de schotten: zij houden hier niets tegen")
    assert "De plannen laten 400 woningen toe." in text and "Chart binding_limits" not in text
    assert "Deze schotten zijn: bestedingsdoel, bestedingsjaren, stapelverbod." in text


def test_the_cut_never_stands_alone(two_villages: dict[str, LocalizedReport]) -> None:
    texts = dict(section_texts(two_villages["nl"]))
    cuts = texts.pop("break_even")
    assert "geen gebied van het niveau regio" in cuts
    # The case has no margins: each cut is told once, with that word where its range would be.
    (rows,) = (
        block.rows
        for section in page_sections(two_villages["nl"])
        if section.key == "break_even"
        for block in section.blocks
        if isinstance(block, Table)
    )
    assert cuts.count("geen: alleen het totaal telt") == 1
    assert cuts.count("geen marges opgegeven") == len(rows) == 2
    assert "alle marges" not in cuts and "middelste schattingen" not in cuts
    assert "overschot" in cuts
    assert not any(
        line.startswith("korting waarbij het totaal gelijk blijft |")
        for text in texts.values()
        for line in text.splitlines()
    )


def test_other_readings_stand_apart(tmp_path: Path) -> None:
    """A folder `variants/<name>` beside the case holds tables that take the place of those of the
    case.
    """
    case = on.load_case("two-villages")
    folder = case.write(tmp_path / "case")
    (folder / "variants" / "dear").mkdir(parents=True)
    costs = (folder / "costs.csv").read_text().replace("10000", "20000")
    (folder / "variants" / "dear" / "costs.csv").write_text(costs)
    # A name that stands in several tables: they fit the case together, and one by one they do not.
    (folder / "variants" / "renamed").mkdir()
    for table in ("budgets", "costs", "earmarks", "streams"):
        renamed = (folder / f"{table}.csv").read_text().replace("land", "soil")
        (folder / "variants" / "renamed" / f"{table}.csv").write_text(renamed)
    text = page_text(localized(case, folder=folder))
    assert "Dezelfde gegevens anders uitgelegd" in text
    (row,) = (line.split(" | ") for line in text.splitlines() if line.startswith("dear |"))
    assert "1.000" in row
    assert "2.000" in row
    assert any(line.startswith("renamed |") for line in text.splitlines())


def test_idle_money_stands_beside_what_is_computed_and_has_no_total() -> None:
    """Mobility money is not certain either: the first sheet says how much of the money that is."""
    accounts = pl.DataFrame(
        {
            "stream": "*",
            "level": "region",
            "area": "A",
            "year": [2023, 2024],
            "closing_eur": [2e6, 5e6],
        }
    )
    case = on.load_case("two-villages").add_rows("accounts", accounts)
    case = case.set("budgets", "mobility", "region", "A", 2026, chance=0.25)
    report = localized(case, "en")
    texts = section_texts(report)
    assert "5 million euros of earmarked money had been received" in texts["idle_money"]
    assert "never added to them" in texts["idle_money"]
    rows = [line.split(" | ") for line in texts["idle_money"].splitlines() if "computed)" in line]
    assert [euros for _, euros in rows] == ["40 million euros", "40 million euros"]
    assert "45 million" not in texts["idle_money"]
    assert {"idle_money", "idle_money_years"} <= set(tables(report))
    assert "20 million euros is not certain; 5 million euros of it" in texts["summary"]


def test_every_answer_is_a_section_with_the_numbers_of_its_frame(
    two_villages: dict[str, LocalizedReport],
) -> None:
    case, texts = two_villages["nl"].case, section_texts(two_villages["nl"])
    assert {"blame", "first", "margin", "why", "zeros", "terms", "pots"} <= set(texts)
    text = page_text(two_villages["nl"])
    for answer in (on.attribute(case), on.choose_walls(case), on.shadow_prices(case)):
        assert " ".join(answer.sentences()) in text
    for sentence in on.explain(case).sentences("nl"):
        assert sentence in text
    assert {"attribution", "choice", "prices", "idle", "years", "terms", "pots"} <= set(
        tables(two_villages["nl"])
    )


def test_a_detour_where_nothing_is_blocked_is_told_apart_from_it() -> None:
    # By hand: the only money may pay for the dear plan, 1,000 × 20,000 euros. Without the wall it
    # pays for the cheap one, 1,000 × 10,000. The limit lets through 1,000 either way.
    case = on.Case(
        regions=pl.DataFrame({"region": ["a"]}),
        streams=pl.DataFrame({"stream": ["roads"]}),
        budgets=pl.DataFrame(
            {"stream": ["roads"], "level": "region", "area": "a", "year": 2026, "amount_eur": 25e6}
        ),
        earmarks=pl.DataFrame({"stream": ["roads"], "purpose": ["mobility"]}),
        plans=pl.DataFrame(
            {
                "plan": ["dear", "cheap"],
                "region": "a",
                "plan_type": ["dear", "cheap"],
                "outcome": "homes",
                "capacity_units": 1000.0,
                "first_year": 2026,
                "last_year": 2026,
            }
        ),
        costs=pl.DataFrame(
            {
                "plan_type": ["dear", "cheap"],
                "purpose": ["mobility", "land"],
                "eur_per_unit": [20e3, 10e3],
            }
        ),
        limits=pl.DataFrame(
            {"level": ["national"], "year": [2026], "outcome": ["homes"], "max_units": [1000.0]}
        ),
    )
    comparison = on.compare(case)
    assert (
        comparison.freed,
        comparison.blocked_eur,
        comparison.detour_eur,
        comparison.surplus_eur,
    ) == pytest.approx((0, 0, 10e6, 15e6), abs=1)
    report = localized(case)
    text, alt = page_text(report), alternatives_of(report)["money"]
    assert "Binnen de schotten kost hetzelfde resultaat ten minste 10 miljoen euro meer" in text
    assert "met of zonder deze schotten niets toe" not in text
    assert "0 euro geblokkeerd en 15 miljoen euro overschot" in alt and "omweg" not in alt


def test_a_case_of_one_year_speaks_of_no_homes_a_year_and_of_no_range_without_margins(
    two_villages: dict[str, LocalizedReport],
) -> None:
    """All delivery of the two villages falls in one year, nothing has a margin, nothing was
    awarded, there is no own money and no province.
    """
    text, summary = page_text(two_villages["nl"]), section_texts(two_villages["nl"])["summary"]
    assert "per jaar" not in summary and "streep:" not in summary
    assert (
        "Er is geen overschot" in text
        and "0 euro is overschot" not in text
        and "Overschot in dit model is geen bewijs" not in text
    )
    assert "eigen geld van gemeenten en provincies |" not in text
    assert "Per stroom en doel" in text and "Per provincie" not in text
    assert "niet te geven" not in text and "alleen niet toegekend geld" not in text
    # an invented case proves nothing about the world, nor the world about it
    assert "hebben gepubliceerd" not in text


def test_money_that_walls_hold_back_is_not_called_surplus_beside_the_cut() -> None:
    """Hilversum: own money alone pays for today's result, and the state's money lies behind the
    wall of years. It can be cut with the walls standing, and is no surplus for that.
    """
    report = localized(on.load_case("hilversum-2021"))
    text, section = page_text(report), section_texts(report)["break_even"]
    assert (
        "| 100%" in section
        and "overschot)" not in section
        and "niets met schotten te maken" not in section
    )
    assert "opgegeven marges" not in section  # on central values nothing follows from a margin
    # A rule in whole years: from 3 to 4 of a margin that ends at 10 is one seventh of it, wherever
    # the rounding on the way sits.
    assert "vanaf 3 → 4, op 14,3% van de marge (aan het eind, 3 → 10, extra: 0)" in text
    # Two euros of thirteen million are rounding, in words as in the chart.
    assert "2 euro" not in re.sub(r"\d2 euro", "", text)


def test_words_of_a_dutch_page_are_dutch(two_villages: dict[str, LocalizedReport]) -> None:
    text = page_text(two_villages["nl"])
    assert "least spending" not in text and "reaches V(c)" not in text
    words = {word.lower() for word in re.findall(r"\w+", text)}
    assert not words & {"at", "least", "the", "which", "without"}
    assert "kleinste besteding in i" in text


def test_two_streams_of_one_name_are_told_apart_by_their_code() -> None:
    case = on.load_case("two-villages")
    case = case.with_table("streams", case.streams.with_columns(name=pl.lit("Fonds")))
    text = page_text(localized(case))
    assert "Fonds (land)" in text and "Fonds (mobility)" in text


def test_an_area_that_gets_its_floor_stays_the_same(
    two_villages: dict[str, LocalizedReport],
) -> None:
    """What the optimum leaves open within a unit is told as the same, and nothing else is."""
    from ontschotting.report.sections.policy.conditions import area_row

    report = two_villages["nl"]
    row = {"area": "A", "floor": 39_897.1, "least": 39_897.2, "most": 39_897.3, "effect": "open"}
    assert area_row(report, row) == ("A", "39.897", "39.897", "blijft gelijk")
    assert area_row(report, row | {"most": 40_100.0})[3] == "niet zeker"
    assert area_row(report, row | {"effect": "gains"})[3] == "gaat erop vooruit"
