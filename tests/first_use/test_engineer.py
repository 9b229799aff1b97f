"""The walk of an engineer who weighs a dependency: what is installed, named, typed and promised.

`make package` walks the rest: wheel, offline installation and each Python.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import ontschotting as on

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_metadata_say_where_it_lives_and_on_what_it_was_tried() -> None:
    versions = {
        name.rpartition(" ")[2]
        for name in PROJECT["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", name)
    }
    assert {"3.11", "3.12", "3.13"} <= versions
    assert {"Homepage", "Documentation", "Source", "Changelog"} <= set(PROJECT["urls"])
    publiccode = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert re.search(r"^url: ", publiccode, re.MULTILINE)
    (status,) = (name for name in PROJECT["classifiers"] if name.startswith("Development Status"))
    stated = re.search(r"^developmentStatus: (\w+)$", publiccode, re.MULTILINE)
    assert stated is not None and stated[1] == status.rpartition(" ")[2].lower()


def test_no_docstring_cites_a_file_that_is_not_there() -> None:
    """A page is named by its path in the repository, or by the name of a page that is there."""
    pages = {path.name for path in (ROOT / "docs").rglob("*.md")} | {"README.md", "CHANGELOG.md"}
    for path in Path(on.__file__).parent.rglob("*.py"):
        for named in re.findall(r"[\w./-]+\.md\b", path.read_text(encoding="utf-8")):
            assert (ROOT / named).exists() or Path(named).name in pages, f"{path.name}: {named}"


@pytest.mark.parametrize("name", ["SECURITY.md", "CITATION.cff", "LICENSE", "docs/releasing.md"])
def test_what_a_dependency_is_asked_for_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 300


def test_the_pages_that_the_readme_leads_to_are_in_the_repository() -> None:
    for page in ("README.md", "docs/first-steps.md", "docs/eerste-stappen.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
            assert ((ROOT / page).parent / link).exists(), f"{page}: {link}"
