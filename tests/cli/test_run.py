"""The terminal as a user meets it: output, JSON keys, exit codes, nothing half-written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.cli.refusals import refusal
from tests.case.good_case import broken, write_good
from tests.cli.terminal import run, start

COMPARE_KEYS = {
    "case",
    "current",
    "lifted",
    "freed",
    "crossing_eur",
    "needed_eur",
    "blocked_eur",
    "detour_eur",
    "surplus_eur",
    "own_tied_eur",
    "utilisation",
    "top_up_eur",
    "break_even_cut",
}
SIDE_KEYS = {"budget_eur", "value", "outcomes", "spent_eur", "stranded_eur"}


def test_compare_json_has_the_keys_of_the_contract() -> None:
    result = start("compare", "two-villages", "--json")
    answer = json.loads(result.stdout)
    assert result.returncode == 0
    assert set(answer) >= COMPARE_KEYS
    assert set(answer["current"]) >= SIDE_KEYS
    assert set(answer["lifted"]) >= SIDE_KEYS
    assert answer["freed"] == pytest.approx(2000)
    assert answer["current"]["outcomes"]["homes"] == pytest.approx(2000, rel=1e-6)


@pytest.mark.parametrize("pulp_solver", ["CBC", "HiGHS"])
def test_standard_output_holds_json_alone_with_any_solver(pulp_solver: str) -> None:
    result = start(
        "compare", "two-villages", "--json", "--solver", "pulp", "--pulp-solver", pulp_solver
    )
    assert json.loads(result.stdout)["freed"] == pytest.approx(2000, rel=1e-6)


@pytest.mark.parametrize(
    ("arguments", "freed"),
    [
        (["--lift", "purpose"], 2000),
        (["--lift", "purpose", "--streams", "mobility"], 0),
        (["--lift", "purpose", "--purposes", "mobility", "--streams", "land"], 2000),
        (["--lift", "period"], 0),
        (["--lift", "unconditional"], 2000),
        (["--lift", "regional=region"], 2000),
        (["--lift", "integral", "--lift", "area=national"], 2000),
        (["--free-share", "0.2"], 1200),
        (["--cut", "0.25"], 1000),
        (["--guarantee", "region"], 2000),
        (["--awarded"], 2000),
        (["--lift", "block-grant=0.1"], 1600),
        (["--lift", "block-grant=25%"], 1000),
        (["--lift", "block-grant=0.25", "--cut", "0.25", "--lift", "purpose"], 1000),
        (["--lift", "block-grant=0"], 2000),
    ],
)
def test_options_of_a_regime(arguments: list[str], freed: float) -> None:
    result = run("compare", "two-villages", "--json", *arguments)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["freed"] == pytest.approx(freed, rel=1e-6, abs=1e-6)


def test_check_lists_findings_and_refuses(tmp_path: Path) -> None:
    folder = write_good(tmp_path / "case", **broken("budgets", "1000000", "veel"))
    result = run("check", str(folder), "--json")
    answer = json.loads(result.stdout)
    assert result.returncode == 1
    assert answer["ok"] is False
    assert {"severity", "table", "line", "column", "value", "message"} <= set(answer["findings"][0])
    assert (
        answer["findings"][0]["table"],
        answer["findings"][0]["line"],
        answer["findings"][0]["value"],
    ) == ("budgets", 2, "veel")
    refused = run("compare", str(folder), "--json")
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "budgets.csv | regel 2, kolom amount_eur" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert json.loads(run("check", str(write_good(tmp_path / "good")), "--json").stdout) == {
        "ok": True,
        "findings": [],
    }


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["compare", "two-vilages"], "Bedoel je 'two-villages'", "Did you mean 'two-villages'"),
        (
            ["compare", "two-villages", "--lift", "purposes"],
            "Bedoel je 'purpose'",
            "Did you mean 'purpose'",
        ),
        (["compare", "two-villages", "--lift", "area"], "niveau nodig", "needs a level"),
        (
            ["compare", "two-villages", "--lift", "area=provincie"],
            "er is geen niveau 'provincie'",
            "no level 'provincie'",
        ),
        (
            ["compare", "two-villages", "--lift", "area=region", "--lift", "borderless"],
            "twee niveaus gevraagd, region en national",
            "two levels are asked for, region and national",
        ),
        (
            ["compare", "two-villages", "--streams", "lnad"],
            "geen stroom 'lnad' in streams. Bedoel je 'land'",
            "no stream 'lnad' in streams. Did you mean 'land'",
        ),
        (
            ["compare", "two-villages", "--streams", "Grondfnds"],
            "Bedoel je de naam van 'land'? Schrijf deze code.",
            "Do you mean the name of 'land'? Write this code.",
        ),
        (["compare", "two-villages", "--free-share", "2"], "van 0 tot 1", "from 0 to 1"),
        (["compare", "two-villages", "--cut", "1.234"], "'1.234'", "'1.234'"),
        (
            ["compare", "two-villages", "--guarantee", "outcome"],
            "Bedoel je 'outcomes'",
            "Did you mean 'outcomes'",
        ),
        (
            ["compare", "two-villages", "--solver", "gurobi"],
            "Kies highs of pulp",
            "Choose highs or pulp",
        ),
        (["compare", "nowhere/case"], "er is geen map of werkmap", "no folder or workbook"),
        (["export", "two-villages", "--to", "x.txt"], "eindigen op .lp", "must end in .lp or .mps"),
        (["template", "x.csv"], "moet eindigen op .xlsx", "must end in .xlsx"),
        (["target-gap", "two-villages"], "heeft geen afspraken", "has no targets"),
        (["closing", "two-villages"], "geheel plan", "no plan of this case is whole"),
        (
            ["flips", "two-villages"],
            "'flips' heet sinds versie 0.2 'switching-values'.",
            "'flips' is called 'switching-values' since version 0.2.",
        ),
        (["per-area", "--help"], "'per-area' heet", "'per-area' is called 'by-area'"),
        (["swings"], "'swings' heet sinds versie 0.2 'tornado'", "is called 'tornado'"),
        (
            ["compare", "two-villages", "--pulp-solver", "CBC"],
            "'CBC' is een solver van PuLP",
            "'CBC' is a solver of PuLP",
        ),
    ],
)
def test_a_wrong_command_line_is_exit_two_in_the_language_asked(
    arguments: list[str], dutch: str, english: str
) -> None:
    for lang, message in (([], dutch), (["--lang", "en"], english), (["--lang=nl"], dutch)):
        result = run(*arguments, *lang)
        assert result.returncode == 2, result.stderr
        assert message in result.stderr
        assert "Traceback" not in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["compare", "--lang", "de"], "er is geen taal 'de'. Kies nl of en", None),
        (["compare", "--lang"], "--lang | er ontbreekt een waarde", None),
        (
            ["compare", "--purpose", "land"],
            "compare | er is geen optie '--purpose'. Bedoel je '--purposes'?",
            "compare | no option '--purpose'. Did you mean '--purposes'?",
        ),
        (["compare", "-x"], "er is geen optie '-x'. Alle opties", "no option '-x'. All options"),
        (["sweep", "--no-tornad"], "Bedoel je '--no-tornado'?", "Did you mean '--no-tornado'?"),
        (["frobnicate"], "er is geen commando 'frobnicate'. Alle", "no command 'frobnicate'. All"),
        (["comparre"], "Bedoel je 'compare'?", "Did you mean 'compare'?"),
        (["--json", "compare"], "Opties staan erachter", "Options stand behind it"),
        (["template"], "template | FILE.xlsx ontbreekt", "template | FILE.xlsx is missing"),
        (["cancellation", "two-villages"], "--stream ontbreekt", "--stream is missing"),
        (["compare", "--json=3"], "--json | deze optie neemt geen waarde", "takes no value"),
        (["compare", "--gap", "x"], "--gap | 'x' is geen getal", "--gap | 'x' is no number"),
        (["compare", "--gap="], "--gap | '' is geen getal", "--gap | '' is no number"),
        (["sweep", "--draws", "2.5"], "'2.5' is geen heel getal", "'2.5' is no whole number"),
        (["compare", "--cut", "2x"], "--cut: '2x' is geen getal", "--cut: '2x' is not a number"),
        (["compare", "a", "b", "c d"], "te veel genoemd: 'b c d'", "too much is named: 'b c d'"),
        (["compare", "a", "b"], "te veel genoemd: 'b'", "too much is named: 'b'"),
        (
            ["target-gap", "two-villages", "--steps", "1;2"],
            "'1;2' is geen lijst van euro's",
            "'1;2' is no list of euros",
        ),
    ],
)
def test_a_command_line_that_cannot_be_read_is_exit_two_in_the_language_asked(
    arguments: list[str], dutch: str, english: str | None
) -> None:
    asked = [(arguments, dutch)]
    if english is not None:
        asked.append(([*arguments, "--lang", "en"], english))
    for typed, message in asked:
        result = run(*typed)
        assert result.returncode == 2, result.stderr
        assert message in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert result.stdout == ""


def test_an_option_at_the_end_lacks_its_value() -> None:
    for typed, message in (
        (["cancellation", "--stream"], "--stream | er ontbreekt een waarde"),
        (["cancellation", "--lang", "en", "--stream"], "--stream | a value is missing"),
    ):
        result = run(*typed)
        assert (result.returncode, result.stdout) == (2, "")
        assert message in result.stderr


def test_refusals_of_an_older_typer_are_in_words_too() -> None:
    """Typer raised the errors of click until it had its own."""
    click = pytest.importorskip("click")
    options = [
        click.Option(["--gap"], type=float),
        click.Option(["--draws"], type=int),
        click.Option(["--json"], is_flag=True),
        click.Argument(["case"], metavar="CASE"),
    ]
    command = click.Command("compare", params=options)
    for typed, words in (
        (["x", "--gab", "1"], "compare | er is geen optie '--gab'. Bedoel je '--gap'?"),
        (["x", "--gap", "veel"], "--gap | 'veel' is geen getal"),
        (["x", "--draws", "2.5"], "--draws | '2.5' is geen heel getal"),
        (["x", "--gap"], "--gap | er ontbreekt een waarde"),
        (["x", "--json=3"], "--json | deze optie neemt geen waarde"),
        (["x", "y"], "compare | er is te veel genoemd: 'y'"),
        (["x", "y", "z"], "compare | er is te veel genoemd: 'y z'"),
        ([], "compare | CASE ontbreekt"),
    ):
        with pytest.raises(click.UsageError) as refused, click.Context(command) as top:
            command.make_context("compare", list(typed), parent=top)
        problem = refusal(refused.value, ["ontschotting", "compare", *typed])
        assert problem is not None
        assert words in problem.nl


def test_no_certified_answer_is_exit_three(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import numpy as np

    from ontschotting.cli import run as cli
    from ontschotting.lp.backends import highs

    solve = highs.HighsBackend.solve

    def slightly_off(self: highs.HighsBackend, program: object) -> object:
        from dataclasses import replace

        solution = solve(self, program)  # type: ignore[arg-type]
        return replace(solution, values=np.asarray(solution.values) * 1.001)

    monkeypatch.setattr(highs.HighsBackend, "solve", slightly_off)
    monkeypatch.setattr(sys, "argv", ["ontschotting", "compare", "two-villages", "--json"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    printed = capsys.readouterr()
    assert "geen bewezen antwoord" in printed.err
    assert printed.out == ""


def test_figures_that_cannot_be_fetched_are_exit_three_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line is right: without a connection there is no answer."""
    from ontschotting.cli import run as cli
    from ontschotting.errors import RefreshError

    def cut_off(*_: object, **__: object) -> None:
        raise RefreshError("refresh | no connection.")

    monkeypatch.setattr("ontschotting.refresh", cut_off)
    monkeypatch.setattr("sys.argv", ["ontschotting", "refresh", "--out", str(tmp_path / "cbs")])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 3
    assert "no connection" in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_names_of_another_program_are_not_overwritten(tmp_path: Path) -> None:
    """One table of names serves a program in both formats, and no other program."""
    lp, mps = tmp_path / "program.lp", tmp_path / "program.mps"
    assert run("export", "two-villages", "--to", str(lp)).returncode == 0
    names = (tmp_path / "program.names.csv").read_bytes()
    refused = run("export", "two-villages", "--lift", "integral", "--to", str(mps))
    assert refused.returncode == 2 and "program.names.csv" in refused.stderr
    assert not mps.exists() and (tmp_path / "program.names.csv").read_bytes() == names


def test_export_can_be_solved_again_by_another_reader(tmp_path: Path) -> None:
    import highspy

    from ontschotting.lp.backends.quiet import quiet_output

    for kind in ("lp", "mps"):
        path = tmp_path / f"program.{kind}"
        assert run("export", "two-villages", "--to", str(path)).returncode == 0
        assert (tmp_path / "program.names.csv").read_text().startswith("name,kind,plan")
        with quiet_output():
            solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.readModel(str(path))
        solver.run()
        assert solver.getInfo().objective_function_value == pytest.approx(-2000)


def test_free_share_and_bounds_as_json() -> None:
    share = json.loads(run("free-share", "two-villages", "--json").stdout)
    assert share["least_free_share"] == pytest.approx(1 / 3, abs=1e-6)
    bounds = json.loads(run("bounds", "two-villages", "--json").stdout)
    assert (bounds["least"], bounds["most"]) == pytest.approx((2000, 2000))


def test_cases_and_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    assert "two-villages" in run("cases").stdout
    (tmp_path / "file").write_text("x")
    result = run("report", "two-villages", "--out", str(tmp_path / "file"))
    assert result.returncode == 2
    assert "is een bestand; noem een map" in result.stderr


def test_a_zero_has_no_sign_in_json() -> None:
    """Nothing can be funded without land money: JSON says 0.0, not -0.0."""
    result = run(
        "cancellation", "two-villages", "--stream", "land", "--from-year", "2026", "--json"
    )
    answer = json.loads(result.stdout)
    assert answer["known"] == 0
    assert "-0.0" not in result.stdout


@pytest.mark.parametrize(
    ("command", "dutch", "english"),
    [
        (["bounds", "two-villages"], "ondergrens", "unfavourable data"),
        (
            ["cancellation", "two-villages", "--stream", "land", "--from-year", "2026"],
            "einde als verrassing",
            "end as a surprise",
        ),
        (["conditions", "two-villages"], "vrij deel", "free share"),
        (["sweep", "two-villages", "--draws", "2", "--workers", "1"], "geblokkeerd", "blocked"),
        (["shadow-prices", "two-villages"], "Grondfonds → mobiliteit", "Land fund → mobility"),
    ],
)
def test_the_terminal_speaks_dutch_and_english_on_request(
    command: list[str], dutch: str, english: str
) -> None:
    in_dutch, in_english = run(*command).stdout, run(*command, "--lang", "en").stdout
    assert dutch in in_dutch and dutch not in in_english
    assert english in in_english and english not in in_dutch
    assert not {"free_share", "unfavourable", "surprised", "blocked_eur"} & set(in_dutch.split())


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"ontschotting {on.__version__}\n"


def test_the_terminal_loads_nothing_heavy_before_it_knows_the_question() -> None:
    code = (
        "import ontschotting.cli.commands, sys; print([m for m in ('polars', 'pandas', 'numpy',"
        " 'scipy', 'highspy', 'pulp', 'matplotlib', 'joblib') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_only_the_terminal_asks_by_public_names_as_a_script_does() -> None:
    """A part below the terminal that did so could import what stands above it, unseen."""
    package = Path(on.__file__).parent
    users = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(r"^\s*import ontschotting\b(?!\.)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert users == {"cli"}


def test_every_command_stands_under_a_question_in_the_help() -> None:
    from ontschotting.cli.app import HEADINGS
    from ontschotting.cli.commands import app

    text = run("--lang", "en", "--help").stdout
    assert [line for line in HEADINGS.values() if f"\n{line}:\n" in text] == [*HEADINGS.values()]
    commands = [command.name for command in app.registered_commands]
    assert all(text.count(f"\n  {name} ") == 1 for name in commands)


def test_the_entry_point_listens_to_ctrl_c_before_it_loads_anything() -> None:
    code = (
        "import ontschotting.cli.run, sys; print([m for m in ('typer', 'polars', 'numpy') if m in"
        " sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_a_fault_in_the_library_does_not_look_like_a_refused_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ontschotting.cli import run as cli

    def fails(*_: object, **__: object) -> None:
        raise AssertionError("an amount that cannot be negative is -1")

    monkeypatch.setattr("ontschotting.compare", fails)
    monkeypatch.setattr(sys, "argv", ["ontschotting", "compare", "two-villages", "--json"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 70
    printed = capsys.readouterr()
    assert "an amount that cannot be negative" in printed.err
    assert printed.out == ""


def test_check_and_cases_speak_both_languages_too(tmp_path: Path) -> None:
    good, bad = (
        write_good(tmp_path / "good"),
        write_good(tmp_path / "bad", **broken("budgets", "1000000", "veel")),
    )
    assert run("check", str(good)).stdout == "De casus is goedgekeurd.\n"
    assert run("check", str(bad), "--lang", "en").stdout.endswith(
        "The case is refused. Number of errors: 1.\n"
    )
    assert "gebieden" in run("cases").stdout
    assert "regions" in run("cases", "--lang", "en").stdout


def test_commands_that_write_name_their_files_as_json(tmp_path: Path) -> None:
    for arguments, key in (
        (["template", "t.xlsx"], "template"),
        (["export", "two-villages", "--to", "p.lp"], "files"),
        (["certificate", "two-villages", "--out", "c.xlsx"], "certificate"),
    ):
        in_folder = [
            str(tmp_path / argument) if argument.endswith((".xlsx", ".lp")) else argument
            for argument in arguments
        ]
        files = json.loads(run(*in_folder, "--json").stdout)[key]
        assert all(Path(file).is_file() for file in ([files] if isinstance(files, str) else files))


def test_what_is_there_and_is_no_case_is_a_refused_case(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.xlsx").write_text("no workbook")
    for name, message in (
        ("empty", "bevat geen CSV-bestanden"),
        ("x.xlsx", "is niet te lezen als werkmap"),
    ):
        for command in ("compare", "check"):
            result = run(command, str(tmp_path / name), "--json")
            assert result.returncode == 1, command
            assert message in (
                result.stderr
                if command == "compare"
                else json.loads(result.stdout)["findings"][0]["message"]
            )
    assert run("compare", str(tmp_path / "nowhere")).returncode == 2
