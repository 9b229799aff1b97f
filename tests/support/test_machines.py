"""Other machines: encodings, folders with spaces, settings of matplotlib, forks, dates of files."""

from __future__ import annotations

import ast
import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
import pytest

import ontschotting as on
from ontschotting.cli.run import _write_utf_8
from ontschotting.support.file_dates import with_fixed_dates
from tests.case.good_case import write_good
from tests.cli.terminal import run

CASE = on.load_case("two-villages")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from ontschotting.cli.run import main; main()", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_output_is_utf_8_when_a_console_has_another_encoding(tmp_path: Path) -> None:
    folder = write_good(tmp_path / "Łódź")
    title = "Łódź − Fryslân →"
    text = (folder / "case.csv").read_text(encoding="utf-8").replace("Klein", title)
    (folder / "case.csv").write_text(text, encoding="utf-8")
    done = _run("compare", str(folder), "--json", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["case"] == title


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "cp850", "latin-1", "shift-jis"])
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_every_encoding_of_a_console_becomes_utf_8(
    monkeypatch: pytest.MonkeyPatch, encoding: str, name: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, name, io.TextIOWrapper(written, encoding=encoding))
    _write_utf_8()
    print("Łódź − Fryslân → 💶", file=getattr(sys, name), end="", flush=True)
    assert written.getvalue().decode("utf-8") == "Łódź − Fryslân → 💶"


@pytest.mark.parametrize(
    ("solver", "name"),
    [
        ("CBC", "Jan Jansen é"),
        ("CBC", "Łódź"),
        ("CBC", "O'Brien"),
        ("CBC", "a & b (kopie)"),
        ("HiGHS", "Jan Jansen é"),
    ],
)
def test_a_temporary_folder_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, solver: str, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert tempfile.gettempdir() == str(folder)
    assert on.compare(CASE, solver=on.Solver("pulp", solver)).freed == pytest.approx(2000)


@pytest.mark.parametrize(
    "settings",
    [
        {"text.usetex": True},
        {"text.parse_math": False},
        {"hatch.linewidth": 9.0},
        {"font.size": 30.0, "axes.titlesize": 40.0},
        {"savefig.dpi": 20.0, "axes.unicode_minus": False},
    ],
)
def test_settings_of_matplotlib_change_no_chart(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    comparison = on.compare(CASE)
    plain = on.save(comparison.plot(), tmp_path / "plain")
    with matplotlib.rc_context(settings):
        changed = on.save(comparison.plot(), tmp_path / "changed")
    for before, after in zip(plain, changed, strict=True):
        if before.suffix != ".pdf":
            assert before.read_bytes() == after.read_bytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine does not fork")
def test_a_fork_after_use_is_refused_and_the_other_ways_work() -> None:
    on.compare(CASE)
    for method, works in (("fork", False), ("spawn", True)):
        with multiprocessing.get_context(method).Pool(1) as pool:
            answer = pool.map_async(_freed, [0])
            if works:
                assert answer.get(timeout=120) == [pytest.approx(2000)]
            else:
                with pytest.raises(on.QuestionError, match="forked after a case had been used"):
                    answer.get(timeout=120)


FORKED = """
import multiprocessing
import ontschotting as on

case = on.load_case("two-villages-own-money")
QUESTIONS = {
    "compare": lambda: on.compare(case),
    "a table": lambda: case.budgets,
    "its title": lambda: case.title,
    "pots": lambda: on.fragmentation(case),
    "a change": lambda: case.set("streams", "land", cap_eur_per_unit=1.0),
    "totals": lambda: case.totals(by=["stream"]),
    "another case": lambda: on.load_case("two-villages"),
    "frames": lambda: on.Case(budgets={"stream": ["a"]}),
}

def ask(name):
    try:
        QUESTIONS[name]()
    except on.QuestionError as error:
        return name, error.code
    return name, "answered"

if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(pool.map_async(ask, list(QUESTIONS)).get(timeout=60))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine does not fork")
def test_a_case_that_was_only_read_answers_nothing_in_a_fork(tmp_path: Path) -> None:
    """The question before the fork is none, and the first one after it waits in polars."""
    script = tmp_path / "run.py"
    script.write_text(FORKED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    answers = ast.literal_eval(done.stdout)
    assert len(answers) == 8
    assert {code for _, code in answers} == {"forked_after_use"}, answers


def _freed(_: int) -> float:
    return float(on.compare(on.load_case("two-villages")).freed)


@pytest.mark.parametrize("sign", ["\x0b", "\x01", "\uffff", "\x1f", "\x7f"])
@pytest.mark.parametrize("table", ["streams", "case", "plans"])
def test_signs_that_no_document_can_hold_are_refused(tmp_path: Path, sign: str, table: str) -> None:
    folder = write_good(tmp_path / "good")
    word = {"streams": "Grond", "case": "Klein", "plans": "A1"}[table]
    path = folder / f"{table}.csv"
    path.write_text(path.read_text().replace(word, f"{word[0]}{sign}{word[1:]}"))
    with pytest.raises(on.CaseError, match="a sign that no document can show"):
        on.read_case(folder)


def test_files_are_the_same_to_the_byte_with_a_date_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764460800")
    for write in (
        CASE.write,
        on.write_template,
        on.compare(CASE).to_excel,
        lambda path: on.write_certificate(CASE, path),
    ):
        first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
        write(first)
        write(second)
        assert first.read_bytes() == second.read_bytes()


def test_parts_of_an_archive_get_a_fixed_date(tmp_path: Path) -> None:
    book = on.write_template(tmp_path / "a.xlsx").read_bytes()
    assert with_fixed_dates(book) == with_fixed_dates(with_fixed_dates(book))


@pytest.mark.parametrize(
    ("command", "there"),
    [
        (["template", "a.xlsx"], "a.xlsx"),
        (["certificate", "two-villages", "--out", "a.xlsx"], "a.xlsx"),
        (["export", "two-villages", "--to", "a.lp"], "a.lp"),
        (["export", "two-villages", "--to", "a.mps"], "a.mps"),
        (["export", "two-villages", "--to", "a.lp"], "a.names.csv"),
    ],
)
def test_no_file_is_overwritten_without_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], there: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / there
    path.write_text("mine")
    refused = run(*command)
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == [there]
    assert path.read_text() == "mine"
    assert run(*command, "--force").returncode == 0
    assert path.read_bytes() != b"mine"
