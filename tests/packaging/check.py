"""Builds wheel and sdist and checks them in an environment of their own (`make package`).

The wheel is built from the sdist, installed without a network in an empty environment outside the
repository, and there runs what the README says. Results are in dist/: wheel, sdist and the list of
what is in the environment (SBOM, CycloneDX).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.packaging.checklist import ROOT, version_of

DIST = ROOT / "dist"
MOST_BYTES = 2_000_000
"""A wheel is no larger than this."""

RAW = {
    "ontschotting/_datasets/raw/streams/fragmentation_facts.csv",
    "ontschotting/_datasets/raw/geography/municipalities.csv",
}
"""The only raw tables in a wheel: the library reads them."""


def run(*words: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Run a program and return what it prints; stop with that where it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**clean, **environment},
        check=False,
    )
    if result.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}\n{result.stdout}{result.stderr}")
    return result.stdout


def build() -> tuple[Path, Path]:
    """Build the sdist, and the wheel from it; return both."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "build", "--outdir", DIST, ROOT)
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
    return wheel, sdist


def problems_of_wheel(wheel: Path) -> list[str]:
    """What is wrong with the content of a wheel."""
    problems = []
    if wheel.stat().st_size > MOST_BYTES:
        problems.append(f"{wheel.name} has {wheel.stat().st_size:,} bytes; most: {MOST_BYTES:,}")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for name in names:
        is_raw = "/raw/" in name and name not in RAW
        if is_raw or "builders" in name or name.startswith(("tests/", "docs/", "datasets/")):
            problems.append(f"{wheel.name} holds {name}")
    metadata = f"ontschotting-{version_of()}.dist-info"
    wanted = ("ontschotting/py.typed", "ontschotting/__init__.pyi", f"{metadata}/licenses/LICENSE")
    problems += [f"{wheel.name} lacks {name}" for name in wanted if name not in names]
    return problems


def blocks(language: str) -> list[str]:
    """The code blocks of the README in a language, without those that it skips."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(
        rf"(?<!-->\n)(?<!-->\n\n)^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    )


def install(wheel: Path, python: str, folder: Path) -> Path:
    """Install a wheel in an empty environment, without a network; return the Python in it."""
    wheels = folder / "wheels"
    constraints = ROOT / ".ci/constraints.txt"
    run(python, "-m", "venv", folder / "fetch")
    fetch = folder / "fetch/bin/python"
    known = ["-c", str(constraints)] if _is_of(python, sys.version_info[:2]) else []
    run(fetch, "-m", "pip", "download", "-q", "-d", wheels, *known, wheel)
    run(python, "-m", "venv", folder / "clean")
    clean = folder / "clean/bin/python"
    # By its name: of a file, pip would note the path, and the SBOM would name it.
    name = f"ontschotting=={version_of()}"
    run(clean, "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels, name)
    run(clean, "-m", "pip", "check")
    return clean


def _is_of(python: str, version: tuple[int, ...]) -> bool:
    """Whether a Python has this version: the constraints are those of the Python of `make`."""
    code = "import sys; print(*sys.version_info[:2])"
    return run(python, "-c", code).split() == [str(part) for part in version]


def use(python: Path, folder: Path) -> None:
    """Run what the README says in a folder outside the repository, and a report."""
    folder.mkdir()
    environment = {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "ONTSCHOTTING_CACHE": str(folder / "cache"),
    }
    where = run(python, "-c", "import ontschotting; print(ontschotting.__file__)", cwd=folder)
    assert str(ROOT) not in where, where
    for number, block in enumerate(blocks("python")):
        script = folder / f"readme_{number}.py"
        script.write_text(block, encoding="utf-8")
        run(python, "-W", "error", script, cwd=folder, **environment)
    for block in blocks("sh"):
        run("bash", "-eu", "-c", block, cwd=folder, **environment)
    report = "ontschotting report two-villages --out report --lang en"
    run("bash", "-c", report, cwd=folder, **environment)
    assert (folder / "report/index.html").stat().st_size > 10_000
    assert (folder / "report/report.docx").exists()


def write_sbom(python: Path) -> Path:
    """Write what is in an environment, with versions and licences."""
    path = DIST / f"ontschotting-{version_of()}.cdx.json"
    tool = Path(sys.executable).parent / "cyclonedx-py"
    run(tool, "environment", "--output-reproducible", "-o", path, python)
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text and tempfile.gettempdir() not in text
    return path


def main() -> None:
    pythons = os.environ.get("PYTHONS", sys.executable).split()
    wheel, sdist = build()
    problems = problems_of_wheel(wheel)
    if problems:
        raise SystemExit("\n".join(problems))
    for python in pythons:
        with tempfile.TemporaryDirectory(prefix="ontschotting-package-") as name:
            clean = install(wheel, python, Path(name))
            use(clean, Path(name) / "work")
            version = run(clean, "--version").strip()
            print(f"{version}: installed offline, pip check, README and report")
            if python == pythons[0]:
                sbom = write_sbom(clean)
    for path in (wheel, sdist, sbom):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
