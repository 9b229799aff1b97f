"""Names of a case for readers, in two languages: streams, purposes, the title."""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import player_label, purpose_name, purpose_names
from ontschotting.charts.save import alt_text


@pytest.fixture
def named() -> on.Case:
    """Two villages, in which mobility money may pay for roads only."""
    case = on.load_case("two-villages")
    case = case.set("streams", "land", name="Grondpot", name_en="Land pot", short_name="Grond!")
    purposes = pl.DataFrame(
        {"purpose": ["land"], "name": ["bouwrijpe grond"], "name_en": ["serviced land"]}
    )
    return case.add_rows("purposes", purposes).add_rows(
        "case", pl.DataFrame({"key": ["title_en"], "value": ["Two English villages"]})
    )


def test_names_in_two_languages(named: on.Case) -> None:
    assert stream_names(named)["land"] == "Grondpot"
    assert stream_names(named, "en")["land"] == "Land pot"
    assert stream_names(named, "en", short=True)["land"] == "Grond!"
    assert stream_names(named, "en", short=True)["mobility"] == "Mobility fund"
    assert player_label(named, "land → land", "en") == "Land pot → serviced land"
    assert player_label(named, "land → mobility", "nl") == "Grondpot → mobiliteit"
    assert (purpose_name(named, "mobility", "nl"), purpose_name(named, "land", "nl")) == (
        "mobiliteit",
        "bouwrijpe grond",
    )


def test_names_that_two_have_are_told_apart(named: on.Case) -> None:
    both = named.add_rows(
        "purposes", pl.DataFrame({"purpose": ["mobility"], "name": ["bouwrijpe grond"]})
    )
    assert purpose_names(both, "nl") == {
        "land": "bouwrijpe grond (land)",
        "mobility": "bouwrijpe grond (mobility)",
    }
    short = named.set("streams", "mobility", short_name="Grond!")
    assert stream_names(short, short=True) == {"land": "Grondpot", "mobility": "Mobility fund"}


def test_a_case_without_names_reads_as_before() -> None:
    case = on.load_case("two-villages")
    assert purpose_names(case, "nl") == {} and case.title_in("en") == case.title
    assert stream_names(case, "en", short=True) == stream_names(case)


def test_readers_see_the_names(named: on.Case) -> None:
    assert "Two English villages" in drawn(on.allocate(named), "en")
    for result in (on.allocate(named), on.shadow_prices(named)):
        assert "bouwrijpe grond" in drawn(result, "nl")
        assert "serviced land" in drawn(result, "en")
        assert "Grond!" in drawn(result, "nl")
    explained = " ".join(on.explain(named, "A").sentences("en"))
    assert "Land pot" in explained and "Grondpot" not in explained
    poor_in_land = named.set("budgets", "land", "region", "A", 2026, amount_eur=5e6)
    assert "bouwrijpe grond" in " ".join(on.explain(poor_in_land, "A").sentences("nl"))


def drawn(result: on.Allocation | on.ShadowPrices, lang: str) -> str:
    ax = result.plot(lang=lang)
    words = [*ax.figure.texts, *ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
    texts = [alt_text(ax.figure), *(text.get_text() for text in words)]
    return " ".join(" ".join(texts).split())
