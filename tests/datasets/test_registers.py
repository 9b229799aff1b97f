"""The registers beside the case.

No rule without the words that state it, no programme without its page, no contradiction without its
rule, and every total added up.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.case.tables.schema import TABLES
from tests.datasets.builder import build

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
BUILT, RAW = DATASETS / "nederland", DATASETS / "raw"
REGISTERS = (
    "register",
    "register_rules",
    "register_amounts",
    "rule_patterns",
    "programmes",
    "published_totals",
    "contradictions",
    "reconciliation",
    "assumptions",
    "account_gaps",
    "specific_grants",
    "advances_per_grant",
    "unspent_reasons",
    "municipal_results_2023",
)

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def built() -> dict[str, Rows]:
    return {path.stem: rows(path) for path in BUILT.glob("*.csv")}


@pytest.fixture(scope="module")
def collected() -> dict[str, dict[str, str]]:
    return {
        row["stream_id"]: row
        for name in ("streams/streams", "budgets/new_streams")
        for row in rows(RAW / f"{name}.csv")
    }


def test_the_registers_are_no_part_of_the_case(tmp_path: Path) -> None:
    bare = tmp_path / "nederland"
    bare.mkdir()
    for path in BUILT.glob("*.csv"):
        if path.stem not in REGISTERS:
            shutil.copy(path, bare)
    assert {path.stem for path in bare.glob("*.csv")} <= set(TABLES)
    assert on.read_case(bare).fingerprint == on.load_case("nederland").fingerprint


def test_every_rule_is_stated_word_for_word(
    built: dict[str, Rows], collected: dict[str, dict[str, str]]
) -> None:
    stated = 0
    for rule in built["register_rules"]:
        place, words = rule["stated_in"], rule["words"]
        assert words and rule["source"].startswith("http"), rule
        if place in next(iter(collected.values())):
            texts = [collected[rule["stream"]][place]]
            named = " ".join(
                " ".join(row.values())
                for row in collected.values()
                if row["stream_id"].split("_")[0] == rule["stream"].split("_")[0]
            )
            assert rule["source"].removeprefix("https://") in named, rule
        elif place.startswith("stream_updates."):
            found = [
                row
                for row in rows(RAW / "budgets/stream_updates.csv")
                if row["stream_id"] == rule["stream"]
            ]
            texts = [
                row[place.split(".")[1]] for row in found if row["source_url"] == rule["source"]
            ]
        elif place == "time_profile.source_note":
            grant = {
                "wbi": "woningbouwimpuls",
                "wokt": "wokt",
                "gebiedsbudget": "gebiedsbudget",
                "regiodeals": "regiodeal",
            }[rule["stream"].split("_")[0]]
            texts = [
                row["source_note"]
                for row in rows(RAW / "allocations/time_profile.csv")
                if (row["stream_id"], row["source_url"]) == (grant, rule["source"])
            ]
        else:
            assert place == "page" and rule["source"] not in {
                row["source_url"] for row in collected.values()
            }, rule
            continue
        assert any(words in text for text in texts), rule
        stated += 1
    assert stated > 250


def test_a_rule_stands_once_and_names_columns_of_the_format(
    built: dict[str, Rows], collected: dict[str, dict[str, str]]
) -> None:
    keys = [(rule["stream"], rule["pattern"]) for rule in built["register_rules"]]
    assert len(set(keys)) == len(keys)
    for rule in built["register_rules"]:
        assert rule["stream"] in collected
        if rule["format_column"]:
            table, column = rule["format_column"].split(".")
            assert column in TABLES[table].by_name, rule
            assert rule["format_value"], rule
        else:
            assert rule["in_case"] in ("", "not applied"), rule


def test_what_the_register_calls_applied_is_in_the_case_and_the_case_has_no_other_rule(
    built: dict[str, Rows],
) -> None:
    register = {row["stream"]: row for row in built["register"]}
    streams = {row["stream"]: row for row in built["streams"]}
    earmarks = defaultdict(set)
    for row in built["earmarks"]:
        earmarks[row["stream"]].add(row["purpose"])
    shares = {}
    for rule in built["register_rules"]:
        inside = register[rule["stream"]]["in_case"] == "in"
        assert bool(rule["in_case"]) == inside, rule
        if not inside:
            continue
        mine = streams[register[rule["stream"]]["case_stream"]]
        table, _, column = rule["format_column"].partition(".")
        if column == "cofinancing_share":
            assert rule["in_case"] == "applied"
            shares[mine["stream"]] = float(rule["format_value"])
        elif column == "purpose":
            assert earmarks[mine["stream"]] == {rule["format_value"]}, rule
        elif rule["in_case"] == "not applied" and table == "streams":
            assert not mine.get(column), rule
        elif column == "excludes":
            assert rule["in_case"] == "not applied" and "exclusions" not in built
    assert shares == {
        name: float(row["cofinancing_share"])
        for name, row in streams.items()
        if row["cofinancing_share"]
    }
    held = {
        column for column in streams["wbi_t1"] if any(row[column] for row in streams.values())
    } & set(TABLES["streams"].by_name)
    assert held - {
        "stream",
        "name",
        "name_en",
        "short_name",
        "ministry",
        "programme",
        "instrument",
        "source",
        "status",
        "note",
    } == {
        "counts_as_cofinancing",
        "cofinancing_share",
        "prefinance_years",
    }


def test_the_patterns_are_those_of_the_collection_and_their_counts_those_of_the_rules(
    built: dict[str, Rows],
) -> None:
    listed = dict(
        re.findall(
            r"^\| (\d+) \| (.*?) \| .*? \|$",
            (RAW / "streams/SOURCES.md").read_text(encoding="utf-8"),
            re.M,
        )
    )
    assert {row["pattern"]: row["name"] for row in built["rule_patterns"]} == listed
    assert len(listed) == 32
    for row in built["rule_patterns"]:
        having = {
            rule["stream"] for rule in built["register_rules"] if rule["pattern"] == row["pattern"]
        }
        inside = {one["stream"] for one in built["register"] if one["in_case"] == "in"} & having
        assert (int(row["streams"]), int(row["streams_in_case"])) == (len(having), len(inside)), row
        assert row["expressed"] in ("expressed", "approximated", "not expressed") and row[
            "matters"
        ] in ("much", "some", "little")
        assert (
            row["favours"] in ("today", "lifted", "unclear", "neither")
            and row["why"]
            and row["how"]
            and row["in_nederland"]
        )
        if row["favours"] == "neither":
            assert not inside, row  # it can only favour neither where no stream of the case has it


def test_corrections_are_applied_by_their_confidence(
    built: dict[str, Rows], collected: dict[str, dict[str, str]]
) -> None:
    register = {row["stream"]: row for row in built["register"]}
    columns = {
        "total_budget_eur": "published_total_eur",
        "instrument": "instrument",
        "budget_note": "budget_note",
    }
    told = 0
    for one in rows(RAW / "budgets/stream_updates.csv"):
        mine = register[one["stream_id"]]
        assert one["field"] in mine["corrections"] and one["source_url"] in mine["corrections"]
        told += 1
        if one["field"] in columns:
            cell = mine[columns[one["field"]]]
            assert (one["proposed_value"] in cell) == (one["confidence"] in ("high", "medium")), one
    assert told == 11
    changed = {row["stream_id"] for row in rows(RAW / "budgets/stream_updates.csv")}
    for name, row in register.items():
        if name not in changed:
            assert (
                row["published_total_eur"] == collected[name]["total_budget_eur"]
                and row["instrument"] == collected[name]["instrument"]
            )


def test_no_law_or_code_without_where_it_was_seen(
    built: dict[str, Rows], collected: dict[str, dict[str, str]]
) -> None:
    register = {row["stream"]: row for row in built["register"]}
    notes = " ".join(
        path.read_text(encoding="utf-8")
        for path in (*RAW.glob("*/SOURCES.md"), RAW / "budgets/stream_updates.csv")
    )
    for law in rows(RAW / "law.csv"):
        assert register[law["stream_id"]]["legal_basis"] == law["legal_basis"]
        number = re.search(r"(?:Stcrt|Stb)\. (\d{4}, \d+)|BWBR\d+", law["legal_basis"])
        if law["seen_in"] == "looked up":
            assert law["law_source"].startswith("https://"), law
        elif number:
            seen = " ".join(collected[law["stream_id"]].values()) + notes
            year_and_page = (number[1] or "").replace(", ", "-")
            assert (number[1] or number[0]) in seen or f"stcrt-{year_and_page}" in seen, law
        assert bool(law["sisa"]) == bool(law["sisa_source"])
    assert {row["sisa"] for row in register.values()} == {"", "yes, code not seen", "C9", "C94"}


def test_where_the_case_uses_another_total_the_register_says_why(built: dict[str, Rows]) -> None:
    differ = [
        row
        for row in built["register"]
        if row["total_used_eur"] and row["total_used_eur"] != row["published_total_eur"]
    ]
    assert {row["stream"] for row in differ} == {
        "wbi_t1",
        "wbi_t3",
        "wbi_t4",
        "mf_25mld_2025",
        "wmre",
        "groeiopgave_almere",
    }
    assert all(row["total_used_note"] for row in differ)
    assert all(row["contradictions"] for row in differ if row["stream"].startswith("wbi"))


def test_every_programme_has_a_page_and_its_streams(built: dict[str, Rows]) -> None:
    programmes = {row["programme"]: row for row in built["programmes"]}
    assert set(programmes) == {row["programme_id"] for row in rows(RAW / "streams/programmes.csv")}
    members: dict[str, set[str]] = {name: set() for name in programmes}
    for row in built["register"]:
        for name in filter(None, row["programmes"].split("|")):
            members[name].add(row["stream"])
    inside = {row["stream"] for row in built["register"] if row["in_case"] == "in"}
    for name, row in programmes.items():
        assert row["source"].startswith("http") and row["note"] and row["confidence"]
        assert set(row["stream_names"].split()) == members[name]
        assert (int(row["streams"]), int(row["streams_in_case"])) == (
            len(members[name]),
            len(members[name] & inside),
        )
    page = (ROOT / "docs/programmes.md").read_text(encoding="utf-8")
    assert f"**{len(programmes)} programmes" in page and "does not list them" in page


def test_every_published_total_adds_up(built: dict[str, Rows]) -> None:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    totals: dict[tuple[str, str], str] = {}
    for row in rows(RAW / "allocations/allocations.csv") + rows(
        RAW / "budgets/allocations_more.csv"
    ):
        key = (row["stream_id"], row["tranche"])
        if row["row_scope"] == "national_total":
            totals[key] = row["amount_eur"]
        elif row["row_scope"] in ("municipality", "region", "province"):
            sums[key] += float(row["amount_eur"] or 0) / (
                2 if row["amount_basis"] == "rijk_plus_region" else 1
            )
    sums["wokt", "2022-1"] += 300e6  # the subtotal of Zuid-Holland, whose rows are not published
    # the tram and the Oude Lijn lie inside Zuidwest
    sums["mobiliteitspakket_woningbouw", "2022"] -= 575e6 / 2 + 1_500e6 / 2
    sums["flexpool", "2023"] -= 1.2e6  # the Caribbean part stands beside the total
    sums["woningbouwimpuls", "1-3"] = sum(sums["woningbouwimpuls", part] for part in "123")
    sums["wokt", "2022-1+2"] = sums["wokt", "2022-1"] + sums["wokt", "2022-2"]
    found = {(row["stream"], row["tranche"]): row for row in built["published_totals"]}
    assert set(sums) | set(totals) <= set(found)
    for key, row in found.items():
        assert float(row["listed_eur"]) == pytest.approx(sums.get(key, 0.0), abs=0.01), key
        if totals.get(key):
            assert float(row["published_total_eur"]) == float(totals[key])
            assert float(row["listed_eur"]) + float(row["without_name_eur"]) == pytest.approx(
                float(totals[key]), abs=0.01
            )
            assert float(row["without_name_eur"]) >= 0 or "more" in row["note"], key
        assert row["source"].startswith("http")
    assert {key for key, row in found.items() if row["note"] == "complete"} == {
        ("regiodeal", "4"),
        ("regiodeal", "6"),
    }
    rounds = {
        tranche: float(found["woningbouwimpuls", tranche]["published_total_eur"])
        for tranche in ("1", "2", "3", "1-3")
    }
    assert rounds["1"] + rounds["2"] + rounds["3"] == rounds["1-3"]
    homes = {
        tranche: int(found["woningbouwimpuls", tranche]["published_homes"])
        for tranche in ("1", "2", "3", "1-3")
    }
    assert homes["1"] + homes["2"] + homes["3"] == homes["1-3"]


def test_every_contradiction_has_its_rule_and_the_case_has_the_value_it_says(
    built: dict[str, Rows], collected: dict[str, dict[str, str]]
) -> None:
    statements = {
        f"{row['rule']}: {row['statement']}" for row in rows(RAW / "resolution_rules.csv")
    }
    found = {row["id"]: row for row in built["contradictions"]}
    assert {row["rule"] for row in found.values()} == statements
    for row in found.values():
        assert row["value_a"] and row["source_a"] and row["value_b"] and row["source_b"], row
        assert set(row["streams"].split()) <= set(collected) and row["enters_case"] in ("yes", "no")
        assert not (row["used"] and row["enters_case"] == "no"), row
    used = {
        name: float(row["used"])
        for name, row in found.items()
        if row["used"].replace(".", "").isdigit()
    }
    totals = {row["stream"]: float(row["published_total_eur"]) for row in built["reconciliation"]}
    for name, stream in {
        "C01": "wbi_t1",
        "C02": "wbi_t2",
        "C03": "wbi_t3",
        "C04": "wbi_t4",
        "C06": "wbi_t5",
        "C07": "wbi_t6",
        "C12": "realisatiestimulans",
        "C16": "wokt_2022",
    }.items():
        assert used[name] == totals[stream], name
    assert used["C05"] == totals["wbi_t1"] + totals["wbi_t2"] + totals["wbi_t3"]
    assert used["C13"] - 22_200_000 == totals["wmre"]
    streams = {row["stream"]: row for row in built["streams"]}
    assert (
        used["C18"] == float(streams["gebiedsbudget_475"]["cofinancing_share"])
        and not streams["gebiedsbudget_877"]["cofinancing_share"]
    )
    assert found["C19"]["used"] == streams["mf_25mld_2025"]["instrument"]
    hague = sum(
        float(row["amount_eur"])
        for row in built["budgets"]
        if (row["stream"], row["area"]) == ("wbi_t1", "GM0518")
    )
    assert used["C38"] == pytest.approx(
        hague
        * totals["wbi_t1"]
        / sum(float(row["amount_eur"]) for row in built["budgets"] if row["stream"] == "wbi_t1"),
        abs=1,
    )
    drenthe = next(float(row["units"]) for row in built["targets"] if row["area"] == "Drenthe")
    assert used["C45"] == pytest.approx(drenthe * 9, abs=0.5)


def test_nothing_beside_the_case_lacks_its_source(built: dict[str, Rows]) -> None:
    for name in (
        "register",
        "register_rules",
        "programmes",
        "published_totals",
        "reconciliation",
        "assumptions",
    ):
        assert all(row["source"] for row in built[name]), name


def test_writing_the_pages_again_gives_the_same_bytes(tmp_path: Path) -> None:
    build("docs.builders.register_pages", tmp_path)
    for page in ("rule-patterns", "programmes", "contradictions"):
        assert (tmp_path / f"{page}.md").read_bytes() == (ROOT / "docs" / f"{page}.md").read_bytes()
