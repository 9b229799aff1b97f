"""The catalogue of texts: complete and alike in both languages, and all of it in use."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import ontschotting as on
from ontschotting.words.catalogue import FOLDER, Texts, texts

PACKAGE = Path(on.__file__).parent
FILES = sorted(FOLDER.glob("*.po"))
MESSAGES: dict[str, Message] = {}
for path in FILES:
    with path.open("rb") as file:
        MESSAGES.update({message.context: message for message in read_po(file) if message.context})


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_text_stands_once_in_the_file_that_its_name_begins_with(path: Path) -> None:
    names = re.findall(r'^msgctxt "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if name.partition(".")[0] != path.stem] == []
    assert [name for name in names if name not in MESSAGES] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_a_name_for_each_text_and_the_plural_rule_that_is_applied(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\nmsgctxt ") == text.count("\nmsgid ") - 1, "each text has a name"
    assert "nplurals=2; plural=(n != 1);" in text


def test_each_text_is_there_in_both_languages_and_certain() -> None:
    for name, message in MESSAGES.items():
        english, dutch = forms(message.id), forms(message.string)
        assert all(english) and all(dutch), f"{name}: an empty text"
        assert len(english) == len(dutch), f"{name}: as many forms in both languages"
        assert not message.fuzzy, f"{name}: marked as uncertain (fuzzy)"


def test_both_languages_fill_in_the_same() -> None:
    for name, message in MESSAGES.items():
        plural = [forms(text)[-1] for text in (message.id, message.string)]
        fields = [placeholders(text) for text in plural]
        assert fields[0] == fields[1], name
        for text in (*forms(message.id), *forms(message.string)):
            assert placeholders(text) <= fields[0], f"{name}: the singular has what the plural has"


class Names(ast.NodeVisitor):
    """The texts that a file of the package uses.

    Attributes:
        sections: What it calls `texts` with
        strings: Every string in it
        patterns: Its f-strings, as patterns: what one fills in may be anything
        looked_up: What it looks up by a plain string in what it calls `words`
    """

    def __init__(self, source: str) -> None:
        self.sections: set[str] = set()
        self.strings: set[str] = set()
        self.patterns: set[str] = set()
        self.looked_up: set[str] = set()
        self.visit(ast.parse(source))

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in ("texts", "in_both_languages"):
            section = ast.literal_eval(node.args[0])  # a section is written out
            self.sections.add(section)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.strings.add(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else ".*"
            for part in node.values
        ]
        if set(parts) != {".*"}:
            self.patterns.add("".join(parts))
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        value = node.value.func if isinstance(node.value, ast.Call) else node.value
        is_words = isinstance(value, ast.Name) and value.id in ("texts", "words")
        if is_words and isinstance(node.slice, ast.Constant):
            self.looked_up.add(node.slice.value)
        self.generic_visit(node)


FILES_OF_CODE = {
    path: path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "words" / "catalogue.py"
}
OPENED = re.compile(r'(?<!\.)\b(?:texts|in_both_languages)\(\s*"([^"]+)"')
SECTIONS = {section for code in FILES_OF_CODE.values() for section in OPENED.findall(code)}
"""By their looks: each worker of the tests needs them, and one of them parses all code."""


@cache
def sources() -> dict[Path, Names]:
    return {path: Names(code) for path, code in FILES_OF_CODE.items()}


def test_the_sections_are_those_of_the_parsed_code() -> None:
    assert {section for names in sources().values() for section in names.sections} == SECTIONS


NAMED_BY_A_CASE = {
    "labels.account_gap",
    "labels.level",
    "labels.outcome",
    "labels.purpose",
    "labels.size_class",
    "labels.unspent_reason",
    "report.column",
}
"""Sections whose names are codes or columns in the tables of a case, or of one beside it."""
NAMED_BY_OTHER_PARTS = {"terminal.label", "workbooks.chart", "findings"}
"""Sections whose names stand with what a measure declares or gives."""
SHOWN_IN_ORDER = {"template.guide"}
"""Sections of which every text is shown."""


def folders_of(section: str) -> set[Path]:
    """Return where the names of a section stand in the code."""
    folders = {path.parent for path, names in sources().items() if section in names.sections}
    if section in NAMED_BY_OTHER_PARTS or PACKAGE / "words" in folders:
        return {PACKAGE}
    return folders


def names_of(section: str) -> list[str]:
    """Return the names of a section, without those of a section inside it."""
    inside = tuple(f"{name}." for name in SECTIONS if name.startswith(f"{section}."))
    return [name for name in texts(section, "nl") if not f"{section}.{name}".startswith(inside)]


@pytest.mark.parametrize("section", sorted(SECTIONS - NAMED_BY_A_CASE - SHOWN_IN_ORDER))
def test_each_text_is_used_in_a_folder_that_opens_its_section(section: str) -> None:
    strings, pattern = used_in(frozenset(folders_of(section)))
    unused = [name for name in names_of(section) if name not in strings]
    assert [name for name in unused if not pattern.fullmatch(name)] == []


@cache
def used_in(folders: frozenset[Path]) -> tuple[set[str], re.Pattern[str]]:
    """What the files in some folders may look up; many sections are opened in the same ones."""
    here = [names for path, names in sources().items() if folders & set(path.parents)]
    patterns = {pattern for names in here for pattern in names.patterns}
    strings = {string for names in here for string in names.strings}
    return strings, re.compile("|".join(sorted(patterns)) or r"(?!)")


def test_each_text_belongs_to_a_section_that_is_opened() -> None:
    starts = tuple(f"{section}." for section in SECTIONS)
    assert [name for name in MESSAGES if not name.startswith(starts)] == []


def test_what_is_looked_up_is_there() -> None:
    for path, names in sources().items():
        known = {name for section in names.sections for name in texts(section, "nl")}
        assert names.looked_up <= known or not names.sections, path


def test_a_text_that_is_not_there_is_named_with_its_file() -> None:
    with pytest.raises(
        KeyError, match=r"no text report\.kikker\. Add it to words/texts/report\.po"
    ):
        texts("report", "nl")["kikker"]
    with pytest.raises(on.QuestionError, match="no language 'fr'"):
        texts("report", "fr")


def test_a_text_with_two_forms_follows_the_number() -> None:
    roads = Texts("roads", {"roads": ("één weg", "{count} wegen")})
    assert roads.for_count("roads", 1) == "één weg"
    assert [roads.for_count("roads", count) for count in (0, 0.5, 2)] == ["{count} wegen"] * 3
    assert roads["roads"] == "{count} wegen"


FILES_READ = """
import sys
from ontschotting.cli.run import main

names = []

def note(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".po"):
        names.append(arguments[0])

sys.addaudithook(note)
sys.argv = ["ontschotting", "compare", "two-villages"]
try:
    main()
except SystemExit:
    print("|".join(map(str, names)))
"""


def test_the_terminal_reads_no_texts_of_the_report() -> None:
    result = subprocess.run(
        [sys.executable, "-c", FILES_READ], capture_output=True, text=True, check=True
    )
    files = {Path(name).stem for name in result.stdout.splitlines()[-1].split("|")}
    assert "answers" in files
    assert not files & {"report", "charts", "certificate"}
