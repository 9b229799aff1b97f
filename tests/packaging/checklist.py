"""What stands between this checkout and a release, each with what to do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MISSING_ADDRESS = "address-of-the-owner.invalid"
"""Stands where the address of the owner belongs. `.invalid` is reserved: it leads nowhere."""

ADDRESSES = ("pyproject.toml", "publiccode.yml", "CITATION.cff", "SECURITY.md")
"""The files that name the address of the owner."""


def version_of(root: Path = ROOT) -> str:
    """The version of the package."""
    text = (root / "ontschotting/_version.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.*)"', text)
    assert found is not None
    return found[1]


def stated_versions(root: Path = ROOT) -> dict[str, str | None]:
    """The version that each other file states; None where it states none."""
    patterns = {
        "publiccode.yml": r"^softwareVersion: (\S+)$",
        "CITATION.cff": r"^version: (\S+)$",
        "CHANGELOG.md": r"^## (\d\S*)",
    }
    stated: dict[str, str | None] = {}
    for name, pattern in patterns.items():
        found = re.search(pattern, (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        stated[name] = found[1] if found else None
    return stated


def open_points(root: Path = ROOT) -> list[str]:
    """What is not done yet, a line each."""
    points = [
        f"{name}: put the address of the owner where '{MISSING_ADDRESS}' stands"
        for name in ADDRESSES
        if MISSING_ADDRESS in (root / name).read_text(encoding="utf-8")
    ]
    version = version_of(root)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        points.append(f"ontschotting/_version.py: {version} is no version to release")
    points += [
        f"{name}: states version {stated}, and the package is {version}"
        for name, stated in stated_versions(root).items()
        if stated != version
    ]
    heading = rf"^## {re.escape(version)} \(\d{{4}}-\d{{2}}-\d{{2}}\)$"
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(heading, changelog, re.MULTILINE):
        points.append(
            f"CHANGELOG.md: write the day of the release, '## {version} (YYYY-MM-DD)', and begin no"
            " section above it"
        )
    return points


def extras(root: Path = ROOT) -> dict[str, list[str]]:
    """The names of the packages that the library needs (under ``) and those of each extra."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = {"": project["dependencies"], **project["optional-dependencies"]}
    return {
        extra: [re.split(r"[\[<>=,;]", requirement)[0].strip() for requirement in requirements]
        for extra, requirements in listed.items()
    }


def main() -> None:
    points = open_points()
    for point in points:
        print(point)
    if points:
        raise SystemExit(f"{len(points)} points stand between this checkout and a release.")
    print(f"Nothing stands between this checkout and the release of {version_of()}.")


if __name__ == "__main__":
    main()
