"""The documentation.

Every code block runs and prints what the page says, the site builds without a warning, and the
picture of the architecture is true.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import SkipTest

import openpyxl
import pytest
from sybil import Document, Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.myst.lexers import DirectiveLexer
from sybil.region import Region

import ontschotting as on
from ontschotting.cli.commands import app
from ontschotting.words.measures import MEASURES, measure_words
from tests.cli.terminal import run
from tests.oracle.samples import FUZZ

ROOT = Path(on.__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    *(path for path in sorted(DOCS.rglob("*.md")) if "made" not in path.parts),
]
FIRST = (ROOT / "README.md", DOCS / "first-steps.md")
"""What a newcomer runs first is run by `make test` too; its Dutch twin by `make check-pages`."""
PUBLIC = [name for name in on.__all__ if name != "__version__"]
RUN = {"python", "sh", "text", "bat"}
"""Languages of code blocks that a test evaluates. `bat` can only be skipped, with a reason; `text`
is what the shell block before it prints, or plain text.
"""


class Tables:
    """Reads the tables that a page tells its reader to type into a workbook."""

    def __call__(self, document: Document) -> list[Region]:
        return [
            Region(
                table.start,
                table.end,
                (table.lexemes["arguments"], table.lexemes["source"]),
                type_in,
            )
            for table in DirectiveLexer("csv-table")(document)
        ]


def type_in(example: Example) -> None:
    """Type a table into the workbook that `template` has written here, as a reader does by hand."""
    sheet_name, source = example.parsed
    (workbook,) = Path().glob("*.xlsx")
    book = openpyxl.load_workbook(workbook)
    sheet = book[sheet_name]
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    header, *rows = csv.reader(source.strip().splitlines())
    for number, row in enumerate(rows, start=3):  # line 2 is the example
        for name, value in zip(header, row, strict=True):
            sheet.cell(number, columns[name], int(value) if value.isdigit() else value)
    book.save(workbook)


def line_of(example: Example) -> str:
    return f"{Path(example.path).name}, line {example.line}"


def run_shell(example: Example) -> None:
    """Run a block in bash, line by line, stopping at the first error.

    Keep what it prints for the `text` block that may follow. Lines that only call this library run
    within this process, which is much faster; `tests/cli/test_run.py` starts it as a process.
    """
    lines = [shlex.split(line, comments=True) for line in str(example.parsed).splitlines()]
    commands = [words for words in lines if words]
    signs = {sign for words in commands for word in words for sign in word} & set("|>&;$`\\")
    if not signs and all(words[0] == "ontschotting" for words in commands):
        run_commands(example, [words[1:] for words in commands])
        return
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "200",
    }
    result = subprocess.run(
        ["bash", "-eu", "-c", str(example.parsed)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert result.returncode == 0, (
        f"{line_of(example)}\n{example.parsed}\n{result.stdout}{result.stderr}"
    )
    example.namespace["_printed"] = result.stdout


def run_commands(example: Example, commands: list[list[str]]) -> None:
    """Run commands of this library within this process, as `run_shell` does in bash."""
    printed = ""
    for words in commands:
        result = run(*words)
        assert result.returncode == 0, f"{line_of(example)}\n{words}\n{result.stderr}"
        printed += result.stdout
    example.namespace["_printed"] = printed


def compare_text(example: Example) -> None:
    """Compare a text block straight after a shell block with what that block printed.

    The width of gaps does not count, and a last line `…` stands for the rest.
    """
    printed = example.namespace.pop("_printed", None)
    if printed is None:
        return
    expected = str(example.parsed).rstrip().splitlines()
    lines = printed.rstrip().splitlines()
    if expected[-1] == "…":
        expected.pop()
        lines = lines[: len(expected)]
    assert [line.split() for line in lines] == [line.split() for line in expected], line_of(example)


def only_skipped(example: Example) -> None:
    raise AssertionError(
        f"{line_of(example)}: a block that cannot run here must be skipped with a reason"
    )


READER = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("sh", run_shell),
        CodeBlockParser("text", compare_text),
        CodeBlockParser("bat", only_skipped),
        Tables(),
        SkipParser(),
    ],
)


@pytest.fixture(scope="session")
def report_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where reports on one case that several pages write are kept, as they are for a reader."""
    return tmp_path_factory.mktemp("cache")


def check_maps(folder: Path, known: dict[str, Any]) -> None:
    assert (folder / "planned-homes.png").stat().st_size > 10_000
    assert known["rates"].height == 35 and known["rates"]["value"].null_count() == 0
    assert "Mede op basis van aannames" in " ".join(
        text.get_text().replace("\n", " ") for text in known["ax"].figure.texts
    )


def check_own_region(_folder: Path, known: dict[str, Any]) -> None:
    own, region = known["own"], known["region"]
    assert isinstance(own, on.Case) and isinstance(region, on.Case)
    assert own.plans.filter(region="GM0228")["plan"].to_list() == ["Station"]
    budgets = own.totals(by=["stream", "area"]).filter(stream="wbi_t7", area="GM0228")
    assert budgets["amount_eur"].item() == 9e6
    assert set(own.changes(region)["table"]) == {"budgets", "ceilings", "costs", "limits", "plans"}


AFTERWARDS = {"maps.md": check_maps, "how-to/own-region.md": check_own_region}
"""What else holds after the blocks of a page have run, by its folder and the names it made."""


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=() if page in FIRST else pytest.mark.pages) for page in PAGES],
    ids=[str(page.relative_to(ROOT)) for page in PAGES],
)
def test_every_code_block_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report_cache: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("ONTSCHOTTING_CACHE", str(report_cache))
    # the charts of a report have tests of their own
    monkeypatch.setattr("ontschotting.report.write.draw", lambda _: {})
    skipped = []
    document = READER.parse(page)
    for example in document.examples():
        try:
            example.evaluate()
        except SkipTest as reason:
            skipped.append(str(reason))
    assert all(len(reason) > 5 for reason in skipped), "a block is skipped for a reason only"
    if page.is_relative_to(DOCS):
        check = AFTERWARDS.get(page.relative_to(DOCS).as_posix())
        if check is not None:
            check(tmp_path, document.namespace)


def test_every_code_block_has_a_language_that_is_run() -> None:
    for page in PAGES:
        if page.name == "README.md":
            continue
        fences = re.findall(r"^```+(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        languages = {fence.strip() for fence in fences[::2]}
        assert {language for language in languages if not language.startswith("{")} <= RUN, page


@pytest.mark.parametrize(
    "text, message",
    [
        ("```sh\nfalse\n```\n", "page.md, line 1"),
        ("```sh\necho one\n```\n\n```text\ntwo\n```\n", "page.md, line 5"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected:\n    3"),
        ("```python\nnonsense\n```\n", "name 'nonsense' is not defined"),
        ("```bat\ndir\n```\n", "must be skipped with a reason"),
    ],
)
def test_a_wrong_page_is_found_out(text: str, message: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises((AssertionError, NameError, SybilFailure), match=message):
        for example in READER.parse(page).examples():
            example.evaluate()


@pytest.mark.skipif(FUZZ == 1, reason="`make check-pages` builds it, and opens every page")
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "-d",
        str(tmp_path / "doctrees"),
        str(DOCS),
        str(tmp_path / "site"),
    ]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    pages = {
        path.relative_to(tmp_path / "site").as_posix()
        for path in (tmp_path / "site").rglob("*.html")
    }
    assert {
        "index.html",
        "first-steps.html",
        "eerste-stappen.html",
        "reference/tables.html",
        "reference/commands.html",
        "why/model.html",
    } <= pages
    names = (tmp_path / "site" / "reference" / "made" / "names.html").read_text(encoding="utf-8")
    assert not [name for name in PUBLIC if f'id="ontschotting.{name}"' not in names]
    for page in pages:
        text = (tmp_path / "site" / page).read_text(encoding="utf-8")
        links = re.findall(
            (
                r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//|<link[^>]+rel="(?:stylesheet|'
                r'preload|icon)[^>]+href="(?:https?:)?//'
            ),
            text,
        )
        assert not links, f"{page} asks the network for something"


def test_the_reference_has_every_public_name_and_every_command() -> None:
    from docs.builders.reference import FOLDER, names_page

    names = re.findall(r"^\.\. [\w:]+:: ontschotting\.(\w+)$", names_page(), re.MULTILINE)
    assert sorted(names) == sorted(PUBLIC)
    commands = (DOCS / FOLDER / "commands.md").read_text(encoding="utf-8")
    written = re.findall(r"^## `ontschotting ([\w-]+)`$", commands, re.MULTILINE)
    assert app.registered_commands
    assert sorted(written) == sorted(
        command.name or command.callback.__name__ for command in app.registered_commands
    )


def test_the_pages_of_the_reference_say_what_the_library_says() -> None:
    from docs.builders.reference import FOLDER, PAGES

    for name in ("tables", "measures", "commands"):
        kept = (DOCS / FOLDER / f"{name}.md").read_text(encoding="utf-8")
        assert kept == PAGES[name](), f"{name}.md is written again by `make docs`"


def test_the_picture_of_the_architecture_shows_every_import() -> None:
    from docs.builders import architecture

    drawn = architecture.PICTURE.read_text(encoding="utf-8")
    again = "The picture is drawn again by `make docs`; look at it before it is committed."
    assert re.findall(r'data-name="(\w+)"', drawn) == architecture.parts(), again
    imports = re.findall(r'data-from="(\w+)" data-to="(\w+)"', drawn)
    assert len(imports) == len(set(imports))
    assert set(imports) == architecture.edges(), again
    assert list(architecture.JOBS) == architecture.parts(), "each part has its words in the picture"


def test_the_page_of_the_architecture_has_a_row_for_every_part() -> None:
    from docs.builders import architecture

    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    names = [line.split("`")[1].strip("/") for line in page.splitlines() if line.startswith("| `")]
    assert sorted(names) == sorted(architecture.parts())


def test_the_glossary_has_the_words_that_reports_print() -> None:
    lines = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| ")
    ][1:]
    dutch = {word: [name.strip() for name in names.split(",")] for word, names, _ in rows}
    assert len(rows) == len(dutch)
    for measure in MEASURES:
        english, name = measure_words(measure, "en"), measure_words(measure, "nl")
        if english in dutch and " " not in english:
            assert name in dutch[english], (
                f"{measure}: {name!r} in reports, {dutch[english]} in the glossary"
            )
    assert sum(measure_words(measure, "en") in dutch for measure in MEASURES) >= 7
