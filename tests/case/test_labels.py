"""Names of a case for readers, in two languages: streams, purposes, the title."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import outcome_label, player_label, purpose_name, purpose_names
from ontschotting.charts.save import alt_text
from ontschotting.words.labels import unit_words


@pytest.fixture
def named() -> on.Case:
    """Two villages, in which mobility money may pay for roads only."""
    case = on.load_case("two-villages")
    case = case.set("streams", "land", name="Grondpot", name_en="Land pot", short_name="Grond!")
    purposes = pl.DataFrame(
        {"purpose": ["land"], "name": ["bouwrijpe grond"], "name_en": ["serviced land"]}
    )
    return case.add_rows("purposes", purposes).set("case", "title_en", value="Two English villages")


def test_names_in_two_languages(named: on.Case) -> None:
    assert stream_names(named)["land"] == "Grondpot"
    assert stream_names(named, "en")["land"] == "Land pot"
    assert stream_names(named, "en", short=True)["land"] == "Land pot"  # the short name is Dutch
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
    assert stream_names(short, short=True) == {"land": "Grondpot", "mobility": "Mobiliteitsfonds"}


def test_a_case_without_names_reads_as_before() -> None:
    case = on.load_case("two-villages")
    bare = case.with_tables(
        case=case.tables["case"].filter(pl.col("key") != "title_en"),
        streams=case.streams.drop("name_en"),
    )
    assert purpose_names(bare, "nl") == {} and bare.title_in("en") == bare.title
    assert stream_names(bare, "en", short=True) == stream_names(bare)


BUNDLED = sorted(path.parent for path in Path("datasets").glob("*/case.csv"))


@pytest.mark.parametrize("folder", BUNDLED, ids=lambda folder: folder.name)
def test_a_bundled_case_has_its_words_in_both_languages(folder: Path) -> None:
    def rows(table: str) -> list[dict[str, str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    settings = {row["key"]: row["value"] for row in rows("case")}
    assert settings["title_en"] != settings["title"]
    assert all(row["name"] and row["name_en"] for row in rows("streams"))
    for table in ("purposes", "outcomes", "plans"):
        if (folder / f"{table}.csv").exists():
            assert all(row.get("name_en") for row in rows(table) if row.get("name")), table
    if (folder / "targets.csv").exists():
        national = [row for row in rows("targets") if row["level"] == "national"]
        assert all(row["note_en"] for row in national if row.get("note"))


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


def test_the_english_short_name_is_the_english_name_without_brackets(named: on.Case) -> None:
    rounds = named.set("streams", "land", name_en="Land pot (Grondpot), round 1 (2020)")
    assert stream_names(rounds, "en", short=True)["land"] == "Land pot, round 1"
    twins = named.set("streams", "land", name_en="Pot (old)").set(
        "streams", "mobility", name_en="Pot (new)"
    )
    assert list(stream_names(twins, "en", short=True).values()) == ["Pot (old)", "Pot (new)"]
    untranslated = named.set("streams", "land", name_en=None)
    assert stream_names(untranslated, "en", short=True)["land"] == "Grond!"


def test_homes_are_homes_whatever_a_workbook_calls_them() -> None:
    case = on.load_case("two-villages")
    dutch = case.with_table("plans", case.plans.with_columns(outcome=pl.lit("woningen")))
    for lang in ("nl", "en"):
        assert outcome_label(dutch, lang) == outcome_label(case, lang)
        assert unit_words(["woning"], lang) == unit_words(["homes"], lang)


def test_an_only_outcome_has_the_name_and_unit_of_the_case() -> None:
    case = on.load_case("waterdunen")
    assert outcome_label(case, "nl") == "ha natuur en recreatie"
    assert outcome_label(case, "en") == "ha nature and recreation"
    assert outcome_label(on.load_case("zwolle-spoorzone"), "en") == "homes"
