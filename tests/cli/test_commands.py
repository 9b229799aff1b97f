"""The answers at the terminal.

The keys of the contract, the same numbers as in Python, and clear refusals.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from tests.cli.terminal import run

KEYS: dict[str, tuple[list[str], set[str]]] = {
    "attribute": ([], {"freed", "parts"}),
    "shadow-prices": ([], {"budgets", "walls"}),
    "choose-walls": (["--k", "2"], {"k", "chosen", "value", "bound", "optimal", "ties", "curve"}),
    "explain": (["--region", "A"], {"sentences", "short", "streams", "free_euro"}),
    "free-share": ([], {"curve", "least_free_share", "least_free_share_90"}),
    "goals": ([], {"floors", "most", "frontier"}),
    "bounds": ([], {"case", "corners"}),
    "tornado": ([], {"case", "regime", "swings"}),
    "switching-values": ([], {"case", "frees", "noise", "reach", "flips"}),
    "fragmentation": ([], {"case"}),
    "year-rules": ([], {"value", "rules"}),
    "conditions": ([], {"terms", "areas", "break_evens", "price"}),
    "sweep": (["--draws", "4", "--workers", "1"], {"draws", "seed", "measures", "swings"}),
}


@pytest.mark.parametrize("command", KEYS)
def test_json_has_its_keys_and_stands_alone(command: str) -> None:
    arguments, keys = KEYS[command]
    result = run(command, "two-villages", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    assert set(json.loads(result.stdout)) >= keys


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", [name for name in KEYS if name != "sweep"])
def test_people_read_a_sentence_with_its_trace(command: str, lang: str) -> None:
    result = run(command, "two-villages", *KEYS[command][0], "--lang", lang)
    assert result.returncode == 0, result.stderr
    assert "Twee dorpen" in result.stdout or "Village A" in result.stdout


def test_a_sweep_takes_distributions_and_correlations_as_python_does(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    margins = {
        "amount_eur_low": pl.col("amount_eur") * 0.8,
        "amount_eur_high": pl.col("amount_eur"),
    }
    case = case.with_table("budgets", case.budgets.with_columns(**margins))
    case.write(tmp_path / "case")
    few = ["--draws", "3", "--workers", "1", "--no-tornado", "--json"]

    def typed(*options: str) -> dict[str, Any]:
        result = run("sweep", str(tmp_path / "case"), *few, *options)
        assert result.returncode == 0, result.stderr
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    def asked(**options: Any) -> dict[str, object]:
        found = on.sweep(case, draws=3, workers=1, tornado=False, **options).to_json()
        return {name: found[name] for name in ("measures", "draws_from")}

    for options, arguments in (
        (["--distributions", "uniform"], {"distributions": "uniform"}),
        (
            ["--distributions", "land=normal", "--distributions", "mobility: amount_eur=0.5,1"],
            {"distributions": {"land": "normal", "mobility: amount_eur": [0.5, 1.0]}},
        ),
        (["--correlation", "land,mobility=-0.5"], {"correlation": {("land", "mobility"): -0.5}}),
    ):
        assert typed(*options).items() >= asked(**arguments).items()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--distributions", "unifrm"], "Bedoel je 'uniform'"),
        (["--distributions", "uniform", "--distributions", "land=normal"], "staat dus alleen"),
        (["--distributions", "land=normal", "--distributions", "land=uniform"], "twee keer"),
        (["--correlation", "land=0.5"], "is niet twee namen en een getal"),
        (["--correlation", "land,mobility=half"], "is niet twee namen en een getal"),
    ],
)
def test_distributions_that_cannot_be_read_are_a_wrong_command_line(
    options: list[str], words: str
) -> None:
    result = run("sweep", "two-villages", "--draws", "2", *options)
    assert result.returncode == 2 and words in result.stderr, result.stderr


def test_the_terminal_says_what_python_says() -> None:
    case = on.load_case("two-villages")
    answers: dict[str, Any] = {
        name: json.loads(run(name, "two-villages", *KEYS[name][0], "--json").stdout)
        for name in ("attribute", "choose-walls", "shadow-prices")
    }
    assert answers["attribute"]["parts"] == on.attribute(case).frame.to_dicts()
    assert answers["choose-walls"]["chosen"] == on.choose_walls(case, k=2).chosen
    assert answers["shadow-prices"]["walls"] == on.shadow_prices(case).walls.to_dicts()


def test_one_input_at_a_time_as_json_and_for_people() -> None:
    swings = on.tornado(on.load_case("impulsen-2022-2023")).frame.to_dicts()
    assert json.loads(run("tornado", "impulsen-2022-2023", "--json").stdout)["swings"] == swings
    answer = run("tornado", "impulsen-2022-2023").stdout
    sentences, table, trace = answer.split("\n\n")
    assert "De rest staat dan op de middelste schatting." in " ".join(sentences.split())
    header, rule, *rows = table.splitlines()
    assert header.split() == ["laag", "midden", "hoog"]
    assert set(rule.strip()) == {"─"}
    assert len(rows) >= len(swings)  # a long name goes on below
    assert "kosten van grond" in table
    assert "certified optima" in " ".join(trace.split())
    assert max(map(len, answer.splitlines())) <= 80


def test_a_wall_has_the_name_that_readers_see_and_a_share_may_be_a_percentage() -> None:
    english = run("compare", "two-villages", "--lift", "purpose", "--free-share", "0.2", "--json")
    for walls, share in (("bestedingsdoel", "20%"), ("Bestedingsdoel", "0,2")):
        dutch = run("compare", "two-villages", "--lift", walls, "--free-share", share, "--json")
        assert json.loads(dutch.stdout)["freed"] == json.loads(english.stdout)["freed"]
    both = run("compare", "two-villages", "--lift", "bestedingsdoel, period", "--json")
    assert json.loads(both.stdout)["freed"] == pytest.approx(2000)
    wrong = run("compare", "two-villages", "--cut", "veel")
    assert wrong.returncode == 2 and "'veel' is geen getal" in wrong.stderr


def test_the_name_of_a_stream_is_told_from_its_code() -> None:
    wrong = run("compare", "two-villages", "--streams", "Land fund")
    assert wrong.returncode == 2
    assert "Dat is de naam van 'land'" in wrong.stderr


def test_nothing_is_said_of_targets_where_there_are_none() -> None:
    assert "niet te geven" not in run("compare", "two-villages").stdout


def test_the_usual_level_is_one_that_the_case_has() -> None:
    assert "Village A" in run("next-euro", "two-villages").stdout
    assert "Village A" in run("by-area", "two-villages").stdout


def test_targets_and_a_scheme_that_ends() -> None:
    without = run("target-gap", "two-villages", "--json")
    assert without.returncode != 0
    assert "geen afspraken" in without.stderr
    result = run(
        "cancellation",
        "two-villages-years",
        "--stream",
        "mobility",
        "--from-year",
        "2028",
        "--json",
    )
    assert set(json.loads(result.stdout)) >= {"planned", "known", "surprised", "lost", "lost_extra"}
    wrong = run("cancellation", "two-villages-years", "--stream", "mobilty", "--from-year", "2028")
    assert wrong.returncode == 2
    assert "mobility" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["attribute", "two-villages", "--over", "wals"], "walls of streams"),
        (["choose-walls", "two-villages", "--k", "0"], "geheel getal"),
        (["explain", "two-villages", "--region", "Nowhere"], "geen gebied"),
        (["conditions", "two-villages", "--guarantee", "provinse"], "geen niveau"),
        (["compare", "two-villages", "--lift", "block-grant"], "korting nodig"),
        (["compare", "two-villages", "--lift", "block-grant=2"], "van 0 tot 1"),
        (["compare", "two-villages", "--lift", "block-grant=tien"], "is geen getal"),
        (
            ["compare", "two-villages", "--lift", "block-grant=0.1", "--cut", "0.2"],
            "twee kortingen",
        ),
    ],
)
def test_wrong_questions_exit_with_two(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert message in result.stderr


def test_what_cannot_be_read_at_all_is_a_finding(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_text("no workbook")
    for path in (bad, tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        result = run("check", str(path), "--json")
        answer = json.loads(result.stdout)
        assert result.returncode == 1
        assert answer["ok"] is False
        assert answer["findings"][0]["severity"] == "error"
    assert run("check", str(tmp_path / "nowhere.xlsx"), "--json").returncode == 2


def test_areas_by_themselves_as_json_and_for_people() -> None:
    result = run("by-area", "two-villages-years", "--level", "region", "--json")
    areas = json.loads(result.stdout)["areas"]
    assert [(area["area"], round(area["freed"]), area["inhabitants"]) for area in areas] == [
        ("a", 1000, None),
        ("b", 1000, None),
    ]
    assert (
        "Village A"
        in run("by-area", "two-villages-years", "--level", "region", "--lang", "en").stdout
    )
    assert (
        json.loads(
            run(
                "by-area",
                "two-villages-years",
                "--level",
                "region",
                "--lift",
                "assurance",
                "--json",
            ).stdout
        )["areas"][0]["freed"]
        == 0
    )
    refused = run("by-area", "two-villages-years", "--level", "regio")
    assert refused.returncode == 2
    assert "Bedoel je 'region'?" in refused.stderr


def test_the_next_euro_as_json_and_for_people() -> None:
    answer = json.loads(run("next-euro", "two-villages", "--level", "region", "--json").stdout)
    assert answer["areas"] == [{"area": "A", "name": "Village A", "best": "mobility"}]
    assert {price["purpose"]: price["value_per_eur"] for price in answer["prices"]}[
        "mobility"
    ] == pytest.approx(1e-4)
    assert "mobiliteit" in run("next-euro", "two-villages", "--level", "region").stdout


def test_a_back_test_reads_what_lies_beside_the_case_or_is_named(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    case.write(tmp_path / "case")
    year = case.plans["first_year"][0]
    observed = f"level,area,year,observed_units\nregion,A,{year},1500\n"
    assert run("back-test", str(tmp_path / "case")).returncode == 2
    (tmp_path / "seen.csv").write_text(observed)
    named = json.loads(
        run(
            "back-test",
            str(tmp_path / "case"),
            "--completions",
            str(tmp_path / "seen.csv"),
            "--json",
        ).stdout
    )
    assert named["units"][0]["observed_units"] == 1500
    assert named["units"][0]["most_units"] == pytest.approx(2000)
    (tmp_path / "case" / "observed_completions.csv").write_text(observed)
    assert json.loads(run("back-test", str(tmp_path / "case"), "--json").stdout) == named
    assert "1.500" in run("back-test", str(tmp_path / "case")).stdout
    (tmp_path / "seen.csv").write_text("")
    empty = run("back-test", str(tmp_path / "case"), "--completions", str(tmp_path / "seen.csv"))
    assert (empty.returncode, "Traceback" in empty.stderr) == (2, False)


def test_target_gap_says_which_pot_the_extra_money_goes_to(tmp_path: Path) -> None:
    """3,000 homes need 10,000 of each: land has 60, mobility 20 million and lacks 10."""
    target = pl.DataFrame([{"level": "national", "outcome": "homes", "units": 3000}])
    case = on.load_case("two-villages").with_table("targets", target)
    path = case.write(tmp_path / "case")
    said = run("target-gap", str(path), "--lang", "en").stdout
    name = case.streams.filter(stream="mobility")["name_en"].item()
    assert "where the extra money goes (one cheapest way)" in said
    line = next(line for line in said.splitlines() if f"within the walls, {name}" in line)
    assert line.rstrip().endswith("10 million euros")
    assert "waar het extra geld heen gaat" in run("target-gap", str(path)).stdout
