"""Refreshing from the open data of CBS, through the client's own transport, against made-up answers
served on this machine.
"""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbsodata
import polars as pl
import pytest

import ontschotting as on
from tests.loaders.cbs_answers import made_up, served

ROOT = Path(__file__).parents[2]


@pytest.fixture
def answers(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[dict[str, dict[str, Any]], list[str]]]:
    tables = made_up()
    with served(tables) as (address, asked):
        monkeypatch.setattr(cbsodata.cbsodata3, "CBSOPENDATA", address)
        monkeypatch.setattr(cbsodata.options, "use_https", False)
        monkeypatch.setattr(cbsodata.options, "requests", {"proxies": {}})
        yield tables, asked


def test_figures_come_with_their_table_vintage_day_and_source(
    answers: tuple[dict[str, dict[str, Any]], list[str]],
) -> None:
    found = on.refresh(since=2023)
    assert found.frame.columns == [
        "region",
        "name",
        "measure",
        "year",
        "value",
        "cbs_status",
        "table",
        "table_modified",
        "retrieved",
        "source",
        "status",
    ]
    # the municipality that did not exist in 2023 is no zero
    assert found.frame.height == 3 * (2 + 3 + 3)
    row = found.frame.filter(
        pl.col("measure") == "completions", pl.col("region") == "GM0014", pl.col("year") == 2025
    ).row(0, named=True)
    assert (
        row["name"],
        row["value"],
        row["cbs_status"],
        row["table"],
        row["table_modified"],
        row["status"],
    ) == ("Groningen", 7, "Voorlopig", "86098NED", "2026-05-01T02:00:00", "published")
    assert re.fullmatch(
        r"CBS, StatLine 86098NED: Levensloop van woningen \(VERZONNEN\), newly built .*; retrieved"
        r" \d{4}-\d\d-\d\d \(CC BY 4\.0\)",
        row["source"],
    )
    assert len(found.attribution) == 3
    wide = found.municipalities()
    assert wide.filter(region="GM0034").select(
        "inhabitants", "homes", "completions", "homes_year"
    ).row(0) == (2002, 802, 12, 2025)
    beside = found.beside_bundled().filter(measure="homes")
    bundled = on.municipalities().filter(region="GM0014")["homes"].item()
    assert beside.filter(region="GM0014").select("bundled", "refreshed", "difference").row(0) == (
        bundled,
        402,
        402 - bundled,
    )
    # another division is seen
    assert (
        beside.filter(region="GM9999")["bundled"].item() is None
        and beside["refreshed"].null_count() == 340
    )


def test_only_year_figures_of_the_totals_are_asked_for(
    answers: tuple[dict[str, dict[str, Any]], list[str]],
) -> None:
    found = on.refresh("inhabitants", since=2024)
    assert found.frame["year"].unique().sort().to_list() == [2024, 2025]
    assert answers[1] == [
        "Geslacht eq 'T001038' and Leeftijd eq '10000' and BurgerlijkeStaat eq 'T001019' and"
        " (startswith(RegioS,'GM') or startswith(RegioS,'NL')) and Perioden ge '2024' and"
        " substringof('JJ',Perioden)"
    ]


def test_figures_as_texts_are_read_as_well(
    answers: tuple[dict[str, dict[str, Any]], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client gives one or the other, by version."""
    typed = on.refresh(since=2023).frame
    real = cbsodata.download_data
    seen = []

    def turned(*given: Any, **options: Any) -> Any:
        found = real(*given, **{**options, "typed": not options["typed"]})
        seen.append({"TypedDataSet", "UntypedDataSet"} & set(found))
        return found

    monkeypatch.setattr(cbsodata, "download_data", turned)
    assert on.refresh(since=2023).frame.equals(typed)
    assert seen == [{"UntypedDataSet"}] * 3


def test_files_are_new_and_never_overwritten_nor_among_the_bundled_cases(
    answers: tuple[dict[str, dict[str, Any]], list[str]], tmp_path: Path
) -> None:
    before = on.load_case("nederland").fingerprint
    found = on.refresh(["homes"], since=2023, folder=tmp_path / "cbs")
    (path,) = (tmp_path / "cbs").iterdir()
    assert re.fullmatch(r"cbs-85035NED-\d{4}-\d\d-\d\d\.csv", path.name)
    assert pl.read_csv(path)["value"].to_list() == found.frame["value"].to_list()
    with pytest.raises(on.QuestionError, match="is there already"):
        found.write(tmp_path / "cbs")
    with pytest.raises(on.QuestionError, match="among the bundled cases"):
        found.write(ROOT / "datasets/nederland")
    assert on.load_case("nederland").fingerprint == before


def test_no_connection_is_said_as_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cbsodata.cbsodata3, "CBSOPENDATA", "127.0.0.1:9")  # nothing listens there
    monkeypatch.setattr(cbsodata.options, "requests", {"proxies": {}})
    with pytest.raises(
        on.RefreshError,
        match=(
            r"no connection to CBS open data.*Try again where opendata.cbs.nl can be"
            r" reached.*Nothing was written"
        ),
    ):
        on.refresh(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda tables: tables.pop("86098NED"),
            "CBS refused table 86098NED.*404.*ended or renamed",
        ),
        (
            lambda tables: tables["86098NED"]["dims"].update(Gebruiksfunctie=["A1"]),
            "no category 'A045364' in Gebruiksfunctie any more",
        ),
        (
            lambda tables: tables["86098NED"]["rows"].append(
                {"RegioS": "GM0014", "Perioden": "2025JJ00", "Nieuwbouw_7": 1}
            ),
            "no topic 'NieuwbouwTotaal_6' any more",
        ),
        (
            lambda tables: tables["86098NED"].update(
                rows=tables["86098NED"]["rows"][:-2] + tables["86098NED"]["rows"][-1:]
            ),
            "2025: the municipalities add up to 19 and the nation is 24",
        ),
        (
            lambda tables: tables["86098NED"].update(rows=[]),
            "no year figures per municipality since 2020",
        ),
        (
            lambda tables: tables["86098NED"]["rows"][0].update(NieuwbouwTotaal_6="x"),
            "'x' stands where CBS table 86098NED should have a number",
        ),
        (lambda tables: tables["86098NED"].update(raw="<html>"), "could not be read"),
    ],
)
def test_an_answer_other_than_expected_is_refused_whole(
    answers: tuple[dict[str, dict[str, Any]], list[str]], tmp_path: Path, change: Any, message: str
) -> None:
    change(answers[0])
    with pytest.raises(on.RefreshError, match=message):
        on.refresh(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_wrong_questions_and_a_missing_client_say_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(on.QuestionError, match=r"no measure called 'home'.*Did you mean 'homes'"):
        on.refresh("home")
    with pytest.raises(on.QuestionError, match="name a measure"):
        on.refresh([])
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "cbsodata":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(on.RefreshError, match=r'pip install "ontschotting\[refresh\]"'):
        on.refresh("homes")


def test_the_examples_of_the_guide_run(
    answers: tuple[dict[str, dict[str, Any]], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    for block in re.findall(
        r"```python\n(.*?)```",
        (ROOT / "docs/how-to/refresh.md").read_text(encoding="utf-8"),
        re.DOTALL,
    ):
        exec(block, known)
    assert len(list((tmp_path / "cbs").iterdir())) == 3


def test_the_terminal_writes_files_and_the_line_that_the_licence_asks(
    answers: tuple[dict[str, dict[str, Any]], list[str]], tmp_path: Path
) -> None:
    from typer.testing import CliRunner

    from ontschotting.cli.commands import app

    done = CliRunner().invoke(
        app,
        [
            "refresh",
            "--out",
            str(tmp_path / "cbs"),
            "--measures",
            "homes, completions",
            "--since",
            "2024",
            "--json",
        ],
    )
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert sorted(Path(one) for one in told["files"]) == sorted((tmp_path / "cbs").iterdir())
    assert [("85035NED" in one, "86098NED" in one) for one in told["attribution"]] == [
        (True, False),
        (False, True),
    ]
    again = CliRunner().invoke(
        app, ["refresh", "--out", str(tmp_path / "cbs"), "--measures", "homes"]
    )
    assert isinstance(again.exception, on.QuestionError)
