"""The files that name the version and the owner agree, and so do the lists of dependencies."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.packaging.check import blocks, problems_of_wheel
from tests.packaging.checklist import (
    ADDRESSES,
    MISSING_ADDRESS,
    ROOT,
    extras,
    open_points,
    stated_versions,
    version_of,
)

PAGE = ROOT / "docs/reference/dependencies.md"


def table_rows(page: Path) -> list[list[str]]:
    """The cells of every row of the tables of a page."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| ")
    ]


def test_every_file_states_the_same_version() -> None:
    version = version_of()
    assert {name: stated for name, stated in stated_versions().items() if stated != version} == {}


def test_the_checklist_stops_while_the_address_is_missing(tmp_path: Path) -> None:
    names = (*ADDRESSES, "CHANGELOG.md", "ontschotting/_version.py")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ADDRESSES:
        text = (tmp_path / name).read_text(encoding="utf-8")
        address = text.replace("example.org", MISSING_ADDRESS)
        (tmp_path / name).write_text(address, encoding="utf-8")
        if MISSING_ADDRESS in address:
            assert any(
                point.startswith(f"{name}: put the address") for point in open_points(tmp_path)
            )
        filled = address.replace(MISSING_ADDRESS, "example.org")
        (tmp_path / name).write_text(filled, encoding="utf-8")
    changelog = tmp_path / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    dated = re.sub(r"^## \d.*$", f"## {version_of()} (2026-12-01)", text, count=1, flags=re.M)
    changelog.write_text(dated, encoding="utf-8")
    assert open_points(tmp_path) == []
    changelog.write_text(text.replace("(2026-12-01)", "(not released)"), encoding="utf-8")
    assert [point.partition(":")[0] for point in open_points(tmp_path)] == ["CHANGELOG.md"]
    version = tmp_path / "ontschotting/_version.py"
    version.write_text('__version__ = "9.9.9.dev0"\n', encoding="utf-8")
    named = {point.partition(":")[0] for point in open_points(tmp_path)}
    assert named == {"CHANGELOG.md", "CITATION.cff", "publiccode.yml", "ontschotting/_version.py"}


def test_the_page_lists_every_dependency_with_its_licence() -> None:
    rows = table_rows(PAGE)
    listed = {row[0]: row[2] for row in rows if len(row) == 3 and not row[0].startswith("`")}
    for heading in ("package", "extra"):
        del listed[heading]
    needed = extras()
    assert list(listed) == needed[""]
    for name, licence in listed.items():
        metadata = importlib.metadata.metadata(name)
        stated = metadata.get("License-Expression") or metadata.get("License") or ""
        kinds = " ".join(metadata.get_all("Classifier") or ())
        short = licence.partition("-")[0]  # older packages say MIT, BSD or Python Software
        word = {"PSF": "Python Software Foundation"}.get(short, short)
        assert licence == stated or word in kinds, f"{name}: {stated} {kinds}"


def test_the_page_lists_every_extra_of_users() -> None:
    rows = {row[0].strip("`"): row[1].split(", ") for row in table_rows(PAGE) if row[0][0] == "`"}
    needed = extras()
    for extra in ("cluster", "lab", "refresh"):
        assert rows[extra] == needed[extra]
    others = set(needed) - {"", "cluster", "lab", "refresh"}
    row = next(row for row in table_rows(PAGE) if row[0].startswith("`docs`"))
    assert set(re.findall(r"`(\w+)`", row[0])) == others


def test_a_wheel_with_raw_data_or_without_types_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "ontschotting.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("ontschotting/_datasets/raw/areas.csv", "")
        archive.writestr("datasets/builders/need.py", "")
    problems = "\n".join(problems_of_wheel(wheel))
    for part in ("raw/areas.csv", "builders/need.py", "lacks ontschotting/py.typed"):
        assert part in problems


@pytest.mark.parametrize("language", ["python", "sh"])
def test_the_blocks_of_the_readme_that_an_installed_wheel_runs(language: str) -> None:
    (block,) = blocks(language)
    assert "two-villages" in block
