"""The register as a picture: every count and sum made a second time, from the files beside it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from tests.cli.terminal import run

ROOT = Path(__file__).parents[3]
BUILT, RAW = ROOT / "datasets" / "nederland", ROOT / "datasets" / "raw"

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def register() -> on.StreamRegister:
    return on.stream_register(on.load_case("nederland"))


@pytest.fixture(scope="module")
def judged() -> dict[str, str]:
    """Why each row is in or out, of the judgements themselves."""
    return {row["stream_id"]: row["reason_code"] for row in rows(RAW / "decisions.csv")}


@pytest.fixture(scope="module")
def streams(judged: dict[str, str]) -> Rows:
    """The two collections as they were collected, without totals and plans."""
    collected = rows(RAW / "streams/streams.csv") + rows(RAW / "budgets/new_streams.csv")
    return [row for row in collected if judged[row["stream_id"]] not in ("container", "plan")]


def test_every_row_is_there_and_totals_are_no_streams(
    register: on.StreamRegister, judged: dict[str, str], streams: Rows
) -> None:
    assert register.rows.height == len(judged) == 110
    assert set(register.streams["stream"]) == {row["stream_id"] for row in streams}
    left_out = set(register.rows["stream"]) - set(register.streams["stream"])
    assert {"mobiliteitsfonds_totaal", "vhf_lijn", "coalitie2026_infra"} < left_out
    assert len(left_out) == 13


def test_streams_and_cofinancing_are_counted_at_every_purpose(
    register: on.StreamRegister, streams: Rows
) -> None:
    asking = {row["stream"] for row in rows(BUILT / "register_rules.csv") if row["pattern"] == "6"}
    at: dict[str, set[str]] = defaultdict(set)
    only: dict[str, set[str]] = defaultdict(set)
    for row in streams:
        purposes = row["purposes"].split(";")
        for purpose in purposes:
            at[purpose].add(row["stream_id"])
            if len(purposes) == 1:
                only[purpose].add(row["stream_id"])
    assert set(register.purposes["purpose"]) == set(at) and len(at) == 14
    for row in register.purposes.iter_rows(named=True):
        mine = at[row["purpose"]]
        assert row["streams"] == len(mine)
        assert row["only_streams"] == len(only[row["purpose"]])
        assert row["ask_cofinancing"] == len(mine & asking)
    assert register.purposes["streams"].is_sorted(descending=True)


def test_rounds_of_one_scheme_are_counted_once(register: on.StreamRegister) -> None:
    """By hand: the eight rounds of the Woningbouwimpuls and the two area budgets."""
    schemes = dict(register.rows.select("stream", "scheme").iter_rows())
    assert {name for name, scheme in schemes.items() if scheme == "wbi"} == {
        f"wbi_t{round_}" for round_ in range(1, 9)
    }
    assert schemes["gebiedsbudget_475"] != schemes["gebiedsbudget_877"]  # two sums, two decisions
    assert schemes["spuk_bodem_2024_2030"] == "spuk_bodem"
    assert schemes["fiets_2018_routes"] == "fiets_2018_routes"
    assert register.streams["scheme"].n_unique() == 69


def test_totals_that_may_be_added_are_those_of_the_collection(
    register: on.StreamRegister, judged: dict[str, str], streams: Rows
) -> None:
    """A second way: the collected totals with the corrections that were applied, by hand."""
    barred = {row["stream_id"] for row in rows(RAW / "not_added.csv")} - {"kansrijke_wijk_2025"}
    totals = {
        row["stream_id"]: float(row["total_budget_eur"])
        for row in streams
        if row["total_budget_eur"]
        and row["stream_id"] not in barred
        and judged[row["stream_id"]] != "loan"
    }
    corrected = {
        row["stream_id"]: float(row["proposed_value"])
        for row in rows(RAW / "budgets/stream_updates.csv")
        if row["field"] == "total_budget_eur" and row["confidence"] in ("high", "medium")
    }
    totals |= {name: euros for name, euros in corrected.items() if name in totals}
    mine = dict(register.streams.drop_nulls("total_eur").select("stream", "total_eur").iter_rows())
    assert mine == totals
    assert sum(mine.values()) == pytest.approx(35.52e9, rel=1e-3)
    assert not {"gemeentefonds", "transitiefonds_lg", "grondfaciliteit"} & set(mine)
    whole = register.purposes["only_eur"].sum() + sum(
        euros
        for name, euros in mine.items()
        if ";" in next(row["purposes"] for row in streams if row["stream_id"] == name)
    )
    assert whole == pytest.approx(sum(mine.values()))


def test_of_each_stream_and_year_one_amount_counts() -> None:
    counted = [
        row
        for row in rows(BUILT / "register_amounts.csv")
        if row["counts"] == "yes" and row["year"]
    ]
    assert len({(row["stream"], row["year"]) for row in counted}) == len(counted)
    by_key = {(row["stream"], row["year"]): row for row in counted}
    assert by_key["bdu_verkeer", "2017"]["amount_eur"] == "930277000"  # paid, not the budget
    assert by_key["wbi_t5", "2023"]["amount_eur"] == "117600000"  # awarded, not the ceiling
    assert by_key["cdoke", "2023"]["amount_eur"] == "347000000"  # the first collection
    for row in rows(BUILT / "register_amounts.csv"):
        assert row["source"].startswith("http") and row["status"] == "published", row
        assert bool(row["why_not"]) == bool(row["why_not_nl"]) == (row["counts"] == "no"), row


def test_years_add_up_to_what_counts(register: on.StreamRegister) -> None:
    expected: dict[int, float] = defaultdict(float)
    for row in rows(BUILT / "register_amounts.csv"):
        if row["counts"] == "yes" and row["year"]:
            expected[int(row["year"])] += float(row["amount_eur"])
    sums = register.years.group_by("year").agg(pl.col("eur").sum())
    assert dict(sums.iter_rows()) == pytest.approx(dict(expected))
    assert expected[2024] == pytest.approx(4_155_772_000)


def test_ends_and_rules_are_counted_over_streams_only(
    register: on.StreamRegister, streams: Rows
) -> None:
    assert register.ends["streams"].sum() == len(streams) == 97
    stated = {
        (row["stream"], int(row["pattern"]))
        for row in rows(BUILT / "register_rules.csv")
        if row["stream"] in {stream["stream_id"] for stream in streams}
    }
    mobility = {
        row["stream_id"]
        for row in streams
        if "mobility_infrastructure" in row["purposes"].split(";")
    }
    for row in register.rules.filter(purpose="mobility_infrastructure").iter_rows(named=True):
        assert row["streams"] == sum((name, row["pattern"]) in stated for name in mobility)


def test_it_speaks_both_languages_with_its_reservation(register: on.StreamRegister) -> None:
    for lang, words in (("nl", "niet al het publieke geld"), ("en", "not the whole of public")):
        texts = register.sentences(lang)
        assert "110" in texts[0] and "97" in texts[0] and words in texts[-1]
    answer = json.loads(json.dumps(register.to_json()))
    assert len(answer["rows"]) == 110 and len(answer["purposes"]) == 14


@pytest.mark.parametrize(("lang", "land"), [("nl", "grondexploitatie"), ("en", "land development")])
def test_the_terminal_says_what_the_register_says(
    lang: str, land: str, register: on.StreamRegister
) -> None:
    answer = run("stream-register", "--lang", lang)
    assert answer.returncode == 0, answer.stderr
    said = " ".join(answer.stdout.split())
    assert " ".join(register.sentences(lang)) in said
    first = register.purposes.row(0, named=True)
    counts = [first[name] for name in ("streams", "schemes", "ask_cofinancing")]
    apart = "." if lang == "nl" else ","
    euros = [
        f"{round(first[name] / 1e6):,}".replace(",", apart) for name in ("only_eur", "shared_eur")
    ]
    assert " ".join([land, *map(str, counts), *euros]) in said


def test_its_json_is_the_whole_register(register: on.StreamRegister) -> None:
    answer = run("stream-register", "nederland", "--json")
    assert json.loads(answer.stdout) == json.loads(json.dumps(register.to_json()))


def test_a_case_without_a_register_is_refused() -> None:
    with pytest.raises(on.QuestionError, match=r"no register\.csv, .* lies beside the case"):
        on.stream_register(on.load_case("two-villages"))
    refused = run("stream-register", "two-villages")
    assert refused.returncode == 2 and "geen register.csv" in refused.stderr
